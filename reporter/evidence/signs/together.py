"""What only several calls show together."""

from collections.abc import Iterator, Sequence

from reporter.evidence.reading import Call
from reporter.evidence.signs.wording import CAUSE, PROVEN, Found, Meaning, found

SAME_LENGTH = Meaning(
    "Of {answered} answered calls, {several} ended after nearly the same time, about {seconds} s: usually a clock "
    "ended them and no person, such as a session timer, a NAT time-out or a longest call length.",
    ("call drops after fixed time", "session timer", "maximum call duration"),
)
HALF_A_MINUTE = Meaning(
    "Of {answered} answered calls, {several} ended after about {seconds} s: usually the ACK does not arrive, and the "
    "side that answered gives up after 32 s.",
    ("call drops after 32 seconds", "missing ACK"),
)
SHORTEST = 25  # s; below, calls of equal length are machines, or greetings that people hang up on
LONGEST = 2 * 86_400  # s
ALIKE = 3.0  # s between the shortest and the longest of them
ENOUGH = 3  # calls
ACK_WAITED_FOR = range(29, 36)  # s, where a list of calls counts whole seconds


def same_length(calls: Sequence[Call]) -> Iterator[Found]:
    """At least three calls, and half of those that were answered, as long as one another."""
    lengths = sorted(call.duration for call in calls if call.duration and SHORTEST <= call.duration <= LONGEST)
    answered = sum(call.duration is not None and call.duration > 0 for call in calls)
    best: list[float] = []
    start = 0
    for end, longest in enumerate(lengths):
        while longest - lengths[start] > ALIKE:
            start += 1
        if end - start + 1 > len(best):
            best = lengths[start : end + 1]
    if len(best) >= ENOUGH and len(best) * 2 >= answered:
        seconds = round(best[len(best) // 2])
        told = {"several": len(best), "answered": answered, "seconds": seconds}
        if seconds in ACK_WAITED_FOR:
            yield found(CAUSE, "same-length-ack", HALF_A_MINUTE, **told)
        else:
            yield found(PROVEN - 10, "same-length", SAME_LENGTH, **told)
