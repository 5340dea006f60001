"""What holds for every journey, whatever was typed."""

import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporter.errors import Refused
from reporter.journey.answers import EvidenceFile
from reporter.journey.journey import Journey
from reporter.journey.since import OLDEST, SLACK, Since, read_since
from reporter.journey.situation import Situation
from reporter.journey.steps import STEPS
from reporter.journey.text import clean_line, clean_text
from reporter.policy.load import load_policy
from reporter.policy.zones import zone_names

POLICY = load_policy((Path(__file__).parents[3] / "policy.yml").read_text())
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ANY = Situation(policy=POLICY, problem_type=None, files=(), now=NOW)
KEYS = tuple(step.key for step in STEPS)
EXAMPLES = [example.key for level in POLICY.severities for example in level.examples]
GOOD = {
    "problem_type": "calls", "title": "Calls drop", "did": "Called", "expected": "A call", "seen": "Silence",
    "since_date": "2026-11-22", "since_time": "", "zone": "Europe/London", "choice": "continue", "read": "guides/nat/",
    "searched": "drop", "ticked": EXAMPLES[0], "level": "", "call_ids": "a@h", "missing_reason": "None here",
    "name": "Ada", "email": "ada@customer.example", "phone": "", "customer": "", "remember": "yes",
    "contract": "", "q-elsewhere": "yes", "q-device": "A phone", "q-porting": "no", "q-order": "",
}  # fmt: skip
MORE = [
    "",
    "none",
    "other",
    "portal",
    "billing",
    *EXAMPLES,
    "critical",
    "x" * 200,
    "2026-11-24",
    "09:15",
    "ada@",
    "a b c",
]
OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SCREENSHOT = EvidenceFile("f1", "a.png", "image/png", 10, 1, 1, "waiting")


def typed_into(step, value):
    """Raw values of a step: each of its fields may be missing, good, wrong or anything."""
    fields = {
        field.name: st.one_of(
            st.just((GOOD.get(field.name, ""),)),
            st.just((GOOD.get(field.name, ""),)),
            st.lists(value, max_size=3).map(tuple),
        )
        for field in step.fields(ANY)
    }
    return st.one_of(st.just(good(step)), st.fixed_dictionaries({}, optional=fields))


def good(step):
    return {field.name: (GOOD.get(field.name, ""),) for field in step.fields(ANY)}


def drafts(value):
    return st.fixed_dictionaries({}, optional={step.key: typed_into(step, value) for step in STEPS})


def journey(raw, *, pictures=()):
    return Journey(raw, policy=POLICY, files=pictures, now=NOW)


likely = drafts(st.sampled_from([*MORE, *GOOD.values()]))
pictures = st.sampled_from([(), (SCREENSHOT,)])


@settings(deadline=None)
@given(drafts(st.text()))
def test_whatever_was_typed_a_step_has_an_answer_or_sentences_or_was_not_sent(raw):
    any_journey = journey(raw)
    for step in any_journey.steps:
        mistakes = any_journey.mistakes(step.key)
        ended = any(away.ends for away in any_journey.exits(step.key)) and not mistakes
        assert [any_journey.done(step.key), bool(mistakes), ended, step.key not in raw].count(True) == 1
        assert all(mistake.text.format(**mistake.values) for mistake in mistakes)
        assert len({mistake.field for mistake in mistakes}) == len(mistakes)


@settings(deadline=None)
@given(likely, pictures)
def test_a_page_may_be_visited_only_when_every_page_before_it_may(raw, files):
    steps = journey(raw, pictures=files)
    may = [steps.may_visit(key) for key in (*(step.key for step in steps.steps), "review")]
    assert may[0]
    assert may == sorted(may, reverse=True)


@settings(deadline=None)
@given(likely, pictures)
def test_where_one_goes_on_may_be_visited(raw, files):
    steps = journey(raw, pictures=files)
    assert steps.may_visit(steps.resume())
    for step in steps.steps:
        if steps.may_visit(step.key):
            assert steps.may_visit(steps.after(step.key))


@settings(deadline=None)
@given(likely, pictures)
def test_answering_the_page_shown_always_reaches_the_review(raw, files):
    for _ in STEPS:
        key = journey(raw, pictures=files).resume()
        if key != "review":
            raw = {**raw, key: good(STEPS[KEYS.index(key)])}
    steps = journey(raw, pictures=files)
    assert steps.resume() == "review"
    assert steps.report("draft").contact == steps.answer("contact")


@settings(deadline=None)
@given(likely, pictures)
def test_a_report_comes_out_exactly_when_the_review_may_be_visited(raw, files):
    steps = journey(raw, pictures=files)
    if steps.may_visit("review"):
        assert steps.report("draft").policy_hash == POLICY.hash
    else:
        with pytest.raises(Refused):
            steps.report("draft")


@settings(deadline=None)
@given(likely, likely, st.sampled_from(KEYS), pictures)
def test_changing_one_step_changes_no_other_answer_but_what_depends_on_the_type_of_problem(raw, other, key, files):
    before, after = journey(raw, pictures=files), journey({**raw, key: other.get(key, {})}, pictures=files)
    depends = {key, "questions", "evidence"} if key == "problem" else {key}
    for unchanged in set(KEYS) - depends:
        assert after.answer(unchanged) == before.answer(unchanged)


@settings(deadline=None)
@given(likely, likely, st.sampled_from(KEYS), pictures)
def test_going_back_to_what_was_typed_before_brings_everything_back(raw, other, key, files):
    changed = {**raw, key: other.get(key, {})}
    back = journey({**changed, key: raw.get(key, {})}, pictures=files)
    assert [back.answer(step) for step in KEYS] == [
        journey({key: {}, **raw}, pictures=files).answer(step) for step in KEYS
    ]


@settings(deadline=None)
@given(likely, pictures)
def test_back_leads_through_every_step_to_the_first(raw, files):
    steps = journey(raw, pictures=files)
    way = ["review"]
    while (before := steps.before(way[-1])) is not None:
        way.append(before)
    assert way[::-1] == [*(step.key for step in steps.steps), "review"]


@given(st.text(st.characters(exclude_categories=())))
def test_cleaning_loses_no_character_but_controls_and_blanks(text):
    kept = [one for one in text if not one.isspace() and one not in OVERRIDES and not _is_control(one)]
    for cleaned in (clean_text(text), clean_line(text)):
        assert [one for one in cleaned if not one.isspace()] == kept


@given(st.text(st.characters(exclude_categories=())))
def test_cleaning_twice_is_cleaning_once(text):
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)
    assert "\n" not in clean_line(text)


@given(
    st.lists(st.from_regex(r"[a-zäß日]{1,8}", fullmatch=True), max_size=9),
    st.sampled_from(" \t\r\n\v\f\x85\u2028\u00a0"),
)
def test_no_word_is_joined_to_the_next(words, between):
    assert clean_line(between.join(words)).split() == words


@settings(deadline=None, max_examples=300)
@given(
    st.dates(),
    st.one_of(st.just(""), st.times().map(lambda clock: f"{clock:%H:%M}")),
    st.sampled_from(sorted(zone_names())),
)
def test_any_day_and_time_in_any_zone_is_a_moment_not_to_come_or_a_sentence(day, clock, zone):
    found = read_since(day.isoformat(), clock, zone=zone, now=NOW)
    if isinstance(found, Since):
        assert NOW - OLDEST - timedelta(days=2) <= found.moment <= NOW + SLACK
        assert found.exact == bool(clock)
    else:
        assert found.text.format(**found.values)


@settings(deadline=None, max_examples=300)
@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2026, 11, 20)),  # noqa: DTZ001 - a wall clock without a zone is meant
    st.sampled_from(["Europe/London", "Australia/Lord_Howe", "Africa/Cairo", "America/St_Johns", "Pacific/Chatham"]),
)
def test_the_moment_reads_on_the_zone_s_clock_as_typed_unless_the_clock_skipped_it(local, zone):
    local = local.replace(second=0, microsecond=0, fold=0)
    found = read_since(f"{local:%Y-%m-%d}", f"{local:%H:%M}", zone=zone, now=NOW)
    assert isinstance(found, Since)
    shown = found.moment.astimezone(ZoneInfo(zone))
    aware = local.replace(tzinfo=ZoneInfo(zone))
    if aware.utcoffset() >= aware.replace(fold=1).utcoffset():
        assert shown.replace(tzinfo=None) == local
        assert shown.fold == 0
    else:
        assert shown.replace(tzinfo=None) > local


def _is_control(character):
    return unicodedata.category(character) in {"Cc", "Cs"}
