"""What an editor makes of a policy and its schema: the values of YAML 1.2, and the keywords that our schema uses."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
OF_OTHERS = {"pattern", "minLength", "maxLength", "minimum", "maximum", "items", "maxItems", "properties", "required",
             "additionalProperties", "patternProperties", "propertyNames"}  # fmt: skip
FOR_PEOPLE = {"title", "description", "examples", "default", "$schema", "$defs", "format"}


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2's core types: `yes`, 08:00 and 2026-12-24 are text."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012 - as PyYAML has it


EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"true|false"), list("tf"))
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+$"), list("-+0123456789"))


def editor_values(text: str) -> Any:
    return yaml.load(text, EditorLoader)


def refused(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "") -> Iterator[str]:
    """Where and by which keyword the value is refused. A keyword that is not known here fails the test."""
    for keyword, said in schema.items():
        if keyword == "$ref":
            yield from refused(value, root["$defs"][said.removeprefix("#/$defs/")], root, at)
        elif keyword == "type":
            right = isinstance(value, TYPES[said]) and (said == "boolean" or not isinstance(value, bool))
            yield from () if right else [f"{at}: type"]
        elif keyword in {"anyOf", "oneOf"}:
            fitting = sum(not list(refused(value, choice, root, at)) for choice in said)
            yield from () if fitting and (keyword == "anyOf" or fitting == 1) else [f"{at}: {keyword}"]
        elif keyword in {"enum", "const"}:
            yield from () if value in (said if keyword == "enum" else [said]) else [f"{at}: {keyword}"]
        elif isinstance(value, str):
            yield from refused_text(value, keyword, said, at)
        elif isinstance(value, dict):
            yield from refused_mapping(value, keyword, schema, root, at)
        elif keyword == "items" and isinstance(value, list):
            for number, item in enumerate(value):
                yield from refused(item, said, root, f"{at}[{number}]")
        elif keyword == "maxItems" and isinstance(value, list):
            yield from () if len(value) <= said else [f"{at}: {keyword}"]
        elif keyword in {"minimum", "maximum"} and isinstance(value, int):
            yield from () if (value >= said if keyword == "minimum" else value <= said) else [f"{at}: {keyword}"]
        else:
            assert keyword in FOR_PEOPLE | OF_OTHERS, keyword


def refused_text(value: str, keyword: str, said: Any, at: str) -> Iterator[str]:
    right = {
        "pattern": lambda: re.search(said, value),
        "minLength": lambda: len(value) >= said,
        "maxLength": lambda: len(value) <= said,
    }
    if keyword in right and not right[keyword]():
        yield f"{at}: {keyword}"


def refused_mapping(
    value: dict[str, Any], keyword: str, schema: dict[str, Any], root: dict[str, Any], at: str
) -> Iterator[str]:
    said = schema[keyword]
    if keyword == "required":
        yield from (f"{at}: {key} is required" for key in said if key not in value)
    for key, item in value.items():
        named = key in schema.get("properties", {})
        fitting = [body for pattern, body in schema.get("patternProperties", {}).items() if re.search(pattern, key)]
        if keyword == "properties" and named:
            yield from refused(item, said[key], root, f"{at}.{key}")
        elif keyword == "patternProperties":
            for body in fitting:
                yield from refused(item, body, root, f"{at}.{key}")
        elif keyword == "propertyNames":
            yield from refused(key, said, root, f"{at}.{key}")
        elif keyword == "additionalProperties" and not named and not fitting:
            yield from [f"{at}.{key}: unknown"] if said is False else refused(item, said, root, f"{at}.{key}")
