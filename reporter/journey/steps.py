"""The steps of the journey in order: one declared list. Which apply and what comes next is `journey.py`'s."""

from collections.abc import Callable
from dataclasses import dataclass

from reporter.journey import articles, contact, evidence, problem, questions, severity
from reporter.journey.answers import (
    ArticlesAnswer,
    ContactAnswer,
    EvidenceAnswer,
    ProblemAnswer,
    QuestionsAnswer,
    SeverityAnswer,
)
from reporter.journey.fields import Field, Typed
from reporter.journey.situation import Situation

Answer = ProblemAnswer | ArticlesAnswer | SeverityAnswer | QuestionsAnswer | EvidenceAnswer | ContactAnswer


def always(_: Situation) -> bool:
    return True


def these(fields: tuple[Field, ...]) -> Callable[[Situation], tuple[Field, ...]]:
    """The same fields in every situation."""
    return lambda _: fields


@dataclass(frozen=True)
class Step:
    """One page. `title` is a gettext message id; `fields` are those it may be sent with; `read` gives the answer, or
    None with mistakes gathered."""

    key: str
    title: str
    fields: Callable[[Situation], tuple[Field, ...]]
    read: Callable[[Typed, Situation], Answer | None]
    applies: Callable[[Situation], bool] = always


# How bad it is comes before anything that is asked for completeness: it says who is woken and which telephone to take.
STEPS = (
    Step("problem", "What is wrong", these(problem.FIELDS), problem.read_problem),
    Step("articles", "Articles that may help", these(articles.FIELDS), articles.read_articles),
    Step("severity", "How it affects you", these(severity.FIELDS), severity.read_severity),
    Step("questions", "A few questions", questions.fields, questions.read_questions, questions.questions_apply),
    Step(
        "evidence",
        "What our engineers need",
        these(evidence.FIELDS),
        evidence.read_evidence,
        evidence.evidence_applies,
    ),
    Step("contact", "How we reach you", these((*contact.FIELDS, contact.CONTRACT)), contact.read_contact),
)
