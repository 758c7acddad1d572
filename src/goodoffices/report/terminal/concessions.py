"""What ``goodoffices deals --concessions`` prints: every party's moves in time order, in the same words for each."""

from __future__ import annotations

from goodoffices.model.case import Case
from goodoffices.model.results.concessions import Concessions, Move, MoveKind, Step
from goodoffices.report.build.naming import changes_of
from goodoffices.report.prose import listed
from goodoffices.report.terminal.columns import paragraph
from goodoffices.report.words import agreeing, issue_name, label, party_name, sentence_case

__all__ = ["concessions_screen"]

_INDENT = 12


def concessions_screen(case: Case, found: Concessions) -> str:
    """Each position against the same party's last one, then what could be no position."""
    lines = paragraph(
        "POSITIONS in time order, each against the same party's last one. A party gives where it likes its new position on an "
        "issue less than its old one."
    )
    if not found.moves:
        lines += ["", *paragraph("No proposal, answer or accepted statement has both a day and an outcome.")]
    for move in found.moves:
        lines += ["", *_move(case, move)]
    if found.left_out:
        lines += ["", "Not counted:"]
        lines += [line for note in found.left_out for line in paragraph(f"  {note}.", indent=4)]
    return "\n".join(lines)


def _move(case: Case, move: Move) -> list[str]:
    name = party_name(case, move.party, first=True)
    basis = f" ({', '.join(move.basis)})" if move.basis else ""
    lines = paragraph(f"{move.on}  {name}: {_kind(move)}{basis}.", indent=_INDENT)
    texts = [f"{sentence_case(changes_of(case, move.code))}."] if move.last is None else []
    texts += [_step(case, move.party, step) for step in move.steps]
    if move.steps:
        texts.append(_signs(case, move))
    if move.since:
        texts.append(f"Since its last position these gave something: {_names(case, dict.fromkeys(move.since))}.")
    elif move.kind in (MoveKind.CONCESSION, MoveKind.TRADE):
        texts.append("Nobody else is known to have given anything since its last position.")
    return lines + [line for text in texts for line in paragraph(" " * _INDENT + text, indent=_INDENT)]


def _kind(move: Move) -> str:
    return "not known whether it gave anything" if move.kind is MoveKind.UNKNOWN else move.kind.value


def _step(case: Case, party: str, step: Step) -> str:
    change = f"‘{label(case, step.issue, step.before)}’ to ‘{label(case, step.issue, step.after)}’"
    name = party_name(case, party, first=True)
    if party in step.unknown:
        return f"On {issue_name(step.issue)}, {change}: which {party_name(case, party)} prefers is not known."
    if party in step.gives or party in step.wins:
        verb = agreeing(name, "gives" if party in step.gives else "gains")
        return f"{name} {verb} on {issue_name(step.issue)}: {change}."
    return f"{name} {agreeing(name, 'is')} level on {issue_name(step.issue)}: {change}."


def _signs(case: Case, move: Move) -> str:
    """The move as a whole, for every party."""
    words = {1: "better for", -1: "worse for", 0: "level for", None: "not known for"}
    told = [
        f"{word} {_names(case, parties)}"
        for sign, word in words.items()
        if (parties := {party: None for party, found in move.signs.items() if found == sign})
    ]
    return f"As a whole: {'; '.join(told)}."


def _names(case: Case, parties: dict[str, None]) -> str:
    return listed([party_name(case, party) for party in parties])
