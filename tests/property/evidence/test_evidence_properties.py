"""Hostile bytes and text: a fact or a sentence, never another error."""

import io
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from reporter.errors import Refused
from reporter.evidence.call_ids import read_call_ids
from reporter.evidence.pictures import LONGEST_SIDE, MOST_PIXELS, check_picture

ALPHABET = "abcXYZ0189-.!%*_+`'~()<>:\\\"/[]?{}"
words = st.text(ALPHABET, min_size=1, max_size=40)
call_ids = st.one_of(words, st.tuples(words, words).map("@".join)).filter(
    lambda found: not re.match(r"call-id[ \t]*:", found, re.IGNORECASE)
)


def encoded(kind: str, frames: int = 1, **options: object) -> bytes:
    first, *more = [Image.effect_noise((31, 23), 40 + number).convert("RGB") for number in range(frames)]
    out = io.BytesIO()
    first.save(out, kind, **({"save_all": True, "append_images": more} if more else {}), **options)
    return out.getvalue()


PICTURES = [encoded("PNG"), encoded("PNG", 3), encoded("JPEG"), encoded("JPEG", progressive=True), encoded("GIF"),
            encoded("GIF", 3), encoded("WEBP"), encoded("WEBP", lossless=True), encoded("WEBP", 3)]  # fmt: skip
BEGINNINGS = [
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF89a",
    b"GIF87a",
    b"RIFF\xff\0\0\0WEBP",
    b"RIFF\xff\0\0\0WEBPVP8X",
    b"",
]


def checked(data: bytes) -> None:
    try:
        facts = check_picture(data, name="any")
    except Refused:
        return
    assert 0 < facts.width <= LONGEST_SIDE
    assert 0 < facts.height <= LONGEST_SIDE
    assert facts.width * facts.height <= MOST_PIXELS


@settings(deadline=None, max_examples=400)
@given(
    st.sampled_from(PICTURES),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=12),
    st.floats(0, 1),
)
def test_a_picture_with_changed_bytes_cut_anywhere_is_taken_or_refused(picture, changes, kept):
    data = bytearray(picture)
    for where, value in changes:
        data[int(where * len(data))] = value
    checked(bytes(data[: int(kept * len(data))]))


@settings(deadline=None, max_examples=400)
@given(st.sampled_from(PICTURES), st.lists(st.tuples(st.integers(0, 90), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_picture_with_a_changed_head_is_taken_or_refused(picture, changes):
    data = bytearray(picture)
    for where, value in changes:
        data[where] = value
    checked(bytes(data))


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=300))
def test_any_bytes_behind_a_picture_s_beginning_are_taken_or_refused(beginning, rest):
    checked(beginning + rest)


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(["PNG", "JPEG", "GIF", "WEBP"]), st.integers(1, 300), st.integers(1, 300))
def test_sizes_are_those_that_pillow_reads(kind, width, height):
    out = io.BytesIO()
    Image.new("RGB", (width, height), (9, 90, 200)).save(out, kind)
    facts = check_picture(out.getvalue(), name="any")
    with Image.open(out) as image:
        assert (facts.width, facts.height, facts.media_type) == (*image.size, image.get_format_mimetype())


@given(st.lists(call_ids, max_size=20))
def test_call_ids_of_the_grammar_come_back_as_typed(typed):
    found = read_call_ids("\n".join(typed))
    assert found.ids == tuple(dict.fromkeys(typed))
    assert found.bad == ()


@given(st.text())
def test_whatever_is_typed_each_part_is_a_call_id_or_in_a_bad_line(text):
    found = read_call_ids(text)
    grammar = rf"[{re.escape(ALPHABET)}A-Za-z0-9]+(@[{re.escape(ALPHABET)}A-Za-z0-9]+)?"
    assert all(re.fullmatch(grammar, one) for one in found.ids)
    assert all(line for line in found.bad)


@given(st.lists(call_ids, min_size=1, max_size=5, unique=True), st.integers(0, 5))
def test_a_line_of_prose_among_them_changes_none_of_the_others(typed, where):
    lines = [*typed[:where], "we do not know", *typed[where:]]
    found = read_call_ids("\n".join(lines))
    assert (found.ids, found.bad) == (tuple(typed), ("we do not know",))
