"""The words of the briefing: one vocabulary for all parties, so that no side's acts are told in other verbs than another's.

Everything here is English about any case. What a case is about comes from its labels, in ‘single’ quotation marks where it could
else be taken for somebody's words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from goodoffices.model.case import Answer, Case
from goodoffices.model.expressions import Expression, Operation, Term, parse
from goodoffices.model.statements import Kind, Stance, Statement
from goodoffices.report.briefing import Chip
from goodoffices.report.prose import listed
from goodoffices.report.text import clipped

__all__ = [
    "ANSWERS",
    "RED_LINE",
    "STANCES",
    "UNKNOWN",
    "WALK_AWAY",
    "agreeing",
    "alone",
    "answer_words",
    "condition_words",
    "expression_words",
    "issue_name",
    "issue_words",
    "label",
    "manner",
    "number",
    "party_name",
    "plural",
    "possessive",
    "sentence_case",
    "short_name",
    "stance_chip",
    "terms_words",
]

STANCES: Mapping[Stance, Chip] = {
    Stance.NON_COMMITTAL: Chip("non_committal", "Non-committal"),
    Stance.REJECTS: Chip("rejects", "Rejects"),
    Stance.ACCEPTS: Chip("accepts", "Accepts"),
    Stance.CONDITIONAL: Chip("conditional", "Conditional"),
    Stance.DEMANDS: Chip("demands", "Demands"),
    Stance.PROPOSES: Chip("proposes", "Proposes"),
    Stance.WILLING: Chip("willing", "Willing"),
    Stance.WARNS: Chip("warns", "Warns"),
    Stance.ANNOUNCES: Chip("announces", "Announces"),
    Stance.ASSESSES: Chip("assesses", "Assesses"),
}
ANSWERS: Mapping[Answer, Chip] = {
    Answer.ACCEPTS: Chip("accepts", "Accepts"),
    Answer.ACCEPTS_WITH_CONDITIONS: Chip("accepts_with_conditions", "Accepts with conditions"),
    Answer.WILLING: Chip("willing", "Willing"),
    Answer.NON_COMMITTAL: Chip("non_committal", "Non-committal"),
    Answer.NO_REPLY: Chip("no_reply", "No reply"),
    Answer.REJECTS: Chip("rejects", "Rejects"),
}
UNKNOWN = Chip("unknown", "Not stated")
RED_LINE = Chip("red_line", "Red line")
WALK_AWAY = Chip("walk_away", "Walk-away")

_ANSWER_VERBS = {
    Answer.ACCEPTS: "accepts",
    Answer.ACCEPTS_WITH_CONDITIONS: "accepts, with conditions,",
    Answer.WILLING: "is willing on",
    Answer.NON_COMMITTAL: "is non-committal on",
    Answer.NO_REPLY: "has not replied to",
    Answer.REJECTS: "rejects",
}
_NO_ANSWER = "no-answer"
"""How the reader's rules for an answer that did not come begin."""
_MANNERS = {
    Kind.QUOTE: "quoted",
    Kind.MIXED: "partly quoted",
    Kind.PARAPHRASE: "reported",
    Kind.REPORTED_POSITION: "position reported",
    Kind.REPORTED_SILENCE: "silence reported",
}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
# English puts "the" before names that end in a common noun, and before plural ones.
_WITH_ARTICLE = re.compile(
    r"^(United|European|African|Arab|Gulf) |"
    r"(Union|Republic|Federation|Kingdom|Emirates|States|Nations|League|Council|Government|Army|Forces|Front|Movement|Party)$"
)
_REFERRING = frozenset(
    "it its they their he his she her there this that these those such both either neither each all some none nobody no not "
    "only yes more less fewer as at by for from in into of off on onto out over to under up upon with within without about "
    "after again before during if once since still then till unless until when where while is are was were be stays goes"
    "".split()
)
"""Words that, at the beginning of a label, refer to its issue or to nothing that is named."""
_VERBS = frozenset("is are was were be has have stays stay remains remain goes go keeps keep comes come".split())
"""Verbs that make a label a sentence about something."""
_IRREGULAR = {
    "has": "have",
    "does": "do",
    "is": "are",
    "was": "were",
    "it": "they",
    "its": "their",
    "itself": "themselves",
}


def party_name(case: Case, party: str, *, first: bool = False) -> str:
    """A party's name as it stands in a sentence, with its article; ``first`` at the sentence's beginning."""
    name = case.parties[party].name if party in case.parties else party
    if _WITH_ARTICLE.search(name):
        name = f"the {name}"
    return sentence_case(name) if first else name


def sentence_case(text: str) -> str:
    """The text with a capital at its beginning and nothing else changed."""
    return text[:1].upper() + text[1:]


def plural(name: str) -> bool:
    """Whether a name takes plural verbs: it joins several."""
    return " and " in name or "," in name


def agreeing(name: str, verb: str) -> str:
    """A verb or pronoun in the number of a name.

    >>> agreeing("Russia", "accepts"), agreeing("Britain and France", "accepts"), agreeing("Britain and France", "has")
    ('accepts', 'accept', 'have')
    """
    if not plural(name):
        return verb
    return _IRREGULAR.get(verb, verb.removesuffix("s"))


def short_name(name: str, width: int) -> str:
    """A party's name for a narrow column: whole, else up to its "and", else its first words.

    >>> short_name("Britain, France and allies", 15), short_name("Democratic Republic of the Congo", 15)
    ('Britain, France', 'Democratic…')
    """
    if len(name) <= width:
        return name
    head = name.split(" and ")[0].rstrip(",")
    if len(head) <= width:
        return head
    return clipped(name, width) if " " in name[:width] else name[: width - 1] + "…"


def answer_words(name: str, answer: Answer, what: str) -> str:
    """What a party says to a proposal, as the words after its name.

    >>> answer_words("Russia", Answer.NON_COMMITTAL, "‘A pause’")
    'is non-committal on ‘A pause’'
    """
    first, _, rest = _ANSWER_VERBS[answer].partition(" ")
    return f"{agreeing(name, first)} {rest + ' ' if rest else ''}{what}"


def possessive(name: str) -> str:
    """Russia’s, the United States’.

    >>> possessive("Russia"), possessive("the United States")
    ('Russia’s', 'the United States’')
    """
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def number(count: int, *, none: str = "no") -> str:
    """A count in words up to twelve, in digits above.

    >>> number(3), number(0, none="none"), number(1200)
    ('three', 'none', '1,200')
    """
    if count == 0:
        return none
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def issue_name(issue: str) -> str:
    """An issue's short name, for use inside a sentence."""
    return issue.replace("_", " ").replace("-", " ")


def issue_words(case: Case, issue: str) -> str:
    """An issue by its question, as the case puts it; what is no issue by its name.

    The question stands in single quotation marks, without which it would read as one of ours.
    """
    return f"‘{case.issues[issue].question}’" if issue in case.issues else issue_name(issue)


def label(case: Case, issue: str, option: str) -> str:
    """An option's label for use inside a sentence: its capital goes, unless it begins with a name."""
    text = case.issues[issue].options[option]
    first = re.match(r"\w+", text)
    if first is None or first[0][1:2].isupper() or first[0] in _names(case):
        return text
    return text[:1].lower() + text[1:]


def _names(case: Case) -> frozenset[str]:
    """Words that the case writes with a capital where no sentence begins: names of parties, people, places and peoples."""
    parties = [
        text for p in case.parties.values() for text in (p.name, *p.aliases, *(speaker.name for speaker in p.speakers))
    ]
    texts = [issue.question for issue in case.issues.values()]
    texts += [text for issue in case.issues.values() for text in issue.options.values()]
    texts += [case.about, case.case, *case.left_out]
    inside = [word for text in texts for word in re.findall(r"(?<![.?!:])\s([A-Z]\w*)", text)]
    return frozenset([word for text in parties for word in re.findall(r"[A-Z]\w*", text)] + inside)


def alone(case: Case, issue: str, option: str) -> str:
    """An option's label where nothing else names its issue: with the issue's name before it, unless it says enough itself.

    A single word (``No``) does not, nor a label whose first word refers elsewhere (``It goes on``, ``While it lasts``), nor a
    sentence that has no word of the question (``A limit is set``).
    """
    text = case.issues[issue].options[option]
    words = re.findall(r"[\w’'-]+", text)
    sentence = any(word.lower() in _VERBS for word in words[1:])
    asked = {word.lower() for word in re.findall(r"[\w’'-]{4,}", case.issues[issue].question)}
    shared = any(word.lower() in asked for word in words)
    if len(words) > 1 and words[0].lower() not in _REFERRING and (shared or not sentence):
        return label(case, issue, option)
    return f"{issue_name(issue)}: {label(case, issue, option)}"


def terms_words(case: Case, terms: Mapping[str, str]) -> str:
    """Terms in one line: ``truce: a 30-day ceasefire; army: no limit``."""
    return "; ".join(f"{issue_name(issue)}: {label(case, issue, option)}" for issue, option in terms.items())


def expression_words(case: Case, text: str) -> str:
    """A red line or rule in words, from the labels of its terms.

    Plain words for the usual forms; brackets where one connective stands inside another.
    """
    return _words(case, parse(text), outer=True)


def _words(case: Case, expression: Expression, *, outer: bool = False) -> str:
    if isinstance(expression, Term):
        return f"{issue_name(expression.issue)}: {label(case, expression.issue, expression.option)}"
    assert isinstance(expression, Operation)  # noqa: S101  tells the type checker; there are only two kinds
    if expression.word == "not":
        return f"anything but {_words(case, expression.parts[0])}"
    parts = [_words(case, part) for part in _flat(expression)]
    if expression.word == "implies":
        words = f"if {parts[0]}, then {parts[1]}"
    elif expression.word == "iff":
        words = f"{parts[0]} exactly where {parts[1]}"
    elif expression.word == "and":
        words = _together(case, _flat(expression))
    else:
        words = listed(parts, "or")
    return words if outer else f"({words})"


def _together(case: Case, parts: list[Expression]) -> str:
    """What must hold together, ``unless`` one of the things that must not hold does."""
    bars = [part.parts[0] for part in parts if isinstance(part, Operation) and part.word == "not"]
    rest = [_words(case, part) for part in parts if not (isinstance(part, Operation) and part.word == "not")]
    if not rest:
        return f"anything but {listed([_words(case, bar) for bar in bars], 'or')}"
    unless = f", unless {listed([_words(case, bar) for bar in bars], 'or')}" if bars else ""
    return " together with ".join(rest) + unless


def condition_words(case: Case, text: str) -> str:
    """When an order counts: ``where …``, or ``unless …`` for a plain negation."""
    expression = parse(text)
    if isinstance(expression, Operation) and expression.word == "not":
        return f"unless {_words(case, expression.parts[0], outer=True)}"
    return f"where {_words(case, expression, outer=True)}"


def _flat(expression: Operation) -> list[Expression]:
    """The parts of a chain of one connective, however it is nested."""
    found: list[Expression] = []
    for part in expression.parts:
        if isinstance(part, Operation) and part.word == expression.word and expression.word in ("and", "or"):
            found += _flat(part)
        else:
            found.append(part)
    return found


def stance_chip(row: Statement) -> Chip:
    """The mark and word of a statement: its stance, or no reply where the source says that no answer came.

    An evasion is a reported silence too, but an answer of sorts: it stays non-committal.
    """
    silent = row.kind is Kind.REPORTED_SILENCE and row.rule.startswith(_NO_ANSWER)
    return ANSWERS[Answer.NO_REPLY] if silent else STANCES[row.stance]


def manner(kind: Kind) -> str:
    """How the source gives the words: quoted, reported, and so on."""
    return _MANNERS[kind]
