"""The process that decodes a hostile picture: bytes on stdin, the re-encoded copies on stdout, limits from the start.

Run in isolation: it imports Pillow and the standard library, sees no environment and writes no file.
Whatever goes wrong in a decoder ends this process alone; its parent makes a sentence of that (see reencode.py).
Answer: one byte, P (PNG), J (JPEG) or U (no picture we know); for P and J the length of the clean copy (4 bytes, big
endian), the clean copy, then the thumbnail (WebP).
"""

import io
import struct
import sys

from PIL import Image, ImageOps, UnidentifiedImageError

from reporter.intake.limits import hold_limits

MEMORY = 1_000_000_000  # bytes of address space
CPU = 20  # seconds
PIXELS = 50_000_000  # decoded: 200 MB at four bytes each
LARGEST_SIDE = 4000
THUMBNAIL_SIDE = 480
PNG_BYTES = 6_000_000  # a larger PNG is a photo: as JPEG it fits into a mail
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")


def main() -> None:
    hold_limits(memory=MEMORY, cpu=CPU)
    try:
        answer = _reencoded(sys.stdin.buffer.read())
    except UnidentifiedImageError:
        answer = b"U"
    sys.stdout.buffer.write(answer)


def _reencoded(data: bytes) -> bytes:
    picture = _upright(data)
    photo = picture.format == "JPEG"
    picture = _bare(picture)
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    kind, clean = _clean(picture, photo=photo)
    picture.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    return kind + struct.pack(">I", len(clean)) + clean + _saved(picture, "WEBP", quality=80)


def _upright(data: bytes) -> Image.Image:
    """The first frame, decoded, turned as its camera held it. Refuses bombs before decoding them."""
    Image.MAX_IMAGE_PIXELS = None  # checked below, after a JPEG was asked to decode smaller
    picture = Image.open(io.BytesIO(data), formats=FORMATS)
    kind = picture.format
    picture.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
    if picture.width * picture.height > PIXELS:
        raise MemoryError
    upright = ImageOps.exif_transpose(picture)
    upright.format = kind
    return upright


def _bare(picture: Image.Image) -> Image.Image:
    """In a plain mode, without any metadata: what a saver would take from `info` is gone."""
    if picture.mode not in {"L", "LA", "RGB", "RGBA"}:
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    return bare


def _clean(picture: Image.Image, *, photo: bool) -> tuple[bytes, bytes]:
    if not photo:
        png = _saved(picture, "PNG", compress_level=3)  # up to three times faster than 6
        if len(png) <= PNG_BYTES or picture.mode in {"LA", "RGBA"}:
            return b"P", png
    return b"J", _saved(picture, "JPEG", quality=88)


def _saved(picture: Image.Image, kind: str, **options: int) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


if __name__ == "__main__":
    main()
