"""SIP messages out of bytes: one datagram, or what flows one way of a connection (RFC 3261 sections 7.5 and 18.3)."""

import re
from dataclasses import dataclass

from reporter.evidence.sip import LONGEST_NUMBER, Message, read_message

MARK = b"SIP/"  # stands in the first line of every message
MOST_TOGETHER = 8  # messages read of one datagram; there should be one
LONGEST_LINE = 4_096  # bytes of a start line
LONGEST_HEAD = 65_536
LONGEST_BODY = 1 << 20  # announced by a Content-Length that is believed
NOISE = b"\r\n\0 \t"  # keepalives, and padding
_START = re.compile(
    rb"(?:\A|(?<=[\r\n]))[\0 \t]*+(?P<line>(?:SIP/[0-9]\.[0-9][ \t]++[0-9][^\r\n]{0,4000}+"
    rb"|[A-Za-z0-9.!%*_+`'~-]{1,64}+[ \t]++[^\r\n]{1,4000}?[ \t]SIP/[0-9]\.[0-9][ \t]*+)(?=[\r\n]))"
)
_BLANK = re.compile(rb"\r\n\r\n|\n\n|\r\r|\n\r\n")
_LENGTH = re.compile(
    rb"(?i)\n(?=[CcLl])(?:content-length|l)[ \t]*+:[ \t]*+([0-9]{1,%d})[ \t]*+(?=[\r\n])" % LONGEST_NUMBER
)


@dataclass(slots=True)
class Allowance:
    """How many messages, and parts of them, are still read of a capture: hostile ones have a million."""

    left: int


def in_datagram(data: bytes, allowance: Allowance, *, whole: bool) -> list[Message]:
    """The messages that begin at the start of a datagram, or of what a WebSocket says at once; usually one.
    `whole`: False where the capture holds only its beginning."""
    data = data.lstrip(NOISE)
    if data.find(MARK, 0, LONGEST_LINE) < 0:
        return []
    text, is_utf8 = _decoded(data if whole else _to_line_end(data))
    if not is_utf8:
        text = text[: _datagram_end(data)]
    found: list[Message] = []
    while text and len(found) < MOST_TOGETHER and allowance.left:
        message = read_message(text, whole=not is_utf8)
        if message is None:
            break
        allowance.left -= 1
        found.append(message)
        if len(message.text) == len(text):
            break
        text = text[len(message.text) :].lstrip(NOISE.decode())
    return found


def in_stream(data: bytes) -> Message | None:
    """What a `Framer` cut off as one message."""
    return read_message(_decoded(data)[0], whole=True)


def _decoded(data: bytes) -> tuple[str, bool]:
    try:
        return data.decode(), True
    except UnicodeDecodeError:
        return data.decode("latin-1"), False


def _to_line_end(data: bytes) -> bytes:
    """A line cut in its middle says something else: half a Call-ID is another one."""
    return data if _blank_line(data, 0) else data[: data.rfind(b"\n") + 1]


def _blank_line(data: bytes | bytearray, position: int) -> tuple[int, int] | None:
    """Where the first blank line begins and ends."""
    start = data.find(b"\r\n\r\n", position)
    if start >= 0:  # far quicker than the pattern, and nearly always right
        lines = data.count(b"\r\n", position, start)
        if lines == data.count(b"\n", position, start) == data.count(b"\r", position, start):
            return start, start + 4
    blank = _BLANK.search(data, position)
    return blank.span() if blank else None


def _is_one(data: bytes) -> bool:
    """Whether this is one message, whole."""
    body = data.find(b"\r\n\r\n") + 4
    told = _LENGTH.search(data, 0, body) if body >= 4 and _START.match(data) else None  # noqa: PLR2004 - found
    return told is not None and body + int(told[1]) == len(data)


def _datagram_end(data: bytes) -> int:
    _, body = _blank_line(data, 0) or (0, 0)
    told = _LENGTH.search(data, 0, body)
    return min(body + int(told[1]), len(data)) if told else len(data)


class Framer:
    """Cuts a stream into messages. It may begin anywhere, and finds the next start line behind what it cannot read.
    Holds no more than one message; each byte is looked at a few times at most, however the bytes are served."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._data = bytearray()
        self._line_end = 0  # of the start line in front; 0: there is none yet
        self._looked = 0  # no blank line begins before it
        self._body = 0
        self._end = 0  # of the message; 0: its head is not whole yet

    def feed(self, data: bytes) -> list[bytes]:
        """The messages that are whole with these bytes, each from its start line to the end of its body."""
        if not self._data and _is_one(data) and self._allowance.left:  # nearly always
            self._allowance.left -= 1
            return [data]
        self._data += data
        return self._cut(last=False)

    def finish(self) -> list[bytes]:
        """What is left when a part is missing or nothing more comes: messages as far as they go. It may be fed anew."""
        found = self._cut(last=True)
        self._drop(len(self._data))
        return found

    def _cut(self, *, last: bool) -> list[bytes]:
        found = []
        while self._begun(last=last) and self._allowance.left:
            if not self._end and not self._measured(last=last):
                if len(self._data) <= LONGEST_HEAD:
                    break
                self._drop(LONGEST_HEAD // 2)
                continue
            if self._end > len(self._data):
                if not last:
                    break
                self._end = self._unmeasured(last=True)  # a length that lies, or a hole: what follows may be whole
            self._allowance.left -= 1
            found.append(bytes(self._data[: self._end]))
            self._drop(self._end)
        return found

    def _begun(self, *, last: bool) -> bool:
        """Whether a start line is in front. What stood before it is dropped."""
        if not self._line_end:
            start, end = self._start_line(0, last=last)
            self._drop(start)
            self._line_end = end and end - start
        return self._line_end > 0

    def _measured(self, *, last: bool) -> bool:
        """Whether it is known where the message ends."""
        blank = _blank_line(self._data, max(self._line_end, self._looked))
        if blank is None:
            self._looked = max(len(self._data) - 3, 0)
            if last:
                self._body = self._line_end
                self._end = max(min(self._unmeasured(last=True), self._data.rfind(b"\n") + 1), self._line_end)
            return last
        self._body = blank[1]
        told = _LENGTH.search(self._data, self._line_end, blank[1])
        length = int(told[1]) if told else LONGEST_BODY + 1
        self._end = self._body + length if length <= LONGEST_BODY else self._unmeasured(last=last)
        return True

    def _unmeasured(self, *, last: bool) -> int:
        """The end of a body whose length nobody tells: the next start line, or all that came with it."""
        return self._start_line(self._body, last=last)[0]

    def _start_line(self, position: int, *, last: bool) -> tuple[int, int]:
        """Where the next start line behind `position` begins and ends; where one may still begin, and 0."""
        data = self._data
        if data.find(MARK, position) >= 0 and (start := _START.search(data, position)):
            return start.span("line")
        begin = max(data.rfind(b"\n", position) + 1, data.rfind(b"\r", position) + 1, position)
        return (begin, 0) if not last and len(data) - begin <= LONGEST_LINE else (len(data), 0)

    def _drop(self, count: int) -> None:
        del self._data[:count]
        self._looked = max(self._looked - count, 0)
        self._line_end = self._end = 0
