"""A verdict on one outcome for one party, in one plain sentence made from its witness.

Each concept denies something of its own: that there is a gain (R), any reply that hurts (GMR), one without a way out (SMR), one
in its makers' interest (SEQ), gains that meet (SIM). A sentence claims what its concept has shown and no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from goodoffices.model.case import Case
from goodoffices.model.results.stability import Concept, Gain, Ground, Step, Witness
from goodoffices.report.prose import listed
from goodoffices.report.words import agreeing, issue_name, label, number, party_name, plural

__all__ = ["blocked_words", "setting_words", "witness_words"]


def witness_words(case: Case, found: Witness, key: str) -> str:
    """A verdict in one sentence; ``key`` is what the outcome is called."""
    name = party_name(case, found.party, first=True)
    verb = partial(agreeing, name)
    here = _here(case, found.code, key)
    if found.ground is Ground.NO_MOVE:
        return f"{name} {verb('has')} no move from {here}."
    if found.ground is Ground.NO_IMPROVEMENT or found.improvement is None:
        return f"From {here}, {name} {verb('has')} no move to anything {verb('it')} {verb('prefers')}."
    leaves = _leaves(case, found, name, here)
    others = (
        f" Likewise for {number(found.likewise)} other move{'s' * (found.likewise != 1)}." if found.likewise else ""
    )
    if not found.stable:
        return f"{leaves}{_undeterred(found, name, here)}.{others}"
    if found.concept in (Concept.SIM, Concept.SEQ_OR_SIM) and _at_once(found):
        return f"{leaves}; but {_together(case, found, here)}.{others}"
    return f"{leaves}; but then {_answer(case, found, here)}.{others}"


def blocked_words(case: Case, coalition: Sequence[str], code: int, to: int, key: str) -> str:
    """What several parties would leave together, in one sentence."""
    names = listed([party_name(case, party, first=n == 0) for n, party in enumerate(coalition)])
    here = _here(case, code, key)
    if len(coalition) == 1:
        return f"{names} would leave {here}{_by(case, code, to)}; {agreeing(names, 'it')} {agreeing(names, 'prefers')} that."
    return f"{names} together would leave {here}{_by(case, code, to)}; each prefers it."


def setting_words(case: Case, start: int, to: int, joint: str = "to") -> str:
    """The options that tell one outcome from another: ``truce to ‘a 30-day ceasefire’ and army to ‘no limit’``."""
    changes = case.space.difference(to, start)
    return listed([f"{issue_name(issue)} {joint} ‘{label(case, issue, option)}’" for issue, option in changes.items()])


def _here(case: Case, code: int, key: str) -> str:
    return "the status quo" if code == case.status_quo_code else key


def _leaves(case: Case, found: Witness, name: str, here: str) -> str:
    """The move that decides, as known or as not known to be a gain."""
    assert found.improvement is not None  # noqa: S101 - asked of the caller above
    by = _by(case, found.code, found.improvement)
    if found.known:
        return f"{name} would leave {here}{by}"
    verb = partial(agreeing, name)
    it, does = verb("it"), verb("does")
    return f"Whether {name} {verb('gains')} by leaving {here}{by} is not known; if {it} {does}, {it} would leave"


def _undeterred(found: Witness, name: str, here: str) -> str:
    """What its concept has shown the others not to have."""
    them = "them" if plural(name) else "it"
    hurts = f"leaves {them} worse off than {here} or level"
    shown = {
        Concept.NASH: "; replies do not count here",
        Concept.GMR: f", and no reply by the others {hurts}",
        Concept.SMR: f", and no reply by the others {hurts} with no way out to something better",
        Concept.SEQ: f", and no reply in which everyone gains by each step {hurts}",
        Concept.SIM: f", and nothing that others gain by doing at the same time {hurts}",
    }
    return shown.get(found.concept, shown[Concept.GMR])


def _answer(case: Case, found: Witness, here: str) -> str:
    """What the others could do one after the other, and why it deters."""
    name = party_name(case, found.party)
    at = found.improvement if found.improvement is not None else found.code
    steps = []
    for step in found.answer:
        steps.append(f"{_movers(case, step)} could set {setting_words(case, at, step.to)}")
        at = step.to
    words = f"{', then '.join(steps)}, which {name} {agreeing(name, 'does')} not prefer to {here}"
    if found.concept is Concept.SMR and found.no_escape:
        words += f", and {name} could not get out of that to anything better than {here}"
    if found.concept in (Concept.SEQ, Concept.SEQ_OR_SIM):
        words += _gaining(case, found.answer)
    return words


def _gaining(case: Case, answer: Sequence[Step]) -> str:
    """Whose interest the answer is in; ``may`` where a gain is not known."""
    known = all(gain is Gain.BETTER for step in answer for gain in step.gains)
    if len(answer) == 1:
        return f", and {_movers(case, answer[0])} {'would' if known else 'may'} gain by doing so"
    return ", each gaining by its step" if known else ", each gaining, or perhaps gaining, by its step"


def _together(case: Case, found: Witness, here: str) -> str:
    """Where all end who act on their gains at once."""
    name = party_name(case, found.party)
    movers = [found.party, *(mover for step in found.answer for mover in step.movers)]
    who = listed([party_name(case, mover) for mover in movers])
    lands = found.lands if found.lands is not None else found.code
    end = f"back at {here}" if lands == found.code else f"with {setting_words(case, found.code, lands, 'at')}"
    known = found.known and all(gain is Gain.BETTER for step in found.answer for gain in step.gains)
    both = "both" if len(movers) == 2 else "all"
    prefer = "what they prefer" if known else "what they prefer, or may prefer,"
    return (
        f"if {who} {both} acted on {prefer} to {here}, they would end {end}, "
        f"which {name} {agreeing(name, 'does')} not prefer to {here}"
    )


def _at_once(found: Witness) -> bool:
    """Whether an answer is one of moves made together, all from the outcome itself, and not one after the other."""
    return found.concept is Concept.SIM or not found.answer or found.answer[-1].to != found.lands


def _movers(case: Case, step: Step) -> str:
    return listed([party_name(case, mover) for mover in step.movers])


def _by(case: Case, code: int, to: int) -> str:
    """How an outcome is left: for the status quo, or by setting issues otherwise."""
    return " for the status quo" if to == case.status_quo_code else f" by setting {setting_words(case, code, to)}"
