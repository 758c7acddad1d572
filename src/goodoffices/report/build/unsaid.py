"""What a party has not said that would settle its answer to a deal: the unknown behind every "possible"."""

from __future__ import annotations

from functools import partial

from goodoffices.model.case import Case, ConditionalOrder
from goodoffices.model.expressions import parse
from goodoffices.model.preferences import parse_order
from goodoffices.model.results.deals import Deal
from goodoffices.report.prose import listed
from goodoffices.report.words import agreeing, alone, issue_name, label, party_name, possessive

__all__ = ["hangs_on", "unstated"]


def hangs_on(case: Case, deal: Deal, party: str) -> str:
    """What a party has not said that would settle its answer to a deal, as a sentence without its stop."""
    name = party_name(case, party, first=True)
    verb = partial(agreeing, name)
    unsettled = f"what is stated of {possessive(party_name(case, party))} preferences does not settle it"
    if case.of(party).form is None:
        return f"{possessive(name)} preferences are not stated"
    base = case.walk_away_code(party)
    if case.of(party).orders is None or base is None:
        return unsettled
    terms, before = case.space.terms(deal.code), case.space.terms(base)
    unsaid, gains, losses = (unstated(case, deal, party), *_moves(case, deal, party))
    if len(unsaid) == 1 and not losses:
        new, old = label(case, unsaid[0], terms[unsaid[0]]), label(case, unsaid[0], before[unsaid[0]])
        return f"{name} {verb('has')} not said whether {verb('it')} {verb('prefers')} ‘{new}’ to ‘{old}’"
    if unsaid and not losses:
        issues = listed([issue_name(issue) for issue in unsaid])
        return f"{name} {verb('has')} not said where {verb('it')} {verb('stands')} on {issues}"
    weighed = [*gains, *unsaid]
    if not weighed:
        return unsettled
    ours, theirs = (listed([f"‘{alone(case, k, terms[k])}’" for k in issues]) for issues in (weighed, losses))
    return f"{name} {verb('has')} not said whether {ours} {'makes' if len(weighed) == 1 else 'make'} up for {theirs}"


def unstated(case: Case, deal: Deal, party: str) -> list[str]:
    """Issues that a deal changes and on which the party has not said whether it likes the change."""
    return [issue for issue, found in _compared(case, deal, party).items() if found is None]


def _moves(case: Case, deal: Deal, party: str) -> tuple[list[str], list[str]]:
    """Issues on which a deal moves a party's way; issues on which it moves away."""
    found = _compared(case, deal, party)
    return [issue for issue, n in found.items() if n and n > 0], [issue for issue, n in found.items() if n and n < 0]


def _compared(case: Case, deal: Deal, party: str) -> dict[str, int | None]:
    """Each issue changed against the walk-away: 1 where the party likes it better so, −1 less, 0 level, None unsaid."""
    base = case.walk_away_code(party)
    orders = case.of(party).orders
    if base is None or orders is None:
        return {}
    terms, before = case.space.terms(deal.code), case.space.terms(base)
    return {
        issue: _better(case, issue, orders.get(issue), terms, before)
        for issue in case.space.difference(deal.code, base)
    }


def _better(
    case: Case, issue: str, stated: str | list[ConditionalOrder] | None, terms: dict[str, str], before: dict[str, str]
) -> int | None:
    """Whether an order puts an issue's new option above the old; a conditional one as it counts under the deal."""
    if stated is None:
        return None
    if not isinstance(stated, str):
        stated = next((part.order for part in stated if part.when is None or parse(part.when).holds(terms)), "?")
    order = parse_order(stated, list(case.issues[issue].options))
    level = {option: place for place, options in enumerate(order.levels) for option in options}
    new, old = level.get(terms[issue]), level.get(before[issue])
    if order.indifferent:
        return 0
    return None if new is None or old is None else (old > new) - (old < new)
