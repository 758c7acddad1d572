"""The table that ``goodoffices statements`` and ``goodoffices read`` print."""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.model.sources import SourceText
from goodoffices.model.statements import State, Statement
from goodoffices.report.terminal.columns import WIDTH, paragraph, rows
from goodoffices.report.text import clipped

__all__ = ["statements_screen"]

WORDS = 220
"""Most characters of a statement's words."""


def statements_screen(statements: Iterable[Statement], sources: Iterable[SourceText] = ()) -> str:
    """Each row with who, for whom, stance, issue, day and state, its words beneath. Words as said; nothing is judged."""
    texts = {source.text_sha256: source.text for source in sources}
    widths = [6, 24, 15, 14, WIDTH - 59]
    lines = rows(["ID", "WHO", "PARTY", "STANCE", "ISSUE"], widths)
    for number, row in enumerate(statements, 1):
        who = row.speaker.name or row.speaker.text or "(reported)"
        party = row.party or row.actor or "."
        issue = row.issue or (row.topics[0] if row.topics else ".")
        lines += rows([row.id or str(number), who, party, row.stance.value.replace("_", "-"), issue], widths)
        lines += [f"      {line}" for line in paragraph(_words(row, texts), width=WIDTH - 6)]
    return "\n".join(lines)


def _words(row: Statement, texts: dict[str, str]) -> str:
    """The words themselves where the text is at hand, then the day and the state."""
    text = texts.get(row.text_sha256, "")
    said = clipped(" … ".join(text[a:b] for a, b in row.content), WORDS)
    when = row.dated.isoformat() if row.dated else "no date"
    state = "" if row.state is State.PROPOSED else f", {row.state.value}"
    place = f"{row.source} {row.content[0][0]}–{row.content[-1][1]}"
    return f"{said}  ({when}{state}, {place})" if said else f"{when}{state}  {place}"
