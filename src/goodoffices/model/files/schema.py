"""The JSON Schema of case files, for editors and for other programs [JSONSchema2020]_.

It is made from the models that reading checks against, so the two cannot part. What no schema can say (a name that refers to
nothing, an order that runs in a circle, rules that exclude everything) only reading finds.
"""

from __future__ import annotations

from typing import Any

from goodoffices.model.case import Case

__all__ = ["SCHEMA_ID", "case_schema"]

SCHEMA_ID = "urn:goodoffices:schema:case:1"
"""Names the schema; nothing is ever fetched."""


def case_schema() -> dict[str, Any]:
    """The schema, draft 2020-12."""
    made = _tidied(Case.model_json_schema(by_alias=True))
    made["description"] = "A negotiation as its analyst models it: the case file of Good Offices."
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **made}


def _tidied(node: Any) -> Any:
    """What pydantic says for Python objects, said for files: nothing stands for "absent", and every key fits its pattern."""
    if isinstance(node, str):
        return node.replace("``", "`")
    if isinstance(node, list):
        return [_tidied(each) for each in node]
    if not isinstance(node, dict):
        return node
    found = {key: _tidied(each) for key, each in node.items() if not (key == "default" and each in (None, [], {}, ""))}
    choices = found.get("anyOf")
    if isinstance(choices, list) and {"type": "null"} in choices:
        choices.remove({"type": "null"})
        if len(choices) == 1:
            found = {**{key: each for key, each in found.items() if key != "anyOf"}, **choices[0]}
    patterns = found.pop("patternProperties", None)
    if isinstance(patterns, dict):
        ((pattern, value),) = patterns.items()
        found["propertyNames"] = {**found.get("propertyNames", {}), "pattern": pattern}
        found["additionalProperties"] = value
    return found
