"""Pictures as an attacker makes them. Each: (file name, bytes)."""

import io
import struct
import zlib

from PIL import Image


def png(width: int = 40, height: int = 30, **save: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#24527a").save(out, "PNG", **save)
    return out.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def declaring(width: int, height: int) -> bytes:
    """A small PNG that says it is huge."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def jpeg_with_place() -> bytes:
    """A photo that says where it was taken (EXIF GPS)."""
    image = Image.new("RGB", (64, 48), "#7a2452")
    exif = Image.Exif()
    exif[0x010E] = "secret-description"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(document.cookie)</script>"

REFUSED = [
    ("script.svg", SVG),
    ("page.png", HTML),
    ("huge.png", declaring(30_000, 30_000)),
    ("cut.png", png(200, 200)[:60]),
    ("empty.png", b""),
    ("program.png", b"MZ" + b"\0" * 500),
    ("archive.png", b"PK\x03\x04" + b"\0" * 500),
    ("wide.png", declaring(2_000_000_000, 1)),
]
