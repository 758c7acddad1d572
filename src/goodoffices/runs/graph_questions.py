"""Further questions to the graph of a case: what coalitions would leave, which ways lead where, what would make it hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from goodoffices.engines.stability.blocking import coalitions
from goodoffices.engines.stability.coalition_settings import (
    CoalitionSettings,
    Cseq,
    Improvement,
    Members,
    Reach,
    Sanctioners,
)
from goodoffices.engines.stability.graph_text import dot, graphml
from goodoffices.engines.stability.guarantees import guarantees, smallest_changes
from goodoffices.engines.stability.inverse import inverse
from goodoffices.engines.stability.limited_moves import limited_moves, non_myopic
from goodoffices.engines.stability.paths import Allowed, paths
from goodoffices.engines.stability.preferences import CompleteOrder
from goodoffices.errors import UsageError, no_such
from goodoffices.model.case import Case
from goodoffices.model.results.changes import ChangesResult
from goodoffices.model.results.coalitions import CoalitionResult
from goodoffices.model.results.foresight import ForesightResult
from goodoffices.model.results.inverse import InverseResult
from goodoffices.model.results.paths import PathResult
from goodoffices.model.results.stability import Concept
from goodoffices.runs.stability import StabilityRun

__all__ = [
    "coalition_settings",
    "run_coalitions",
    "run_foresight",
    "run_graph_text",
    "run_guarantees",
    "run_inverse",
    "run_paths",
]

TOLD_AT_MOST = 4096
"""Outcomes for which every coalition's departure is told; in larger cases only those that matter most."""


def run_coalitions(
    case: Case,
    run: StabilityRun,
    settings: CoalitionSettings | None = None,
    about: Sequence[int] = (),
    named: Sequence[frozenset[str]] | None = None,
) -> CoalitionResult:
    """Stability for every coalition, and who would leave the outcomes told in detail.

    Told are all feasible outcomes up to 4,096; above that the status quo, the equilibria, the proposals and those named.
    """
    index = {party: k for k, party in enumerate(case.parties)}
    groups = None if named is None else [frozenset(index[party] for party in group) for group in named]
    return coalitions(
        run.moves,
        run.orders,
        tuple(case.parties),
        settings,
        run.result.rule,
        named=groups,
        outcomes=_told(case, run, about),
    )


def coalition_settings(case: Case, text: str | None) -> CoalitionSettings:
    """Settings from ``members=all,improvement=pareto,partition=a+b/c``; the defaults where nothing is said.

    Raises
    ------
    UsageError
        If a setting, a value or a party does not exist.
    """
    kinds: dict[str, Callable[[str], object]] = {
        "members": Members, "improvement": Improvement, "reach": Reach, "cseq": Cseq, "sanctioners": Sanctioners,
    }  # fmt: skip
    chosen: dict[str, object] = {}
    for part in filter(None, ((text or "").split(","))):
        name, mark, value = (word.strip() for word in part.partition("="))
        if not mark:
            raise UsageError(f'"{part}" has no value: write name=value, as in members=all.')
        if name == "partition":
            chosen["partition"] = tuple(_block(case, block) for block in value.split("/"))
            chosen.setdefault("sanctioners", Sanctioners.PARTITION)
        elif name not in kinds:
            raise UsageError(no_such("coalition setting", name, [*kinds, "partition"]))
        else:
            values = [str(item.value) for item in kinds[name]]  # type: ignore[attr-defined]
            if value not in values:
                raise UsageError(no_such(f"value of {name}", value, values))
            chosen[name] = kinds[name](value)
    return CoalitionSettings(**chosen)  # type: ignore[arg-type]


def run_paths(case: Case, run: StabilityRun, to: int, allowed: str = "all", start: int | None = None) -> PathResult:
    """The ways from the status quo (or ``start``) to an outcome; ``allowed`` as ``all``, ``improvements`` or ``party=...,``."""
    origin = case.status_quo_code if start is None else start
    if origin is None:
        raise UsageError("The case has no status quo to start from; say --paths-from CODE.")
    kinds: Allowed | Mapping[str, Allowed]
    names = [kind.value for kind in Allowed]
    if "=" not in allowed:
        if allowed not in names:
            raise UsageError(no_such("kind of moves", allowed, names))
        kinds = Allowed(allowed)
    else:
        by_party = dict.fromkeys(case.parties, Allowed.ALL)
        for part in allowed.split(","):
            party, mark, kind = (word.strip() for word in part.partition("="))
            if not mark:
                raise UsageError(
                    f'"{part}" names no kind of moves: write party=kind, as in {next(iter(by_party))}=improvements.'
                )
            if party not in case.parties:
                raise UsageError(no_such("party", party, list(case.parties)))
            if kind not in names:
                raise UsageError(no_such("kind of moves", kind, names))
            by_party[party] = Allowed(kind)
        kinds = by_party
    return paths(run.moves, run.orders, tuple(case.parties), origin, to, kinds)


def run_inverse(case: Case, run: StabilityRun, code: int) -> InverseResult:
    """How little would have to change in the parties' orders for an outcome to be an equilibrium; orders must be complete."""
    return inverse(run.moves, run.orders, tuple(case.parties), code, rule=run.result.rule)


def run_foresight(case: Case, run: StabilityRun, horizon: int | None) -> ForesightResult:
    """What two parties would stay at that look so many moves ahead, or (None) any number of them.

    Raises
    ------
    UsageError
        If the case has not two parties, or an order leaves comparisons unknown.
    """
    orders = [order for order in run.orders if isinstance(order, CompleteOrder)]
    if len(orders) < len(run.orders):
        raise UsageError("Foresight needs complete orders; --reading central gives them.")
    names = tuple(case.parties)
    if horizon is not None:
        stable = limited_moves(run.moves, orders, horizon)
        return ForesightResult(horizon, dict(zip(names, stable, strict=True)))
    found = non_myopic(run.moves, orders)
    return ForesightResult(
        None,
        dict(zip(names, found.stable, strict=True)),
        found.from_horizon,
        found.period,
        dict(zip(names, found.changing, strict=True)),
    )


def run_guarantees(case: Case, run: StabilityRun, code: int, concept: Concept) -> ChangesResult:
    """The fewest guarantees (a power given up, shared, or given to answer) that make an outcome an equilibrium."""
    kinds = list(guarantees(run.moves))
    return smallest_changes(run.moves, run.orders, tuple(case.parties), code, kinds, concept, run.result.rule, most=2)


def run_graph_text(case: Case, run: StabilityRun, form: str, label: Callable[[int], str]) -> str:
    """The move graph as ``graphml`` or ``dot``, with the equilibria marked."""
    write = {"graphml": graphml, "dot": dot}[form]
    marks = {concept.value: np.asarray(mask.all(axis=0)) for concept, mask in run.result.verdicts.items()}
    return write(run.moves, tuple(case.parties), marks, label)


def _told(case: Case, run: StabilityRun, about: Sequence[int]) -> list[int]:
    feasible = np.flatnonzero(case.feasible)
    if len(feasible) <= TOLD_AT_MOST:
        return [int(code) for code in feasible]
    codes = {code for concept in run.result.verdicts for code in run.result.equilibria(concept)}
    codes |= {code for name in case.proposals if (code := case.proposal_code(name)) is not None and case.feasible[code]}
    codes |= set(about) | ({case.status_quo_code} if case.status_quo_code is not None else set())
    return sorted(codes)


def _block(case: Case, text: str) -> frozenset[int]:
    """Parties joined by ``+``, as indices."""
    names = list(case.parties)
    block = []
    for party in (word.strip() for word in text.split("+")):
        if party not in names:
            raise UsageError(no_such("party", party, names))
        block.append(names.index(party))
    return frozenset(block)
