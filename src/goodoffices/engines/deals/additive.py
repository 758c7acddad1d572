"""Negotiations too large to list: additive utilities as issue tables, and what is excluded as tables over a few issues each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.expressions import Expression
from goodoffices.model.outcomes import OutcomeSpace
from goodoffices.model.results.deals import Refusal

__all__ = ["Additive", "Ban", "RedLine"]


@dataclass(frozen=True, eq=False)
class Ban:
    """What a rule or red line excludes: a table over the issues it names."""

    issues: tuple[int, ...]
    table: NDArray[np.bool_]
    """[options of each named issue] true where excluded."""

    @classmethod
    def of(cls, space: OutcomeSpace, never: Expression) -> Ban:
        """The ban on an expression, worked out over the issues that it names and no others."""
        names = {term.issue for term in never.terms()}
        issues = tuple(k for k, issue in enumerate(space.issues) if issue in names)
        small = OutcomeSpace(tuple(space.issues[k] for k in issues), tuple(space.options[k] for k in issues))
        truth = small.truth(never).reshape(small.sizes[::-1])
        return cls(issues, np.ascontiguousarray(truth.transpose()))

    def excludes(self, options: Sequence[int]) -> bool:
        """Whether it excludes an outcome, given by its option in every issue."""
        return bool(self.table[tuple(options[k] for k in self.issues)])


@dataclass(frozen=True, eq=False)
class RedLine:
    """What a party will not accept in any deal."""

    party: int
    text: str
    ban: Ban


@dataclass(frozen=True, eq=False)
class Additive:
    """Parties with additive utilities, of whom each must accept, over a space of any size."""

    space: OutcomeSpace
    parties: tuple[str, ...]
    tables: tuple[tuple[NDArray[Any], ...], ...]
    """[parties][issues][options] whole numbers: what an option adds to utility × scale."""
    scales: tuple[int, ...]
    disagreement: tuple[int, ...]
    """[parties] what each is left with if there is no deal, on its scale."""
    bans: tuple[Ban, ...] = ()
    """What the rules exclude."""
    red_lines: tuple[RedLine, ...] = ()
    walk_aways: tuple[str | None, ...] = ()
    """[parties] what each is left with, in words; may be left out."""
    status_quo: int | None = None
    """Code of the outcome that is no deal, since it changes nothing; None where every outcome is a deal."""

    @classmethod
    def of(
        cls,
        space: OutcomeSpace,
        parties: Iterable[str],
        tables: Iterable[tuple[Sequence[NDArray[Any]], int, int]],
        never: Iterable[Expression] = (),
    ) -> Additive:
        """From each party's tables, scale and disagreement point, and the rules that exclude outcomes."""
        rows = list(tables)
        return cls(
            space,
            tuple(parties),
            tuple(tuple(issue_tables) for issue_tables, _, _ in rows),
            tuple(scale for _, scale, _ in rows),
            tuple(low for _, _, low in rows),
            tuple(Ban.of(space, expression) for expression in never),
        )

    def utilities(self, code: int) -> list[int]:
        """[parties] utility × scale of one outcome."""
        options = self.space.indices(code)
        return [sum(int(table[option]) for table, option in zip(row, options, strict=True)) for row in self.tables]

    @property
    def insistences(self) -> tuple[Refusal, ...]:
        """Every walk-away, then every red line, by name."""
        texts = self.walk_aways or (None,) * len(self.parties)
        walk_aways = (Refusal(party, "walk_away", text) for party, text in zip(self.parties, texts, strict=True))
        return (*walk_aways, *(Refusal(self.parties[line.party], "red_line", line.text) for line in self.red_lines))

    def keeping(self, kept: int = -1) -> Additive:
        """The same with some of the insistences (bits; all by default) made rules, and the others given up.

        A party that gives up its walk-away can be left with the least that its tables hold.
        """
        parties = range(len(self.parties))
        low = tuple(
            self.disagreement[p] if kept >> p & 1 else min(self.disagreement[p], self._least(p)) for p in parties
        )
        lines = tuple(line.ban for k, line in enumerate(self.red_lines, len(self.parties)) if kept >> k & 1)
        return replace(self, disagreement=low, bans=self.bans + lines, red_lines=())

    def satisfied(self, code: int) -> int:
        """The insistences that an outcome respects, as bits."""
        utilities, options = self.utilities(code), self.space.indices(code)
        kept = sum(1 << p for p, (u, d) in enumerate(zip(utilities, self.disagreement, strict=True)) if u >= d)
        lines = enumerate(self.red_lines, len(self.parties))
        return kept | sum(1 << k for k, line in lines if not line.ban.excludes(options))

    def _least(self, party: int) -> int:
        return sum(int(table.min()) for table in self.tables[party])

    def allows(self, code: int) -> bool:
        """Whether no rule excludes the outcome."""
        options = self.space.indices(code)
        return not any(ban.excludes(options) for ban in self.bans)
