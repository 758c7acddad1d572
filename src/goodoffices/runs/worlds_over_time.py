"""Worlds replayed: the case as it was known on each day on which something was stated, always in the same draws.

A part of what a party wants counts from the day of its first evidence; what rests on none, or on evidence without a date, counts
from the beginning. Before a party has stated anything its orders are open, as those of a party known by name only. What an
arrival moved is the share with it less the share without it, all else as known on that day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.worlds.paired import accepts_one, difference
from goodoffices.ledger import Ledger
from goodoffices.model.case import Case, Evidence
from goodoffices.model.files import CaseFile
from goodoffices.model.results.base import Provenance
from goodoffices.model.results.over_time import Arrival, Moment, Moved, OverTime
from goodoffices.runs.as_of import as_known, without
from goodoffices.runs.evidence import days_of
from goodoffices.runs.execute import one_thread
from goodoffices.runs.sources import ledger_of
from goodoffices.runs.worlds import DRAWS, SEED, Drawn, draw_worlds
from goodoffices.runs.worlds_case import party_of
from goodoffices.runs.worlds_count import Progress
from goodoffices.settings import RedLines

__all__ = ["days_known", "run_over_time"]

Bools = NDArray[np.bool_]
Dated = Callable[[Evidence], date | None]

BEYOND = 2.0
"""Standard errors that a move must exceed to be told."""


def days_known(casefile: CaseFile) -> Dated:
    """The day of each piece of evidence: of a passage that of its source, of a statement that of its row in the ledger.

    The ledger is opened only where the case names statements by their ids, and is not written to.
    """
    days = days_of(casefile)
    stated = casefile.case.preferences.values()
    if any(isinstance(item, str) for part in stated for items in part.because.values() for item in items):
        with Ledger.open(ledger_of(casefile), create=False, read_only=True) as ledger:
            days.update({row.id: row.dated for row in ledger.statements() if row.id is not None})
    return lambda item: days.get(item if isinstance(item, str) else item.source)


def run_over_time(
    case: Case,
    dated: Dated,
    *,
    codes: Sequence[int] = (),
    draws: int | None = None,
    seed: int = SEED,
    assume_unknown: bool = False,
    progress: Progress | None = None,
) -> OverTime:
    """Shares of the same deals on every day on which something was stated.

    Parameters
    ----------
    case
        The case as known on the last day.
    dated
        The day on which a piece of evidence was said or published; None where that is not known.
    codes
        Deals to follow; those worth showing on the last day if none are given.
    draws, seed, assume_unknown
        As for :func:`goodoffices.runs.worlds.run_worlds`.
    progress
        Told the stage, days done, days to do, and the day.
    """
    arrivals, undated = _arrivals(case, dated)
    settings = {"draws": draws or DRAWS, "seed": seed, "concepts": (), "assume_unknown": assume_unknown}
    last = draw_worlds(case, **settings)  # type: ignore[arg-type]
    followed = tuple(codes) or tuple(int(last.worlds.problem.deals[deal]) for deal in last.shown)
    moments = []
    for k, (day, arrived) in enumerate(sorted(arrivals.items())):
        drawn = draw_worlds(as_known(case, day, dated), **settings)  # type: ignore[arg-type]
        moments.append(_moment(drawn, day, arrived, followed))
        if progress is not None:
            progress("over time", k + 1, len(arrivals), day.isoformat())
    return OverTime(
        codes=followed,
        moments=tuple(moments),
        draws=last.tally.draws,
        seed=seed,
        undated=tuple(undated),
        provenance=Provenance("preference worlds over time", {"red_lines": RedLines.SINK.value}, seed),
    )


def _arrivals(case: Case, dated: Dated) -> tuple[dict[date, list[Arrival]], list[Arrival]]:
    """Every stated part by the day of its first evidence; and those without."""
    found: dict[date, list[Arrival]] = {}
    undated = []
    for party in case.parties:
        stated = case.of(party)
        for part in _parts(case, party):
            evidence = stated.because.get(part, [])
            days = [dated(item) for item in evidence]
            known = [day for day in days if day is not None]
            arrival = Arrival(party, part, tuple(evidence))
            if known and len(known) == len(days):
                found.setdefault(min(known), []).append(arrival)
            else:
                undated.append(arrival)
    return found, undated


def _parts(case: Case, party: str) -> Iterator[str]:
    """What is stated of a party, by the keys that evidence is given under."""
    stated = case.of(party)
    if stated.importance is not None:
        yield "importance"
    yield from (issue for issue, order in (stated.orders or {}).items() if order != "?")
    for part in ("priorities", "scores", "weights", "reservation", "ranking"):
        if getattr(stated, part) is not None:
            yield part
    own = [line for line in stated.red_lines if line in stated.because]
    yield from own
    if len(own) < len(stated.red_lines):
        yield "red_lines"


def _moment(drawn: Drawn, day: date, arrived: Sequence[Arrival], codes: Sequence[int]) -> Moment:
    """The shares of a day, and what its arrivals did to them."""
    deals = drawn.worlds.problem.deals
    places = {code: np.flatnonzero(deals == code) for code in codes}
    moved = []
    with one_thread():
        for arrival in arrived:
            moved += [found for code in codes if (found := _moved(drawn, arrival, code)) is not None]
    return Moment(
        day=day,
        shares={code: drawn.shares.everyone[int(place[0])] for code, place in places.items() if place.size},
        zone=drawn.shares.zone,
        arrived=tuple(arrived),
        moved=tuple(sorted(moved, key=lambda row: -abs(row.delta))),
    )


def _moved(drawn: Drawn, arrival: Arrival, code: int) -> Moved | None:
    """What one arrival did to one deal; None if nothing beyond simulation error, or if that cannot be told."""
    worlds = drawn.worlds
    sets = worlds.consent.for_code(code)
    needed = {party for members in sets for party in members}
    if arrival.party not in needed or needed & set(worlds.unasked) or not sets:
        return None
    with_it = {party: _accepts(drawn, worlds.case, party, code) for party in needed}
    stated = without(worlds.case.of(arrival.party), {arrival.what})
    before = worlds.case.model_copy(update={"preferences": {**worlds.case.preferences, arrival.party: stated}})
    if stated.form is None:
        return None
    without_it = {**with_it, arrival.party: _accepts(drawn, before, arrival.party, code)}
    delta, error = difference(_all(sets, without_it), _all(sets, with_it))
    return Moved(arrival, code, delta, error) if abs(delta) > BEYOND * error else None


def _accepts(drawn: Drawn, case: Case, party: str, code: int) -> Bools:
    """[worlds] what a party says to a deal."""
    one = party_of(case, party, drawn.worlds.problem.red_lines, party in drawn.worlds.assumed)
    if one is None:
        raise ValueError(f"{party} cannot be asked")
    return accepts_one(one, code, drawn.seed, drawn.tally.draws)


def _all(sets: Sequence[frozenset[str]], accepts: dict[str, Bools]) -> Bools:
    """[worlds] whether some consent set accepts whole."""
    found: Bools = np.logical_or.reduce(
        [np.logical_and.reduce([accepts[party] for party in sorted(members)]) for members in sets]
    )
    return found
