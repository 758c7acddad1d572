"""The how-to page on writing a case, followed to the letter."""

from __future__ import annotations

import json
import re
from pathlib import Path

from click.testing import CliRunner

from goodoffices.cli import main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "write-a-case.md"


def test_the_pieces_of_the_page_are_a_case_that_can_be_briefed(tmp_path: Path) -> None:
    text = PAGE.read_text("utf-8")
    folder = tmp_path / "river-2031"
    (folder / "sources").mkdir(parents=True)
    (folder / "case.yaml").write_text("".join(re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)), "utf-8")
    (name,) = set(re.findall(r"`(sources/2031[\w-]+\.txt)`", text))
    note = re.search(r"```text\n(North and South.*?)```", text, re.DOTALL)
    assert note is not None
    (folder / name).write_text(note[1], "utf-8")
    result = CliRunner().invoke(main, ["brief", str(folder), "--json"])
    assert result.exit_code == 0, result.stderr
    told = json.loads(result.stdout)
    assert told["answers"]["calm_first"] == {"north": "accepts", "south": "no_reply"}
    assert told["statements"] > 0
    assert (folder / "briefing.html").is_file()
