"""What is asked beside the problem, and what is wrong with the answers."""

from pathlib import Path

import pytest

from reporter.journey.answers import Answered
from reporter.journey.journey import Journey
from reporter.policy.load import load_policy

ASKING = load_policy((Path(__file__).parents[2] / "asking.yml").read_text())
HOSTED = {"q-pbx": "hosted"}
OWN = {"q-pbx": "own", "q-version": "FreeSwitch 1.10"}


@pytest.fixture
def asked(whole, now):
    """The journey of a whole report with these answers to the questions."""

    def of(problem_type="calls", **typed):
        problem = {**whole["problem"], "problem_type": (problem_type,)}
        severity = {"ticked": ("none",)}
        questions = {name: (value,) if isinstance(value, str) else value for name, value in typed.items()}
        raw = {**whole, "problem": problem, "severity": severity, "questions": questions}
        return Journey(raw, policy=ASKING, now=now)

    return of


def told(journey):
    return {mistake.field: mistake.text.format(**mistake.values) for mistake in journey.mistakes("questions")}


def answers(journey):
    return {answered.code: answered.answer for answered in journey.answer("questions").answers}


def test_the_questions_stand_after_the_severity_and_before_the_evidence(asked):
    keys = [step.key for step in asked(**HOSTED).steps]
    assert keys == ["problem", "articles", "severity", "questions", "evidence", "contact"]


def test_a_policy_without_questions_has_no_such_step(whole, now):
    raw = {**whole, "severity": {"ticked": ("none",)}}
    journey = Journey(raw, policy=ASKING.model_copy(update={"questions": ()}), now=now)
    assert "questions" not in [step.key for step in journey.steps]
    assert journey.report("draft").questions.answers == ()


def test_a_type_of_problem_without_questions_has_no_such_step(whole, now):
    only_calls = ASKING.model_copy(update={"questions": ASKING.questions[:4]})
    raw = {**whole, "problem": {**whole["problem"], "problem_type": ("portal",)}}
    assert "questions" not in [step.key for step in Journey(raw, policy=only_calls, now=now).steps]


def test_the_answers_go_with_the_report_as_they_were_asked(asked):
    report = asked(**OWN, **{"q-impact": "Nobody\nsells"}).report("draft")
    assert report.questions.answers == (
        Answered("impact", "What can you not do while it lasts?", "Nobody\nsells", "impact"),
        Answered("pbx", "Which telephone system do you have?", "Our own", "environment"),
        Answered("version", "Which make and version is it?", "FreeSwitch 1.10", "environment"),
    )


def test_what_is_asked_of_another_type_of_problem_is_not_asked(asked):
    portal = asked("portal", **{"q-page": "Invoices", "q-pbx": "own"})
    assert answers(portal) == {"page": "Invoices"}


def test_a_question_waits_for_the_answer_it_depends_on(asked):
    assert told(asked(**{"q-pbx": "own"})) == {"q-version": "Answer this: Which make and version is it?"}
    assert told(asked(**HOSTED)) == {}


def test_what_no_longer_applies_is_no_answer_whatever_stands_there(asked):
    changed = asked(**{**OWN, **HOSTED, "q-remote": "yes", "q-consent": "forged", "q-administrator": ""})
    assert answers(changed) == {"pbx": "Yours"}


def test_a_chain_of_conditions_is_followed_to_its_end(asked):
    assert list(told(asked(**OWN, **{"q-remote": "yes"}))) == ["q-consent"]
    given = asked(**OWN, **{"q-remote": "yes", "q-consent": "yes"})
    assert answers(given)["consent"] == "Yes"
    assert "consent" not in answers(asked(**OWN, **{"q-remote": "no", "q-consent": "yes"}))


@pytest.mark.parametrize("value", ["", "no", "maybe", ("yes", "yes")])
def test_a_consent_that_is_required_must_be_given(asked, value):
    assert list(told(asked(**OWN, **{"q-remote": "yes", "q-consent": value}))) == ["q-consent"]


def test_a_consent_that_is_not_required_is_recorded_as_not_given(asked, whole, now):
    free = [
        question.model_copy(update={"required": False}) if question.code == "consent" else question
        for question in ASKING.questions
    ]
    raw = {**whole, "questions": {name: (value,) for name, value in {**OWN, "q-remote": "yes"}.items()}}
    journey = Journey(raw, policy=ASKING.model_copy(update={"questions": tuple(free)}), now=now)
    assert answers(journey)["consent"] == "No"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("q-pbx", "", "Choose an answer: Which telephone system do you have?"),
        ("q-pbx", "gone", "no longer in the list"),
        ("q-pbx", "x" * 41, "41 characters"),
        ("q-pbx", ("own", "hosted"), "sent twice"),
        ("q-impact", "x" * 5_001, "This has 5,001 characters, and 5,000 fit"),
        ("q-administrator", "ada@", "like name@example.org"),
        ("q-desk_phone", "ask Ada", "in digits"),
    ],
)
def test_a_value_that_will_not_do_is_told_how_to_mend_it(asked, field, value, sentence):
    found = told(asked(**{**HOSTED, field: value}))
    assert list(found) == [field]
    assert sentence in found[field]


@pytest.mark.parametrize(("value", "sentence"), [("perhaps", "Choose one again"), ("x" * 301, "301 characters")])
def test_yes_or_no_is_one_of_them(asked, value, sentence):
    assert list(told(asked(**OWN, **{"q-remote": value}))) == ["q-remote"]


def test_mistakes_stand_in_the_order_of_the_page(asked):
    found = told(asked(**{"q-pbx": "own", "q-remote": "x", "q-impact": "x" * 6_000, "q-desk_phone": "?"}))
    assert list(found) == ["q-impact", "q-version", "q-remote", "q-desk_phone"]


def test_a_field_that_no_question_has_is_refused(asked):
    assert "no field “q-invented”" in told(asked(**HOSTED, **{"q-invented": "x"}))["q-invented"]


def test_an_option_that_ends_the_report_leaves_the_step_open_and_says_where_to_go(asked):
    away = asked(**{"q-pbx": "other"})
    assert [(found.text, found.ends) for found in away.exits("questions")] == [("Only they can look into it.", True)]
    assert away.mistakes("questions") == ()
    assert away.resume() == "questions"
    assert not away.may_visit("evidence")


def test_an_option_that_advises_lets_the_report_go_on(asked):
    advised = asked(**{"q-pbx": "unsure"})
    assert [away.channel for away in advised.exits("questions")] == ["chat"]
    assert advised.resume() == "review"


def test_a_type_of_problem_may_lead_away_too(asked):
    assert not asked("prices").done("problem")
    assert [away.ends for away in asked("prices").exits("problem")] == [True]
    assert asked("upgrade").done("problem")
    assert [away.link for away in asked("upgrade").exits("problem")] == ["/guides/upgrade/"]
