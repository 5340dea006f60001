"""Where a draft stands, by what was typed."""

import dataclasses
from datetime import UTC, datetime

import pytest

from reporter.errors import Refused
from reporter.journey.answers import EvidenceAnswer, EvidenceFile
from reporter.journey.journey import Journey
from reporter.journey.steps import STEPS

KEYS = ("problem", "articles", "severity", "evidence", "contact")  # of calls, about which the policy asks nothing else
SCREENSHOT = EvidenceFile("f1", "a.png", "image/png", 10, 1, 1, "waiting")


def test_the_steps_stand_in_their_order():
    assert tuple(step.key for step in STEPS) == (*KEYS[:3], "questions", *KEYS[3:])


def test_an_empty_draft_begins_at_the_first_step(journey):
    empty = journey({})
    assert empty.resume() == "problem"
    assert [key for key in (*KEYS, "review") if empty.may_visit(key)] == ["problem"]
    assert empty.mistakes("problem") == ()


def test_a_whole_report_is_at_the_review(journey, whole):
    complete = journey(whole)
    assert complete.resume() == "review"
    assert all(complete.may_visit(key) for key in (*KEYS, "review"))
    report = complete.report("draft-1")
    assert report.draft_id == "draft-1"
    assert report.policy_hash == complete.policy.hash
    assert report.problem.since == datetime(2026, 11, 23, 8, 15, tzinfo=UTC)
    assert report.problem.seen == "Silence after 30 s,\nthen the call ended"
    assert report.severity.level == "important"
    assert report.evidence.call_ids == ("7c02a9e4@192.0.2.10", "a1145e7a-d2a2-4863-ab26-c56d8908c927")
    assert report.articles.read == ("guides/drops/#timers",)


@pytest.mark.parametrize("missing", KEYS)
def test_a_report_with_a_step_open_is_refused_and_leads_back_to_it(journey, whole, missing):
    del whole[missing]
    unfinished = journey(whole)
    assert unfinished.resume() == missing
    assert not unfinished.may_visit("review")
    with pytest.raises(Refused, match="Still open"):
        unfinished.report("draft-1")


def test_continue_stays_while_the_step_has_mistakes_and_else_leads_to_the_next_open_one(journey, whole):
    del whole["contact"]
    assert journey(whole).after("problem") == "contact"
    whole["problem"]["title"] = ("",)
    assert journey(whole).after("problem") == "problem"


def test_back_leads_to_the_step_before(journey, whole):
    complete = journey(whole)
    assert [complete.before(key) for key in (*KEYS, "review")] == [None, *KEYS]


def test_changing_one_answer_loses_no_other(journey, whole):
    before = journey(whole)
    whole["problem"] = {**whole["problem"], "title": ("Something else entirely",)}
    after = journey(whole)
    for key in KEYS[1:]:
        assert after.answer(key) == before.answer(key)


def test_another_type_of_problem_reopens_the_evidence_it_requires(journey, whole):
    whole["problem"]["problem_type"] = ("portal",)
    changed = journey(whole)
    assert changed.resume() == "evidence"
    assert [mistake.field for mistake in changed.mistakes("evidence")] == ["screenshots"]
    assert not changed.may_visit("contact")
    assert changed.done("contact")
    assert journey(whole, files=(SCREENSHOT,)).resume() == "review"


def test_call_ids_come_back_with_the_type_of_problem_that_asks_for_them(journey, whole):
    first = journey(whole).answer("evidence")
    whole["problem"]["problem_type"] = ("other",)
    assert journey(whole).answer("evidence").call_ids == ()
    whole["problem"]["problem_type"] = ("calls",)
    assert journey(whole).answer("evidence") == first


def test_a_step_without_questions_does_not_apply(policy, now, whole):
    bare = tuple(kind.model_copy(update={"evidence": ()}) for kind in policy.problem_types)
    del whole["evidence"]
    short = Journey(whole, policy=policy.model_copy(update={"problem_types": bare}), now=now)
    assert [step.key for step in short.steps] == ["problem", "articles", "severity", "contact"]
    assert short.before("contact") == "severity"
    assert not short.may_visit("evidence")
    assert short.after("evidence") == "review"
    assert short.report("draft-1").evidence == EvidenceAnswer((), "")


def test_required_evidence_may_be_missing_with_a_reason(journey, whole):
    whole["evidence"] = {"call_ids": ("",), "missing_reason": ("The phone shows no log",)}
    assert journey(whole).answer("evidence") == EvidenceAnswer((), "The phone shows no log")


def test_a_refused_screenshot_is_no_evidence(journey, whole):
    whole["problem"]["problem_type"] = ("portal",)
    refused = dataclasses.replace(SCREENSHOT, state="refused")
    assert not journey(whole, files=(refused,)).done("evidence")


def test_the_highest_statement_ticked_decides_the_level(journey, whole, policy):
    low, high = policy.severity_of("minor").examples[0], policy.severity_of("critical").examples[0]
    whole["severity"] = {"ticked": (low.key, high.key)}
    answer = journey(whole).answer("severity")
    assert (answer.level, answer.ticked) == ("critical", (high.text, low.text))


def test_none_of_these_is_an_answer(journey, whole):
    whole["severity"] = {"ticked": ("none",)}
    answer = journey(whole).answer("severity")
    assert (answer.level, answer.ticked) == ("minor", ())


def test_where_the_policy_asks_the_requester_chooses_the_level(policy, now, whole):
    asked = policy.model_copy(update={"severity": policy.severity.model_copy(update={"choice": "asked"})})
    whole["severity"] = {"level": ("critical",)}
    assert Journey(whole, policy=asked, now=now).answer("severity").level == "critical"
    whole["severity"] = {"level": ("worst",)}
    assert [found.field for found in Journey(whole, policy=asked, now=now).mistakes("severity")] == ["level"]


def test_what_was_read_and_searched_is_bounded_and_holds_locations_only(journey, whole):
    whole["articles"] = {
        "choice": ("continue",),
        "read": ("javascript:alert(1)", "//evil.example/", "/etc/passwd", "a/../b", "x" * 1001, *["ok/page/#part"] * 2),
        "searched": tuple(f"query {number} {'x' * 300}" for number in range(80)),
    }  # fmt: skip
    answer = journey(whole).answer("articles")
    assert answer.read == ("ok/page/#part",)
    assert len(answer.searched) == 50
    assert answer.searched[-1].startswith("query 79 ")
    assert max(len(query) for query in answer.searched) == 200
