"""Hostile evidence is redacted like any other: it ends, with its lines as they were, and nothing escapes by it."""

import pytest

from reporter.evidence.redaction import Redactor
from reporter.evidence.redaction.preview import MOST_CHANGES, preview

SIZE = 300_000  # characters: what grows with the square of it would not end
UNITS = [
    "a", '"', "<", "sip:", "sip:a@", "@", "a@", "1.", "1:", "::", "[", " ", "\n", "a=", "a-", "key_", "session-id-",
    "x-token-", "INVITE sip:a SIP/2.0\r\n", "INVITE sip:a SIP/2.0\nVia: x\nContent-Length: 999999\n\n",
    "SIP/2.0 200 OK\nVia: x\n\n", "-----BEGIN PRIVATE KEY-----\n", 'Authorization: Digest a="', 'password="',
    "+49 ", "0 1", "(0", "\\", '\\"', '"a\\', '"name":"x","value":"', '"cookies":[', "callid ", "dtmf ", "digit 1",
    "a=candidate:", "eyJaaaaaa.", "://a:", "v=0\n", "a,b,c\n", "%40", '","', "#015#012", "display-name ", "From: ",
    "From: <", "--a", "1-1@", "a1B2", "0:0:0:0:0:0:0:", "1.1.1.1@", "\t", "Cookie: ", "'",
    "Content-Type: multipart/mixed;boundary=a\r\n\r\n--a", "\r", "Signal=1\n",
    "call-id:", "callid=a ", "a_b_name", "cnam_", "a 1 1 IN IP4 ", "1 1 ", "a%40", "replaces=", 'username="', "user=1",
    "Processing a ", "<display-name>", "basic ", "my pin is ", "-u a:b ", "callerid(num)=", '"cookies":["',
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_what_repeats_itself_without_end_is_redacted_and_ends(unit: str):
    text = (unit * (SIZE // len(unit) + 1))[:SIZE]
    redactor = Redactor(b"k" * 32, ("numbers", "names", "addresses"))

    as_text = redactor.text(text)
    as_message = redactor.message(f"MESSAGE sip:a@b SIP/2.0\r\nFrom: {text}")

    assert as_text.count("\n") == text.count("\n")
    assert as_message.startswith("MESSAGE sip:")
    assert len(preview(text, as_text)) <= MOST_CHANGES


def test_messages_within_messages_do_not_go_deeper_than_python_can():
    text = "INVITE sip:a SIP/2.0\r\nCall-ID: x\r\nContent-Length: 999999\r\n\r\n" * 5_000

    assert Redactor(b"k" * 32, ("numbers",)).message(text).count("\r\n") == text.count("\r\n")


def test_parts_within_parts_do_not_hide_a_secret():
    inner = "--a\r\nContent-Type: multipart/mixed;boundary=a\r\n\r\n" * 50 + "a=ice-pwd:S3CRETS3CRET\r\npassword=S3CRET"
    text = f"INVITE sip:a@b SIP/2.0\r\nCall-ID: x\r\nContent-Type: multipart/mixed;boundary=a\r\n\r\n{inner}"

    assert "S3CRET" not in Redactor(b"k" * 32, ()).message(text)


def test_a_made_up_pseudonym_hides_nothing_else():
    """Whoever writes `num-bcdfghjk.d4` into a log gains nothing: only that form stays, not what it is a part of."""
    made = Redactor(b"k" * 32, ("numbers",)).text("sip:num-bcdfghjk.d4+493012345678@x password=redactedS3CRET")

    assert "493012345678" not in made
    assert "S3CRET" not in made
