"""Guarantees: the fewest changes to what parties can do, or to how they see it, that make an outcome an equilibrium.

A lock takes a move away, a consent gives somebody a veto over it, a snap-back gives somebody an answer. Each can also take an
answer away from someone else, so no rule of thumb tells which help: sets of changes are tried by rising size, and each is checked
for every party by the forward engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from goodoffices.engines.stability.analyse import analyse
from goodoffices.engines.stability.moves import JointMove
from goodoffices.engines.stability.preferences import Preference
from goodoffices.engines.stability.product import ProductMoves
from goodoffices.model.results.base import Provenance
from goodoffices.model.results.changes import Change, ChangeKind, ChangesResult
from goodoffices.model.results.stability import Concept
from goodoffices.settings import Rule

__all__ = ["changed_moves", "guarantees", "smallest_changes"]

_LISTED = 100


def guarantees(moves: ProductMoves, kinds: Sequence[ChangeKind] = tuple(ChangeKind)) -> Iterator[Change]:
    """Every lock, consent and snap-back that there could be, in that order.

    Parameters
    ----------
    moves
        Who can do what now.
    kinds
        Which to give; orders are not among them, since they concern preferences.
    """
    held = [
        (party, issue, option)
        for party in range(moves.parties)
        for issue, options in enumerate(moves.rights(party))
        for option in range(len(options))
        if options[option]
    ]
    if ChangeKind.LOCK in kinds:
        yield from (Change(ChangeKind.LOCK, *right) for right in held)
    if ChangeKind.CONSENT in kinds:
        for party, issue, option in held:
            for partner in range(moves.parties):
                if partner != party:
                    yield Change(ChangeKind.CONSENT, party, issue, option, partner)
    if ChangeKind.SNAP_BACK in kinds:
        for party in range(moves.parties):
            for issue, options in enumerate(moves.rights(party)):
                for option in range(len(options)):
                    if not options[option]:
                        yield Change(ChangeKind.SNAP_BACK, party, issue, option)


def changed_moves(moves: ProductMoves, changes: Sequence[Change]) -> ProductMoves:
    """The moves with these changes made; changes of orders leave them alone."""
    rights = [[options.copy() for options in moves.rights(party)] for party in range(moves.parties)]
    joint = list(moves.joint)
    for change in changes:
        if change.issue is None or change.option is None:
            continue
        rights[change.party][change.issue][change.option] = change.kind is ChangeKind.SNAP_BACK
        if change.kind is ChangeKind.CONSENT and change.partner is not None:
            together = JointMove(frozenset({change.party, change.partner}), change.issue, change.option)
            joint += [] if together in joint else [together]
    return ProductMoves(moves.sizes, rights, moves.feasible, joint)


def smallest_changes(
    moves: ProductMoves,
    preferences: Sequence[Preference],
    parties: Sequence[str],
    outcome: int,
    candidates: Sequence[Change],
    concept: Concept = Concept.NASH,
    rule: Rule = Rule.LEGAL,
    *,
    orders: Mapping[Change, Preference] | None = None,
    most: int = 3,
    most_checked: int = 5000,
    tick: Callable[[str], None] = lambda _: None,
) -> ChangesResult:
    """All smallest sets of changes that make an outcome stable for every party.

    Parameters
    ----------
    moves, preferences, rule
        As for :func:`~goodoffices.engines.stability.analyse.analyse`.
    parties
        [parties] their ids.
    outcome
        The code of a feasible outcome.
    candidates
        Changes to try: those of :func:`guarantees`, and changes of orders.
    concept
        Under which the outcome is to be an equilibrium.
    orders
        For each change of an order among the candidates, the party's order after it. Two for one party are never combined.
    most
        Largest set to try.
    most_checked
        Sets to try in all; the result says how far that went.
    tick
        Called before each size.
    """
    orders = orders or {}
    found: list[tuple[Change, ...]] = []
    checked, searched, cut = 0, -1, False
    for size in range(most + 1):
        tick(f"sets of {size} changes")
        for chosen in combinations(candidates, size):
            if not _sensible(chosen):
                continue
            if checked >= most_checked or len(found) >= _LISTED:
                cut = True
                break
            checked += 1
            after = [_order(preferences[k], k, chosen, orders) for k in range(moves.parties)]
            arrays = analyse(changed_moves(moves, chosen), after, [concept], rule)
            if arrays.stable[concept][:, outcome].all():
                found.append(chosen)
        searched = searched if cut else size
        if found or cut:
            break
    told = {"concept": concept.value, "rule": rule.value, "candidates": len(candidates), "checked": checked}
    return ChangesResult(
        parties=tuple(parties),
        code=outcome,
        concept=concept,
        sets=tuple(found),
        searched=searched,
        complete=not cut,
        provenance=Provenance("fewest changes, each checked for all parties", told),
    )


def _sensible(chosen: Sequence[Change]) -> bool:
    """Whether no two of them concern the same right of a party, or the order of one party."""
    places = [(change.kind is ChangeKind.ORDER, change.party, change.issue, change.option) for change in chosen]
    return len(set(places)) == len(places) and all(
        one[1] != other[1] for one, other in combinations(places, 2) if one[0] and other[0]
    )


def _order(now: Preference, party: int, chosen: Sequence[Change], orders: Mapping[Change, Preference]) -> Preference:
    """A party's order once these changes are made."""
    return next((orders[change] for change in chosen if change in orders and change.party == party), now)
