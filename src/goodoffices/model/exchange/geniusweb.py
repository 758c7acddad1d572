"""GeniusWeb JSON: a domain of issues with their values, and a profile of linear additive utilities for each party.

Utilities are taken as they stand; nothing is divided by a maximum. ``reservationBid`` is an outcome: its utility is the
reservation. Ranges of numbers and spaces of any other kind are refused by their name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from goodoffices.errors import Problem
from goodoffices.model.exchange.documents import Document
from goodoffices.model.exchange.fields import Fields
from goodoffices.model.exchange.imported import Imported
from goodoffices.model.exchange.labels import label
from goodoffices.model.exchange.numbers import sum_of_products
from goodoffices.model.exchange.score_sheet import SheetIssue, SheetParty, as_case
from goodoffices.model.files.page import suggestion
from goodoffices.model.files.yaml import Mapping, Node

__all__ = ["is_geniusweb", "read_geniusweb"]

SPACE = "LinearAdditiveUtilitySpace"
DISCRETE = ("discreteutils", "DiscreteValueSetUtilities")


@dataclass(frozen=True)
class _Domain:
    """Issues with their values, and where they stand."""

    name: str
    issues: dict[str, tuple[str, ...]]


def is_geniusweb(root: Node) -> bool:
    """Whether a JSON tree is a domain or a profile of some kind."""
    if not isinstance(root, Mapping):
        return False
    keys = list(root.entries)
    wrapped = len(keys) == 1 and isinstance(root.entries[keys[0]][1], Mapping)
    return "issuesValues" in keys or (wrapped and (keys[0].endswith("Space") or "domain" in _inside(root, keys[0])))


def _inside(root: Mapping, key: str) -> list[str]:
    inner = root.entries[key][1]
    return list(inner.entries) if isinstance(inner, Mapping) else []


def read_geniusweb(found: Sequence[tuple[Document, Node]]) -> Imported:
    """A domain with its profiles; the domain may also stand only inside the profiles.

    Raises
    ------
    CaseError
        With file, line and column.
    """
    domains = [(document, root) for document, root in found if _is_domain(root)]
    profiles = [(document, root) for document, root in found if not _is_domain(root)]
    if len(domains) > 1:
        domains[1][0].refuse(
            "this is a second domain", f"The first is {domains[0][0].path.name}. Name those that belong together."
        )
    if not profiles:
        domains[0][0].refuse(
            "a domain alone names no party", "Name its profiles too, or the folder that holds them all."
        )
    notes: list[Problem] = []
    if domains:
        domain = _domain(Fields(domains[0][0].page), domains[0][1])
    else:
        first, root = profiles[0]
        fields = Fields(first.page)
        domain = _domain(fields, fields.need(_space(fields, root), "domain", "the profile"))
    parties = [_party(document, root, domain, notes) for document, root in profiles]
    return as_case(
        domain.name or found[0][0].stem,
        "Imported from GeniusWeb: a domain and a profile for each party.",
        [SheetIssue(name, values) for name, values in domain.issues.items()],
        parties,
        format="GeniusWeb",
        source=str(found[0][0].path),
        notes=notes,
    )


def _is_domain(root: Node) -> bool:
    return isinstance(root, Mapping) and "issuesValues" in root.entries


def _domain(fields: Fields, root: Node) -> _Domain:
    """Issues and values of a domain."""
    name = fields.get(root, "name")
    given = fields.mapping(fields.need(root, "issuesValues", "the domain"), "issuesValues")
    issues: dict[str, tuple[str, ...]] = {}
    for key, (_, node) in given.entries.items():
        listed = fields.get(node, "values")
        if listed is None:
            kind = next(iter(fields.mapping(node, "an issue").entries), "nothing")
            message = f'the issue "{key[:60]}" has no list of values but "{kind}"'
            fields.refuse(node, message, "Only issues with a list of values can be imported.")
        values = [fields.text(value, "a value") for value in fields.items(listed, "values")]
        if not values or len(set(values)) < len(values):
            fields.refuse(listed, f'the issue "{key[:60]}" has no values, or one of them twice')
        issues[key] = tuple(values)
    if not issues:
        fields.refuse(given, "the domain has no issues")
    return _Domain("" if name is None else fields.text(name, "a name"), issues)


def _space(fields: Fields, root: Node) -> Mapping:
    """The linear additive space of a profile."""
    kinds = list(fields.mapping(root, "a profile").entries)
    if kinds != [SPACE]:
        message = f"a profile of the kind {', '.join(kinds[:3]) or 'none'} cannot be imported"
        fields.refuse(root, message, f"Only {SPACE} can: other kinds are not sums of scores.")
    return fields.mapping(fields.need(root, SPACE, "the profile"), SPACE)


def _party(document: Document, root: Node, domain: _Domain, notes: list[Problem]) -> SheetParty:
    """A party from its profile."""
    fields = Fields(document.page)
    space = _space(fields, root)
    inner = fields.get(space, "domain")
    if inner is not None and _domain(fields, inner).issues != domain.issues:
        fields.refuse(inner, "the profile is for another domain: its issues or values differ")
    utilities = fields.mapping(fields.need(space, "issueUtilities", "the profile"), "issueUtilities")
    weights = fields.mapping(fields.need(space, "issueWeights", "the profile"), "issueWeights")
    for given in (utilities, weights):
        for key, (place, _) in given.entries.items():
            if key not in domain.issues:
                fields.refuse(
                    place, f'no issue is called "{key[:60]}"', suggestion(key, domain.issues, "Issues of the domain")
                )
    scores = [_scores(fields, utilities, issue, values) for issue, values in domain.issues.items()]
    share = [fields.number(fields.need(weights, issue, "issueWeights"), "a weight") for issue in domain.issues]
    for issue, weight in zip(domain.issues, share, strict=True):
        if weight < 0:
            fields.refuse(weights.entries[issue][1], "a weight below zero")
    if (total := sum(map(Fraction, share))) != 1:
        message = f"the weights sum to {float(total):.6g}, not to 1; they are taken as they stand"
        notes.append(Problem(str(document.path), message))
    known = {"name", "issueUtilities", "issueWeights", "domain", "reservationBid"}
    ignored = [key for key in space.entries if key not in known]
    if ignored:
        notes.append(Problem(str(document.path), f"ignored: {', '.join(ignored)}"))
    name = fields.get(space, "name")
    said = label(fields.text(name, "a name") if name is not None else "", document.stem)
    least = _reservation(fields, fields.get(space, "reservationBid"), domain, scores, share)
    return SheetParty(said, tuple(scores), tuple(share), least)


def _scores(fields: Fields, utilities: Mapping, issue: str, values: tuple[str, ...]) -> tuple[Decimal, ...]:
    """Utilities of the values of one issue, in domain order."""
    node = fields.mapping(fields.need(utilities, issue, "issueUtilities"), "the utilities of an issue")
    kinds = list(node.entries)
    if len(kinds) != 1 or kinds[0] not in DISCRETE:
        message = f'utilities of the kind "{kinds[0] if kinds else "none"}" cannot be imported'
        fields.refuse(node, message, f"Only utilities of listed values can: {' or '.join(DISCRETE)}.")
    table = fields.mapping(fields.need(node.entries[kinds[0]][1], "valueUtilities", kinds[0]), "valueUtilities")
    for value, (place, _) in table.entries.items():
        if value not in values:
            fields.refuse(place, f'"{issue[:60]}" has no value "{value[:60]}"', suggestion(value, values, "Its values"))
    return tuple(fields.number(fields.need(table, value, f'"{issue[:60]}"'), "a utility") for value in values)


def _reservation(
    fields: Fields, bid: Node | None, domain: _Domain, scores: list[tuple[Decimal, ...]], weights: list[Decimal]
) -> Decimal | None:
    """The utility of the bid that a party can fall back on."""
    if bid is None:
        return None
    values = fields.mapping(fields.get(bid, "issuevalues") or bid, "the reservation bid")
    parts: list[tuple[Decimal, Decimal]] = []
    for issue, row, weight in zip(domain.issues, scores, weights, strict=True):
        node = fields.need(values, issue, "the reservation bid")
        value = fields.text(node, "a value")
        if value not in domain.issues[issue]:
            hint = suggestion(value, domain.issues[issue], "Its values")
            fields.refuse(node, f'"{issue[:60]}" has no value "{value[:60]}"', hint)
        parts.append((weight, row[domain.issues[issue].index(value)]))
    return sum_of_products(parts)
