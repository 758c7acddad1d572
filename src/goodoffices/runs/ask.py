"""What to find out next: every question that a case leaves open, and what an answer to it would change."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.worlds import BLOCK
from goodoffices.engines.worlds.information import ceiling, pair_worth, worth
from goodoffices.engines.worlds.intervals import interval
from goodoffices.engines.worlds.questions import AskProblem, BlockAnswers, ask_blocks, in_order
from goodoffices.errors import UsageError
from goodoffices.model.case import Case
from goodoffices.model.files import CaseFile
from goodoffices.model.preferences import acceptance_of, preference_of
from goodoffices.model.results.ask import AskedPair, AskedQuestion, AskResult, ExpectedAnswer, Question, Settled
from goodoffices.model.results.base import Provenance
from goodoffices.model.results.stability import Concept
from goodoffices.model.results.worlds import Proof
from goodoffices.runs.ask_questions import open_questions
from goodoffices.runs.execute import Place, carry_out
from goodoffices.runs.worlds import DRAWS, HERE, SEED, Drawn, deal_about, draw_worlds
from goodoffices.runs.worlds_count import Progress
from goodoffices.settings import RedLines, Rule

__all__ = ["run_ask"]

SUPPORT = 100
"""Worlds that must give an answer before anything is said of what follows from it."""

PAIRED = 12
"""Best questions among which pairs are looked for."""

CERTAIN_ENOUGH = 2.0
"""Standard errors that information or gain must exceed to be told."""


def run_ask(
    case: Case | CaseFile,
    *,
    draws: int | None = None,
    seed: int = SEED,
    about: int | None = None,
    holds: Concept | None = None,
    rule: Rule = Rule.LEGAL,
    red_lines: RedLines = RedLines.SINK,
    assume_unknown: bool = False,
    place: Place = HERE,
    progress: Progress | None = None,
) -> AskResult:
    """Questions for the next talks, best first.

    Parameters
    ----------
    case
        The negotiation.
    draws, seed, assume_unknown, place, progress
        As for :func:`goodoffices.runs.worlds.run_worlds`.
    about
        Code of the deal that information concerns; by default the one with the greatest share below 1.
    holds
        Ask of deals that they are an equilibrium under this concept as well.
    rule, red_lines
        As for stability; they matter with ``holds`` only.

    Raises
    ------
    UsageError
        If ``about`` is no deal, or cannot be asked about.
    """
    case = case.case if isinstance(case, CaseFile) else case
    drawn = draw_worlds(
        case, draws=draws or DRAWS, seed=seed, concepts=[] if holds is None else [holds], rule=rule, red_lines=red_lines,
        assume_unknown=assume_unknown, place=place, progress=progress,
    )  # fmt: skip
    if holds is not None and drawn.worlds.no_stability:
        raise UsageError(drawn.worlds.no_stability)
    deal = deal_about(drawn, about)
    if deal is None:
        return _nothing_open(drawn, holds, "No deal is accepted in some worlds and refused in others.")
    if drawn.worlds.problem.withheld[deal]:
        raise UsageError(" ".join(drawn.worlds.reasons) or "Not everyone whose consent is needed can be asked.")
    rows = open_questions(case, drawn.worlds.problem, int(drawn.worlds.problem.deals[deal]))
    if not rows:
        reason = "The case leaves no order open: nothing that a party could be asked is unknown."
        return _nothing_open(drawn, holds, reason, deal)
    problem = AskProblem(drawn.worlds.problem, tuple(asked for _, asked in rows), _possible(drawn), deal)
    blocks = _asked(problem, seed, drawn.tally.draws, place)
    return _result(drawn, problem, [question for question, _ in rows], blocks, holds)


def _possible(drawn: Drawn) -> NDArray[np.int64]:
    """Places of the deals that are not ruled out."""
    kept = [
        k
        for k, share in enumerate(drawn.shares.everyone)
        if share.share is not None and share.proof not in (Proof.NONE, Proof.NEVER)
    ]
    return np.array(kept, dtype=np.int64)


def _asked(problem: AskProblem, seed: int, draws: int, place: Place) -> list[BlockAnswers]:
    """All blocks, in order."""
    blocks = -(-draws // BLOCK)
    size = max(1, -(-blocks // (4 * place.workers)))
    tasks = [(seed, start, min(size, blocks - start), draws) for start in range(0, blocks, size)]
    found = [part for _, parts in carry_out(ask_blocks, problem, tasks, place) for part in parts]
    return in_order(found)


def _result(
    drawn: Drawn,
    problem: AskProblem,
    questions: Sequence[Question],
    blocks: Sequence[BlockAnswers],
    holds: Concept | None,
) -> AskResult:
    """Questions by what they are worth."""
    draws = drawn.tally.draws
    accepted = np.sum([part.accepted for part in blocks], axis=0)
    about = int(sum(int(part.about.sum()) for part in blocks))
    rows = []
    for k, question in enumerate(questions):
        found = worth(blocks, k, drawn.seed)
        information = found.information if found.information > CERTAIN_ENOUGH * found.information_error else None
        gain = found.gain if found.gain > CERTAIN_ENOUGH * found.gain_error else None
        if information or gain:
            answers = _answers(drawn, problem, blocks, k, question)
            rows.append(
                (k, AskedQuestion(question, information, gain, found.information_error, found.gain_error, answers))
            )
    rows.sort(key=lambda row: (-(row[1].gain or 0), -(row[1].information or 0)))
    best = int(accepted.argmax()) if accepted.size and accepted.max() else None
    deals = drawn.worlds.problem.deals
    low, high = interval(about, draws)
    reasons = list(drawn.worlds.reasons)
    if not rows:
        reasons.append("No question stands out: whatever the answers, nothing changes beyond simulation error.")
    return AskResult(
        draws=draws,
        seed=drawn.seed,
        about=int(deals[problem.about]),
        holds=holds,
        share=about / draws,
        best=None if best is None else int(deals[problem.deals[best]]),
        best_share=None if best is None else float(accepted[best]) / draws,
        ceiling=ceiling(blocks),
        questions=tuple(row for _, row in rows),
        pairs=_pairs(blocks, [k for k, _ in rows[:PAIRED]], drawn.seed),
        asked=len(questions),
        settled=_settled(drawn),
        reasons=tuple(reasons),
        half_width=(high - low) / 2,
        provenance=_provenance(drawn, holds),
    )


def _answers(
    drawn: Drawn, problem: AskProblem, blocks: Sequence[BlockAnswers], k: int, question: Question
) -> tuple[ExpectedAnswer, ExpectedAnswer]:
    """How things would stand after each of the two answers."""
    accepted = np.sum([part.accepted for part in blocks], axis=0)
    with_yes = np.sum([part.with_yes[k] for part in blocks], axis=0)
    worlds = sum(part.worlds for part in blocks)
    yes = sum(int(part.yes[k].sum()) for part in blocks)
    about = sum(int(part.about.sum()) for part in blocks)
    about_yes = sum(int((part.yes[k] & part.about).sum()) for part in blocks)
    first, second = question.answers
    return (
        _answer(drawn, problem, question, first, (yes, worlds, about_yes), with_yes),
        _answer(drawn, problem, question, second, (worlds - yes, worlds, about - about_yes), accepted - with_yes),
    )


def _answer(
    drawn: Drawn,
    problem: AskProblem,
    question: Question,
    answer: str,
    counts: tuple[int, int, int],
    accepted: NDArray[np.int64],
) -> ExpectedAnswer:
    given, worlds, about = counts
    if given < SUPPORT or not accepted.size:
        return ExpectedAnswer(answer, given / worlds, None, None, None)
    best = int(accepted.argmax())
    chosen = int(problem.deals[best])
    proven = int(accepted[best]) == given and _proven_then(drawn, question, answer, chosen)
    return ExpectedAnswer(
        answer=answer,
        share=given / worlds,
        acceptable=about / given,
        best=int(drawn.worlds.problem.deals[chosen]),
        best_share=float(accepted[best]) / given,
        best_proven=proven,
    )


def _proven_then(drawn: Drawn, question: Question, answer: str, deal: int) -> bool:
    """Whether a deal is acceptable in every world once an answer is known: the case with the answer written in."""
    worlds = drawn.worlds
    case, party = worlds.case, question.party
    stated = case.of(party)
    orders = stated.orders or {}
    if (
        question.kind != "order"
        or question.issue is None
        or orders.get(question.issue, "?") != "?"
        or worlds.problem.concepts
    ):
        return False
    first, second = question.options if answer == "yes" else question.options[::-1]
    known = stated.model_copy(update={"orders": {**orders, question.issue: f"{first} > {second}"}})
    after = case.model_copy(update={"preferences": {**case.preferences, party: known}})
    code = int(worlds.problem.deals[deal])
    accepts = {found.party: bool(found.accepts[code]) for found in worlds.acceptance}
    accepts[party] = bool(acceptance_of(after, preference_of(after, party)).accepts[code])
    return any(all(accepts[name] for name in members) for members in worlds.consent.for_code(code))


def _pairs(blocks: Sequence[BlockAnswers], best: Sequence[int], seed: int) -> tuple[AskedPair, ...]:
    """Pairs that tell more together than each by itself, beyond chance."""
    found = []
    for (m, one), (n, other) in combinations(enumerate(best), 2):
        both = pair_worth(blocks, one, other, seed)
        if both.synergy > CERTAIN_ENOUGH * both.error:
            found.append(AskedPair((m, n), both.information, both.synergy, both.error))
    return tuple(sorted(found, key=lambda pair: -pair.synergy))


def _settled(drawn: Drawn) -> tuple[Settled, ...]:
    """Proposals that a red line bars."""
    worlds = drawn.worlds
    found = []
    for name in worlds.case.proposals:
        places = np.flatnonzero(worlds.problem.deals == worlds.case.proposal_code(name))
        if places.size and drawn.shares.everyone[int(places[0])].proof is Proof.NEVER:
            code = int(worlds.problem.deals[places[0]])
            needed = {party for members in worlds.consent.for_code(code) for party in members}
            parties = [
                acceptance.party
                for acceptance in worlds.acceptance
                if acceptance.party in needed and any(line[code] for _, line in acceptance.lines)
            ]
            found.append(Settled(code, name, tuple(parties)))
    return tuple(found)


def _nothing_open(drawn: Drawn, holds: Concept | None, reason: str, deal: int | None = None) -> AskResult:
    """No questions, and why; with the deal that they would have concerned, if there is one."""
    shares = [(share.share, k) for k, share in enumerate(drawn.shares.everyone) if share.share]
    best = max(shares, key=lambda pair: (pair[0], -pair[1]), default=None)
    return AskResult(
        draws=drawn.tally.draws,
        seed=drawn.seed,
        about=None if deal is None else int(drawn.worlds.problem.deals[deal]),
        holds=holds,
        share=None if deal is None else drawn.shares.everyone[deal].share,
        best=None if best is None else int(drawn.worlds.problem.deals[best[1]]),
        best_share=None if best is None else best[0],
        ceiling=None
        if drawn.shares.zone.share is None
        else drawn.shares.zone.share - (0 if best is None else best[0] or 0),
        questions=(),
        pairs=(),
        asked=0,
        settled=_settled(drawn),
        reasons=(*drawn.worlds.reasons, reason),
        half_width=0.0,
        provenance=_provenance(drawn, holds),
    )


def _provenance(drawn: Drawn, holds: Concept | None) -> Provenance:
    parameters = {
        "draws": drawn.tally.draws,
        "holds": None if holds is None else holds.value,
        "rule": drawn.worlds.problem.rule.value,
        "red_lines": drawn.worlds.problem.red_lines.value,
        "assumed_unknown": list(drawn.worlds.assumed),
    }
    return Provenance("value of information over preference worlds", parameters, drawn.seed)
