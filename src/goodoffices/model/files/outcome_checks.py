"""Checks that need the outcome space: rules leave some outcome, what is named is feasible, rankings are whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from goodoffices.model.case import Case
from goodoffices.model.files.names import Names, entries, items, part
from goodoffices.model.files.page import listed
from goodoffices.model.files.search import Undecided, count, find
from goodoffices.model.files.yaml import Mapping as MappingNode
from goodoffices.model.files.yaml import Node, Scalar

__all__ = ["check_outcomes", "check_whole"]


def check_whole(names: Names, root: Node) -> None:
    """The status quo and every walk-away settle all issues; what a walk-away leaves out stays as it is."""
    status_quo = part(root, "status_quo")
    if names.terms(status_quo) is not None:
        _settles_all(names, _key(root, "status_quo"), {key.text for key, _ in entries(status_quo)}, "the status quo")
    for party, terms in entries(part(root, "walk_away")):
        names.party(party)
        given = names.terms(terms)
        if given is not None and status_quo is None:
            _settles_all(names, party, set(given), "without a status quo, a walk-away")


def _settles_all(names: Names, where: Node, given: set[str], what: str) -> None:
    missing = [issue for issue in names.issues if issue not in given]
    if missing:
        names.note(where, f"{what} must settle every issue", f"Not settled: {listed(missing)}.")


def check_outcomes(names: Names, root: Node, case: Case) -> None:
    """Check a case whose every name is sound."""
    if _impossible(case, {}):
        hint = "Together they exclude every outcome. Loosen one of them."
        names.note(_key(root, "rules"), "the rules leave no feasible outcome", hint)
        return
    _named_outcomes(names, root, case)
    _red_lines(names, root, case)
    for party, preference in case.preferences.items():
        if preference.ranking is not None:
            _ranking(names, root, case, party)


def _named_outcomes(names: Names, root: Node, case: Case) -> None:
    """Status quo, walk-aways and proposals break no rule."""
    status_quo = case.status_quo or {}
    _feasible(names, case, _key(root, "status_quo"), status_quo, "the status quo")
    for party, terms in case.walk_away.items():
        where = _key(part(root, "walk_away"), party)
        _feasible(names, case, where, {**status_quo, **terms}, f'the walk-away of "{party}"')
    for proposal, row in case.proposals.items():
        where = _key(part(root, "proposals", proposal), "terms")
        if _impossible(case, row.terms):
            hint = f"{_broken(case, row.terms)} Whatever the other issues, a rule excludes these terms."
            names.note(where, f'the proposal "{proposal}" is not feasible', hint.strip())
        elif case.status_quo is not None and (broken := _broken(case, {**status_quo, **row.terms})):
            message = f'with all else as it is, the proposal "{proposal}" is not feasible'
            names.warn(where, message, f"{broken} It needs more terms to be an outcome.")


def _feasible(names: Names, case: Case, where: Node, terms: Mapping[str, str], what: str) -> None:
    broken = _broken(case, terms)
    if broken:
        names.note(where, f"{what} is not feasible", broken)


def _broken(case: Case, terms: Mapping[str, str]) -> str:
    """The first rule that terms break, as a sentence; empty if they break none for sure."""
    for rule, expression in zip(case.rules, case.never, strict=True):
        if expression.holds(terms):
            return f"Excluded by the rule: never {rule.never}."
    return ""


def _impossible(case: Case, terms: Mapping[str, str]) -> bool:
    """Whether no feasible outcome has these terms, as far as can be found out."""
    try:
        return find(case.space, case.never, terms) is None
    except Undecided:
        return False


def _red_lines(names: Names, root: Node, case: Case) -> None:
    """Lines that the status quo crosses; likely the wrong way round."""
    for party in case.preferences:
        for line in items(part(root, "preferences", party, "red_lines")):
            expression = names.expression(line)
            if expression is not None and case.status_quo is not None and expression.holds(case.status_quo):
                hint = f'It says what "{party}" will not accept in any deal; as things stand it is already so.'
                names.warn(line, f'the status quo crosses this red line of "{party}"', hint)


def _ranking(names: Names, root: Node, case: Case, party: str) -> None:
    """Each feasible code once, and no other."""
    space, seen = case.space, set[int]()
    for node, code in _codes(part(root, "preferences", party, "ranking")):
        if not 0 <= code < space.outcomes:
            names.note(node, f"there is no outcome {code}", f"Codes run from 0 to {space.outcomes - 1:,}.")
        elif code in seen:
            names.note(node, f"outcome {code} stands twice", "A ranking names every feasible outcome once.")
        elif broken := _broken(case, space.terms(code)):
            names.note(node, f"outcome {code} is not feasible", f"{broken} A ranking names feasible outcomes only.")
        seen.add(code)
    where = _key(part(root, "preferences", party), "ranking")
    if space.outcomes <= 10**6:
        missing: Sequence[object] = [int(code) for code in case.feasible.nonzero()[0] if int(code) not in seen]
        if missing:
            names.note(
                where, f"outcomes missing: {listed(map(str, missing))}", "A ranking names every feasible outcome once."
            )
    elif _more_than(case, len(seen)):
        names.note(
            where, f"{len(seen):,} outcomes are ranked, but more are feasible", "State the preference in another form."
        )


def _more_than(case: Case, number: int) -> bool:
    try:
        return count(case.space, case.never, number) > number
    except Undecided:
        return False


def _codes(node: Node | None) -> Iterator[tuple[Node, int]]:
    for entry in items(node):
        for one in [entry] if isinstance(entry, Scalar) else items(entry):
            if isinstance(one, Scalar) and isinstance(one.value, int):
                yield one, one.value


def _key(node: Node | None, name: str) -> Node:
    """The key of an entry, to point to; the mapping itself where it has no such key."""
    if isinstance(node, MappingNode) and name in node.entries:
        return node.entries[name][0]
    assert node is not None  # noqa: S101  callers ask only of what exists
    return node
