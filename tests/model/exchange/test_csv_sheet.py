"""Score sheets in CSV, as spreadsheets write them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import CaseError
from goodoffices.model.case import Case
from goodoffices.model.exchange import export_case, import_case
from goodoffices.model.exchange.csv_sheet import read_csv
from goodoffices.model.exchange.documents import Document
from goodoffices.model.preferences import reservation_of, utilities_of
from tests.model.exchange.files import complaint, imported
from tests.strategies import issue_options, score_sheets

SHEET = """issue,option,North,The south
truce,no,0,10
truce,"yes, at once",10,0.5
truce,weight,2,1
relief,none,0,0
relief,full,3,4
reservation,,5,0
"""


def test_a_sheet_holds_scores_weights_and_reservations(tmp_path: Path) -> None:
    found = imported(tmp_path, sheet__csv=SHEET)
    case = found.case
    assert list(case.parties) == ["North", "the_south"]
    assert case.issues["truce"].options == {"no": "no", "yes_at_once": "yes, at once"}
    assert case.preferences["North"].weights == {"truce": Decimal(2), "relief": Decimal(1)}
    assert case.preferences["North"].reservation == 5
    assert case.status_quo is None
    assert any("no weight for relief" in note.message for note in found.notes)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_semicolons_decimal_commas_marks_and_line_ends_change_nothing(tmp_path: Path, mark: str, ends: str) -> None:
    text = SHEET.replace('"yes, at once"', "@").replace(",", ";").replace("@", '"yes, at once"').replace("0.5", "0,5")
    (tmp_path / "sheet.csv").write_bytes((mark + text.replace("\n", ends)).encode())
    assert import_case([tmp_path]).case == imported(tmp_path, sheet__csv=SHEET).case


REFUSED = {
    "an empty cell": ("no,0,10", "no,,10", "an empty cell, in the column of North", 2),
    "a word for a number": ("no,0,10", "no,much,10", '"much" is not a number', 2),
    "not a number at all": ("no,0,10", "no,nan,10", '"nan" is not a number', 2),
    "a cell too few": ("no,0,10", "no,0", "3 cells", 2),
    "a cell too many": ("no,0,10", "no,0,10,7", "5 cells", 2),
    "an option twice": ("relief,full", "relief,none", "stands twice", 6),
    "an option without issue": ("relief,full", ",full", "no issue", 6),
    "a party twice": ("The south", "North", "two columns", 1),
    "no party": ("issue,option,North,The south", "issue,option", "the first line", 1),
    "a weight of nothing": ("truce,weight", "peace,weight", "no options", 4),
    "a weight below nought": ("weight,2,1", "weight,-2,1", "below zero", 4),
    "an open quote": ('at once",10', "at once,10", "no CSV", None),
}


@pytest.mark.parametrize("what", REFUSED)
def test_faults_are_told_with_the_row(tmp_path: Path, what: str) -> None:
    old, new, said, line = REFUSED[what]
    assert old in SHEET
    found = complaint(tmp_path, sheet__csv=SHEET.replace(old, new, 1))
    assert said in found.message
    assert line is None or found.line == line


def test_a_table_of_something_else_is_no_score_sheet(tmp_path: Path) -> None:
    assert "nothing that can be imported" in complaint(tmp_path, table__csv="day,place\n1,2\n").message


@st.composite
def sheets(draw: st.DrawFn) -> Case:
    """Cases of scores without ranges, with or without a status quo."""
    options = draw(issue_options(3, 3))
    parties = ["north", "south", "East-1"][: draw(st.integers(1, 3))]
    document = {
        "case": "A drawn sheet",
        "left_out": ["Everyone"],
        "parties": {party: {"name": party, "role": "principal"} for party in parties},
        "issues": {
            name: {"question": name, "options": {each: each for each in some}} for name, some in options.items()
        },
        "preferences": {party: draw(score_sheets(options, ranges=False)) for party in parties},
    }
    if draw(st.booleans()):
        document["status_quo"] = {name: draw(st.sampled_from(some)) for name, some in options.items()}
    return Case.model_validate(document)


@settings(max_examples=50)
@given(sheets())
def test_a_sheet_that_was_exported_says_the_same_when_it_comes_back(case: Case) -> None:
    text = export_case(case, "csv").text
    back = read_csv(Document(Path("back.csv"), text.encode())).case
    assert back.space == case.space
    for party in case.parties:
        values, again = utilities_of(case, party), utilities_of(back, party)
        assert values is not None
        assert again is not None
        assert (values[0] * again[1]).tolist() == (again[0] * values[1]).tolist()
        stated = reservation_of(case, party)
        start = case.walk_away_code(party)
        least = stated[0] if stated is not None else values[0].tolist()[start or 0]
        scaled = least * values[1] if stated is not None else least
        kept = reservation_of(back, party)
        assert kept is not None
        assert kept[0] * values[1] == scaled


def test_what_a_sheet_cannot_hold_is_refused_or_told(tmp_path: Path) -> None:
    case = imported(tmp_path, sheet__csv=SHEET).case
    ranged = case.model_dump(mode="json", exclude_none=True)
    ranged["preferences"]["North"]["scores"]["truce"]["no"] = {"low": 0, "high": 1}
    with pytest.raises(CaseError, match="range"):
        export_case(Case.model_validate(ranged), "csv")
    ruled = case.model_copy(update={"rules": Case.model_validate({**ranged, "rules": [{"never": "truce.no"}]}).rules})
    assert any("rules" in note.message for note in export_case(ruled, "csv").notes)
    with pytest.raises(CaseError, match="no party has scores"):
        export_case(case.model_copy(update={"preferences": {}}), "csv")
