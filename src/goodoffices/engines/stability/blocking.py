"""Which coalitions would leave an outcome, where to, by which steps, and which of them are the smallest."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from goodoffices.engines.stability.coalition_settings import CoalitionSettings, Reach
from goodoffices.engines.stability.coalitions import CoalitionGraph, coalition_verdicts, coalitions_of
from goodoffices.engines.stability.moves import Moves
from goodoffices.engines.stability.preferences import Preference
from goodoffices.engines.stability.replies import shortest_reply
from goodoffices.engines.stability.witness import GAINS
from goodoffices.model.results.base import Provenance
from goodoffices.model.results.coalitions import CoalitionResult, Leaving, Pressure
from goodoffices.model.results.stability import Step
from goodoffices.settings import Rule

__all__ = ["coalitions", "steps_told"]


def coalitions(
    moves: Moves,
    preferences: Sequence[Preference],
    parties: Sequence[str],
    settings: CoalitionSettings | None = None,
    rule: Rule = Rule.LEGAL,
    *,
    named: Sequence[frozenset[int]] | None = None,
    outcomes: Sequence[int] = (),
    tick: Callable[[str], None] = lambda _: None,
) -> CoalitionResult:
    """Stability for every coalition, and who would leave the outcomes asked about.

    Parameters
    ----------
    moves, preferences
        As for :func:`~goodoffices.engines.stability.analyse.analyse`.
    parties
        [parties] their ids.
    settings
        Where the literature differs.
    rule
        Which sequences count, for the coalition's own moves and for the others' answers.
    named
        Coalitions to look at, or None for all that ``settings.members`` counts.
    outcomes
        Codes to tell in detail; an infeasible one is an error of the caller.
    tick
        Called before each coalition.

    Raises
    ------
    TooLarge
        Above 4,096 feasible outcomes, or twelve parties without ``named``.
    """
    settings = settings or CoalitionSettings()
    graph = CoalitionGraph(moves, preferences, settings, rule)
    chosen = list(coalitions_of(moves.parties, settings.members) if named is None else named)
    verdicts = coalition_verdicts(graph, chosen, tick=tick)
    ids = {coalition: tuple(parties[k] for k in sorted(coalition)) for coalition in chosen}
    improvements = {coalition: graph.improvements(coalition) for coalition in chosen} if outcomes else {}
    pressures = []
    for code in outcomes:
        row = int(np.searchsorted(graph.rows, code))
        leaving = {c: graph.codes(np.flatnonzero(found[row])) for c, found in improvements.items()}
        leaving = {coalition: to for coalition, to in leaving.items() if to}
        told = tuple(
            Leaving(ids[c], tuple(to), _path(graph, preferences, parties, c, code, frozenset(to)))
            for c, to in leaving.items()
        )
        smallest = tuple(ids[c] for c in leaving if not any(other < c for other in leaving))
        pressures.append(Pressure(int(code), told, smallest))
    printed = settings.told(tuple(parties)) | {"rule": rule.value}
    return CoalitionResult(
        settings=printed,
        verdicts={ids[coalition]: found for coalition, found in verdicts.items()},
        pressures=tuple(pressures),
        provenance=Provenance("coalition analysis in the graph model", printed),
    )


def _path(
    graph: CoalitionGraph,
    preferences: Sequence[Preference],
    parties: Sequence[str],
    coalition: frozenset[int],
    code: int,
    to: frozenset[int],
) -> tuple[Step, ...]:
    """A shortest way for a coalition to one of the outcomes it would leave for."""
    if graph.settings.reach is Reach.JUMP:
        end = min(to)
        gains = tuple(GAINS[preferences[k].compare(end, code)] for k in sorted(coalition))
        return (Step(tuple(parties[k] for k in sorted(coalition)), end, gains),)
    path = shortest_reply(graph.moves, code, graph.movers(coalition), graph.rule, to.__contains__)
    return steps_told(graph.moves, preferences, parties, code, path or [])


def steps_told(
    moves: Moves, preferences: Sequence[Preference], parties: Sequence[str], start: int, path: Sequence[tuple[int, int]]
) -> tuple[Step, ...]:
    """Steps ``(mover, to)`` with names, and what each mover has of its step."""
    steps, at = [], start
    for mover, to in path:
        members = sorted(moves.members(mover))
        gains = tuple(GAINS[preferences[k].compare(to, at)] for k in members)
        steps.append(Step(tuple(parties[k] for k in members), to, gains))
        at = to
    return tuple(steps)
