"""How a call ended: cancelled while it rang, without its ACK, or after a time that a clock has set."""

import re
from collections.abc import Iterator

from reporter.evidence.signs.course import FINAL, LONGEST_VALUE, REFUSED, Course, in_dialog, number, text_of
from reporter.evidence.signs.wording import ANSWER, BESIDE, CAUSE, HINT, PROVEN, Found, Meaning, found
from reporter.evidence.sip import Message

ELSEWHERE = Meaning(
    "487: another phone answered this call, so the ringing of this one was ended. That is normal.",
    ("Call completed elsewhere", "ring group"),
)
TIMED_OUT = Meaning(
    "487 after it rang for {seconds} s: the call was cancelled. A round time like this is usually the time-out of a "
    "PBX or ring group, and nobody hung up.",
    ("ring timeout", "dial timeout", "no answer"),
)
HUNG_UP = Meaning("487 after 180: the caller hung up before anybody answered.", ("CANCEL", "caller hung up"))
NEVER_RANG = Meaning(
    "487 before it rang: the call was cancelled while it was still being connected.",
    ("CANCEL", "post-dial delay", "no ringing"),
)
NO_CANCEL = Meaning(
    "487: the call was ended before anybody answered; usually the caller hung up, or a ring time-out ended it.",
    ("caller hung up", "ring timeout"),
)
NO_ACK = Meaning(
    "The answer (200 OK) was sent again and again, and no ACK is in the trace: a call without its ACK is usually "
    "ended after about 32 s.",
    ("missing ACK", "call drops after 32 seconds", "200 OK sent again"),
)
ACK_LOST = Meaning(
    "The answer (200 OK) was sent again although its ACK is in the trace: the ACK does not reach the side that "
    "answered, and the call is usually ended after about 32 s.",
    ("missing ACK", "call drops after 32 seconds", "firewall", "Record-Route"),
)
NO_ACK_ENDED = Meaning(
    "The call ended {seconds} s after it was answered, and no ACK is in the trace: usually the ACK got lost.",
    ("missing ACK", "call drops after 32 seconds", "BYE"),
)
REFUSAL_NO_ACK = Meaning(
    "The refusal ({code}) was sent again (times sent: {times}): its ACK does not arrive.",
    ("missing ACK", "firewall", "NAT"),
)
REFRESH_FAILED = Meaning(
    "The refresh of the session timer ({method}) {seconds} s into the call failed with {code}; calls then usually end "
    "at the same minute every time.",
    ("session timer", "Session-Expires", "call drops after 15 minutes"),
)
REFRESH_UNANSWERED = Meaning(
    "The refresh of the session timer ({method}) {seconds} s into the call got no answer; calls then usually end at "
    "the same minute every time.",
    ("session timer", "Session-Expires", "call drops after 15 minutes", "NAT"),
)
ON_THE_TIMER = Meaning(
    "The call ended after {seconds} s, which fits its session timer (Session-Expires: {expires}): usually a refresh "
    "that was not sent or did not arrive.",
    ("session timer", "Session-Expires", "call drops after 30 minutes"),
)
ON_THE_MINUTE = Meaning(
    "The call ended after {seconds} s. A time like this is often set by a session timer, a NAT time-out or a longest "
    "call length, and no person.",
    ("call drops after fixed time", "session timer", "maximum call duration"),
)
ROUND_RINGING = (20, 25, 30, 40, 45, 50, 60, 90, 120, 180)  # s
NEAR = 0.7  # s from a round time
ACK_WAITED_FOR = range(30, 35)  # s: 64 x T1 (RFC 3261 section 13.3.1.4) and what a BYE takes
CANCELLED = 487
REFRESHES = ("INVITE", "UPDATE")
CHALLENGES = {401, 407, 422, 491}  # the refresh is sent once more after these
SOONEST_REFRESH = 40  # s; a session lasts 90 s at least (RFC 4028 section 5)
SHORTEST_TIMER = 300  # s; of shorter ones, too many calls end near some mark by chance
T1_64 = 32  # s
SENT_AGAIN = 3  # times at least: two may be one lost packet
FIXED = (900, 932, 1768, 1800, 3600, 7200, 14400)  # s; a refresh at half of 1,800 s, with 32 s of trying, at its end
EXACT = 2  # s
_ELSEWHERE = re.compile(r"cause[ \t]*=[ \t]*(?:200|26)(?!\d)|completed[ _]elsewhere", re.IGNORECASE)
_SECONDS = re.compile(r"\s*([0-9]{2,6})(?![0-9])")


def cancelled(course: Course) -> Iterator[Found]:
    """487, or a CANCEL whose 487 the trace does not have."""
    cancels = course.requests("CANCEL")
    final = course.call.final
    given_up = not final and (cancels or "ORIGINATOR_CANCEL" in course.call.reason)  # so FreeSWITCH's records call it
    if course.call.kind != "call" or not (final == CANCELLED or given_up):
        return
    ringing = course.answers("INVITE", 180, 190)
    seconds = course.lasted(ringing[0], cancels[0]) if ringing and cancels else None
    rounded = next((one for one in ROUND_RINGING if seconds and abs(seconds - one) <= NEAR), None)
    reasons = ", ".join(
        [course.call.reason[:LONGEST_VALUE], *(text_of(message, "reason") for message in course.messages)]
    )
    if _ELSEWHERE.search(reasons):
        yield found(BESIDE, "cancelled-elsewhere", ELSEWHERE, "487")
    elif rounded:
        yield found(ANSWER, "cancelled-ring-timeout", TIMED_OUT, "487", "Request Terminated", seconds=rounded)
    elif cancels and ringing:
        yield found(ANSWER, "cancelled", HUNG_UP, "487", "Request Terminated")
    elif cancels and course.first:
        yield found(ANSWER, "cancelled-early", NEVER_RANG, "487", "Request Terminated")
    elif not cancels:
        yield found(ANSWER, "cancelled-unseen", NO_CANCEL, "487", "Request Terminated")


def without_ack(course: Course) -> Iterator[Found]:
    """A 200 to INVITE, or a refusal of it, that is sent again because its ACK does not arrive."""
    acked = {number(message): message for message in course.requests("ACK")}
    for answer in course.answers("INVITE", FINAL):
        times, ack = course.times_sent(answer), acked.get(number(answer))
        if answer.status >= REFUSED:
            if times > SENT_AGAIN:
                code = answer.status
                yield found(BESIDE, "refusal-without-ack", REFUSAL_NO_ACK, str(code), code=code, times=times)
        elif times >= SENT_AGAIN:
            yield found(PROVEN, "ack-lost", ACK_LOST, "ACK") if ack else found(PROVEN, "ack-missing", NO_ACK, "ACK")
            return
        elif not ack and (seconds := _ended_for_ack(course, answer)):
            yield found(CAUSE, "ack-missing-ended", NO_ACK_ENDED, "ACK", seconds=seconds)
            return


def refresh_failed(course: Course) -> Iterator[Found]:
    """A re-INVITE or UPDATE that carries the session timer (RFC 4028) and was refused or not answered."""
    begun = next(iter(course.answers("INVITE", FINAL, REFUSED)), None)
    if begun is None:
        return
    for request in course.in_dialog(*REFRESHES):
        answers = course.answers_to(request, FINAL)
        passed = course.lasted(begun, request) or 0
        if not request.header("session-expires") or passed < SOONEST_REFRESH:
            continue
        refused = next((one for one in answers if one.status >= REFUSED and one.status not in CHALLENGES), None)
        told = {"method": request.method, "seconds": round(passed)}
        if refused:
            yield found(PROVEN - 5, "refresh-failed", REFRESH_FAILED, code=refused.status, **told)
        elif not answers and course.times_sent(request) >= SENT_AGAIN:
            yield found(PROVEN - 5, "refresh-unanswered", REFRESH_UNANSWERED, **told)


def after_a_fixed_time(course: Course) -> Iterator[Found]:
    """Ended just when a timer would have ended it."""
    seconds = course.call.duration
    if seconds is None or course.failed or _refreshed(course):
        return
    for expires in _timers(course):
        trying = min(T1_64, expires // 3)  # RFC 4028 section 10
        if any(abs(seconds - at) <= EXACT for at in (expires, expires - trying, expires // 2, expires // 2 + T1_64)):
            yield found(CAUSE, "session-timer", ON_THE_TIMER, seconds=round(seconds), expires=expires)
            return
    if any(abs(seconds - at) <= EXACT for at in FIXED):
        yield found(HINT, "fixed-time", ON_THE_MINUTE, seconds=round(seconds))


def _timers(course: Course) -> list[int]:
    """What the answers to the call's beginning say of its session timer, in seconds."""
    told = [message.header("session-expires") for message in course.answers("INVITE", FINAL, REFUSED)]
    timers = dict.fromkeys(int(seconds[1]) for one in told if (seconds := _SECONDS.match(one)))
    return [seconds for seconds in timers if seconds >= SHORTEST_TIMER]


def _refreshed(course: Course) -> bool:
    return any(course.answers_to(request, FINAL, REFUSED) for request in course.in_dialog(*REFRESHES))


def _ended_for_ack(course: Course, answer: Message) -> int:
    """Seconds from the answer to the BYE, when they are those that an ACK is waited for; else 0."""
    ends = [course.lasted(answer, bye) for bye in course.requests("BYE") if in_dialog(bye)]
    return next((round(seconds) for seconds in ends if seconds and round(seconds) in ACK_WAITED_FOR), 0)
