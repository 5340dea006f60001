"""What one side of a TCP connection says: SIP, SIP over a WebSocket, or what cannot be read here."""

import re

from reporter.evidence.capture.framing import MARK, Allowance, Framer, in_datagram, in_stream
from reporter.evidence.capture.websocket import LONGEST_OPENING, OPENINGS, Frames, begins_with, upgraded
from reporter.evidence.sip import Message

_TLS = re.compile(rb"[\x14-\x17]\x03[\x00-\x04]..", re.DOTALL)  # a record of TLS 1.0 to 1.3 (RFC 8446 section 5.1)
_BLANK = b"\r\n\r\n"


class Spoken:
    """`encrypted`: it is TLS. `lost`: a WebSocket whose frames are not readable (any more)."""

    def __init__(self, allowance: Allowance) -> None:
        self.encrypted = False
        self._allowance = allowance
        self._undecided = True
        self._opening = b""
        self._framer = Framer(allowance)
        self._frames: Frames | None = None

    @property
    def transport(self) -> str:
        return "WS" if self._frames else "TCP"

    @property
    def lost(self) -> bool:
        return self._frames is not None and self._frames.lost

    def feed(self, data: bytes) -> list[Message]:
        """The messages that are whole with these bytes, which follow those before."""
        if self._undecided:
            data = self._decide(data)
        if self.encrypted or not data:
            return []
        if self._frames:
            return [
                message
                for said in self._frames.feed(data)
                for message in in_datagram(said, self._allowance, whole=True)
            ]
        return self._messages(self._framer.feed(data))

    def finish(self) -> list[Message]:
        """What is left when bytes are missing or nothing more comes; it may be fed anew."""
        if self._frames:
            self._frames.forget()
        self._opening = b""
        return self._messages(self._framer.finish())

    def _messages(self, cut: list[bytes]) -> list[Message]:
        found = [message for one in cut if (message := in_stream(one))]
        self._undecided = self._undecided and not found
        return found

    def _decide(self, data: bytes) -> bytes:
        """What it is, as far as these bytes tell; the bytes that are left to read. Asked until a message was found: a
        capture may begin in the middle of a connection."""
        data, self._opening = self._opening + data, b""
        if _TLS.match(data):
            self.encrypted, self._undecided = True, False
        elif data.startswith(OPENINGS) or any(opening.startswith(data) for opening in OPENINGS):
            head, blank, rest = data.partition(_BLANK)
            if not blank:
                self._opening = data[:LONGEST_OPENING]
                return b""
            if upgraded(head):
                self._listen_to_frames()
                return rest
        elif begins_with(data, MARK):
            self._listen_to_frames()
        return data

    def _listen_to_frames(self) -> None:
        self._frames, self._undecided = Frames(self._allowance), False
