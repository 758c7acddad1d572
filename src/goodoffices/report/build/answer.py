"""The answer: two or three sentences that can be read aloud, from the proposal nearest to agreement and the deals."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.model.case import Answer, Case, Talk
from goodoffices.model.results.deals import Refusal
from goodoffices.report.build.entries import Entries, Item
from goodoffices.report.build.material import Material, day_of
from goodoffices.report.build.naming import proposal_name
from goodoffices.report.dates import day, weekday_day
from goodoffices.report.prose import Prose, Strong, listed, prose
from goodoffices.report.words import agreeing, number, party_name, sentence_case

__all__ = ["build_answer", "standfirst"]

_PHRASES = {
    Answer.ACCEPTS: "accepts",
    Answer.ACCEPTS_WITH_CONDITIONS: "accepts with conditions",
    Answer.WILLING: "is willing",
    Answer.NON_COMMITTAL: "is non-committal",
    Answer.NO_REPLY: "has not replied",
    Answer.REJECTS: "rejects it",
}
_ORDER = tuple(Answer)


def build_answer(material: Material, entries: Entries) -> Prose:
    """Who says what to the proposal nearest to agreement; then what the deals engine says of all."""
    lead = _nearest(material.case)
    stand = _stand(material.case, entries, lead) if lead else ()
    return prose(stand, " " if stand else None, _deals(material, entries))


def standfirst(material: Material) -> str:
    """As of when, and the next talks."""
    case = material.case
    today = day_of(material)
    if today is None:
        return ""
    coming = sorted((talk for talk in case.talks if talk.on > today), key=lambda talk: talk.on)
    return f"As of {day(today)}." + (f" {_next(case, coming[0])}" if coming else "")


def _next(case: Case, talk: Talk) -> str:
    who = listed([party_name(case, party) for party in talk.who])
    return f"Next: {talk.what}, {weekday_day(talk.on)}, {who}."


def _nearest(case: Case) -> str | None:
    """The proposal with the most principals behind it; of equals the latest."""
    if not case.proposals:
        return None

    def support(name: str) -> tuple[int, int, int, str]:
        proposal = case.proposals[name]
        agreeing_to = {p for p, answer in proposal.answers.items() if answer in _ORDER[:2]} & set(case.principals)
        refused = sum(
            answer is Answer.REJECTS for party, answer in proposal.answers.items() if party in case.principals
        )
        behind = agreeing_to | ({proposal.by} & set(case.principals))
        return len(behind), len(agreeing_to), -refused, proposal.on.isoformat() if proposal.on else ""

    return max(case.proposals, key=support)


def _stand(case: Case, entries: Entries, name: str) -> Prose:
    """Ukraine accepts ‘A 30-day ceasefire’; Russia has not replied: each principal, acceptances first."""
    proposal = case.proposals[name]
    title = f"‘{proposal_name(case, name)}’"
    told = sorted(
        (party for party in case.principals if party != proposal.by),
        key=lambda party: _ORDER.index(proposal.answers[party]) if party in proposal.answers else len(_ORDER),
    )
    words = [
        _says(
            case, proposal.answers.get(party), party, title if n == 0 and proposal.by not in case.principals else None
        )
        for n, party in enumerate(told)
    ]
    if proposal.by in case.principals:
        who = party_name(case, proposal.by)
        words.insert(0, f"{who} {agreeing(who, 'proposes')} {title}")
    evidence = entries.marks(
        item for party in (*told, proposal.by) for item in entries.because("proposals", name, party)
    )
    return prose(Strong(sentence_case("; ".join(words)) + "."), evidence)


def _says(case: Case, answer: Answer | None, party: str, title: str | None) -> str:
    """One principal's answer; the first names the proposal."""
    name = party_name(case, party)
    if answer is None:
        told = f"{agreeing(name, 'has')} not stated an answer" + (f" to {title}" if title else "")
        return f"{name} {told}"
    first, _, rest = _PHRASES[answer].partition(" ")
    verb = f"{agreeing(name, first)} {rest}".strip()
    if title is None:
        return f"{name} {verb}"
    if answer is Answer.ACCEPTS_WITH_CONDITIONS:
        return f"{name} {agreeing(name, first)} {title} with conditions"
    if answer is Answer.REJECTS:
        return f"{name} {agreeing(name, first)} {title}"
    joint = {Answer.ACCEPTS: "", Answer.NO_REPLY: "to "}.get(answer, "on ")
    return f"{name} {verb} {joint}{title}"


def _deals(material: Material, entries: Entries) -> Prose:
    case, result = material.case, material.deals
    if result.acceptable.count:
        count = result.acceptable.count
        return (
            f"{sentence_case(number(count))} deal{' is' if count == 1 else 's are'} acceptable to all for certain.",
        )
    if result.possible.count:
        parties = sorted({p for found in result.hangs_on for p in found}, key=list(case.parties).index)
        who = listed([party_name(case, party) for party in parties])
        verb = agreeing(who, "has") if parties else "has"
        count = result.possible.count
        hinge = f": {'it turns' if count == 1 else 'they turn'} on what {who} {verb} not said" if who else ""
        return (
            f"No deal is acceptable to all for certain; {number(count)} {'is' if count == 1 else 'are'} possible{hinge}.",
        )
    if result.why_none.sets:
        conflict = result.why_none.sets[0]
        evidence = entries.marks(item for refused in conflict for item in _behind(case, entries, refused))
        return prose(f"No deal is acceptable to all: {_against(case, conflict)}", evidence, ".")
    return ()


def _behind(case: Case, entries: Entries, refused: Refusal) -> Sequence[Item]:
    """What a refusal rests on: the red line's evidence, or that of all the party's preferences."""
    if refused.kind == "red_line":
        return entries.red_line(refused.party, refused.text or "")
    return entries.stated(refused.party, case.issues)


def _against(case: Case, conflict: Sequence[Refusal]) -> str:
    """What stands against every deal: one refusal by name, several by whose they are."""
    parties = [party for party in case.parties if any(refused.party == party for refused in conflict)]
    if len(conflict) > 1:
        return f"the red lines and walk-aways of {listed([party_name(case, party) for party in parties])} cannot all be kept"
    name = party_name(case, parties[0])
    if conflict[0].kind == "red_line":
        return f"each one crosses a red line of {name}"
    left = "the status quo" if conflict[0].text in (None, "the status quo") else "what no deal would leave it with"
    return f"each one is worse for {name} than {left}"
