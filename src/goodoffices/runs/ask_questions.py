"""The questions that a case leaves open, for parties whose consent some deal needs: as a reader and as the engine see them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from goodoffices.engines.worlds import OrdersParty, WorldsProblem
from goodoffices.engines.worlds.orders import Clause
from goodoffices.engines.worlds.questions import Asked, open_importance, open_pairs
from goodoffices.model.case import Case
from goodoffices.model.preferences import preference_of
from goodoffices.model.preferences.certain import issue_orders
from goodoffices.model.results.ask import Question

__all__ = ["open_questions"]

Row = tuple[Question, Asked]


def open_questions(case: Case, problem: WorldsProblem, about: int) -> tuple[Row, ...]:
    """Every question that the case does not settle.

    Parameters
    ----------
    case, problem
        The case and its arrays.
    about
        Code of the deal asked about. Whether a party would accept that very deal is the answer, not a question.
    """
    needed = sorted({party for group in problem.groups for members in group.sets for party in members})
    rows: list[Row] = []
    for number in needed:
        party = problem.parties[number]
        if isinstance(party, OrdersParty) and party.judges:
            rows += _orders(case, party, number, about)
            rows += _importance(case, party, number)
            rows += _trades(case, party, number, about)
    return tuple(rows)


def _orders(case: Case, party: OrdersParty, number: int, about: int) -> Iterator[Row]:
    """Which of two options it prefers."""
    chosen = case.space.terms(about)
    for k, clauses in enumerate(party.issues):
        issue = case.space.issues[party.position[k]]
        for c, clause in enumerate(clauses):
            for pair in open_pairs(clause):
                first, second = _asked_first(case, issue, chosen[issue], clause, pair)
                options = tuple(_option(clause, item) for item in (first, second))
                when = _when(case, party.name, issue, c) if len(clauses) > 1 else None
                question = Question("order", party.name, issue, options, when=when)
                yield question, Asked("order", number, first, second, k, c)


def _asked_first(case: Case, issue: str, chosen: str, clause: Clause, pair: tuple[int, int]) -> tuple[int, int]:
    """The item to be named first: the option of the deal asked about, else the one that is not the status quo, else the later."""
    base = (case.status_quo or {}).get(issue)
    ranks = []
    for item in pair:
        option = _option(clause, item)
        ranks.append((option == chosen, option != base, clause.options.index(option)))
    return pair if ranks[0] > ranks[1] else (pair[1], pair[0])


def _option(clause: Clause, item: int) -> str:
    """The first option that stands on a level."""
    return clause.options[clause.items.index(item)]


def _when(case: Case, party: str, issue: str, clause: int) -> str | None:
    """The condition of a clause as written; None for one that counts where no other does."""
    entry = (case.of(party).orders or {}).get(issue)
    if not isinstance(entry, list) or clause >= len(entry):
        return None
    return entry[clause].when


def _importance(case: Case, party: OrdersParty, number: int) -> Iterator[Row]:
    """Which of two issues matters more to it."""
    firsts = [
        min(k for k, item in enumerate(party.item_of_issue) if item == i) for i in range(party.places_of_importance)
    ]
    names = [case.space.issues[party.position[k]] for k in firsts]
    for one, other in open_importance(party):
        if one != other:
            yield (
                Question("importance", party.name, issues=(names[one], names[other])),
                Asked("importance", number, one, other),
            )


def _trades(case: Case, party: OrdersParty, number: int, about: int) -> Iterator[Row]:
    """Whether it would take a change for the worse for one for the better, where importance is known and weights are not."""
    base = case.status_quo_code
    if base is None:
        return
    sure = preference_of(case, party.name).raw(base)
    placed = {case.space.issues[party.position[k]] for tier in party.tiers for k in tier}
    changes = {
        issue: [(option, case.space.code({issue: option}, base=base)) for option in case.issues[issue].options]
        for issue in issue_orders(case, case.of(party.name))
        if issue in placed
    }
    for (worse, losses), (better, gains) in _ordered_pairs(changes):
        for (loss, lost), (gain, gained) in product(losses, gains):
            both = case.space.code({worse: loss, better: gain}, base=base)
            open_ = not sure.at_least[both] and not sure.below[both] and case.feasible[both] and not party.crosses[both]
            if sure.below[lost] and sure.at_least[gained] and gained != base and open_ and both != about:
                question = Question("trade", party.name, options=(loss, gain), issues=(worse, better))
                yield question, Asked("trade", number, both, base)


Changes = list[tuple[str, int]]


def _ordered_pairs(changes: dict[str, Changes]) -> Iterator[tuple[tuple[str, Changes], tuple[str, Changes]]]:
    """Every two issues, both ways round."""
    for one, other in combinations(changes.items(), 2):
        yield one, other
        yield other, one
