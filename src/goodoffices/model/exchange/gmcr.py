"""``.gmcr`` files of GMCR+: conflicts as decision makers with options that are taken or not [Kinsara2014]_.

Option k becomes issue k with the options ``no`` and ``yes``, so that outcome codes are the program's decimal states. State
numbers in the file are something else: 1 + the place of the decimal among the feasible states. What a case has no place for
(coalitions, misperceptions) is told, not dropped in silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import Problem
from goodoffices.model.case import Case, Issue, Party, PartyRole, Preferences, Rule
from goodoffices.model.exchange.conditions import NO, YES, expression, patterns
from goodoffices.model.exchange.documents import Document
from goodoffices.model.exchange.fields import Fields
from goodoffices.model.exchange.gmcr_states import LISTABLE, States
from goodoffices.model.exchange.imported import Imported
from goodoffices.model.exchange.labels import Labels, label
from goodoffices.model.exchange.score_sheet import left_out
from goodoffices.model.expressions import parse
from goodoffices.model.files.page import listed
from goodoffices.model.files.search import Undecided, find
from goodoffices.model.files.yaml import Mapping as MappingNode
from goodoffices.model.files.yaml import Node
from goodoffices.model.files.yaml import Sequence as SequenceNode
from goodoffices.model.preferences import preference_of

__all__ = ["is_gmcr", "read_gmcr"]

MOST_OPTIONS = 40
DIRECTIONS = {"both": (NO, YES), "fwd": (YES,), "back": (NO,)}
"""Which options of the issue its holder can enter."""
DERIVED = {"coalitionsFull", "program", "version", "useManualPreferenceVectors"}
KNOWN = {"decisionMakers", "options", "infeasibles", "coalitions", "useManualPreferenceRanking"} | DERIVED


@dataclass
class _Conflict:
    """A file on its way to a case."""

    document: Document
    fields: Fields
    root: Node
    notes: list[Problem] = field(default_factory=list)
    about: list[str] = field(default_factory=list)

    def note(self, node: Node, message: str, hint: str | None = None) -> None:
        self.notes.append(Problem(str(self.document.path), message, node.line, node.column, hint=hint))


def is_gmcr(root: Node) -> bool:
    """Whether a JSON tree is such a file."""
    return isinstance(root, MappingNode) and "decisionMakers" in root.entries


def read_gmcr(document: Document, root: Node) -> Imported:
    """A conflict without a status quo: the file names none.

    Raises
    ------
    CaseError
        With file, line and column.
    """
    conflict = _Conflict(document, Fields(document.page), root)
    fields = conflict.fields
    makers = fields.items(fields.need(root, "decisionMakers", "the file"), "decisionMakers")
    options = fields.items(fields.need(root, "options", "the file"), "options")
    if not makers:
        fields.refuse(root, "the file has no decision makers")
    if not 1 <= len(options) <= MOST_OPTIONS:
        fields.refuse(root, f"the file has {len(options)} options; from 1 to {MOST_OPTIONS} can be imported")
    unknown = [key for key in fields.mapping(root, "the file").entries if key not in KNOWN]
    if unknown:
        conflict.note(root, f"ignored: {listed(unknown)}")
    parties = _parties(conflict, makers)
    names, issues = _issues(conflict, options, _holders(conflict, makers, list(parties), len(options)))
    rules = _rules(conflict, names)
    manual = next(
        (fields.truth(node, key) for key in ("useManualPreferenceRanking", "useManualPreferenceVectors")
         if (node := fields.get(root, key)) is not None), False,
    )  # fmt: skip
    bare = Case(case="-", left_out=["-"], parties=parties, issues=issues, rules=rules)
    _some_outcome(conflict, bare)
    states = States.of(bare) if any(fields.get(maker, "payoffs") or manual for maker in makers) else None
    stated = {
        party: preference
        for party, maker in zip(parties, makers, strict=True)
        if (preference := _preferences(conflict, maker, party, names, states if manual else None, manual)) is not None
    }
    case = bare.model_copy(update={"preferences": stated})
    for party, maker in zip(parties, makers, strict=True):
        _payoffs(conflict, maker, case, party, states)
        _misperceptions(conflict, maker, case, party)
    _coalitions(conflict, list(parties))
    return Imported(
        _case(conflict, parties, issues, rules, stated), "GMCR+", str(document.path), True, tuple(conflict.notes)
    )


def _case(
    conflict: _Conflict,
    parties: dict[str, Party],
    issues: dict[str, Issue],
    rules: list[Rule],
    stated: dict[str, Preferences],
) -> Case:
    codes = "Outcome codes are the decimal states of that program."
    return Case(
        case=label(conflict.document.stem.replace("_", " "), "An imported conflict"),
        about=" ".join(["Imported from a GMCR+ file.", codes, *conflict.about]),
        left_out=left_out(conflict.notes),
        parties=parties,
        issues=issues,
        rules=rules,
        preferences=stated,
    )


def _parties(conflict: _Conflict, makers: Sequence[Node]) -> dict[str, Party]:
    keys = Labels("party")
    found = {}
    for number, maker in enumerate(makers, 1):
        name = label(
            conflict.fields.text(conflict.fields.need(maker, "name", "the decision maker"), "a name"), f"Party {number}"
        )
        found[keys.add(name)] = Party(name=name, role=PartyRole.PRINCIPAL)
    return found


def _holders(conflict: _Conflict, makers: Sequence[Node], parties: Sequence[str], options: int) -> list[list[str]]:
    """[options] the parties that hold each."""
    found: list[list[str]] = [[] for _ in range(options)]
    for party, maker in zip(parties, makers, strict=True):
        for node in conflict.fields.items(conflict.fields.get(maker, "options"), "options"):
            option = conflict.fields.whole(node, "an option's number", 0, options - 1)
            if party not in found[option]:
                found[option].append(party)
    return found


def _issues(
    conflict: _Conflict, options: Sequence[Node], holders: Sequence[list[str]]
) -> tuple[list[str], dict[str, Issue]]:
    """A binary issue an option, in file order."""
    fields, keys = conflict.fields, Labels("option")
    names: list[str] = []
    issues: dict[str, Issue] = {}
    for number, (node, held) in enumerate(zip(options, holders, strict=True)):
        name = label(fields.text(fields.need(node, "name", "the option"), "a name"), f"Option {number}")
        given = fields.get(node, "permittedDirection")
        direction = "both" if given is None else fields.text(given, "permittedDirection")
        if direction not in DIRECTIONS:
            fields.refuse(given or node, f'the direction "{direction[:20]}" should be one of: {", ".join(DIRECTIONS)}')
        names.append(keys.add(name))
        moves = {
            "controlled_by": held[0] if direction == "both" and len(held) == 1 else None,
            "reached_by": {each: [*held] if each in DIRECTIONS[direction] else [] for each in (NO, YES)},
        }
        if not held or moves["controlled_by"]:
            moves.pop("reached_by")
        issues[names[-1]] = Issue(question=name, options={NO: "Not taken", YES: "Taken"}, **moves)
        if not held:
            conflict.note(node, f'nobody holds the option "{name}", so no party can change it')
    return names, issues


def _rules(conflict: _Conflict, names: Sequence[str]) -> list[Rule]:
    """A rule each infeasible pattern; a compound gives one a member."""
    found: list[Rule] = []
    for node in conflict.fields.items(conflict.fields.get(conflict.root, "infeasibles"), "infeasibles"):
        for pattern in patterns(conflict.fields, node, len(names)):
            found.append(Rule(never=expression([pattern], names)))
    return list({rule.never: rule for rule in found}.values())


def _some_outcome(conflict: _Conflict, case: Case) -> None:
    """Refuse patterns that together exclude every outcome."""
    try:
        if find(case.space, case.never, {}) is None:
            where = conflict.fields.get(conflict.root, "infeasibles") or conflict.root
            conflict.fields.refuse(where, "the infeasible patterns exclude every state")
    except Undecided:
        conflict.note(conflict.root, "whether the infeasible patterns leave any state was too long to find out")


def _preferences(
    conflict: _Conflict, maker: Node, party: str, names: Sequence[str], states: States | None, manual: bool
) -> Preferences | None:
    """Priorities or a ranking, whichever the file says counts; None where it holds nothing."""
    fields = conflict.fields
    if manual:
        node = fields.get(maker, "preferenceRanking")
        tiers = fields.items(node, "preferenceRanking")
        if states is None or node is None or not tiers:
            if fields.items(fields.get(maker, "options"), "options"):
                fields.refuse(
                    node or maker, f"{party} has no preference ranking, but the file says that rankings count"
                )
            conflict.note(maker, f"{party} has no preferences in the file: they are unknown")
            return None
        return Preferences(ranking=states.ranking(fields, node, tiers))
    given = fields.items(fields.get(maker, "preferences"), "preferences")
    if not given:
        conflict.note(maker, f"{party} has no preferences in the file: they count as unknown, not as indifferent")
        return None
    return Preferences(priorities=[expression(patterns(fields, node, len(names)), names) for node in given])


def _payoffs(conflict: _Conflict, maker: Node, case: Case, party: str, states: States | None) -> None:
    """Payoffs are derived; tell if they say something else than the preferences that count."""
    node = conflict.fields.get(maker, "payoffs")
    given = conflict.fields.items(node, "payoffs")
    if node is None or not given or states is None or party not in case.preferences:
        return
    if len(given) != len(states.codes):
        conflict.note(
            node, f"{party} has {len(given)} payoffs for {len(states.codes)} feasible states; they were ignored"
        )
        return
    ranks = preference_of(case, party).ranks
    payoffs = [conflict.fields.number(each, "a payoff") for each in given]
    if ranks is not None and not _alike(payoffs, ranks[states.codes]):
        hint = "The preferences count; the payoffs were ignored."
        conflict.note(node, f"the payoffs of {party} contradict its preferences", hint)


def _alike(payoffs: Sequence[object], ranks: NDArray[np.int32]) -> bool:
    """Whether two rows of numbers put the states in one order, ties included."""
    exact = np.array(payoffs, dtype=object)
    return bool(
        (
            np.unique(exact, return_inverse=True)[1].reshape(-1) == np.unique(ranks, return_inverse=True)[1].reshape(-1)
        ).all()
    )


def _misperceptions(conflict: _Conflict, maker: Node, case: Case, party: str) -> None:
    """What a party does not see has no place in a case: tell which states are hidden from it."""
    for node in conflict.fields.items(conflict.fields.get(maker, "misperceptions"), "misperceptions"):
        hidden = expression(patterns(conflict.fields, node, len(case.issues)), list(case.issues))
        codes = ""
        if case.space.outcomes <= LISTABLE:
            found = (case.feasible & case.space.truth(parse(hidden))).nonzero()[0]
            codes = f", codes {listed(map(str, found.tolist()))}"
        hint = "The case lets it see them all."
        conflict.note(node, f"the states that {party} does not see are not modelled: {hidden}{codes}", hint)


def _coalitions(conflict: _Conflict, parties: Sequence[str]) -> None:
    """Parties that the file lets act as one: kept in ``about``, for a case is analysed party by party."""
    fields = conflict.fields
    together: list[str] = []
    seen: set[int] = set()
    node = fields.get(conflict.root, "coalitions")
    for entry in fields.items(node, "coalitions"):
        members = entry.items if isinstance(entry, SequenceNode) else [entry]
        numbers = [fields.whole(member, "a decision maker's number", 0, len(parties) - 1) for member in members]
        if seen & set(numbers) or len(set(numbers)) < len(numbers):
            fields.refuse(entry, "a decision maker stands in two coalitions")
        seen |= set(numbers)
        if len(numbers) > 1:
            together.append("+".join(parties[number] for number in sorted(numbers)))
    if node is not None and together:
        conflict.about.append(f"Coalitions in the file: {', '.join(together)}.")
        hint = "The names stand in the case's about, so that they can be asked for."
        conflict.note(node, f"the file lets {listed(together)} act as one; the case keeps them as single parties", hint)
