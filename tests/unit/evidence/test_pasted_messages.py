from datetime import datetime
from pathlib import Path

import pytest
from sipmessage import Message as SecondOpinion

from reporter.evidence.pasted import read_pasted

TRACES = Path(__file__).parents[2] / "evidence" / "traces"
HEAD = (
    "Via: SIP/2.0/TCP 192.0.2.10:5060;branch=z9hG4bK1\nFrom: <sip:1001@example.com>;tag=1\n"
    "To: <sip:1002@example.com>\nCall-ID: {}\nCSeq: 1 INVITE\n"
)


def request(
    call_id: str = "one-12345", *, method: str = "INVITE", more: str = "Content-Length: 0\n", body: str = ""
) -> str:
    return f"{method} sip:1002@example.com SIP/2.0\n{HEAD.format(call_id)}{more}\n{body}"


def reply(code: str, call_id: str = "one-12345") -> str:
    return f"SIP/2.0 {code}\n{HEAD.format(call_id)}Content-Length: 0\n\n"


def call_ids(text: str) -> list[str]:
    return [seen.message.call_id for seen in read_pasted(text).seen]


def test_a_second_reader_of_sip_finds_the_same_in_every_message():
    texts = [path.read_bytes().decode() for path in sorted(TRACES.glob("*.txt"))]
    seen = [one.message for text in texts for one in read_pasted(text).seen]
    others = [SecondOpinion.parse(message.text.replace("\n", "\r\n").encode()) for message in seen]

    assert len(seen) > 150
    assert [message.call_id for message in seen] == [str(other.call_id) for other in others]
    assert [message.header("cseq") for message in seen] == [str(other.cseq) for other in others]


def test_messages_without_anything_between_them():
    text = "".join([request("a-1234567"), reply("180 Ringing", "b-1234567"), reply("200 OK", "c-1234567")])

    assert call_ids(text) == ["a-1234567", "b-1234567", "c-1234567"]


def test_messages_without_empty_lines_between_head_and_next_start():
    text = "\n".join(request(one).rstrip("\n") for one in ("a-1234567", "b-1234567"))

    assert call_ids(text) == ["a-1234567", "b-1234567"]


def test_a_response_within_a_notify_is_no_message_of_its_own():
    fragment = "SIP/2.0 503 Service Unavailable\nCall-ID: inner-12345\n"
    more = f"Content-Type: message/sipfrag\nContent-Length: {len(fragment) + 2}\n"

    read = read_pasted(request("outer-12345", method="NOTIFY", more=more, body=fragment) + "\n" + reply("200 OK"))

    assert [seen.message.call_id for seen in read.seen] == ["outer-12345", "one-12345"]
    assert read.seen[0].message.body.startswith("SIP/2.0 503")
    assert read.unsure == ()


@pytest.mark.parametrize("ends", [1, 2])
def test_a_body_is_measured_with_either_kind_of_line_end(ends):
    body = "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nt=0 0\n"
    length = sum(len(line) + ends for line in body.splitlines())
    more = f"Content-Type: application/sdp\nContent-Length: {length}\n"

    read = read_pasted(request(more=more, body=f"{body}log: next line\n"))

    assert read.seen[0].message.body == body


def test_a_body_edited_by_hand_ends_at_the_empty_line():
    body = "v=0\no=- 1 1 IN IP4 xxx\ns=-\nt=0 0\n"

    read = read_pasted(request(more="Content-Length: 44\n", body=f"{body}\nlog: next line\n"))

    assert read.seen[0].message.body == body
    assert read.notes == ()


def test_json_in_a_body_without_an_end_of_line():
    body = '{"a":\n 1}'

    read = read_pasted(request(method="INFO", more=f"Content-Length: {len(body) + 1}\n", body=body))

    assert read.seen[0].message.body.rstrip("\n") == body


def test_several_paragraphs_of_a_message_are_one_body():
    body = "first\n\nsecond\n"

    read = read_pasted(
        request(method="MESSAGE", more=f"Content-Length: {len(body) + 3}\n", body=body) + reply("200 OK")
    )

    assert [seen.message.body for seen in read.seen] == [body, ""]


@pytest.mark.parametrize(
    "text",
    [
        "We speak SIP/2.0 here.",
        "It answered SIP/2.0 503 Service Unavailable and nothing else happened.",
        "INVITE sip:1002@example.com SIP/2.0\n\nwas what I saw",
        "Via: SIP/2.0/UDP 192.0.2.1\nFrom: me\n",
        "The INVITE sip:1002@example.com SIP/2.0 was refused.\nCall-ID is what you ask for?\n",
    ],
)
def test_prose_about_sip_is_no_message(text):
    read = read_pasted(text)

    assert (read.seen, read.unsure, read.notes) == ((), (), ())
    assert read.text == text


def test_a_message_whose_body_is_missing_is_said_to_be_cut_off():
    read = read_pasted(request(more="Content-Type: application/sdp\nContent-Length: 400\n", body="v=0\no=- 1 1 IN"))

    assert call_ids(request()) == ["one-12345"]
    assert [note.values for note in read.notes] == [{"count": "1"}]
    assert "cut off" in read.notes[0].text


def test_a_message_cut_before_its_call_id_is_said_to_be_cut_off():
    read = read_pasted(request() + "INVITE sip:1002@example.com SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.10:50")

    assert len(read.seen) == 1
    assert "cut off" in read.notes[0].text


def test_a_head_alone_that_tells_its_length_is_whole():
    assert read_pasted(request().rstrip("\n")).notes == ()


def test_a_start_line_after_a_prompt_and_with_a_method_of_nobodys():
    assert call_ids(request(method="*CLI> PING")) == ["one-12345"]


def test_the_times_of_a_log_are_not_taken_from_an_earlier_message():
    text = f"2026/11/22 10:15:02.000000 192.0.2.1:5060 -> 192.0.2.2:5060\n{request()}{reply('200 OK')}"

    assert [seen.at for seen in read_pasted(text).seen] == [datetime.fromisoformat("2026-11-22 10:15:02"), None]


@pytest.mark.parametrize(
    ("line", "source", "target", "outgoing"),
    [
        ("Received from udp:192.0.2.1:5060 at 22/11/2026 03:14:15:123 (500 bytes):", "192.0.2.1:5060", "", False),
        ("Sent to tcp:192.0.2.1:5060 from tcp:192.0.2.10:5060 at Nov 22 03:14:15", "", "192.0.2.1:5060", True),
        ("Nov 22 03:14:15.123 On [0:0]192.0.2.1:5060 received from 192.0.2.2:5060", "192.0.2.2:5060", "", False),
        ("10:15:02 [sip] >>> Data sent to 192.0.2.1:5060 UDP", "", "192.0.2.1:5060", True),
        ("<--- Transmitting SIP request (541 bytes) to TLS:[2001:db8::5]:5061 --->", "", "[2001:db8::5]:5061", True),
        ("Reliably Transmitting (no NAT) to 192.0.2.1:5060:", "", "192.0.2.1:5060", True),
        ("Retransmitting #3 (NAT) to 192.0.2.1:5060:", "", "192.0.2.1:5060", True),
        ("T 192.0.2.1:40000 -> 192.0.2.2:5060 [AP]", "192.0.2.1:40000", "192.0.2.2:5060", None),
        ("10:15:02.1 IP (tos 0x0)\n    192.0.2.1.5060 > 192.0.2.2.5060: SIP", "192.0.2.1:5060", "192.0.2.2:5060", None),
        (
            "SIPUdp - wait_SdlReadRsp: Incoming SIP UDP message size 812 from 192.0.2.1:[5060]:",
            "192.0.2.1:5060",
            "",
            False,
        ),
        ("Transport received text message:", "", "", False),
        ("The customer says that nothing happens.", "", "", None),
    ],
)
def test_words_before_a_message_tell_its_way(line, source, target, outgoing):
    seen = read_pasted(f"{line}\n\n{request()}").seen[0]

    assert (seen.source, seen.target, seen.outgoing) == (source, target, outgoing)


def test_addresses_of_version_6():
    text = f"2026/11/22 10:15:02.000000 [2001:db8::1]:5060 -> [2001:db8::2]:5061\n{request()}"
    text += f"10:15:03.000000 IP6 2001:db8::2.5061 > 2001:db8::1.sip: SIP: SIP/2.0 200 OK\n{reply('200 OK')}"

    first, second = read_pasted(text).seen

    assert (first.source, first.target) == ("[2001:db8::1]:5060", "[2001:db8::2]:5061")
    assert (second.source, second.target) == ("[2001:db8::2]:5061", "[2001:db8::1]:5060")


def test_without_a_word_of_the_log_the_via_tells_the_transport():
    assert [seen.transport for seen in read_pasted(request()).seen] == ["TCP"]


def test_a_message_that_names_two_call_ids_counts_for_both():
    text = request().replace("CSeq", "Call-ID: two-12345\nCSeq")

    assert call_ids(text) == ["one-12345", "two-12345"]


def test_a_value_that_cannot_be_a_call_id_makes_no_call():
    assert call_ids(request("not one, by the grammar")) == []
