"""Random cases for all tests: parties, issues, rules, the four forms of preference, red lines, moves of all shapes.

``documents()`` draws what a case file holds (plain dictionaries); ``cases()`` the model of it. Whatever is drawn is valid: some
outcome is feasible, and every name refers to something.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from goodoffices.model.case import Case
from goodoffices.model.expressions import Expression, Operation, Term, parse
from goodoffices.model.outcomes import OutcomeSpace

__all__ = [
    "cases",
    "documents",
    "expression_texts",
    "expressions",
    "importances",
    "orders",
    "preferences",
    "rankings",
    "reached_by",
    "score_sheets",
    "spaces",
]

PARTIES = ("north", "south", "east", "west")
ISSUES = ("truce", "limits", "relief", "office")
OPTIONS = ("no", "yes", "in_part", "later")
WORDS = ("and", "or", "implies", "iff")

Options = Mapping[str, Sequence[str]]


def issue_options(most_issues: int = 4, most_options: int = 4) -> st.SearchStrategy[dict[str, list[str]]]:
    """Issue to options, one to four of each."""
    counts = st.lists(st.integers(1, most_options), min_size=1, max_size=most_issues)
    return counts.map(lambda sizes: {ISSUES[k]: list(OPTIONS[:size]) for k, size in enumerate(sizes)})


def spaces(most_issues: int = 4, most_options: int = 4) -> st.SearchStrategy[OutcomeSpace]:
    """Outcome spaces of at most ``most_options ** most_issues`` outcomes."""
    return issue_options(most_issues, most_options).map(space_of)


def space_of(options: Options) -> OutcomeSpace:
    """The space of issues and options as ``documents()`` uses them."""
    return OutcomeSpace(tuple(options), tuple(tuple(names) for names in options.values()))


def expressions(options: Options | Case | OutcomeSpace, most_parts: int = 6) -> st.SearchStrategy[Expression]:
    """Expressions over the terms of a case, a space or plain options."""
    names = _options(options)
    terms: st.SearchStrategy[Expression] = st.sampled_from(
        [Term(issue, option) for issue, all_of_it in names.items() for option in all_of_it]
    )
    return st.recursive(
        terms,
        lambda inner: st.one_of(
            inner.map(lambda part: Operation("not", (part,))),
            st.tuples(st.sampled_from(WORDS), inner, inner).map(lambda row: Operation(row[0], (row[1], row[2]))),
        ),
        max_leaves=most_parts,
    )


def expression_texts(options: Options | Case | OutcomeSpace) -> st.SearchStrategy[str]:
    """Expressions as they stand in a file."""
    return expressions(options).map(str)


def orders(names: Sequence[str]) -> st.SearchStrategy[str]:
    """``?``, or some of the options in some order, with ``>`` or ``~`` between them."""

    @st.composite
    def chain(draw: st.DrawFn) -> str:
        chosen = draw(st.permutations(list(names)))[: draw(st.integers(1, len(names)))]
        marks = [draw(st.sampled_from([" > ", " ~ "])) for _ in chosen[1:]]
        return chosen[0] + "".join(mark + name for mark, name in zip(marks, chosen[1:], strict=True))

    return st.one_of(st.just("?"), chain())


def conditional_orders(options: Options, issue: str) -> st.SearchStrategy[str | list[dict[str, str]]]:
    """One order, or a list of ``{when, order}`` of which the last may lack ``when``."""

    @st.composite
    def clauses(draw: st.DrawFn) -> list[dict[str, str]]:
        rows = [
            {"when": draw(expression_texts(options)), "order": draw(orders(options[issue]))}
            for _ in range(draw(st.integers(1, 2)))
        ]
        return [*rows, {"order": draw(orders(options[issue]))}] if draw(st.booleans()) else rows

    return st.one_of(orders(options[issue]), orders(options[issue]), clauses())


@st.composite
def importances(draw: st.DrawFn, issues: Sequence[str]) -> list[str | list[str]]:
    """Some of the issues, most important first, some of them tied in a nested list."""
    left = draw(st.permutations(list(issues)))[: draw(st.integers(0, len(issues)))]
    tiers: list[str | list[str]] = []
    while left:
        size = draw(st.integers(1, len(left)))
        tiers.append(left[0] if size == 1 else list(left[:size]))
        left = left[size:]
    return tiers


@st.composite
def rankings(draw: st.DrawFn, feasible: Sequence[int]) -> list[int | list[int]]:
    """All feasible codes, best first, ties in a nested list."""
    left = draw(st.permutations(list(feasible)))
    tiers: list[int | list[int]] = []
    while left:
        size = draw(st.sampled_from([1, 1, 1, 2, 3]))
        tiers.append(left[0] if size == 1 else list(left[:size]))
        left = left[size:]
    return tiers


def amounts(ranges: bool = True) -> st.SearchStrategy[Any]:
    """A number with up to two decimals, now and then a range of them; never negative."""
    number = st.decimals(0, 100, places=2, allow_nan=False, allow_infinity=False)

    @st.composite
    def span(draw: st.DrawFn) -> dict[str, Decimal]:
        low, mode, high = sorted(draw(st.lists(number, min_size=3, max_size=3)))
        return {"low": low, "mode": mode, "high": high} if draw(st.booleans()) else {"low": low, "high": high}

    whole = st.integers(0, 100)
    return st.one_of(whole, number, span()) if ranges else st.one_of(whole, number)


@st.composite
def score_sheets(draw: st.DrawFn, options: Options, ranges: bool = True) -> dict[str, Any]:
    """Scores for every option of every issue, with or without weights and a reservation."""
    sheet: dict[str, Any] = {
        "scores": {issue: {name: draw(amounts(ranges)) for name in names} for issue, names in options.items()}
    }
    if draw(st.booleans()):
        sheet["weights"] = {issue: draw(amounts(ranges)) for issue in options}
    if draw(st.booleans()):
        sheet["reservation"] = draw(amounts(ranges))
    return sheet


FORMS = ("orders", "priorities", "scores", "ranking", None)


@st.composite
def preferences(
    draw: st.DrawFn, options: Options, feasible: Sequence[int], forms: Sequence[str | None] = FORMS
) -> dict[str, Any]:
    """What is known of one party: one of the four forms or none, and red lines."""
    form = draw(st.sampled_from(list(forms)))
    found: dict[str, Any] = {}
    if form == "orders":
        ordered = [issue for issue in options if draw(st.booleans())]
        found["orders"] = {issue: draw(conditional_orders(options, issue)) for issue in ordered}
        found["importance"] = draw(importances(list(options)))
    elif form == "priorities":
        found["priorities"] = draw(st.lists(expression_texts(options), min_size=1, max_size=4))
    elif form == "scores":
        found.update(draw(score_sheets(options)))
    elif form == "ranking":
        found["ranking"] = draw(rankings(feasible))
    if draw(st.booleans()):
        found["red_lines"] = draw(st.lists(expression_texts(options), max_size=2))
    return found


@st.composite
def reached_by(draw: st.DrawFn, names: Sequence[str], parties: Sequence[str]) -> dict[str, list[str | list[str]]]:
    """Who can bring an issue to its options: nobody, one party alone, several alone, groups together."""
    alone: st.SearchStrategy[str | list[str]] = st.sampled_from(list(parties))
    together = st.lists(st.sampled_from(list(parties)), min_size=1, max_size=3, unique=True)
    return {name: draw(st.lists(alone | together, max_size=2)) for name in names if draw(st.integers(0, 3))}


@st.composite
def documents(
    draw: st.DrawFn,
    *,
    most_parties: int = 4,
    most_issues: int = 4,
    most_options: int = 4,
    status_quo: bool | None = None,
    forms: Sequence[str | None] = FORMS,
) -> dict[str, Any]:
    """What a case file holds. ``status_quo`` says whether it names one; None draws that as well."""
    parties = PARTIES[: draw(st.integers(1, most_parties))]
    options = draw(issue_options(most_issues, most_options))
    space = space_of(options)
    rules, feasible = _rules(draw, options, space)
    roles = ["principal"] + [draw(st.sampled_from(["principal", "mediator", "guarantor", "ally"])) for _ in parties[1:]]
    has_status_quo = draw(st.booleans()) if status_quo is None else status_quo
    document: dict[str, Any] = {
        "case": "A drawn case",
        "as_of": "2025-03-17",
        "left_out": ["Everyone: this case was drawn."],
        "parties": {name: {"name": name.title(), "role": role} for name, role in zip(parties, roles, strict=True)},
        "issues": {issue: _issue(draw, issue, names, parties) for issue, names in options.items()},
        "rules": rules,
    }
    if has_status_quo:
        document["status_quo"] = space.terms(draw(st.sampled_from(feasible)))
    document["walk_away"] = {
        party: space.terms(draw(st.sampled_from(feasible))) for party in parties if draw(st.integers(0, 3)) == 0
    }
    document["preferences"] = {
        party: draw(preferences(options, feasible, forms)) for party in parties if draw(st.integers(0, 4))
    }
    document["proposals"] = _proposals(draw, space, feasible, parties)
    return document


def cases(**settings: Any) -> st.SearchStrategy[Case]:
    """The models of ``documents()``, with the same settings."""
    return documents(**settings).map(Case.model_validate)


def _options(options: Options | Case | OutcomeSpace) -> Options:
    space = options.space if isinstance(options, Case) else options
    if isinstance(space, OutcomeSpace):
        return dict(zip(space.issues, space.options, strict=True))
    return space


def _rules(draw: st.DrawFn, options: Options, space: OutcomeSpace) -> tuple[list[dict[str, str]], list[int]]:
    """Up to two rules that together leave some outcome, and the codes that they leave."""
    allowed = space.feasible([])
    rules: list[dict[str, str]] = []
    for text in draw(st.lists(expression_texts(options), max_size=2)):
        kept = allowed & ~space.truth(parse(text))
        if kept.any():
            allowed = kept
            rules.append({"never": text})
    return rules, [int(code) for code in allowed.nonzero()[0]]


def _issue(draw: st.DrawFn, issue: str, names: Sequence[str], parties: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {"question": f"{issue.title()}?", "options": {name: name.title() for name in names}}
    shape = draw(st.sampled_from(["reached_by", "reached_by", "controlled_by", None]))
    if shape == "reached_by":
        found["reached_by"] = draw(reached_by(names, parties))
    elif shape == "controlled_by":
        found["controlled_by"] = draw(st.sampled_from(list(parties)))
    return found


def _proposals(draw: st.DrawFn, space: OutcomeSpace, feasible: Sequence[int], parties: Sequence[str]) -> dict[str, Any]:
    """At most one proposal: some terms of a feasible outcome, with some answers."""
    if draw(st.booleans()):
        return {}
    outcome = space.terms(draw(st.sampled_from(list(feasible))))
    terms = {issue: option for issue, option in outcome.items() if draw(st.booleans())} or outcome
    answers = {
        party: draw(st.sampled_from(["accepts", "rejects", "no_reply"])) for party in parties if draw(st.booleans())
    }
    return {
        "plan": {"by": draw(st.sampled_from(list(parties))), "on": "2025-03-11", "terms": terms, "answers": answers}
    }
