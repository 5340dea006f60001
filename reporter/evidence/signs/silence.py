"""What got no answer, or only half of one."""

from collections.abc import Iterator

from reporter.evidence.signs.course import FINAL, REFUSED, Course, number
from reporter.evidence.signs.wording import ANSWER, BESIDE, CAUSE, PROVEN, Found, Meaning, found, settling
from reporter.evidence.sip import Message, Seen

NOTHING_CAME = Meaning(
    "Nothing came back to {method} in this trace (times sent: {times}): usually a firewall, a wrong address, or an "
    "address that is blocked.",
    ("no response", "firewall", "timeout", "DNS"),
)
TOO_LARGE = Meaning(
    "{method} has {bytes} bytes, was sent over UDP, and nothing came back: messages of this size travel in fragments, "
    "which firewalls often drop. Fewer codecs, or TCP or TLS, usually help.",
    ("UDP fragmentation", "message too large", "MTU", "TCP"),
)
ONLY_TRYING = Meaning(
    "Only 100 Trying came back: the next server took the call, and nobody behind it answered.",
    ("100 Trying", "no response", "routing", "timeout"),
)
NO_PRACK = Meaning(
    "{code} asks to be confirmed (100rel), and no PRACK is in the trace: the call usually ends before it is answered.",
    ("PRACK", "100rel", "RSeq"),
)
BYE_UNANSWERED = Meaning(
    "Nothing came back to BYE (times sent: {times}): the other side was not reached any more when the call ended.",
    ("BYE", "no response", "NAT", "call stays open"),
)
TWO_ANSWERS = Meaning(
    "Two places answered the same call (200 OK with different To tags): one of them usually hears nothing.",
    ("forking", "two answers", "ring group", "To tag"),
)
SENT_AGAIN = 2  # times at least
BYE_SENT_AGAIN = 4
LARGEST_UDP = 1300  # bytes (RFC 3261 section 18.1.1)
TRYING, TIMED_OUT = 100, 408
GIVEN_UP = {TRYING, TIMED_OUT, 487}  # what a server in between says itself when nothing comes
WAITED = 5.0  # s after which silence is no longer impatience
BEGINNINGS = ("INVITE", "REGISTER", "OPTIONS", "SUBSCRIBE", "MESSAGE", "PUBLISH", "REFER")


def unanswered(course: Course) -> Iterator[Found]:
    """A request that was sent again, or waited upon, with no answer at all."""
    for one in course.seen:
        request = one.message
        if request.method not in BEGINNINGS or course.answers_to(request) or not _waited_for(course, request):
            continue
        size = len(request.text.encode(errors="replace"))
        if size > LARGEST_UDP and _over_udp(one):
            told = {"method": request.method, "bytes": size}
            yield settling(PROVEN, "too-large", TOO_LARGE, request.method, **told)
        else:
            times = course.times_sent(request)
            told = {"method": request.method, "times": times}
            yield settling(CAUSE + 5, "no-answer", NOTHING_CAME, request.method, **told)
        return


def only_trying(course: Course) -> Iterator[Found]:
    """100 and nothing else, for longer than people take to think better of it."""
    statuses = {message.status for message in course.answers("INVITE")}
    if TRYING not in statuses or statuses - GIVEN_UP or not course.first:
        return
    if course.requests("ACK", "BYE") and not course.failed:  # it was answered, where this trace did not look
        return
    if course.call.final == TIMED_OUT or course.until_end(course.first) > WAITED:
        yield settling(CAUSE, "only-trying", ONLY_TRYING, str(course.call.final or ""))


def prack_missing(course: Course) -> Iterator[Found]:
    """A reliable provisional response (RFC 3262) that nobody confirms."""
    if course.requests("PRACK"):
        return
    for early in course.answers("INVITE", 101, FINAL):
        reliable = early.header("rseq") and "100rel" in early.header("require").lower()
        if reliable and (course.times_sent(early) >= SENT_AGAIN or course.failed):
            yield found(CAUSE, "prack-missing", NO_PRACK, str(early.status), code=early.status)
            return


def bye_unanswered(course: Course) -> Iterator[Found]:
    for bye in course.requests("BYE"):
        times = course.times_sent(bye)
        if times >= BYE_SENT_AGAIN and not course.answers_to(bye):
            yield found(BESIDE, "bye-unanswered", BYE_UNANSWERED, times=times)
            return


def two_answers(course: Course) -> Iterator[Found]:
    """A call that forked, and of which more than one branch was answered (RFC 3261 section 13.2.2.4)."""
    tags: dict[tuple[str, str], set[str]] = {}
    for answer in course.answers("INVITE", FINAL, REFUSED):
        asked = (
            number(answer),
            answer.header("via"),
        )  # at one place: behind a PBX that keeps the Call-ID is another call
        tags.setdefault(asked, set()).add(answer.header("to").rpartition("tag=")[2])
    if any(len(several) > 1 for several in tags.values()):
        yield found(ANSWER, "two-answers", TWO_ANSWERS)


def _waited_for(course: Course, request: Message) -> bool:
    """A trace may show one direction only: what goes on inside the call tells that its INVITE was answered."""
    if request.method == "INVITE" and course.requests("ACK", "BYE", "PRACK"):
        return course.times_sent(request) >= SENT_AGAIN and course.failed
    silent = not any(message.status for message in course.messages) and course.until_end(request) > WAITED
    return silent or course.times_sent(request) >= SENT_AGAIN


def _over_udp(one: Seen) -> bool:
    return one.transport.upper() == "UDP" or (not one.transport and "/UDP" in one.message.header("via").upper())
