"""Whatever is done to a file, the answer is a case or a complaint that names the file; never a fault of the program."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from goodoffices.errors import CaseError, GoodOfficesError, PathNotFound
from goodoffices.model.exchange import documents as reading
from goodoffices.model.exchange import import_case, settled
from goodoffices.model.files import dump_case, loads_case
from tests.model.exchange.files import BUYER, DOMAIN, complaint, conflict, space
from tests.model.exchange.test_csv_sheet import SHEET
from tests.model.exchange.test_gmcr import manual
from tests.model.exchange.test_scorable import GAME

TEXTS = {
    "a.gmcr": conflict(), "b.gmcr": manual(), "c.json": space(), "d.json": json.dumps(GAME), "e.csv": SHEET, "f.xml": BUYER,
    "g.xml": DOMAIN,
}  # fmt: skip
PIECES = [
    "",
    "0",
    "-1",
    "9",
    '"',
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "<",
    ">",
    "/",
    "&",
    "null",
    "true",
    "1e999",
    "\x00",
    "\ud7ff",
    " ",
]


@settings(max_examples=200)
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_a_spoiled_file_is_a_case_or_a_complaint(name: str, data: st.DataObject) -> None:
    text = TEXTS[name]
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 12)))
        text = text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:]
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(text.encode())
        found, told = None, ""
        try:
            found = settled(import_case([path]))
        except GoodOfficesError as error:
            told = str(error)
    if found is None:
        assert name in told
    else:
        assert loads_case(dump_case(found.case)).case == found.case


@settings(max_examples=60)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=5))
@example(["İ", "ſ", "ǅ", "\ud800", "#", "- a", "'", "yes", "null", "1.5"])
def test_any_names_make_a_valid_case_that_keeps_them(names: list[str]) -> None:
    makers = [{"name": name, "options": [k], "preferences": [[[k, "Y"]]]} for k, name in enumerate(names)]
    text = conflict(decisionMakers=makers, options=[{"name": name} for name in names], infeasibles=[])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "names.gmcr"
        path.write_text(text)
        case = import_case([path]).case
    assert len(case.parties) == len(case.issues) == len(names)
    assert loads_case(dump_case(case)).case == case
    for name, party in zip(names, case.parties.values(), strict=True):
        if name.isprintable() and name.strip():
            assert party.name == name.strip()


@pytest.mark.parametrize(
    "data", [b"", b"   \n", b"\x00\x01\x02", b"{", b"<", b"\xff\xfe\x00", b"case: x\n", b"%PDF-1.7"]
)
def test_a_file_of_nothing_that_is_known_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "thing"
    path.write_bytes(data)
    with pytest.raises(CaseError, match="thing"):
        import_case([path])


def test_an_empty_folder_and_a_missing_path_are_told(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no files"):
        import_case([tmp_path])
    with pytest.raises(PathNotFound):
        import_case([tmp_path / "nowhere"])


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 100)
    assert "too large" in complaint(tmp_path, x__gmcr=conflict()).message
