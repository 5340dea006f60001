"""A call as the signs look at it: its messages in order, each once, with how often and when each was seen."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property

from reporter.evidence.calls import seconds_between
from reporter.evidence.reading import Call
from reporter.evidence.sip import Message, Seen

MOST_READ = 300  # messages of one call; a registration that went on for weeks tells no more
MOST_VALUES, LONGEST_VALUE = 20, 500  # of a header, characters
FINAL, REFUSED = 200, 300  # status
SENT_AGAIN = 0.2  # s; what comes sooner is one message captured twice (timer T1 is 0.5 s, RFC 3261 section 17)


class Course:
    """`messages`: as first seen. What was captured at several places stands there once for each, because every hop
    changes Via."""

    def __init__(self, call: Call, seen: Sequence[Seen]) -> None:
        self.call = call
        self._seen = seen[:MOST_READ]

    @cached_property
    def _sightings(self) -> dict[str, list[Seen]]:
        found: dict[str, list[Seen]] = {}
        for one in self._seen:
            found.setdefault(one.message.text, []).append(one)
        return found

    @cached_property
    def seen(self) -> tuple[Seen, ...]:
        return tuple(alike[0] for alike in self._sightings.values())

    @cached_property
    def messages(self) -> tuple[Message, ...]:
        return tuple(one.message for one in self.seen)

    @cached_property
    def _requests(self) -> dict[str, list[Message]]:
        found: dict[str, list[Message]] = {}
        for message in self.messages:
            if message.method:
                found.setdefault(message.method, []).append(message)
        return found

    @cached_property
    def _answers(self) -> dict[tuple[str, ...], list[Message]]:
        found: dict[tuple[str, ...], list[Message]] = {}
        for message in self.messages:
            if message.status:
                found.setdefault(cseq(message), []).append(message)
        return found

    def requests(self, *methods: str) -> list[Message]:
        """In their order; those of the first method named stand first."""
        return [message for method in methods for message in self._requests.get(method, ())]

    def answers(self, method: str, lowest: int = 100, below: int = 1000) -> list[Message]:
        """Answers to a method with a status from `lowest` up to, not including, `below`."""
        same = (several for asked, several in self._answers.items() if asked[-1:] == (method,))
        return [one for several in same for one in several if lowest <= one.status < below]

    def answers_to(self, request: Message, lowest: int = 100, below: int = 1000) -> list[Message]:
        return [one for one in self._answers.get(cseq(request), ()) if lowest <= one.status < below]

    @cached_property
    def first(self) -> Message | None:
        """The first request, where the trace has the call's beginning."""
        return next((message for message in self.messages if message.method and not in_dialog(message)), None)

    @cached_property
    def _asked(self) -> dict[tuple[str, ...], Message]:
        return {cseq(message): message for message in reversed(self.messages) if message.method}

    def request_of(self, answer: Message) -> Message | None:
        """The request of an answer, by CSeq; where it was seen at several places, the first."""
        return self._asked.get(cseq(answer))

    @cached_property
    def final(self) -> Message | None:
        """The message behind the call's final response."""
        if not self.call.final:
            return None
        same = [message for message in self.messages if message.status == self.call.final]
        began = [message for message in same if self.first and message.answered == self.first.method]
        return next(reversed(began or same), None)

    @property
    def failed(self) -> bool:
        return self.call.final >= REFUSED

    @property
    def accepted(self) -> bool:
        return FINAL <= self.call.final < REFUSED

    def at(self, message: Message) -> datetime | None:
        """When it was seen first."""
        return self._sightings[message.text][0].at

    def lasted(self, start: Message, end: Message) -> float | None:
        """Seconds from one to the other; None where the trace does not tell."""
        return seconds_between(self.at(start), self.at(end))

    def times_sent(self, message: Message) -> int:
        """How often it was sent, as seen at the place that saw it most often."""
        places: dict[tuple[str, str], list[Seen]] = {}
        for one in self._sightings[message.text]:
            places.setdefault((one.source, one.target), []).append(one)
        return max(_apart(alike) for alike in places.values())

    def last_sent(self, message: Message) -> datetime | None:
        return self._sightings[message.text][-1].at

    def until_end(self, message: Message) -> float:
        """Seconds from a message until the last one of the call; 0 where the trace does not tell."""
        last = next((one.at for one in reversed(self._seen) if one.at), None)
        return seconds_between(self.at(message), last) or 0.0

    def in_dialog(self, *methods: str) -> Iterator[Message]:
        """Requests inside the call that its beginning made."""
        return (message for message in self.requests(*methods) if in_dialog(message))


def in_dialog(message: Message) -> bool:
    """Whether a request belongs to a dialog: its To has a tag (RFC 3261 section 12.2)."""
    return bool(message.method) and ";tag=" in message.header("to").replace(" ", "").lower()


def number(message: Message) -> str:
    """The number of CSeq."""
    return message.header("cseq").partition(" ")[0]


def cseq(message: Message) -> tuple[str, ...]:
    """Number and method: what an answer has in common with its request."""
    return tuple(message.header("cseq").split())


def text_of(message: Message, *names: str) -> str:
    """All values of these headers as one text; of endless ones the beginning."""
    return ", ".join(value[:LONGEST_VALUE] for name in names for value in message.all(name)[:MOST_VALUES])


def _apart(sightings: Sequence[Seen]) -> int:
    times, before = 1, sightings[0].at
    for one in sightings[1:]:
        passed = seconds_between(before, one.at)
        if passed is None or passed >= SENT_AGAIN:
            times, before = times + 1, one.at
    return times
