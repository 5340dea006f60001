"""One SIP message read as leniently as engineers read them."""

import pytest
import sipmessage

from reporter.evidence.sip import by_call_id, read_message
from tests.captures import TORTURES

REQUEST = "INVITE sip:bob@example.com SIP/2.0\r\nFrom: <sip:a@h>\r\nCall-ID: a@h\r\nCSeq: 7 INVITE\r\n"
TEXTS = {path.name: path.read_bytes() for path in sorted(TORTURES.glob("*.dat"))}


def test_a_request_has_a_method_and_a_uri_a_response_a_code_and_a_phrase():
    request, response = (
        read_message(REQUEST),
        read_message("SIP/2.0 486 Busy Here \r\ni: a@h\r\nCSeq: 7 INVITE\r\n\r\n"),
    )

    assert (request.method, request.uri, request.status) == ("INVITE", "sip:bob@example.com", 0)
    assert (response.method, response.status, response.phrase) == ("", 486, "Busy Here")
    assert response.answered == "INVITE"


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_any_line_ends_will_do(end):
    read = read_message(f"{REQUEST}Content-Length: 5\r\n\r\nv=0\r\n".replace("\r\n", end))

    assert (read.call_id, read.header("cseq"), read.body) == ("a@h", "7 INVITE", f"v=0{end}")


@pytest.mark.parametrize(
    "line", ["Call-ID: a@h", "CALL-id:a@h", "i: a@h", "I \t: a@h ", "Call-ID:\r\n a@h", "i:\r\n\t a@h"]
)
def test_the_call_id_is_found_however_its_header_is_written(line):
    assert read_message(f"OPTIONS sip:a SIP/2.0\r\nVia: x\r\n{line}\r\nTo: b\r\n\r\n").call_id == "a@h"


@pytest.mark.parametrize(
    "text", ["", "INVITE", "INVITE sip:a HTTP/1.1\r\ni: a\r\n", "OPTIONS sip:a SIP/2.0\r\nTo: b\r\n\r\ni: a"]
)
def test_what_begins_otherwise_or_names_no_call_id_is_no_message(text):
    assert read_message(text) is None


def test_folded_lines_are_one_value_and_compact_names_the_long_ones():
    read = read_message(REQUEST + "s: one\r\n two\r\n\t three\r\nSubject: four\r\n\r\n")

    assert read.all("subject") == ("one two three", "four")


def test_what_goes_on_a_line_that_is_no_header_is_no_part_of_the_header_before():
    read = read_message(REQUEST.replace("7 INVITE", "7 INVITE\r\nno header at all\r\n branch=1") + "\r\n")

    assert read.header("cseq") == dict(read.headers)["cseq"] == "7 INVITE"


@pytest.mark.parametrize(
    ("length", "body"),
    [("3", "abc"), ("99", "abcdé"), ("6", "abcdé"), ("5", "abcd"), ("-1", "abcdé"), ("9" * 30, "abcdé")],
)
def test_content_length_counts_bytes_and_is_believed_where_it_can_be(length, body):
    assert read_message(f"{REQUEST}l: {length}\r\n\r\nabcdé").body == body


def test_the_text_of_a_whole_message_is_not_cut():
    assert read_message(f"{REQUEST}l: 1\r\n\r\nabc", whole=True).body == "abc"


def test_a_number_that_is_no_code_is_none():
    read = read_message("SIP/2.0 4294967301 better not\r\ni: a\r\n\r\n")

    assert (read.status, read.phrase) == (0, "better not")


def test_a_message_of_two_call_ids_is_one_for_each():
    read = read_message(REQUEST + "i: b@h\r\nCall-ID: a@h\r\n\r\n")

    assert [one.call_id for one in by_call_id(read)] == ["a@h", "b@h"]
    assert by_call_id(read)[0].text == read.text


def _second_opinion(content: bytes) -> sipmessage.Message | None:
    try:
        return sipmessage.Message.parse(content)
    except ValueError:
        return None


@pytest.mark.parametrize("name", [name for name, content in TEXTS.items() if _second_opinion(content)])
def test_torture_messages_are_read_as_another_library_reads_those_it_understands(name):
    ours, theirs = read_message(TEXTS[name].decode("latin-1")), _second_opinion(TEXTS[name])

    assert (ours.call_id, ours.header("cseq").split()) == (str(theirs.call_id), str(theirs.cseq).split())
    assert ours.method == getattr(theirs, "method", "")
    assert ours.status == getattr(theirs, "code", 0) or theirs.code > 999
