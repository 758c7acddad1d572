"""From what a user types to a case, a day, an outcome: what the commands on one case share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from goodoffices.cli.common import show_warnings
from goodoffices.errors import UsageError, no_such
from goodoffices.model.files import CaseFile, read_case

if TYPE_CHECKING:
    from goodoffices.model.case import Case
    from goodoffices.model.results.stability import Concept

__all__ = ["concepts_of", "opened", "outcome_of"]


def opened(path: str, as_of: object = None, *, quotes: bool = False) -> tuple[CaseFile, Case]:
    """The case at a path, and the same as known on a day; its warnings are told on stderr.

    With ``quotes``, every quoted passage is looked up in its source, as far as the sources are there.
    """
    casefile = read_case(path)
    show_warnings(casefile.warnings)
    if quotes:
        from goodoffices.runs.evidence import check_quotes

        show_warnings(
            f"{name} is not there, so what the case quotes from it was not checked." for name in check_quotes(casefile)
        )
    if not isinstance(as_of, date):
        return casefile, casefile.case
    from goodoffices.runs.as_of import as_known
    from goodoffices.runs.evidence import days_of

    days = days_of(casefile)
    return casefile, as_known(
        casefile.case, as_of, lambda item: days.get(item if isinstance(item, str) else item.source)
    )


def outcome_of(case: Case, text: str) -> int:
    """The code of an outcome given as a code, as a proposal's name, or as terms ``issue=option,...``.

    Raises
    ------
    UsageError
        If it is none of these, or a rule excludes it.
    """
    text = text.strip()
    if text.isdecimal():
        code = int(text)
        if code >= case.space.outcomes:
            raise UsageError(f"There is no outcome {code}: codes go from 0 to {case.space.outcomes - 1}.")
    elif text in case.proposals:
        found = case.proposal_code(text)
        if found is None:
            raise UsageError(
                f"The proposal {text} leaves issues open, and the case has no status quo to fill them from."
            )
        code = found
    else:
        code = _from_terms(case, text)
    if any(rule.holds(case.space.terms(code)) for rule in case.never):
        raise UsageError(f"Outcome {code} is excluded by a rule of the case.")
    return code


def _from_terms(case: Case, text: str) -> int:
    terms = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        issue, mark, option = (word.strip() for word in part.replace(".", "=", 1).partition("="))
        if issue not in case.issues:
            raise UsageError(no_such("issue or proposal", issue, [*case.issues, *case.proposals]))
        if not mark or option not in case.issues[issue].options:
            raise UsageError(no_such(f"option of {issue}", option, list(case.issues[issue].options)))
        terms[issue] = option
    if case.status_quo_code is None and len(terms) < len(case.issues):
        missing = [issue for issue in case.issues if issue not in terms]
        raise UsageError(f"The case has no status quo, so every issue needs an option; missing: {', '.join(missing)}.")
    return case.space.code(terms, base=case.status_quo_code)


def concepts_of(case: Case, text: str | None) -> Mapping[str, Concept] | None:
    """Parties with a solution concept each, from ``party=concept,...``."""
    from goodoffices.model.results.stability import Concept

    if text is None:
        return None
    names = [concept.value for concept in Concept if concept is not Concept.MIXED]
    chosen = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        party, mark, concept = (word.strip() for word in part.partition("="))
        if not mark:
            raise UsageError(f'"{part}" names no concept: write party=concept, as in {next(iter(case.parties))}=smr.')
        if party not in case.parties:
            raise UsageError(no_such("party", party, list(case.parties)))
        if concept not in names:
            raise UsageError(no_such("solution concept", concept, names))
        chosen[party] = Concept(concept)
    if not chosen:
        raise UsageError(f"--mixed is empty: write party=concept, as in {next(iter(case.parties))}=smr.")
    return chosen
