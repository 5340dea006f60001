"""What PNG, JPEG, GIF and WebP files say about themselves, read from their structure without decoding a pixel.

Each reader walks the file once and gives `Header`, or raises Damaged, struct.error or IndexError where the bytes end
too early or contradict themselves. No allocation depends on a number in the file.
Pillow is not used here: opening a WebP allocates two canvases of the declared size, and its `verify` checks PNG only.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_HEADER_LENGTH = 13
JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
JPEG_MARKER, JPEG_SCAN = 0xFF, 0xDA
JPEG_END_OF_IMAGE = b"\xff\xd9"
VP8L_SIGNATURE = 0x2F
GIF_IMAGE, GIF_EXTENSION, GIF_TRAILER = 0x2C, 0x21, 0x3B


class Damaged(Exception):
    """The bytes contradict the format they claim."""


@dataclass(frozen=True)
class Header:
    """Sizes in pixels; `frames` is 1 for a still picture."""

    width: int
    height: int
    frames: int = 1


def read_png(data: bytes) -> Header:
    """Chunks with their checksums up to IEND (PNG specification, third edition, section 5)."""
    header: Header | None = None
    frames, has_pixels = 1, False
    for kind, start, length in _png_chunks(data):
        if header is None and (kind != b"IHDR" or length != PNG_HEADER_LENGTH):
            raise Damaged("a PNG begins with IHDR")
        if kind == b"IHDR":
            header = Header(*struct.unpack_from(">II", data, start))
        elif kind == b"acTL":
            frames = struct.unpack_from(">I", data, start)[0]
        has_pixels = has_pixels or kind == b"IDAT"
    if header is None or not has_pixels:
        raise Damaged("a PNG without pixels")
    return Header(header.width, header.height, max(frames, 1))


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """(type, where its content starts, length); ends after IEND."""
    kind, position = b"", len(PNG_SIGNATURE)
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, position)
        (checksum,) = struct.unpack_from(">I", data, position + 8 + length)
        if zlib.crc32(memoryview(data)[position + 4 : position + 8 + length]) != checksum:
            raise Damaged("a chunk's checksum is wrong")
        yield kind, position + 8, length
        position += 12 + length


def read_jpeg(data: bytes) -> Header:
    """Segments up to the first scan, and an end of image after it (ITU-T T.81, annex B)."""
    header: Header | None = None
    for marker, start, end in _jpeg_segments(data):
        if marker in JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", data, start + 3)
            header = Header(width, height)
        if marker == JPEG_SCAN and header and data.find(JPEG_END_OF_IMAGE, end) > 0:
            return header
    raise Damaged("a JPEG without a whole scan")


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(marker, where its length stands, where it ends); ends after the first scan's header."""
    marker, position = 0, 2
    while marker != JPEG_SCAN:
        if data[position] != JPEG_MARKER:
            raise Damaged("a JPEG marker was expected")
        while data[position] == JPEG_MARKER:  # any number may fill
            position += 1
        marker = data[position]
        position += 1
        if marker not in JPEG_ALONE:
            (length,) = struct.unpack_from(">H", data, position)
            yield marker, position, position + length
            position += length


def read_gif(data: bytes) -> Header:
    """Blocks up to the trailer or the end (GIF89a, sections 17 to 27); many real files lack the trailer."""
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    position = 13 + _gif_colours(flags)
    frames = 0
    while position < len(data) and data[position] != GIF_TRAILER:
        block = data[position]
        if block == GIF_IMAGE:
            left, top, across, down, flags = struct.unpack_from("<HHHHB", data, position + 1)
            width, height = max(width, left + across), max(height, top + down)
            frames += 1
            position = _gif_data_end(data, position + 11 + _gif_colours(flags))
        elif block == GIF_EXTENSION:
            position = _gif_data_end(data, position + 2)
        else:
            raise Damaged("a GIF block that does not exist")
    if not frames:
        raise Damaged("a GIF without a picture")
    return Header(width, height, frames)


def _gif_colours(flags: int) -> int:
    """Bytes of a colour table."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_data_end(data: bytes, position: int) -> int:
    """Where a chain of sub-blocks ends."""
    while length := data[position]:
        position += 1 + length
    return position + 1


def read_webp(data: bytes) -> Header:
    """RIFF chunks (RFC 9649, section 2)."""
    (size,) = struct.unpack_from("<I", data, 4)
    if size + 8 > len(data):
        raise Damaged("a WebP that ends too early")
    canvas: Header | None = None
    first: Header | None = None
    frames = 0
    position = 12
    while position + 8 <= size + 8:
        kind, length = struct.unpack_from("<4sI", data, position)
        start = position + 8
        if start + length > size + 8:
            raise Damaged("a WebP chunk that ends too early")
        if kind == b"VP8X":
            canvas = Header(1 + _uint24(data, start + 4), 1 + _uint24(data, start + 7))
        elif kind == b"ANMF":
            frames += 1
        elif kind in WEBP_PIXELS and first is None:
            first = WEBP_PIXELS[kind](data, start)
        position = start + length + length % 2
    header = canvas or first
    if header is None or not (first or frames):
        raise Damaged("a WebP without a picture")
    return Header(header.width, header.height, max(frames, 1))


def _uint24(data: bytes, position: int) -> int:
    return int.from_bytes(struct.unpack_from("3s", data, position)[0], "little")


def _lossy(data: bytes, start: int) -> Header:
    """A VP8 key frame (RFC 6386, section 9.1)."""
    code, width, height = struct.unpack_from("<3sHH", data, start + 3)
    if code != b"\x9d\x01\x2a":
        raise Damaged("no key frame")
    return Header(width & 0x3FFF, height & 0x3FFF)


def _lossless(data: bytes, start: int) -> Header:
    """A VP8L image (RFC 9649, section 3.4)."""
    signature, bits = struct.unpack_from("<BI", data, start)
    if signature != VP8L_SIGNATURE:
        raise Damaged("no VP8L signature")
    return Header((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)


WEBP_PIXELS = {b"VP8 ": _lossy, b"VP8L": _lossless}
