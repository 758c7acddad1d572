"""Further questions of ``goodoffices deals``: their JSON beside the contract, their screens, and what cannot be asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from goodoffices.cli import main
from goodoffices.model.files import read_case
from goodoffices.report.terminal.columns import WIDTH, width_of
from tests.runs.harbour import DOCUMENT


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.yaml"
    path.write_text(json.dumps(DOCUMENT), encoding="utf-8")  # JSON is YAML
    assert read_case(path).case.case == DOCUMENT["case"]
    return path


def run(*args: object, status: int = 0) -> Result:
    result = CliRunner().invoke(main, ["deals", *map(str, args)])
    assert result.exit_code == status, result.output
    assert "A fault of goodoffices" not in result.output
    return result


def data(*args: object) -> Any:
    return json.loads(run(*args, "--json").stdout)


def test_every_answer_stands_beside_the_contract(case: Path) -> None:
    found = data(case, "--route", "whole", "--trades", "--place", "--concessions")
    assert {"acceptable", "pareto", "why_none", "route", "trades", "places", "concession_ledger"} <= set(found)
    assert found["route"]["deal"] == 4
    assert found["trades"]["base"] == 0
    assert [one["proposal"] for one in found["places"]["proposals"]] == ["opening", "whole"]
    assert [move["kind"] for move in found["concession_ledger"]["moves"]] == ["first position"] * 2
    assert set(data(case)).isdisjoint({"route", "trades", "places", "concession_ledger"})


def test_only_what_is_asked_is_printed_and_it_fits(case: Path) -> None:
    told = run(case, "--route", "port=shared,fees=paid_north", "--trades", "opening", "--place", "--concessions").stdout
    assert [word for word in ("ROUTE", "TRADES", "LIVE PROPOSALS", "POSITIONS") if word in told] == [
        "ROUTE", "TRADES", "LIVE PROPOSALS", "POSITIONS",
    ]  # fmt: skip
    assert "outcomes," not in told.split("ROUTE")[0]
    assert all(width_of(line) <= WIDTH for line in told.split("\n"))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--route", "whol"), 'No issue or proposal is called "whol". Did you mean "whole"?'),
        (("--route", "0"), "This is the status quo"),
        (("--route", "99"), "There is no outcome 99: codes go from 0 to 17."),
        (("--route", "watch=fleet"), "Nobody can bring about outcome 9"),
        (("--trades", "port=open"), 'No option of port is called "open"'),
        (("--place", "--parties", "nort"), 'Did you mean "north"?'),
        (("--bundle", "0"), "0 is not in the range"),
        (("--fill", "nothing"), "'nothing' is not one of"),
    ],
)
def test_what_cannot_be_asked_is_a_usage_error(case: Path, options: tuple[str, ...], words: str) -> None:
    assert words in " ".join(run(case, *options, status=2).output.split())


def test_a_rule_bars_a_base_as_it_bars_a_deal(case: Path) -> None:
    case.write_text(json.dumps({**DOCUMENT, "rules": [{"never": "port.joint and fees.split"}]}), encoding="utf-8")
    assert "Outcome 2 is excluded by a rule" in run(case, "--trades", "2", status=2).output


def test_concessions_use_the_ledger_only_where_there_is_one(case: Path) -> None:
    assert data(case, "--concessions")["concession_ledger"]["provenance"]["parameters"]["states"] == [
        "accepted",
        "edited",
    ]
    with_proposed = data(case, "--concessions", "--proposed")["concession_ledger"]["provenance"]["parameters"]["states"]
    assert with_proposed == ["accepted", "edited", "proposed"]
    assert not (case.parent / "ledger.db").exists()
