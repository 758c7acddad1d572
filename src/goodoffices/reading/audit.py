"""The validator of rows.

Does every span of every row lie in its text and say what the row says? The reader runs it on all that it proposes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goodoffices.model.statements import Mark, Statement

__all__ = ["faults"]


def faults(text: str, rows: Iterable[Statement]) -> Iterator[str]:
    """One sentence for each fault found; nothing if all rows are sound."""
    size = len(text)
    for row in rows:
        for start, end in (*row.content, row.support):
            if not 0 <= start < end <= size:
                yield f"{row.key}: [{start}, {end}] lies outside a text of {size}."
        if list(row.content) != sorted(row.content) or any(
            a[1] > b[0] for a, b in zip(row.content, row.content[1:], strict=False)
        ):
            yield f"{row.key}: the content spans overlap or are out of order."
        for name in ("cue", "condition", "hedge", "when"):
            mark: Mark | None = getattr(row, name)
            if mark is not None and (mark.start >= mark.end or text[mark.start : mark.end] != mark.text):
                yield f"{row.key}: {name} says {mark.text!r}, the text {text[mark.start : mark.end]!r}."
        speaker = row.speaker
        if (speaker.text is None) != (speaker.start is None):
            yield f"{row.key}: the speaker has words without a place, or a place without words."
        if speaker.start is not None and text[speaker.start : speaker.end] != speaker.text:
            yield f"{row.key}: speaker says {speaker.text!r}, the text {text[speaker.start : speaker.end]!r}."
        inside = [span for span in row.content if not (row.support[0] <= span[0] and span[1] <= row.support[1])]
        if inside:
            yield f"{row.key}: the support does not hold the content."
