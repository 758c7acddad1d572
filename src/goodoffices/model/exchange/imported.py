"""What an import gives: the case, and what was in the files that the case does not hold."""

from __future__ import annotations

from dataclasses import dataclass, replace

from goodoffices.errors import CaseError, Problem, UsageError
from goodoffices.model.case import Case, Issue
from goodoffices.model.files.search import Undecided, find

__all__ = ["Imported", "settled"]


@dataclass(frozen=True)
class Imported:
    """A case made from files of another program.

    ``format`` is what the files are, ``source`` the first of them. ``needs_status_quo`` tells that the case means little
    without one: moves start from it.
    ``notes`` say what was ignored or assumed, with the file and the place in it; ``left_out`` says the same inside the case.
    """

    case: Case
    format: str
    source: str
    needs_status_quo: bool = False
    notes: tuple[Problem, ...] = ()


def settled(found: Imported, status_quo: int | None = None) -> Imported:
    """The same with a status quo: the outcome of this code; where one is needed and none is given, the lowest feasible code.

    In a score sheet nobody is said to control anything. With a status quo each option is reached by all parties together,
    so that a deal still needs, and is open to, everyone.
    """
    case = found.case
    if status_quo is None and not found.needs_status_quo:
        return found
    notes = found.notes
    if status_quo is None:
        code = case.space.code(_lowest(case))
        terms = case.space.terms(code)
        said = f"The file names no status quo; taken is the lowest feasible outcome, code {code}"
        notes += (Problem(found.source, said, hint="Choose another with --status-quo CODE or TERMS."),)
        case = case.model_copy(update={"left_out": [*case.left_out, f"{said}."]})
    else:
        terms = case.space.terms(status_quo)
    issues = (
        case.issues if found.needs_status_quo else {name: _together(case, issue) for name, issue in case.issues.items()}
    )
    return replace(found, case=_remade(case, status_quo=terms, issues=issues), notes=notes)


def _together(case: Case, issue: Issue) -> Issue:
    entry: list[str | list[str]] = [[*case.parties]] if len(case.parties) > 1 else [*case.parties]
    return issue.model_copy(update={"reached_by": dict.fromkeys(issue.options, entry)})


def _remade(case: Case, **changes: object) -> Case:
    """A copy without the arrays that the first case may have worked out already."""
    fields = {name: getattr(case, name) for name in Case.model_fields}
    return Case.model_construct(**{**fields, **changes})


def _lowest(case: Case) -> dict[str, str]:
    """The feasible outcome of the lowest code, found issue by issue from the most significant down."""
    terms: dict[str, str] = {}
    try:
        for issue, options in reversed(list(zip(case.space.issues, case.space.options, strict=True))):
            terms[issue] = next(
                option for option in options if find(case.space, case.never, {**terms, issue: option}) is not None
            )
    except Undecided:
        raise UsageError("The rules are too tangled to find a status quo; name one with --status-quo.") from None
    except StopIteration:
        raise CaseError([Problem("import", "the rules leave no feasible outcome")]) from None
    return terms
