"""The summary that ``goodoffices brief`` prints: one screen, at most 23 lines, the last line left for where the briefing lies."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.report.briefing import AnswerCell, Briefing, Standing
from goodoffices.report.dates import day, day_short
from goodoffices.report.prose import plain
from goodoffices.report.terminal.columns import WIDTH, bold, cut, fitted, paragraph

__all__ = ["brief_screen"]

FIRST = 22
"""Least width of the column of names."""
ANSWER, PROPOSALS, DEALS, CHANGES = 3, 6, 4, 2
"""Most lines of each part."""
LINES = 23
LOUD = frozenset({"red_line", "no_reply"})
"""What is written in capitals: a refusal for good, and a silence."""
_RANK = {"accepts": 0, "unknown": 1}
"""Deals that are certain first, then possible ones."""


def brief_screen(briefing: Briefing, *, colour: bool | None = None) -> str:
    """The briefing on one screen: where we stand, what could be agreed, whether it would hold, what has changed."""
    when = f"as of {day(briefing.as_of)}" if briefing.as_of else ""
    lines = [fitted(briefing.title, WIDTH - len(when) - 1) + " " + when]
    answer = cut(paragraph(plain(briefing.answer)), ANSWER)
    lines += [bold(answer[0], colour), *answer[1:], ""]
    if briefing.standing:
        lines += _standing(briefing.standing, briefing)
    lines += _deals(briefing)
    lines += _changes(briefing)
    waiting = sum(entry.waiting for entry in briefing.statements)
    wait = [f"{waiting:,} statement{'s wait' if waiting != 1 else ' waits'} for a person to accept."] if waiting else []
    return "\n".join(line.rstrip() for line in [*cut(lines, LINES - len(wait)), *wait])


def _standing(standing: Standing, briefing: Briefing) -> list[str]:
    """Proposals × parties; each column as wide as its words, as many parties as have room."""
    names = [briefing.short.get(name, name) for name in standing.parties]
    table = [[_word(cell) for cell in row.cells] for row in standing.rows[:PROPOSALS]]
    wide = [max(map(len, column)) + 2 for column in zip(names, *table, strict=True)]
    shown = max(1, sum(sum(wide[: n + 1]) <= WIDTH - FIRST for n in range(len(wide))))
    widths = [min(WIDTH - sum(wide[:shown]), WIDTH // 2), *wide[:shown]]
    lines = [_row(["WHERE WE STAND", *names[:shown]], widths)]
    for row, words in zip(standing.rows, table, strict=False):
        lines.append(_row([f"  {row.name}", *words[:shown]], widths))
    left = len(standing.rows) - PROPOSALS
    return [*lines, f"  and {left} more"] if left > 0 else lines


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "".join(fitted(text, width - 1) + " " for text, width in zip(cells, widths, strict=True))


def _word(cell: AnswerCell) -> str:
    if cell.chip.shape == "unknown":
        return "."
    word = {"accepts_with_conditions": "conditions"}.get(cell.chip.shape, cell.chip.word)
    return word.upper() if cell.chip.shape in LOUD else word.lower()


def _deals(briefing: Briefing) -> list[str]:
    """Each named deal with what all say together, and whether it would hold."""
    table = briefing.deals
    if not table:
        return []
    if not table.rows:
        told = [_row((f"  {row.key}  {row.name}", _hold(row.cells)), (56, 24)) for row in table.holds[:DEALS]]
        return [_row(("", "WOULD IT HOLD"), (56, 24)), *told] if told else []
    holds = {row.key: _hold(row.cells) for row in table.holds}
    widths = (40, 16, 24)
    lines = [_row(("WHAT COULD BE AGREED", "", "WOULD IT HOLD"), widths)]
    order = sorted(table.rows, key=lambda row: _RANK.get(row.everyone[0].shape, len(_RANK)))
    for row in order[:DEALS]:
        cells = (f"  {row.key}  {row.name}", row.everyone[0].word.lower(), holds.get(row.key, ""))
        lines.append(_row(cells, widths))
    return lines


def _hold(cells: tuple[tuple[str, str], ...]) -> str:
    """The strongest thing the stability table says of one outcome."""
    if not cells:
        return ""
    if cells[0][0] == "holds for all":
        return "nobody gains by leaving"
    if any(cell[0] == "holds for all" for cell in cells[1:]):
        return "a reply deters"
    return cells[0][1]


def _changes(briefing: Briefing) -> list[str]:
    changes = briefing.changes
    if not changes or not changes.rows:
        return []
    since = f" SINCE {day_short(changes.since, briefing.as_of or changes.since).upper()}" if changes.since else ""
    lines = [f"CHANGED{since}"]
    for row in changes.rows:
        text = plain(row.text)
        if changes.since and text.startswith("Since "):
            text = text.split(": ", 1)[1]
        lines += [f"  {line}" for line in cut(paragraph(text, width=WIDTH - 2), CHANGES)]
    return lines
