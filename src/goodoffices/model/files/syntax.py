"""What a YAML parser complains of, in plain words and at the place where a person would mend it."""

from __future__ import annotations

from typing import Any

from ruamel.yaml.error import MarkedYAMLError

from goodoffices.model.files.page import Page

__all__ = ["explain"]

_OPENED = {
    "while parsing a flow sequence": "this list is not closed with ]",
    "while parsing a flow mapping": "this { is not closed with }",
    "while scanning a quoted scalar": "this quotation mark is not closed",
    "while scanning a double-quoted scalar": "this quotation mark is not closed",
    "while parsing a flow node": "an entry is missing here",
}
"""Faults best shown where something was opened: context of the parser to message."""

_PLAIN: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "a colon stands where none can",
        "Put the text in quotes, or mend the indentation.",
    ),
    ("'\\t'", "a tab stands where spaces should", "Indent with spaces; YAML forbids tabs there."),
    ("cannot start any token", "text cannot begin with this character", "Put the text in quotes."),
    ("unknown escape", "no such escape in double quotes", "Write \\\\ for a backslash, or use single quotes."),
    (
        "expected <block end>",
        "this line does not line up with those above it",
        "Lines of one list or mapping begin alike.",
    ),
    ("could not find expected ':'", "a colon is missing after this name", "Write name: value."),
    ("expected the node content", "a value is missing here, or a bracket is not needed", "Brackets come in pairs."),
    ("mapping keys are not allowed", "a question mark stands where none can", "Put the text in quotes."),
    ("sequence entries are not allowed", "a list cannot begin here", "Begin the list on a line of its own."),
)
"""Part of the parser's message, message, hint."""


def explain(page: Page, error: MarkedYAMLError) -> None:
    """Put a parser's complaint on the page."""
    problem, context = str(error.problem or ""), str(error.context or "")
    opened = _OPENED.get(context)
    if opened and error.context_mark is not None and ("expected" in problem or "end of stream" in problem):
        at: Any = error.context_mark
        page.note(opened, at.line + 1, at.column + 1)
        return
    at = error.problem_mark or error.context_mark
    line, column = (None, None) if at is None else (at.line + 1, at.column + 1)
    for part, message, hint in _PLAIN:
        if part in problem:
            page.note(message, line, column, 1, hint)
            return
    page.note(
        "the file is not YAML from here on",
        line,
        column,
        1,
        "Look for a bracket, a quotation mark or a colon too many.",
    )
