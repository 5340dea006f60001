"""What the page of questions shows: groups by what they are about, and when a question is asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from reporter.journey.answers import Answered, QuestionsAnswer, Raw
from reporter.journey.journey import Journey
from reporter.journey.questions import ABOUT, CHOSEN, REMEMBER, YES, name_of, questions_for
from reporter.policy.model import Question
from reporter.web.current import services
from reporter.web.forms import StepForm
from reporter.web.locale import sentence
from reporter.web.remembered import remembered


@dataclass(frozen=True)
class Asked:
    """A question as it stands on the page. `only_if` says in words when it is asked, "" for always; `when`: field ->
    the values that ask it."""

    question: Question
    name: str
    only_if: str
    when: Mapping[str, tuple[str, ...]]


def question_values(journey: Journey, typed: Raw, form: StepForm) -> Mapping[str, object]:
    """All questions for this type of problem stand on one page, the conditional ones too: the browser hides those that
    do not apply, and without JavaScript the page says when they do."""
    asked = questions_for(services().policy, journey.problem_type)
    earlier = {name_of(question): question for question in asked if question.remember}
    known = {name: values for name, values in remembered().items() if name in earlier}
    if not typed and known:
        form.show_raw({**known, REMEMBER: (YES,)})
    shown = typed or known
    return {
        "groups": [(about_in_words(about), group) for about in ABOUT if (group := _group(asked, about))],
        "filled": [earlier[name].ask for name, values in known.items() if shown.get(name) == values],
        "remembers": [question.ask for question in earlier.values()],
    }


def by_subject(answer: QuestionsAnswer) -> list[tuple[str, list[Answered]]]:
    """What was answered, under what it is about."""
    groups = {about: [one for one in answer.answers if one.about == about] for about in ABOUT}
    return [(about_in_words(about), group) for about, group in groups.items() if group]


def about_in_words(about: str) -> str:
    return {
        "problem": sentence("About the problem"),
        "impact": sentence("What it means for you"),
        "environment": sentence("Your environment"),
        "access": sentence("Access"),
        "contact": sentence("Who can help on your side"),
    }[about]


def _group(asked: tuple[Question, ...], about: str) -> list[Asked]:
    known = {question.code: question for question in asked}
    return [
        Asked(
            question,
            name_of(question),
            _only_if(question, known),
            {f"q-{code}": answers for code, answers in question.when.items()},
        )
        for question in asked
        if question.about == about
    ]


def _only_if(question: Question, known: Mapping[str, Question]) -> str:
    answers_in_words = [
        sentence("“{answer}” to “{question}”", answer=_or(known[code], answers), question=known[code].ask)
        for code, answers in question.when.items()
    ]
    if not answers_in_words:
        return ""
    return sentence("Only if you answered {answers}.", answers=sentence(" and ").join(answers_in_words))


def _or(question: Question, answers: tuple[str, ...]) -> str:
    names = CHOSEN | {option.code: option.name for option in question.options}
    return sentence("” or “").join(sentence(names.get(answer, answer)) for answer in answers)
