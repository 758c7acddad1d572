"""Search by rising cost: all cheapest ways from a start to a goal, and how far it looked.

Best first with a lower bound of what is still to pay [HartNilssonRaphael1968]_. The bound must never exceed the true rest; then
the first goal is cheapest, and every state that could lead to one as cheap is looked at before the search ends.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from typing import Generic, TypeVar

__all__ = ["Found", "cheapest"]

S = TypeVar("S")
E = TypeVar("E")


@dataclass(frozen=True)
class Found(Generic[S, E]):
    """All cheapest ways to a goal, one for each goal state.

    ``cost`` is None where none was found. Every way that costs less than ``below`` was looked at; None means every way there is,
    up to the bound that was set.
    """

    cost: Fraction | None
    ways: tuple[tuple[tuple[E, ...], S], ...]
    below: Fraction | None
    looked_at: int

    @property
    def complete(self) -> bool:
        """Whether no cheapest way was missed."""
        return self.below is None or (self.cost is not None and self.cost < self.below)


def cheapest(
    start: S,
    *,
    steps: Callable[[S], Iterable[tuple[E, Fraction, S]]],
    key: Callable[[S], Hashable],
    goal: Callable[[S], bool],
    rest: Callable[[S], Fraction | None],
    at_most: Fraction | None = None,
    states: int,
    told: Callable[[int], None] = lambda _: None,
) -> Found[S, E]:
    """All cheapest ways from a start to states that are a goal.

    Parameters
    ----------
    start
        A state.
    steps
        What can be done in a state: what it is, what it costs (more than nought), where it leads.
    key
        States with the same key are one.
    goal
        Whether a state will do.
    rest
        A lower bound of the cost from a state to a goal; None where no goal can be reached from it.
    at_most
        Ways that cost more are not looked for.
    states
        Stop after so many states.
    told
        Called with how many states were looked at, now and then.
    """
    paid_for: dict[Hashable, Fraction] = {}
    ways: list[tuple[tuple[E, ...], S]] = []
    cost: Fraction | None = None
    looked_at = 0
    heap: list[tuple[Fraction, Fraction, tuple[int, ...], tuple[E, ...], S]] = []
    # The numbers of the steps taken are unique and settle every tie, so that edits and states need no order.
    if (least := rest(start)) is not None:
        heappush(heap, (least, Fraction(0), (), (), start))
    limit = at_most
    while heap:
        bound, paid, numbers, path, state = heappop(heap)
        if limit is not None and bound > limit:
            break
        name = key(state)
        if name in paid_for and paid_for[name] <= paid:
            continue
        if looked_at == states:
            return Found(cost, tuple(ways), bound, looked_at)
        paid_for[name] = paid
        looked_at += 1
        if looked_at % 20 == 0:
            told(looked_at)
        if goal(state):
            cost = limit = paid
            ways.append((path, state))
            continue
        for number, (edit, price, after) in enumerate(steps(state)):
            least = rest(after)
            if least is not None and (limit is None or paid + price + least <= limit):
                heappush(heap, (paid + price + least, paid + price, (*numbers, number), (*path, edit), after))
    return Found(cost, tuple(ways), None, looked_at)
