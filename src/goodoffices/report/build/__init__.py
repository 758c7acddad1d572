"""From an analysis to the briefing: one builder a section, each from the case, its results and its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from goodoffices.report.briefing import Briefing
from goodoffices.report.build.agree import build_agreement
from goodoffices.report.build.answer import build_answer, standfirst
from goodoffices.report.build.changes import build_changes
from goodoffices.report.build.consent import build_consent
from goodoffices.report.build.entries import Entries
from goodoffices.report.build.graph import build_graph
from goodoffices.report.build.hold import build_holding
from goodoffices.report.build.limits import build_limits
from goodoffices.report.build.material import Material, day_of
from goodoffices.report.build.naming import named_deals
from goodoffices.report.build.needs import build_needs
from goodoffices.report.build.sources import build_sources
from goodoffices.report.build.standing import build_standing
from goodoffices.report.build.table import build_table
from goodoffices.report.build.time import build_timeline
from goodoffices.report.build.utilities import build_parallel, build_utilities
from goodoffices.report.prose import Evidence
from goodoffices.report.words import short_name

__all__ = ["Material", "build_briefing"]

SECTIONS = {
    "answer": ("answer", "the answer"),
    "standing": ("stand", "where we stand"),
    "agreement": ("agree", "what could be agreed"),
    "holding": ("hold", "would it hold"),
    "changes": ("changed", "what has changed"),
    "needs": ("needs", "needs"),
    "deals": ("deals", "deals"),
    "timeline": ("time", "time line"),
    "consent": ("consent", "who must agree"),
}
"""Fields of a briefing that rest on entries, with the anchor and name of their section."""


def build_briefing(material: Material) -> Briefing:
    """Everything that the page shows."""
    case, result = material.case, material.deals
    entries = Entries(case, material.sources, material.statements, material.passages)
    named = named_deals(case, result)
    statements = entries.statements()
    made = dict(result.provenance.versions)
    briefing = Briefing(
        title=case.case,
        as_of=day_of(material),
        standfirst=standfirst(material),
        answer=build_answer(material, entries),
        meta=_meta(entries, result.feasible),
        handling=_handling(entries),
        about=case.about,
        standing=build_standing(material, entries),
        agreement=build_agreement(material, entries, named),
        holding=build_holding(material, entries, named),
        changes=build_changes(material, entries),
        needs=build_needs(material, entries),
        deals=build_table(material, entries, named),
        timeline=build_timeline(material, entries),
        limits=build_limits(material),
        sources=build_sources(entries),
        problems=material.unread,
        statements=statements,
        passages=entries.passages(),
        kept=entries.kept(),
        graph=build_graph(material),
        consent=build_consent(material, entries),
        utilities=build_utilities(material, named),
        parallel=build_parallel(material, named),
        made=f"Made by Good Offices {made.get('goodoffices', '')} from one case folder",
        short={party.name: short_name(party.name, 15) for party in case.parties.values()},
    )
    return replace(briefing, used_in=_used_in(briefing))


def _meta(entries: Entries, feasible: int) -> tuple[tuple[str, str], ...]:
    statements = entries.statements()
    accepted = sum(not entry.waiting for entry in statements)
    passages = len(entries.passages())
    return (
        (f"{len(entries.sources):,}", "source" if len(entries.sources) == 1 else "sources"),
        (f"{passages:,}", "passages named by the case"),
        (f"{len(statements):,}", "statements read"),
        (f"{accepted:,}", f"accepted by a person, {len(statements) - accepted:,} waiting"),
        (f"{feasible:,}", "feasible outcomes"),
    )


def _handling(entries: Entries) -> str:
    """The most restrictive handling level among the sources; levels the program does not know rank above those it does."""
    levels = ("public", "internal", "restricted", "confidential")
    found = {source.handling for source in entries.sources}
    unknown = sorted(found - set(levels))
    return unknown[0] if unknown else max(found, key=levels.index, default="internal")


def _used_in(briefing: Briefing) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Key of an entry to the sections that show a mark of it."""
    used: dict[str, list[tuple[str, str]]] = {}
    for name, section in SECTIONS.items():
        for key in dict.fromkeys(_keys(getattr(briefing, name))):
            used.setdefault(key, []).append(section)
    return {key: tuple(sections) for key, sections in used.items()}


def _keys(value: Any) -> Iterator[str]:
    """Every key in the evidence marks within a part of the view model."""
    if isinstance(value, Evidence):
        yield from value.keys
    elif isinstance(value, tuple):
        for item in value:
            yield from _keys(item)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _keys(getattr(value, part.name))
