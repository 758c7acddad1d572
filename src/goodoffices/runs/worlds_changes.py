"""Which small changes would raise the share of worlds in which a deal is acceptable to all: one edit, then two.

An edit drops a red line, swaps two neighbours in an order, moves an issue up one place, states what is unknown, or changes one
term of the deal. Every share is taken over the same draws. An edit describes what would have to be true; it is not advice to a
party.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.worlds.paired import accepts_one, difference
from goodoffices.errors import UsageError
from goodoffices.model.case import Case
from goodoffices.model.consent import ConsentSets
from goodoffices.model.edits import PreferenceEdit, TermEdit, edits_of, statements_of, term_edits
from goodoffices.model.results.share_changes import ShareChange, ShareChanges
from goodoffices.runs.execute import one_thread
from goodoffices.runs.worlds import Drawn
from goodoffices.runs.worlds_case import party_of

__all__ = ["share_changes"]

Bools = NDArray[np.bool_]
Candidate = PreferenceEdit | TermEdit

PAIRED = 10
"""Best single edits among which pairs are looked for."""

BEYOND = 2.0
"""Standard errors that a change must exceed to be told."""


def share_changes(drawn: Drawn, about: int) -> ShareChanges:
    """The edits that raise the share of a deal.

    Raises
    ------
    UsageError
        If somebody whose consent the deal needs cannot be asked.
    """
    with one_thread():
        return _Search(drawn, about).found()


class _Search:
    """One deal, the acceptance of each party world by world, and what edits make of it."""

    def __init__(self, drawn: Drawn, about: int) -> None:
        self._drawn, self._about = drawn, about
        self._case: Case = drawn.worlds.case
        self._consent: ConsentSets = drawn.worlds.consent
        self._cache: dict[tuple[tuple[PreferenceEdit, ...], str, int], Bools] = {}
        asked = {party for members in self._consent.for_code(about) for party in members}
        if asked & set(drawn.worlds.unasked):
            raise UsageError(" ".join(drawn.worlds.reasons))
        self._asked = [party for party in self._case.parties if party in asked]
        self._deals = set(drawn.worlds.problem.deals.tolist())
        self._before = self._all((), about)

    def found(self) -> ShareChanges:
        """Singles, then pairs of the best of them."""
        singles = [change for edit in self._candidates() if (change := self._change((edit,))) is not None]
        best = sorted(singles, key=_best_first)
        pairs = [
            change
            for one, other in combinations(best[:PAIRED], 2)
            if (change := self._pair(one, other)) is not None
            and change.delta - max(one.delta, other.delta) > BEYOND * change.error
        ]
        return ShareChanges(
            about=self._about,
            before=float(self._before.mean()),
            single=tuple(change for change in best if _counts(change)),
            pairs=tuple(sorted(pairs, key=_best_first)),
            looked_at=len(singles) + len(pairs),
            draws=self._drawn.tally.draws,
        )

    def _candidates(self) -> Iterator[Candidate]:
        """Every single edit that could matter to the deal."""
        for party in self._asked:
            stated = self._case.of(party)
            yield from edits_of(party, stated)
            yield from statements_of(self._case, party, stated)
        for issue, options in zip(self._case.space.issues, self._case.space.options, strict=True):
            for option in options:
                code = self._case.space.code({issue: option}, base=self._about)
                if code != self._about and code in self._deals:
                    yield from term_edits(self._case, self._about, code)

    def _pair(self, one: ShareChange, other: ShareChange) -> ShareChange | None:
        """Both together; None where they do not fit together."""
        edits = (*one.edits, *other.edits)
        terms = [edit for edit in edits if isinstance(edit, TermEdit)]
        return None if len({edit.issue for edit in terms}) < len(terms) else self._change(edits)

    def _change(self, edits: tuple[Candidate, ...]) -> ShareChange | None:
        """The share after some edits; None where they do not fit, or lead to no deal."""
        code = self._about
        for edit in edits:
            if isinstance(edit, TermEdit):
                code = edit.apply(self._case, code)
        if code not in self._deals:
            return None
        try:
            after = self._all(tuple(edit for edit in edits if isinstance(edit, PreferenceEdit)), code)
        except ValueError:  # the second edit no longer fits after the first
            return None
        delta, error = difference(self._before, after)
        return ShareChange(edits, code, float(after.mean()), delta, error)

    def _all(self, edits: tuple[PreferenceEdit, ...], code: int) -> Bools:
        """[worlds] whether some consent set accepts a deal whole."""
        sets = self._consent.for_code(code)
        if any(party in self._drawn.worlds.unasked for members in sets for party in members):
            raise ValueError("somebody cannot be asked")
        needed = {party for members in sets for party in members}
        accepts = {party: self._accepts(edits, party, code) for party in needed}
        everyone = [np.logical_and.reduce([accepts[party] for party in sorted(members)]) for members in sets]
        found: Bools = np.logical_or.reduce(everyone)
        return found

    def _accepts(self, edits: tuple[PreferenceEdit, ...], party: str, code: int) -> Bools:
        """[worlds] what one party says after the edits that concern it."""
        own = tuple(edit for edit in edits if edit.party == party)
        key = (own, party, code)
        if key not in self._cache:
            case = self._case
            for edit in own:
                case = edit.apply(case)
            problem = self._drawn.worlds.problem
            one = party_of(case, party, problem.red_lines, party in self._drawn.worlds.assumed)
            if one is None:
                raise ValueError(f"{party} cannot be asked")
            self._cache[key] = accepts_one(one, code, self._drawn.seed, self._drawn.tally.draws)
        return self._cache[key]


def _counts(change: ShareChange) -> bool:
    return change.delta > BEYOND * change.error and change.delta > 0


def _best_first(change: ShareChange) -> tuple[float, int]:
    return -change.delta, len(change.edits)
