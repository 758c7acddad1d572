"""Conditions of ``.gmcr`` files: patterns of options taken and not taken, and what expressions they come to.

A pattern is a conjunction, a compound a disjunction of patterns. The program that writes such files stores "if" and "if and
only if" expanded to compounds; where the truth table of a compound is that of one of them, it is written so again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, product

from goodoffices.model.exchange.fields import Fields
from goodoffices.model.files.yaml import Mapping as MappingNode
from goodoffices.model.files.yaml import Node, Scalar

__all__ = ["NO", "YES", "Pattern", "expression", "patterns"]

NO, YES = "no", "yes"

Pattern = Mapping[int, bool]
"""Option to whether it is taken."""

MOST = 200
"""Patterns in one compound."""
TABLED = 6
"""Options of a compound whose truth table is looked at."""


def patterns(fields: Fields, node: Node, options: int, depth: int = 0) -> list[Pattern]:
    """The patterns of a condition, of which one must hold; a compound inside a compound is flattened.

    Raises
    ------
    CaseError
        With the place of an option that does not exist, a mark other than Y and N, or an option that is both.
    """
    if isinstance(node, MappingNode):
        if depth > 10 or not fields.truth(fields.get(node, "compound"), '"compound"'):
            fields.refuse(node, "a condition in braces should be a compound with members")
        members = fields.items(fields.need(node, "members", "the compound"), "members")
        found = [pattern for member in members for pattern in patterns(fields, member, options, depth + 1)]
        if not found or len(found) > MOST:
            fields.refuse(node, f"a compound has from 1 to {MOST} members; this one has {len(found)}")
        return found
    pattern: dict[int, bool] = {}
    for pair in fields.items(node, "a condition"):
        parts = fields.items(pair, "a part of a condition")
        if len(parts) != 2:
            fields.refuse(pair, 'a part of a condition should be an option and a mark, such as [0, "Y"]')
        option = fields.whole(parts[0], "an option's number", 0, options - 1)
        mark = parts[1].text if isinstance(parts[1], Scalar) else ""
        if mark not in ("Y", "N"):
            fields.refuse(parts[1], f'the mark "{mark[:20]}" should be "Y" (taken) or "N" (not taken)')
        if pattern.setdefault(option, mark == "Y") != (mark == "Y"):
            fields.refuse(pair, f"option {option} is both taken and not taken in one condition")
    if not pattern:
        fields.refuse(node, "a condition without options says nothing")
    return [pattern]


def expression(found: Sequence[Pattern], issues: Sequence[str]) -> str:
    """A condition as an expression of the case: ``iff`` or ``implies`` where its truth table says so, else ``and`` and ``or``.

    >>> expression([{0: True, 1: True}, {0: False}], ["talk", "trade"])
    'talk.yes implies trade.yes'
    >>> expression([{0: True, 1: False}, {2: True}], ["a", "b", "c"])
    '(a.yes and b.no) or c.yes'
    """
    if len(found) == 1:
        return _and(found[0], issues)
    shaped = _shape(found)
    if shaped is not None:
        left, word, right = shaped
        return f"{_inner(left, issues)} {word} {_inner(right, issues)}"
    return " or ".join(_inner(pattern, issues) for pattern in found)


def _and(pattern: Pattern, issues: Sequence[str]) -> str:
    return " and ".join(f"{issues[option]}.{YES if taken else NO}" for option, taken in pattern.items())


def _inner(pattern: Pattern, issues: Sequence[str]) -> str:
    return f"({_and(pattern, issues)})" if len(pattern) > 1 else _and(pattern, issues)


def _shape(found: Sequence[Pattern]) -> tuple[Pattern, str, Pattern] | None:
    """Two patterns, and the word between them, with the truth table of a compound; the reading nearest to what is written."""
    options = list(dict.fromkeys(option for pattern in found for option in pattern))
    if not 2 <= len(options) <= TABLED:
        return None
    truth = _any(found, options)
    best: tuple[tuple[float, ...], tuple[Pattern, str, Pattern]] | None = None
    for size in range(1, len(options)):
        for place, front in enumerate(combinations(options, size)):
            for marks in product((True, False), repeat=len(options)):
                whole = dict(zip(options, marks, strict=True))
                left = {option: whole[option] for option in front}
                right = {option: whole[option] for option in options if option not in front}
                word = _word(truth, options, left, right)
                if word is None or not _written(found, whole):
                    continue
                agreed = sum(found[0].get(option) == taken for option, taken in whole.items())
                often = sum(option in pattern for option in front for pattern in found) / size
                rank = (word == "iff", agreed, often, -size, -place)
                if best is None or rank > best[0]:
                    best = (rank, (left, word, right))
    return None if best is None else best[1]


def _word(truth: int, options: Sequence[int], left: Pattern, right: Pattern) -> str | None:
    """``iff`` or ``implies`` if that between the two patterns has the truth table."""
    everything = (1 << (1 << len(options))) - 1
    one, other = _any([left], options), _any([right], options)
    if truth == everything & ~(one ^ other):
        return "iff"
    return "implies" if truth == (everything & ~one) | other else None


def _written(found: Sequence[Pattern], whole: Pattern) -> bool:
    """Whether both sides together are a member, or both are only of options taken: a plain "or" must stay one."""
    return any(dict(pattern) == dict(whole) for pattern in found) or all(whole.values())


def _any(found: Sequence[Pattern], options: Sequence[int]) -> int:
    """Truth table as a number, one bit a combination of options: where any of the patterns holds."""
    table = 0
    for row in range(1 << len(options)):
        taken = {option: bool(row >> k & 1) for k, option in enumerate(options)}
        if any(all(taken[option] == mark for option, mark in pattern.items()) for pattern in found):
            table |= 1 << row
    return table
