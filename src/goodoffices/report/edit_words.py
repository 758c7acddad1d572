"""Edits in words: what would have to be true of whom, each party's in the same words."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from goodoffices.model.case import Case
from goodoffices.model.edits import (
    DropRedLine,
    Edit,
    PreferenceEdit,
    RaisePriority,
    StateImportance,
    StateOrder,
    SwapImportance,
    SwapOptions,
    SwapOutcomes,
    levels_of,
)
from goodoffices.model.guarantees import Guarantee
from goodoffices.report.build.naming import changes_of
from goodoffices.report.prose import listed
from goodoffices.report.words import (
    agreeing,
    condition_words,
    expression_words,
    issue_name,
    label,
    party_name,
    possessive,
)

__all__ = ["edit_words", "set_words"]


def set_words(case: Case, edits: Sequence[Edit]) -> Iterator[str]:
    """Sentences on what would have to be true together; several edits of one order are told by the order they end in."""
    groups: dict[Hashable, list[Edit]] = {}
    for edit in edits:
        groups.setdefault(_about(edit), []).append(edit)
    for group in groups.values():
        words = edit_words(case, group[0])
        for edit in group:
            if isinstance(edit, PreferenceEdit):
                case = edit.apply(case)
        yield words if len(group) == 1 else _end(case, group)


def _about(edit: Edit) -> Hashable:
    """What an edit is of; edits of one order, ranking or list belong together."""
    if isinstance(edit, (SwapOptions, StateOrder)):
        return edit.party, edit.issue, edit.clause
    if isinstance(edit, (SwapImportance, StateImportance)):
        return edit.party, "importance"
    if isinstance(edit, (SwapOutcomes, RaisePriority)):
        return edit.party, edit.kind
    return edit


def _end(case: Case, group: Sequence[Edit]) -> str:
    """The order that several edits end in."""
    first, who = group[0], party_name(case, group[0].party)
    stated = case.of(first.party)
    known = "it is known that, " if all(isinstance(edit, (StateOrder, StateImportance)) for edit in group) else ""
    if isinstance(first, (SwapOptions, StateOrder)):
        entry = (stated.orders or {})[first.issue]
        order = entry if isinstance(entry, str) else entry[first.clause or 0].order
        ranks = _ranks(case, first.issue, order)
        return _sentence(f"{known}on {_question(case, first)}, {who} {agreeing(who, 'ranks')} {ranks}")
    if isinstance(first, (SwapImportance, StateImportance)):
        tiers = [listed([issue_name(issue) for issue in tier]) for tier in levels_of(stated.importance or [])]
        return _sentence(f"{known}to {who}, the issues matter in this order: {'; '.join(tiers)}")
    if isinstance(first, RaisePriority):
        texts = [f"‘{expression_words(case, text)}’" for text in stated.priorities or []]
        return _sentence(f"{possessive(who)} priorities stand in this order: {'; '.join(texts)}")
    pairs = [edit.codes for edit in group if isinstance(edit, SwapOutcomes)]
    swaps = listed([f"{upper} above {lower}" for lower, upper in pairs])
    return _sentence(f"{who} {agreeing(who, 'ranks')} outcomes in {len(pairs)} places the other way round: {swaps}")


def edit_words(case: Case, edit: Edit) -> str:
    """What would have to be true, as one sentence."""
    who = party_name(case, edit.party)
    if isinstance(edit, DropRedLine):
        line = expression_words(case, edit.red_line)
        return _sentence(f"{who} no longer {agreeing(who, 'holds')} the red line ‘{line}’")
    if isinstance(edit, SwapOptions):
        lower, upper = (_quoted(case, edit.issue, option) for option in edit.options)
        return _sentence(f"on {_question(case, edit)}, {who} {agreeing(who, 'ranks')} {upper} above {lower}")
    if isinstance(edit, SwapImportance):
        lower, upper = (issue_name(issue) for issue in edit.issues)
        return _sentence(f"to {who}, {upper} matters more than {lower}")
    if isinstance(edit, RaisePriority):
        text = expression_words(case, edit.priority)
        return _sentence(f"{possessive(who)} priority ‘{text}’ stands one place higher, at place {edit.place - 1}")
    if isinstance(edit, SwapOutcomes):
        lower, upper = (f"{code} ({changes_of(case, code)})" for code in edit.codes)
        return _sentence(f"{who} {agreeing(who, 'ranks')} {upper} above {lower}")
    if isinstance(edit, StateOrder):
        ranks = _ranks(case, edit.issue, edit.order)
        return _sentence(f"it is known that, on {_question(case, edit)}, {who} {agreeing(who, 'ranks')} {ranks}")
    if isinstance(edit, StateImportance):
        return _sentence(f"it is known that, to {who}, {issue_name(edit.issue)} {_place(case, edit)}")
    if isinstance(edit, Guarantee):
        option = _quoted(case, edit.issue, edit.to)
        if edit.gives:
            return _sentence(f"a guarantee: {who} alone can return {issue_name(edit.issue)} to {option}")
        return _sentence(
            f"a guarantee: {who} can no longer bring {issue_name(edit.issue)} to {option} without another's consent"
        )
    raise TypeError(f"{edit.kind} has no words")


def _question(case: Case, edit: SwapOptions | StateOrder) -> str:
    """The issue, and when the order counts where it depends on others."""
    issue = issue_name(edit.issue)
    entry = (case.of(edit.party).orders or {}).get(edit.issue)
    if edit.clause is None or entry is None or isinstance(entry, str):
        return issue
    when = entry[edit.clause].when
    return f"{issue} ({'in all other cases' if when is None else condition_words(case, when)})"


def _place(case: Case, edit: StateImportance) -> str:
    above = levels_of(case.of(edit.party).importance or [])[: edit.place]
    if not above:
        return "matters more than anything whose importance is stated"
    return f"matters next after {listed([issue_name(issue) for issue in above[-1]])}"


def _quoted(case: Case, issue: str, option: str) -> str:
    return f"‘{label(case, issue, option)}’"


def _ranks(case: Case, issue: str, order: str) -> str:
    """An order of options, best first."""
    levels = [[_quoted(case, issue, option.strip()) for option in level.split("~")] for level in order.split(">")]
    return " above ".join(listed(level) for level in levels)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
