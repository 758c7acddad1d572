"""What ``goodoffices stability`` prints of further questions: coalitions, ways to an outcome, the inverse question."""

from __future__ import annotations

from collections.abc import Sequence
from math import factorial

from goodoffices.model.case import Case
from goodoffices.model.results.coalitions import CoalitionConcept, CoalitionResult, Pressure
from goodoffices.model.results.foresight import ForesightResult
from goodoffices.model.results.inverse import InverseResult, Order
from goodoffices.model.results.paths import PathResult, against
from goodoffices.model.results.stability import Concept, Gain, Step
from goodoffices.report.build.naming import changes_of
from goodoffices.report.build.verdict_words import blocked_words
from goodoffices.report.prose import listed
from goodoffices.report.terminal.columns import WIDTH, paragraph, rows
from goodoffices.report.terminal.stability import NAMES
from goodoffices.report.words import party_name, plural, sentence_case, short_name, terms_words

__all__ = ["graph_screen"]

SHOWN = 12
"""Most outcomes or ways told; the JSON has all."""
LISTED = 20
"""Most outcomes of which an order is spelled out."""
MOST_ORDERS = 10**9
"""Above this a count of orders says nothing to a reader; the JSON has it."""
GAINS = {
    Gain.BETTER: "gains by it",
    Gain.LEVEL: "is level",
    Gain.WORSE: "loses by it",
    Gain.UNKNOWN: "may gain or lose: not known",
}


def graph_screen(case: Case, found: CoalitionResult | PathResult | InverseResult | ForesightResult) -> str:
    """One of the further questions in words and tables."""
    if isinstance(found, CoalitionResult):
        return "\n".join(_coalitions(case, found))
    if isinstance(found, PathResult):
        return "\n".join(_paths(case, found))
    if isinstance(found, ForesightResult):
        return "\n".join(_foresight(case, found))
    return "\n".join(_inverse(case, found))


def _coalitions(case: Case, found: CoalitionResult) -> list[str]:
    settings = ", ".join(f"{name} {_plain(value)}" for name, value in found.settings.items())
    lines = ["", *paragraph(f"Coalitions ({settings}). Outcomes that no coalition would leave together:")]
    for concept in CoalitionConcept:
        codes = found.equilibria(concept)
        told = ", ".join(map(str, codes[:SHOWN])) + (f" and {len(codes) - SHOWN} more" if len(codes) > SHOWN else "")
        lines.append(f"  {concept.value.upper():<6}{told or 'none'}")
    pressed = [pressure for pressure in found.pressures if pressure.leave]
    if pressed:
        lines += ["", "Who would leave, by the smallest coalitions:"]
    for pressure in _told_first(case, pressed)[:SHOWN]:
        lines += _pressure(case, pressure)
    if len(pressed) > SHOWN:
        lines.append(f"  and {len(pressed) - SHOWN} more; --json lists all.")
    return lines


def _told_first(case: Case, pressed: Sequence[Pressure]) -> list[Pressure]:
    """The status quo and the proposals, then the rest."""
    named = [case.status_quo_code, *(case.proposal_code(name) for name in case.proposals)]
    return sorted(pressed, key=lambda one: (one.code not in named, one.code))


def _pressure(case: Case, pressure: Pressure) -> list[str]:
    lines = paragraph(f"  {pressure.code}  {sentence_case(changes_of(case, pressure.code))}", indent=6)
    by_coalition = {one.coalition: one for one in pressure.leave}
    for names in pressure.smallest[:3]:
        one = by_coalition[names]
        lines += paragraph(f"      {blocked_words(case, names, pressure.code, one.to[0], 'it')}", indent=6)
    return lines


def _paths(case: Case, found: PathResult) -> list[str]:
    start, to = (f"{code} ({changes_of(case, code)})" for code in (found.start, found.to))
    kinds = set(found.moves.values())
    moves = kinds.pop() if len(kinds) == 1 else ", ".join(f"{party} {kind}" for party, kind in found.moves.items())
    if found.length is None:
        lines = paragraph(f"No sequence of moves leads from {start} to {to} (moves: {moves}).")
        issues = list(case.issues)
        for issue, option in found.never_entered:
            terms = {issues[issue]: list(case.issues[issues[issue]].options)[option]}
            lines += paragraph(f"  No one can bring about {terms_words(case, terms)}.", indent=2)
        return ["", *lines]
    if found.length == 0:
        return ["", *paragraph(f"The way to {to} starts there: no step is needed.")]
    steps = f"{found.length} step{'s' * (found.length != 1)}"
    ways = f"{found.count:,} way{'s' * (found.count != 1)} of {steps}"
    lines = ["", *paragraph(f"From {start} to {to}: {ways} (moves: {moves}).")]
    for n, way in enumerate(found.shortest[:SHOWN], 1):
        lines += ["", f"Way {n}", *_way(case, found.start, way)]
    if found.count > SHOWN:
        lines.append(f"and {found.count - SHOWN:,} more; --json lists up to 20.")
    fewest = found.fewest_against
    if fewest is not None and fewest not in found.shortest[:SHOWN]:
        count = against(fewest)
        lines += [
            "",
            f"The way with fewest steps against a mover's interest ({count})",
            *_way(case, found.start, fewest),
        ]
    return lines


def _way(case: Case, start: int, way: Sequence[Step]) -> list[str]:
    lines, at = [], start
    for n, step in enumerate(way, 1):
        changed = terms_words(case, case.space.difference(step.to, at))
        who = listed([party_name(case, mover, first=k == 0) for k, mover in enumerate(step.movers)])
        joint = " together" if len(step.movers) > 1 else ""
        verb = "bring" if len(step.movers) > 1 or plural(who) else "brings"
        gains = "; ".join(
            f"{party_name(case, mover, first=True)} {GAINS[gain]}"
            for mover, gain in zip(step.movers, step.gains, strict=True)
        )
        lines += paragraph(f"  {n}. {who}{joint} {verb} about {changed}. {gains}.", indent=5)
        at = step.to
    return lines


def _inverse(case: Case, found: InverseResult) -> list[str]:
    lines = ["", *paragraph(
        f"What would have to be true for {found.code} ({changes_of(case, found.code)}) to be stable: how many pairs of "
        "outcomes would have to change places in a party's order, the others' orders as they are."
    )]  # fmt: skip
    concepts = list(next(iter(found.answers.values())))
    widths = [WIDTH - 10 * len(concepts), *[10] * len(concepts)]
    lines += ["", *rows(["PARTY", *(NAMES[concept] for concept in concepts)], widths)]
    for party, answers in found.answers.items():
        name = short_name(case.parties[party].name, widths[0] - 1)
        lines += rows([name, *(_swaps(answers[concept].fewest_swaps) for concept in concepts)], widths)
    together = [found.together[concept].fewest_swaps if concept in found.together else None for concept in concepts]
    lines += rows(["All together", *map(_swaps, together)], widths)
    return [
        *lines, "", *paragraph("0: stable as it is. -: none was found."),
        *_counts(case, found, concepts, widths), *_nearest(case, found),
    ]  # fmt: skip


def _counts(case: Case, found: InverseResult, concepts: Sequence[Concept], widths: Sequence[int]) -> list[str]:
    """How many strict orders would do, where they are few enough to count."""
    total = factorial(int(case.feasible.sum()))
    table = []
    for party, answers in found.answers.items():
        counts = [answers[concept].count for concept in concepts]
        if any(count is not None for count in counts) and total < MOST_ORDERS:
            name = short_name(case.parties[party].name, widths[0] - 1)
            table += rows([name, *("-" if count is None else f"{count:,}" for count in counts)], widths)
    return (
        ["", *paragraph(f"Of a party's {total:,} strict orders, those under which it would stay:"), *table]
        if table
        else []
    )


def _nearest(case: Case, found: InverseResult) -> list[str]:
    """One nearest order for each party that would have to change, where an order fits a line."""
    if int(case.feasible.sum()) > LISTED:
        return []
    lines = []
    for party, answers in found.answers.items():
        by_order: dict[str, list[str]] = {}
        for concept, answer in answers.items():
            if answer.fewest_swaps and answer.orders:
                by_order.setdefault(_order(answer.orders[0]), []).append(NAMES[concept])
        for order, names in by_order.items():
            lines += paragraph(f"{case.parties[party].name} ({', '.join(names)}): {order}", indent=4)
    return ["", "Nearest orders, best first:", *lines] if lines else []


def _order(order: Order) -> str:
    return ", ".join(" ~ ".join(map(str, level)) for level in order)


def _foresight(case: Case, found: ForesightResult) -> list[str]:
    ahead = "any number of moves" if found.horizon is None else f"{found.horizon} move{'s' * (found.horizon != 1)}"
    lines = ["", *paragraph(f"If both look {ahead} ahead, they stay at:")]
    codes = found.equilibria()
    for code in codes[:SHOWN]:
        lines += paragraph(f"  {code}  {sentence_case(changes_of(case, code))}", indent=6)
    if not codes:
        lines.append("  no outcome")
    if len(codes) > SHOWN:
        lines.append(f"  and {len(codes) - SHOWN:,} more; --json lists all.")
    if found.period is not None and found.period > 1:
        told = f"Foresight does not settle: from {found.from_horizon} moves on the verdicts come round every {found.period}."
        lines += ["", *paragraph(told)]
    return lines


def _swaps(count: int | None) -> str:
    return "-" if count is None else str(count)


def _plain(value: object) -> str:
    return "; ".join("+".join(map(str, block)) for block in value) if isinstance(value, list) else str(value)
