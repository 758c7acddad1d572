"""Small files of other programs, made by hand for these tests, and a way to import them and to read a complaint."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from goodoffices.errors import CaseError, Problem
from goodoffices.model.exchange import Imported, import_case

__all__ = ["BUYER", "DOMAIN", "SELLER", "complaint", "conflict", "imported", "put", "space"]

DOMAIN = """<negotiation_template>
<utility_space>
<objective index="0" name="root">
  <issue index="1" name="Well" type="discrete" vtype="discrete">
    <item index="1" value="shared"/>
    <item index="2" value="north's"/>
  </issue>
  <issue index="2" name="Road" type="discrete" vtype="discrete">
    <item index="1" value="open"/>
    <item index="2" value="by permit"/>
    <item index="3" value="shut"/>
  </issue>
</objective>
</utility_space>
</negotiation_template>
"""

BUYER = """<utility_space>
<reservation value="0.4"/>
<objective index="0" name="root">
  <issue index="7" name="Road" vtype="discrete">
    <item index="1" value="shut" evaluation="0"/>
    <item index="2" value="open" evaluation="6"/>
    <item index="3" value="by permit" evaluation="3"/>
  </issue>
  <issue index="4" name="Well" vtype="discrete">
    <item index="1" value="shared" evaluation="20"/>
    <item index="2" value="north's" evaluation="5"/>
  </issue>
  <weight index="4" value="3"/>
  <weight index="7" value="1"/>
</objective>
<discount_factor value="0.5"/>
</utility_space>
"""

SELLER = """<utility_space>
<objective index="0" name="root">
  <issue index="1" name="Well" vtype="discrete">
    <item index="1" value="shared" evaluation="1"/>
    <item index="2" value="north's" evaluation="3"/>
  </issue>
  <issue index="2" name="Road" vtype="discrete">
    <item index="1" value="open" evaluation="1"/>
    <item index="2" value="by permit" evaluation="2"/>
    <item index="3" value="shut" evaluation="3"/>
  </issue>
  <weight index="1" value="0.5"/>
  <weight index="2" value="0.5"/>
</objective>
</utility_space>
"""


def put(folder: Path, **texts: str) -> list[Path]:
    """Files by name, in which ``__`` stands for the dot."""
    paths = []
    for name, text in texts.items():
        paths.append(folder / name.replace("__", "."))
        paths[-1].write_text(text, encoding="utf-8")
    return paths


def imported(folder: Path, **texts: str) -> Imported:
    """Import files that are made first."""
    return import_case(put(folder, **texts))


def complaint(folder: Path, **texts: str) -> Problem:
    """The one problem of files that cannot be imported."""
    paths = put(folder, **texts)
    with pytest.raises(CaseError) as caught:
        import_case(paths)
    (problem,) = caught.value.problems
    assert problem.path in {str(path) for path in paths}
    return problem


def conflict(**changes: Any) -> str:
    """A ``.gmcr`` text: a gate that one side holds, a raid that the other does, and a wall that cannot be taken down."""
    data: dict[str, Any] = {
        "decisionMakers": [
            {"name": "The town", "options": [0, 2], "preferences": [[[1, "N"]], [[0, "Y"]]]},
            {"name": "The riders", "options": [1], "preferences": [[[0, "Y"], [2, "N"]], [[1, "N"]]]},
        ],
        "options": [
            {"name": "Open the gate", "permittedDirection": "both"},
            {"name": "Raid", "permittedDirection": "both"},
            {"name": "Build a wall!", "permittedDirection": "fwd"},
        ],
        "infeasibles": [[[0, "Y"], [2, "Y"]]],
        "useManualPreferenceRanking": False,
        "program": "made by hand",
    }
    data |= changes
    data.setdefault("coalitions", list(range(len(data["decisionMakers"]))))
    return json.dumps(data, indent=1)


def space(**changes: Any) -> str:
    """A GeniusWeb profile over two issues."""
    profile: dict[str, Any] = {
        "name": "miller",
        "issueUtilities": {
            "water": {"discreteutils": {"valueUtilities": {"day": 1, "night": 0.25}}},
            "fee": {"DiscreteValueSetUtilities": {"valueUtilities": {"low": 0, "mid": 0.5, "high": 1.0}}},
        },
        "issueWeights": {"water": 0.4, "fee": 0.6},
        "domain": {
            "name": "mill",
            "issuesValues": {"water": {"values": ["day", "night"]}, "fee": {"values": ["low", "mid", "high"]}},
        },
    }
    return json.dumps({"LinearAdditiveUtilitySpace": {**profile, **changes}})
