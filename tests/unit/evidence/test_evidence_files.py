"""What some bytes are, before anything is read of them."""

import pytest

from reporter.errors import Refused
from reporter.evidence.files import text_of

ZIP = b"PK\x03\x04" + bytes(40)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"INVITE", "INVITE"),
        (b"\xef\xbb\xbfINVITE", "INVITE"),
        ("INVITE\r\n".encode("utf-16"), "INVITE\r\n"),
        ("Zürich".encode(), "Zürich"),
        ("Zürich".encode("latin-1"), "Zürich"),
        (b"\x1b[32mINVITE\x1b[0m", "\x1b[32mINVITE\x1b[0m"),
    ],
)
def test_a_text_is_read_in_the_encoding_it_has(data, text):
    assert text_of(data) == text


def test_a_capture_is_no_text():
    assert text_of(b"\xd4\xc3\xb2\xa1\x02\x00\x04\x00" + bytes(8) + b"\xff\xff\x00\x00\x01\x00\x00\x00") is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "nothing in it"),
        (b" \n ", "nothing in it"),
        (ZIP, "do not open archives"),
        (b"\x1f\x8b\x08" + bytes(20), "do not open archives"),
        (b"a.log" + bytes(252) + b"ustar\x00", "do not open archives"),
        (b"%PDF-1.7\n", "do not open documents"),
        (b"\x89PNG\r\n\x1a\n", "This is a picture"),
        (b"\x7fELF\x02\x01\x01" + bytes(100), "cannot read this kind of file"),
    ],
)
def test_what_is_no_evidence_is_refused_with_what_to_do(data, said):
    with pytest.raises(Refused, match=said):
        text_of(data)
