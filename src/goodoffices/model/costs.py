"""What edits cost: one each, or as a person weighs them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from goodoffices.model.edits import Edit, PreferenceEdit
from goodoffices.model.guarantees import Guarantee, Lock, SnapBack

__all__ = ["KINDS", "Costs"]


def _kinds(of: type[Edit]) -> Iterable[str]:
    """The kinds of edits that a class stands for."""
    for each in of.__subclasses__():
        yield from [each.kind] if each.__dict__.get("kind") else _kinds(each)


KINDS = tuple(sorted([*_kinds(PreferenceEdit), Lock.kind, SnapBack.kind]))
"""Kinds of edits that have a cost. Changed and added terms have none: they are counted."""


@dataclass(frozen=True)
class Costs:
    """The cost of each kind of edit, times a factor for each party; 1 where nothing is said. All greater than nought."""

    kinds: Mapping[str, Fraction] = field(default_factory=dict)
    parties: Mapping[str, Fraction] = field(default_factory=dict)

    def of_kind(self, kind: str, party: str) -> Fraction:
        """What one edit of a kind costs with a party."""
        return self.kinds.get(kind, Fraction(1)) * self.parties.get(party, Fraction(1))

    def of(self, edit: Edit) -> Fraction:
        """What one edit costs."""
        return self.of_kind(edit.kind, edit.party)

    def total(self, edits: Iterable[PreferenceEdit | Guarantee]) -> Fraction:
        """What several edits cost together."""
        return sum((self.of(edit) for edit in edits), Fraction(0))
