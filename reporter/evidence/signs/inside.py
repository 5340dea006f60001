"""What went wrong inside a call that stood: changes refused, transfers that failed, a side that forgot the call."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from reporter.evidence.sdp import read_sdp
from reporter.evidence.signs.course import LONGEST_VALUE, REFUSED, Course
from reporter.evidence.signs.wording import ANSWER, BESIDE, CAUSE, HINT, Found, Meaning, found
from reporter.evidence.sip import Message

FORGOTTEN = Meaning(
    "481 to {method} inside the call: the other side does not know the call any more; usually it had ended it, "
    "restarted, or got the message at another server.",
    ("Call/Transaction Does Not Exist", "dialog", "failover"),
)
CHANGE_REFUSED = Meaning(
    "A change of the running call ({method}) was refused with {code}; usually hold, transfer, fax or a session timer.",
    ("re-INVITE", "hold", "session timer"),
)
KEYS_REFUSED = Meaning(
    "Key presses sent as INFO were refused with {code}; menus and PINs usually do not work.", ("DTMF", "INFO")
)
TRANSFER_REFUSED = Meaning("The transfer (REFER) was refused with {code}.", ("transfer", "REFER"))
TRANSFER_FAILED = Meaning(
    "The transfer failed: the call to its destination ended with {code}, as a NOTIFY tells.",
    ("transfer", "REFER", "NOTIFY"),
)
SCANNER = Meaning(
    "The call names itself after a program that scans the internet for open PBXs: usually no real caller, and a "
    "reason to let only known addresses in.",
    ("SIP scanner", "ghost calls", "SIPVicious", "firewall"),
)
CLOCK = Meaning(
    "The Date in a message and the trace's clock are {minutes} minutes apart: one of the two clocks is wrong, which "
    "certificates, signed calls and sign-ins may not forgive.",
    ("clock", "NTP", "Date header"),
)
UNKNOWN_CALL = 481
TRIED_AGAIN = {401, 407, 491, 422, 423}
KEYS = ("application/dtmf", "application/dtmf-relay", "audio/telephone-event")
FAR_APART = 10  # minutes
_FRAGMENT = re.compile(r"\s*SIP/2\.0[ \t]+([3-6]\d\d)(?!\d)")
_SCANNERS = re.compile(r"friendly-scanner|sipvicious|sundayddr|sip-?scan|pplsip|sipcli\b", re.IGNORECASE)
_DATE = re.compile(r"[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def refused_inside(course: Course) -> Iterator[Found]:
    """Requests inside the call that were refused for good."""
    for request in course.in_dialog("INVITE", "UPDATE", "INFO", "REFER", "BYE"):
        refusals = course.answers_to(request, REFUSED)
        refusal = next((one for one in refusals if one.status not in TRIED_AGAIN), None)
        told = _told(request, refusal, course) if refusal else None
        if told:
            yield told
            return


def _told(request: Message, refusal: Message, course: Course) -> Found | None:
    code, method = refusal.status, request.method
    if method == "BYE":
        crossed = len(course.requests("BYE")) > 1
        known = code == UNKNOWN_CALL and not crossed
        return found(BESIDE, "forgotten", FORGOTTEN, str(code), method=method) if known else None
    if code == UNKNOWN_CALL:
        return found(CAUSE, "forgotten", FORGOTTEN, str(code), method=method)
    if method == "REFER":
        return found(CAUSE, "transfer-refused", TRANSFER_REFUSED, str(code), code=code)
    if method == "INFO":
        keys = request.header("content-type").lower().startswith(KEYS)
        return found(ANSWER, "keys-refused", KEYS_REFUSED, str(code), code=code) if keys else None
    fax = any(media.kind == "image" for media in read_sdp(request))
    return None if fax else found(ANSWER, "change-refused", CHANGE_REFUSED, str(code), code=code, method=method)


def transfer_failed(course: Course) -> Iterator[Found]:
    """How the call to a transfer's destination ended (RFC 3515): the last word of its NOTIFYs."""
    told = [_FRAGMENT.match(one.body) for one in course.requests("NOTIFY") if one.body.lstrip().startswith("SIP/2.0")]
    if told and (last := told[-1]):
        yield found(CAUSE, "transfer-failed", TRANSFER_FAILED, last[1], code=last[1])


def scanned(course: Course) -> Iterator[Found]:
    names = (course.first.header("user-agent"), course.first.header("from")) if course.first else (course.call.agent,)
    if any(_SCANNERS.search(name[:LONGEST_VALUE]) for name in names):
        yield found(CAUSE + 5, "scanner", SCANNER)


def clock_wrong(course: Course) -> Iterator[Found]:
    """Only beside a failure: where all went well the clock is nobody's problem."""
    if not course.failed:
        return
    for one in course.seen:
        date = _DATE.match(one.message.header("date"))
        if date and one.at and one.at.tzinfo and (apart := _minutes_apart(date, one.at)) > FAR_APART:
            yield found(HINT, "clock", CLOCK, minutes=apart)
            return


def _minutes_apart(date: re.Match[str], at: datetime) -> int:
    """Of an RFC 1123 date as SIP writes it (RFC 3261 section 20.17); 0 for a day that does not exist."""
    try:
        day, year, hour, minute, second = (int(date[group]) for group in (1, 3, 4, 5, 6))
        told = datetime(year, _MONTHS.index(date[2]) + 1, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return 0
    return round(abs((at - told).total_seconds()) / 60)
