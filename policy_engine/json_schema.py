"""The shape of 政策.yml as a JSON Schema, so that an editor completes its keys and marks mistakes."""

from __future__ import annotations

import json

from .pack_schema import PackFile


def json_schema() -> str:
    """The schema, as JSON text."""
    schema = PackFile.model_json_schema(by_alias=True)
    schema["title"] = "政策.yml"
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    _loosen(schema)
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _loosen(node: object) -> None:
    """What a pack may write short: one text for a list of one."""
    if isinstance(node, list):
        for each in node:
            _loosen(each)
    if not isinstance(node, dict):
        return
    for each in node.values():
        _loosen(each)
    if node.get("type") == "array" and "items" in node:
        array = {key: node.pop(key) for key in ("type", "items", "minItems") if key in node}
        node["anyOf"] = [array, array["items"]]
