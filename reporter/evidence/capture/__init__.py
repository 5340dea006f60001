"""SIP out of packet captures. Whatever the bytes are, what can be read of them is, and a note tells what could not:
nothing is raised, time grows with the size of the file, and what is held is bounded. Only SIP is read; sound, names and
all else in a capture never leaves this room."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from reporter.evidence.capture.files import form_of, packets
from reporter.evidence.capture.fragments import Fragments
from reporter.evidence.capture.framing import MARK, Allowance, in_datagram
from reporter.evidence.capture.ip import TCP, UDP, Carried, carried, endpoint
from reporter.evidence.capture.links import LINKS
from reporter.evidence.capture.notes import ENCRYPTED, LOST, NOTHING, Notes, in_pieces, too_many, unknown_link
from reporter.evidence.capture.records import Packet
from reporter.evidence.capture.tcp import Said, Stamp, Streams
from reporter.evidence.reading import Note
from reporter.evidence.sip import Message, Seen, by_call_id

MOST_MESSAGES = 100_000  # read of one file
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
UDP_HEAD = 8


@dataclass(frozen=True)
class Captured:
    """`form`: "pcap capture" or "pcapng capture". `seen`: every SIP message, in the order in which they were complete,
    those that were sent again or captured twice too. `notes`: what could not be read and what to do."""

    form: str
    seen: tuple[Seen, ...]
    notes: tuple[Note, ...]


def is_capture(data: bytes) -> bool:
    """Whether these bytes begin as a capture file does."""
    return bool(form_of(data))


def read_capture(data: bytes) -> Captured:
    """`data` is a capture by `is_capture`. Frames of Ethernet, Linux cooked, loopback and raw IP, VLAN tags and PPPoE;
    IPv4 and IPv6, fragments and tunnels; UDP, TCP and WebSocket, whatever the port. What is beyond
    `files.LARGEST`, `files.MOST_PACKETS` or MOST_MESSAGES is not read."""
    notes = Notes()
    reader = _Reader(notes)
    for number, packet in enumerate(packets(data, notes), 1):
        reader.take(number, packet)
    return Captured(form_of(data), reader.finish(), notes.all())


class _Reader:
    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._allowance = Allowance(MOST_MESSAGES)
        self._fragments = Fragments(MARK)
        self._streams = Streams(self._allowance)
        self._seen: list[Seen] = []
        self._numbers: list[int] = []  # of the packet that completed each

    def take(self, number: int, packet: Packet) -> None:
        """Keeps the messages that are whole with this packet."""
        moment, link, frame = packet
        behind = LINKS.get(link)
        if behind is None:
            self._notes.add(unknown_link(link, number))
            return
        start = behind(frame)
        found = carried(frame, start, self._fragments, moment) if start >= 0 else None
        if found is None:
            return
        if found.protocol == UDP and MARK in found.data:
            self._datagram(found, number, moment)
        elif found.protocol == TCP:
            for said in self._streams.take(found, Stamp(number, moment)):
                self._keep_said(said)

    def finish(self) -> tuple[Seen, ...]:
        """All of them, in the order in which they were complete."""
        for said in self._streams.finish():
            self._keep_said(said)
        self._tell()
        in_order = sorted(range(len(self._seen)), key=self._numbers.__getitem__)  # what waited for more came late
        return tuple(self._seen[index] for index in in_order)

    def _tell(self) -> None:
        """Notes what the packets held that could not be read."""
        if not self._allowance.left:
            self._notes.add(too_many(MOST_MESSAGES))
        if self._fragments.incomplete:
            self._notes.add(in_pieces(self._fragments.incomplete))
        if self._streams.secure_sip or (self._streams.encrypted and not self._seen):
            self._notes.add(ENCRYPTED)
        elif not self._seen:
            self._notes.add(NOTHING)
        if self._streams.lost:
            self._notes.add(LOST)

    def _datagram(self, found: Carried, number: int, moment: int | None) -> None:
        _, addresses, data, start, end, whole = found
        told = data[start + 4] << 8 | data[start + 5] if end - start >= UDP_HEAD else 0
        if told >= UDP_HEAD:  # zero: segmentation was left to the network card
            whole = whole and start + told <= end
            end = min(start + told, end)
        for message in in_datagram(data[start + UDP_HEAD : end], self._allowance, whole=whole):
            self._keep(message, number, moment, (addresses, data[start : start + 4], "UDP"))

    def _keep_said(self, said: Said) -> None:
        self._keep(said.message, *said.stamp, said[2:])

    def _keep(self, message: Message, number: int, moment: int | None, way: tuple[bytes, bytes, str]) -> None:
        addresses, ports, transport = way
        at = _moment(moment)
        source, target = _sides(addresses, ports)
        for one in by_call_id(message) if message.more_call_ids else (message,):
            self._seen.append(Seen(one, at, source, target, None, transport))
            self._numbers.append(number)


def _moment(microseconds: int | None) -> datetime | None:
    """None where the file tells none, or one that no calendar has."""
    try:
        return None if microseconds is None else EPOCH + timedelta(microseconds=microseconds)
    except OverflowError:
        return None


@lru_cache(maxsize=1024)
def _sides(addresses: bytes, ports: bytes) -> tuple[str, str]:
    return endpoint(addresses, ports, target=False), endpoint(addresses, ports, target=True)
