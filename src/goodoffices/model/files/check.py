"""All checks of a case file's tree, from its form to its outcomes, so that one look tells everything that is wrong."""

from __future__ import annotations

from pydantic import ValidationError

from goodoffices.model.case import Case
from goodoffices.model.files.issues import check_issues
from goodoffices.model.files.names import Names, items, part
from goodoffices.model.files.outcome_checks import check_outcomes, check_whole
from goodoffices.model.files.page import Page, listed
from goodoffices.model.files.parties import check_parties
from goodoffices.model.files.preferences import check_preferences
from goodoffices.model.files.proposals import check_proposals, check_talks
from goodoffices.model.files.sections import check_forecast, check_holding
from goodoffices.model.files.structure import check_structure
from goodoffices.model.files.yaml import Mapping, Node, Scalar, plain

__all__ = ["check"]


def check(page: Page, root: Node) -> Case | None:
    """The case of a tree; None if anything is wrong, which then stands on the page."""
    risky = check_structure(page, root, Case)
    if not isinstance(root, Mapping):
        return None
    names = Names.of(page, root)
    check_parties(names, root)
    check_issues(names, root)
    for rule in items(part(root, "rules")):
        names.expression(part(rule, "never"))
    check_whole(names, root)
    check_preferences(names, root)
    check_proposals(names, root)
    check_talks(names, root)
    check_holding(names, root)
    check_forecast(names, root)
    _truth_words(page, risky)
    if page.problems:
        return None
    try:
        case = Case.model_validate(plain(root))
    except ValidationError as error:
        for fault in error.errors():
            page.note(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}")
        return None
    check_outcomes(names, root, case)
    return None if page.problems else case


def _truth_words(page: Page, found: set[Scalar]) -> None:
    """One warning for all unquoted words that are words here and truth values elsewhere."""
    if found:
        rows = sorted((node.line, node.column, node.text) for node in found)
        line, column, text = rows[0]
        lines = list(dict.fromkeys(str(line) for line, _, _ in rows))
        words = listed(dict.fromkeys(f'"{word}"' for _, _, word in rows))
        hint = f"Put such words in quotes: {words}, line{'s' * (len(lines) > 1)} {listed(lines)}."
        page.warn(f'"{text}" is a word here, but some programs read it as true or false', line, column, len(text), hint)
