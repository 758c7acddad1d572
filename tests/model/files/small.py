"""A small case that uses every section, and helpers that spoil it in one place."""

from __future__ import annotations

import pytest

from goodoffices.errors import CaseError, Problem
from goodoffices.model.files import loads_case

__all__ = ["SMALL", "problem", "problems", "spoiled", "warnings"]

SMALL = """\
# A remark at the top
case: A truce on the river
as_of: 2031-05-08
about: Two sides of a river, and a port.
left_out: [The fishermen]

parties:
  north:
    name: North
    role: principal
    aliases: [The North Bank]
    speakers:
      - {name: Ada Holm, role: Minister, from: 2030-01-01, until: 2031-12-31}
  south: {name: South, role: principal}
  port: {name: The port, role: affected}
  banks:
    name: Both banks
    role: guarantor
    members: [{party: north, from: 2030-01-01}, {party: south}]

issues:
  truce:
    question: Do the guns fall silent?
    topics: [Ce]
    options: {firing: They fire on, calm: They fall silent}
    reached_by:
      calm: [[north, south]]  # together
      firing: [north, south]
  toll:
    question: Who takes the toll?
    options: {none: Nobody, half: Half each, all: The port}
    reached_by: {none: [port], half: [[north, port], [south, port]], all: [port]}
  flag:
    question: Whose flag flies?
    options: {none: No flag, river: A river flag}
    controlled_by: port

rules:
  - never: toll.half and truce.firing
status_quo: {truce: firing, toll: none, flag: none}
walk_away: {port: {toll: all}}

preferences:
  north:
    importance: [truce, [toll, flag]]
    orders:
      truce: calm > firing
      toll:
        - {when: truce.calm, order: half > all ~ none}
        - {order: "?"}
    red_lines: [flag.river and toll.all]
    because:
      truce: [s4, {source: sources/call.txt, quote: the guns must fall silent}]
      red_lines: [s5]
  south:
    priorities: [truce.calm, not toll.all implies flag.river]
  port:
    scores:
      truce: {firing: 0, calm: 10.5}
      toll: {none: 0, half: {low: 1, mode: 2, high: 3}, all: 5}
      flag: {none: 0, river: 0.1}
    weights: {truce: 2, toll: {low: 1, high: 2}, flag: 1}
    reservation: 1

proposals:
  calm_first:
    by: north
    on: 2031-05-01
    terms: {truce: calm}
    answers: {south: accepts, port: no_reply}
    because: {south: [s9], north: [s4]}

talks:
  - {on: 2031-05-09, who: [north, south], what: Telephone call}

holding:
  period: week
  judged: {by: [The desk], on: 2031-05-08}
  parties:
    north:
      stake: 1
      temptation: {low: 1, mode: 2, high: 3}
      patience: 0.9
      detection: {low: 0.2, high: 0.6}
      false_alarm: 0.1
      response: 0.3
      penalty: 0
      because: {detection: [s7]}
  shared: [detection]
  shift: {declining: south, p1: 0.5, p2: {low: 0.4, high: 0.5}, cost: 0.1, guarantee: 0}
  effects:
    - {when: flag.river, closes: {detection: 0.4}, adds: {penalty: 2}, party: north}
  holds_if: [rate_below_half]

forecast:
  share:
    question: What part of the toll goes south?
    scale: {low: 0, high: 100, unit: percent}
    actors:
      north: {at: 20, salience: 80, capability: 100, because: [s8]}
      south: {at: {low: 40, high: 60}, salience: 90, capability: 60}
"""


def spoiled(old: str, new: str, times: int = 1) -> str:
    """The small case with a stretch of it replaced, which stands in it so many times."""
    assert SMALL.count(old) == times, f"{old!r} stands {SMALL.count(old)} times"
    return SMALL.replace(old, new)


def problems(text: str) -> tuple[Problem, ...]:
    """What reading complains of; it must complain."""
    with pytest.raises(CaseError) as caught:
        loads_case(text)
    return caught.value.problems


def problem(text: str, at: str, nth: int = 1) -> Problem:
    """The only complaint about a text; it must point to the nth place where ``at`` stands."""
    (found,) = problems(text)
    start = -1
    for _ in range(nth):
        start = text.index(at, start + 1)
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    assert (found.line, found.column) == (line, column), f"{found}\n expected at {line}:{column}"
    return found


def warnings(text: str) -> list[str]:
    """What reading warns of."""
    return [warning.message for warning in loads_case(text).warnings]
