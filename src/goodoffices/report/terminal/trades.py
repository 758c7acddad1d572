"""What ``goodoffices deals --trades`` prints: trades as conditional offers, then pairs that one party loses by."""

from __future__ import annotations

from goodoffices.model.case import Case
from goodoffices.model.results.trades import Change, Offer, Trade, Trades
from goodoffices.report.build.agree import needed
from goodoffices.report.build.naming import changes_of
from goodoffices.report.prose import listed
from goodoffices.report.terminal.columns import paragraph
from goodoffices.report.words import agreeing, issue_name, label, party_name, sentence_case

__all__ = ["trades_screen"]

SHOWN, NEARLY = 8, 5
"""Most trades told, and most pairs with one loser; the JSON has all."""


def trades_screen(case: Case, found: Trades) -> str:
    """What two changes could buy each other, from the base."""
    parties = listed([party_name(case, party) for party in found.parties])
    lines = paragraph(f"TRADES from {found.base} ({changes_of(case, found.base)}), over {parties}.", indent=2)
    if found.improvements:
        lines += ["", *paragraph("Good without any trade: nobody loses by it, and somebody gains.")]
        for change in found.improvements[:SHOWN]:
            told = f"  {_named(case, change)}. Better for {_names(case, change.wins)}.{_closed(case, change)}"
            lines += paragraph(told, indent=4)
        if len(found.improvements) > SHOWN:
            lines.append(f"  and {len(found.improvements) - SHOWN:,} more; --json lists all.")
    if not found.trades:
        lines += ["", *paragraph("No two changes together are certain to help somebody and to hurt nobody.")]
    for n, trade in enumerate(found.trades[:SHOWN], 1):
        lines += ["", *_trade(case, found, n, trade)]
    if len(found.trades) > SHOWN:
        lines += ["", f"and {len(found.trades) - SHOWN:,} more; --json lists all."]
    nearly = _exchanges(found)
    if nearly:
        lines += ["", *paragraph("Nearly trades: each side gains on one of the issues, but one party loses in all.")]
    for trade in nearly[:NEARLY]:
        lines += _nearly(case, trade)
    hidden = len(found.one_loser) - min(len(nearly), NEARLY)
    if hidden:
        lines += [
            "",
            *paragraph(f"{hidden:,} {'more ' if nearly else ''}pairs would hurt one party only; --json lists them."),
        ]
    return "\n".join(lines)


def _exchanges(found: Trades) -> list[Trade]:
    """Pairs in which the loser gains on one of the issues, those that a third change would repair first."""
    rows = [
        trade
        for trade in found.one_loser
        if trade.loss is not None and any(trade.loss.party in change.wins for change in trade.changes)
    ]
    return sorted(rows, key=lambda trade: not (trade.loss and trade.loss.repaired_by))


def _trade(case: Case, found: Trades, n: int, trade: Trade) -> list[str]:
    both = " and ".join(_named(case, change) for change in trade.changes)
    lines = paragraph(f"{n}. {sentence_case(both)} ({trade.code}).", indent=3)
    closed = "".join(_closed(case, change) for change in trade.changes)
    lines += paragraph(f"   Better for {_names(case, trade.gains)}; worse for nobody.{closed}", indent=3)
    for offer in trade.offers:
        lines += paragraph(f"   {_offer(case, offer)}", indent=3)
    deal = found.deals.get(trade.code)
    if deal is not None:
        verdicts = {verdict.party: verdict.answer for verdict in deal.verdicts}
        words = {"accepts": "accepts", "refuses": "refuses", "unknown": "not known"}
        others = [
            f"{party_name(case, party)} ({words[verdicts[party]]})"
            for party in needed(case, deal)
            if party not in found.parties
        ]
        if others:
            lines += paragraph(f"   It needs as well: {listed(others)}.", indent=3)
    return lines


def _offer(case: Case, offer: Offer) -> str:
    asked = listed([party_name(case, party) for party in offer.of])
    verb = "accept" if len(offer.of) > 1 else agreeing(asked, "accepts")
    name = party_name(case, offer.party)
    return f"If {asked} {verb} {_named(case, offer.wanted)}, {name} could accept {_named(case, offer.given)}."


def _nearly(case: Case, trade: Trade) -> list[str]:
    if trade.loss is None:
        return []
    both = " and ".join(_named(case, change) for change in trade.changes)
    amount = f" by {trade.loss.amount:g}" if trade.loss.amount else ""
    loser = party_name(case, trade.loss.party, first=True)
    told = f"{loser} {agreeing(loser, 'loses')}{amount}; {_names(case, trade.gains)} would gain."
    if trade.loss.repaired_by:
        repairs = listed([_named(case, change) for change in trade.loss.repaired_by], "or")
        told += f" A third change would make it good for all: {repairs}."
    return [
        *paragraph(f"   {sentence_case(both)} ({trade.code}).", indent=3),
        *paragraph(f"      {told}", indent=6),
    ]


def _named(case: Case, change: Change) -> str:
    return f"‘{label(case, change.issue, change.option)}’ on {issue_name(change.issue)}"


def _closed(case: Case, change: Change) -> str:
    """A warning where nobody could make the change."""
    base = case.status_quo_code
    here = None if base is None else case.space.terms(base)[change.issue]
    if base is None or here == change.option or case.issues[change.issue].reached(change.option):
        return ""
    return " Nobody can bring it about."


def _names(case: Case, parties: tuple[str, ...]) -> str:
    return listed([party_name(case, party) for party in parties])
