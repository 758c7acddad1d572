"""The move graph as text that other programs read: GraphML and DOT.

Outcomes are nodes with their code, whether each is an equilibrium, and a label; moves are arcs with their mover. What a
party can do and undo is two arcs. Large graphs are no use to an eye, but GraphML feeds other tools, so both are written whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape

import numpy as np

from goodoffices.engines.stability.arrays import BoolArray
from goodoffices.engines.stability.moves import Moves
from goodoffices.errors import TooLarge

__all__ = ["dot", "graphml"]

_MOST_ARCS = 2_000_000
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHAPES = ("normal", "empty", "vee", "dot", "odot", "diamond", "box", "inv")


def graphml(
    moves: Moves,
    parties: Sequence[str],
    equilibria: Mapping[str, BoolArray] | None = None,
    label: Callable[[int], str] = str,
) -> str:
    """The graph in GraphML.

    Parameters
    ----------
    moves
        The graph; joint moves are arcs of their group.
    parties
        [parties] their ids.
    equilibria
        Per concept [outcomes], a mark on the nodes.
    label
        What to call an outcome, by code.

    Raises
    ------
    TooLarge
        Above two million arcs.
    """
    _fits(moves)
    equilibria = equilibria or {}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        '  <key id="label" for="node" attr.name="label" attr.type="string"/>',
        '  <key id="mover" for="edge" attr.name="mover" attr.type="string"/>',
        *(f'  <key id="{concept}" for="node" attr.name="{concept}" attr.type="boolean"/>' for concept in equilibria),
        '  <graph id="moves" edgedefault="directed">',
    ]
    for code in _codes(moves):
        marks = "".join(f'<data key="{c}">{"true" if mask[code] else "false"}</data>' for c, mask in equilibria.items())
        lines.append(f'    <node id="{code}"><data key="label">{escape(_clean(label(code)))}</data>{marks}</node>')
    for mover, name in _movers(moves, parties):
        told = escape(_clean(name))
        lines += [
            f'    <edge source="{source}" target="{target}"><data key="mover">{told}</data></edge>'
            for source, target in _arcs(moves, mover)
        ]
    return "\n".join([*lines, "  </graph>", "</graphml>", ""])


def dot(
    moves: Moves,
    parties: Sequence[str],
    equilibria: Mapping[str, BoolArray] | None = None,
    label: Callable[[int], str] = str,
) -> str:
    """The graph in DOT. Movers differ by arrow head and by name, equilibria by a double line; no colour is needed to read it.

    Parameters and errors as for :func:`graphml`.
    """
    _fits(moves)
    equilibria = equilibria or {}
    lines = ["digraph moves {", "  node [shape=box];"]
    for code in _codes(moves):
        held = [concept for concept, mask in equilibria.items() if mask[code]]
        text = label(code) + (f"\n{', '.join(held)}" if held else "")
        double = ", peripheries=2" if held else ""
        lines.append(f"  {code} [label={_quoted(text)}{double}];")
    for place, (mover, name) in enumerate(_movers(moves, parties)):
        head = _SHAPES[place % len(_SHAPES)]
        lines += [
            f"  {source} -> {target} [label={_quoted(name)}, arrowhead={head}];"
            for source, target in _arcs(moves, mover)
        ]
    return "\n".join([*lines, "}", ""])


def _fits(moves: Moves) -> None:
    """Refuse what no program would open."""
    arcs = sum(moves.arc_count(k) for k in range(moves.parties + len(moves.groups)))
    if arcs > _MOST_ARCS:
        raise TooLarge(
            f"The move graph has {arcs:,} arcs; it is written for up to {_MOST_ARCS:,}. Fix issues by rules, or leave some out."
        )


def _codes(moves: Moves) -> list[int]:
    """Feasible outcomes."""
    mask = np.ones(moves.outcomes, dtype=bool) if moves.feasible is None else moves.feasible
    return [int(code) for code in np.flatnonzero(mask)]


def _movers(moves: Moves, parties: Sequence[str]) -> list[tuple[int, str]]:
    """Movers and their names, groups joined by ``+``."""
    every = range(moves.parties + len(moves.groups))
    return [(k, "+".join(parties[member] for member in sorted(moves.members(k)))) for k in every]


def _arcs(moves: Moves, mover: int) -> list[tuple[int, int]]:
    """(from, to) of every move of a mover."""
    pointer, target = moves.arcs(mover)
    source = np.repeat(np.arange(moves.outcomes), np.diff(pointer))
    return list(zip(source.tolist(), target.tolist(), strict=True))


def _clean(text: str) -> str:
    """Without the characters that XML has no way to write."""
    return _NOT_XML.sub("", text)


def _quoted(text: str) -> str:
    """A DOT string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
