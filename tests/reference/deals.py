"""Deals straight from the definitions: slow, obvious, in exact fractions, one outcome at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import prod

__all__ = ["Game", "Insistence"]

Insistence = tuple[int, str, str]
"""A party's number, ``red_line`` or ``walk_away``, and its text."""


@dataclass(frozen=True)
class Game:
    """A small negotiation, written out in full."""

    sizes: tuple[int, ...]
    parties: tuple[str, ...]
    principals: tuple[int, ...]
    feasible: tuple[bool, ...]
    status_quo: int | None
    reached_by: tuple[tuple[tuple[frozenset[int], ...], ...], ...]
    utilities: tuple[tuple[Fraction, ...], ...]
    walk_away: tuple[Fraction, ...]
    red_lines: tuple[tuple[frozenset[int], ...], ...]
    """[parties] each red line as the outcomes that cross it."""
    unknown: tuple[frozenset[int], ...]
    """[parties] outcomes whose comparison with the walk-away is not known."""

    @property
    def outcomes(self) -> range:
        return range(prod(self.sizes))

    def options(self, code: int) -> list[int]:
        found = []
        for size in self.sizes:
            found.append(code % size)
            code //= size
        return found

    def crosses(self, party: int, code: int) -> bool:
        return any(code in line for line in self.red_lines[party])

    def accepts(self, party: int, code: int) -> bool:
        high_enough = self.utilities[party][code] >= self.walk_away[party]
        return not self.crosses(party, code) and code not in self.unknown[party] and high_enough

    def refuses(self, party: int, code: int) -> bool:
        too_low = self.utilities[party][code] < self.walk_away[party]
        return self.crosses(party, code) or (code not in self.unknown[party] and too_low)

    def consent_sets(self, code: int) -> list[frozenset[int]]:
        """Try no addition to the principals, then one party, then two, until every changed issue is served."""
        core = frozenset(self.principals)
        if self.status_quo is None:
            return [core]
        before = self.options(self.status_quo)
        needed = [self.reached_by[k][option] for k, option in enumerate(self.options(code)) if option != before[k]]
        others = [p for p in range(len(self.parties)) if p not in core]
        for size in range(len(others) + 1):
            sets = [core | set(extra) for extra in combinations(others, size)]
            serving = [who for who in sets if all(any(group <= who for group in groups) for groups in needed)]
            if serving:
                return serving
        return []

    def deals(self) -> list[int]:
        return [
            code
            for code in self.outcomes
            if self.feasible[code] and code != self.status_quo and self.consent_sets(code)
        ]

    def acceptable(self) -> list[int]:
        return [
            code
            for code in self.deals()
            if any(all(self.accepts(p, code) for p in who) for who in self.consent_sets(code))
        ]

    def possible(self) -> list[int]:
        return [
            code
            for code in self.deals()
            if any(not any(self.refuses(p, code) for p in who) for who in self.consent_sets(code))
        ]

    def hangs_on(self) -> set[frozenset[int]]:
        """Minimal sets of parties whose yes, where they are unknown, would make some deal acceptable."""
        everyone = range(len(self.parties))
        enough: list[frozenset[int]] = []
        for size in range(len(self.parties) + 1):
            for said in combinations(everyone, size):
                yes = frozenset(said)
                if any(smaller <= yes for smaller in enough):
                    continue
                if any(
                    all(self.accepts(p, code) or (p in yes and not self.refuses(p, code)) for p in who)
                    for code in self.deals()
                    for who in self.consent_sets(code)
                ):
                    enough.append(yes)
        return set(enough)

    def pareto(self) -> list[int]:
        return pareto([self.utilities[p] for p in self.principals], [c for c in self.outcomes if self.feasible[c]])

    def bargaining_set(self, low: Sequence[Fraction]) -> list[int]:
        return [
            code
            for code in self.acceptable()
            if all(
                self.accepts(p, code) and self.utilities[p][code] >= d
                for p, d in zip(self.principals, low, strict=True)
            )
        ]

    def disagreement(self, kind: str) -> list[Fraction]:
        if kind == "zero":
            return [Fraction(0) for _ in self.principals]
        if kind == "minimum":
            return [min(self.utilities[p][c] for c in self.outcomes if self.feasible[c]) for p in self.principals]
        return [self.walk_away[p] for p in self.principals]

    def ideal(self, kind: str, open_to: Iterable[int]) -> list[Fraction]:
        over = list(open_to) if kind == "rational" else [c for c in self.outcomes if self.feasible[c]]
        return [max(self.utilities[p][c] for c in over) for p in self.principals]

    def gains(self, code: int, low: Sequence[Fraction]) -> list[Fraction]:
        return [self.utilities[p][code] - d for p, d in zip(self.principals, low, strict=True)]

    def nash(self, open_to: Sequence[int], low: Sequence[Fraction]) -> list[int]:
        """Over the largest set of parties that gain together; of several, the first in case order."""
        numbers = range(len(self.principals))
        for size in range(len(self.principals), -1, -1):
            for together in combinations(numbers, size):
                products = {
                    code: prod((self.gains(code, low)[k] for k in together), start=Fraction(1))
                    for code in open_to
                    if all(self.gains(code, low)[k] > 0 for k in together)
                }
                if products:
                    return [code for code, product in products.items() if product == max(products.values())]
        return []

    def kalai_smorodinsky(
        self, open_to: Sequence[int], low: Sequence[Fraction], high: Sequence[Fraction]
    ) -> tuple[list[int], list[int]]:
        shares = {
            code: [g / (b - d) for g, b, d in zip(self.gains(code, low), high, low, strict=True) if b != d]
            for code in open_to
        }
        return least_best(shares)

    def egalitarian(
        self, open_to: Sequence[int], low: Sequence[Fraction], high: Sequence[Fraction]
    ) -> tuple[list[int], list[int]]:
        kept = {
            code: [g for g, b, d in zip(self.gains(code, low), high, low, strict=True) if b != d] for code in open_to
        }
        return least_best(kept)

    def utilitarian(self, open_to: Sequence[int]) -> list[int]:
        sums = {code: sum(self.utilities[p][code] for p in self.principals) for code in open_to}
        return [code for code, total in sums.items() if total == max(sums.values())]

    def insistences(self) -> list[Insistence]:
        """Every red line and every walk-away, in party order."""
        return [
            insistence
            for p in range(len(self.parties))
            for insistence in [
                *((p, "red_line", f"line {n}") for n in range(len(self.red_lines[p]))),
                (p, "walk_away", "no deal"),
            ]
        ]

    def broken(self, insistence: Insistence, code: int) -> bool:
        party, kind, text = insistence
        if kind == "red_line":
            return code in self.red_lines[party][int(text.split()[1])]
        return code not in self.unknown[party] and self.utilities[party][code] < self.walk_away[party]

    def can_keep(self, kept: Iterable[Insistence]) -> bool:
        """Whether some deal has a consent set none of whose members' kept insistences it breaks."""
        held = list(kept)
        return any(
            not any(insistence[0] in who and self.broken(insistence, code) for insistence in held)
            for code in self.deals()
            for who in self.consent_sets(code)
        )

    def conflicts(self) -> set[frozenset[Insistence]]:
        """Minimal sets that cannot all be kept."""
        return minimal(self.insistences(), lambda kept: not self.can_keep(kept))

    def concessions(self) -> set[frozenset[Insistence]]:
        """Minimal sets to give up so that all the others can be kept."""
        everything = set(self.insistences())
        return minimal(self.insistences(), lambda given_up: self.can_keep(everything - given_up))


def pareto(values: Sequence[Sequence[Fraction | int]], codes: Sequence[int]) -> list[int]:
    """Those of the codes that no other dominates."""

    def dominates(y: int, x: int) -> bool:
        return all(row[y] >= row[x] for row in values) and any(row[y] > row[x] for row in values)

    return [x for x in codes if not any(dominates(y, x) for y in codes)]


def least_best(shares: dict[int, list[Fraction]]) -> tuple[list[int], list[int]]:
    """Codes whose least share is greatest, and those of them whose sorted shares are greatest word by word."""
    if not any(shares.values()):
        return list(shares), list(shares)
    most = max(min(row) for row in shares.values())
    best = [code for code, row in shares.items() if min(row) == most]
    top = max(sorted(shares[code]) for code in best)
    return best, [code for code in best if sorted(shares[code]) == top]


def minimal(members: Sequence[Insistence], holds: object) -> set[frozenset[Insistence]]:
    """Minimal subsets for which a condition holds; by trying all, small ones first."""
    assert callable(holds)
    found: list[frozenset[Insistence]] = []
    for size in range(len(members) + 1):
        for some in combinations(members, size):
            candidate = frozenset(some)
            if not any(smaller <= candidate for smaller in found) and holds(candidate):
                found.append(candidate)
    return set(found)
