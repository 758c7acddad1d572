"""The graph of moves of a small case: all feasible outcomes in their places, who can move where, and which would last.

What the verdicts are is the engine's to say; here they are put beside who can move where, in the same world and by the same rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.case import Case
from goodoffices.model.preferences import preference_of
from goodoffices.model.results.stability import Concept, StabilityResult
from goodoffices.report.build.graph_grid import grid_of
from goodoffices.report.build.hold import CONCEPTS, RULES
from goodoffices.report.build.known import Known
from goodoffices.report.build.material import Material
from goodoffices.report.build.naming import changes_of
from goodoffices.report.graph import GraphMove, GraphNode, Grid, MoveGraph
from goodoffices.report.prose import listed
from goodoffices.report.words import number, party_name, sentence_case
from goodoffices.runs.stability import moves_of
from goodoffices.settings import Reading, RedLines

__all__ = ["build_graph"]

READABLE = 40
"""Most feasible outcomes that one picture shows."""
ALL_MOVES = 30
"""Most lines drawn; where there are more, only each party's best move from each outcome is."""


@dataclass(frozen=True)
class _Mover:
    """A party, or a group that can do together what none of it can do alone."""

    index: int
    name: str
    members: tuple[int, ...]


def build_graph(material: Material) -> MoveGraph | None:
    """The graph, or None where there are too many outcomes for a picture or nobody can move."""
    case, result = material.case, material.stability
    codes = [int(code) for code in np.flatnonzero(case.feasible)]
    if not 2 <= len(codes) <= READABLE:
        return None
    orders = _orders(case, result)
    engine = moves_of(case)
    movers = [
        _Mover(k, _name(case, sorted(engine.members(k))), tuple(sorted(engine.members(k))))
        for k in range(engine.parties + len(engine.groups))
    ]
    arcs = {mover: {code: engine.targets(mover.index, code).tolist() for code in codes} for mover in movers}
    movers = [mover for mover in movers if any(arcs[mover].values())]
    if not movers:
        return None
    ways = [way for place, mover in enumerate(movers) for way in _ways(place, mover, arcs[mover], orders)]
    best = [way for place, mover in enumerate(movers) for way in _best(place, mover, arcs[mover], orders)]
    every = len(ways) <= ALL_MOVES
    known = Known(case, result)
    nodes = tuple(_node(case, known, result, code, [(m, arcs[m][code]) for m in movers], orders) for code in codes)
    grid = grid_of(case, codes)
    return MoveGraph(
        finding=_finding(nodes) if known.complete else f"In the central world {_lowered(_finding(nodes))}",
        note=_note(case, grid, ways if every else [], [party for party, own in enumerate(orders) if own is None]),
        basis=f"For the central world; {RULES[result.rule]}.",
        description=_description(movers, nodes, every),
        movers=tuple(mover.name for mover in movers),
        nodes=nodes,
        moves=tuple(ways if every else best),
        all_drawn=every,
        grid=grid,
        concepts=tuple(words for concept, (_, words) in CONCEPTS.items() if concept in result.verdicts),
    )


def _orders(case: Case, result: StabilityResult) -> list[NDArray[np.int32] | None]:
    """[parties] ranks of outcomes as the verdicts were worked out from; None where an order is not known throughout."""
    reading, red_lines = result.reading or Reading.CENTRAL, result.red_lines or RedLines.SINK
    return [preference_of(case, party, reading, red_lines).ranks for party in case.parties]


def _name(case: Case, members: Sequence[int]) -> str:
    parties = list(case.parties)
    names = [party_name(case, parties[member], first=k == 0) for k, member in enumerate(members)]
    return listed(names) + (" together" if len(names) > 1 else "")


def _gains(mover: _Mover, orders: Sequence[NDArray[np.int32] | None], start: int, to: int) -> bool:
    """Whether every member is known to prefer where a move leads."""
    ranks = [orders[member] for member in mover.members]
    return all(own is not None and bool(own[to] > own[start]) for own in ranks)


def _ways(
    place: int, mover: _Mover, arcs: Mapping[int, list[int]], orders: Sequence[NDArray[np.int32] | None]
) -> Iterator[GraphMove]:
    """Each pair of outcomes once, told in the direction that the mover gains by."""
    for start, targets in arcs.items():
        for to in targets:
            forward, back = _gains(mover, orders, start, to), start in arcs[to]
            if back and (_gains(mover, orders, to, start) or (not forward and to < start)):
                continue  # told from the other end
            yield GraphMove(place, start, to, forward, back)


def _best(
    place: int, mover: _Mover, arcs: Mapping[int, list[int]], orders: Sequence[NDArray[np.int32] | None]
) -> Iterator[GraphMove]:
    """From each outcome the move that a party likes best, if it gains by any; of equals the one to the lowest code."""
    if len(mover.members) > 1:
        return
    for start, targets in arcs.items():
        found = _liked_best(mover.members[0], start, targets, orders)
        if found is not None:
            yield GraphMove(place, start, found, gains=True, back=start in arcs[found])


def _liked_best(
    party: int, start: int, targets: Sequence[int], orders: Sequence[NDArray[np.int32] | None]
) -> int | None:
    own = orders[party]
    if own is None:
        return None
    return max((to for to in targets if own[to] > own[start]), key=lambda to: (int(own[to]), -to), default=None)


def _node(
    case: Case,
    known: Known,
    result: StabilityResult,
    code: int,
    arcs: Sequence[tuple[_Mover, list[int]]],
    orders: Sequence[NDArray[np.int32] | None],
) -> GraphNode:
    held = [concept for concept in CONCEPTS if concept in result.verdicts and result.is_equilibrium(code, concept)]
    left = [words for mover, targets in arcs if (words := _leaving(case, known, result, code, mover, targets, orders))]
    return GraphNode(
        code=code,
        terms=sentence_case(changes_of(case, code)),
        holds=tuple(CONCEPTS[concept][1] for concept in held),
        at_once=Concept.NASH in held,
        status_quo=code == case.status_quo_code,
        left_by=tuple(left),
    )


def _leaving(
    case: Case,
    known: Known,
    result: StabilityResult,
    code: int,
    mover: _Mover,
    targets: Sequence[int],
    orders: Sequence[NDArray[np.int32] | None],
) -> str | None:
    """Whether a party would leave an outcome, in words; nothing for one that stays, and for groups."""
    if len(mover.members) > 1:
        return None
    party = mover.members[0]
    best = _liked_best(party, code, targets, orders)
    if best is not None:
        return f"{mover.name} for {best}"
    name = list(case.parties)[party]
    stays = Concept.NASH not in result.verdicts or result.is_stable(code, name, Concept.NASH)
    return (
        None
        if stays and known.leaving(code, name).gains is not None
        else f"perhaps {mover.name}: what it prefers is not known"
    )


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _finding(nodes: Sequence[GraphNode]) -> str:
    """How many outcomes would last, and which."""
    at_once = [node.code for node in nodes if node.at_once]
    deterred = [node.code for node in nodes if node.holds and not node.at_once]
    total = number(len(nodes))
    if not at_once and not deterred:
        return f"Each of {total} outcomes would be left by someone"
    parts = []
    if at_once:
        parts.append(f"{_count(at_once)} would be left by nobody")
    if deterred:
        more = f"{number(len(deterred))} more" if at_once else number(len(deterred))
        verb = "lasts" if len(deterred) == 1 else "last"
        parts.append(f"{more} {verb} as long as replies deter{_codes(deterred)}")
    return sentence_case(f"of {total} outcomes {'; '.join(parts)}")


def _count(codes: Sequence[int]) -> str:
    return number(len(codes)) + _codes(codes)


def _codes(codes: Sequence[int]) -> str:
    """The codes in brackets, where they are few."""
    return f" ({listed([str(code) for code in codes])})" if len(codes) <= 4 else ""


def _note(case: Case, grid: Grid | None, ways: Sequence[GraphMove], unknown: Sequence[int]) -> str:
    """How to read the picture; ``ways`` are all lines, or empty where only best moves are drawn."""
    parts = ["A number is an outcome’s code; the table says what each stands for."]
    if not ways:
        parts.append("An arrow is the move that a party likes best of those it gains by; without one it stays.")
    elif all(way.back for way in ways):
        parts.append("A line is a move that can be made and unmade, its head at the end that the mover prefers.")
    else:
        parts.append(
            "A line is a move, its head at the end that the mover prefers; a bar says that it cannot be undone."
        )
    if grid is None:
        parts.append("Outcomes stand in the order of their codes.")
    names = [party_name(case, list(case.parties)[party]) for party in unknown]
    if names:
        parts.append(f"What {listed(names)} would prefer is not known throughout; no gain is marked there.")
    return " ".join(parts)


def _description(movers: Sequence[_Mover], nodes: Sequence[GraphNode], every: bool) -> str:
    """What a person who cannot see the picture needs; the table beneath has the rest."""
    drawn = "all moves" if every else "each party’s best move from each outcome"
    words = [f"A graph of {number(len(nodes))} outcomes with {drawn} of {listed([mover.name for mover in movers])}."]
    for node in nodes:
        if node.holds:
            words.append(f"Outcome {node.code} ({node.terms}) lasts under {listed(node.holds)}.")
    return " ".join([*words, "The table beneath tells of each outcome who would leave it and for what."])
