"""Pictures are written anew in a process of their own: nothing of the original's bytes survives but what it shows."""

import io
import struct
import subprocess
import sys
import zlib

import pytest
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from reporter.errors import Refused
from reporter.intake import reencode as reencoding
from reporter.intake.reencode import reencode

SECRET = b"SECRET-49.2827N"


def saved(picture, kind, **options):
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def drawing(mode="RGB", size=(200, 100)):
    """Its upper left quarter is red."""
    picture = Image.new(mode, size, "white")
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2 - 1, size[1] // 2 - 1), fill="red")
    return picture


def seen(data):
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


@pytest.mark.parametrize(
    ("kind", "media_type", "written"),
    [
        ("PNG", "image/png", "PNG"),
        ("JPEG", "image/jpeg", "JPEG"),
        ("GIF", "image/png", "PNG"),
        ("WEBP", "image/png", "PNG"),
    ],
)
def test_every_kind_of_picture_comes_back_as_png_or_jpeg_with_a_thumbnail(kind, media_type, written):
    made = reencode(saved(drawing(size=(1200, 600)), kind))
    assert made.media_type == media_type
    clean, thumbnail = seen(made.clean), seen(made.thumbnail)
    assert (clean.format, clean.size) == (written, (1200, 600))
    assert (thumbnail.format, thumbnail.size) == ("WEBP", (480, 240))
    red, green, _ = clean.convert("RGB").getpixel((50, 50))
    assert (red > 200, green < 60) == (True, True)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK", "YCbCr"])
def test_every_colour_mode_is_read(mode):
    kind = "JPEG" if mode in {"CMYK", "YCbCr"} else "PNG"
    assert seen(reencode(saved(Image.new(mode, (20, 10)), kind)).clean).size == (20, 10)


def test_transparency_stays():
    picture = drawing("RGBA")
    picture.putpixel((199, 99), (0, 0, 0, 0))
    assert seen(reencode(saved(picture, "PNG")).clean).getpixel((199, 99))[3] == 0


def test_a_picture_is_turned_as_the_camera_held_it():
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: turned by 90 degrees
    made = seen(reencode(saved(drawing(), "JPEG", exif=exif)).clean)
    assert made.size == (100, 200)
    assert made.getpixel((90, 20))[1] < 60
    assert not made.getexif()


def test_metadata_and_trailing_bytes_vanish():
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    notes = PngInfo()
    notes.add_text("Comment", SECRET.decode())
    notes.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    for original in (
        saved(drawing(), "PNG", pnginfo=notes, exif=exif, icc_profile=SECRET),
        saved(drawing(), "JPEG", exif=exif, comment=SECRET, icc_profile=SECRET),
        saved(drawing(), "WEBP", exif=exif, icc_profile=SECRET, xmp=SECRET),
        saved(drawing(), "GIF", comment=SECRET),
        saved(drawing(), "PNG") + b"PK\x03\x04" + SECRET,
        saved(drawing(), "JPEG") + b"<script>" + SECRET,
    ):
        assert SECRET in original or b"iCCP" in original
        made = reencode(original)
        assert SECRET not in made.clean + made.thumbnail
        assert b"iCCP" not in made.clean
        assert b"ICC_PROFILE" not in made.clean


def test_a_large_picture_is_made_smaller():
    assert seen(reencode(saved(Image.new("RGB", (9000, 300)), "PNG")).clean).size == (4000, 133)


def test_only_the_first_frame_of_an_animation_stays():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    made = seen(reencode(saved(frames[0], "GIF", save_all=True, append_images=frames[1:])).clean)
    assert getattr(made, "n_frames", 1) == 1
    assert made.convert("RGB").getpixel((5, 5))[0] > 200


def a_png_that_declares(width, height):
    """Tiny on disk, enormous when decoded."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(10_000_000)))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        a_png_that_declares(30_000, 30_000),
        a_png_that_declares(2**31 - 1, 2**31 - 1),
        saved(drawing(), "PNG")[:-40],
        saved(drawing(), "JPEG")[:300],
        saved(drawing(), "BMP"),
        saved(drawing(), "TIFF"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data):
    with pytest.raises(Refused, match="save it as PNG or JPEG"):
        reencode(data)


def test_a_picture_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(reencoding, "WALL_SECONDS", 0.001)
    with pytest.raises(Refused, match="too long"):
        reencode(saved(drawing(), "PNG"))


def test_the_child_may_not_use_more_memory_than_its_limit():
    load = "from reporter.intake import child, limits; limits.hold_limits(memory=child.MEMORY, cpu=child.CPU)"
    program = f"{load}; bytearray(child.MEMORY)"
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, check=False, env={})
    assert b"MemoryError" in done.stderr


def test_the_child_imports_nothing_of_the_web_or_the_database():
    program = "import reporter.intake.child, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, check=True, env={}, text=True)
    loaded = set(done.stdout.split())
    assert not {"flask", "sqlalchemy", "pydantic"} & loaded
    ours = {name for name in loaded if name.partition(".")[0] == "reporter"}
    assert ours == {"reporter", "reporter.intake", "reporter.intake.child", "reporter.intake.limits"}
    assert "PIL" in loaded
