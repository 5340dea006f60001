"""The JSON Schema of policy.yml: as editors read it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from reporter.policy.checks.names import NAMES
from reporter.policy.model.values import Code
from reporter.policy.schema import DRAFT, policy_schema, schema_text
from tests.policies.broken import WHOLE, changed
from tests.policies.schema_reader import editor_values, refused

ROOT = Path(__file__).parents[3]
SCHEMA: Any = policy_schema()
CODE = TypeAdapter(Code).json_schema()["pattern"]
POLICIES = [
    ROOT / "policy.yml",
    ROOT / "reporter/site/starter/policy.yml",
    ROOT / "tests/policies/every_part.yml",
    *sorted((ROOT / "examples/policies").glob("*.yml")),
]


def keys_of(schema: Any, owner: str = "Policy") -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every mapping, key and body that the schema names."""
    for key, body in schema.get("properties", {}).items():
        yield owner, key, body
    for name, definition in schema.get("$defs", {}).items():
        yield from keys_of(definition, name)


def keys_in(value: object) -> Iterator[str]:
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys_in(inner)
    yield from value if isinstance(value, dict) else ()


def told(text: str) -> list[str]:
    return list(refused(editor_values(text), SCHEMA, SCHEMA))


def test_the_file_at_the_top_of_the_project_is_the_schema():
    assert (ROOT / "policy.schema.json").read_text("utf-8") == schema_text(), (
        "run `lifering policy schema > policy.schema.json`"
    )


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_good_policy_is_good_for_an_editor(path):
    assert told(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("  conduct: Please", "  conducts: Please", ".organisation.conducts: unknown"),
        ("kind: yes_no", "kind: yes_or_no", ".questions[2].kind: enum"),
        ("number: 10", "number: ten", ".severities[0].number: type"),
        ("number: 10", "number: 1000", ".severities[0].number: maximum"),
        ("several_problems: true", "several_problems: perhaps", ".channels[0].several_problems: type"),
        ("within: 8 hours", "within: 8 days", ".severities[0].solution: anyOf"),
        ("drafts: 7 days", "drafts: a week", ".retention.drafts: pattern"),
        ("    kind: chat\n", "", ".channels[1]: kind is required"),
        ("from: solved, to: closed, on: approval", "from: {}, to: closed, on: approval", ".transitions[6].from: anyOf"),
        ("reporting: {intro", "elsewhere: {intro", ".pages.elsewhere: enum"),
        ("    business_day: 8 hours", "    code: office", ".calendars.office.code: unknown"),
        ("updated: ", "hash: x\nupdated: ", ".hash: unknown"),
        ("accepts: [trace, times]", "accepts: traces", ".problem_types[0].evidence[0].accepts: anyOf"),
        (
            "  probe:\n",
            "  probe:\n" + "    - {name: H, origin: https://h.example.org}\n" * 8,
            ".evidence.probe: maxItems",
        ),
    ],
)
def test_what_an_editor_can_see_is_marked_by_it(old, new, where):
    assert where in told(changed(old, new))


def test_every_key_says_what_it_is_for():
    silent = [
        f"{owner}.{key}"
        for owner, key, body in keys_of(SCHEMA)
        if not body.get("description")
        and not SCHEMA["$defs"].get(body.get("$ref", "").removeprefix("#/$defs/"), {}).get("description")
    ]
    assert silent == []


def test_inner_names_are_not_offered():
    offered = {(owner, key) for owner, key, _ in keys_of(SCHEMA)}
    assert not offered & {("Policy", "hash"), ("Calendar", "code"), ("Calendar", "filed")}
    assert ("Transition", "from") in offered
    assert ("Transition", "source") not in offered


def names_in(body: dict[str, Any], place: str = "") -> Iterator[str]:
    """Where the schema has names that stand for something, written as the checks write places."""
    body = SCHEMA["$defs"][body["$ref"].removeprefix("#/$defs/")] if "$ref" in body else body
    if body.get("pattern") == CODE and not place.endswith(".code"):
        yield place
    for choice in body.get("anyOf", ()):
        yield from names_in(choice, place)
    if "items" in body:
        yield from names_in(body["items"], f"{place}[]")
    for key, inner in body.get("properties", {}).items():
        yield from names_in(inner, f"{place}.{key}".lstrip("."))
    for inner in [*body.get("patternProperties", {}).values(), body.get("additionalProperties")]:
        yield from names_in(inner, f"{place}.*") if isinstance(inner, dict) else ()


def test_every_name_that_a_policy_may_hold_is_looked_up():
    looked_up = {place.replace("[]", "") for named in NAMES for place in named.used}
    answers = {"questions.when.*"}  # looked up among the answers of the question it stands under
    assert {place.replace("[]", "") for place in names_in(SCHEMA)} == looked_up | answers


def test_the_schema_says_which_draft_it_is_written_in():
    assert SCHEMA["$schema"] == DRAFT
    assert DRAFT.endswith("/2020-12/schema")


def test_the_policy_of_the_tests_uses_every_key_there_is():
    used = set(keys_in(editor_values(WHOLE)))
    assert [f"{owner}.{key}" for owner, key, _ in keys_of(SCHEMA) if key not in used] == []
