"""What this rests on, what is not known, and who is not heard."""

from __future__ import annotations

from goodoffices.model.case import Case
from goodoffices.model.preferences import parse_order
from goodoffices.report.briefing import Limits
from goodoffices.report.build.hold import RULES
from goodoffices.report.build.material import Material
from goodoffices.report.build.naming import changes_of
from goodoffices.report.prose import listed
from goodoffices.report.words import number, party_name, sentence_case
from goodoffices.settings import RedLines

__all__ = ["build_limits"]


def build_limits(material: Material) -> Limits:
    """Assumptions as they were set, unknowns counted for each party, and the case's own list of who is left out."""
    return Limits(
        tuple((line,) for line in _assumptions(material)),
        tuple((line,) for line in _unknowns(material.case)),
        tuple(material.case.left_out),
    )


def _assumptions(material: Material) -> list[str]:
    case, stability = material.case, material.stability
    count = len(material.sources)
    lines = [
        f"{sentence_case(number(count))} source{'s were' if count != 1 else ' was'} read. What was said elsewhere is missing.",
        "Preferences, red lines and answers are those of the case file, each with the passages it names. A machine’s reading "
        "that nobody has accepted (dashed number) enters no figure.",
        "Who accepts what is told only where it holds in every order that fits what a party has stated (reading: certain). "
        "What is not stated stays unknown.",
        "Who would leave what is told for the central world, the mean of all such orders, in which an unknown order looks like a "
        "tie (reading: central).",
        f"Replies to a move: {RULES[stability.rule]}.",
    ]
    sink = stability.red_lines in (None, RedLines.SINK)
    setting = (
        "ranks below every outcome that crosses none (red lines: sink)" if sink else "keeps its place (red lines: bar)"
    )
    lines.append(
        f"A red line bars a deal, and an outcome that crosses it {setting}. Parties sometimes move their red lines."
    )
    if case.status_quo_code is not None:
        lines.append("A party that does not agree is left with the status quo" + _walk_aways(case) + ".")
    consent = listed([party_name(case, party) for party in material.deals.consent])
    if consent:
        lines.append(f"Every deal needs {consent}, and whoever is needed to bring about what it changes.")
    lines += list(material.deals.warnings)
    return lines


def _walk_aways(case: Case) -> str:
    own = [
        f"{party_name(case, party)} with {changes_of(case, case.space.code(terms, base=case.status_quo_code))}"
        for party, terms in case.walk_away.items()
    ]
    return f"; {listed(own)}" if own else ""


def _unknowns(case: Case) -> list[str]:
    """One line a party with something unstated, then the answers that nobody has given."""
    lines = [line for party in case.parties if (line := _unknown_of(case, party))]
    missing = sum(party not in p.answers for p in case.proposals.values() for party in case.parties if party != p.by)
    asked = sum(len(case.parties) - 1 for _ in case.proposals)
    if missing:
        lines.append(f"{missing} of {asked} answers to proposals are not stated.")
    return lines


def _unknown_of(case: Case, party: str) -> str | None:
    """How many of a party's orders, and how much of its ranking of issues, are not stated."""
    preferences = case.of(party)
    name = party_name(case, party, first=True)
    if preferences.form is None:
        return f"{name}: no preferences are stated."
    if preferences.form != "orders":
        return None
    orders = preferences.orders or {}
    none = [issue for issue in case.issues if issue not in orders or orders[issue] == "?"]
    partly = [
        issue
        for issue, order in orders.items()
        if isinstance(order, str) and order != "?" and not parse_order(order, list(case.issues[issue].options)).complete
    ]
    placed = {name for tier in preferences.importance or [] for name in (tier if isinstance(tier, list) else [tier])}
    parts = []
    if none:
        parts.append(f"{len(none)} of {len(case.issues)} issues {_have(none)} no stated order")
    if partly:
        parts.append(f"{len(partly)} {_have(partly)} only part of one")
    unplaced = len(case.issues) - len(placed)
    if unplaced:
        parts.append(f"the weight of {unplaced} issue{'s' if unplaced != 1 else ''} is not stated")
    return f"{name}: {'; '.join(parts)}." if parts else None


def _have(issues: list[str]) -> str:
    return "has" if len(issues) == 1 else "have"
