"""Whether a file has the form of a case: known keys, required keys, the right kind of value at every place.

The models of :mod:`goodoffices.model.case` say what the form is; this walks their types beside the tree of the file, so that all
faults are found at once, each at its place and in plain words.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Any, get_args, get_origin

from annotated_types import MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from goodoffices.errors import nearest
from goodoffices.model.files.kinds import branches, expected, fault, found, hints, noun, takes, unwrap
from goodoffices.model.files.page import Page, listed, suggestion
from goodoffices.model.files.yaml import Mapping, Node, Scalar, Sequence
from goodoffices.model.parts import EmptyIsAbsent, Range

__all__ = ["check_structure", "note_at"]


BOOLEANS = frozenset({"y", "yes", "n", "no", "on", "off"})
"""Words that programs which read older YAML take for true and false."""


def check_structure(page: Page, node: Node, model: type[BaseModel]) -> set[Scalar]:
    """Note every way in which a tree is not of the model's form.

    Returns the words of the case's own choosing that stand unquoted and that other programs may read as truth values.
    """
    walk = _Walk(page)
    walk.model(node, model, node)
    return walk.risky


def note_at(page: Page, node: Node, message: str, hint: str | None = None, *, warning: bool = False) -> None:
    """A problem or warning at a node; a word is underlined as far as its line goes."""
    stretch = page.text[node.start : node.end]
    width = len(stretch.split("\n", 1)[0].rstrip()) if isinstance(node, Scalar) else 1
    put = page.warn if warning else page.note
    put(message, node.line, node.column, max(1, width), hint)


class _Walk:
    """One walk over one page. ``at`` is the node to point to for what is absent: the key above."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.risky: set[Scalar] = set()

    def note(self, node: Node, message: str, hint: str | None = None) -> None:
        """A problem at a node."""
        note_at(self.page, node, message, hint)

    def value(self, node: Node, kind: Any, name: str, at: Node) -> None:
        """Anything, by its type."""
        kinds = branches(kind)
        fitting = [each for each in kinds if isinstance(node, takes(each))]
        if not fitting:
            wanted = " or ".join(dict.fromkeys(expected(each) for each in kinds))
            place = at if isinstance(node, Scalar) and not node.text else node
            self.note(place, f"{name} should be {wanted}; here stands {found(node)}", _advice(node, kinds))
            return
        bare, marks = unwrap(fitting[0])
        if isinstance(node, Mapping):
            if get_origin(bare) is dict:
                self.named(node, bare, marks, name, at)
            else:
                self.model(node, bare, at)
        elif isinstance(node, Sequence):
            self.listing(node, get_args(bare)[0], marks, name)
        else:
            self.scalar(node, kinds, fitting, name, at)

    def model(self, node: Node, model: type[BaseModel], at: Node) -> None:
        """Named entries that the model knows by name."""
        what = noun(model)
        if not isinstance(node, Mapping):
            self.note(node, f"{what} should be named entries (name: value); here stands {found(node)}")
            return
        known = hints(model)
        for name, (key, value) in node.entries.items():
            if name in known:
                self.field(value, *known[name], f'"{name}"', key)
            else:
                self.note(key, f'"{name}" is no key of {what}', suggestion(name, known, f"Keys of {what}"))
        unknown = [name for name in node.entries if name not in known]
        required = [name for name, (_, field) in known.items() if field.is_required()]
        for name in required:
            if name not in node.entries and nearest(name, unknown) is None:
                told = known[name][1].description or f"{what.capitalize()} needs: {listed(required)}."
                self.note(at, f'{what} has no "{name}"', told)
        if model is Range:
            self.range(node)

    def field(self, node: Node, kind: Any, field: FieldInfo, name: str, at: Node) -> None:
        """A value of a model, with what the model's field asks of its length."""
        bare, marks = unwrap(kind)
        if isinstance(node, Mapping) and not node.entries and any(isinstance(mark, EmptyIsAbsent) for mark in marks):
            return
        lengths = [mark for mark in field.metadata if isinstance(mark, MinLen)]
        if get_origin(bare) in (list, dict) and lengths:
            kind = Annotated[bare, lengths[0]]
        self.value(node, kind, name, at)

    def named(self, node: Mapping, kind: Any, marks: tuple[Any, ...], name: str, at: Node) -> None:
        """Entries under names that the case makes up."""
        key_kind, value_kind = get_args(kind)
        if not node.entries and any(isinstance(mark, MinLen) for mark in marks):
            self.note(at, f"{name} is empty", "At least one entry is needed.")
        for text, (key, value) in node.entries.items():
            self.scalar(key, [key_kind], [key_kind], "a key", key)
            self.value(value, value_kind, f'"{text}"', key)

    def listing(self, node: Sequence, kind: Any, marks: tuple[Any, ...], name: str) -> None:
        """A list."""
        if not node.items and any(isinstance(mark, MinLen) for mark in marks):
            self.note(node, f"{name} is an empty list", "At least one entry is needed.")
        for item in node.items:
            self.value(item, kind, name if name.startswith("an entry") else f"an entry of {name}", item)

    def scalar(self, node: Node, kinds: list[Any], fitting: list[Any], name: str, at: Node) -> None:
        """A word, text, number or date: fine if one of the fitting kinds takes it."""
        assert isinstance(node, Scalar)  # noqa: S101  tells the type checker
        if node.plain and node.text.lower() in BOOLEANS:
            self.risky.add(node)
        faults = [fault(node, each) for each in fitting]
        if None in faults:
            return
        wanted = " or ".join(dict.fromkeys(expected(each) for each in kinds))
        advice = next((each for each in faults if each), None)
        self.note(at if not node.text else node, f"{name} should be {wanted}; here stands {found(node)}", advice)

    def range(self, node: Mapping) -> None:
        """The bounds in their order."""
        given = [(key, value.value) for key in ("low", "mode", "high") for value in (_scalar(node, key),) if value]
        numbers = [(key, value) for key, value in given if not isinstance(value, (str, bool)) and value is not None]
        if all(value == value for _, value in numbers):
            for (low, less), (high, more) in pairwise(numbers):
                if less > more:
                    self.note(node.entries[low][0], f"{low} is above {high}", "A range needs low ≤ mode ≤ high.")


def _scalar(node: Mapping, key: str) -> Scalar | None:
    value = node.entries[key][1] if key in node.entries else None
    return value if isinstance(value, Scalar) else None


def _advice(node: Node, kinds: list[Any]) -> str | None:
    """How to write a collection that is empty or has one member, or text that holds a colon."""
    if isinstance(node, Mapping) and len(node.entries) == 1 and takes(kinds[0]) is not Mapping:
        return "A colon followed by a space makes a name of the words before it: put such text in quotes."
    if not isinstance(node, Scalar):
        return None
    brackets = "{}" if takes(kinds[0]) is Mapping else "[]"
    if node.value is None:
        return f"Take the line out, or write {brackets} where there is nothing to say."
    return f"Write [{node.text}] for a list of one." if brackets == "[]" and len(node.text) < 40 else None
