"""The JSON Schema and the reader agree: on what is a case, and on what has not its form."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import CaseError
from goodoffices.model.case import Case
from goodoffices.model.files import case_schema, loads_case
from goodoffices.model.files.page import Page
from goodoffices.model.files.render import as_data, flow
from goodoffices.model.files.structure import check_structure
from goodoffices.model.files.yaml import compose, plain
from tests.model.files.small import SMALL
from tests.shared import SHARED
from tests.strategies import documents

EXAMPLES = sorted(Path(__file__).resolve().parents[3].glob("examples/*/case.yaml"))


VALIDATOR = jsonschema.Draft202012Validator(case_schema())


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(case_schema())


def as_json(data: Any) -> Any:
    """Data as a JSON file holds it."""
    return json.loads(flow(data, as_json=True))


def has_the_form(data: Any) -> bool:
    """Whether the reader finds no fault with the form of some data."""
    page = Page("case.yaml", flow(data))
    root = compose(page)
    assert root is not None
    check_structure(page, root, Case)
    return not page.problems


def test_the_small_case_and_the_examples_have_the_form() -> None:
    for text in [SMALL, *(path.read_text(encoding="utf-8") for path in EXAMPLES)]:
        VALIDATOR.validate(as_json(as_data(loads_case(text).case)))
    for path in SHARED.glob("oracles/worlds/*.json"):
        found = json.loads(path.read_text(encoding="utf-8"))
        if "case" in found:
            VALIDATOR.validate(found["case"])


def test_an_empty_section_is_an_absent_one() -> None:
    start = SMALL.index("holding:")
    text = SMALL[:start] + "holding: {}\nforecast: {}\n"
    assert loads_case(text).case.holding is None
    assert loads_case(text).case == loads_case(SMALL[:start]).case
    assert VALIDATOR.is_valid({**as_json(BASE), "holding": {}, "forecast": {}})


def test_editors_are_told_what_each_thing_is() -> None:
    made = case_schema()
    assert made["$schema"].endswith("2020-12/schema")
    assert made["$id"]
    assert made["title"]
    assert "``" not in json.dumps(made)
    named = {name: each for name, each in made["$defs"].items() if each.get("type") == "object"}
    assert {"Party", "Issue", "Preferences", "Proposal", "Holding", "ForecastActor"} <= set(named)
    for name, each in [*named.items(), ("Case", made)]:
        assert each["description"], name
        assert each["additionalProperties"] is False, name


def test_patterns_of_names_need_no_more_than_every_editor_knows() -> None:
    patterns = set(re.findall(r'"pattern": "((?:[^"\\]|\\.)*)"', json.dumps(case_schema())))
    assert patterns
    assert not any(mark in pattern for pattern in patterns for mark in (r"\\p", r"\\d", r"(?"))


@settings(max_examples=80, deadline=None)
@given(document=documents())
def test_what_the_reader_accepts_the_schema_accepts(document: dict[str, Any]) -> None:
    loads_case(flow(as_data(document)))
    VALIDATOR.validate(as_json(as_data(document)))


def members(data: Any, keys: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [place for key, value in inner for place in ((*keys, key), *members(value, (*keys, key)))]


UNSEEN = {"as_of", "on", "from", "until", "low", "mode", "high"}
WRONG: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 7, -1.5, "", "word", "two words", "s12", "2031-05-08", [], ["word"], [[]], {}, {"word": 1}]
)
BASE = as_data(loads_case(SMALL).case)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_reader_and_schema_agree_on_the_form_of_a_spoiled_case(data: st.DataObject) -> None:
    """Two things aside: a schema need not check dates, and cannot put the ends of a range in order."""
    spoiled = json.loads(flow(BASE, as_json=True))
    place = data.draw(st.sampled_from([place for place in members(spoiled) if not {*place} & UNSEEN]))
    holder = spoiled
    for key in place[:-1]:
        holder = holder[key]
    how = data.draw(st.sampled_from(["replace", "remove", "add"]))
    if how == "replace":
        holder[place[-1]] = data.draw(WRONG)
    elif how == "remove":
        del holder[place[-1]]
    elif isinstance(holder, dict):
        holder[data.draw(st.sampled_from(["word", "two words", "not", "a.b", "-x"]))] = data.draw(WRONG)
    if VALIDATOR.is_valid(as_json(spoiled)):
        assert has_the_form(spoiled)
    else:
        assert not reads(spoiled)


def reads(data: Any) -> bool:
    try:
        loads_case(flow(data))
    except CaseError:
        return False
    return True


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    priorities:", "    ranking: [1]\n    priorities:"),
        ("    priorities:", "    importance: [truce]\n    priorities:"),
        ("    priorities:", "    reservation: 1\n    priorities:"),
        ("    controlled_by: port", "    controlled_by: port\n    reached_by: {}"),
        ("  south: {name: South", "  or: {name: South"),
    ],
)
def test_what_excludes_each_other_the_schema_excludes_too(old: str, new: str) -> None:
    page = Page("case.yaml", SMALL.replace(old, new))
    root = compose(page)
    assert root is not None
    assert not VALIDATOR.is_valid(as_json(plain(root)))
