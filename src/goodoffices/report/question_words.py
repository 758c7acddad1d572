"""Questions as they can be put to a person, from the labels of the case alone."""

from __future__ import annotations

from goodoffices.model.case import Case
from goodoffices.model.results.ask import AskResult, Question
from goodoffices.report.words import agreeing, condition_words, party_name

__all__ = ["answer_words", "question_text", "texts_of"]


def question_text(case: Case, question: Question) -> str:
    """One sentence with a question mark at its end."""
    name = party_name(case, question.party)
    if question.kind == "importance":
        one, other = (case.issues[issue].question for issue in question.issues)
        return f"Which matters more to {name}: ‘{one}’ or ‘{other}’?"
    if question.kind == "trade":
        given, got = (
            f"‘{case.issues[issue].options[option]}’ on ‘{case.issues[issue].question}’"
            for issue, option in zip(question.issues, question.options, strict=True)
        )
        return f"Would {name} accept {given} in return for {got}?"
    issue = case.issues[question.issue or ""]
    one, other = (issue.options[option] for option in question.options)
    does = agreeing(name, "does").capitalize()
    where = "" if question.when is None else f", {condition_words(case, question.when)}"
    return f"{does} {name} prefer ‘{one}’ to ‘{other}’ on ‘{issue.question}’{where}?"


def answer_words(case: Case, question: Question, answer: str) -> str:
    """An answer as it is shown: yes, no, or the question that matters more."""
    return case.issues[answer].question if question.kind == "importance" else answer


def texts_of(case: Case, result: AskResult) -> dict[int, str]:
    """The wording of every question, by its place in the list."""
    return {k: question_text(case, row.question) for k, row in enumerate(result.questions)}
