"""What holds for any policy's questions, whatever was answered."""

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reporter.journey.journey import Journey
from reporter.journey.questions import ABOUT, applying, name_of, questions_for
from reporter.policy.load import load_policy
from reporter.policy.model import Question

POLICY = load_policy((Path(__file__).parents[2] / "asking.yml").read_text())
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CODES = [f"c{number}" for number in range(7)]
VALUES = ["yes", "no", "a", "b", ""]


@st.composite
def questions(draw, codes=CODES):
    """Questions that may wait for any other one: an earlier, a later, themselves, one that does not exist."""
    asked = draw(st.lists(st.sampled_from(codes), unique=True))
    waits = st.dictionaries(
        st.sampled_from([*codes, "absent"]), st.lists(st.sampled_from(VALUES[:4]), min_size=1), max_size=2
    )
    return tuple(
        Question.model_validate({
            "code": code,
            "ask": f"About {code}?",
            "kind": draw(st.sampled_from(["line", "yes_no", "consent", "choice"])),
            "options": [{"code": option, "name": option.upper()} for option in "ab"],
            "required": draw(st.booleans()),
            "about": draw(st.sampled_from(ABOUT)),
            "types": draw(st.lists(st.sampled_from(["calls", "portal"]), max_size=1)),
            "when": draw(st.one_of(st.just({}), waits)),
        })
        for code in asked
    )  # fmt: skip


values = st.fixed_dictionaries({code: st.sampled_from(VALUES) for code in CODES})


@given(questions(), values)
def test_what_is_asked_applies_and_what_is_not_asked_does_not(any_questions, given_values):
    found = {question.code: value for question, value in applying(any_questions, lambda q: given_values[q.code])}
    for question in any_questions:
        due = all(found.get(code) in answers for code, answers in question.when.items())
        assert (question.code in found) == due or (question.code not in found and loops(question, any_questions))


def loops(question, all_questions, seen=()):
    """Whether it waits, by way of others, for something that waits for itself."""
    if question.code in seen:
        return True
    known = {other.code: other for other in all_questions}
    return any(loops(known[code], all_questions, (*seen, question.code)) for code in question.when if code in known)


@given(questions(), values)
def test_the_order_is_kept_and_each_value_is_read_once_and_only_if_it_is_asked(any_questions, given_values):
    read = []

    def value_of(question):
        read.append(question.code)
        return given_values[question.code]

    found = [question.code for question, _ in applying(any_questions, value_of)]
    assert sorted(read) == sorted(found)
    assert found == [question.code for question in any_questions if question.code in found]


@settings(deadline=None)
@given(questions(), st.dictionaries(st.sampled_from(CODES), st.sampled_from([*VALUES, "x" * 400])), st.data())
def test_an_answer_is_only_what_was_asked_and_typed(any_questions, typed, data):
    code = data.draw(st.sampled_from(["calls", "portal"]))
    policy = POLICY.model_copy(update={"questions": any_questions})
    fields = {f"q-{name}": (value,) for name, value in typed.items() if any(q.code == name for q in any_questions)}
    journey = Journey({"problem": {"problem_type": (code,)}, "questions": fields}, policy=policy, now=NOW)
    if "questions" not in [step.key for step in journey.steps]:
        assert not any(question.when == {} for question in questions_for(policy, policy.problem_type(code)))
        return
    answer, mistakes = journey.answer("questions"), journey.mistakes("questions")
    assert (answer is None) == bool(mistakes)
    page = [name_of(question) for question in questions_for(policy, policy.problem_type(code))]
    named = [mistake.field for mistake in mistakes]
    given_codes = [f"q-{one.code}" for one in answer.answers] if answer else []
    for order in (named, given_codes):
        assert order == [name for name in page if name in order]
    assert all(typed.get(one.code) or one.answer == "No" for one in (answer.answers if answer else ()))


@given(questions())
def test_the_page_shows_each_group_together(any_questions):
    policy = POLICY.model_copy(update={"questions": any_questions})
    groups = [ABOUT.index(question.about) for question in questions_for(policy, None)]
    assert groups == sorted(groups)
