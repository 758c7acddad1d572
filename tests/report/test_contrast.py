"""Colours: text reaches 4.5 : 1 and marks 3 : 1 on the page and on quiet panels, in light, in dark and on paper."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

SHEET = files("goodoffices.report").joinpath("templates", "briefing.css").read_text(encoding="utf-8")
LIGHT = SHEET[SHEET.index(":root {") : SHEET.index("@media (prefers-color-scheme: dark)")]
DARK = SHEET[SHEET.index("@media (prefers-color-scheme: dark)") : SHEET.index("@media print { :root")]
PAPER = SHEET[SHEET.index("@media print { :root") : SHEET.index("/* The page */")]
TEXT = ("ink", "ink-2", "accent-ink", "refuse-ink", "unknown")
MARKS = ("accent", "refuse", "unknown", "rule-2")


def tokens(block: str) -> dict[str, str]:
    return {**dict(re.findall(r"--([\w-]+): (#\w+)", LIGHT)), **dict(re.findall(r"--([\w-]+): (#\w+)", block))}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_right_at_its_ends() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#0072b2", "#0072b2") == pytest.approx(1)


@pytest.mark.parametrize("block", [LIGHT, DARK, PAPER], ids=["light", "dark", "paper"])
def test_text_and_marks_stand_out(block: str) -> None:
    colours = tokens(block)
    for name in TEXT:
        assert contrast(colours[name], colours["paper"]) >= 4.5, name
    for name in MARKS:
        assert contrast(colours[name], colours["paper"]) >= 3, name
    assert contrast(colours["ink"], colours["accent-wash"]) >= 4.5
    assert contrast(colours["ink"], colours["wash"]) >= 4.5


def test_rules_speak_in_tokens_only() -> None:
    rules = SHEET[SHEET.index("/* The page */") :]
    rules = re.sub(r"@page \{.*?\n\}", "", rules, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-fA-F]{3,6}\b", rules) == []
