"""The summary that ``goodoffices brief`` prints: one screen, at most 23 lines, the last line left for where the briefing lies."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.report.briefing import AnswerCell, Briefing, DealRow, DealTable, HoldRow, Standing
from goodoffices.report.dates import day, day_short
from goodoffices.report.prose import listed, plain
from goodoffices.report.terminal.columns import WIDTH, bold, cut, fitted, paragraph
from goodoffices.report.terminal.naming import runs_of, told_apart
from goodoffices.report.text import clipped

__all__ = ["brief_screen"]

FIRST = 22
"""Least width of the column of names."""
ANSWER, PROPOSALS, DEALS, CHANGES = 3, 6, 4, 2
"""Most lines of each part."""
LINES = 23
COLUMNS = (38, 13, 29)
"""Widths of a deal, of what all say to it, and of whether it would hold."""
LOUD = frozenset({"red_line", "no_reply"})
"""What is written in capitals: a refusal for good, and a silence."""
_RANK = {"accepts": 0, "unknown": 1}
"""Deals that are certain first, then possible ones."""
_LEFT = {"accepts": "acceptable for certain too", "unknown": "possible too"}
_REFUSED = "refused by someone whose consent is needed"
_READ = "May have moved"
"""What a machine read and no person has accepted."""


def brief_screen(briefing: Briefing, *, colour: bool | None = None) -> str:
    """The briefing on one screen: where we stand, what could be agreed, whether it would hold, what has changed."""
    when = f"as of {day(briefing.as_of)}" if briefing.as_of else ""
    lines = [fitted(briefing.title, WIDTH - len(when) - 1) + " " + when]
    answer = cut(paragraph(plain(briefing.answer)), ANSWER)
    lines += [bold(answer[0], colour), *answer[1:]]
    _, _, coming = briefing.standfirst.partition("Next: ")
    lines += cut(paragraph(f"Next: {coming}"), 1) if coming else []
    lines += _standing(briefing.standing, briefing) if briefing.standing else []
    lines += _deals(briefing)
    lines += _changes(briefing)
    last = _last(briefing)
    return "\n".join(line.rstrip() for line in [*cut(lines, LINES - len(last)), *last])


def _last(briefing: Briefing) -> list[str]:
    """What the dot means, where one is shown, and how many statements wait."""
    waiting = sum(entry.waiting for entry in briefing.statements)
    standing = briefing.standing
    dotted = standing is not None and any(_word(c) == "." for row in standing.rows[:PROPOSALS] for c in row.cells)
    parts = ['"." is not stated.'] if dotted else []
    if waiting:
        parts.append(f"{waiting:,} statement{'s wait' if waiting != 1 else ' waits'} for a person to accept.")
    return [" ".join(parts)] if parts else []


def _standing(standing: Standing, briefing: Briefing) -> list[str]:
    """Proposals × parties; each column as wide as its words, as many parties as have room."""
    names = [briefing.short.get(name, name) for name in standing.parties]
    table = [[_word(cell) for cell in row.cells] for row in standing.rows[:PROPOSALS]]
    wide = [max(map(len, column)) + 2 for column in zip(names, *table, strict=True)]
    shown = max(1, sum(sum(wide[: n + 1]) <= WIDTH - FIRST for n in range(len(wide))))
    widths = [min(WIDTH - sum(wide[:shown]), WIDTH // 2), *wide[:shown]]
    lines = [_row(["WHERE WE STAND", *names[:shown]], widths)]
    titles = told_apart([row.name for row in standing.rows[:PROPOSALS]], widths[0] - 3)
    lines += [_row([f"  {title}", *words[:shown]], widths) for title, words in zip(titles, table, strict=True)]
    left, unseen = len(standing.rows) - PROPOSALS, len(names) - shown
    more = [f"{left} more proposals"] if left > 0 else []
    more += [f"{unseen} more part{'ies' if unseen > 1 else 'y'}"] if unseen else []
    return [*lines, f"  and {listed(more)}"] if more else lines


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "".join(fitted(text, width - 1) + " " for text, width in zip(cells, widths, strict=True))


def _word(cell: AnswerCell) -> str:
    if cell.chip.shape == "unknown":
        return "."
    word = {"accepts_with_conditions": "conditions"}.get(cell.chip.shape, cell.chip.word)
    return word.upper() if cell.chip.shape in LOUD else word.lower()


def _deals(briefing: Briefing) -> list[str]:
    """Each named deal with what all say together, and whether it would hold; outcomes alone where no deal is named."""
    table = briefing.deals
    if not table:
        return []
    if not table.rows:
        return _outcomes(table, briefing)
    holds = {row.key: _hold(row, briefing) for row in table.holds}
    lines = [_row(("WHAT COULD BE AGREED", "", "WOULD IT HOLD"), COLUMNS)]
    order = sorted(table.rows, key=lambda row: _RANK.get(row.everyone[0].shape, len(_RANK)))
    names = told_apart([row.name for row in order[:DEALS]], COLUMNS[0] - 6)
    for row, name in zip(order, names, strict=False):
        lines.append(_row((f"  {row.key:<2} {name}", row.everyone[0].word.lower(), holds.get(row.key, "")), COLUMNS))
    return lines + _not_shown(order[DEALS:])


def _not_shown(rows: Sequence[DealRow]) -> list[str]:
    """What became of the deals that have no line of their own, by their letters."""
    groups: dict[str, list[str]] = {}
    for row in rows:
        groups.setdefault(_LEFT.get(row.everyone[0].shape, _REFUSED), []).append(row.key)
    told = "; ".join(
        f"{runs_of(sorted(keys, key=lambda key: (len(key), key)))}: {what}" for what, keys in groups.items()
    )
    return [f"  {line}" for line in cut(paragraph(f"{told}.", width=WIDTH - 2), 1)] if told else []


def _outcomes(table: DealTable, briefing: Briefing) -> list[str]:
    """Where no deal can be named: outcomes that would last, and the status quo."""
    rows = [*table.holds[: DEALS - 1], *table.holds[DEALS - 1 :][-1:]]
    if not rows:
        return []
    names = told_apart([row.name for row in rows], COLUMNS[0] + COLUMNS[1] - 3)
    widths = (COLUMNS[0] + COLUMNS[1], COLUMNS[2])
    lines = [_row(("OUTCOMES", "WOULD IT HOLD"), widths)]
    return lines + [_row((f"  {name}", _hold(row, briefing)), widths) for row, name in zip(rows, names, strict=True)]


def _hold(row: HoldRow, briefing: Briefing) -> str:
    """The strongest thing the stability table says of one outcome."""
    if not row.cells:
        return ""
    first, who = row.cells[0]
    if first == "holds for all":
        return "nobody gains by leaving"
    if first == "not known":
        return _whose("not known: ", who, briefing)
    if any(cell[0] == "holds for all" for cell in row.cells[1:]):
        return "a reply deters"
    return _whose("left by ", who.removeprefix("left by "), briefing)


def _whose(lead: str, who: str, briefing: Briefing) -> str:
    """Parties by their short names: all where there is room, else the first and how many more."""
    parties = sorted((name for name in briefing.short if name in who), key=who.index)
    short = [briefing.short[name] for name in parties]
    if len(lead + listed(short)) < COLUMNS[2] or len(short) < 2:
        return lead + (listed(short) or who)
    return f"{lead}{short[0]} and {len(short) - 1} more"


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
        if row.label == _READ:
            text = f"Read, not yet accepted: {text}"
        lines += [f"  {line}" for line in paragraph(clipped(text, CHANGES * (WIDTH - 2) - 12), width=WIDTH - 2)]
    return lines
