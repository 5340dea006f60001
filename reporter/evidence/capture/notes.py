"""What could not be read of a capture, and what to do about it, each said once."""

from reporter.evidence.reading import Note

ENCRYPTED = Note(
    "There is encrypted traffic (TLS) in this capture, which cannot be read. We never ask for keys: paste the SIP log "
    "of your PBX or phone instead, which shows the messages in plain, or give the Call-ID alone."
)
NOTHING = Note(
    "There is no SIP in this capture that we can read. Capture where the calls pass, on the PBX or beside the phone, "
    "while the problem shows; or paste the SIP log of the PBX or the phone."
)
LOST = Note(
    "There is a WebSocket in this capture that cannot be read to its end: it is compressed, or bytes are missing. "
    "Paste the SIP log of the web phone or the PBX instead if something is missing."
)


def unknown_link(link: int, packet: int) -> Note:
    return Note(
        "Packets of link type {link}, from packet {packet} on, cannot be read. Capture on a usual network interface "
        "(Ethernet, Linux “any”, loopback), or save the capture as such.",
        {"link": str(link), "packet": f"{packet:,}"},
    )


def damaged(packet: int) -> Note:
    return Note(
        "This capture is damaged behind packet {packet}: nothing after it can be read. Save it once more in Wireshark, "
        "or make a new one.",
        {"packet": f"{packet:,}"},
    )


def cut(packet: int) -> Note:
    return Note(
        "This capture ends in the middle, after {packet} whole packets: we read what is there. Stop the capture before "
        "you copy the file, and send it again if something is missing.",
        {"packet": f"{packet:,}"},
    )


def too_large(most: int) -> Note:
    return Note(
        "This capture is larger than {most} MB: we read the first {most} MB. If your problem is not in them, send a "
        "capture filtered to SIP, or of the minute of the call alone.",
        {"most": str(most)},
    )


def too_long(most: int) -> Note:
    return Note(
        "This capture has more than {most} packets: we read the first {most}. If your problem is not in them, send a "
        "capture filtered to SIP, or of the minute of the call alone.",
        {"most": f"{most:,}"},
    )


def too_many(most: int) -> Note:
    return Note(
        "This capture has more than {most} SIP messages: we read the first {most}. If your problem is not in them, "
        "send a capture of the minute of the call alone.",
        {"most": f"{most:,}"},
    )


def in_pieces(count: int) -> Note:
    return Note(
        "{count} SIP messages came in pieces of which the capture does not hold all, so they are missing here. Capture "
        "all packets, without a filter on ports: only the first piece of a packet names them.",
        {"count": f"{count:,}"},
    )


class Notes:
    """Collects them while a capture is read; what was said first stands."""

    def __init__(self) -> None:
        self._found: dict[str, Note] = {}

    def add(self, note: Note) -> None:
        self._found.setdefault(note.text, note)

    def all(self) -> tuple[Note, ...]:
        return tuple(self._found.values())
