import re

import pytest

from reporter.evidence.pasted import read_pasted
from tests.unit.evidence.dressing import DRESSES

SDP = "v=0\r\no=- 1 1 IN IP4 192.0.2.10\r\ns=-\r\nc=IN IP4 192.0.2.10\r\nt=0 0\r\nm=audio 30000 RTP/AVP 8\r\n"
ODD = "a<b>&c%d#e".replace("&", "+").replace("#", "'")  # & and # may not stand in a Call-ID
CALL_IDS = ["a84b4c76e66710@pc33.example.com", "8OmtYUU8EdlafUh4g4jiAw..", ODD, 'Q\\rX\\n7(~)[1]{2}?/:"`_*!']


def invite(call_id: str) -> str:
    return (
        "INVITE sip:+4930555012@example.com SIP/2.0\r\n"
        "Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK776\r\n"
        ' ;received="192.0.2.99"\r\n'
        'From: "Reception" <sip:1001@example.com>;tag=1\r\n'
        "To: <sip:+4930555012@example.com>\r\n"
        f"Call-ID: {call_id}\r\n"
        "CSeq: 1 INVITE\r\n"
        "Contact: <sip:1001@192.0.2.10>\r\n"
        "Content-Type: application/sdp\r\n"
        f"Content-Length: {len(SDP)}\r\n"
        "\r\n" + SDP
    )


BUSY = (
    "SIP/2.0 486 Busy Here\r\nVia: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK776\r\n"
    "From: <sip:1001@example.com>;tag=1\r\nTo: <sip:+4930555012@example.com>;tag=2\r\n"
    "Call-ID: CALL\r\nCSeq: 1 INVITE\r\nReason: Q.850;cause=17\r\nContent-Length: 0\r\n\r\n"
)


@pytest.mark.parametrize("call_id", CALL_IDS[:3])
@pytest.mark.parametrize("dress", DRESSES)
def test_two_messages_are_found_in_every_dress(dress: str, call_id: str):
    text = "Look at this:\n\n" + "\n".join(
        DRESSES[dress](one) for one in (invite(call_id), BUSY.replace("CALL", call_id))
    )

    read = read_pasted(f"{text}\nThanks\n")

    assert [(seen.message.method, seen.message.status) for seen in read.seen] == [("INVITE", 0), ("", 486)]
    assert {seen.message.call_id for seen in read.seen} == {call_id}
    assert read.unsure == ()
    assert read.notes == ()


@pytest.mark.parametrize("dress", DRESSES)
def test_headers_and_body_come_out_as_they_were(dress: str):
    read = read_pasted(DRESSES[dress](invite("a84b4c76e66710")) + "\nThanks\n")

    message = read.seen[0].message
    assert message.header("from") == '"Reception" <sip:1001@example.com>;tag=1'
    assert re.sub(r"[ \t]+", "", message.header("via")).endswith('branch=z9hG4bK776;received="192.0.2.99"')
    assert [line.rstrip() for line in message.body.split("\n") if line.strip()] == SDP.split("\r\n")[:-1]


@pytest.mark.parametrize("dress", DRESSES)
def test_the_message_stands_in_the_text_letter_by_letter(dress: str):
    read = read_pasted(f"before\n{DRESSES[dress](invite('a84b4c76e66710'))}\nafter\n")

    assert read.seen[0].message.text in read.text
    assert "before" in read.text
    assert "after" in read.text


@pytest.mark.parametrize("call_id", CALL_IDS)
def test_odd_letters_of_a_call_id_stay_where_nothing_is_escaped(call_id: str):
    assert [seen.message.call_id for seen in read_pasted(invite(call_id)).seen] == [call_id]


def test_a_wrapped_line_in_a_quoted_message_does_not_hide_what_follows():
    text = "\n".join(f"> {line}" for line in invite("a84b4c76e66710").split("\r\n"))
    wrapped = text.replace("5060;branch", "5060;\nbranch")

    assert [seen.message.call_id for seen in read_pasted(wrapped).seen] == ["a84b4c76e66710"]


def test_a_line_of_another_process_between_two_header_lines_is_passed_over():
    prefix = "Nov 22 03:14:15 sbc1 kamailio[12]: "
    text = "\n".join(f"{prefix}{line}" for line in invite("a84b4c76e66710").split("\r\n"))
    mixed = text.replace(f"{prefix}To:", f"Nov 22 03:14:15 sbc1 sshd[99]: Connection closed\n{prefix}To:")

    read = read_pasted(mixed)

    assert [seen.message.call_id for seen in read.seen] == ["a84b4c76e66710"]
    assert read.seen[0].message.header("to") == "<sip:+4930555012@example.com>"


def test_lines_that_an_archive_of_mails_wrapped_and_moved():
    moved = (
        invite("a84b4c76e66710").replace("\r\n", "\n").replace("From:", " From:").replace("Call-ID: ", " Call-ID: \n")
    )

    read = read_pasted(moved.replace("To: ", "To: \n"))

    assert [seen.message.call_id for seen in read.seen] == ["a84b4c76e66710"]
    assert read.seen[0].message.header("from") == '"Reception" <sip:1001@example.com>;tag=1'
    assert read.seen[0].message.header("to") == "<sip:+4930555012@example.com>"
