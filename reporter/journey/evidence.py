"""Step: what an engineer needs for this type of problem. Whoever cannot give it may say why."""

from reporter.evidence.call_ids import MOST_CALL_IDS, read_call_ids
from reporter.journey.answers import EvidenceAnswer, Mistake
from reporter.journey.fields import Field, Typed
from reporter.journey.situation import Situation
from reporter.policy.model import EvidenceKind

NAMED = 3  # lines quoted in a mistake

FIELDS = (
    Field("call_ids", longest=40_000, lines=True),
    Field("missing_reason", shortest=2, longest=1_000, lines=True),
)


def evidence_applies(situation: Situation) -> bool:
    """Whether this type of problem has evidence to ask for; assumed until the type is known."""
    return situation.problem_type is None or bool(situation.problem_type.evidence)


def read_evidence(typed: Typed, situation: Situation) -> EvidenceAnswer | None:
    """Call-IDs typed for another type of problem are kept, unread, until that type is chosen again."""
    needs = situation.problem_type.evidence if situation.problem_type else ()
    call_ids = _call_ids(typed) if any(need.kind == "call_ids" for need in needs) else ()
    reason = typed.one("missing_reason")
    given: dict[EvidenceKind, bool] = {
        "call_ids": bool(call_ids),
        "screenshots": any(file.state != "refused" for file in situation.files),
    }
    for need in needs:
        if need.required and not given[need.kind] and not reason:
            typed.wrong(_needed(need.kind))
    return None if typed.mistakes else EvidenceAnswer(call_ids=call_ids, missing_reason=reason)


def _needed(kind: EvidenceKind) -> Mistake:
    if kind == "call_ids":
        return Mistake("call_ids", "Give at least one Call-ID, or say below why you cannot.")
    return Mistake("screenshots", "Add at least one screenshot, or say below why you cannot.")


def _call_ids(typed: Typed) -> tuple[str, ...]:
    found = read_call_ids(typed.one("call_ids"))
    if found.bad:
        more = f" (+{len(found.bad) - NAMED})" if len(found.bad) > NAMED else ""
        lines = ", ".join(f"“{line[:60]}”" for line in found.bad[:NAMED]) + more
        typed.wrong(
            Mistake(
                "call_ids",
                "No Call-ID: {lines}. A Call-ID is one word without blanks, such as 7c02a9e4@192.0.2.10. "
                "Mend these lines or delete them.",
                {"lines": lines},
            )
        )
    elif len(found.ids) > MOST_CALL_IDS:
        counts = {"count": str(len(found.ids)), "most": str(MOST_CALL_IDS)}
        typed.wrong(
            Mistake("call_ids", "These are {count} Call-IDs; {most} at most are read. Keep the newest.", counts)
        )
    return found.ids
