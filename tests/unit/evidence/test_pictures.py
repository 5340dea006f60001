"""Pictures by their content and within limits; Pillow makes them and is the second opinion."""

import struct
import tracemalloc
import zlib

import pytest

from reporter.errors import Refused
from reporter.evidence.pictures import PictureFacts, check_picture


def png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def declared_png(width: int, height: int) -> bytes:
    """A small, valid PNG file that says it is this large."""
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + png_chunk(b"IDAT", zlib.compress(b"\0")) + png_chunk(b"IEND", b"")


def declared_webp(width: int, height: int) -> bytes:
    """A WebP whose extended header says it is this large."""
    sizes = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    pixels = b"VP8L" + struct.pack("<IBI", 5, 0x2F, 0) + b"\0"
    chunks = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + sizes + pixels
    return b"RIFF" + struct.pack("<I", len(chunks)) + chunks


@pytest.mark.parametrize(
    ("kind", "options", "media_type"),
    [
        ("PNG", {}, "image/png"),
        ("PNG", {"frames": 3}, "image/png"),
        ("JPEG", {}, "image/jpeg"),
        ("JPEG", {"progressive": True}, "image/jpeg"),
        ("JPEG", {"exif": b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"}, "image/jpeg"),
        ("GIF", {}, "image/gif"),
        ("GIF", {"frames": 5}, "image/gif"),
        ("WEBP", {}, "image/webp"),
        ("WEBP", {"lossless": True}, "image/webp"),
        ("WEBP", {"frames": 4}, "image/webp"),
    ],
)
def test_a_picture_is_known_by_its_content(picture, kind, options, media_type):
    assert check_picture(picture(kind, **options), name="photo.txt") == PictureFacts(media_type, 40, 30)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_cut_anywhere_is_refused_as_not_whole(picture, kind):
    data = picture(kind, size=(300, 200))
    for end in range(12, len(data) - 2, max(len(data) // 97, 1)):
        with pytest.raises(Refused, match=r"“cut\.png” is damaged or was not sent whole"):
            check_picture(data[:end], name="cut.png")


@pytest.mark.parametrize("declared", [declared_png, declared_webp])
@pytest.mark.parametrize(("width", "height"), [(30_000, 30_000), (12_001, 1), (1, 12_001), (8_000, 5_001)])
def test_a_picture_that_declares_too_much_is_refused_before_anything_is_allocated(declared, width, height):
    tracemalloc.start()
    try:
        with pytest.raises(Refused, match=r"pixels large.*make it smaller"):
            check_picture(declared(width, height), name="huge.png")
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_the_largest_picture_allowed_passes():
    assert check_picture(declared_png(8_000, 5_000), name="a").width == 8_000


def test_a_png_whose_bytes_were_changed_is_refused(picture):
    data = bytearray(picture("PNG"))
    data[len(data) // 2] ^= 1
    with pytest.raises(Refused, match="damaged"):
        check_picture(bytes(data), name="a.png")


def test_a_picture_without_a_size_is_refused():
    with pytest.raises(Refused, match="has no size"):
        check_picture(declared_png(0, 5), name="a.png")


def test_an_animation_of_too_many_pictures_is_refused(picture):
    with pytest.raises(Refused, match="an animation of 201 pictures, 200 at most"):
        check_picture(picture("GIF", size=(2, 2), frames=201), name="film.gif")


def test_a_gif_without_its_last_byte_is_taken_as_browsers_take_it(picture):
    assert check_picture(picture("GIF")[:-1], name="a.gif").media_type == "image/gif"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 ...",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ\x90\0",
        b"<html>",
        b"BM" + b"\0" * 60,
        b"P6 9 9 255",
    ],
)
def test_what_is_no_picture_is_refused_and_told_what_would_do(data):
    with pytest.raises(Refused, match=r"“a\.png” is no picture we can read\. Save it as PNG, JPEG, WebP or GIF"):
        check_picture(data, name="a.png")


def test_an_empty_file_is_refused():
    with pytest.raises(Refused, match="is empty"):
        check_picture(b"", name="a.png")


def test_a_long_name_does_not_fill_the_sentence():
    with pytest.raises(Refused) as caught:
        check_picture(b"", name="n" * 5_000)
    assert len(str(caught.value)) < 200
