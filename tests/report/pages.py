"""A briefing on an invented conflict, with every kind of cell, mark and sentence that the page knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from goodoffices.report.briefing import (
    Agreement,
    AnswerCell,
    Briefing,
    Change,
    Changes,
    Chip,
    Conflict,
    DealLine,
    DealRow,
    DealTable,
    Holding,
    HoldLine,
    HoldRow,
    KeptText,
    Limits,
    NeedRow,
    Needs,
    ProposalRow,
    Refusal,
    SourceEntry,
    Standing,
    StatementEntry,
    Stretch,
    TextPiece,
    TimeEntry,
    TimeLine,
)
from goodoffices.report.prose import Evidence, Prose, Quote, Strong

__all__ = ["CHIPS", "PARTIES", "briefing", "statement"]

PARTIES = ("Northmark", "Southmark", "the Envoy", "Neighbours")
AS_OF = date(2031, 5, 17)
CHIPS = {
    "accepts": "Accepts",
    "accepts_with_conditions": "Accepts with conditions",
    "willing": "Willing",
    "non_committal": "Non-committal",
    "no_reply": "No reply",
    "rejects": "Rejects",
    "proposes": "Proposes",
    "demands": "Demands",
    "announces": "Announces",
    "red_line": "Red line",
    "walk_away": "Walk-away",
    "unknown": "Not stated",
}


def chip(shape: str) -> Chip:
    return Chip(shape, CHIPS[shape])


def cell(party: int, shape: str, *said: str | Quote | Evidence) -> AnswerCell:
    return AnswerCell(PARTIES[party], chip(shape), tuple(said))


def seen(*keys: str) -> Evidence:
    return Evidence(keys)


def statement(
    number: int, *, waiting: bool = True, words: str = "a pause of thirty days", letter: str = "s"
) -> StatementEntry:
    return StatementEntry(
        key=f"{letter}{number}",
        number=str(number) if letter == "s" else f"{letter}{number}",
        who="Ilse Brandt",
        role="Foreign Minister",
        lines=("for Northmark · proposes", "Does the shooting stop?", "said 12 May 2031, published 13 May"),
        before="The two delegations met at the bridge in the morning.",
        sentence=(
            Stretch("Foreign Minister Ilse Brandt said that her government could accept "),
            Stretch(words, True),
            Stretch("."),
        ),
        after="She left without taking questions.",
        manner="reported",
        source=1,
        characters=(120, 142),
        state="not yet accepted, a machine’s reading" if waiting else "accepted",
        waiting=waiting,
        tip=f"{number}  Ilse Brandt, Foreign Minister, 12 May 2031: {words}",
    )


def briefing() -> Briefing:
    rows = (
        ProposalRow(
            "A pause of thirty days",
            "by the Envoy, 12 May",
            (
                cell(0, "no_reply", "no answer by 17 May", seen("s5")),
                cell(1, "accepts", "reported", seen("p1")),
                cell(2, "proposes", Quote("a fair chance"), seen("s1", "s3")),
                cell(3, "unknown"),
            ),
        ),
        ProposalRow(
            "Withdrawal from the valley",
            "by Southmark",
            (
                cell(0, "red_line", "no foreign patrols", seen("s9", "s10", "s11", "s12")),
                cell(1, "demands", "a date; which, not stated", seen("s6")),
                cell(2, "non_committal", Quote("we will see"), seen("s8")),
                cell(3, "willing", "to send observers", seen("s2", "s4")),
            ),
        ),
    )
    statements = tuple(statement(k, waiting=k in (8, 11)) for k in range(1, 13))
    passages = (statement(1, waiting=False, letter="p", words="the pause, as it was put to them"),)
    return Briefing(
        title="A pause for the valley",
        as_of=AS_OF,
        standfirst="As of 17 May 2031, before the meeting of Sunday 18 May between Northmark and the Envoy",
        answer=(
            Strong("Southmark accepts a pause of thirty days; Northmark has not answered."),
            " No deal is closed by a red line alone.",
        ),
        meta=(("2", "sources"), ("12", "statements"), ("10", "accepted by a person"), ("320", "feasible outcomes")),
        handling="internal",
        about="An invented conflict.",
        standing=Standing(
            (Strong("Two proposals, one of them accepted by one side."), " Most answers have not been given."),
            PARTIES,
            rows,
        ),
        agreement=Agreement(
            (
                Strong("No deal is acceptable to all for certain; four are possible."),
                " Each turns on what Northmark has not said.",
            ),
            (
                DealLine(
                    "A",
                    (
                        Strong("A pause only."),
                        " Southmark accepts",
                        seen("p1"),
                        ". Northmark has not said how it ranks the pause.",
                    ),
                    "Possible",
                    "Northmark: not known",
                ),
            ),
            (
                Conflict(
                    (Strong("Foreign patrols: never."),),
                    (
                        Refusal(chip("red_line"), "Northmark", ("no foreign patrols", seen("s9"))),
                        Refusal(chip("walk_away"), "Southmark", ("without a deal it keeps what it holds",)),
                    ),
                ),
            ),
            "No side is named as the cause.",
        ),
        holding=Holding(
            (Strong("A would be left by Northmark."),),
            (
                HoldLine(
                    "A",
                    (("Northmark would leave A for the fire; but then Southmark could close the bridge.",),),
                    "Deterred",
                    "by a reply",
                ),
            ),
            "For the central world; replies of any length, no party twice in a row.",
        ),
        changes=Changes(
            date(2031, 5, 12),
            (
                Change(
                    "New",
                    ("Northmark names its terms", seen("s9", "s10")),
                ),
                Change("The same", ("Nothing read withdraws an acceptance.",)),
            ),
        ),
        needs=Needs(
            PARTIES,
            (NeedRow("Does the shooting stop?", rows[0].cells), NeedRow("Who watches the line?", rows[1].cells)),
        ),
        deals=DealTable(
            "One bare deal is open, and it turns on one unknown",
            "Of 384 outcomes, 320 are feasible.",
            PARTIES[:2],
            (
                DealRow(
                    "A",
                    "Pause only",
                    "thirty days, nobody on the line",
                    ((chip("unknown"), "order not stated"), (chip("accepts"), "")),
                    (Chip("unknown", "Possible"), "one unknown"),
                    seen("p1", "s5"),
                    1,
                ),
                DealRow(
                    "B",
                    "Pause, patrols",
                    "thirty days",
                    ((chip("red_line"), "no foreign patrols"), (chip("accepts"), "")),
                    (Chip("red_line", "Never"), "a red line of Northmark"),
                    seen("s9"),
                    7,
                ),
            ),
            "Nobody would leave A at once",
            "For the central world.",
            (("No one gains by leaving", "R"), ("A reply deters", "GMR")),
            (HoldRow("A", "Pause only", 1, (("Northmark leaves", ""), ("holds for all", ""))),),
        ),
        timeline=TimeLine(
            "Northmark has been silent for five days",
            "A hatched bar is a silence.",
            "One lane for each party.",
            (*PARTIES, "Talks"),
            (
                TimeEntry("Northmark", date(2031, 5, 12), "no_reply", "no reply", until=AS_OF, keys=("s5",)),
                TimeEntry("Northmark", AS_OF, "demands", "demands", 3, ("s9", "s10", "s11")),
                TimeEntry("Northmark", date(2031, 5, 16), "rejects", "rejects", 1, ("s12",)),
                TimeEntry("Southmark", date(2031, 5, 13), "accepts", "accepts", 1, ("s2",)),
                TimeEntry("the Envoy", date(2031, 5, 12), "proposes", "proposes", 1, ("s1",)),
                TimeEntry("the Envoy", AS_OF, "non_committal", "non-committal", 1, ("s8",)),
                TimeEntry("Neighbours", AS_OF, "willing", "willing", 2, ("s4",)),
                TimeEntry("Talks", date(2031, 5, 18), "talk", "meeting", 1),
            ),
            AS_OF,
            (
                ("12 May", ("The Envoy proposes a pause", seen("s1"), ".")),
                ("17 May", ("Northmark demands ", Quote("a date"), seen("s9"))),
            ),
        ),
        limits=Limits(
            (("Positions stated elsewhere are missing here.",), ("Red lines are as stated.",)),
            (("Northmark: 1 of 2 issues has no stated order.",),),
            ("People who live in the valley.",),
        ),
        sources=(
            SourceEntry(
                1,
                "A note on the meeting at the bridge",
                "13 May 2031 · public",
                "plain text, 1,204 characters, 12 statements",
                "sha-256 0f3a…",
                "Nothing",
            ),
        ),
        problems=("sources/broken.txt: it is empty.",),
        statements=statements,
        passages=passages,
        kept=(
            KeptText(
                1,
                "A note",
                (
                    TextPiece("Foreign Minister Ilse Brandt said that her government could accept "),
                    TextPiece("a pause of thirty days", ("s1",), ("p1", *(f"s{k}" for k in range(1, 13)))),
                    TextPiece(".\n\nShare this", why="sharing line"),
                ),
            ),
        ),
        made="Good Offices 0.1.0; made from one case folder",
        used_in={"s1": (("stand", "where we stand"), ("time", "time line"))},
    )


def with_title(title: str) -> Briefing:
    return replace(briefing(), title=title)


def sentence(*pieces: str) -> Prose:
    return tuple(pieces)
