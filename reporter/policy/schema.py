"""The JSON Schema of a policy file, so that editors complete keys, explain them and mark what is wrong."""

import json
import re
from typing import Any

from reporter.policy.model import Policy

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "Support promise (policy.yml of Lifering)"


def policy_schema() -> dict[str, object]:
    """JSON Schema, draft 2020-12, made from the model; every key has its description. What only holds between parts
    (that a name exists, that a status can be left) is left to `lifering policy check`."""
    schema = Policy.model_json_schema(by_alias=True, mode="validation")
    definitions = {name: _plain(body) for name, body in schema.pop("$defs").items()}
    for name, body in definitions.items():
        body["title"] = " ".join(re.findall("[A-Z][a-z]*", name)).capitalize()
    return {"$schema": DRAFT, **_plain(schema), "title": TITLE, "$defs": definitions}


def schema_text() -> str:
    """The schema as a file: policy.schema.json at the top of the project is this text."""
    return json.dumps(policy_schema(), indent=2, ensure_ascii=False) + "\n"


def _plain(node: Any) -> Any:
    """Without what says nothing to a person: titles that repeat the key, `null` for a key left out, empty defaults."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    plain: dict[str, Any] = {
        key: _plain_keys(value) if key == "properties" else _plain(value) for key, value in node.items()
    }
    plain.pop("title", None)
    if not isinstance(plain.get("default"), str | bool):
        plain.pop("default", None)
    if "patternProperties" in plain:
        plain.setdefault("additionalProperties", False)
    others = [choice for choice in plain.get("anyOf", ()) if choice != {"type": "null"}]
    if len(others) == 1:
        del plain["anyOf"]
        plain = dict(others[0]) | plain
    return plain


def _plain_keys(properties: dict[str, Any]) -> dict[str, Any]:
    """The keys of a mapping of the file, one of which may be called `title` or `default`."""
    return {key: _plain(body) for key, body in properties.items()}
