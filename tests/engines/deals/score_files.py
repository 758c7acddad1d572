"""Just enough of two score-sheet formats to run published cases: Genius utility files and folders of scorable games."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

from goodoffices.engines.deals import Constraint, DealsProblem, Scores
from goodoffices.model.consent import ConsentSets
from goodoffices.model.outcomes import OutcomeSpace
from goodoffices.model.scaling import Number, scaled_utilities

__all__ = ["Sheet", "genius", "problem_of_sheets", "scorable"]

Sheet = tuple[dict[str, dict[str, Number]], dict[str, Number], Number]
"""Scores, weights and reservation of one party."""


def genius(domain: Path, utilities: list[Path]) -> tuple[OutcomeSpace, list[Sheet]]:
    """A Genius domain with its utility files: evaluations as shares of each issue's greatest, weights summing to 1."""
    listed = ElementTree.parse(domain).getroot().iter("issue")  # noqa: S314  files that the tests name themselves
    issues = {str(issue.get("name")): tuple(str(item.get("value")) for item in issue.iter("item")) for issue in listed}
    return OutcomeSpace(tuple(issues), tuple(issues.values())), [_genius_sheet(path) for path in utilities]


def _genius_sheet(path: Path) -> Sheet:
    root = ElementTree.parse(path).getroot()  # noqa: S314
    names = {issue.get("index"): str(issue.get("name")) for issue in root.iter("issue")}
    scores: dict[str, dict[str, Number]] = {}
    for issue in root.iter("issue"):
        values = {str(item.get("value")): Fraction(str(item.get("evaluation"))) for item in issue.iter("item")}
        scores[str(issue.get("name"))] = {option: value / max(values.values()) for option, value in values.items()}
    raw = {names[row.get("index")]: Fraction(str(row.get("value"))) for row in root.iter("weight")}
    reservation = next((Fraction(str(row.get("value"))) for row in root.iter("reservation")), Fraction(0))
    return scores, {issue: weight / sum(raw.values()) for issue, weight in raw.items()}, reservation


def scorable(folder: Path) -> tuple[OutcomeSpace, list[str], list[str], list[Sheet]]:
    """The space, party ids, roles and sheets of a scorable game."""
    rows = [line.split(",") for line in (folder / "config.txt").read_text(encoding="utf-8").split("\n") if line.strip()]
    sheets: list[Sheet] = []
    sizes: list[int] = []
    for _, stem, *_ in rows:
        text = (folder / "scores_files" / f"{stem.strip()}.txt").read_text(encoding="utf-8")
        *lines, minimum = [line for line in text.split("\n") if line.strip()]
        numbers = [[int(cell) for cell in line.split(",")] for line in lines]
        sizes = [len(row) for row in numbers]
        scores: dict[str, dict[str, Number]] = {
            chr(65 + k): {str(j + 1): value for j, value in enumerate(row)} for k, row in enumerate(numbers)
        }
        sheets.append((scores, {}, int(minimum)))
    space = OutcomeSpace(
        tuple(chr(65 + k) for k in range(len(sizes))), tuple(tuple(str(j + 1) for j in range(size)) for size in sizes)
    )
    return space, [row[1].strip() for row in rows], [row[2].strip() for row in rows], sheets


def problem_of_sheets(space: OutcomeSpace, parties: list[str], sheets: list[Sheet]) -> DealsProblem:
    """A score sheet: every outcome is a deal, every party a principal."""
    scores = []
    for table, weights, reservation in sheets:
        utilities, scale = scaled_utilities(space, table, weights, [reservation])
        scores.append(Scores(utilities, scale, int(Fraction(reservation) * scale)))
    accepts = np.array([found.utilities >= found.disagreement for found in scores], dtype=np.bool_)
    names = tuple(parties)
    return DealsProblem(
        space,
        names,
        np.ones(space.outcomes, dtype=np.bool_),
        ConsentSets.of(space, names, names, [], None),
        accepts,
        ~accepts,
        tuple(Constraint(p, "walk_away") for p in range(len(names))),
        ~accepts,
        scores,
    )
