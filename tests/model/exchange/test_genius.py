"""Genius XML: utilities as that platform works them out, and a refusal of everything that is not a sum of scores."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from goodoffices.model.exchange import import_case
from goodoffices.model.preferences import reservation_of, utilities_of
from goodoffices.runs import run_deals
from tests.model.exchange.files import BUYER, DOMAIN, SELLER, complaint, imported, put


def utilities(folder: Path) -> list[list[Fraction]]:
    """[parties][outcomes] of the small domain."""
    case = imported(folder, domain__xml=DOMAIN, buyer__xml=BUYER, seller__xml=SELLER).case
    found = [utilities_of(case, party) for party in case.parties]
    return [[Fraction(int(value), pair[1]) for value in pair[0].tolist()] for pair in found if pair is not None]


def test_an_evaluation_counts_as_a_share_of_the_greatest_of_its_issue(tmp_path: Path) -> None:
    buyer, seller = utilities(tmp_path)
    half, third = Fraction(1, 2), Fraction(1, 3)
    exact = [
        [Fraction(3, 4) * well + Fraction(1, 4) * road for road in (1, half, 0) for well in (1, Fraction(1, 4))],
        [half * (well + road) for road in (third, 2 * third, 1) for well in (third, 1)],
    ]
    factors = {value / wanted for value, wanted in zip(buyer + seller, exact[0] + exact[1], strict=True)}
    assert len(factors) == 1  # one factor for all of both parties, and next to 1
    assert abs(factors.pop() - 1) < Fraction(1, 10**14)


def test_ties_stay_ties_where_a_third_has_no_end_in_decimals(tmp_path: Path) -> None:
    _, seller = utilities(tmp_path)
    assert seller[1] == seller[4]  # 1 + 1/3 and 1/3 + 1
    assert seller[0] < seller[2] < seller[4]


def test_the_reservation_stands_on_the_same_scale_from_nought_to_one(tmp_path: Path) -> None:
    case = imported(tmp_path, domain__xml=DOMAIN, buyer__xml=BUYER, seller__xml=SELLER).case
    stated = reservation_of(case, "buyer")
    assert stated is not None
    assert float(stated[0]) == pytest.approx(0.4, abs=1e-14)
    assert reservation_of(case, "seller") == (Fraction(0), Fraction(0))
    buyer, _ = utilities(tmp_path)
    accepted = [code for code, value in enumerate(buyer) if value >= Fraction(2, 5)]
    assert run_deals(case).acceptable.values.tolist() == accepted
    assert 0 < len(accepted) < 6


def test_a_reservation_that_equals_a_utility_is_met_although_both_are_thirds(tmp_path: Path) -> None:
    third = SELLER.replace("<objective", '<reservation value="0.5"/><objective', 1).replace(
        'evaluation="2"', 'evaluation="1.5"'
    )
    by_halves = third.replace('<weight index="1" value="0.5"/>', '<weight index="1" value="0"/>')
    case = imported(tmp_path, domain__xml=DOMAIN, seller__xml=by_halves).case
    assert run_deals(case).acceptable.values.tolist() == [2, 3, 4, 5]


def test_issues_and_items_are_matched_by_name_in_the_order_of_the_domain(tmp_path: Path) -> None:
    case = imported(tmp_path, domain__xml=DOMAIN, buyer__xml=BUYER).case
    assert case.space.options == (("shared", "north_s"), ("open", "by_permit", "shut"))
    assert case.issues["well"].options["north_s"] == "north's"


def test_a_folder_holds_a_domain_with_its_profiles(tmp_path: Path) -> None:
    put(tmp_path, a_domain__xml=DOMAIN, seller__xml=SELLER, buyer__xml=BUYER, readme__txt="Made by hand.")
    found = import_case([tmp_path])
    assert list(found.case.parties) == ["buyer", "seller"]
    assert any("readme.txt" in note.path and "not read" in note.message for note in found.notes)


def test_a_folder_without_a_domain_takes_the_issues_from_the_first_profile(tmp_path: Path) -> None:
    found = imported(tmp_path, seller__xml=SELLER, buyer__xml=BUYER)
    assert found.case.space.issues == ("well", "road")
    assert any("no domain file" in note.message for note in found.notes)


def test_the_discount_is_ignored_and_told(tmp_path: Path) -> None:
    found = imported(tmp_path, domain__xml=DOMAIN, buyer__xml=BUYER)
    (note,) = found.notes
    assert "discount" in note.message
    assert note.line == 16
    assert any("discount" in line for line in found.case.left_out)


def test_an_issue_of_which_every_evaluation_is_nought_counts_for_nothing(tmp_path: Path) -> None:
    flat = SELLER.replace('value="shared" evaluation="1"', 'value="shared" evaluation="0"')
    flat = flat.replace("""value="north's" evaluation="3\"""", """value="north's" evaluation="0\"""")
    found = imported(tmp_path, domain__xml=DOMAIN, seller__xml=flat)
    values = utilities_of(found.case, "seller")
    assert values is not None
    assert values[0][0] == values[0][1] != values[0][2]
    assert any("counts for nothing" in note.message for note in found.notes)


REFUSED = {
    "an issue of whole numbers": ('vtype="discrete">\n    <item', 'vtype="integer">\n    <item', '"integer"'),
    "an issue of real numbers": ('vtype="discrete">\n    <item', 'vtype="real">\n    <item', '"real"'),
    "hyper-rectangles": ("</objective>", "<hyperRectangle/></objective>", "<hyperRectangle>"),
    "constraints": ("</objective>", "<constraint/></objective>", "<constraint>"),
    "a space that says it is not linear": ("<utility_space>", '<utility_space type="nonlinear">', '"nonlinear"'),
    "an objective inside an objective": ("<weight", "<objective/><weight", "objectives inside objectives"),
    "an issue the domain does not have": ('name="Well"', 'name="Wells"', 'no issue "Wells"'),
    "an item the domain does not have": ('value="shared"', 'value="split"', '"split"'),
    "an evaluation that is no number": ('evaluation="20"', 'evaluation="many"', '"many" is no evaluation'),
    "an evaluation that is not a number at all": ('evaluation="20"', 'evaluation="NaN"', '"NaN" is no evaluation'),
    "an evaluation without end": ('evaluation="20"', 'evaluation="1e999"', "is no evaluation"),
    "an evaluation below nought": ('evaluation="20"', 'evaluation="-1"', '"-1" is no evaluation'),
    "no evaluation": (' evaluation="20"', "", 'no "evaluation"'),
    "a weight of no issue": ('<weight index="4"', '<weight index="5"', "the weight with index 5"),
    "an issue without weight": ('<weight index="4" value="3"/>', "", "has no weight"),
    "weights of nought": (
        'value="3"/>\n  <weight index="7" value="1"',
        'value="0"/>\n  <weight index="7" value="0"',
        "all weights",
    ),
    "a second reservation": ("<reservation", '<reservation value="0"/><reservation', "a second reservation"),
    "a missing item": ('<item index="1" value="shared" evaluation="20"/>', "", 'the item "shared"'),
    "an item twice": ('value="by permit" evaluation="3"', 'value="open" evaluation="3"', "stands twice"),
    "no XML": ("</objective>", "</aim>", "not well-formed"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_sum_of_scores_is_refused_by_name_and_place(tmp_path: Path, what: str) -> None:
    old, new, said = REFUSED[what]
    assert old in BUYER
    found = complaint(tmp_path, domain__xml=DOMAIN, buyer__xml=BUYER.replace(old, new, 1))
    assert said in found.message
    assert found.path.endswith("buyer.xml")
    assert found.line is not None


def test_a_domain_alone_names_no_party(tmp_path: Path) -> None:
    assert "names no party" in complaint(tmp_path, domain__xml=DOMAIN).message


def test_two_domains_are_not_mixed(tmp_path: Path) -> None:
    assert "second domain" in complaint(tmp_path, domain__xml=DOMAIN, other__xml=DOMAIN, buyer__xml=BUYER).message


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("head", [BOMB, OUTSIDE])
def test_entities_are_refused_before_they_can_grow_or_reach_another_file(tmp_path: Path, head: str) -> None:
    hostile = head + BUYER.replace('name="root"', 'name="&a;"')
    found = complaint(tmp_path, domain__xml=DOMAIN, buyer__xml=hostile)
    assert "entities" in found.message
    assert found.line == 1


def test_an_outside_document_type_is_not_fetched_and_its_entities_are_refused(tmp_path: Path) -> None:
    hostile = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">' + BUYER.replace("<weight", "&a;<weight", 1)
    assert "entity" in complaint(tmp_path, domain__xml=DOMAIN, buyer__xml=hostile).message


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    deep = "<utility_space>" + "<objective>" * 5000
    assert "nested more than" in complaint(tmp_path, domain__xml=DOMAIN, buyer__xml=deep).message


def test_a_file_in_its_own_encoding_is_read(tmp_path: Path) -> None:
    put(tmp_path, domain__xml=DOMAIN)
    latin = '<?xml version="1.0" encoding="ISO-8859-1"?>' + BUYER.replace("Well", "Wëll")
    domain = '<?xml version="1.0" encoding="UTF-16"?>' + DOMAIN.replace("Well", "Wëll")
    (tmp_path / "buyer.xml").write_bytes(latin.encode("latin-1"))
    (tmp_path / "domain.xml").write_bytes(domain.encode("utf-16"))
    case = import_case([tmp_path]).case
    assert case.issues["wëll"].question == "Wëll"
