"""Which outcomes a briefing speaks of, and the letters it calls them by.

Every live proposal comes first, in case order; then the deals that are acceptable for certain or, where none is, possible ones:
those that hang on fewest unknown answers, leave nothing on the table and change least. A page cannot show hundreds; the JSON
lists them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

import numpy as np

from goodoffices.model.case import Case
from goodoffices.model.results.deals import Deal, DealsResult
from goodoffices.model.results.stability import Concept, StabilityResult
from goodoffices.report.words import alone, sentence_case, terms_words

__all__ = ["Named", "changes_of", "named_deals", "named_outcomes", "proposal_name"]

HELD = 6
"""Outcomes told of are filled up to this many with others that hold; one more is told in any case."""
CERTAIN, POSSIBLE = 4, 3
"""How many deals beyond the proposals are named: acceptable for certain; possible, where none is certain."""


@dataclass(frozen=True)
class Named:
    """An outcome with its letter, its name, its terms in words, and what each party says to it."""

    key: str
    name: str
    terms: str
    deal: Deal
    proposal: str | None = None

    @property
    def code(self) -> int:
        """Its outcome code."""
        return self.deal.code


def named_deals(case: Case, result: DealsResult) -> tuple[Named, ...]:
    """The outcomes that the briefing speaks of, with their letters."""
    rows = {row.code: row for row in result.rows}
    proposals: dict[int, str] = {}
    for proposal in case.proposals:
        code = case.proposal_code(proposal)
        if code is not None and code in rows and code != case.status_quo_code:
            proposals.setdefault(code, proposal)
    others = [row for code, row in rows.items() if code not in proposals and row.possible]
    certain = [row for row in others if row.acceptable]
    chosen = _best_first(case, certain)[:CERTAIN] or _best_first(case, others)[:POSSIBLE]
    codes = [*proposals, *(row.code for row in chosen)]
    return tuple(
        Named(key, _name(case, code, proposals.get(code)), changes_of(case, code), rows[code], proposals.get(code))
        for key, code in zip(_letters(len(codes)), codes, strict=True)
    )


def named_outcomes(case: Case, named: Sequence[Named], result: StabilityResult) -> tuple[tuple[str, str, int], ...]:
    """The outcomes whose stability is told, as (key, name, code): the named deals by letter, then others that hold by code.

    Those that hold come strongest concept first; a letter is for a deal that is spoken of.
    """
    outcomes = [(one.key, one.name, one.code) for one in named]
    seen = {one.code for one in named} | {case.status_quo_code}
    held: list[int] = []
    for concept in (Concept.NASH, Concept.SMR, Concept.SEQ, Concept.GMR):
        if concept in result.verdicts:
            stays = np.flatnonzero(result.verdicts[concept].all(axis=0))[: HELD + len(seen)].tolist()
            held += [code for code in stays if code not in seen and code not in held]
    held = held[: max(0, HELD - len(outcomes)) or 1]
    outcomes += [(str(code), _name(case, code, None), code) for code in held]
    return tuple(outcomes)


def proposal_name(case: Case, proposal: str) -> str:
    """A proposal's name, or its terms where it has none."""
    given = case.proposals[proposal]
    return given.name or sentence_case(terms_words(case, given.terms))


def changes_of(case: Case, code: int) -> str:
    """An outcome by the terms in which it differs from the status quo; by all of them where there is none."""
    base = case.status_quo_code
    if code == base:
        return "as things are"
    return terms_words(case, case.space.terms(code) if base is None else case.space.difference(code, base))


def _name(case: Case, code: int, proposal: str | None) -> str:
    if proposal is not None:
        return proposal_name(case, proposal)
    base = case.status_quo_code
    terms = case.space.terms(code) if base is None else case.space.difference(code, base)
    return sentence_case("; ".join(alone(case, issue, option) for issue, option in terms.items()))


def _letters(count: int) -> Sequence[str]:
    """A to Z, then A2, B2, ...."""
    return [ascii_uppercase[n % 26] + (str(n // 26 + 1) if n >= 26 else "") for n in range(count)]


def _best_first(case: Case, rows: Sequence[Deal]) -> list[Deal]:
    """Deals with fewest unknown answers first, then those in the Pareto set, then those that change fewest issues."""
    base = case.status_quo_code

    def changed(row: Deal) -> int:
        return len(case.issues) if base is None else len(case.space.difference(row.code, base))

    return sorted(rows, key=lambda row: (_unknown_answers(row), row.pareto is not True, changed(row), row.code))


def _unknown_answers(deal: Deal) -> int:
    """How many of those whose consent is needed have not settled their answer, in the most settled consent set."""
    unknown = {verdict.party for verdict in deal.verdicts if verdict.answer == "unknown"}
    return min((len(parties & unknown) for parties in deal.consent), default=len(deal.verdicts))
