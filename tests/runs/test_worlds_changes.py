"""Which changes raise a share: the ones that must, none that cannot, paired errors, the words for them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.cli import main
from goodoffices.engines.worlds.paired import difference
from goodoffices.errors import UsageError
from goodoffices.model.edits import ChangeTerm, DropRedLine, StateOrder, SwapImportance, SwapOptions, applied
from goodoffices.runs.worlds import draw_worlds, run_worlds
from goodoffices.runs.worlds_changes import share_changes
from tests.engines.worlds.small import case_of

UKRAINE = str(Path(__file__).resolve().parents[2] / "examples" / "ukraine-2025-03")
THREE = ["truce", "limits", "relief"]
GAINS = {"importance": THREE, "orders": dict.fromkeys(THREE, "yes > no")}


def test_stating_the_one_unknown_order_settles_the_deal() -> None:
    case = case_of({"north": {"importance": THREE, "orders": {**GAINS["orders"], "truce": "?"}}})  # type: ignore[dict-item]
    changes = share_changes(draw_worlds(case, draws=2_048, concepts=()), 1)
    best = changes.single[0]
    assert best.edits == (StateOrder("north", "truce", "yes > no"),)
    assert best.share == 1
    assert best.delta == pytest.approx(1 - changes.before)


def test_a_red_line_that_bars_a_deal_is_the_edit_that_frees_it() -> None:
    case = case_of({"north": {**GAINS, "red_lines": ["limits.yes"]}})
    changes = share_changes(draw_worlds(case, draws=512, concepts=()), 7)
    assert changes.before == 0
    singles = {change.edits[0]: change for change in changes.single}
    assert singles[DropRedLine("north", "limits.yes")].share == 1
    assert singles[ChangeTerm("limits", "no")].code == 5


def test_a_share_after_an_edit_is_that_of_the_case_so_edited() -> None:
    orders = {"truce": "no > yes", "limits": "yes > no", "relief": "yes > no"}
    case = case_of({"north": {"importance": THREE, "orders": orders}, "south": GAINS})
    changes = share_changes(draw_worlds(case, draws=20_000, concepts=()), 7)
    for change in changes.single:
        edits = [edit for edit in change.edits if isinstance(edit, SwapOptions | SwapImportance)]
        if len(edits) == len(change.edits):
            exact = run_worlds(applied(case, edits), draws=256, concepts=()).deal(7).everyone
            assert exact.exact
            assert exact.share == pytest.approx(change.share, abs=4 * max(change.error, 0.004))
    assert SwapImportance("north", ("truce", "limits")) in {change.edits[0] for change in changes.single}


def test_two_edits_are_told_where_neither_would_do_alone() -> None:
    barred = {**GAINS, "red_lines": ["limits.yes"]}
    case = case_of({"north": barred, "south": {**GAINS, "red_lines": ["limits.yes and truce.yes"]}})
    changes = share_changes(draw_worlds(case, draws=512, concepts=()), 7)
    dropped = {DropRedLine("north", "limits.yes"), DropRedLine("south", "limits.yes and truce.yes")}
    assert not dropped & {change.edits[0] for change in changes.single}
    assert dropped in [set(change.edits) for change in changes.pairs]


def test_a_party_that_cannot_be_asked_stops_the_search() -> None:
    case = case_of({"north": None, "south": GAINS})
    with pytest.raises(UsageError, match="Unknown is not indifferent"):
        share_changes(draw_worlds(case, draws=256, concepts=()), 7)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40))
@settings(max_examples=50)
def test_the_error_of_a_difference_is_that_of_its_pairs(rows: list[tuple[bool, bool]]) -> None:
    before, after = np.array(rows).T
    delta, error = difference(before, after)
    paired = after.astype(int) - before.astype(int)
    assert delta == pytest.approx(paired.mean())
    assert error == pytest.approx(paired.std() / np.sqrt(len(rows)), abs=1e-12)


def test_the_command_tells_changes_in_words_and_in_json() -> None:
    quick = ["worlds", UKRAINE, "--draws", "512", "--concepts", "none", "--about", "us_30_day", "--changes"]
    shown = CliRunner().invoke(main, quick)
    assert shown.exit_code == 0, shown.output
    assert "What would raise it" in shown.stdout
    assert max(map(len, shown.stdout.splitlines())) <= 80
    told = json.loads(CliRunner().invoke(main, [*quick, "--json"]).stdout)
    best = told["changes"]["single"][0]
    assert best["edits"] == [
        {"edit": "state_order", "party": "russia", "issue": "truce", "order": "thirty_days > fighting"}
    ]
    assert best["share"] == 1
