"""What ``goodoffices ask`` prints: questions for the next talks, and how things would stand after each answer."""

from __future__ import annotations

from string import ascii_uppercase

from goodoffices.model.case import Case
from goodoffices.model.results.ask import AskedQuestion, AskResult, ExpectedAnswer
from goodoffices.report.build.naming import changes_of, proposal_name
from goodoffices.report.prose import listed
from goodoffices.report.question_words import answer_words, question_text
from goodoffices.report.share_words import hundred
from goodoffices.report.terminal.columns import bold, paragraph, rows
from goodoffices.report.words import party_name

__all__ = ["ask_screen"]

QUESTIONS = 5
"""Most that are told; the JSON has all."""
PAIRS = 2
WIDTHS = [48, 16, 16]
ROOM = 15
"""Columns that an answer may take."""


def ask_screen(case: Case, result: AskResult, *, colour: bool | None = None) -> str:
    """The whole screen."""
    shown = result.questions[:QUESTIONS]
    names = _letters(result, shown)
    lines = ["What to find out next.", *(bold(line, colour) for line in paragraph(_now(result, names)))]
    if shown:
        lines += ["", *rows(["   QUESTION", "ANSWER", "BEST DEAL THEN"], WIDTHS)]
    for n, row in enumerate(shown, 1):
        lines += _question(case, n, row, names)
    lines += _worth(result, shown, names)
    lines += _pairs(result, len(shown))
    if names:
        lines += [
            "",
            *(line for code, key in names.items() for line in paragraph(f"{key}  {_deal(case, code)}", indent=3)),
        ]
    if result.settled:
        barred = [
            f"{proposal_name(case, one.proposal)} ({listed([party_name(case, party) for party in one.parties])})"
            for one in result.settled
        ]
        lines += ["", *paragraph(f"Not asked, settled by a red line: {'; '.join(barred)}. See: goodoffices unlock.")]
    for told in result.reasons:
        lines += paragraph(told)
    error = f" Simulation error at most {max(1, round(100 * result.half_width))} of 100." if result.half_width else ""
    lines += paragraph(f"{result.draws:,} worlds, seed {result.seed}.{error} Counts of worlds, not probabilities.")
    return "\n".join(lines)


def _letters(result: AskResult, shown: tuple[AskedQuestion, ...]) -> dict[int, str]:
    """Letters for every deal that is spoken of."""
    spoken = [result.best, result.about, *(answer.best for row in shown for answer in row.answers)]
    codes = list(dict.fromkeys(code for code in spoken if code is not None))
    return {code: ascii_uppercase[n % 26] for n, code in enumerate(codes)}


def _deal(case: Case, code: int) -> str:
    names = [proposal_name(case, name) for name in case.proposals if case.proposal_code(name) == code]
    return f"{names[0]}: {changes_of(case, code)}" if names else changes_of(case, code)


def _now(result: AskResult, names: dict[int, str]) -> str:
    """How things stand."""
    if result.best is None or result.best_share is None:
        return "No deal is acceptable to all in any world drawn."
    holds = "" if result.holds is None else f" and holds ({result.holds.value.upper()})"
    told = (
        f"Best deal now: {names[result.best]}, acceptable to all{holds} in {hundred(result.best_share)} of 100 worlds."
    )
    if result.about is not None and result.about != result.best and result.share is not None:
        told += f" Asked about: {names[result.about]}, {hundred(result.share)} of 100."
    return told


def _question(case: Case, n: int, row: AskedQuestion, names: dict[int, str]) -> list[str]:
    """A question, and beside it a line for each answer."""
    answers = [
        (_short(case, row, answer), _then(answer, names)) for answer in row.answers
    ]  # the question runs on beside both answers
    question = rows([f"{n:<2} {question_text(case, row.question)}"], WIDTHS[:1], hang=3)
    beside = [line for words, then in answers for line in rows([words, then], WIDTHS[1:])]
    height = max(len(question), len(beside))
    left = [*question, *[""] * (height - len(question))]
    right = [*beside, *[""] * (height - len(beside))]
    return [f"{one:<{WIDTHS[0]}}{other}".rstrip() for one, other in zip(left, right, strict=True)]


def _short(case: Case, row: AskedQuestion, answer: ExpectedAnswer) -> str:
    """An answer that fits its column: issues by their short names."""
    if row.question.kind == "importance":
        return answer.answer.replace("_", " ")[:ROOM]
    return answer_words(case, row.question, answer.answer)


def _then(answer: ExpectedAnswer, names: dict[int, str]) -> str:
    if answer.best is None or answer.best_share is None:
        return "too few worlds"
    share = "every world" if answer.best_proven else f"{hundred(answer.best_share)} of 100"
    return f"{names[answer.best]}  {share}"


def _worth(result: AskResult, shown: tuple[AskedQuestion, ...], names: dict[int, str]) -> list[str]:
    """What each question adds, and what knowing everything would."""
    if not shown:
        return []
    adds = [f"question {n} adds {hundred(row.gain)} of 100" for n, row in enumerate(shown, 1) if row.gain]
    tells = [str(n) for n, row in enumerate(shown, 1) if not row.gain]
    told = f"{', '.join(adds)}".capitalize() + "." if adds else ""
    if tells and result.about is not None:
        one = len(tells) == 1
        told += (
            f" Question{'' if one else 's'} {listed(tells)} tell{'s' if one else ''} about {names[result.about]} only."
        )
    if result.ceiling is not None:
        told += f" Knowing everything would add {hundred(result.ceiling)}."
    return ["", *paragraph(told.strip())]


def _pairs(result: AskResult, shown: int) -> list[str]:
    """Questions that should be asked together."""
    both = [pair for pair in result.pairs if max(pair.questions) < shown][:PAIRS]
    if not both:
        return []
    words = [f"{pair.questions[0] + 1} and {pair.questions[1] + 1}" for pair in both]
    return paragraph(f"Together they tell more than each alone: {'; '.join(words)}.")
