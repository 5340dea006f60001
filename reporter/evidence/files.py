"""What some bytes are before anything is read of them: a capture, a text, or something that is no evidence to us."""

from reporter.errors import Refused
from reporter.evidence.capture import is_capture
from reporter.evidence.pictures import is_picture

# Nothing of these is opened: what is in an archive or a document is not known before it is, and then it is too late.
ZIP, ZSTANDARD = (b"PK\x03\x04", b"PK\x05\x06"), b"\x28\xb5\x2f\xfd"
ARCHIVES = (*ZIP, b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\xfd7zXZ", b"BZh", ZSTANDARD)
DOCUMENTS = (b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf")
TAR_AT, TAR = 257, b"ustar"
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
LOOKED_AT = 4_096  # bytes that tell whether it is a text
FEW = 0.02  # of which so many may be control characters: an ANSI colour is one, a form feed another
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x1b\f\b")) + b"\x7f"


def text_of(data: bytes) -> str | None:
    """The text; None for a capture. Raises Refused, with a sentence for the requester, for anything else."""
    if not data.strip():
        raise Refused("There is nothing in it. Copy the log or trace once more, or choose another file.")
    if is_capture(data):
        return None
    if data.startswith(ARCHIVES) or data[TAR_AT : TAR_AT + len(TAR)] == TAR:
        raise Refused("This is an archive, and we do not open archives. Unpack it and add the files one by one.")
    if data.startswith(DOCUMENTS):
        raise Refused("This is a document, and we do not open documents. Copy the log or trace out of it as text.")
    if is_picture(data):
        raise Refused("This is a picture. Add it under Screenshots; a log or trace is better as text.")
    return _decoded(data)


def _decoded(data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    head = data[:LOOKED_AT]
    if len(head) - len(head.translate(None, _CONTROLS)) > FEW * len(head):
        raise Refused(
            "We cannot read this kind of file. We read text (logs, SIP traces, CSV, mails) and captures (pcap, pcapng)."
        )
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")
