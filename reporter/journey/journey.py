"""Where a draft stands. Everything is computed from what was typed; no position is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from reporter.errors import Refused
from reporter.journey.answers import (
    ArticlesAnswer,
    ContactAnswer,
    EvidenceAnswer,
    EvidenceFile,
    Mistake,
    ProblemAnswer,
    QuestionsAnswer,
    Raw,
    Report,
    SeverityAnswer,
)
from reporter.journey.fields import Typed
from reporter.journey.situation import Situation
from reporter.journey.steps import STEPS, Answer, Step
from reporter.policy.model import Exit, Policy, ProblemType

REVIEW = "review"
NO_QUESTIONS = QuestionsAnswer()
NO_EVIDENCE = EvidenceAnswer(call_ids=(), missing_reason="")

Kind = TypeVar("Kind", bound=Answer)


@dataclass(frozen=True)
class Reading:
    answer: Answer | None
    mistakes: tuple[Mistake, ...] = ()
    exits: tuple[Exit, ...] = ()


UNREAD = Reading(None)


class Journey:
    """One draft's answers, checked against the policy at `now` (aware). Cheap: made anew for each request.
    A step that does not apply has no answer, no mistakes, and may not be visited."""

    def __init__(
        self, raw: Mapping[str, Raw], *, policy: Policy, files: tuple[EvidenceFile, ...] = (), now: datetime
    ) -> None:
        self.policy = policy
        self.files = files
        self.problem_type = _problem_type(raw, policy)
        self.situation = Situation(policy=policy, problem_type=self.problem_type, files=files, now=now)
        self.steps: tuple[Step, ...] = tuple(step for step in STEPS if step.applies(self.situation))
        self._keys = (*(step.key for step in self.steps), REVIEW)
        self._readings = {step.key: _read(step, raw.get(step.key), self.situation) for step in self.steps}

    def answer(self, key: str) -> Answer | None:
        """The step's typed answer; None while there is none or it has mistakes."""
        return self._readings.get(key, UNREAD).answer

    def mistakes(self, key: str) -> tuple[Mistake, ...]:
        """What is wrong with what was typed; nothing for a step that was not sent yet."""
        return self._readings.get(key, UNREAD).mistakes

    def exits(self, key: str) -> tuple[Exit, ...]:
        """Where the step's answers lead away from the journey. One that ends it keeps the step from being done."""
        return self._readings.get(key, UNREAD).exits

    def done(self, key: str) -> bool:
        return self.answer(key) is not None

    def may_visit(self, key: str) -> bool:
        """Whether the page may be shown: every step before it is done. Also for "review"."""
        return key in self._keys and all(self.done(before) for before in self._keys[: self._keys.index(key)])

    def resume(self) -> str:
        """The first step that is not done, or "review"."""
        return next(key for key in self._keys if not self.done(key))

    def after(self, key: str) -> str:
        """Where Continue leads: this step while it is not done, else the first one that is not, or "review"."""
        return key if key in self._keys and not self.done(key) else self.resume()

    def before(self, key: str) -> str | None:
        """The step before this one (also for "review"); None for the first."""
        number = self._keys.index(key) if key in self._keys else 0
        return self._keys[number - 1] if number else None

    def report(self, draft_id: str, together: str = "") -> Report:
        """The whole report of a draft and the one it was begun beside. Raises Refused when a step is not done."""
        if open_steps := [step.title for step in self.steps if not self.done(step.key)]:
            raise Refused(f"The report is not complete yet. Still open: {', '.join(open_steps)}.")
        return Report(
            draft_id=draft_id,
            policy_hash=self.policy.hash,
            problem=self._given("problem", ProblemAnswer),
            articles=self._given("articles", ArticlesAnswer),
            severity=self._given("severity", SeverityAnswer),
            questions=self._given("questions", QuestionsAnswer) if "questions" in self._readings else NO_QUESTIONS,
            evidence=self._given("evidence", EvidenceAnswer) if "evidence" in self._readings else NO_EVIDENCE,
            contact=self._given("contact", ContactAnswer),
            files=self.files,
            together=together,
        )

    def _given(self, key: str, kind: type[Kind]) -> Kind:
        answer = self.answer(key)
        assert isinstance(answer, kind)
        return answer


def _problem_type(raw: Mapping[str, Raw], policy: Policy) -> ProblemType | None:
    """What kind of problem was chosen, also while the rest of that step has mistakes."""
    chosen = raw.get("problem", {}).get("problem_type", ())
    return next((problem_type for problem_type in policy.problem_types if (problem_type.code,) == tuple(chosen)), None)


def _read(step: Step, raw: Raw | None, situation: Situation) -> Reading:
    if raw is None:
        return UNREAD
    typed = Typed(raw, step.fields(situation))
    answer = step.read(typed, situation)
    ends = any(away.ends for away in typed.exits)
    return Reading(None if ends else answer, tuple(typed.mistakes), tuple(typed.exits))
