"""The table that ``goodoffices deals`` prints."""

from __future__ import annotations

from goodoffices.model.case import Case
from goodoffices.model.results.deals import Deal, DealsResult, Refusal, Solution, Unavailable, Verdict
from goodoffices.report.build.agree import needed
from goodoffices.report.build.naming import named_deals
from goodoffices.report.build.unsaid import hangs_on
from goodoffices.report.prose import listed
from goodoffices.report.terminal.columns import WIDTH, paragraph, rows
from goodoffices.report.words import expression_words, party_name, sentence_case, short_name, terms_words

__all__ = ["deals_screen"]

ALL = 11
"""Width of the last column."""
PAIRS = 10
"""Most pairs of parties told."""
SOLUTIONS = {
    "nash": "Nash",
    "kalai_smorodinsky": "Kalai–Smorodinsky",
    "egalitarian": "egalitarian",
    "utilitarian": "utilitarian",
}


def deals_screen(case: Case, result: DealsResult) -> str:
    """Deals by letter with each principal's answer, what each hangs on, why there is none, and fair points if any."""
    parties = [party for party in case.parties if party in result.consent] or list(case.principals)
    parties = parties[: (WIDTH - 30 - ALL) // 12]
    column = min(16, (WIDTH - 30 - ALL) // max(1, len(parties)))
    first = WIDTH - ALL - column * len(parties)
    widths = [first, *[column] * len(parties), ALL]
    lines = paragraph(_counts(result))
    named = named_deals(case, result)
    if named:
        lines.append("")
        heads = ["   DEAL", *(short_name(case.parties[party].name, column - 1).upper() for party in parties), "ALL"]
        lines += rows(heads, widths)
    for one in named:
        verdicts = {verdict.party: verdict for verdict in one.deal.verdicts}
        cells = [f"{one.key:<2} {one.name}", *(_answer(verdicts[party]) for party in parties), _all(case, one.deal)]
        lines += rows(cells, widths, hang=3)
    hinges = [
        f"{one.key:<2} {hangs_on(case, one.deal, party)}."
        for one in named
        if one.deal.possible and not one.deal.acceptable
        for party in needed(case, one.deal)
        if any(verdict.party == party and verdict.answer == "unknown" for verdict in one.deal.verdicts)
    ]
    if hinges:
        lines += ["", "What the possible ones hang on:"]
        lines += [line for text in hinges for line in paragraph(text, indent=3)]
    lines += _why_none(case, result)
    lines += _in_pairs(case, result)
    lines += _solutions(case, result)
    lines += [line for warning in result.warnings for line in paragraph(warning)]
    return "\n".join(lines)


def _counts(result: DealsResult) -> str:
    told = f"{result.outcomes:,} outcomes, {result.feasible:,} feasible, {_deals(result.deals.count)}. "
    told += f"{result.acceptable.count:,} acceptable to all who must agree"
    if result.possible.count > result.acceptable.count:
        told += f"; {result.possible.count - result.acceptable.count:,} more possible"
    return told + "."


def _deals(count: int) -> str:
    return f"{count:,} deal{'s' * (count != 1)}"


def _answer(verdict: Verdict) -> str:
    if verdict.answer == "unknown":
        return "not known"
    if any(refused.kind == "red_line" for refused in verdict.broken):
        return "RED LINE"
    return verdict.answer


def _all(case: Case, deal: Deal) -> str:
    """What everyone whose consent is needed says together."""
    if not deal.feasible or not deal.brought_about:
        return "not feasible" if not deal.feasible else "no way to"
    if deal.acceptable or deal.possible:
        return "yes" if deal.acceptable else "not known"
    consent = needed(case, deal)
    red = any(r.kind == "red_line" for verdict in deal.verdicts if verdict.party in consent for r in verdict.broken)
    return "never" if red else "no"


def _why_none(case: Case, result: DealsResult) -> list[str]:
    if result.acceptable.count:
        return []
    lines = []
    for sets in result.why_none.sets:
        together = "These cannot all be kept:" if len(sets) > 1 else "This stands against every deal:"
        lines += ["", f"Why there is no deal. {together}"]
        lines += [line for refused in sets for line in paragraph(_refusal(case, refused), indent=14)]
    if result.why_none.count > len(result.why_none.sets):
        lines.append(f"and {result.why_none.count - len(result.why_none.sets):,} more conflicts.")
    if result.why_none_reason and not lines:
        lines += ["", *paragraph(sentence_case(result.why_none_reason))]
    return lines


def _in_pairs(case: Case, result: DealsResult) -> list[str]:
    """Where no deal is acceptable to all: how many deals each two parties would certainly accept, the principals first."""
    if result.acceptable.count or not result.both_accept or len(case.parties) < 3:
        return []
    principals = set(case.principals)
    pairs = sorted(result.both_accept.items(), key=lambda pair: -len(principals & set(pair[0])))
    some = [(pair, count) for pair, count in pairs if count or principals >= set(pair)]
    lines = ["", *paragraph(f"Of {_deals(result.deals.count)}, so many are acceptable for certain to two parties:")]
    for pair, count in some[:PAIRS]:
        names = listed([party_name(case, party) for party in pair])
        lines += paragraph(f"{count:>8,}  {sentence_case(names)}", indent=10)
    if len(some) > PAIRS:
        lines.append(f"{'':10}and {len(some) - PAIRS} more pairs; --json lists all.")
    if len(some) < len(pairs):
        lines += paragraph(f"{'':10}For every other two there is none.", indent=10)
    return lines


def _refusal(case: Case, refused: Refusal) -> str:
    kind = "red line" if refused.kind == "red_line" else "walk-away"
    text = refused.text or ""
    words = expression_words(case, text) if refused.kind == "red_line" else f"prefers {text}"
    return f"  {case.parties[refused.party].name}, {kind}: {words}"


def _solutions(case: Case, result: DealsResult) -> list[str]:
    """Fair points where every party has scores; otherwise nothing, as the JSON gives the reason."""
    lines: list[str] = []
    for key, name in SOLUTIONS.items():
        found: Solution | Unavailable = getattr(result, key)
        if isinstance(found, Unavailable) or not len(found.codes):
            continue
        utilities = listed([f"{party_name(case, p)} {u:g}" for p, u in found.utilities_of(0).items()])
        more = f" ({len(found.codes) - 1} more tie)" if len(found.codes) > 1 else ""
        terms = terms_words(case, case.space.terms(int(found.codes[0])))
        lines += paragraph(f"{sentence_case(name)}: {terms}. Utilities: {utilities}{more}.", indent=3)
    return ["", *lines] if lines else []
