"""A quarantined picture becomes a new one: decoded and written again in a process of its own, so that nothing of the
original's bytes (metadata, trailing data, what only some decoder sees) is ever served or mailed."""

import struct
from dataclasses import dataclass

from reporter.errors import Refused
from reporter.intake.process import Words, answer_of

WALL_SECONDS = 30
THUMBNAIL_TYPE = "image/webp"
_TYPES = {b"P": "image/png", b"J": "image/jpeg"}
_PREFIX = 5  # kind and length
_ADVICE = "Open it in an image editor, save it as PNG or JPEG and send that."
_WORDS = Words(
    slow=f"The picture took too long to read. {_ADVICE}",
    failed=f"The picture is damaged, or too large to be read. {_ADVICE}",
    none="No process could be started to read a picture",
)


@dataclass(frozen=True)
class Reencoded:
    """`clean` has the `media_type`, sides of at most 4000 pixels and no metadata; `thumbnail` is WebP, at most 480."""

    clean: bytes
    thumbnail: bytes
    media_type: str


def reencode(data: bytes) -> Reencoded:
    """The first frame of a PNG, JPEG, GIF or WebP, upright. Raises Refused with a sentence for the requester when it
    cannot be read within the limits, Unavailable when no process could be started. Takes 0.1 to 2 seconds."""
    answer = answer_of("reporter.intake.child", data, timeout=WALL_SECONDS, words=_WORDS)
    kind = answer[:1]
    if kind not in _TYPES:
        raise Refused(f"This is no picture we can read. {_ADVICE}")
    (length,) = struct.unpack(">I", answer[1:_PREFIX])
    return Reencoded(answer[_PREFIX : _PREFIX + length], answer[_PREFIX + length :], _TYPES[kind])
