"""Unlock against the plain search: every set of edits made in the file, each judged by the full engines."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from goodoffices.engines.deals.acceptance import consented
from goodoffices.model.case import Case
from goodoffices.model.edits import PreferenceEdit, applied
from goodoffices.model.guarantees import Guarantee
from goodoffices.model.results.stability import Concept
from goodoffices.model.results.unlock import UnlockResult
from goodoffices.runs import run_deals, run_stability, run_unlock
from goodoffices.runs.deals import deals_problem
from goodoffices.settings import Reading
from tests.reference import unlock as reference
from tests.strategies import documents, expression_texts, rankings

Document = dict[str, Any]
DRAWN = documents(
    most_parties=2, most_issues=3, most_options=3, status_quo=True, forms=("orders", "orders", "priorities", "ranking")
)
NAMES = {"truce": ["no", "in_part", "yes"], "limits": ["no", "yes"], "relief": ["no", "yes"]}


@st.composite
def disputes(draw: st.DrawFn) -> Document:
    """Cases in which much is stated, so that few edits often do: two principals, an ally, and little that is unknown."""
    options = {issue: NAMES[issue] for issue in list(NAMES)[: draw(st.integers(2, 3))]}
    parties = {"north": "principal", "south": "principal", "east": "ally"}
    return {
        "case": "A dispute",
        "left_out": ["Everyone else"],
        "parties": {name: {"name": name.title(), "role": role} for name, role in parties.items()},
        "issues": {
            issue: {
                "question": "?",
                "options": dict.fromkeys(names, "x"),
                "reached_by": {name: draw(st.lists(st.sampled_from(list(parties)), min_size=1, max_size=2, unique=True))
                               for name in names},
            }
            for issue, names in options.items()
        },
        "status_quo": dict.fromkeys(options, "no"),
        "preferences": {name: draw(stated(options)) for name in parties},
    }  # fmt: skip


@st.composite
def stated(draw: st.DrawFn, options: dict[str, list[str]]) -> dict[str, Any]:
    """Complete orders with importance, priorities, or a ranking; sometimes a red line."""
    issues, found = list(options), dict[str, Any]()
    form = draw(st.sampled_from(["orders", "orders", "priorities", "ranking"]))
    if form == "orders":
        found["orders"] = {issue: " > ".join(draw(st.permutations(names))) for issue, names in options.items()}
        found["importance"] = draw(st.permutations(issues))
        if draw(st.booleans()):
            found["importance"] = [issues[:2], *issues[2:]]
    elif form == "priorities":
        found["priorities"] = draw(st.lists(expression_texts(options), min_size=2, max_size=4))
    else:
        count = math.prod(len(names) for names in options.values())
        found["ranking"] = draw(rankings(range(count)))
    if draw(st.integers(0, 2)) == 0:
        found["red_lines"] = [draw(expression_texts(options))]
    return found


SMALL = st.one_of(disputes(), disputes(), disputes(), DRAWN)


def acceptable(reading: Reading, code: int) -> Callable[[Document], bool]:
    def good(document: Document) -> bool:
        problem = deals_problem(Case.model_validate({**document, "talks": []}), reading)
        deals = problem.consent.deals(problem.feasible)
        return bool(consented(problem.consent, deals, problem.accepts)[code])

    return good


def found_by(case: Case, result: UnlockResult) -> Iterator[tuple[Any, list[list[str]]]]:
    """What the parties want after each set, and the guarantees of it."""
    for found in result.sets:
        changed = applied(case, [edit for edit in found.edits if isinstance(edit, PreferenceEdit)])
        guarantees = [[edit.party, edit.issue, edit.to] for edit in found.edits if isinstance(edit, Guarantee)]
        yield reference.wants(changed.model_dump(mode="json", exclude_none=True)), sorted(guarantees)


def alike(case: Case, result: UnlockResult, size: int, found: list[Document]) -> None:
    if size < 0:
        assert result.sets == ()
        return
    assert {each.cost for each in result.sets} == {size}
    ours = list(found_by(case, result))
    theirs = [(reference.wants(each), each.get("talks", [])) for each in found]
    assert len(ours) == len(theirs)
    for one in theirs:
        assert one in ours


def drawn_deal(data: st.DataObject, case: Case) -> int:
    """A deal, one that is not acceptable rather than another: those are what unlock is for."""
    deals = run_deals(case)
    acceptable = set(deals.acceptable.values.tolist())
    open_ones = sorted(deals.deals.values.tolist(), key=lambda code: code in acceptable)
    assume(open_ones)
    return int(data.draw(st.sampled_from(open_ones)))


@settings(max_examples=25)
@given(SMALL, st.data(), st.sampled_from(list(Reading)))
def test_all_sets_of_fewest_edits_are_found_and_no_others(
    document: Document, data: st.DataObject, reading: Reading
) -> None:
    case = Case.model_validate(document)
    code = drawn_deal(data, case)
    size, found = reference.fewest(document, reference.preference_edits, acceptable(reading, code), at_most=2)
    alike(case, run_unlock(case, code, reading=reading, at_most=Fraction(2)), size, found)


@settings(max_examples=25)
@given(SMALL, st.data(), st.sampled_from(["nash", "gmr", "smr", "seq", "sim"]))
def test_sets_after_which_a_deal_holds_are_those_of_the_plain_search(
    document: Document, data: st.DataObject, name: str
) -> None:
    case = Case.model_validate(document)
    code, concept = drawn_deal(data, case), Concept(name)
    accepted = acceptable(Reading.CERTAIN, code)
    wider = reference.guarantees(case.space.terms(code))

    def edits(each: Document) -> Iterator[Document]:
        yield from reference.preference_edits(each)
        yield from wider(each)

    def good(each: Document) -> bool:
        if not accepted({**each, "issues": document["issues"]}):
            return False
        found = run_stability(Case.model_validate({**each, "talks": []}), concepts=[concept]).result
        return found.is_equilibrium(code, concept)

    size, found = reference.fewest(document, edits, good, at_most=1)
    alike(case, run_unlock(case, code, stable=concept, at_most=Fraction(1)), size, found)


@settings(max_examples=10)
@given(SMALL)
def test_for_any_deal_the_cheapest_of_all_deals_are_told(document: Document) -> None:
    case = Case.model_validate(document)
    deals = run_deals(case)
    assume(deals.deals.count)
    each = {code: run_unlock(case, code, at_most=Fraction(2)) for code in deals.deals.values.tolist()}
    least = min((found.sets[0].cost for found in each.values() if found.sets), default=None)
    result = run_unlock(case, at_most=Fraction(2))
    if least is None:
        assert result.sets == ()
        return
    told = {(edits.edits, code) for edits in result.sets for code in edits.codes}
    assert told == {(edits.edits, code) for code, found in each.items() for edits in found.sets if edits.cost == least}


@pytest.mark.parametrize("steps", [1, 2, 3, 4])
def test_a_ranking_is_bridged_in_as_many_swaps_as_levels_lie_between(steps: int) -> None:
    options = {f"o{n}": "x" for n in range(5)}
    document = {
        "case": "One issue",
        "left_out": ["Everyone else"],
        "parties": {"north": {"name": "North", "role": "principal"}},
        "issues": {"limits": {"question": "?", "options": options, "controlled_by": "north"}},
        "status_quo": {"limits": "o0"},
        "preferences": {"north": {"ranking": [0, 1, 2, 3, 4]}},
    }
    case = Case.model_validate(document)
    result = run_unlock(case, steps)
    size, found = reference.fewest(document, reference.preference_edits, acceptable(Reading.CERTAIN, steps), at_most=4)
    assert size == steps
    alike(case, result, size, found)
    assert result.searched.below is None
