"""The one small grammar of rules, red lines, priorities and queries.

::

    iff      := implies ("iff" implies)*
    implies  := or ["implies" implies]
    or       := and ("or" and)*
    and      := not ("and" not)*
    not      := "not" not | "(" iff ")" | issue "." option

Plain propositional logic over terms ``issue.option``; ``not`` binds strongest, ``iff`` weakest, ``implies`` to the right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["RESERVED", "Expression", "ExpressionError", "Operation", "Term", "parse"]

RESERVED = frozenset({"not", "and", "or", "implies", "iff"})
"""Words that no issue or option may be called."""

_TOKEN = re.compile(r"\s*(?:(?P<term>\w[\w-]*\.\w[\w-]*)|(?P<word>\w[\w-]*)|(?P<mark>[().]|\S))")


class ExpressionError(ValueError):
    """The text is no expression; ``start`` and ``end`` say which characters are at fault."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.start, self.end = start, end


@dataclass(frozen=True)
class Term:
    """``issue.option``: true in the outcomes that give this option to this issue."""

    issue: str
    option: str
    start: int = 0
    """Where the term stands in the text it was read from, for messages."""

    def __str__(self) -> str:
        return f"{self.issue}.{self.option}"

    def terms(self) -> Iterator[Term]:
        """Itself."""
        yield self

    def holds(self, options: Mapping[str, str]) -> bool | None:
        """Whether it is true where the issues have these options; None where its issue is left open."""
        chosen = options.get(self.issue)
        return None if chosen is None else chosen == self.option


@dataclass(frozen=True)
class Operation:
    """``not``, ``and``, ``or``, ``implies`` or ``iff`` over its parts (one for ``not``, two else)."""

    word: str
    parts: tuple[Expression, ...]

    def __str__(self) -> str:
        bare = {"not", self.word} - {"implies"}
        texts = [
            f"({part})" if isinstance(part, Operation) and part.word not in bare else str(part) for part in self.parts
        ]
        return f"not {texts[0]}" if self.word == "not" else f" {self.word} ".join(texts)

    def terms(self) -> Iterator[Term]:
        """All terms, from left to right."""
        for part in self.parts:
            yield from part.terms()

    def holds(self, options: Mapping[str, str]) -> bool | None:
        """Three-valued: None where the open issues could still decide it either way (by Kleene's tables)."""
        values = [part.holds(options) for part in self.parts]
        if self.word == "not":
            return None if values[0] is None else not values[0]
        if self.word == "and":
            return False if False in values else None if None in values else True
        if self.word == "or":
            return True if True in values else None if None in values else False
        left, right = values
        if self.word == "implies":
            if left is False or right is True:
                return True
            return None if left is None or right is None else False
        return None if left is None or right is None else left == right


Expression = Term | Operation


@dataclass(frozen=True)
class _Token:
    text: str
    start: int
    is_term: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """Read an expression.

    Raises
    ------
    ExpressionError
        With the place of the first thing that does not fit.

    Examples
    --------
    >>> str(parse("peacekeepers.european and not truce.fighting"))
    'peacekeepers.european and not truce.fighting'
    >>> parse("a.x implies b.y").holds({"a": "z"})
    True
    """
    parser = _Parser(text)
    tree = parser.iff(0)
    parser.expect_end()
    return tree


class _Parser:
    """Recursive descent over the tokens of one text; ``depth`` keeps hostile nesting from exhausting the stack."""

    DEEPEST = 50

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [
            _Token(match[match.lastgroup or 0], match.start(match.lastgroup or 0), match.lastgroup == "term")
            for match in _TOKEN.finditer(text)
        ]
        self.position = 0

    def iff(self, depth: int) -> Expression:
        parts = [self.implies(depth)]
        while self.take("iff"):
            parts.append(self.implies(depth))
        return _joined("iff", parts)

    def implies(self, depth: int) -> Expression:
        parts = [self.disjunction(depth)]
        while self.take("implies"):
            parts.append(self.disjunction(depth))
        if len(parts) > self.DEEPEST:
            raise self.too_deep()
        tree = parts.pop()
        while parts:
            tree = Operation("implies", (parts.pop(), tree))
        return tree

    def disjunction(self, depth: int) -> Expression:
        parts = [self.conjunction(depth)]
        while self.take("or"):
            parts.append(self.conjunction(depth))
        return _joined("or", parts)

    def conjunction(self, depth: int) -> Expression:
        parts = [self.negation(depth)]
        while self.take("and"):
            parts.append(self.negation(depth))
        return _joined("and", parts)

    def negation(self, depth: int) -> Expression:
        if depth > self.DEEPEST:
            raise self.too_deep()
        if self.take("not"):
            return Operation("not", (self.negation(depth + 1),))
        if self.take("("):
            tree = self.iff(depth + 1)
            if not self.take(")"):
                raise self.fault("a closing bracket")
            return tree
        if self.position < len(self.tokens) and self.tokens[self.position].is_term:
            token = self.tokens[self.position]
            self.position += 1
            issue, option = token.text.split(".")
            return Term(issue, option, token.start)
        raise self.fault("a term such as issue.option")

    def take(self, word: str) -> bool:
        if self.position < len(self.tokens) and self.tokens[self.position].text == word:
            self.position += 1
            return True
        return False

    def expect_end(self) -> None:
        if self.position < len(self.tokens):
            raise self.fault("and, or, implies, iff or the end")

    def too_deep(self) -> ExpressionError:
        return ExpressionError(f"nested more than {self.DEEPEST} deep", 0, len(self.text))

    def fault(self, expected: str) -> ExpressionError:
        if self.position >= len(self.tokens):
            return ExpressionError(f"the expression ends where {expected} should stand", len(self.text), len(self.text))
        token = self.tokens[self.position]
        return ExpressionError(f'"{token.text}" stands where {expected} should', token.start, token.end)


def _joined(word: str, parts: list[Expression]) -> Expression:
    """A chain of ``and``, ``or`` or ``iff``, which may be bracketed at will: halved, so that a long chain makes no deep tree."""
    if len(parts) == 1:
        return parts[0]
    middle = (len(parts) + 1) // 2
    return Operation(word, (_joined(word, parts[:middle]), _joined(word, parts[middle:])))
