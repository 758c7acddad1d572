"""The move graph as GraphML and DOT: well formed, complete, and safe whatever outcomes are called."""

from __future__ import annotations

from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.engines.stability import JointMove, ProductMoves
from goodoffices.engines.stability.graph_text import dot, graphml
from goodoffices.errors import TooLarge
from tests.engines.stability.games import Game, arc_games, product_games

SPACE = "{http://graphml.graphdrawing.org/xmlns}"
BOTH, NONE = np.array([True, True]), np.array([False, False])


@settings(max_examples=30, deadline=None)
@given(game=st.one_of(product_games(max_parties=3, most=16), arc_games()), name=st.text(max_size=8))
def test_graphml_holds_every_outcome_and_every_move(game: Game, name: str) -> None:
    names = [f"{name}{k}" for k in range(len(game.ranks))]
    text = graphml(game.moves, names, {"nash": game.mask}, label=lambda code: f"{name} {code}")
    root = ElementTree.fromstring(text)  # noqa: S314 - our own text
    assert {int(node.attrib["id"]) for node in root.iter(f"{SPACE}node")} == game.feasible
    found = sorted((int(e.attrib["source"]), int(e.attrib["target"])) for e in root.iter(f"{SPACE}edge"))
    assert found == sorted((a, b) for own in game.arcs for a in own for b in own[a])


def test_dot_marks_equilibria_and_names_movers() -> None:
    moves = ProductMoves((2,), [(BOTH,), (NONE,)], joint=[JointMove(frozenset({0, 1}), 0, 1)])
    text = dot(
        moves, ["north", "south"], {"nash": np.array([False, True])}, label=lambda code: ["war", 'a "truce"'][code]
    )
    assert '1 [label="a \\"truce\\"\\nnash", peripheries=2];' in text
    assert '0 -> 1 [label="north", arrowhead=normal];' in text
    assert '0 -> 1 [label="north+south", arrowhead=vee];' in text
    assert text.startswith("digraph moves {")
    assert text.rstrip().endswith("}")


def test_a_graph_that_no_program_would_open_is_not_written() -> None:
    moves = ProductMoves((2,) * 12, [tuple(BOTH for _ in range(12))])
    for write in (dot, graphml):
        with pytest.raises(TooLarge, match="arcs"):
            write(moves, ["north"])
