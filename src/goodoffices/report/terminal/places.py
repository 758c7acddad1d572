"""What ``goodoffices deals --place`` prints: each live proposal, who accepts it, and what lies near it."""

from __future__ import annotations

from goodoffices.model.case import Answer, Case
from goodoffices.model.results.deals import Deal, Refusal, Unavailable
from goodoffices.model.results.place import Nearest, Place
from goodoffices.model.results.places import Placed, Places
from goodoffices.report.build.agree import needed
from goodoffices.report.build.naming import changes_of, proposal_name
from goodoffices.report.prose import listed
from goodoffices.report.terminal.columns import paragraph
from goodoffices.report.words import (
    ANSWERS,
    expression_words,
    issue_name,
    number,
    party_name,
    sentence_case,
)

__all__ = ["places_screen"]

CODES = 3
"""Most deals named at one distance; the JSON has all."""
_WORDS = {"nash": "nobody would leave on its own", "gmr": "replies would deter all from leaving"}


def places_screen(case: Case, found: Places) -> str:
    """One block a proposal."""
    over = listed([party_name(case, party) for party in found.over])
    filled = "stays as it is" if found.fill == "status_quo" else "is filled as well as can be"
    lines = paragraph(f"LIVE PROPOSALS. What a proposal leaves open {filled}. Compared by what {over} want.")
    for one in found.placed:
        lines += ["", *paragraph(f"{proposal_name(case, one.proposal)} ({one.proposal})", indent=2)]
        lines += [line for text in _texts(case, one) for line in paragraph(f"  {text}", indent=4)]
    lines += ["", *paragraph("Whether a deal holds is told for the central world; see goodoffices stability.")]
    return "\n".join(lines)


def _texts(case: Case, one: Placed) -> list[str]:
    """The sentences on one proposal."""
    texts = [_answers(case, one)]
    if isinstance(one.place, Unavailable):
        return [*texts, sentence_case(one.place.reason)]
    texts += [_verdicts(case, one.place.deal), _frontier(case, one.place), *_nearest(case, one, one.place)]
    if one.placement.open_issues:
        texts.append(_completions(case, one))
    return [text for text in texts if text]


def _answers(case: Case, one: Placed) -> str:
    """What was answered, in the words of the case."""
    by: dict[str, list[str]] = {}
    for party, answer in one.answers.items():
        by.setdefault(ANSWERS[Answer(answer)].word.lower(), []).append(party_name(case, party))
    told = "; ".join(f"{listed(names)}: {answer}" for answer, names in by.items()) or "none"
    return f"Put forward by {party_name(case, one.by)}. Answers stated: {told}."


def _verdicts(case: Case, deal: Deal) -> str:
    """What follows from what is stated of each needed party's preferences."""
    if not deal.feasible:
        return "A rule of the case excludes it."
    if deal.code == case.status_quo_code:
        return "It changes nothing: it is the status quo."
    if not deal.brought_about:
        return "Nobody can bring it about."
    asked = needed(case, deal)
    verdicts = {verdict.party: verdict for verdict in deal.verdicts}
    told = []
    for answer, word in (("accepts", "at or above the walk-away"), ("unknown", "not known")):
        names = [party_name(case, party) for party in asked if verdicts[party].answer == answer]
        if names:
            told.append(f"{listed(names)}: {word}")
    told += [
        f"{party_name(case, party)}: {listed([_refused(case, one) for one in verdicts[party].broken], 'and is')}"
        for party in asked
        if verdicts[party].answer == "refuses"
    ]
    summary = "acceptable" if deal.acceptable else "possible" if deal.possible else "refused"
    return f"By what they want it is {summary}. {sentence_case('; '.join(told))}."


def _refused(case: Case, one: Refusal) -> str:
    if one.kind == "red_line":
        return f"crosses the red line ‘{expression_words(case, one.text or '')}’"
    return "below the walk-away"


def _frontier(case: Case, place: Place) -> str:
    """What would be better for all, and how much there is to gain."""
    if isinstance(place.dominated_by, Unavailable):
        return ""
    if not place.dominated_by:
        told = "No feasible outcome is certain to be better for some and worse for none."
    else:
        count = place.dominated_by
        told = f"{count:,} feasible outcome{'s are' if count > 1 else ' is'} better for some and worse for none"
        told += f"; the nearest: {_deals(case, place.better)}." if place.better is not None else "."
    if not isinstance(place.headroom, Unavailable) and place.headroom > 0:
        told += f" All could gain {100 * place.headroom:.3g} percent of their best gain more at once."
    return told


def _nearest(case: Case, one: Placed, place: Place) -> list[str]:
    """The nearest deals that are acceptable, and that would hold as well; possible ones where none is acceptable."""
    certain = bool(place.nearest)
    groups = place.nearest if certain else one.possible
    what = "that all who must agree accept" if certain else "that nobody needed is known to refuse"
    if not groups:
        return ["No deal is acceptable, or even possible."]
    itself = [group for group in groups[:1] if not group.changes]
    texts = [] if certain else ["No deal is acceptable for certain."]
    texts.append(f"It is itself a deal {what}." if itself else f"Nearest deal {what}: {_deals(case, groups[0])}.")
    holding = one.holding if certain else one.holding_possible
    for concept, words in _WORDS.items():
        found = holding.get(concept)
        if isinstance(found, Nearest):
            if found.changes:
                texts.append(f"Nearest of these that {words} ({concept.upper()}): {_deals(case, found)}.")
            else:
                texts.append(f"It is also one that {words} ({concept.upper()}).")
            break
    else:
        texts.append("None of these is known to hold.")
    return texts


def _deals(case: Case, group: Nearest | None) -> str:
    """``two changes away: 12 (truce: ...); 14 (...); and 3 more``."""
    if group is None:
        return "none"
    away = f"{number(group.changes)} change{'s' if group.changes != 1 else ''} away"
    shown = "; ".join(f"{code} ({changes_of(case, code)})" for code in group.codes[:CODES])
    more = f"; and {len(group.codes) - CODES:,} more" if len(group.codes) > CODES else ""
    return f"{away}, {shown}{more}"


def _completions(case: Case, one: Placed) -> str:
    left = listed([issue_name(issue) for issue in one.placement.open_issues])
    counts = [
        f"{name} {_count(place)}" for name, place in (("best", one.placement.best), ("worst", one.placement.worst))
    ]
    if any(isinstance(place, Unavailable) for place in (one.placement.best, one.placement.worst)):
        return f"It leaves open: {left}."
    return f"It leaves open: {left}. Outcomes better for some and worse for none, as it is filled: {', '.join(counts)}."


def _count(place: Place | Unavailable) -> str:
    if isinstance(place, Unavailable) or isinstance(place.dominated_by, Unavailable):
        return "not known"
    return f"{place.dominated_by:,}"
