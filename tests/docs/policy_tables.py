"""The tables of docs/dev/policy.md, made from the schema: `python -m tests.docs.policy_tables` writes them anew."""

from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from reporter.policy.model.values import Code, Link, Mail
from reporter.policy.schema import policy_schema

PAGE = Path(__file__).parents[2] / "docs" / "dev" / "policy.md"
BEGIN = "<!-- What follows is made from the model: python -m tests.docs.policy_tables -->\n"
NAMED = {
    TypeAdapter(kind).json_schema()["pattern"]: words
    for kind, words in ((Code, "name"), (Link, "link"), (Mail, "mail address"))
}


def tables() -> str:
    """A heading and a table for the file itself and for each kind of mapping in it, in the order of their use."""
    schema: Any = policy_schema()
    parts = [("The file", schema)]
    for _, part in parts:
        for name in references(part):
            found = (schema["$defs"][name]["title"], schema["$defs"][name])
            if found not in parts:
                parts.append(found)
    return BEGIN + "".join(f"\n## {title}\n\n{part['description']}\n\n{table(part, schema)}" for title, part in parts)


def references(node: Any) -> list[str]:
    if isinstance(node, list):
        return [name for item in node for name in references(item)]
    if not isinstance(node, dict):
        return []
    own = [node["$ref"].removeprefix("#/$defs/")] if "$ref" in node else []
    return own + [name for key, item in node.items() if key != "$defs" for name in references(item)]


def table(part: dict[str, Any], schema: dict[str, Any]) -> str:
    rows = ["| Key | Value | Meaning |", "|---|---|---|"]
    for key, body in part["properties"].items():
        needed = " **needed**" if key in part.get("required", ()) else ""
        shared = schema["$defs"][references(body)[0]]["description"] if "$ref" in body else ""
        usual = f"; `{str(body['default']).lower()}` when left out" if "default" in body else ""
        rows.append(f"| `{key}`{needed} | {value(body, schema)}{usual} | {body.get('description', shared)} |")
    return "\n".join(rows) + "\n"


def value(body: dict[str, Any], schema: dict[str, Any]) -> str:
    """How a value is written, in a few words."""
    if "$ref" in body:
        title = schema["$defs"][references(body)[0]]["title"]
        return f"[{title}](#{title.lower().replace(' ', '-')})"
    if "examples" in body:
        return "such as " + ", ".join(f"`{example}`" for example in body["examples"])
    for keyword in ("anyOf", "oneOf"):
        if keyword in body:
            return ", or ".join(value(choice, schema) for choice in body[keyword])
    if body.get("type") == "array":
        return f"list of: {value(body['items'], schema)}"
    if body.get("type") == "object":
        inner = body.get("additionalProperties") or next(iter(body["patternProperties"].values()))
        return f"mapping to: {value(inner, schema)}"
    return scalar(body)


def scalar(body: dict[str, Any]) -> str:
    if "enum" in body or "const" in body:
        return ", ".join(f"`{word}`" for word in body.get("enum", [body.get("const")]))
    if body["type"] == "boolean":
        return "`true`, `false`"
    if body["type"] == "integer":
        return f"number, {body['minimum']} to {body['maximum']}"
    return NAMED.get(body.get("pattern", ""), "text")


if __name__ == "__main__":
    PAGE.write_text(PAGE.read_text("utf-8").partition(BEGIN)[0] + tables(), "utf-8")
