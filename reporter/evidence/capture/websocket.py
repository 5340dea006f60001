"""What is said over a WebSocket (RFC 6455; SIP over it: RFC 7118), one way of it."""

import re

from reporter.evidence.capture.framing import LONGEST_LINE, Allowance

OPENINGS = (b"GET ", b"HTTP/1.")
LONGEST_OPENING = 16_384
LONGEST_SAID = 1 << 20  # bytes said at once
CONTINUED, BINARY = 0, 2  # the first and the last kind of content
OPCODE, CONTROL, RESERVED, LAST = 0x0F, 0x08, 0x70, 0x80  # of a frame's first byte
MASKED, LENGTH = 0x80, 0x7F  # of its second
IN_TWO, IN_EIGHT = 126, 127
FIRST_BYTES = frozenset({b"\x01", b"\x02", b"\x81", b"\x82"})  # text or content, alone or with more to come
_UPGRADE = re.compile(rb"^upgrade[ \t]*:[ \t]*websocket", re.IGNORECASE | re.MULTILINE)


def upgraded(opening: bytes) -> bool:
    """Whether the head of an HTTP request or response turns the connection into a WebSocket."""
    return bool(_UPGRADE.search(opening))


class Frames:
    """Puts together what one side says of the frames it comes in. `lost`: the bytes are no frames (any more)."""

    def __init__(self, allowance: Allowance) -> None:
        self.lost = False
        self._allowance = allowance
        self._data = bytearray()
        self._said = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        """All that is said to the end with these bytes."""
        self._data += data
        found: list[bytes] = []
        position = 0
        while self._allowance.left and (frame := self._frame(position)):
            self._allowance.left -= 1
            first, content, position = frame
            found += self._take(first, content)
        del self._data[:position]
        return found

    def forget(self) -> None:
        """Bytes are missing: the next ones begin a frame, in all likelihood."""
        self._data.clear()
        self._said.clear()

    def _frame(self, position: int) -> tuple[int, bytes, int] | None:
        """First byte, content unmasked, and where the next one begins; None while it is not whole."""
        data = self._data
        if self.lost or len(data) - position < 2:  # noqa: PLR2004 - the shortest head
            return None
        first, second = data[position : position + 2]
        length, start = second & LENGTH, position + 2
        if length in (IN_TWO, IN_EIGHT):
            size = 2 if length == IN_TWO else 8
            if len(data) < start + size:
                return None
            length, start = int.from_bytes(data[start : start + size], "big"), start + size
        if first & RESERVED or length > LONGEST_SAID:
            self.lost = True
            return None
        content = start + 4 if second & MASKED else start
        if len(data) < content + length:
            return None
        said = bytes(data[content : content + length])
        return first, unmasked(said, bytes(data[start:content])), content + length

    def _take(self, first: int, content: bytes) -> list[bytes]:
        code = first & OPCODE
        if code & CONTROL:
            return []
        if code != CONTINUED:
            self._said.clear()
        if code > BINARY or len(self._said) + len(content) > LONGEST_SAID:
            self.lost = True
            return []
        self._said += content
        if not first & LAST:
            return []
        said = bytes(self._said)
        self._said.clear()
        return [said]


def begins_with(data: bytes, mark: bytes) -> bool:
    """Whether these bytes begin with a frame that has the mark in its first line."""
    if data[:1] not in FIRST_BYTES:
        return False
    second = data[1] if len(data) > 1 else 0
    start = 2 + {IN_TWO: 2, IN_EIGHT: 8}.get(second & LENGTH, 0)
    key = data[start : start + 4] if second & MASKED else b""
    content = unmasked(data[start + len(key) : start + LONGEST_LINE], key)
    return mark in content.partition(b"\n")[0]


def unmasked(content: bytes, key: bytes) -> bytes:
    """Section 5.3; the key is empty where nothing is masked."""
    if not key or not content:
        return content
    repeated = (key * (len(content) // len(key) + 1))[: len(content)]
    mixed = int.from_bytes(content, "big") ^ int.from_bytes(repeated, "big")
    return mixed.to_bytes(len(content), "big")
