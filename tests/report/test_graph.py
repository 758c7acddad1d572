"""The picture of the move graph: all outcomes of a small case, who can move where, which would last; nothing on anything else."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import hypot, prod
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.model.case import Case
from goodoffices.model.files import loads_case, read_case
from goodoffices.model.results.stability import Concept, StabilityResult
from goodoffices.report import Briefing, render_html
from goodoffices.report.build.graph import ALL_MOVES, READABLE, build_graph
from goodoffices.report.build.graph_grid import LONGEST
from goodoffices.report.charts.graph import graph_spec, graph_svg
from goodoffices.report.charts.graph_layout import lay_out
from goodoffices.report.graph import MoveGraph
from goodoffices.runs import run_stability
from goodoffices.settings import Reading
from tests.report.page import Page
from tests.report.test_contrast import DARK, LIGHT, PAPER, contrast, tokens

EXAMPLE = Path(__file__).parents[2] / "examples" / "euphrates-1975"


@dataclass(frozen=True)
class Part:
    """What the picture needs of an analysis."""

    case: Case
    stability: StabilityResult


def graph_of(case: Case) -> MoveGraph | None:
    return build_graph(Part(case, run_stability(case, reading=Reading.CENTRAL).result))  # type: ignore[arg-type]


def made(text: str) -> MoveGraph:
    graph = graph_of(loads_case(text).case)
    assert graph is not None
    return graph


def written(sizes: list[tuple[str, int]], extra: str = "") -> str:
    """A case in which each issue belongs to the party named and has so many options."""
    parties = dict.fromkeys(owner for owner, _ in sizes)
    lines = ["case: Made", "left_out: [Others]", "parties:"]
    lines += [f"  {name}: {{name: {name.title()}land, role: principal}}" for name in parties]
    lines.append("issues:")
    for k, (owner, size) in enumerate(sizes):
        options = ", ".join(f"o{n}: Option {k} {n}" for n in range(size))
        lines.append(f"  i{k}: {{question: What of {k}?, options: {{{options}}}, controlled_by: {owner}}}")
    lines.append("status_quo: {" + ", ".join(f"i{k}: o0" for k in range(len(sizes))) + "}")
    return "\n".join(lines) + "\n" + (extra or _wishes(sizes))


def _wishes(sizes: list[tuple[str, int]]) -> str:
    """Every party would have each issue at its second option."""
    wishes = ", ".join(f"i{k}.o1" for k in range(len(sizes)))
    parties = dict.fromkeys(owner for owner, _ in sizes)
    return "preferences:\n" + "".join(f"  {name}: {{priorities: [{wishes}]}}\n" for name in parties)


ISSUES = st.lists(st.tuples(st.sampled_from(["nor", "sor", "wes"]), st.integers(2, 5)), min_size=1, max_size=5).filter(
    lambda found: 2 <= _product(found) <= READABLE
)


def _product(sizes: list[tuple[str, int]]) -> int:
    return prod(size for _, size in sizes)


def test_the_published_graph_stands_in_two_rows_and_three_columns() -> None:
    graph = graph_of(read_case(EXAMPLE).case)
    assert graph is not None
    assert graph.grid is not None
    assert graph.grid.columns == ("As things are", "Syria releases water", "Syria escalates")
    assert graph.grid.rows == ("As things are", "Iraq attacks")
    assert (
        graph.finding == "Of six outcomes one (6) would be left by nobody; one more lasts as long as replies deter (0)"
    )
    assert [(node.code, node.holds) for node in graph.nodes if node.holds] == [
        (0, ("GMR",)),
        (6, ("R", "GMR", "SMR", "SEQ")),
    ]
    moves = {(graph.movers[move.mover], move.start, move.to) for move in graph.moves}
    assert moves == {
        ("Syria", 1, 0), ("Syria", 2, 0), ("Syria", 1, 2), ("Syria", 4, 6), ("Syria", 5, 6), ("Syria", 5, 4),
        ("Iraq", 0, 4), ("Iraq", 5, 1), ("Iraq", 2, 6),
    }  # fmt: skip
    assert all(move.gains and move.back for move in graph.moves)
    assert {node.code: node.left_by for node in graph.nodes}[5] == ("Syria for 6", "Iraq for 1")


def test_many_outcomes_or_no_moves_draw_no_empty_frame() -> None:
    assert graph_of(loads_case(written([("nor", 6), ("sor", 7)])).case) is None
    still = written([("nor", 2)]).replace("controlled_by: nor", "reached_by: {o0: []}")
    assert graph_of(loads_case(still).case) is None


def test_where_lines_are_many_only_the_best_moves_are_drawn() -> None:
    graph = made(written([("nor", 5), ("sor", 5)]))
    assert not graph.all_drawn
    assert all(move.gains for move in graph.moves)
    assert len({(move.mover, move.start) for move in graph.moves}) == len(graph.moves)
    assert len(made(written([("nor", 3), ("sor", 2)])).moves) <= ALL_MOVES


def test_one_way_and_joint_moves_are_told_apart() -> None:
    text = """\
case: Made
left_out: [Others]
parties: {north: {name: Norland, role: principal}, south: {name: Sorland, role: principal}}
issues:
  fire:
    question: Does the fighting stop?
    options: {goes_on: It goes on, pause: A pause}
    reached_by: {pause: [[north, south]], goes_on: [north, south]}
  bridge:
    question: What of the bridge?
    options: {stands: It stands, blown: It is blown up}
    reached_by: {blown: [north]}
status_quo: {fire: goes_on, bridge: stands}
preferences: {north: {priorities: [fire.pause, bridge.stands]}}
"""
    graph = made(text)
    assert graph.movers == ("Norland", "Sorland", "Norland and Sorland together")
    blown = [move for move in graph.moves if (move.start, move.to) == (0, 2)]
    assert [(move.gains, move.back) for move in blown] == [(False, False)]
    assert all(not move.gains for move in graph.moves if graph.movers[move.mover] != "Norland")
    assert "What Sorland would prefer is not known" in graph.note
    assert any("perhaps Sorland" in words for node in graph.nodes for words in node.left_by)
    words = "".join(ElementTree.fromstring(graph_svg(graph)).itertext())  # noqa: S314  drawn a moment ago
    for word in ("Norland and Sorland together", "no way back", "no known gain"):
        assert word in words


def test_scattered_outcomes_stand_in_a_ring() -> None:
    graph = made(written([("nor", 13), ("sor", 3)]))
    assert graph.grid is None
    layout = lay_out(graph, 860)
    assert layout.centre is not None
    assert len(layout.places) == 39


@settings(max_examples=40, deadline=None)
@given(ISSUES, st.sampled_from([360, 860]))
def test_no_outcome_lies_on_another_or_under_a_line_that_passes(sizes: list[tuple[str, int]], width: int) -> None:
    graph = made(written(sizes))
    layout = lay_out(graph, width)
    assert set(layout.places) == {node.code for node in graph.nodes}
    for one, other in combinations(layout.places.values(), 2):
        assert hypot(one[0] - other[0], one[1] - other[1]) >= 2 * layout.radius
    for x, y in layout.places.values():
        assert layout.radius <= x <= width - layout.radius
        assert layout.radius <= y <= layout.height - layout.radius
    if layout.centre is None and width == 860:
        for curve in layout.curves:
            others = [at for code, at in layout.places.items() if code not in (curve.move.start, curve.move.to)]
            for point in curve.points:
                assert all(hypot(point[0] - at[0], point[1] - at[1]) > layout.radius for at in others), curve.move


@settings(max_examples=40, deadline=None)
@given(ISSUES)
def test_each_party_moves_across_or_down_and_never_both_where_that_fits(sizes: list[tuple[str, int]]) -> None:
    owners = sorted({owner for owner, _ in sizes})
    own = {owner: _product([one for one in sizes if one[0] == owner]) for owner in owners}
    sides = [[o for k, o in enumerate(owners) if picked >> k & 1] for picked in range(2 ** len(owners))]
    fits = [
        prod(own[o] for o in side) <= LONGEST and prod(own[o] for o in owners if o not in side) <= LONGEST
        for side in sides
    ]
    if not any(fits):
        return
    graph = made(written(sizes))
    assert graph.grid is not None
    for mover in range(len(graph.movers)):
        steps = [(graph.grid.places[m.start], graph.grid.places[m.to]) for m in graph.moves if m.mover == mover]
        across, down = (any(a[side] != b[side] for a, b in steps) for side in (0, 1))
        assert not (across and down)


@pytest.mark.parametrize("width", [860, 360])
def test_the_drawing_is_well_formed_named_and_leads_to_its_table(width: int) -> None:
    graph = graph_of(read_case(EXAMPLE).case)
    assert graph is not None
    root = ElementTree.fromstring(graph_svg(graph, width))  # noqa: S314  drawn a moment ago
    assert root.findtext("title") == graph.finding
    assert root.findtext("desc") == graph.description
    assert {f"#outcome-{node.code}" for node in graph.nodes} <= {element.get("href") for element in root.iter("a")}
    words = "".join(root.itertext())
    for word in ("Syria", "Iraq", "Syria escalates", "Iraq attacks", "status quo", "GMR"):
        assert word in words
    assert "vega-lite" in graph_spec(graph, width)["$schema"]


def test_movers_differ_by_more_than_colour() -> None:
    graph = made(written([("nor", 2), ("sor", 2), ("wes", 2)]))
    lines = [layer["mark"] for layer in graph_spec(graph)["layer"] if layer["mark"].get("type") == "line"]
    assert len({tuple(mark["strokeDash"]) for mark in lines}) == 3
    shapes = {layer["mark"].get("shape") for layer in graph_spec(graph)["layer"] if layer["mark"]["type"] == "point"}
    assert {"circle", "square", "triangle-up"} <= shapes


@pytest.mark.parametrize("block", [LIGHT, DARK, PAPER], ids=["light", "dark", "paper"])
def test_the_colours_of_movers_stand_out(block: str) -> None:
    colours = tokens(block)
    for slot in range(1, 5):
        assert contrast(colours[f"slot-{slot}"], colours["paper"]) >= 4.5


def test_the_page_shows_the_graph_with_its_table(made: Briefing) -> None:
    assert made.graph is not None
    page = Page(render_html(made))
    anchors = set(page.values("id"))
    assert "graph" in anchors
    assert {f"outcome-{node.code}" for node in made.graph.nodes} <= anchors
    assert made.graph.finding in page.text
    assert page.unbalanced == []


def test_verdicts_in_the_picture_are_those_of_the_table() -> None:
    case = read_case(EXAMPLE).case
    graph, result = graph_of(case), run_stability(case, reading=Reading.CENTRAL).result
    assert graph is not None
    for node in graph.nodes:
        assert node.at_once == result.is_equilibrium(node.code, Concept.NASH)
        assert ("SEQ" in node.holds) == result.is_equilibrium(node.code, Concept.SEQ)
