"""A small invented case with its sources, written to a folder: one silence, one red line, one unknown, one moved position."""

from __future__ import annotations

from pathlib import Path

__all__ = ["CASE", "SOURCES", "exchanged", "write_case"]

CASE = """\
case: A pause at the river
as_of: 2031-05-17
about: Two neighbours and an envoy talk about a pause in the fighting at the river.
left_out: [People who live at the river]
parties:
  north:
    name: Norland
    role: principal
    speakers: [{name: Ilse Brandt, role: Foreign Minister}]
  south:
    name: Sorland
    role: principal
    speakers: [{name: Omar Haddad, role: President}]
  envoy:
    name: Envoy Office
    role: mediator
    speakers: [{name: Ana Reyes, role: Envoy}]
issues:
  fire:
    question: Does the fighting stop?
    topics: [Ce]
    options: {goes_on: It goes on, pause: A 20-day pause}
    reached_by: {pause: [[north, south]], goes_on: [north, south]}
  watch:
    question: Who watches the river?
    topics: [ImPK]
    options: {nobody: Nobody, patrols: Foreign patrols}
    reached_by: {patrols: [[north, south]], nobody: [north, south]}
status_quo: {fire: goes_on, watch: nobody}
preferences:
  north:
    importance: [fire, watch]
    orders: {fire: "?", watch: nobody > patrols}
    red_lines: [watch.patrols]
    because:
      watch: [{source: sources/2031-05-12.txt, quote: no foreign soldier would stand at the river}]
      red_lines: [{source: sources/2031-05-12.txt, quote: no foreign soldier would stand at the river}]
  south:
    importance: [fire, watch]
    orders: {fire: pause > goes_on, watch: patrols > nobody}
    because:
      fire: [{source: sources/2031-05-16.txt, quote: accepts a pause of 20 days}]
      watch: [{source: sources/2031-05-16.txt, quote: patrols at the river}]
proposals:
  pause:
    name: A pause of 20 days
    by: envoy
    on: 2031-05-12
    terms: {fire: pause}
    answers: {north: no_reply, south: accepts}
    because:
      envoy: [{source: sources/2031-05-12.txt, quote: a fair chance}]
      north: [{source: sources/2031-05-16.txt, quote: Norland has not replied}]
      south: [{source: sources/2031-05-16.txt, quote: accepts a pause of 20 days}]
  patrols:
    name: Patrols during a pause
    by: south
    terms: {fire: pause, watch: patrols}
    answers: {}
    because:
      south: [{source: sources/2031-05-16.txt, quote: patrols at the river}]
talks:
  - {on: 2031-05-18, who: [north, envoy], what: Meeting at the bridge}
"""
SOURCES = {
    "2031-05-12.txt": (
        "Envoy Ana Reyes proposed a ceasefire of 20 days. She said there was “a fair chance” of it.\n\n"
        "Foreign Minister Ilse Brandt said that no foreign soldier would stand at the river. "
        "President Omar Haddad rejected a ceasefire without patrols.\n"
    ),
    "2031-05-16.txt": (
        "President Omar Haddad said that Sorland accepts a pause of 20 days. He asked for patrols at the river.\n\n"
        "Norland has not replied to the ceasefire proposal.\n"
    ),
}


def write_case(folder: Path, swap: bool = False, extra: str = "") -> Path:
    """Write the case; with ``swap`` the two neighbours' names change places everywhere."""
    (folder / "sources").mkdir(parents=True)
    (folder / "case.yaml").write_text(_named(CASE + extra, swap), encoding="utf-8")
    rows = ["file,published_on"]
    for name, text in SOURCES.items():
        (folder / "sources" / name).write_text(_named(text, swap), encoding="utf-8")
        rows.append(f"sources/{name},{name.removesuffix('.txt')}")
    (folder / "sources.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def exchanged(text: str) -> str:
    """A text with the two neighbours' names in each other's place."""
    return text.replace("Norland", "\0").replace("Sorland", "Norland").replace("\0", "Sorland")


def _named(text: str, swap: bool) -> str:
    return exchanged(text) if swap else text
