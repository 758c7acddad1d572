"""An invented case with exact scores: two sides, a harbour, its fees, and a watch that nobody can bring about whole."""

from __future__ import annotations

import json
from typing import Any

from goodoffices.model.case import Case

__all__ = ["DOCUMENT", "harbour"]

DOCUMENT: dict[str, Any] = {
    "case": "A harbour for two",
    "as_of": "2031-06-30",
    "left_out": ["Fishermen"],
    "parties": {
        "north": {"name": "Norland", "role": "principal"},
        "south": {"name": "Sorland", "role": "principal"},
    },
    "issues": {
        "port": {
            "question": "Who may use the harbour?",
            "options": {"closed": "Norland alone", "shared": "Both", "joint": "Both, under one office"},
            "reached_by": {"shared": [["north", "south"]], "joint": [["north", "south"]]},
        },
        "fees": {
            "question": "Who is paid the fees?",
            "options": {"split": "Both, half each", "paid_north": "Norland", "paid_south": "Sorland"},
            "reached_by": {
                "split": ["north", "south"], "paid_north": [["north", "south"]], "paid_south": [["north", "south"]],
            },
        },
        "watch": {
            "question": "Who patrols?",
            "options": {"nobody": "Nobody", "fleet": "A fleet from abroad"},
            "reached_by": {"nobody": ["north", "south"]},
        },
    },
    "status_quo": {"port": "closed", "fees": "split", "watch": "nobody"},
    "preferences": {
        "north": {
            "scores": {
                "port": {"closed": 4, "shared": 2, "joint": 0},
                "fees": {"split": 2, "paid_north": 6, "paid_south": 0},
                "watch": {"nobody": 0, "fleet": 1},
            }
        },
        "south": {
            "scores": {
                "port": {"closed": 0, "shared": 5, "joint": 6},
                "fees": {"split": 3, "paid_north": 0, "paid_south": 4},
                "watch": {"nobody": 0, "fleet": 1},
            }
        },
    },
    "proposals": {
        "opening": {
            "name": "An open harbour", "by": "south", "on": "2031-06-01",
            "terms": {"port": "shared"}, "answers": {"south": "accepts"},
        },
        "whole": {
            "name": "Harbour for fees", "by": "north", "on": "2031-06-10",
            "terms": {"port": "shared", "fees": "paid_north", "watch": "nobody"}, "answers": {"south": "willing"},
        },
    },
}  # fmt: skip


def harbour(swap: bool = False) -> Case:
    """The case; with ``swap`` the two sides change places in everything but the names of options."""
    text = json.dumps(DOCUMENT)
    if swap:
        text = text.replace('"north"', '"\0"').replace('"south"', '"north"').replace('"\0"', '"south"')
    return Case.model_validate(json.loads(text, strict=False))
