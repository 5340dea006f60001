"""Sign-ins that do not end, and registrations that do not last. Every sign-in begins with one challenge (401, 407)."""

import re
from collections.abc import Iterator

from reporter.evidence.signs.course import FINAL, REFUSED, Course, cseq
from reporter.evidence.signs.wording import CAUSE, PROVEN, Found, Meaning, found, settling
from reporter.evidence.sip import Message

WRONG = Meaning(
    "{code} again and again although credentials were sent: usually a wrong password, user name or realm.",
    ("authentication loop", "wrong password", "user name", "realm"),
)
SAME_NONCE = Meaning(
    "{code} again and again: every attempt answers with the same old nonce, and does not take the new one that it "
    "gets.",
    ("authentication loop", "nonce", "stale"),
)
STALE = Meaning(
    "{code} again and again with stale=true: the password fits, and every nonce is out of date already; usually "
    "several servers that do not share them, or a wrong clock.",
    ("authentication loop", "stale nonce", "clock"),
)
NEVER = Meaning(
    "{code} asks for a sign-in, and no attempt with credentials follows: usually none are set in the device, or it "
    "does not know the realm or the algorithm.",
    ("no credentials", "password not set", "realm", "digest algorithm"),
)
RAN_OUT = Meaning(
    "The registration was granted for {granted} s and renewed after {renewed} s: in between the device could usually "
    "not be reached.",
    ("registration expires", "registration lost", "expires", "NAT keep-alive"),
)
NOTHING_STORED = Meaning(
    "The registrar accepted the registration and lists no contact: usually the device will not ring.",
    ("registration", "Contact", "not registered"),
)
CHALLENGES = {401, 407}
CREDENTIALS = {401: "authorization", 407: "proxy-authorization"}
IN_A_ROW = 3  # refused sign-ins after which it is a loop, whatever comes next; two proxies may ask one after the other
LATE = 5  # s that a renewal may come late: the trace's clock
_NONCE = re.compile(r"\bnonce[ \t]*=[ \t]*\"([^\"]*)\"", re.IGNORECASE)
_STALE = re.compile(r"\bstale[ \t]*=[ \t]*\"?true", re.IGNORECASE)
_EXPIRES = re.compile(r";[ \t]*expires[ \t]*=[ \t]*\"?([0-9]{1,7})(?![0-9])", re.IGNORECASE)


def sign_in_loop(course: Course) -> Iterator[Found]:
    """Credentials that are refused; or a challenge that nobody takes up."""
    rejected: list[tuple[Message, Message]] = []
    worst: list[tuple[Message, Message]] = []
    for answer in course.messages:
        request = course.request_of(answer) if answer.status >= FINAL else None
        if answer.status in CHALLENGES and request and request.header(CREDENTIALS[answer.status]):
            rejected.append((request, answer))
            worst = max(worst, rejected, key=len)[:]
        elif FINAL <= answer.status < REFUSED and request and request.method != "BYE":
            rejected = []
    code = course.call.final
    if len(worst) >= IN_A_ROW or (code in CHALLENGES and worst):
        yield _loop(worst)
    elif code in CHALLENGES and course.first and course.call.kind in {"call", "registration"}:
        last = course.answers(course.first.method, min(CHALLENGES), max(CHALLENGES) + 1)
        if last and not any(message.header(CREDENTIALS[code]) for message in course.messages):
            yield settling(CAUSE, "sign-in-missing", NEVER, str(code), code=code)


def _loop(rejected: list[tuple[Message, Message]]) -> Found:
    code = rejected[-1][1].status
    challenge = {401: "www-authenticate", 407: "proxy-authenticate"}[code]
    stale = [bool(_STALE.search(answer.header(challenge))) for _, answer in rejected]
    used = {_nonce(request.header(CREDENTIALS[answer.status])) for request, answer in rejected}
    given = {_nonce(answer.header(challenge)) for _, answer in rejected}
    if len(rejected) > 1 and len(used) == 1 and "" not in used and len(given - used) > 1:
        return settling(PROVEN, "sign-in-same-nonce", SAME_NONCE, str(code), code=code)
    if all(stale):
        return settling(CAUSE, "sign-in-stale", STALE, str(code), code=code)
    return settling(PROVEN, "sign-in-loop", WRONG, str(code), code=code)


def registration_kept(course: Course) -> Iterator[Found]:
    """Whether what the registrar granted is renewed in time, and stored at all."""
    if course.call.kind != "registration":
        return
    granted: tuple[Message, int] | None = None
    asked: Message | None = None
    for message in course.messages:
        if message.method == "REGISTER":
            passed = course.lasted(granted[0], message) if granted else None
            if granted and passed and granted[1] and passed > granted[1] + LATE:
                yield found(CAUSE, "registration-ran-out", RAN_OUT, granted=granted[1], renewed=round(passed))
                return
            asked = message
        elif FINAL <= message.status < REFUSED and asked and cseq(asked) == cseq(message) and _wants(asked):
            if not message.header("contact"):
                yield found(CAUSE, "registration-not-stored", NOTHING_STORED)
                return
            granted = message, _granted(message, asked)


def _wants(request: Message) -> bool:
    """Whether it registers something: one without Contact asks, one of 0 s ends."""
    return bool(request.header("contact")) and _seconds(request) != 0


def _granted(answer: Message, asked: Message) -> int:
    """Seconds that the registrar grants to the contact that was sent; 0 when it does not say."""
    address = asked.header("contact").partition(">")[0].rpartition("<")[2].partition(";")[0]
    for contact in answer.all("contact"):
        for one in contact.split(","):
            if address and address in one and (told := _EXPIRES.search(one)):
                return int(told[1])
    told = _EXPIRES.search(answer.header("contact")) if answer.header("contact").count("sip") == 1 else None
    return int(told[1]) if told else _number(answer.header("expires"))


def _seconds(request: Message) -> int | None:
    told = _EXPIRES.search(request.header("contact"))
    value = told[1] if told else request.header("expires")
    return _number(value) if value else None


def _number(value: str) -> int:
    return int(value) if re.fullmatch(r"[0-9]{1,7}", value) else 0


def _nonce(header: str) -> str:
    told = _NONCE.search(header)
    return told[1] if told else ""
