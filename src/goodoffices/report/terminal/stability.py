"""The table that ``goodoffices stability`` prints, and the sentences on one outcome."""

from __future__ import annotations

from typing import Protocol

from goodoffices.model.case import Case
from goodoffices.model.results.stability import Concept, StabilityResult, Witness
from goodoffices.report.build.hold import RULES
from goodoffices.report.build.naming import changes_of
from goodoffices.report.build.verdict_words import witness_words
from goodoffices.report.terminal.columns import WIDTH, paragraph, rows
from goodoffices.report.words import sentence_case, short_name
from goodoffices.settings import Reading

__all__ = ["stability_screen"]

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
    lines = paragraph(_heading(run.result))
    return "\n".join([*lines, "", *(_table(case, run.result) if about is None else _sentences(case, run, about))])


def _heading(result: StabilityResult) -> str:
    reading = {
        Reading.CERTAIN: "Only what is certain counts (reading: certain)",
        Reading.CENTRAL: "For the central world (reading: central)",
        Reading.LEXICOGRAPHIC: "The first issue that differs decides (reading: lexicographic)",
    }
    told = f"{result.outcomes:,} outcomes, {result.feasible:,} feasible. "
    if result.reading is not None:
        told += f"{reading[result.reading]}; "
    return sentence_case(f"{told}{RULES[result.rule]}.") + (
        " Unknown preferences count against stability (type a)." if result.unknown is not None else ""
    )


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
        cells = [str(code), sentence_case(changes_of(case, code)) + quo]
        lines += rows([*cells, *("." if left else "stays" for left in strength[code])], widths)
    if len(ordered) > SHOWN:
        lines.append(f"and {len(ordered) - SHOWN:,} more; --json lists all.")
    lines += [
        "",
        *paragraph("stays: every party would stay there. R: no one gains by leaving; GMR, SMR, SEQ: a reply deters."),
    ]
    lines += [line for concept, why in result.missing.items() for line in paragraph(f"{NAMES[concept]}: {why}")]
    return lines


def _sentences(case: Case, run: Run, code: int) -> list[str]:
    """Each party and concept, with the reason; concepts that share a verdict's sentence stand together."""
    lines = paragraph(f"Outcome {code}: {changes_of(case, code)}.")
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
