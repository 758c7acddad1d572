"""Random additive negotiations, as issue tables and listed outcome by outcome."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from goodoffices.engines.deals import Constraint, DealsProblem, Scores
from goodoffices.engines.deals.additive import Additive, Ban
from goodoffices.model.consent import ConsentSets
from goodoffices.model.outcomes import OutcomeSpace
from goodoffices.model.scaling import integers, sum_tables

__all__ = ["additives", "drawn", "listed"]

NAMES = ("north", "south", "east", "west")


@st.composite
def additives(draw: st.DrawFn, *, unit: int = 1) -> Additive:
    """Up to four issues of up to three options, few values so that there are ties, and bans over one to three issues."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    parties = draw(st.integers(1, 3))
    value = st.integers(-2, 4).map(lambda n: n * unit)
    space = OutcomeSpace(
        tuple(f"i{k}" for k in range(len(sizes))), tuple(tuple(f"o{j}" for j in range(size)) for size in sizes)
    )
    tables = tuple(
        tuple(integers(draw(st.lists(value, min_size=size, max_size=size))) for size in sizes) for _ in range(parties)
    )
    bans = []
    for _ in range(draw(st.integers(0, 3))):
        issues = draw(st.sets(st.sampled_from(range(len(sizes))), min_size=1, max_size=3).map(sorted))
        shape = tuple(sizes[k] for k in issues)
        cells = draw(st.lists(st.sampled_from([True, False, False]), min_size=int(np.prod(shape)), max_size=27))
        bans.append(Ban(tuple(issues), np.array(cells[: int(np.prod(shape))], dtype=np.bool_).reshape(shape)))
    scales = tuple(draw(st.sampled_from([1, 2, 3])) for _ in range(parties))
    low = tuple(draw(st.integers(-3, 4)) * unit for _ in range(parties))
    return Additive(space, NAMES[:parties], tables, scales, low, tuple(bans))


def listed(problem: Additive) -> DealsProblem:
    """The same outcome by outcome, without a status quo."""
    space = problem.space
    feasible = np.array([problem.allows(code) for code in range(space.outcomes)], dtype=np.bool_)
    scores = [
        Scores(sum_tables(row), scale, low)
        for row, scale, low in zip(problem.tables, problem.scales, problem.disagreement, strict=True)
    ]
    accepts = np.array([found.utilities >= found.disagreement for found in scores], dtype=np.bool_)
    consent = ConsentSets.of(space, problem.parties, problem.parties, [], None)
    walk_aways = tuple(Constraint(p, "walk_away") for p in range(len(scores)))
    return DealsProblem(space, problem.parties, feasible, consent, accepts, ~accepts, walk_aways, ~accepts, scores)


def drawn(issues: int, options: int, parties: int, bans: int, seed: int) -> Additive:
    """A larger one: scores to 100, weights to 9, each ban on one pair of options of two issues."""
    draw = np.random.default_rng(seed)
    space = OutcomeSpace(
        tuple(f"i{k}" for k in range(issues)), tuple(tuple(f"o{j}" for j in range(options)) for _ in range(issues))
    )
    tables = tuple(
        tuple(
            (draw.integers(0, 101, options) * int(weight)).astype(np.int64) for weight in draw.integers(1, 10, issues)
        )
        for _ in range(parties)
    )
    excluded = []
    for _ in range(bans):
        pair = tuple(sorted(int(k) for k in draw.choice(issues, 2, replace=False)))
        table = np.zeros((options, options), dtype=np.bool_)
        table[draw.integers(options), draw.integers(options)] = True
        excluded.append(Ban(pair, table))
    low = tuple(sum(int(table.max()) for table in row) // 3 for row in tables)
    return Additive(space, NAMES[:parties], tables, (1,) * parties, low, tuple(excluded))
