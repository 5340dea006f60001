"""docs/dev/policy.md says what reporter.policy.model says."""

import re
from pathlib import Path

from reporter.policy.load import load_policy
from reporter.policy.model import Policy
from tests.docs.policy_tables import BEGIN, PAGE, tables

ROOT = Path(__file__).parents[2]


def test_the_tables_hold_every_key_with_its_value_and_meaning():
    before, begin, made = PAGE.read_text("utf-8").partition(BEGIN)
    assert before
    assert begin + made == tables(), "run `python -m tests.docs.policy_tables`"


def test_every_part_of_the_file_has_its_row():
    rows = set(re.findall(r"^\| `(\w+)`", tables(), re.MULTILINE))
    assert {name for name, field in Policy.model_fields.items() if not field.exclude} <= rows


def test_the_smallest_policy_of_the_page_is_one():
    smallest = re.search(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert smallest
    assert load_policy(smallest[1]).organisation.name == "Harbour Voice"
