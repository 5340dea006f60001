"""TCP connections, each way by itself: what is said, in the order in which it was said (RFC 9293)."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reporter.evidence.capture.framing import Allowance
from reporter.evidence.capture.ip import Carried
from reporter.evidence.capture.spoken import Spoken
from reporter.evidence.sip import Message

HEAD = 20
FLAGS, SYN = 13, 0x02
MOST_STREAMS = 10_000  # the oldest one gives way
MOST_WAITING = 32  # segments behind one that is missing; then it is taken for lost
AROUND = 1 << 32  # sequence numbers begin anew
NEAR = 1 << 21  # bytes; what is further off belongs to another connection between the same ports
SECURE_PORT = (5061).to_bytes(2, "big")  # of SIP over TLS


class Stamp(NamedTuple):
    """Number and moment of the packet that brought it."""

    number: int
    moment: int | None


class Said(NamedTuple):
    """`addresses` and `ports` as in `ip.endpoint`."""

    message: Message
    stamp: Stamp
    addresses: bytes
    ports: bytes
    transport: str


class Stream:
    """One way of a connection. `begins`: the number of its first byte, None when the capture does not show it."""

    __slots__ = ("_expected", "_latest", "_waiting", "begins", "spoken")

    def __init__(self, begins: int | None, allowance: Allowance) -> None:
        self.begins = begins
        self.spoken = Spoken(allowance)
        self._expected = begins
        self._latest = Stamp(0, None)
        self._waiting: dict[int, tuple[bytes, Stamp]] = {}

    def take(self, sequence: int, content: bytes, stamp: Stamp) -> Iterable[tuple[Message, Stamp]]:
        """The messages that are whole with this segment, sent again, out of order or ahead of a lost one as it may."""
        if sequence == self._expected and not self._waiting:  # nearly always
            self._expected, self._latest = (sequence + len(content)) % AROUND, stamp
            return [(message, stamp) for message in self.spoken.feed(content)]
        return self._disordered(sequence, content, stamp)

    def cut(self) -> Iterator[tuple[Message, Stamp]]:
        """The end of the last segment was not captured."""
        yield from self._left()
        self._expected = None

    def finish(self) -> Iterator[tuple[Message, Stamp]]:
        """What is left when nothing more comes."""
        yield from self._skip()
        yield from self._left()

    def far(self, sequence: int) -> bool:
        """Whether this number belongs to another connection."""
        return sequence != self._expected and abs(self._offset(sequence)) > NEAR

    def _offset(self, sequence: int) -> int:
        """Bytes between what is expected and this one; negative: it was there before."""
        if self._expected is None:
            self._expected = sequence
        ahead = (sequence - self._expected) % AROUND
        return ahead if ahead < AROUND // 2 else ahead - AROUND

    def _disordered(self, sequence: int, content: bytes, stamp: Stamp) -> Iterator[tuple[Message, Stamp]]:
        if self._offset(sequence) > 0:
            if len(content) > len(self._waiting.get(sequence, (b"",))[0]):
                self._waiting[sequence] = content, stamp
            if len(self._waiting) > MOST_WAITING:
                yield from self._skip()
        else:
            yield from self._say(sequence, content, stamp)
            yield from self._catch_up()

    def _say(self, sequence: int, content: bytes, stamp: Stamp) -> Iterator[tuple[Message, Stamp]]:
        known = -self._offset(sequence)
        if known < len(content):
            self._expected = (sequence + len(content)) % AROUND
            self._latest = max(self._latest, stamp)  # what had to wait is heard when the hole is filled
            for message in self.spoken.feed(content[known:]):
                yield message, self._latest

    def _catch_up(self) -> Iterator[tuple[Message, Stamp]]:
        while self._waiting:
            sequence = min(self._waiting, key=self._offset)
            if self._offset(sequence) > 0:
                return
            yield from self._say(sequence, *self._waiting.pop(sequence))

    def _skip(self) -> Iterator[tuple[Message, Stamp]]:
        """Goes on without what is missing. All that wait are taken at once, or each new one would ask for the next."""
        for sequence in sorted(self._waiting, key=self._offset):
            if self._offset(sequence) > 0:
                yield from self._left()
                self._expected = sequence
            yield from self._say(sequence, *self._waiting.pop(sequence))

    def _left(self) -> Iterator[tuple[Message, Stamp]]:
        """A message that is not whole, as of when its last part came."""
        yield from ((message, self._latest) for message in self.spoken.finish())


class Streams:
    """All connections of a capture. `encrypted`: TLS was among them; `secure_sip`: on the port of SIP over TLS;
    `lost`: a WebSocket could not be read to its end."""

    def __init__(self, allowance: Allowance) -> None:
        self.encrypted = self.secure_sip = self.lost = False
        self._allowance = allowance
        self._streams: dict[bytes, Stream] = {}

    def take(self, carried: Carried, stamp: Stamp) -> list[Said]:
        """The messages that are whole with this segment."""
        _, addresses, data, start, end, whole = carried
        if end - start < HEAD:
            return []
        opens = data[start + FLAGS] & SYN
        content = data[start + (data[start + 12] >> 4) * 4 : end]
        if not content and not opens:
            return []
        sequence = int.from_bytes(data[start + 4 : start + 8], "big")
        if opens:
            sequence = (sequence + 1) % AROUND
        key = addresses + data[start : start + 4]
        stream, said = self._streams.get(key), list[Said]()
        if stream is None or (stream.begins != sequence if opens else stream.far(sequence)):
            said += self._close(key)
            stream = self._open(key, Stream(sequence if opens else None, self._allowance))
        if content:
            said += [_said(key, stream, *one) for one in stream.take(sequence, content, stamp)]
            if not whole:
                said += [_said(key, stream, *one) for one in stream.cut()]
            self._hear(stream, key[-4:])
        return said

    def finish(self) -> Iterator[Said]:
        """What is left at the end of the capture."""
        for key in tuple(self._streams):
            yield from self._close(key)

    def _open(self, key: bytes, stream: Stream) -> Stream:
        if len(self._streams) >= MOST_STREAMS:
            del self._streams[next(iter(self._streams))]
        self._streams[key] = stream
        return stream

    def _close(self, key: bytes) -> Iterator[Said]:
        stream = self._streams.pop(key, None)
        if stream:
            yield from (_said(key, stream, *one) for one in stream.finish())

    def _hear(self, stream: Stream, ports: bytes) -> None:
        if stream.spoken.lost:
            self.lost = True
        if stream.spoken.encrypted:
            self.encrypted = True
            self.secure_sip = self.secure_sip or SECURE_PORT in (ports[:2], ports[2:])


def _said(key: bytes, stream: Stream, message: Message, stamp: Stamp) -> Said:
    return Said(message, stamp, key[:-4], key[-4:], stream.spoken.transport)
