"""Step: what an engineer needs for this type of problem. Whoever cannot give it may say why."""

from collections.abc import Mapping
from typing import get_args

from reporter.evidence.call_ids import MOST_CALL_IDS, read_call_ids
from reporter.evidence.reading import ApiRequest, Reading
from reporter.journey import api_request, browser_facts, call_times
from reporter.journey.answers import BrowserFacts, EvidenceAnswer, Excuse, Mistake, Raw
from reporter.journey.fields import Field, Typed
from reporter.journey.needs import Need, kinds_of_files, kinds_read, needs_of
from reporter.journey.situation import Situation
from reporter.journey.text import clean_line
from reporter.policy.model import EvidenceKind

NAMED = 3  # lines quoted in a mistake
KINDS: tuple[EvidenceKind, ...] = get_args(EvidenceKind)


def excuse_of(kind: EvidenceKind) -> str:
    """The name of the field that holds the chosen reason for not having this kind."""
    return f"excuse-{kind}"


FIELDS = (
    Field("call_ids", longest=40_000, lines=True),
    *call_times.FIELDS,
    *browser_facts.FIELDS,
    *api_request.FIELDS,
    *(Field(excuse_of(kind), longest=300) for kind in KINDS),
    Field("missing_reason", shortest=2, longest=1_000, lines=True),
)
ORDER = ("traces", *(field.name for field in FIELDS[:-1]), "screenshots", FIELDS[-1].name)
"""The fields and the parts with files, as the mistakes of the page are told."""
FIELDS_OF: Mapping[EvidenceKind, frozenset[str]] = {
    "call_ids": frozenset({"call_ids", "traces"}),
    "times": frozenset(field.name for field in call_times.FIELDS),
    "browser": frozenset(field.name for field in browser_facts.FIELDS),
    "request": frozenset(field.name for field in api_request.FIELDS),
}
NEEDED: Mapping[EvidenceKind, Mistake] = {
    "call_ids": Mistake("call_ids", "Give at least one Call-ID, or say below why you cannot."),
    "trace": Mistake("traces", "Add a log, a trace or a capture, or say below why you cannot."),
    "screenshots": Mistake("screenshots", "Add at least one screenshot, or say below why you cannot."),
    "times": Mistake("time_date", "Say when it was, or say below why you cannot."),
    "browser": Mistake("browser", "Say which browser it is, or say below why you cannot."),
    "request": Mistake("request_path", "Say which request it was, or say below why you cannot."),
}


def evidence_applies(situation: Situation) -> bool:
    """Whether this type of problem has evidence to ask for, or a trace is there whose calls may have to be chosen;
    assumed until the type is known."""
    return situation.problem_type is None or bool(situation.problem_type.evidence) or bool(_readings(situation))


def read_evidence(typed: Typed, situation: Situation) -> EvidenceAnswer | None:
    """What was typed for another type of problem is kept, unread, until that type is chosen again. Required evidence
    that is neither there nor excused is a mistake; so is a trace of which no call was chosen."""
    answer, needs = _read(typed, situation)
    mistaken = {mistake.field for mistake in typed.mistakes}
    for need in needs:
        if need.open and not mistaken.intersection(FIELDS_OF.get(need.kind, ())):
            typed.wrong(NEEDED[need.kind])
    typed.in_order(ORDER)
    return None if typed.mistakes else answer


def needs_at(situation: Situation, raw: Raw) -> tuple[Need, ...]:
    """How it stands with everything that is needed, whatever was typed so far; in the policy's order."""
    return _read(Typed(raw, FIELDS), situation)[1]


def _read(typed: Typed, situation: Situation) -> tuple[EvidenceAnswer, tuple[Need, ...]]:
    """The answer as far as it goes, with mistakes gathered in `typed`."""
    kinds, own_words = kinds_read(situation.problem_type), typed.one("missing_reason")
    moment = call_times.read_moment(typed, now=situation.now) if "times" in kinds else None
    browser = browser_facts.read_facts(typed) if "browser" in kinds else BrowserFacts()
    call_ids = _call_ids(typed, situation, asked="call_ids" in kinds)
    requests = _requests(typed, situation, asked="request" in kinds)
    there: Mapping[EvidenceKind, object] = {
        "call_ids": call_ids, "times": moment, "browser": browser.lines, "request": requests
    }  # fmt: skip
    given = kinds_of_files(situation.files) | {kind for kind, value in there.items() if value}
    excuses = _excuses(typed, situation)
    needs = needs_of(situation.problem_type, given, excuses, own_words)
    used = (need for need in needs if need.state == "excused" and need.kind in excuses)
    excused = tuple(Excuse(need.kind, need.reason) for need in used)
    return EvidenceAnswer(call_ids, own_words, excused, moment, browser, requests), needs


def _readings(situation: Situation) -> list[Reading]:
    return [file.reading for file in situation.files if file.reading]


def _excuses(typed: Typed, situation: Situation) -> dict[EvidenceKind, str]:
    """The chosen reasons in the policy's words; one that it has no longer is a mistake."""
    found: dict[EvidenceKind, str] = {}
    for need in situation.problem_type.evidence if situation.problem_type else ():
        name = excuse_of(need.kind)
        chosen = typed.one(name)
        reason = next((reason for reason in need.reasons if clean_line(reason) == chosen), "")
        if chosen and not reason:
            typed.wrong(Mistake(name, "This reason is no longer in the list. Choose one again, or say it below."))
        elif reason:
            found[need.kind] = reason
    return found


def _requests(typed: Typed, situation: Situation, *, asked: bool) -> tuple[ApiRequest, ...]:
    one = api_request.read_request(typed) if asked else None
    logged = (request for reading in _readings(situation) for request in reading.requests)
    return tuple(dict.fromkeys((*([one] if one else ()), *logged)))[: api_request.MOST_REQUESTS]


def _call_ids(typed: Typed, situation: Situation, *, asked: bool) -> tuple[str, ...]:
    """Those typed where they are asked for, then those that the traces give whatever is asked for."""
    written = _written(typed) if asked else ()
    readings = _readings(situation)
    if any(reading.to_choose for reading in readings) and not written:
        typed.wrong(
            Mistake("traces", "Choose the calls that show the problem: every call you send must show the problem.")
        )
    ids = tuple(dict.fromkeys((*written, *(call_id for reading in readings for call_id in reading.call_ids))))
    if len(ids) > MOST_CALL_IDS:
        counts = {"count": str(len(ids)), "most": str(MOST_CALL_IDS)}
        field = "call_ids" if len(written) > MOST_CALL_IDS else "traces"
        typed.wrong(Mistake(field, "These are {count} Call-IDs; {most} at most are read. Keep the newest.", counts))
    return ids


def _written(typed: Typed) -> tuple[str, ...]:
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
    return found.ids
