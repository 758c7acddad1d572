"""Score sheets as CSV: a line an option with its issue, and a column of scores for each party.

Columns ``issue, option``, then the parties. A row whose option is ``weight`` gives the weights of its issue; a row whose issue is
``reservation`` gives what each party is left with without a deal. UTF-8 with or without mark; cells separated by commas, or by
semicolons, in which case a comma in a number is its decimal point.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import NoReturn

from goodoffices.errors import CaseError, Problem
from goodoffices.model.case import Case, Preferences
from goodoffices.model.exchange.documents import Document, refuse
from goodoffices.model.exchange.exported import Exported, left_behind
from goodoffices.model.exchange.imported import Imported
from goodoffices.model.exchange.numbers import as_decimal, exact
from goodoffices.model.exchange.score_sheet import SheetIssue, SheetParty, as_case
from goodoffices.model.scaling import scaled_tables

__all__ = ["export_csv", "is_sheet", "read_csv"]

HEAD = ("issue", "option")
WEIGHT, RESERVATION = "weight", "reservation"


@dataclass
class _Sheet:
    """What the rows hold, and on which line each of them stands."""

    document: Document
    parties: list[str]
    comma: bool
    scores: dict[str, dict[str, list[Decimal]]] = field(default_factory=dict)
    weights: dict[str, list[Decimal]] = field(default_factory=dict)
    reservation: list[Decimal] | None = None
    lines: dict[tuple[str, ...], int] = field(default_factory=dict)

    def refuse(self, line: int, message: str, hint: str | None = None) -> NoReturn:
        refuse(self.document.page, message, line, hint=hint)

    def add(self, line: int, row: list[str]) -> None:
        """One row."""
        while len(row) > len(self.parties) + 2 and not row[-1].strip():
            row = row[:-1]
        if len(row) != len(self.parties) + 2:
            self.refuse(line, f"{len(row)} cells where the first line has {len(self.parties) + 2}")
        issue, option = row[0].strip(), row[1].strip()
        first, second = issue.lower(), option.lower()
        if RESERVATION in (first, second) and "" in (first, second):
            key: tuple[str, ...] = (RESERVATION,)
        elif not issue or not option:
            self.refuse(line, f"the row has no {'issue' if not issue else 'option'}", "Every row names both.")
        else:
            key = (issue, WEIGHT) if second == WEIGHT else (issue, "option", option)
        if key in self.lines:
            self.refuse(line, f"{' '.join(key)} stands twice", f"First on line {self.lines[key]}.")
        self.lines[key] = line
        numbers = [self.number(line, party, cell) for party, cell in zip(self.parties, row[2:], strict=True)]
        if key == (RESERVATION,):
            self.reservation = numbers
        elif len(key) == 2:
            self.weights[issue] = numbers
            if any(number < 0 for number in numbers):
                self.refuse(line, "a weight below zero", "Turn the scores round instead.")
        else:
            self.scores.setdefault(issue, {})[option] = numbers

    def number(self, line: int, party: str, cell: str) -> Decimal:
        """One cell."""
        text = cell.strip()
        value = exact(text.replace(",", ".") if self.comma else text)
        if value is None:
            what = f'"{text[:40]}" is not a number' if text else "an empty cell"
            self.refuse(
                line, f"{what}, in the column of {party[:60]}", "Every party scores every option; write 0 for nothing."
            )
        return value


def is_sheet(document: Document) -> bool:
    """Whether a text begins as a score sheet does."""
    try:
        head = next(_rows(document, _delimiter(document)), (0, []))[1]
    except CaseError:
        return False
    return tuple(cell.strip().lower() for cell in head[:2]) == HEAD


def read_csv(document: Document) -> Imported:
    """A score sheet.

    Raises
    ------
    CaseError
        With file and line.
    """
    delimiter = _delimiter(document)
    rows = _rows(document, delimiter)
    line, head = next(rows, (1, []))
    while head and not head[-1].strip():
        head = head[:-1]
    parties = [cell.strip() for cell in head[2:]]
    if tuple(cell.strip().lower() for cell in head[:2]) != HEAD or not parties or "" in parties:
        refuse(document.page, "the first line should be: issue, option, then a column a party", line)
    if len(set(parties)) < len(parties):
        refuse(document.page, "a party has two columns", line)
    sheet = _Sheet(document, parties, delimiter == ";")
    for line, row in rows:
        sheet.add(line, row)
    for issue in sheet.weights:
        if issue not in sheet.scores:
            sheet.refuse(sheet.lines[issue, WEIGHT], f'"{issue[:60]}" has a weight but no options')
    if not sheet.scores:
        document.refuse("the sheet has no options")
    return _as_case(sheet)


def _as_case(sheet: _Sheet) -> Imported:
    notes = []
    unweighted = [issue for issue in sheet.scores if issue not in sheet.weights]
    if sheet.weights and unweighted:
        message = f"no weight for {', '.join(unweighted[:12])}: it counts as 1"
        notes.append(Problem(str(sheet.document.path), message))
    ones = [Decimal(1)] * len(sheet.parties)
    parties = [
        SheetParty(
            party,
            tuple(tuple(row[k] for row in options.values()) for options in sheet.scores.values()),
            tuple(sheet.weights.get(issue, ones)[k] for issue in sheet.scores) if sheet.weights else None,
            None if sheet.reservation is None else sheet.reservation[k],
        )
        for k, party in enumerate(sheet.parties)
    ]
    return as_case(
        sheet.document.stem.replace("_", " "),
        "Imported from a score sheet in CSV.",
        [SheetIssue(issue, tuple(options)) for issue, options in sheet.scores.items()],
        parties,
        format="score sheet",
        source=str(sheet.document.path),
        notes=notes,
        keep=True,
    )


def _delimiter(document: Document) -> str:
    """The mark that separates the cells of the first line."""
    first = next((line for line in document.page.lines if line.strip()), "")
    return ";" if first.count(";") > first.count(",") else ","


def _rows(document: Document, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of the rows in which anything stands."""
    reader = csv.reader(io.StringIO(document.page.text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error as error:
        refuse(document.page, f"no CSV: {error}", reader.line_num)


def export_csv(case: Case) -> Exported:
    """A score sheet of the parties that have scores, by the case's own short names.

    Raises
    ------
    CaseError
        If no party has scores, a score is a range, or a name means something else in a sheet.
    """
    parties = [party for party in case.parties if case.of(party).form == "scores"]
    if not parties:
        hint = "Only scores are numbers; orders, priorities and rankings have none."
        raise CaseError([Problem("the case", "no party has scores, so there is no score sheet", hint=hint)])
    for issue in case.issues.values():
        if WEIGHT in (option.lower() for option in issue.options) or RESERVATION in case.issues:
            raise CaseError(
                [
                    Problem(
                        "the case", f'"{WEIGHT}" and "{RESERVATION}" mean rows of a sheet; rename the option or issue'
                    )
                ]
            )
    stated = {party: case.of(party) for party in parties}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*HEAD, *parties])
    for name, issue in case.issues.items():
        for option in issue.options:
            writer.writerow([name, option, *(_score(stated[party], party, name, option) for party in parties)])
        if any(preference.weights for preference in stated.values()):
            weights = ((preference.weights or {}).get(name, Decimal(1)) for preference in stated.values())
            writer.writerow([name, WEIGHT, *(map(_plain, weights))])
    least = [_reservation(case, party) for party in parties]
    if any(value is not None for value in least):
        writer.writerow([RESERVATION, "", *(_plain(value or Decimal(0)) for value in least)])
    return Exported(out.getvalue(), "csv", left_behind(case, parties, kept=("scores", "reservation")))


def _score(stated: Preferences, party: str, issue: str, option: str) -> str:
    return _plain((stated.scores or {}).get(issue, {}).get(option, Decimal(0)))


def _plain(number: object) -> str:
    """A number in digits; a range has no place in a sheet."""
    if not isinstance(number, Decimal):
        hint = "Give one number in its place."
        raise CaseError(
            [Problem("the case", "a score, weight or reservation is a range; a sheet holds numbers", hint=hint)]
        )
    return format(number, "f")


def _reservation(case: Case, party: str) -> object:
    """What a party is left with: as stated, or its utility of the walk-away or status quo."""
    stated = case.of(party)
    code = case.walk_away_code(party)
    if stated.reservation is not None or code is None:
        return stated.reservation
    weights = {issue: _exactly(weight) for issue, weight in (stated.weights or {}).items()}
    scores = {
        issue: {option: _exactly(each) for option, each in row.items()} for issue, row in (stated.scores or {}).items()
    }
    tables, scale = scaled_tables(case.space, scores, weights)
    total = sum(int(table[index]) for table, index in zip(tables, case.space.indices(code), strict=True))
    return as_decimal(Fraction(total, scale))


def _exactly(number: object) -> Decimal:
    return Decimal(_plain(number))
