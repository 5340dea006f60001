"""A promise that would take lifetimes is a mistake of the policy."""

from pathlib import Path

import pytest

from reporter.errors import Misconfigured
from reporter.policy.load import load_policy

SHIPPED = (Path(__file__).parents[3] / "policy.yml").read_text("utf-8")
TARGET = "first_answer: {within: 4 hours, calendar: office}"


def told(within: str, yard: str) -> str:
    """What is said of a target in the calendar `yard`; nothing when it is taken."""
    assert TARGET in SHIPPED
    text = SHIPPED.replace(TARGET, f"first_answer: {{within: {within}, calendar: yard}}", 1)
    text = text.replace("\ncalendars:\n", f"\ncalendars:\n  yard: {{name: Yard, zone: UTC, {yard}}}\n", 1)
    try:
        load_policy(text)
    except Misconfigured as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("within", "yard", "years"),
    [
        ("438000 hours", "week: {mon: 08:00-18:00}", "840"),
        ("1000 business days", "week: {mon: 08:00-09:00}, business_day: 24 hours", "460"),
    ],
)
def test_more_working_time_than_comes_in_fifty_years_is_told_where_it_stands(within, yard, years):
    found = told(within, yard)
    assert f"first_answer.within: takes {years} years of the working time of `yard`; 50 at most" in found
    assert len(found.splitlines()) == 1


def test_long_promises_are_taken():
    assert told("1000 business days", "week: {mon: 08:00-18:00}") == ""
    assert told("1000 hours", "week: {mon-fri: 08:00-18:00}") == ""
