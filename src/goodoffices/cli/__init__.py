"""The command line: parse, call, show. ``goodoffices --help`` loads no command, and a command only what it needs."""

from __future__ import annotations

from goodoffices.cli.program import Program

__all__ = ["main"]

main = Program(
    name="goodoffices",
    help="From what the sides of a negotiation say to what could be agreed, and whether it would hold.\n\n"
    "CASE is a case folder or a case file. Every command takes --json.",
    listing={
        "brief": "Read new sources, analyse, write the briefing.",
        "read": "Read files or folders to statements.",
        "statements": "List the ledger of a case; accept, reject, edit, undo.",
        "deals": "What could be agreed, or why nothing can.",
        "unlock": "The smallest changes that would make a deal acceptable.",
        "stability": "Which outcomes no one would walk away from.",
        "worlds": "How sure an answer is: shares over preference worlds.",
        "ask": "Which unknown matters most: questions for the next talks.",
        "import": "A case from the files of another program.",
        "export": "A case as the files of another program.",
        "schema": "The JSON Schema of the case file.",
    },
)
