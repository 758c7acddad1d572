"""The Ukraine example: what it must be able to say, and what it must leave open."""

from __future__ import annotations

import pytest

from goodoffices.model.case import Answer, Case, PassageEvidence
from goodoffices.model.preferences.acceptance import Acceptance, acceptance_of
from goodoffices.model.preferences.build import preference_of
from goodoffices.reading.details import date_in_name
from tests.examples.bundled import load, notes


@pytest.fixture(name="case", scope="module")
def the_case() -> Case:
    return load("ukraine-2025-03")


@pytest.fixture(name="acceptance", scope="module")
def what_each_accepts(case: Case) -> dict[str, Acceptance]:
    return {party: acceptance_of(case, preference_of(case, party)) for party in case.parties}


def verdict(acceptance: Acceptance, code: int) -> str:
    """yes, no or open."""
    return "yes" if acceptance.accepts[code] else "no" if acceptance.refuses[code] else "open"


def test_the_talks_are_between_four_parties_on_eight_issues(case: Case) -> None:
    assert list(case.parties) == ["russia", "ukraine", "us", "europe"]
    assert case.principals == ("russia", "ukraine")
    issues = "truce alignment army sanctions election territory peacekeepers support"
    assert list(case.issues) == issues.split()
    assert 500 <= case.feasible.sum() <= 2000


def test_the_proposed_truce_is_accepted_by_one_side_and_unanswered_by_the_other(case: Case) -> None:
    answers = case.proposals["us_30_day"].answers
    assert answers["ukraine"] is Answer.ACCEPTS
    assert answers["russia"] is Answer.NON_COMMITTAL


def test_the_orders_agree_with_the_answers(case: Case, acceptance: dict[str, Acceptance]) -> None:
    agrees = {Answer.ACCEPTS: {"yes"}, Answer.REJECTS: {"no"}, Answer.NON_COMMITTAL: {"open"}}
    for key, put in case.proposals.items():
        code = case.proposal_code(key)
        assert code is not None
        for party, answer in put.answers.items():
            assert verdict(acceptance[party], code) in agrees[answer], f"{key}: {party}"


def test_no_deal_is_certain_and_some_are_possible(case: Case, acceptance: dict[str, Acceptance]) -> None:
    deals = case.feasible.copy()
    deals[case.status_quo_code] = False
    certain = acceptance["russia"].accepts & acceptance["ukraine"].accepts & deals
    possible = ~acceptance["russia"].refuses & ~acceptance["ukraine"].refuses & deals
    assert not certain.any()
    assert possible.any()


def test_russia_takes_a_truce_with_neutrality_and_what_ukraine_would_say_is_open(
    case: Case, acceptance: dict[str, Acceptance]
) -> None:
    code = case.space.code({"truce": "thirty_days", "alignment": "neutral"}, base=case.status_quo_code)
    assert verdict(acceptance["russia"], code) == "yes"
    assert verdict(acceptance["ukraine"], code) == "open"


def test_either_side_can_return_to_war_from_every_truce_it_did_not_buy_with_land(case: Case) -> None:
    """No rule may keep a party in a truce: what looks stable must be so because of what the parties want."""
    for code in case.feasible.nonzero()[0]:
        terms = case.space.terms(int(code))
        resumed = terms | {"truce": "fighting"}
        if terms["territory"] == "recognised":  # a return to war ends the recognition: both changes are the mover's own
            resumed["territory"] = "held"
        assert case.feasible[case.space.code(resumed)]


def test_a_change_of_position_can_be_seen_in_the_notes(case: Case) -> None:
    """Ukraine on a truce, Russia on a truce: each with evidence from more than one day."""
    for party in ("russia", "ukraine"):
        entries = [
            *case.of(party).because.get("truce", []),
            *(
                piece
                for key in ("red_lines", *case.of(party).red_lines)
                for piece in case.of(party).because.get(key, [])
            ),
            *(entry for put in case.proposals.values() if "truce" in put.terms for entry in put.because.get(party, [])),
        ]
        days = {date_in_name(entry.source) for entry in entries if isinstance(entry, PassageEvidence)}
        assert len(days) >= 2, party


def test_one_note_is_a_page_and_its_related_links_are_not_kept_as_news() -> None:
    texts = notes("ukraine-2025-03")
    pages = [source for source in texts if source.endswith(".html")]
    assert len(pages) == 1
    assert "What Moscow asks" in texts[pages[0]]
    assert "Related notes" not in texts[pages[0]]
