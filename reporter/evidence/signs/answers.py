"""The final response of a call, told as what it means."""

import re
from collections.abc import Iterator

from reporter.evidence.signs.course import Course
from reporter.evidence.signs.meanings import CALLS, FAMILIES, REGISTRATIONS
from reporter.evidence.signs.wording import ANSWER, BESIDE, HINT, Found, Meaning, found

AGAIN_LATER = Meaning(
    "{code} with Retry-After: the server is overloaded or out of service and asks to try again in {seconds} s.",
    ("Retry-After", "overload"),
)
ANNOUNCED = Meaning(
    "Sound came before the call was refused (183 with SDP): listen to it, an announcement often says why.",
    ("183 Session Progress", "early media", "announcement"),
)
PHRASES = (
    (("stale date",), Meaning(
        "{code} because of a stale date: a clock is wrong, or a signed call was under way too long.",
        ("Stale Date", "STIR SHAKEN", "clock"),
    )),
    (("password", "credential", "authentication fail", "auth fail"), Meaning(
        "{code}, and its text speaks of password or credentials: usually one of them is wrong.",
        ("wrong password", "user name", "realm"),
    )),
    (("caller id", "callerid", "cli ", "from number", "calling number"), Meaning(
        "{code}, and its text speaks of the caller ID: usually the number that calls may not be shown.",
        ("caller ID not allowed", "P-Asserted-Identity"),
    )),
    (("limit", "credit", "balance", "quota"), Meaning(
        "{code}, and its text speaks of a limit or of credit: usually a spending limit, or too many calls at a time.",
        ("spending limit", "channel limit", "credit"),
    )),
    (("barred", "blocked", "denied", "not permitted", "destination not allowed"), Meaning(
        "{code}, and its text speaks of a barred or blocked number, country or address.",
        ("destination barred", "blocked"),
    )),
    (("codec",), Meaning("{code}, and its text speaks of codecs.", ("codec mismatch", "no common codec"))),
)  # fmt: skip
"""What the text behind a code may say more, by words in it. The text itself is not told: it may name anybody."""
CANCELLED, TIMED_OUT = 487, 408  # `ended.cancelled` tells what cancelled means
PROOF_OF_LIFE = range(300, 500)  # any of these to OPTIONS says that the other side is there
OVERLOADED = {500, 503}
MAY_COME_BACK = {404, 413, 480, 486, *OVERLOADED, 600, 603}  # may carry Retry-After (RFC 3261 section 20.33)
EARLY = {180, 183}
_SECONDS = re.compile(r"\s*([0-9]{1,5})(?![0-9])")


def final_answer(course: Course) -> Iterator[Found]:
    """What the final response means by itself."""
    code, kind = course.call.final, course.call.kind
    if not course.failed or code == CANCELLED:
        return
    if kind == "options" and code in PROOF_OF_LIFE and code != TIMED_OUT:
        return
    meaning = _meaning(course)
    if seconds := _retry_after(course):
        weight = ANSWER + 1 if code in OVERLOADED else HINT
        yield found(weight, f"answer-{code}-later", AGAIN_LATER, str(code), code=code, seconds=seconds)
    phrase = course.call.phrase.lower()
    if more := next((meaning for words, meaning in PHRASES if any(word in phrase for word in words)), None):
        yield found(ANSWER + 5, f"answer-{code}-said", more, str(code), code=code)
    yield found(ANSWER, f"answer-{code}", meaning, str(code), code=code)


def announced(course: Course) -> Iterator[Found]:
    """Sound before a refusal: usually an announcement of the network."""
    if course.call.kind != "call" or not course.failed or course.call.final == CANCELLED:
        return
    if any(message.status in EARLY and message.body for message in course.answers("INVITE", 100, 200)):
        yield found(BESIDE, "early-media", ANNOUNCED)


def _retry_after(course: Course) -> str:
    told = course.final.header("retry-after") if course.final and course.call.final in MAY_COME_BACK else ""
    seconds = _SECONDS.match(told)
    return seconds[1] if seconds else ""


def _meaning(course: Course) -> Meaning:
    code, registering = course.call.final, course.call.kind == "registration"
    return (
        (REGISTRATIONS.get(code) if registering else None) or CALLS.get(code) or FAMILIES[max(3, min(code // 100, 6))]
    )
