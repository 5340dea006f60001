"""The steps of the journey in order: one declared list. Which apply and what comes next is `journey.py`'s."""

from collections.abc import Callable
from dataclasses import dataclass

from reporter.journey import articles, contact, evidence, problem, severity
from reporter.journey.answers import ArticlesAnswer, ContactAnswer, EvidenceAnswer, ProblemAnswer, SeverityAnswer
from reporter.journey.fields import Field, Typed
from reporter.journey.situation import Situation

Answer = ProblemAnswer | ArticlesAnswer | SeverityAnswer | EvidenceAnswer | ContactAnswer


def always(_: Situation) -> bool:
    return True


@dataclass(frozen=True)
class Step:
    """One page. `title` is a gettext message id; `read` gives the answer, or None with mistakes gathered."""

    key: str
    title: str
    fields: tuple[Field, ...]
    read: Callable[[Typed, Situation], Answer | None]
    applies: Callable[[Situation], bool] = always


STEPS = (
    Step("problem", "What is wrong", problem.FIELDS, problem.read_problem),
    Step("articles", "Articles that may help", articles.FIELDS, articles.read_articles),
    Step("severity", "How it affects you", severity.FIELDS, severity.read_severity),
    Step("evidence", "What our engineers need", evidence.FIELDS, evidence.read_evidence, evidence.evidence_applies),
    Step("contact", "How we reach you", contact.FIELDS, contact.read_contact),
)
