"""Whether an upload is a picture that may be kept: its type by content, never by name, and limits before decoding."""

import struct
from collections.abc import Callable
from dataclasses import dataclass

from reporter.errors import Refused
from reporter.evidence.picture_headers import (
    PNG_SIGNATURE,
    Damaged,
    Header,
    read_gif,
    read_jpeg,
    read_png,
    read_webp,
)

MOST_PIXELS = 40_000_000  # 160 MB decoded; a 5K screen has 15 million
LONGEST_SIDE = 12_000
MOST_FRAMES = 200


@dataclass(frozen=True)
class PictureFacts:
    """`media_type` as the content says; sizes in pixels."""

    media_type: str
    width: int
    height: int


def check_picture(data: bytes, *, name: str) -> PictureFacts:
    """Nothing is decoded. `name` only appears in the sentence. Raises Refused, and nothing else, for what is no
    whole PNG, JPEG, WebP or GIF within the limits."""
    shown = f"“{name[:80]}”"
    if not data:
        raise Refused(f"{shown} is empty. Choose the file once more, or send the report without it.")
    media_type, read = _type_of(data)
    if read is None:
        raise Refused(
            f"{shown} is no picture we can read. Save it as PNG, JPEG, WebP or GIF and add it again; "
            "a screenshot pasted here always works."
        )
    try:
        header = read(data)
    except (Damaged, struct.error, IndexError) as error:
        raise Refused(
            f"{shown} is damaged or was not sent whole. Add it again, or take the screenshot once more."
        ) from error
    _hold_limits(header, shown)
    return PictureFacts(media_type, header.width, header.height)


def is_picture(data: bytes) -> bool:
    """Whether it begins as one, whole or not."""
    return _type_of(data)[1] is not None


def _type_of(data: bytes) -> tuple[str, Callable[[bytes], Header] | None]:
    if data.startswith(PNG_SIGNATURE):
        return "image/png", read_png
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg", read_jpeg
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif", read_gif
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp", read_webp
    return "", None


def _hold_limits(header: Header, shown: str) -> None:
    width, height = header.width, header.height
    if not width or not height:
        raise Refused(f"{shown} has no size. Take the screenshot once more.")
    if width > LONGEST_SIDE or height > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise Refused(
            f"{shown} is {width:,} × {height:,} pixels large. Up to {LONGEST_SIDE:,} on a side and "
            f"{MOST_PIXELS // 1_000_000} million in all fit: cut out the part that matters, or make it smaller."
        )
    if header.frames > MOST_FRAMES:
        raise Refused(
            f"{shown} is an animation of {header.frames:,} pictures, {MOST_FRAMES} at most fit. "
            "Add a screenshot of the moment that matters."
        )
