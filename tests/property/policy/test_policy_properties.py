"""Whatever stands in the file, loading gives a policy or sentences, never another error."""

import random
import re
from contextlib import suppress
from pathlib import Path

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reporter.errors import Misconfigured
from reporter.policy.document import PlainLoader, QuickLoader
from reporter.policy.load import load_policy
from reporter.policy.model import Policy

ROOT = Path(__file__).parents[3]
SHIPPED = (ROOT / "policy.yml").read_text()
WHOLE = (ROOT / "tests/policies/every_part.yml").read_text()
LINES = SHIPPED.splitlines()
texts = st.sampled_from([SHIPPED, WHOLE])
scraps = st.sampled_from(["[", "{", "}", ": ", "- ", "&a ", "*a", "!!str ", "'", '"', "|", ">", "\t", "\n", "#", "~",
                          "null", "18:00", "-1", "[]", "{}", "\\", "%", "? ", "<<: ", "é", "\u202e",
                          "always", "code: x"])  # fmt: skip


def told_or_taken(text: str) -> Policy | str:
    try:
        return load_policy(text)
    except Misconfigured as error:
        told = str(error)
    assert all(line.startswith("policy.yml:") for line in told.splitlines())
    assert "Input should" not in told, "a sentence of the library's own"
    return told


@settings(deadline=None)
@given(st.text())
@example("a: '\\\n")
@example('"\\ud800": 1')
@example("\ufeff---\n...")
def test_any_text_is_taken_or_told(text):
    told_or_taken(text)


@settings(deadline=None, max_examples=60)
@given(texts, st.lists(st.tuples(st.integers(0, len(WHOLE)), scraps), min_size=1, max_size=4))
def test_a_policy_with_scraps_in_it_is_taken_or_told(text, scattered):
    for position, scrap in scattered:
        text = text[:position] + scrap + text[position:]
    told_or_taken(text)


@settings(deadline=None, max_examples=60)
@given(texts, st.lists(st.tuples(st.integers(0, len(WHOLE)), scraps), max_size=2))
def test_what_both_parsers_take_has_the_same_values_at_the_same_places(text, scattered):
    for position, scrap in scattered:
        text = text[:position] + scrap + text[position:]
    readings = []
    for loader in (QuickLoader, PlainLoader):
        with suppress(yaml.YAMLError, ValueError):
            readings.append(told_of(yaml.compose(text, loader)))
    assert len(readings) < 2 or readings[0] == readings[1]


def told_of(node: yaml.Node | None, place: tuple[int, ...] = ()) -> list[object]:
    """Each node with its kind, its value and where it begins."""
    inner = node.value if isinstance(node, yaml.CollectionNode) else []
    inner = [one for pair in inner for one in (pair if isinstance(pair, tuple) else [pair])]
    own = (place, type(node), node.start_mark.line, node.start_mark.column) if node else None
    text = (node.value, node.style or None) if isinstance(node, yaml.ScalarNode) else None
    return [own, text, *(told for number, one in enumerate(inner) for told in told_of(one, (*place, number)))]


@settings(deadline=None, max_examples=60)
@given(texts, st.sets(st.integers(0, len(LINES) - 1), min_size=1, max_size=5))
def test_a_policy_with_lines_left_out_is_taken_or_told(text, left_out):
    told_or_taken("\n".join(line for number, line in enumerate(text.splitlines()) if number not in left_out))


KEYS = ["code", "name", "kind", "week", "mon-fri", "examples", "x", "calendar", "first_answer", "within", "when",
        "options", "from", "to", "on", "button", "after", "awaiting", "ladder", "labels", "days", "holidays", "country",
        "subdivision", "number", "reported_in", "business_day"]  # fmt: skip
WORDS = ["x", "office", "critical", "true", "4 hours", "always", "08:00-18:00", "''", "~", "12", "3 business days",
         "choice", "button", "silence", "2026-12-24", "GB"]  # fmt: skip
values = st.recursive(
    st.sampled_from(WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(st.sampled_from(KEYS), inner, max_size=2).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"
        ),
    ),
    max_leaves=6,
)


@settings(deadline=None, max_examples=100)
@given(st.dictionaries(st.sampled_from([*Policy.model_fields, "survey", "x"]), values, min_size=1))
def test_parts_of_any_form_are_told(parts):
    assert isinstance(told_or_taken("\n".join(f"{key}: {value}" for key, value in parts.items())), str)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_any_value_in_place_of_any_other_is_taken_or_told(data):
    """One value of the whole policy, at any depth, is another one or another form."""
    lines = WHOLE.splitlines()
    number = data.draw(st.sampled_from([number for number, line in enumerate(lines) if re.search(r": \S", line)]))
    lines[number] = re.sub(r"(: ).*", lambda found: found[1] + data.draw(values), lines[number], count=1)
    told_or_taken("\n".join(lines))


@settings(deadline=None, max_examples=25)
@given(st.integers())
def test_the_order_of_the_top_level_parts_does_not_matter(seed):
    parts, current = [], []
    for line in LINES:
        if line and line[0].isalpha() and current:
            parts.append(current)
            current = []
        current.append(line)
    parts.append(current)
    random.Random(seed).shuffle(parts)
    shuffled = load_policy("\n".join(line for part in parts for line in part))
    assert shuffled.model_copy(update={"hash": ""}) == load_policy(SHIPPED).model_copy(update={"hash": ""})
