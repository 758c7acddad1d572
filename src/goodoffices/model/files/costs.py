"""A file of costs: what each kind of edit costs, and what factor counts for a party.

::

    edits: {drop_red_line: 5, lock: 2}    # 1 where nothing is said
    parties: {russia: 1.5}                # times this; 1 where nothing is said
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from goodoffices.errors import PathNotFound, UsageError
from goodoffices.model.costs import KINDS, Costs
from goodoffices.model.files.page import Page, suggestion
from goodoffices.model.files.yaml import Mapping, Node, Scalar, compose

__all__ = ["read_costs"]

SECTIONS = ("edits", "parties")
LARGEST = 2**20
"""Bytes of a file that is read."""


def read_costs(path: Path | str, parties: Collection[str]) -> Costs:
    """Read what edits cost.

    Parameters
    ----------
    path
        The file.
    parties
        Ids of the case's parties.

    Raises
    ------
    PathNotFound
        If there is no such file.
    UsageError
        If it cannot be read, or something in it is not right; the message tells every fault with its place.
    """
    page = Page(str(path), _text(Path(path)))
    root = compose(page)
    sections = _entries(page, root, SECTIONS, "Sections") if root is not None else {}
    known = {"edits": KINDS, "parties": tuple(parties)}
    leads = {"edits": "Kinds of edits", "parties": "Parties of this case"}
    found = {name: _numbers(page, sections.get(name), known[name], leads[name]) for name in SECTIONS}
    if page.problems:
        raise UsageError("\n".join(str(problem) for problem in page.found()))
    return Costs(found["edits"], found["parties"])


def _text(path: Path) -> str:
    if not path.is_file():
        raise PathNotFound(path)
    try:
        if path.stat().st_size > LARGEST:
            raise UsageError(f"{path}: the file is too large for a list of costs.")
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: the file cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: this is not UTF-8 text; save the file as UTF-8.") from error


def _entries(page: Page, node: Node, known: Collection[str], lead: str) -> dict[str, Node]:
    """A mapping's entries, if its names are known."""
    if isinstance(node, Scalar) and node.value is None:
        return {}
    if not isinstance(node, Mapping):
        page.note(
            "names with a value each should stand here", node.line, node.column, hint=f"{lead}: {', '.join(known)}."
        )
        return {}
    for name, (key, _) in node.entries.items():
        if name not in known:
            page.note(f'"{name}" is not known here', key.line, key.column, len(name), suggestion(name, known, lead))
    return {name: value for name, (_, value) in node.entries.items() if name in known}


def _numbers(page: Page, node: Node | None, known: Collection[str], lead: str) -> dict[str, Fraction]:
    """Names with numbers greater than nought."""
    found = {}
    for name, each in ({} if node is None else _entries(page, node, known, lead)).items():
        value = each.value if isinstance(each, Scalar) else None
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
            page.note("a number should stand here", each.line, each.column, hint="Such as 2 or 0.5.")
        elif isinstance(value, Decimal) and not value.is_finite():
            page.note("the number has no end", each.line, each.column, hint="Such as 2 or 0.5.")
        elif not 0 < value <= 10**6 or Fraction(value).denominator > 10**6:
            hint = "Greater than 0, at most a million, with at most six decimals."
            page.note("the number is out of range", each.line, each.column, hint=hint)
        else:
            found[name] = Fraction(value)
    return found
