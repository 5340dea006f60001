from datetime import time
from pathlib import Path

from reporter.policy.load import load_policy
from reporter.policy.model import Calendar, Frame
from reporter.site.contact import hours, to_have_ready, ways

POLICY = load_policy((Path(__file__).parents[3] / "policy.yml").read_text(encoding="utf-8"))


def week(**days):
    frames = {day: tuple(Frame(start=time(a), end=time(b)) for a, b in pairs) for day, pairs in days.items()}
    return Calendar(code="c", name="C", zone="Europe/London", week=frames)


def test_days_of_the_same_hours_are_drawn_together():
    calendar = week(mon=[(8, 18)], tue=[(8, 18)], wed=[(8, 12), (13, 18)], fri=[(8, 18)], sat=[(20, 0)])
    assert hours(calendar) == (
        "Mon–Tue 08:00–18:00; Wed 08:00–12:00, 13:00–18:00; Fri 08:00–18:00; Sat 20:00–24:00 (Europe/London)"
    )


def test_a_week_without_a_gap_is_around_the_clock():
    always = {day: [(0, 0)] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    assert hours(week(**always)) == "Around the clock, every day"


def test_every_way_but_the_reporter_itself_is_offered_and_can_be_followed():
    found = ways(POLICY)
    assert [way.href for way in found] == [
        "tel:+442079460123",
        "tel:+442079460123",
        "mailto:support@harbourvoice.example",
    ]
    assert "Around the clock, every day" in {way.hours for way in found}


def test_what_to_have_ready_is_told_for_each_kind_of_problem():
    ready = dict(to_have_ready(POLICY))
    assert any("Call-ID" in help_ for help_ in ready["Calls fail or drop"])
