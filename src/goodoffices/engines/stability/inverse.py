"""The inverse question: how little would have to change in the parties' orders for an outcome to be an equilibrium.

Trying all orders takes (m!)ⁿ steps [Kinsara2014]_. Stability of one outcome is a condition on one set only, so the fewest swaps
and the number of orders can be had exactly, without listing any order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product
from math import factorial

import numpy as np

from goodoffices.engines.stability.analyse import analyse
from goodoffices.engines.stability.clauses import clauses_of
from goodoffices.engines.stability.fewest_swaps import fewest_swaps
from goodoffices.engines.stability.moves import Moves
from goodoffices.engines.stability.order_count import order_share
from goodoffices.engines.stability.preferences import CompleteOrder, Preference, ranks_of
from goodoffices.errors import UsageError
from goodoffices.model.results.base import Provenance
from goodoffices.model.results.inverse import InverseAnswer, InverseResult, Order, Together
from goodoffices.model.results.stability import Concept
from goodoffices.settings import Rule

__all__ = ["INVERSE_CONCEPTS", "inverse", "levels_of"]

INVERSE_CONCEPTS = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ)
_MOST_TRIED = 500
_MOST_CHECKED = 2000


def inverse(
    moves: Moves,
    preferences: Sequence[Preference],
    parties: Sequence[str],
    outcome: int,
    concepts: Sequence[Concept] = INVERSE_CONCEPTS,
    rule: Rule = Rule.LEGAL,
) -> InverseResult:
    """For each party and concept: the fewest swaps that make ``outcome`` stable, the orders that do it, and how many would.

    Parameters
    ----------
    moves, preferences, rule
        As for :func:`~goodoffices.engines.stability.analyse.analyse`; orders must be complete.
    parties
        [parties] their ids.
    outcome
        The code of a feasible outcome.
    concepts
        Some of nash, gmr, smr, seq.

    Raises
    ------
    UsageError
        If an order leaves comparisons unknown.
    """
    orders = [_complete(order, name, moves) for order, name in zip(preferences, parties, strict=True)]
    answers: dict[str, dict[Concept, InverseAnswer]] = {}
    for k, name in enumerate(parties):
        answers[name] = {concept: _answer(moves, orders, k, outcome, concept, rule) for concept in concepts}
    together = {
        concept: _together(moves, orders, [answers[name][concept] for name in parties], outcome, concept, rule)
        for concept in concepts
    }
    told = {"rule": rule.value, "code": outcome, "concepts": [concept.value for concept in concepts]}
    return InverseResult(outcome, answers, together, Provenance("inverse graph model", told))


def levels_of(ranks: CompleteOrder, moves: Moves) -> Order:
    """Feasible outcomes by level, best first."""
    rows = np.arange(moves.outcomes) if moves.feasible is None else np.flatnonzero(moves.feasible)
    found: dict[int, list[int]] = {}
    for code in rows.tolist():
        found.setdefault(int(ranks.ranks[code]), []).append(code)
    return tuple(tuple(found[rank]) for rank in sorted(found, reverse=True))


def _answer(
    moves: Moves, orders: Sequence[CompleteOrder], party: int, outcome: int, concept: Concept, rule: Rule
) -> InverseAnswer:
    """One party, one concept."""
    clauses = clauses_of(moves, orders, party, outcome, concept, rule)
    levels = levels_of(orders[party], moves)
    place = next(n for n, level in enumerate(levels) if outcome in level)
    swaps = fewest_swaps(levels[:place], len(levels[place]) - 1, clauses)
    share = order_share(clauses)
    return InverseAnswer(
        count=None if share is None else int(share * factorial(sum(map(len, levels)))),
        fewest_swaps=swaps.least,
        at_least=swaps.at_least,
        orders=tuple(_lowered(levels, place, outcome, fallen) for fallen in swaps.fallen),
        more_orders=swaps.more,
        share=share,
    )


def _lowered(levels: Order, place: int, outcome: int, fallen: frozenset[int]) -> Order:
    """The order in which these have fallen to just below the outcome, all else as it was."""
    if not fallen:
        return levels
    stay = [tuple(x for x in level if x not in fallen) for level in levels[:place]]
    fall = [tuple(x for x in level if x in fallen) for level in levels[:place]]
    level_with = tuple(x for x in levels[place] if x != outcome)
    return tuple(level for level in (*stay, (outcome,), *fall, level_with, *levels[place + 1 :]) if level)


def _together(
    moves: Moves,
    orders: Sequence[CompleteOrder],
    answers: Sequence[InverseAnswer],
    outcome: int,
    concept: Concept,
    rule: Rule,
) -> Together:
    """All parties at once: the sum, checked by the forward engine where one party's order bears on another's answers."""
    costs = [answer.fewest_swaps for answer in answers]
    total = None if None in costs else sum(cost for cost in costs if cost is not None)
    if concept is not Concept.SEQ:
        return Together(total, exact=total is not None)
    levels = [levels_of(order, moves) for order in orders]

    def holds(chosen: Sequence[Order]) -> bool:
        made = [CompleteOrder(ranks_of(one, moves.outcomes)) for one in chosen]
        return bool(analyse(moves, made, [concept], rule).stable[concept][:, outcome].all())

    tried = product(
        *(answer.orders if answer.fewest_swaps else [own] for answer, own in zip(answers, levels, strict=True))
    )
    known = total if total is not None and any(map(holds, islice(tried, _MOST_TRIED))) else None
    found, searched = _by_rising_cost(levels, holds, known)
    least = known if found is None else found
    return Together(least, exact=least is not None and searched >= least - 1, searched=searched)


def _by_rising_cost(
    levels: Sequence[Order], holds: Callable[[Sequence[Order]], bool], known: int | None
) -> tuple[int | None, int]:
    """Swap neighbours in one order or several, one more at a time: the cost at which it holds, and how far all was tried.

    Stops below a cost that is known to do, and after some thousands of changes. Tied levels are left as they are.
    """
    here = tuple(levels)
    seen, layer, checked, swaps = {here}, [here], 0, 0
    while layer and (known is None or swaps < known):
        for chosen in layer:
            checked += 1
            if checked > _MOST_CHECKED:
                return None, swaps - 1
            if holds(chosen):
                return swaps, swaps
        following = {
            (*one[:k], new, *one[k + 1 :]) for one in layer for k in range(len(one)) for new in _swapped(one[k])
        }
        if len(following) > 10 * _MOST_CHECKED:
            return None, swaps
        layer = sorted(following - seen)
        seen |= following
        swaps += 1
    return None, max(0, swaps - 1)


def _swapped(order: Order) -> Iterator[Order]:
    """The order with two neighbours changed round, where neither is tied."""
    for place in range(len(order) - 1):
        if len(order[place]) == len(order[place + 1]) == 1:
            yield (*order[:place], order[place + 1], order[place], *order[place + 2 :])


def _complete(order: Preference, name: str, moves: Moves) -> CompleteOrder:
    """A complete order, or a refusal that names the party."""
    found = order if isinstance(order, CompleteOrder) else order.complete(moves.feasible)
    if found is None:
        raise UsageError(
            f"{name}: some comparisons are unknown, and swaps are counted in a complete order. "
            "Use the reading 'central' or 'lexicographic'."
        )
    return found
