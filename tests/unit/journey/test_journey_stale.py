"""Whoever gives a call that nobody can look up any more is told, and may go on."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from reporter.journey.stale import stale
from tests.unit.journey.asking import NOW, PROBLEM, asking, call, need, trace

KEPT = {"traces_kept": "14 days"}
OLD = NOW - timedelta(days=20)
NEW = NOW - timedelta(days=2)
BEGAN_LONG_AGO = {"since_date": ("2026-10-01",)}


def warnings(*needs: Any, evidence=KEPT, problem=None, files=(), **typed):
    journey = asking(*(needs or [need("call_ids")]), evidence=evidence, problem=problem, files=files, **typed)
    answer = journey.answer("problem")
    assert answer is not None
    assert journey.answer("evidence") is not None or not needs
    return stale(journey.situation, answer, journey.answer("evidence"))


def when(at):
    return {"time_date": f"{at:%Y-%m-%d}", "time_time": f"{at:%H:%M}", "time_zone": "UTC"}


def test_calls_older_than_the_traces_are_told_with_the_oldest():
    older = OLD - timedelta(days=1)
    (told,) = warnings(files=[trace(call("old@h", first=OLD), call("older@h", first=older), call("new@h", first=NEW))])
    assert told.calls == ("old@h", "older@h")
    assert (told.kept, told.age) == (timedelta(days=14), NOW - older)
    assert told.text.format(kept="14 days", age="21 days").startswith("We keep our own traces for 14 days, and the")


def test_calls_that_are_not_chosen_are_not_told():
    assert warnings(files=[trace(call("old@h", first=OLD, chosen=False), call("new@h", first=NEW))]) == ()


def test_the_moment_of_an_old_call_is_told():
    (told,) = warnings(need("times"), **when(OLD))
    assert told.age == timedelta(days=20)


def test_a_problem_that_began_long_ago_is_told_where_no_newer_call_is_known():
    (told,) = warnings(problem=BEGAN_LONG_AGO, call_ids="a@h")
    assert told.age > timedelta(days=50)


def test_a_newer_call_makes_up_for_a_problem_that_began_long_ago():
    assert warnings(problem=BEGAN_LONG_AGO, files=[trace(call("new@h", first=NEW))]) == ()
    assert warnings(need("times"), problem=BEGAN_LONG_AGO, **when(NEW)) == ()


@pytest.mark.parametrize("first", [None, datetime.min, datetime(1970, 1, 1, tzinfo=UTC), datetime(1, 1, 1, 9, 30)])  # noqa: DTZ001, DTZ901 - a trace without zone
def test_a_call_whose_day_is_not_known_is_not_old(first):
    assert warnings(files=[trace(call("a@h", first=first))]) == ()


def test_a_time_without_a_zone_is_meant_in_the_zone_of_the_problem():
    edge = (NOW - timedelta(days=14)).replace(tzinfo=None)
    trace_of = [trace(call("a@h", first=edge))]
    assert warnings(files=trace_of, problem={**PROBLEM, "zone": ("America/New_York",)}) == ()
    assert warnings(files=trace_of, problem={**PROBLEM, "zone": ("Asia/Tokyo",)})


@pytest.mark.parametrize(("needs", "evidence"), [([need("call_ids")], {}), ([need("screenshots")], KEPT)])
def test_nothing_is_old_where_the_policy_does_not_say_or_nothing_is_looked_up(needs, evidence):
    assert warnings(*needs, evidence=evidence, problem=BEGAN_LONG_AGO) == ()
