"""The way through the journey on any policy, as a visitor without JavaScript goes it."""

from collections.abc import Mapping

from reporter.policy.model import Policy, Question
from tests.integration.web.report import CONTACT, EVIDENCE, PROBLEM
from tests.integration.web.visitor import Visitor

Fields = Mapping[str, str]


def walk(visitor: Visitor, policy: Policy, until: str, *, level: str = "", **given: Fields) -> Visitor:
    """To the page of that step (`until`), from the first; `given` are the fields of steps that are not to be the usual
    ones (`problem={...}`), `level` is the code of the level that is chosen, or whose first example is ticked."""
    kind = given.get("problem", {}).get("problem_type", policy.problem_types[0].code)
    usual = {
        "problem": {**PROBLEM, "problem_type": kind},
        "articles": {},
        "severity": level_fields(policy, level or policy.severities[0].code),
        "questions": questions_fields(policy, kind),
        "evidence": {**EVIDENCE, "missing_reason": "There is none."},
        "contact": {**CONTACT, "contract": "yes"},
    }
    visitor.opens("/report/problem")
    while (step := visitor.path.rpartition("/")[2]) != until:
        visitor.sends({**usual[step], **given.get(step, {})}, form=f"/report/{step}", button="on")
        assert not visitor.path.endswith(f"/{step}"), (step, visitor.mistakes())
    return visitor


def send(visitor: Visitor, policy: Policy, *, level: str = "", **given: Fields) -> Visitor:
    """The whole way, and the report is sent."""
    return walk(visitor, policy, "review", level=level, **given).sends(form="/report/review")


def level_fields(policy: Policy, level: str) -> dict[str, str]:
    if policy.severity.choice == "asked":
        return {"level": level}
    return {"ticked": policy.severity_of(level).examples[0].key}


def questions_fields(policy: Policy, kind: str) -> dict[str, str]:
    """An answer to each question of the problem type: the first option, yes, or a few words."""
    asked = [question for question in policy.questions if not question.types or kind in question.types]
    return {f"q-{question.code}": _answer(question) for question in asked}


def _answer(question: Question) -> str:
    answers = {"yes_no": "yes", "consent": "yes", "mail": "ada@customer.example", "phone": "+44 20 7946 0999"}
    return question.options[0].code if question.options else answers.get(question.kind, "As it should be")
