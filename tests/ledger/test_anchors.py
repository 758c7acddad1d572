"""Anchors: position and quotation of every span, as W3C selectors."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.ledger import selectors, targets
from tests.ledger.drawn import spans
from tests.ledger.rows import TEXT, a_row, a_source


def test_a_target_names_file_text_and_both_selectors() -> None:
    row = a_row(a_source(), 4)
    [target] = targets(row, TEXT)
    assert target["source"] == f"urn:sha256:{row.sha256}"
    assert target["state"]["sha256"] == row.text_sha256
    assert target["selector"] == [
        {"type": "TextPositionSelector", "start": 4, "end": 8},
        {
            "type": "TextQuoteSelector",
            "exact": "nort",
            "prefix": "The ",
            "suffix": "hern delegation would accept mon",
        },
    ]


def test_several_spans_are_several_targets() -> None:
    row = a_row(a_source(), content=((0, 3), (10, 20)))
    assert [target["selector"][0]["start"] for target in targets(row, TEXT)] == [0, 10]


@given(st.data())
def test_the_quotation_stands_where_the_position_says(data: st.DataObject) -> None:
    text = data.draw(st.text(st.characters(), min_size=1))
    position, quote = selectors(data.draw(spans(text)), text)
    start, end = position["start"], position["end"]
    around = quote["prefix"] + quote["exact"] + quote["suffix"]
    assert text[start:end] == quote["exact"]
    assert text[start - len(quote["prefix"]) :].startswith(around)
    assert len(quote["prefix"]) == min(32, start)
    assert len(quote["suffix"]) == min(32, len(text) - end)
