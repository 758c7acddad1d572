"""Random small negotiations, and the same as the arrays that the engine takes."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm, prod

import numpy as np
from hypothesis import strategies as st

from goodoffices.engines.deals import Constraint, DealsProblem, Scores
from goodoffices.model.consent import ConsentSets
from goodoffices.model.outcomes import OutcomeSpace
from goodoffices.model.scaling import integers
from tests.reference.deals import Game

__all__ = ["games", "problem_of", "space_of", "table_game"]

NAMES = ("north", "south", "east", "west")


@st.composite
def games(
    draw: st.DrawFn,
    *,
    most_parties: int = 4,
    most_issues: int = 3,
    with_unknown: bool = True,
    with_status_quo: bool | None = None,
) -> Game:
    """Games of at most 27 outcomes, with utilities from few values so that there are ties."""
    sizes = tuple(draw(st.lists(st.integers(1, 3), min_size=1, max_size=most_issues)))
    count = prod(sizes)
    codes = range(count)
    parties = NAMES[: draw(st.integers(1, most_parties))]
    numbers = range(len(parties))
    party = st.sampled_from(list(numbers))
    groups = st.lists(st.frozensets(party, min_size=1, max_size=3), max_size=2).map(tuple)
    some_codes = st.frozensets(st.sampled_from(list(codes)), max_size=max(1, count // 2))
    has_status_quo = draw(st.booleans()) if with_status_quo is None else with_status_quo
    value = st.integers(-2, 6).map(lambda n: Fraction(n, draw(st.sampled_from([1, 1, 2, 3]))))
    return Game(
        sizes=sizes,
        parties=parties,
        principals=tuple(sorted(draw(st.sets(party, min_size=1)))),
        feasible=tuple(draw(st.lists(st.sampled_from([True, True, True, False]), min_size=count, max_size=count))),
        status_quo=draw(st.sampled_from(list(codes))) if has_status_quo else None,
        reached_by=tuple(tuple(draw(groups) for _ in range(size)) for size in sizes),
        utilities=tuple(tuple(draw(st.lists(value, min_size=count, max_size=count))) for _ in numbers),
        walk_away=tuple(draw(value) for _ in numbers),
        red_lines=tuple(tuple(draw(st.lists(some_codes, max_size=2))) for _ in numbers),
        unknown=tuple(draw(some_codes) if with_unknown and draw(st.booleans()) else frozenset() for _ in numbers),
    )


def space_of(game: Game) -> OutcomeSpace:
    """Its outcome space, with numbered names."""
    issues = tuple(f"issue_{k}" for k in range(len(game.sizes)))
    return OutcomeSpace(issues, tuple(tuple(f"option_{j}" for j in range(size)) for size in game.sizes))


def problem_of(game: Game, over: tuple[int, ...] | None = None) -> DealsProblem:
    """The game as arrays."""
    space = space_of(game)
    numbers = range(len(game.parties))
    insistences = game.insistences()

    def table(holds: Sequence[Sequence[bool]]) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        return np.array(holds, dtype=np.bool_).reshape(len(holds), space.outcomes)

    return DealsProblem(
        space=space,
        parties=game.parties,
        feasible=np.array(game.feasible, dtype=np.bool_),
        consent=ConsentSets.of(
            space,
            game.parties,
            [game.parties[p] for p in game.principals],
            [
                [[frozenset(game.parties[p] for p in group) for group in groups] for groups in options]
                for options in game.reached_by
            ],
            game.status_quo,
        ),
        accepts=table([[game.accepts(p, code) for code in game.outcomes] for p in numbers]),
        refuses=table([[game.refuses(p, code) for code in game.outcomes] for p in numbers]),
        constraints=tuple(
            Constraint(p, "red_line" if kind == "red_line" else "walk_away", text) for p, kind, text in insistences
        ),
        broken=table([[game.broken(insistence, code) for code in game.outcomes] for insistence in insistences]),
        scores=[scaled(game.utilities[p], game.walk_away[p]) for p in numbers],
        over=over,
    )


def scaled(utilities: Sequence[Fraction], walk_away: Fraction) -> Scores:
    """Fractions as whole numbers over one denominator."""
    scale = lcm(walk_away.denominator, *(value.denominator for value in utilities))
    return Scores(integers([int(value * scale) for value in utilities]), scale, int(walk_away * scale))


def table_game(*rows: Sequence[str], walk_away: Sequence[str]) -> Game:
    """One issue whose options are the rows: each gives every party its utility. All parties are principals, no status quo."""
    names = NAMES[: len(walk_away)]
    numbers = tuple(range(len(names)))
    return Game(
        sizes=(len(rows),),
        parties=names,
        principals=numbers,
        feasible=(True,) * len(rows),
        status_quo=None,
        reached_by=(((),) * len(rows),),
        utilities=tuple(tuple(Fraction(row[p]) for row in rows) for p in numbers),
        walk_away=tuple(Fraction(value) for value in walk_away),
        red_lines=((),) * len(names),
        unknown=(frozenset(),) * len(names),
    )
