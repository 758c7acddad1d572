"""Screens of a route, trades, places and concessions: plain sentences that fit 80 columns."""

from __future__ import annotations

from goodoffices.model.case import Case
from goodoffices.model.results.base import Result
from goodoffices.report import deals_screen
from goodoffices.report.terminal.columns import WIDTH, width_of
from goodoffices.report.terminal.deal_questions import deal_question_screen
from goodoffices.runs import run_deals
from goodoffices.runs.deal_questions import run_places, run_route, run_trades
from goodoffices.runs.positions import run_concessions
from tests.runs.harbour import DOCUMENT, harbour


def screen(found: Result) -> str:
    told = deal_question_screen(harbour(), found)
    assert all(width_of(line) <= WIDTH for line in told.split("\n"))
    return " ".join(told.split())


def test_a_route_names_the_step_the_party_and_the_guarantee() -> None:
    case = harbour()
    code = case.space.code({"port": "shared", "fees": "paid_north"}, case.status_quo_code)
    told = screen(run_route(case, code))
    assert "In the best, step 1 fails for Norland." in told
    assert "Norland is below its walk-away by 2 of its score." in told
    assert "someone would have to guarantee: fees." in told
    assert "Cannot be undone: nobody can bring back port." in told
    assert "No other order is as good." in told
    both = screen(run_route(case, code, bundle=2))
    assert "Nobody whose agreement the deal needs would certainly refuse a step." in both


def test_a_deal_that_is_itself_refused_is_told_as_such() -> None:
    case = harbour()
    told = screen(run_route(case, case.space.code({"port": "joint"}, case.status_quo_code)))
    assert "This is the deal itself: no guarantee covers that" in told


def test_trades_read_as_conditional_offers() -> None:
    case = harbour()
    told = screen(run_trades(case, case.status_quo_code or 0))
    assert "1. ‘both’ on port and ‘Norland’ on fees (4). Better for Norland and Sorland; worse for nobody." in told
    assert "If Sorland accepts ‘Norland’ on fees, Norland could accept ‘both’ on port." in told
    assert "If Norland accepts ‘both’ on port, Sorland could accept ‘Norland’ on fees." in told


def test_a_base_without_trades_says_so_and_shows_what_nearly_is_one() -> None:
    case = harbour()
    told = screen(run_trades(case, case.space.code({"port": "joint"}, case.status_quo_code)))
    assert "‘a fleet from abroad’ on watch. Better for Norland and Sorland. Nobody can bring it about." in told
    assert "No two changes together are certain to help somebody and to hurt nobody." in told
    assert "but one party loses in all. ‘Norland alone’ on port and ‘Sorland’ on fees (6). Sorland loses by 5" in told


def test_places_tell_who_accepts_and_what_is_near() -> None:
    told = screen(run_places(harbour()))
    assert "An open harbour (opening) Put forward by Sorland. Answers stated: Sorland: accepts." in told
    assert "By what they want it is refused. Sorland: at or above the walk-away; Norland: below the walk-away." in told
    assert "Nearest deal that all who must agree accept: one change away" in told
    assert "It is itself a deal that all who must agree accept." in told
    assert "All could gain 12.5 percent of their best gain more at once." in told


def test_concessions_tell_each_move_and_what_was_not_counted() -> None:
    told = screen(run_concessions(harbour()))
    assert "2031-06-01 Sorland: first position (opening). Port: both." in told
    assert "Not counted: opening: south accepts it" not in told
    empty = harbour().model_copy(update={"proposals": {}})
    assert "No proposal, answer or accepted statement has both a day and an outcome." in screen(run_concessions(empty))


def test_without_a_deal_for_all_each_two_parties_are_told_how_many_they_share() -> None:
    case = Case.model_validate(
        {
            **DOCUMENT,
            "parties": {**DOCUMENT["parties"], "east": {"name": "Estland", "role": "principal"}},
            "preferences": {
                **DOCUMENT["preferences"],
                "east": {"scores": {"port": {"closed": 1, "shared": 0, "joint": 0}}},
            },
        }
    )
    found = run_deals(case)
    assert not found.acceptable.count
    lines = deals_screen(case, found).split("\n")
    shown = lines[lines.index("Of 8 deals, so many are acceptable for certain to two parties:") + 1 :]
    counts = {pair: found.both_accept[pair] for pair in (("north", "south"), ("north", "east"), ("south", "east"))}
    assert [line.split()[0] for line in shown[:3]] == [str(count) for count in counts.values()]
    assert [" ".join(line.split()[1:]) for line in shown[:3]] == [
        "Norland and Sorland", "Norland and Estland", "Sorland and Estland",
    ]  # fmt: skip
