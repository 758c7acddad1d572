"""Log-rolling: pairs of changes on two issues that nobody loses by together, though neither alone would do.

From a base (a proposal, the status quo, any deal) every single change of one issue is tried, then every pair. A change or a
pair is *good* if it is feasible, nobody loses by it and somebody gains; only comparisons that are certain count. A trade is a
good pair of which neither half is good. Pairs with exactly one loser are listed apart, with third changes that would make the
whole good.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from goodoffices.engines.deals.against import Against
from goodoffices.model.results.base import Provenance
from goodoffices.model.results.trades import Change, Loss, Trade, Trades

__all__ = ["find_trades"]


def find_trades(against: Against) -> Trades:
    """Every trade from the base, every pair with exactly one loser, and every single change that is good by itself.

    Parameters
    ----------
    against
        How outcomes compare with the base, for each party.
    """
    space, base = against.space, against.base
    singles = [
        _Single(k, option, (option - here) * space.strides[k])
        for k, (here, size) in enumerate(zip(space.indices(base), space.sizes, strict=True))
        for option in range(size)
        if option != here
    ]
    effects = {single: _Effect.of(against, base + single.step) for single in singles}
    shown = {single: _change(against, single, effects[single]) for single in singles}
    trades, one_loser = [], []
    for first, second in combinations(singles, 2):
        if first.issue == second.issue or effects[first].good or effects[second].good:
            continue
        code = base + first.step + second.step
        both = _Effect.of(against, code)
        gains = tuple(against.parties[p] for p in both.gaining)
        if both.good:
            trades.append(Trade((shown[first], shown[second]), code, gains))
        elif both.feasible and len(both.losing) == 1 and gains and not both.unknown:
            repairs = tuple(
                shown[third]
                for third in singles
                if third.issue not in (first.issue, second.issue) and _Effect.of(against, code + third.step).good
            )
            amount = against.amount(both.losing[0], code)
            loss = Loss(against.parties[both.losing[0]], None if amount is None else -amount, repairs)
            one_loser.append(Trade((shown[first], shown[second]), code, gains, loss))
    return Trades(
        base,
        against.parties,
        tuple(trades),
        tuple(one_loser),
        tuple(shown[single] for single in singles if effects[single].good),
        Provenance("log-rolling", {"parties": list(against.parties)}),
    )


@dataclass(frozen=True)
class _Single:
    issue: int
    option: int
    step: int
    """What it adds to the code."""


@dataclass(frozen=True)
class _Effect:
    """Whom an outcome helps and hurts against the base, by number."""

    feasible: bool
    gaining: tuple[int, ...]
    losing: tuple[int, ...]
    unknown: tuple[int, ...]

    @property
    def good(self) -> bool:
        return self.feasible and bool(self.gaining) and not self.losing and not self.unknown

    @classmethod
    def of(cls, against: Against, code: int) -> _Effect:
        signs = [against.sign(p, code) for p in range(len(against.parties))]
        gaining, losing, unknown = (
            tuple(p for p, sign in enumerate(signs) if sign == which) for which in (1, -1, None)
        )
        return cls(against.feasible(code), gaining, losing, unknown)


def _change(against: Against, single: _Single, effect: _Effect) -> Change:
    def names(numbers: tuple[int, ...]) -> tuple[str, ...]:
        return tuple(against.parties[p] for p in numbers)

    return Change(
        against.space.issues[single.issue],
        against.space.options[single.issue][single.option],
        names(effect.gaining),
        names(effect.losing),
        names(effect.unknown),
    )
