"""A case as it was known on a day."""

from __future__ import annotations

from datetime import date

from goodoffices.model.case import Case, Evidence
from goodoffices.runs.as_of import as_known

CASE = Case.model_validate(
    {
        "case": "Two sides",
        "as_of": "2031-05-10",
        "left_out": ["Everyone else"],
        "parties": {name: {"name": name.title(), "role": "principal"} for name in ("north", "south")},
        "issues": {"truce": {"question": "?", "options": {"no": "No", "yes": "Yes"}, "controlled_by": "north"}},
        "status_quo": {"truce": "no"},
        "preferences": {
            "north": {
                "importance": ["truce"], "orders": {"truce": "yes > no"}, "red_lines": ["truce.no"],
                "because": {"truce": ["s3"], "red_lines": ["s1", "s3"]},
            }
        },
        "proposals": {
            "first": {
                "by": "north", "on": "2031-05-01", "terms": {"truce": "yes"},
                "answers": {"south": "accepts"}, "because": {"south": ["s3"]},
            },
            "second": {"by": "north", "on": "2031-05-09", "terms": {"truce": "yes"}},
        },
        "talks": [
            {"on": "2031-05-03", "who": ["north"], "what": "A call"},
            {"on": "2031-05-12", "who": ["south"], "what": "A meeting"},
        ],
    }
)  # fmt: skip

SAID = {"s1": date(2031, 5, 1), "s3": date(2031, 5, 8)}


def dated(item: Evidence) -> date | None:
    return SAID[item] if isinstance(item, str) else None


def test_what_rests_only_on_later_evidence_is_taken_out() -> None:
    known = as_known(CASE, date(2031, 5, 5), dated)
    assert known.as_of == date(2031, 5, 5)
    assert list(known.proposals) == ["first"]
    assert known.proposals["first"].answers == {}
    assert known.of("north").orders == {}
    assert known.of("north").red_lines == ["truce.no"]  # one of its two statements was known
    assert [talk.what for talk in known.talks] == ["A call"]


def test_a_day_on_or_after_the_case_changes_nothing_but_the_day() -> None:
    known = as_known(CASE, date(2031, 5, 11), dated)
    assert known == CASE.model_copy(update={"as_of": date(2031, 5, 11)})


def test_evidence_without_a_day_stays() -> None:
    assert as_known(CASE, date(2031, 5, 5), lambda _: None).of("north").orders == {"truce": "yes > no"}


def test_a_proposal_without_a_date_counts_from_its_earliest_evidence() -> None:
    later = CASE.proposals["first"].model_copy(update={"on": None})
    undated = CASE.model_copy(update={"proposals": {"first": later, "bare": later.model_copy(update={"because": {}})}})
    assert list(as_known(undated, date(2031, 5, 5), dated).proposals) == ["bare"]
    assert list(as_known(undated, date(2031, 5, 9), dated).proposals) == ["first", "bare"]


def test_a_red_line_with_evidence_of_its_own_stands_or_falls_by_it() -> None:
    stated = CASE.preferences["north"].model_copy(
        update={
            "red_lines": ["truce.no", "truce.yes"],
            "because": {"truce.no": ["s1"], "truce.yes": ["s3"], "red_lines": ["s3"]},
        }
    )
    case = CASE.model_copy(update={"preferences": {"north": stated}})
    known = as_known(case, date(2031, 5, 5), dated)
    assert known.of("north").red_lines == ["truce.no"]
    assert list(known.of("north").because) == ["truce.no"]
