"""Genius XML: a domain and one utility file a party, as the negotiation platform of that name reads them.

A party's utility is the sum over issues of its share of the weights times the evaluation over **the greatest evaluation of that
issue**; the reservation is on the same scale from 0 to 1. Issues and items are matched by name, weights by index. Only discrete
issues and additive utilities are read; everything else is refused by name. The discount is no part of a case.

Evaluations are kept as they stand. The divisors go into the weights, in such a way that ties stay ties even where a division has
no end in decimals: see :mod:`goodoffices.model.exchange.unit`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NoReturn

from goodoffices.errors import Problem, nearest
from goodoffices.model.exchange.documents import Document, refuse
from goodoffices.model.exchange.imported import Imported
from goodoffices.model.exchange.numbers import as_decimal, exact
from goodoffices.model.exchange.score_sheet import SheetIssue, SheetParty, as_case
from goodoffices.model.exchange.unit import common_factor, unit_weights
from goodoffices.model.exchange.xml_tree import Element

__all__ = ["ROOTS", "read_genius"]

ROOTS = ("utility_space", "negotiation_template")
KNOWN = {"utility_space", "objective", "issue", "item", "weight", "reservation", "discount_factor"}
Domain = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class _File:
    """One Genius file."""

    document: Document
    space: Element
    objective: Element

    @property
    def is_profile(self) -> bool:
        """Whether it weighs issues: a domain does not."""
        return bool(self.objective.named("weight"))

    def refuse(self, at: Element, message: str, hint: str | None = None) -> NoReturn:
        refuse(self.document.shown, message, at.line, at.column, 1, hint)

    def text(self, at: Element, name: str) -> str:
        """An attribute that an element must have."""
        if name not in at.attributes:
            self.refuse(at, f'the {at.tag} has no "{name}"')
        return at.attributes[name]

    def number(self, at: Element, name: str) -> Fraction:
        """A number that must not be negative."""
        text = self.text(at, name)
        value = exact(text)
        if value is None or value < 0:
            self.refuse(at, f'"{text[:40]}" is no {name} of a {at.tag}', "A number from 0 up is expected.")
        return Fraction(value)


@dataclass(frozen=True)
class _Profile:
    """A party's numbers: evaluations [issues][items], weights [issues], the reservation from 0 to 1."""

    name: str
    evaluations: list[list[Fraction]]
    weights: list[Fraction]
    reservation: Fraction

    @property
    def greatest(self) -> list[Fraction]:
        """[issues] the greatest evaluation."""
        return [max(row) for row in self.evaluations]


def read_genius(found: Sequence[tuple[Document, Element]]) -> Imported:
    """A domain with its utility files. Where no domain file is given, the first utility file tells the issues.

    Raises
    ------
    CaseError
        With file, line and column.
    """
    notes: list[Problem] = []
    files = [_file(document, root, notes) for document, root in found]
    domains = [file for file in files if not file.is_profile]
    profiles = [file for file in files if file.is_profile]
    if len(domains) > 1:
        message = "this is a second domain (no issue in it has a weight)"
        domains[1].document.refuse(
            message, f"The first is {domains[0].document.path.name}. Name the files that belong together."
        )
    if not profiles:
        domains[0].document.refuse(
            "a domain alone names no party", "Name its utility files too, or the folder of them all."
        )
    first = (domains or profiles)[0]
    issues = {name: tuple(items) for name, (_, items) in _issues(first).items()}
    if not domains:
        notes.append(
            Problem(str(first.document.path), "no domain file was given; issues are taken from this utility file")
        )
    parties = [_profile(file, issues, notes) for file in profiles]
    factor = common_factor(sum(party.weights) * top for party in parties for top in party.greatest if top)
    return as_case(
        first.document.stem.replace("_", " "),
        "Imported from Genius. Scores are the evaluations as they stand; weights also hold the division by each issue's "
        "greatest evaluation, so that utilities run from 0 to 1.",
        [SheetIssue(name, items) for name, items in issues.items()],
        [_party(party, factor) for party in parties],
        format="Genius",
        source=str(first.document.path),
        notes=notes,
    )


def _file(document: Document, root: Element, notes: list[Problem]) -> _File:
    """A file's one objective, once it is sure that nothing in it is of a kind that cannot be read."""
    spaces = [root] if root.tag == "utility_space" else root.named("utility_space")
    page = document.shown
    if len(spaces) != 1:
        refuse(page, f"the file should hold one utility_space; it holds {len(spaces)}", root.line, root.column)
    space = spaces[0]
    for element in space.all():
        if element.tag == "issue":
            _discrete(document, element)
        if element.tag not in KNOWN:
            message = f"<{element.tag}> cannot be imported"
            hint = "Only additive utilities over discrete issues can; constraints and hyper-rectangles are none."
            refuse(page, message, element.line, element.column, hint=hint)
        if element.tag == "objective" and element.named("objective"):
            refuse(page, "objectives inside objectives cannot be imported", element.line, element.column)
    kind = space.attributes.get("type", "").lower()
    if kind and kind not in ("additive", "linear"):
        refuse(page, f'a utility space of the kind "{kind[:40]}" cannot be imported', space.line, space.column)
    objectives = space.named("objective")
    if len(objectives) != 1 or not objectives[0].named("issue"):
        refuse(page, "the file should hold one objective with issues", space.line, space.column)
    if len(root.children) > 1 and root is not space:
        others = sorted({child.tag for child in root.children} - {"utility_space"})
        notes.append(Problem(str(document.path), f"ignored: {', '.join(others)}"))
    return _File(document, space, objectives[0])


def _discrete(document: Document, issue: Element) -> None:
    """Refuse an issue of another kind by the name of that kind."""
    kinds = {issue.attributes[key].lower() for key in ("vtype", "type") if key in issue.attributes} - {"discrete"}
    if kinds:
        name = issue.attributes.get("name", "")[:60]
        message = f'the issue "{name}" is of the kind "{", ".join(sorted(kinds))[:40]}", which cannot be imported'
        hint = "Only discrete issues can. Replace it by an issue that lists the values of interest."
        refuse(document.shown, message, issue.line, issue.column, hint=hint)


def _issues(file: _File) -> dict[str, tuple[Element, dict[str, Element]]]:
    """Issues by name, each with its items by value, in file order."""
    found: dict[str, tuple[Element, dict[str, Element]]] = {}
    for issue in file.objective.named("issue"):
        name = file.text(issue, "name")
        items: dict[str, Element] = {}
        for item in issue.named("item"):
            value = file.text(item, "value")
            if value in items:
                file.refuse(
                    item, f'"{value[:60]}" stands twice in "{name[:60]}"', f"First on line {items[value].line}."
                )
            items[value] = item
        if name in found:
            file.refuse(issue, f'the issue "{name[:60]}" stands twice', f"First on line {found[name][0].line}.")
        if not items:
            file.refuse(issue, f'the issue "{name[:60]}" has no items')
        found[name] = (issue, items)
    return found


def _profile(file: _File, domain: Domain, notes: list[Problem]) -> _Profile:
    """The numbers of a utility file, in the domain's order of issues and items."""
    own = _issues(file)
    evaluations: list[list[Fraction]] = []
    by_index = _weights(file)
    weights: list[Fraction] = []
    for name, (issue, items) in own.items():
        _known(file, issue, name, domain, "issue")
        for value, item in items.items():
            _known(file, item, value, domain[name], f'item of "{name[:60]}"')
    for name, values in domain.items():
        if name not in own:
            file.refuse(file.objective, f'the issue "{name[:60]}" of the domain is missing')
        issue, items = own[name]
        missing = [value for value in values if value not in items]
        if missing:
            file.refuse(issue, f'the item "{missing[0][:60]}" of "{name[:60]}" is missing')
        evaluations.append([file.number(items[value], "evaluation") for value in values])
        index = file.text(issue, "index")
        if index not in by_index:
            file.refuse(
                issue, f'the issue "{name[:60]}" has no weight', f"A weight with index {index[:20]} is expected."
            )
        weights.append(file.number(by_index[index], "value"))
        if not max(evaluations[-1]):
            notes.append(
                Problem(
                    str(file.document.path), f'every evaluation of "{name}" is 0, so it counts for nothing', issue.line
                )
            )
    if not sum(weights):
        file.refuse(file.objective, "all weights are 0")
    return _Profile(file.document.stem.replace("_", " "), evaluations, weights, _reservation(file, notes))


def _weights(file: _File) -> dict[str, Element]:
    """Weights by index; each belongs to one issue."""
    indices = [file.text(issue, "index") for issue in file.objective.named("issue")]
    found: dict[str, Element] = {}
    for weight in file.objective.named("weight"):
        index = file.text(weight, "index")
        if index in found or indices.count(index) != 1:
            how = "stands twice" if index in found else "belongs to no issue, or to several"
            file.refuse(weight, f"the weight with index {index[:20]} {how}")
        found[index] = weight
    return found


def _reservation(file: _File, notes: list[Problem]) -> Fraction:
    """What the party has without a deal, and a word on the discount that is left aside."""
    found = [element for element in file.space.all() if element.tag == "reservation"]
    if len(found) > 1:
        file.refuse(found[1], "a second reservation")
    for element in file.space.all():
        if element.tag == "discount_factor" and file.number(element, "value") != 1:
            message = f"the discount factor {element.attributes['value']} was ignored: a case has no rounds"
            notes.append(Problem(str(file.document.path), message, element.line))
    costs = [
        item for item in file.space.all() if item.tag == "item" and (exact(item.attributes.get("cost", "0")) or 0) != 0
    ]
    if costs:
        notes.append(Problem(str(file.document.path), f"the costs of {len(costs)} items were ignored", costs[0].line))
    return file.number(found[0], "value") if found else Fraction(0)


def _known(file: _File, at: Element, name: str, known: Sequence[str] | Domain, what: str) -> None:
    if name not in known:
        close = nearest(name, list(known))
        file.refuse(at, f'the domain has no {what} "{name[:60]}"', f'Did you mean "{close}"?' if close else None)


def _party(party: _Profile, factor: Fraction) -> SheetParty:
    """Evaluations as they stand; weights that hold the divisions, and the reservation, over one unit."""
    weights, reservation = unit_weights(party.weights, party.greatest, party.reservation, factor)
    scores = tuple(tuple(as_decimal(value) for value in row) for row in party.evaluations)
    return SheetParty(party.name, scores, weights, reservation)
