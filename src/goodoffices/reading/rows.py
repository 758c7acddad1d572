"""From acts to rows: speakers resolved, content parted by issue, stance, conditions, hedges and dates filled in.

The unit is one speaker, one proposition, one issue: two speakers make a row each on the same span, two issues a row
each on their own part.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from goodoffices.model.statements import Kind, Mark, Speaker, Stance, Statement
from goodoffices.reading.acts import Act, Tokens2
from goodoffices.reading.confidence import confidence_of
from goodoffices.reading.dates import When, date_places, find_when, looks_ahead
from goodoffices.reading.document import Document
from goodoffices.reading.grammar import FINITE
from goodoffices.reading.lexicon import lexicon
from goodoffices.reading.marks import find_condition, find_hedge
from goodoffices.reading.options import OptionFinder
from goodoffices.reading.parts import Part, Parts
from goodoffices.reading.people import People, Person
from goodoffices.reading.proposals import ProposalFinder
from goodoffices.reading.repairs import state_words
from goodoffices.reading.stance import judge, plover_of
from goodoffices.reading.topics import IssueFinder

__all__ = ["RowMaker"]

_ENDS: Final = frozenset({"while", "before", "until"})
"""Words that give a refusal an end date."""
_ANSWERS: Final = (Stance.ACCEPTS, Stance.REJECTS, Stance.CONDITIONAL, Stance.WILLING, Stance.NON_COMMITTAL)
_PROPOSED_BACK: Final = 2
"""[sentences] how long a proposal that was named last is what "it" and a silence are about."""
_LONGEST_DATE: Final = 20
"""[characters] that a date may reach out of the stretch it begins in."""
_MARKS: Final = "“”\"‘’'«»„"


class RowMaker:
    """Makes the rows of one text; remembers the topic spoken of last, for "the idea" and "this"."""

    def __init__(self, doc: Document, people: People, issues: IssueFinder) -> None:
        self.doc = doc
        self.people = people
        self.parts = Parts(doc, issues)
        self.options = OptionFinder(people.gazetteer)
        self.proposals = ProposalFinder(doc, people.gazetteer)
        places = date_places(doc.tokens.lower)
        self._date_starts = [doc.tokens.starts[at] for at in places]
        self._date_ends = [doc.tokens.ends[at] for at in places]
        self._proposed: tuple[int, str] | None = None

    def rows(self, act: Act, origin: Statement | None = None) -> Iterator[Statement]:
        """The rows of one act, in the order of speakers and then of issues.

        ``origin`` is the row whose quotation it carries on.
        """
        parts = self.parts.of(act)
        speakers = self._speakers(act) if act.carries is None else []
        if (
            act.weak
            and not any(part.hits for part in parts)
            and not any(person.party or (span and self._acts_for_state(span)) for span, person in speakers)
        ):
            return
        if act.carries is not None:
            if origin is not None:
                who = Person(
                    origin.speaker.name or origin.speaker.text, origin.speaker.role, origin.party, origin.actor
                )
                for part in parts:
                    yield self._row(act, part, None, who).changed(carried=origin.key)
            return
        for span, person in speakers:
            for part in parts:
                yield self._row(act, part, span, person)

    # speakers

    def _speakers(self, act: Act) -> list[tuple[Tokens2 | None, Person]]:
        """Each who speaks, with the words that name them; joint persons apart, a collective as one."""
        block = self.doc.sentences[act.sentence].block
        if act.speaker is None:
            return [(None, Person(name=act.named))]
        pieces = self._joint(act.speaker)
        found: list[tuple[Tokens2 | None, Person]] = [(piece, self.people.resolve(piece, block)) for piece in pieces]
        if len(found) > 1 and not all(person.name or person.party for _, person in found):
            return [(act.speaker, self.people.resolve(act.speaker, block))]
        if (
            len(found) > 1
            and len({person.party for _, person in found}) == 1
            and found[0][1].party
            and not any(p.name for _, p in found)
        ):
            return [(act.speaker, found[0][1])]  # two names of one party speak as one
        return found

    def _acts_for_state(self, span: Tokens2) -> bool:
        """Whether a state, its people or a body of government is named as who acts."""
        words = self.doc.tokens
        return any(
            (words.lower[at] in state_words() and words.words[at][0].isupper()) or words.lower[at] in _BODIES
            for at in range(*span)
        )

    def _joint(self, span: Tokens2) -> list[Tokens2]:
        """The pieces of "A and B", "A, B and C", each with its own head; the phrase itself if it is one."""
        words, tags = self.doc.tokens.lower, self.doc.tags
        first, last = span
        cuts = [at for at in range(first + 1, last - 1) if words[at] in ("and", "&") and self.doc.quoted[at] < 0]
        if len(cuts) != 1 or "including" in words[first:last]:
            return [span]
        cut = cuts[0]
        left = [first]
        left += [at + 1 for at in range(first + 1, cut) if words[at] == ","]
        pieces = []
        for begin, end in zip(left, [*[at - 1 for at in left[1:]], cut], strict=True):
            pieces.append((begin, end))
        pieces.append((cut + 1, last))
        pieces = [(begin, end) for begin, end in pieces if end > begin]
        if all(
            tags[end - 1] in ("NNP", "NNS", "NN") and any(tags[i] == "NNP" for i in range(begin, end))
            for begin, end in pieces
        ):
            return pieces
        return [span]

    # rows

    def _row(self, act: Act, part: Part, span: Tokens2 | None, person: Person) -> Statement:
        doc = self.doc
        content = tuple(self._clean(first, last) for first, last in part.spans)
        first, last = part.spans[0][0], part.spans[-1][1]
        indices = [index for begin, end in part.spans for index in range(begin, end)]
        sentence = doc.sentences[act.sentence]
        refusal = not _ENDS.isdisjoint(doc.tokens.lower[sentence.first : max(sentence.last, last)]) and self._refuses(
            act
        )
        condition = self._condition(act, part, refusal)
        if condition and condition[0] - first >= 3:
            indices = [index for index in indices if not condition[0] <= index < condition[1]]
        stance = judge(doc, act, indices, condition is not None)
        hedge = find_hedge(doc, first, last) or (find_hedge(doc, *act.cue) if act.cue else None)
        when = self._when(act)
        topics = tuple(dict.fromkeys(hit.code for hit in part.hits))
        places = [place for place in (span, act.cue, *act.content) if place]
        support = self._support(sentence.first, sentence.last, [*places, *([condition] if condition else [])])
        published = doc.source.published_on
        words = [act.lemma, *(doc.tokens.lower[index] for index in indices)]  # "recognise | the line"
        option = self.options.option_of(part.issue, words, stance)
        proposal = self._proposal(act, part, indices, person.party, option, stance)
        option = option or self.proposals.option_in(proposal, part.issue)
        return Statement(
            source=doc.source.source,
            sha256=doc.source.sha256,
            text_sha256=self.text_sha256,
            speaker=self._speaker(span, person),
            content=content,
            support=support,
            kind=self._kind(act, part),
            stance=stance,
            rule=act.rule,
            confidence=confidence_of(act.rule),
            party=person.party,
            cue=self._mark(act.cue) if act.cue else None,
            issue=part.issue,
            topics=topics,
            proposal=proposal,
            option=option,
            condition=self._mark(condition) if condition else None,
            hedge=self._mark(hedge) if hedge else None,
            addressee=self._addressee(act),
            said_on=when.on if when else None,
            said_from=when.from_ if when else None,
            said_to=when.to if when else None,
            when=Mark(doc.text[when.start : when.end], when.start, when.end) if when else None,
            published_on=published,
            plover=plover_of(act, stance, topics),
            actor=None if person.party else person.actor,
        )

    def _proposal(
        self, act: Act, part: Part, indices: Sequence[int], party: str | None, option: str | None, stance: Stance
    ) -> str | None:
        """The case's proposal that the content names, or that it answers without naming it; else the words for one."""
        found = self.proposals.named(indices) or self.proposals.put_forward(party, part.issue, option, stance)
        if found is not None:
            self._proposed = (act.sentence, found)
            return found
        if act.silence or (stance in _ANSWERS and self.parts.anaphoric(part.spans)):
            before = self.proposals.named(range(self.doc.sentences[max(0, act.sentence - 1)].first, part.spans[0][0]))
            near = self._proposed if self._proposed and act.sentence - self._proposed[0] <= _PROPOSED_BACK else None
            found = before or (near[1] if near else None)
            on_it = part.issue is None or self.proposals.option_in(found, part.issue) is not None
            if found is not None and on_it:
                return found
        return self.proposals.printed(indices)

    @property
    def text_sha256(self) -> str:
        """Of the kept text, computed once."""
        if not hasattr(self, "_hash"):
            self._hash = self.doc.source.text_sha256
        return self._hash

    def _clean(self, first: int, last: int) -> tuple[int, int]:
        start, end = self.doc.span(first, last)
        text = self.doc.text
        while end - 1 > start and text[end - 1] in ",;:" and text[end - 1] not in _MARKS:
            end -= 1
        return start, end

    def _refuses(self, act: Act) -> bool:
        return judge(self.doc, act, [i for a, b in act.content for i in range(a, b)], False) is Stance.REJECTS

    def _condition(self, act: Act, part: Part, refusal: bool) -> Tokens2 | None:
        question = act.frame == "wh" or act.silence
        for first, last in part.spans:
            found = find_condition(self.doc, first, last, question=question, refusal=refusal)
            if found:
                return found
        if act.frame in ("noun", "prep", "weak", "passive", "inf", "adjective", "position"):
            end = self.doc.sentences[act.sentence].last
            after = max(part.spans[-1][1], act.cue[1] if act.cue else 0)
            end = min(end, after + 25)
            comma = next((at for at in range(after, end) if self.doc.tokens.lower[at] == ","), end)
            return find_condition(self.doc, after, comma, refusal=refusal) if after < comma else None
        return None

    def _when(self, act: Act) -> When | None:
        """Words of time that date the saying: near the cue and outside the content."""
        doc = self.doc
        near = [(start, end) for start, end in self._near(act) if self._dated(start, end + _LONGEST_DATE)]
        if act.cue is None or not near:
            return None
        inside = [doc.span(first, last) for first, last in act.content]
        future = looks_ahead(doc.text, *doc.span(*act.cue))
        found = []
        for start, end in near:
            when = find_when(doc.text, start, end + _LONGEST_DATE, doc.source.published_on, future=future)
            if when and when.start < end and not any(a <= when.start < b for a, b in inside):
                found.append(when)
        return min(found, key=lambda when: when.start, default=None)

    def _dated(self, start: int, end: int) -> bool:
        """Whether some date words of the text reach into a stretch."""
        at = bisect_right(self._date_ends, start)
        return at < len(self._date_ends) and self._date_starts[at] < end

    def _near(self, act: Act) -> list[tuple[int, int]]:
        """Where words of time date the saying: beside the cue, or in the opening words of the sentence before who speaks."""
        doc, starts = self.doc, self.doc.tokens.starts
        sentence = doc.sentences[act.sentence]
        if act.cue is None or act.rule.startswith(("compound", "relative")):
            return []
        ends = act.cue[1]
        near = [(starts[act.cue[0]], starts[min(ends + 6, sentence.last) - 1] + 1)]
        if act.speaker:
            first = min(act.speaker[0], act.cue[0])
            near.append((starts[min(act.speaker[1], act.cue[1]) - 1], starts[max(act.speaker[0], act.cue[0])]))
            opening = doc.tags[sentence.first : first]
            if first > sentence.first and not any(tag in FINITE for tag in opening):
                near.append((starts[sentence.first], starts[first]))
            last = max(act.speaker[1], ends)
            near.append((starts[last - 1], starts[min(last + 4, sentence.last) - 1] + 1))
        return near

    def _support(self, low: int, high: int, places: Sequence[Tokens2]) -> tuple[int, int]:
        """From the first to the last word that proves the row, at least its sentence."""
        start = min(low, *(first for first, _ in places))
        end = max(high, *(last for _, last in places))
        return self.doc.span(start, end)

    def _speaker(self, span: Tokens2 | None, person: Person) -> Speaker:
        if span is None:
            return Speaker(name=person.name, role=person.role)
        start, end = self.doc.span(*span)
        return Speaker(person.name, self.doc.text[start:end], start, end, person.role)

    def _kind(self, act: Act, part: Part) -> Kind:
        """Whose words the content is in."""
        if act.silence:
            return Kind.REPORTED_SILENCE
        quoted = [
            self.doc.quoted[i] >= 0 for a, b in part.spans for i in range(a, b) if self.doc.tokens.words[i][0].isalnum()
        ]
        if quoted and all(quoted):
            return Kind.QUOTE
        if any(quoted):
            return Kind.MIXED
        if act.position or not self._speech(act.lemma):
            return Kind.REPORTED_POSITION
        return Kind.PARAPHRASE

    def _speech(self, lemma: str) -> bool:
        frames = lexicon().frames.get(lemma, frozenset())
        return bool(frames & {"quote", "told", "told-inf"}) or lemma in _SPEECH

    def _addressee(self, act: Act) -> str | None:
        """To whom: the party, else the words printed."""
        if act.addressee is None:
            return None
        first, last = act.addressee
        found = self.people.gazetteer.party_at(self.doc.tokens, first, last)
        return found[0] if found else self.doc.words(first, last)

    def _mark(self, span: Tokens2) -> Mark:
        start, end = self.doc.span(*span)
        return Mark(self.doc.text[start:end], start, end)


_BODIES: Final = frozenset(
    "government parliament ministry rebels militants guerrillas junta delegation regime insurgents cabinet "
    "assembly opposition negotiators army".split()
)
_SPEECH: Final = frozenset(
    "criticize criticise condemn denounce praise accuse blame call speak talk describe cite mention highlight "
    "reiterate vow pledge promise threaten "
    "propose recommend announce declare deny rule_out express voice appeal dismiss refute rebut hail laud applaud".split()
)
