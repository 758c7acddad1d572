"""What the deals engine answers: which deals could be struck, what a fair one would be, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.results.base import LISTED_AT_MOST, Provenance, Result

__all__ = ["Codes", "Deal", "DealsResult", "Refusal", "RefusalSets", "Solution", "Unavailable", "Verdict"]

Answer = Literal["accepts", "refuses", "unknown"]


@dataclass(frozen=True, eq=False)
class Codes:
    """A set of outcomes: [n] codes, ascending."""

    values: NDArray[np.int64]

    @property
    def count(self) -> int:
        """How many."""
        return len(self.values)

    def to_json(self) -> dict[str, Any]:
        """Count and codes; a long list is cut and says so."""
        found: dict[str, Any] = {"count": self.count, "codes": self.values[:LISTED_AT_MOST].tolist()}
        if self.count > LISTED_AT_MOST:
            found["truncated"] = True
        return found


@dataclass(frozen=True)
class Refusal:
    """One thing a party insists on: a red line, or no less than its walk-away."""

    party: str
    kind: Literal["red_line", "walk_away"]
    text: str | None = None
    """The red line as written, or what the walk-away is."""

    def to_json(self) -> dict[str, Any]:
        """``{"party": ..., "red_line": text}``, or ``walk_away`` in its place."""
        return {"party": self.party, self.kind: self.text}


@dataclass(frozen=True)
class RefusalSets:
    """Sets of refusals, smallest first. ``count`` tells how many there are; where ``at_least``, there may be more."""

    sets: tuple[tuple[Refusal, ...], ...] = ()
    count: int = 0
    at_least: bool = False

    def to_json(self) -> list[list[dict[str, Any]]]:
        """Lists of lists."""
        return [[refusal.to_json() for refusal in refusals] for refusals in self.sets]


@dataclass(frozen=True, eq=False)
class Solution:
    """All deals that a bargaining solution picks, and what they were measured by.

    ``disagreement`` and ``ideal`` are in the parties' own units. ``proof`` tells whether the optimum is proven.
    """

    codes: NDArray[np.int64]
    """[deals] ascending; every deal that ties."""
    parties: tuple[str, ...]
    utilities: NDArray[np.float64]
    """[deals, parties] in the parties' own units."""
    value: float
    """What was maximised: the product of gains, the least share, the least gain, or the sum."""
    disagreement: Mapping[str, float]
    ideal: Mapping[str, float] | None = None
    leximin: NDArray[np.int64] | None = None
    """[deals] those that also do best for the second worst off, and so on."""
    left_out: tuple[str, ...] = ()
    """Parties that no deal can help (or not together with the others) and that the maximum therefore leaves out."""
    notes: tuple[str, ...] = ()
    proof: str = "proven"
    tied: int | None = None
    """How many deals tie, where ``codes`` may be some of them only."""

    @property
    def count(self) -> int:
        """How many deals tie."""
        return len(self.codes) if self.tied is None else self.tied

    def utilities_of(self, row: int) -> dict[str, float]:
        """Party to utility for one of the deals."""
        return dict(zip(self.parties, self.utilities[row].tolist(), strict=True))

    def to_json(self) -> dict[str, Any]:
        """``codes`` and ``utilities`` (of the first code), then everything else."""
        shown = min(len(self.codes), LISTED_AT_MOST)
        found: dict[str, Any] = {
            "codes": self.codes[:shown].tolist(),
            "utilities": self.utilities_of(0),
            "count": self.count,
            "value": self.value,
            "parties": list(self.parties),
            "disagreement": dict(self.disagreement),
            "left_out": list(self.left_out),
            "notes": list(self.notes),
            "proof": self.proof,
        }
        if self.ideal is not None:
            found["ideal"] = dict(self.ideal)
        if self.leximin is not None:
            found["leximin"] = self.leximin[:LISTED_AT_MOST].tolist()
        if len(self.codes) > 1:
            found["ties"] = [
                {"code": int(code), "utilities": self.utilities_of(row)} for row, code in enumerate(self.codes[:shown])
            ]
        if self.count > shown:
            found["truncated"] = True
        return found


@dataclass(frozen=True)
class Unavailable:
    """Something that cannot be had for this case, and why, in words for people."""

    reason: str


@dataclass(frozen=True)
class Verdict:
    """What one party says to one deal, and which of its red lines or walk-away a refusal stands on."""

    party: str
    answer: Answer
    broken: tuple[Refusal, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists."""
        return {"party": self.party, "answer": self.answer, "broken": [refusal.to_json() for refusal in self.broken]}


@dataclass(frozen=True)
class Deal:
    """One outcome as a deal: its terms, whose consent it needs, and what each party says to it."""

    code: int
    terms: Mapping[str, str]
    feasible: bool
    brought_about: bool
    """Whether someone can bring about every option that differs from the status quo."""
    consent: tuple[frozenset[str], ...]
    """The smallest consent sets; several where equally small."""
    accepted_by: tuple[frozenset[str], ...]
    """Those of them in which every party accepts."""
    verdicts: tuple[Verdict, ...]
    acceptable: bool
    possible: bool
    pareto: bool | None
    utilities: Mapping[str, float] = field(default_factory=dict)
    """Of the parties that have scores."""

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists."""
        return {
            "code": self.code,
            "terms": dict(self.terms),
            "feasible": self.feasible,
            "brought_about": self.brought_about,
            "consent": [sorted(parties) for parties in self.consent],
            "accepted_by": [sorted(parties) for parties in self.accepted_by],
            "verdicts": [verdict.to_json() for verdict in self.verdicts],
            "acceptable": self.acceptable,
            "possible": self.possible,
            "pareto": self.pareto,
            "utilities": dict(self.utilities),
        }


@dataclass(frozen=True, eq=False)
class DealsResult(Result):
    """Which deals everyone whose consent is needed could accept, which of them leave nothing on the table, or why none."""

    outcomes: int
    feasible: int
    status_quo: int | None
    parties: tuple[str, ...]
    over: tuple[str, ...]
    """The parties over whom the Pareto set and the solutions are taken."""
    consent: tuple[str, ...]
    """Parties whose consent every deal needs."""
    deals: Codes
    """Feasible outcomes other than the status quo that someone can bring about."""
    not_brought_about: Codes
    """Feasible outcomes that nobody can bring about."""
    acceptable: Codes
    """Deals that a whole consent set certainly accepts."""
    possible: Codes
    """Deals that a whole consent set does not certainly refuse."""
    pareto: Codes | Unavailable
    pareto_acceptable: Codes | Unavailable
    nash: Solution | Unavailable
    kalai_smorodinsky: Solution | Unavailable
    egalitarian: Solution | Unavailable
    utilitarian: Solution | Unavailable
    opposition: float | Unavailable
    """Least distance of a feasible outcome from everybody's best, utilities as shares of each party's greatest."""
    why_none: RefusalSets
    """Minimal conflicts: refusals that cannot all be kept; any one of them given up ends that conflict."""
    concessions: RefusalSets
    """Cheapest concession sets: give these up and a deal exists."""
    why_none_reason: str | None
    """Where no refusal is to blame: that a deal exists, that nothing can be brought about, or that answers are unknown."""
    hangs_on: tuple[frozenset[str], ...]
    """Where deals are only possible: the smallest sets of parties whose unknown answers would decide."""
    both_accept: Mapping[tuple[str, str], int]
    """For each pair of parties, how many deals both certainly accept."""
    rows: tuple[Deal, ...]
    warnings: tuple[str, ...]
    provenance: Provenance

    def deal(self, code: int) -> Deal:
        """The row of a code among those that were worked out.

        Raises
        ------
        KeyError
            If it is not among ``rows``; name it in ``about`` when asking for the deals.
        """
        for row in self.rows:
            if row.code == code:
                return row
        raise KeyError(code)

    def records(self) -> list[dict[str, Any]]:
        """One row a deal: code, terms, verdict of each party, whether acceptable, possible and in the Pareto set."""
        return [
            {
                "code": row.code,
                **row.terms,
                **{f"{verdict.party} says": verdict.answer for verdict in row.verdicts},
                "acceptable": row.acceptable,
                "possible": row.possible,
                "pareto": row.pareto,
            }
            for row in self.rows
        ]

    def to_json(self) -> dict[str, Any]:
        """The ``deals`` contract of DESIGN.md section 4, and more keys of our own."""
        found: dict[str, Any] = {
            "outcomes": self.outcomes,
            "feasible": self.feasible,
            "status_quo": self.status_quo,
            "parties": list(self.over),
            "consent": list(self.consent),
            "deals": self.deals.count,
            "acceptable": self.acceptable.to_json(),
            "possible": self.possible.to_json(),
            "not_brought_about": self.not_brought_about.to_json(),
        }
        reasons = {} if self.why_none_reason is None else {"why_none": self.why_none_reason}
        for key in (
            "pareto", "pareto_acceptable", "nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "opposition",
        ):  # fmt: skip
            value = getattr(self, key)
            if isinstance(value, Unavailable):
                found[key], reasons[key] = None, value.reason
            else:
                found[key] = value if isinstance(value, float) else value.to_json()
        return found | {
            "why_none": self.why_none.to_json(),
            "why_none_count": _counted(self.why_none),
            "concessions": self.concessions.to_json(),
            "concessions_count": _counted(self.concessions),
            "hangs_on": [sorted(parties) for parties in self.hangs_on],
            "both_accept": [{"parties": list(pair), "count": count} for pair, count in self.both_accept.items()],
            "rows": [row.to_json() for row in self.rows],
            "reason": reasons,
            "warnings": list(self.warnings),
            "provenance": self.provenance.to_json(),
        }


def _counted(found: RefusalSets) -> dict[str, Any]:
    return {"count": found.count, "at_least": found.at_least}
