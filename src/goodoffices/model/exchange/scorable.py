"""Scorable games: each party's points for every answer to every issue, and the least sum it accepts.

Two forms. A folder: ``config.txt`` with a line a party (name, file stem, role, ...) and ``scores_files/STEM.txt`` with a line of
points an issue and the minimum as last line. Or one JSON file: ``parties``, ``roles``, ``minimum`` and ``scores`` [party][issue]
[option]; a file may hold several such games by name. Issues are lettered as players write deals: ``A2,B3,C3``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from goodoffices.errors import Problem, nearest
from goodoffices.model.exchange.documents import SCORES, Document, refuse
from goodoffices.model.exchange.fields import Fields
from goodoffices.model.exchange.imported import Imported
from goodoffices.model.exchange.labels import Labels
from goodoffices.model.exchange.numbers import exact
from goodoffices.model.exchange.score_sheet import SheetIssue, SheetParty, as_case
from goodoffices.model.files.yaml import Mapping, Node

__all__ = ["CONFIG", "is_game", "read_folder", "read_game"]

CONFIG = "config.txt"
VETO = ("p1", "p2")


@dataclass(frozen=True)
class _Row:
    """A party of the game."""

    name: str
    role: str
    points: list[list[Decimal]]
    minimum: Decimal


def read_folder(found: Sequence[Document]) -> Imported:
    """The game whose ``config.txt`` is among the files.

    Raises
    ------
    CaseError
        With file and line, if a party's scores are missing, no numbers, or of another shape than the first party's.
    """
    config = next(document for document in found if document.path.name == CONFIG)
    folder = config.path.parent
    sheets = {document.path.stem: document for document in found if document.path.parent == folder / SCORES}
    rows: list[_Row] = []
    used: list[Document] = []
    further = False
    for number, line in enumerate(config.page.lines, 1):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.split(",")]
        if len(cells) < 3 or not cells[0] or not cells[1]:
            refuse(config.page, "a line should hold a party's name, its score file and its role", number)
        if cells[1] not in sheets:
            close = nearest(cells[1], list(sheets))
            hint = f'Did you mean "{close}"?' if close else None
            refuse(config.page, f"there is no {SCORES}/{cells[1]}.txt", number, hint=hint)
        points, minimum = _sheet(sheets[cells[1]], rows[0].points if rows else None)
        rows.append(_Row(cells[0], cells[2], points, minimum))
        used.append(sheets[cells[1]])
        further = further or any(cells[3:])
    if not rows:
        config.refuse("the file names no party")
    ignored = [document for document in found if document is not config and document not in used]
    notes = [Problem(str(document.path), "this file is no part of the scores and was not read") for document in ignored]
    if further:
        notes.append(
            Problem(str(config.path), "what stands after the roles is about players, not about the game: ignored")
        )
    return _game(folder.resolve().name, str(config.path), rows, notes)


def is_game(fields: Fields, root: Node) -> bool:
    """Whether a JSON tree is a game, or several by name."""
    keys = {"parties", "scores"}
    if not isinstance(root, Mapping):
        return False
    inner = [value for _, value in root.entries.values()]
    return keys <= root.entries.keys() or (
        bool(inner) and all(isinstance(value, Mapping) and keys <= value.entries.keys() for value in inner)
    )


def read_game(document: Document, root: Node, pick: str | None = None) -> Imported:
    """The game in one JSON file; ``pick`` names it where the file holds several.

    Raises
    ------
    CaseError
        With file, line and column.
    """
    fields = Fields(document.page)
    title = document.stem
    games = fields.mapping(root, "the file").entries
    if "parties" not in games:
        names = list(games)
        if pick is None and len(names) > 1:
            hint = f"It holds {len(names)}: {', '.join(names[:12])}. Name one with --game."
            fields.refuse(root, "the file holds several games", hint)
        title = names[0] if pick is None else pick
        if title not in games:
            fields.refuse(root, f'there is no game called "{title}"', f"There are: {', '.join(names[:12])}.")
        root = games[title][1]
    return _game(title, str(document.path), _rows(fields, root), [])


def _rows(fields: Fields, root: Node) -> list[_Row]:
    """The parties of a game in JSON."""
    names = fields.items(fields.need(root, "parties", "the game"), "parties")
    columns = {key: fields.need(root, key, "the game") for key in ("minimum", "scores")}
    lists = {key: fields.items(node, key) for key, node in columns.items()}
    roles = fields.items(fields.get(root, "roles"), "roles")
    for key, given in lists.items():
        if len(given) != len(names):
            fields.refuse(columns[key], f'"{key}" has {len(given)} entries for {len(names)} parties')
    if roles and len(roles) != len(names):
        fields.refuse(roles[0], f'"roles" has {len(roles)} entries for {len(names)} parties')
    if not names:
        fields.refuse(root, "the game has no parties")
    rows: list[_Row] = []
    for number, name in enumerate(names):
        points: list[list[Decimal]] = []
        for line in fields.items(lists["scores"][number], "the scores of a party"):
            row = [fields.number(cell, "a score") for cell in fields.items(line, "the scores of an issue")]
            first = rows[0].points if rows else None
            if not row or (first is not None and (len(points) >= len(first) or len(first[len(points)]) != len(row))):
                fields.refuse(
                    line, f"{len(row)} scores for issue {_letter(len(points))} do not match the first party's"
                )
            points.append(row)
        if not points or (rows and len(points) != len(rows[0].points)):
            fields.refuse(lists["scores"][number], f"{len(points)} issues do not match the first party's")
        role = fields.text(roles[number], "a role") if roles else "player"
        minimum = fields.number(lists["minimum"][number], "a minimum")
        rows.append(_Row(fields.text(name, "a party's name"), role, points, minimum))
    return rows


def _sheet(document: Document, first: list[list[Decimal]] | None) -> tuple[list[list[Decimal]], Decimal]:
    """A party's score file: lines of points, then the minimum."""
    page = document.page
    lines = [(number, line) for number, line in enumerate(page.lines, 1) if line.strip()]
    rows = [(number, [_points(document, number, cell) for cell in line.split(",")]) for number, line in lines]
    if len(rows) < 2 or len(rows[-1][1]) != 1:
        document.refuse("the file should hold a line of scores an issue, and the minimum on the last line")
    *issues, (_, (minimum,)) = rows
    if first is not None and len(issues) != len(first):
        document.refuse(f"{len(issues)} issues do not match the first party's {len(first)}")
    for place, (number, row) in enumerate(issues):
        if first is not None and len(row) != len(first[place]):
            message = f"{len(row)} scores for issue {_letter(place)} do not match the first party's {len(first[place])}"
            refuse(page, message, number)
    return [row for _, row in issues], minimum


def _points(document: Document, line: int, cell: str) -> Decimal:
    value = exact(cell)
    if value is None:
        refuse(document.page, f'"{cell.strip()}" is not a number', line, hint="Scores are separated by commas.")
    return value


def _game(title: str, source: str, rows: list[_Row], notes: list[Problem]) -> Imported:
    """The case of a game; who may veto is told, for a case has no place for it."""
    issues = [
        SheetIssue(_letter(k), tuple(f"{_letter(k)}{n}" for n in range(1, len(row) + 1)), f"Issue {_letter(k)}")
        for k, row in enumerate(rows[0].points)
    ]
    parties = [SheetParty(row.name, tuple(map(tuple, row.points)), None, row.minimum) for row in rows]
    return as_case(
        title.replace("_", " "),
        "Imported from a scorable game. Each party accepts what scores at least its minimum.",
        issues,
        parties,
        format="scorable game",
        source=source,
        notes=[*notes, *_roles(source, rows)],
    )


def _roles(source: str, rows: list[_Row]) -> list[Problem]:
    """What the roles of the game mean, and the command that counts deals by its rule."""
    notes = []
    veto = [row for row in rows if row.role in VETO]
    if veto:
        family = Labels("party")
        keys = [family.add(row.name) for row in rows]
        names = " and ".join(f"{row.name} ({row.role})" for row in veto)
        called = ",".join(key for key, row in zip(keys, rows, strict=True) if row in veto)
        message = f"the game lets a deal pass that all but one accept, {names} among them; the case asks everyone"
        hint = f"To count by that rule: goodoffices deals CASE --at-least {len(rows) - 1} --veto {called}"
        notes.append(Problem(source, message, hint=hint))
    others = sorted({row.role for row in rows if row.role not in (*VETO, "player")})
    if others:
        notes.append(Problem(source, f"roles that mean nothing here were ignored: {', '.join(others)}"))
    return notes


def _letter(number: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
