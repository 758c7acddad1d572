"""Shares of worlds in words: proofs as proofs, the rest as counts out of 100 worlds. Never a percentage, never a probability."""

from __future__ import annotations

from goodoffices.model.case import Case
from goodoffices.model.results.worlds import Gap, Hinge, Proof, Share
from goodoffices.report.prose import listed
from goodoffices.report.words import agreeing, issue_name, party_name, possessive, sentence_case

__all__ = ["NOT_A_PROBABILITY", "gap_words", "hinge_words", "hundred", "range_words", "share_words"]

NOT_A_PROBABILITY = (
    "Counts of 100 preference worlds consistent with what is stated, in brackets the range under other laws of "
    "weighting; not a probability. They depend on which issues the case lists."
)

_PROOFS = {Proof.EVERY: "in every world", Proof.NONE: "in no world", Proof.NEVER: "never"}
_SMALL = 0.005
"""Shares below this, or as near to 1, would round to a proof that they are not."""


def hundred(share: float) -> str:
    """A share as a count of 100.

    >>> hundred(0.4965), hundred(0.001), hundred(0.999), hundred(1.0)
    ('50', 'below 1', 'over 99', '100')
    """
    if 0 < share < _SMALL:
        return "below 1"
    if 1 - _SMALL < share < 1:
        return "over 99"
    return f"{100 * share:.0f}"


def share_words(share: Share) -> str:
    """A proof in words, else the count and its range; "not known" where it cannot be had."""
    if share.share is None:
        return "not known"
    if share.proof is not None:
        return _PROOFS[share.proof]
    if share.share == 0 and share.interval is not None:
        return f"0, below {max(0.1, 100 * share.interval[1]):.1f}"
    return f"{hundred(share.share)}{range_words(share)}"


def range_words(share: Share) -> str:
    """The range under other laws, in brackets; nothing where all of them round to one number."""
    if share.other_laws is None or share.proof is not None:
        return ""
    low, high = (f"{100 * bound:.0f}" for bound in share.other_laws)
    return "" if low == high else f" ({low}-{high})"


def hinge_words(case: Case, hinge: Hinge) -> str:
    """What would be drawn anew: ``Russia’s order on ‘Does the fighting stop?’``."""
    kind, _, rest = hinge.what.partition(".")
    issue, _, clause = rest.partition(".")
    whose = possessive(party_name(case, hinge.party))
    question = f"‘{case.issues[issue].question}’" if issue in case.issues else ""
    where = f" (case {clause} of its order)" if clause else ""
    return {
        "importance": f"{whose} order of importance",
        "weights": f"how much more one issue weighs than the next for {party_name(case, hinge.party)}",
        "orders": f"{whose} order on {question}{where}",
        "values": f"how far apart the options of {question} lie for {party_name(case, hinge.party)}{where}",
        "scores": f"{whose} scores on {question}",
        "reservation": f"{whose} reservation",
    }[kind]


def gap_words(case: Case, gap: Gap) -> str:
    """What a party has not stated, in one sentence."""
    name = party_name(case, gap.party, first=True)
    told = []
    if gap.orders:
        told.append(f"no order on {_issues(gap.orders, gap.issues)}")
    if gap.partial:
        told.append(f"part of the order on {_issues(gap.partial, gap.issues)}")
    if gap.importance:
        told.append(f"no importance for {_issues(gap.importance, gap.issues)}")
    words = f"{name} {agreeing(name, 'states')} {listed(told)}." if told else ""
    if gap.conditional:
        issues = listed([issue_name(issue) for issue in gap.conditional])
        words += f" How the conditions on {issues} compare with each other is not stated."
    return sentence_case(words.strip())


def _issues(issues: tuple[str, ...], all_of: int) -> str:
    """Issues by name where they are few, else how many."""
    if len(issues) == all_of:
        return f"any of the {all_of} issues"
    if len(issues) <= 3:
        return listed([issue_name(issue) for issue in issues])
    return f"{len(issues)} of {all_of} issues"
