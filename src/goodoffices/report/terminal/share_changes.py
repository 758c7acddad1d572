"""What ``goodoffices worlds --changes`` adds: which small changes would raise the share of a deal most."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.model.case import Case
from goodoffices.model.edits import PreferenceEdit, TermEdit
from goodoffices.model.results.share_changes import ShareChange, ShareChanges
from goodoffices.report.build.naming import changes_of
from goodoffices.report.edit_words import set_words
from goodoffices.report.share_words import hundred
from goodoffices.report.terminal.columns import paragraph

__all__ = ["changes_lines"]

SHOWN = 5
NOTE = "An edit says what would have to be true. It is not advice to anybody."


def changes_lines(case: Case, changes: ShareChanges) -> list[str]:
    """The best single edits, then the best pairs."""
    now = f"{hundred(changes.before)} of 100 now" if changes.before else "0 of 100 now"
    lines = paragraph(f"What would raise it ({changes_of(case, changes.about)}; {now}):")
    if not changes.single:
        return [*lines, *paragraph(f"   No single edit does, of {changes.looked_at} looked at.", indent=3)]
    lines += _listed(case, changes.single)
    if changes.pairs:
        lines += ["   Two together:", *_listed(case, changes.pairs)]
    return [*lines, *paragraph(NOTE)]


def _listed(case: Case, found: Sequence[ShareChange]) -> list[str]:
    lines = [
        line
        for change in found[:SHOWN]
        for line in paragraph(f"   {hundred(change.share)}  {_words(case, change)}", indent=7)
    ]
    return [*lines, f"   and {len(found) - SHOWN} more; --json lists them."] if len(found) > SHOWN else lines


def _words(case: Case, change: ShareChange) -> str:
    """The edits of preferences in sentences, then the terms as they would be."""
    words = list(set_words(case, [edit for edit in change.edits if isinstance(edit, PreferenceEdit)]))
    if any(isinstance(edit, TermEdit) for edit in change.edits):
        words.append(f"The terms are: {changes_of(case, change.code)}.")
    return " ".join(words)
