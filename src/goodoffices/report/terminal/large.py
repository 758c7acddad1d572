"""What ``goodoffices deals`` prints where outcomes are too many to list: the solutions, and what was proven of each."""

from __future__ import annotations

from goodoffices.model.case import Case
from goodoffices.model.results.deals import Solution
from goodoffices.model.results.large_deals import LargeDealsResult
from goodoffices.report.prose import listed
from goodoffices.report.terminal.columns import paragraph
from goodoffices.report.words import expression_words, party_name, sentence_case, terms_words

__all__ = ["large_deals_screen"]

SOLUTIONS = {
    "nash": "Nash",
    "kalai_smorodinsky": "Kalai–Smorodinsky",
    "egalitarian": "Egalitarian",
    "utilitarian": "Utilitarian",
}


def large_deals_screen(case: Case, found: LargeDealsResult) -> str:
    """The answer first, then each solution with its terms and its proof, or what cannot all be kept."""
    answer = {
        True: "Some deals are acceptable to all.",
        False: "No deal is acceptable to all.",
        None: "Whether any deal is acceptable to all was not settled in time.",
    }[found.exists]
    lines = paragraph(f"{found.outcomes:,} outcomes, too many to list one by one. {answer}")
    for name, title in SOLUTIONS.items():
        solution = getattr(found, name)
        if isinstance(solution, Solution):
            code = int(solution.codes[0])
            ties = f", {solution.count:,} deals tie" if solution.count > 1 else ""
            lines += ["", f"{title} ({solution.proof}{ties})"]
            lines += paragraph(f"  {sentence_case(terms_words(case, case.space.terms(code)))}", indent=2)
            worth = "; ".join(
                f"{party_name(case, party)} {worth:g}" for party, worth in solution.utilities_of(0).items()
            )
            lines += paragraph(f"  worth {worth}", indent=2)
        else:
            lines += ["", *paragraph(f"{title}: {solution.reason}", indent=2)]
    for refusals in found.why_none.sets:
        words = [
            f"{party_name(case, one.party)}: "
            + (
                f"will not accept {expression_words(case, one.text)}"
                if one.kind == "red_line" and one.text
                else f"{one.text}"
            )
            for one in refusals
        ]
        lines += ["", *paragraph(f"These cannot all be kept: {listed(words)}.", indent=2)]
    if found.why_none_reason:
        lines += ["", *paragraph(found.why_none_reason)]
    return "\n".join(lines)
