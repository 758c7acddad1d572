"""What each party has not stated: listed beside every share, since a share is only as good as what it rests on."""

from __future__ import annotations

from goodoffices.model.case import Case
from goodoffices.model.preferences.certain import issue_orders, tiers_of
from goodoffices.model.results.worlds import Gap

__all__ = ["gaps_of"]


def gaps_of(case: Case) -> tuple[Gap, ...]:
    """The gaps of every party that is stated by orders, or not at all; none for one that leaves nothing open."""
    found = []
    for party in case.parties:
        stated = case.of(party)
        if stated.form not in (None, "orders"):
            continue
        orders = issue_orders(case, stated)
        _, unplaced = tiers_of(stated, case.space)
        cared = {issue for issue, order in orders.items() if not order.indifferent}
        gap = Gap(
            party=party,
            orders=tuple(issue for issue, order in orders.items() if all(not c.levels for c in order.clauses)),
            partial=tuple(
                issue
                for issue, order in orders.items()
                if any(clause.levels and clause.missing for clause in order.clauses) and not order.indifferent
            ),
            conditional=tuple(issue for issue in orders if issue in cared and len(orders[issue].clauses) > 1),
            importance=tuple(issue for issue in unplaced if issue in cared) if len(cared) > 1 else (),
            issues=len(case.issues),
        )
        if gap.orders or gap.partial or gap.conditional or gap.importance:
            found.append(gap)
    return tuple(found)
