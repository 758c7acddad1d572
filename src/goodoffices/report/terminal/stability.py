"""The table that ``goodoffices stability`` prints, and the sentences on one outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from goodoffices.model.case import Case
from goodoffices.model.results.stability import Concept, StabilityResult, Unknown, Witness
from goodoffices.report.build.hold import RULES
from goodoffices.report.build.naming import changes_of
from goodoffices.report.build.verdict_words import witness_words
from goodoffices.report.terminal.columns import WIDTH, paragraph, rows
from goodoffices.report.words import sentence_case, short_name
from goodoffices.settings import Reading

__all__ = ["NAMES", "stability_heading", "stability_screen"]

SHOWN = 20
"""Most outcomes listed; the JSON has all."""
NAMES = {
    Concept.NASH: "R",
    Concept.GMR: "GMR",
    Concept.SMR: "SMR",
    Concept.SEQ: "SEQ",
    Concept.SIM: "SIM",
    Concept.SEQ_OR_SIM: "SEQ|SIM",
    Concept.MIXED: "MIXED",
}


class Run(Protocol):
    """A stability result with what can tell the reason for each verdict."""

    @property
    def result(self) -> StabilityResult:
        """The verdicts."""

    def witness(self, code: int, party: str, concept: Concept) -> Witness:
        """Why an outcome is or is not stable for a party."""


def stability_screen(case: Case, run: Run, about: int | None = None) -> str:
    """Equilibria under each concept, strongest first; or, for one outcome, why each party would stay or leave."""
    return "\n".join(
        [
            stability_heading(run.result),
            "",
            *(_table(case, run.result) if about is None else _sentences(case, run, about)),
        ]
    )


def stability_heading(result: StabilityResult) -> str:
    """How many outcomes there are, and under which reading and rule they were looked at."""
    reading = {
        Reading.CERTAIN: "Only what is certain counts (reading: certain)",
        Reading.CENTRAL: "For the central world (reading: central)",
        Reading.LEXICOGRAPHIC: "The first issue that differs decides (reading: lexicographic)",
    }
    told = f"{result.outcomes:,} outcomes, {result.feasible:,} feasible. "
    if result.reading is not None:
        told += f"{reading[result.reading]}; "
    told = sentence_case(f"{told}{RULES[result.rule]}.")
    if result.unknown is not None:
        told += " Unknown preferences count against stability (type a)."
    return "\n".join(paragraph(told))


def _table(case: Case, result: StabilityResult) -> list[str]:
    """Outcomes at which everyone stays under some concept; a dot where not everyone does."""
    shown = [concept for concept in NAMES if concept in result.verdicts]
    codes = {code for concept in shown for code in result.equilibria(concept)}
    if result.status_quo is not None:
        codes.add(result.status_quo)
    strength = {code: [not result.is_equilibrium(code, concept) for concept in shown] for code in codes}
    ordered = sorted(codes, key=lambda code: (strength[code], code))
    widths = [8, WIDTH - 8 - 8 * len(shown), *[8] * len(shown)]
    lines = rows(["CODE", "OUTCOME", *(NAMES[concept] for concept in shown)], widths)
    for code in ordered[:SHOWN]:
        quo = " (status quo)" if code == result.status_quo else ""
        stuck = " (no party can leave it alone)" if _stuck(result, code) else ""
        cells = [str(code), sentence_case(changes_of(case, code)) + quo + stuck]
        lines += rows([*cells, *("." if left else "stays" for left in strength[code])], widths)
    if len(ordered) > SHOWN:
        lines.append(f"and {len(ordered) - SHOWN:,} more; --json lists all.")
    lines += ["", *paragraph(_key(shown))]
    lines += [line for concept, why in result.missing.items() for line in paragraph(f"{NAMES[concept]}: {why}")]
    return lines + _chances(result)


def _key(shown: Sequence[Concept]) -> str:
    """What the columns mean."""
    parts = [
        "stays: every party would stay there.",
        "R (nash in JSON): no one gains by leaving; GMR, SMR, SEQ: a reply deters",
    ]
    if Concept.SIM in shown:
        parts[1] += "; SIM: moves made at the same time deter"
    if Concept.MIXED in shown:
        parts[1] += "; MIXED: each party by its own concept"
    return " ".join(parts) + "."


def _chances(result: StabilityResult) -> list[str]:
    """Where something is unknown: how many outcomes could last if every unknown went their way."""
    if not result.by_unknown:
        return []
    masks = result.by_unknown[Unknown.D]
    counts = ", ".join(f"{NAMES[concept]} {int(mask.all(axis=0).sum()):,}" for concept, mask in masks.items())
    told = f"Outcomes that last if unknown preferences count for stability (type d): {counts}. "
    return ["", *paragraph(told + "goodoffices worlds tells in how many worlds.")]


def _stuck(result: StabilityResult, code: int) -> bool:
    return result.none_can_leave is not None and bool(result.none_can_leave[code])


def _sentences(case: Case, run: Run, code: int) -> list[str]:
    """Each party and concept, with the reason; concepts that share a verdict's sentence stand together."""
    lines = paragraph(f"Outcome {code}: {changes_of(case, code)}.")
    if _stuck(run.result, code):
        lines += paragraph("No party can leave it alone, so it lasts whatever each prefers.")
    here = f"outcome {code}"
    for party in run.result.parties:
        told: dict[str, list[str]] = {}
        for concept in (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ, Concept.SIM):
            if concept in run.result.verdicts:
                words = witness_words(case, run.witness(code, party, concept), here)
                told.setdefault(words, []).append(NAMES[concept])
        lines += ["", short_name(case.parties[party].name, WIDTH)]
        for words, names in told.items():
            lines += paragraph(f"  {', '.join(names)}: {words}", indent=4)
    return lines
