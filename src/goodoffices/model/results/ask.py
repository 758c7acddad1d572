"""What to find out next: questions that a person can answer, and what each answer would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from goodoffices.model.results.base import Provenance, Result
from goodoffices.model.results.stability import Concept

__all__ = ["AskResult", "AskedPair", "AskedQuestion", "ExpectedAnswer", "Question", "Settled"]

Kind = Literal["order", "importance", "trade"]

BELOW_ERROR = "below twice its simulation error"
TOO_FEW = "too few worlds give this answer to tell"


@dataclass(frozen=True)
class Question:
    """A question that splits the worlds in two.

    Of kind ``order``: does the party prefer the first of ``options`` to the second, on ``issue``? ``importance``: which of two
    ``issues`` matters more? ``trade``: would it accept the first of ``options`` in return for the second?
    """

    kind: Kind
    party: str
    issue: str | None = None
    options: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    when: str | None = None
    """Where the order that is asked for counts, as written; None if everywhere."""

    @property
    def answers(self) -> tuple[str, str]:
        """The two answers: the more important issue, or yes and no."""
        return (self.issues[0], self.issues[1]) if self.kind == "importance" else ("yes", "no")

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        told: dict[str, Any] = {"kind": self.kind, "party": self.party, "about_issue": self.issue}
        if self.options:
            told["options"] = list(self.options)
        if self.issues:
            told["issues"] = list(self.issues)
        if self.when is not None:
            told["when"] = self.when
        return told


@dataclass(frozen=True)
class ExpectedAnswer:
    """One answer: how many worlds give it, and how things would stand then."""

    answer: str
    share: float
    """Share of worlds that give it."""
    acceptable: float | None
    """Share of those in which the deal asked about is acceptable to all; None where there are too few."""
    best: int | None
    """Code of the deal that is acceptable in most of them."""
    best_share: float | None
    best_proven: bool = False
    """Whether the best deal is then acceptable in every world, by the orders alone."""

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        told: dict[str, Any] = {
            "answer": self.answer,
            "share": self.share,
            "acceptable": self.acceptable,
            "best": self.best,
            "best_share": self.best_share,
            "best_proven": self.best_proven,
        }
        return told if self.best is not None else {**told, "reason": TOO_FEW}


@dataclass(frozen=True)
class AskedQuestion:
    """A question with its worth. ``information`` and ``gain`` are None where they are below twice their simulation error."""

    question: Question
    information: float | None
    """Expected fall of uncertainty about the deal [bits]."""
    gain: float | None
    """Expected rise of the share of the best deal to put on the table."""
    information_error: float
    gain_error: float
    answers: tuple[ExpectedAnswer, ExpectedAnswer]

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        told: dict[str, Any] = {
            **self.question.to_json(),
            "information": self.information,
            "gain": self.gain,
            "information_error": self.information_error,
            "gain_error": self.gain_error,
            "answers": [answer.to_json() for answer in self.answers],
        }
        lacking = [name for name in ("information", "gain") if told[name] is None]
        return {**told, "reason": f"{' and '.join(lacking)}: {BELOW_ERROR}"} if lacking else told


@dataclass(frozen=True)
class AskedPair:
    """Two questions that tell more together than each by itself."""

    questions: tuple[int, int]
    """Places in the list of questions, from 0."""
    information: float
    """Of both answers [bits]."""
    synergy: float
    """More than the sum of the two [bits]."""
    error: float

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "questions": list(self.questions),
            "information": self.information,
            "synergy": self.synergy,
            "error": self.error,
        }


@dataclass(frozen=True)
class Settled:
    """A proposal that a red line bars: no answer to any question would change that."""

    code: int
    proposal: str
    parties: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class AskResult(Result):
    """Questions, best first."""

    draws: int
    seed: int
    about: int | None
    """The deal that ``information`` concerns."""
    holds: Concept | None
    """Under which concept a deal must hold as well; None if acceptance is all that is asked for."""
    share: float | None
    """Share of worlds in which that deal is acceptable to all."""
    best: int | None
    best_share: float | None
    """The deal acceptable in most worlds as things stand."""
    ceiling: float | None
    """What knowing everything would gain."""
    questions: tuple[AskedQuestion, ...]
    pairs: tuple[AskedPair, ...]
    asked: int
    """How many questions were looked at."""
    settled: tuple[Settled, ...]
    reasons: tuple[str, ...]
    half_width: float
    provenance: Provenance = field(default_factory=lambda: Provenance("value of information over preference worlds"))

    def records(self) -> list[dict[str, Any]]:
        """One row a question."""
        return [
            {
                **{key: value for key, value in row.question.to_json().items() if not isinstance(value, list)},
                "options": ", ".join(row.question.options or row.question.issues),
                "information": row.information,
                "gain": row.gain,
            }
            for row in self.questions
        ]

    def to_json(self, texts: Mapping[int, str] | None = None) -> dict[str, Any]:
        """The contract ``ask``; ``texts`` gives the wording of each question, by its place in the list."""
        questions = [
            {**row.to_json(), **({} if texts is None else {"text": texts[k]})} for k, row in enumerate(self.questions)
        ]
        return {
            "draws": self.draws,
            "seed": self.seed,
            "about": self.about,
            "holds": None if self.holds is None else self.holds.value,
            "share": self.share,
            "best": self.best,
            "best_share": self.best_share,
            "questions": questions,
            "ceiling": self.ceiling,
            "pairs": [pair.to_json() for pair in self.pairs],
            "asked": self.asked,
            "settled": [
                {"code": one.code, "proposal": one.proposal, "parties": list(one.parties)} for one in self.settled
            ],
            "reasons": list(self.reasons),
            "provenance": self.provenance.to_json(),
        }
