"""A whole analysis: what is read, what is kept when a source is edited, where evidence is found, what a later source does."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from goodoffices.errors import CaseError
from goodoffices.ledger import Ledger
from goodoffices.model.sources import Passage
from goodoffices.runs import analyse

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(
        shutil.copytree(
            EXAMPLES / "ukraine-2025-03", tmp_path / "case", ignore=shutil.ignore_patterns("*.db*", "briefing.*")
        )
    )


def test_every_piece_of_evidence_leads_to_exact_characters(folder: Path) -> None:
    analysis = analyse(folder)
    texts = {source.source: source.text for source in analysis.sources}
    assert len(texts) == 6
    passages = [item for found in analysis.passages.values() for item in found]
    assert len(passages) > 40
    for passage in passages:
        assert isinstance(passage, Passage)
        assert texts[passage.source][passage.start : passage.end] == passage.quote


def test_an_edited_source_replaces_its_proposals_and_keeps_what_a_person_accepted(folder: Path) -> None:
    first = analyse(folder)
    jeddah = [row for row in first.statements if "jeddah" in row.source]
    with Ledger.open(folder / "ledger.db") as ledger:
        ledger.accept([jeddah[0].id or ""], by="ada")
    source = folder / "sources" / "2025-03-11-jeddah.txt"
    source.write_text(source.read_text("utf-8") + "\nA line was added later.\n", "utf-8")
    second = analyse(folder)
    kept = [row for row in second.statements if "jeddah" in row.source]
    assert jeddah[0].id in {row.id for row in kept}
    assert {row.id for row in jeddah[1:]}.isdisjoint({row.id for row in kept})
    assert len({row.text_sha256 for row in kept}) == 2
    with Ledger.open(folder / "ledger.db") as ledger:
        assert {row.id for row in jeddah} <= {row.id for row in ledger.statements()}  # nothing is ever lost


def test_rejected_rows_are_left_out(folder: Path) -> None:
    row = analyse(folder).statements[0]
    with Ledger.open(folder / "ledger.db") as ledger:
        ledger.reject([row.id or ""], by="ada")
    assert row.id not in {one.id for one in analyse(folder).statements}


def test_a_source_later_than_the_case_is_left_out_and_told(folder: Path) -> None:
    (folder / "sources" / "2025-03-19-later.txt").write_text("Ukraine rejects the proposal, Zelensky said.", "utf-8")
    analysis = analyse(folder)
    assert len(analysis.sources) == 6
    assert any("2025-03-19-later.txt" in str(warning) for warning in analysis.warnings)
    assert len(analyse(folder, as_of=date(2025, 3, 20)).sources) == 7


def test_as_of_an_earlier_day_knows_fewer_orders(folder: Path) -> None:
    then = analyse(folder, as_of=date(2025, 3, 5))
    assert "us_30_day" not in then.case.proposals
    assert "army" not in (then.case.of("russia").orders or {})
    assert then.deals.possible.count >= analyse(folder).deals.possible.count


def test_an_id_that_the_ledger_does_not_have_is_told_with_its_place(folder: Path) -> None:
    file = folder / "case.yaml"
    passage = (
        "- source: sources/2025-03-02-london.txt\n          quote: it keeps asking its partners for more air defence"
    )
    text = file.read_text("utf-8")
    assert passage in text
    file.write_text(text.replace(passage, "- s999"), "utf-8")
    with pytest.raises(CaseError, match="no statement s999"):
        analyse(folder)


def test_what_an_older_reader_proposed_is_left_out_unless_a_person_accepted_it(folder: Path) -> None:
    first = analyse(folder)
    row = first.statements[0]
    older = [
        row.changed(id=None, key=f"{n:016d}", content=((row.content[0][0], row.content[0][1] - 1),)) for n in range(2)
    ]
    with Ledger.open(folder / "ledger.db") as ledger:
        added = ledger.propose(older).added
        ledger.accept([added[0]], by="ada")
    second = analyse(folder)
    ids = {one.id for one in second.statements}
    assert added[0] in ids
    assert added[1] not in ids
    with Ledger.open(folder / "ledger.db") as ledger:
        assert len(ledger.statements()) == len(first.statements) + 2  # nothing is lost
