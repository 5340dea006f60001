"""Each format by name. Where the files are from: tests/evidence/traces/SOURCES.md."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reporter.evidence.pasted import Pasted, read_pasted

TRACES = Path(__file__).parents[2] / "evidence" / "traces"
at = datetime.fromisoformat
PHONE, SERVER = "192.0.2.10:5060", "198.51.100.7:5060"
BUSY = ["INVITE", 100, 486, "ACK"]
CALL = ["INVITE", 180, 200, "ACK", "BYE", 200]
CLOCK = at("0001-01-01 10:15:02")
DAY = at("2026-11-22 10:15:02")

# file, form, Call-ID, what was sent, moment of the first message, who sends the first two and whether the log's writer
# did, transport
FORMATS = [
    ("asterisk-pjsip", "Asterisk log (PJSIP)", "a1145e7a-d2a2-4863-ab26-c56d8908c927", CALL,
     DAY.replace(microsecond=23_000), [PHONE, ""], [False, True], "WSS"),
    ("freeswitch", "FreeSWITCH trace", "6b1f0a5e-41d2-123d-b2a4-5254000c1f6e", CALL,
     CLOCK.replace(microsecond=811_300), [PHONE, ""], [False, True], "UDP"),
    ("opensips-syslog", "OpenSIPS log", "7f21c4d0@192.0.2.10", BUSY,
     at("0001-11-22 10:15:02"), [PHONE, ""], [False, True], "UDP"),
    ("kamailio-journald", "Kamailio log", "!!:aGVsbG8td29ybGQ-", BUSY,
     at("2026-11-22 09:15:02Z"), [PHONE, SERVER], [None, None], "UDP"),
    ("cisco-ccsip", "Cisco log (ccsip)", "DBAC09D2-6DF111D6-8011CA07-21C8AF3B@192.0.2.10", CALL,
     at("0001-11-22 10:15:02.123000"), ["", ""], [False, True], "UDP"),
    ("cucm-sdl", "Cisco CUCM trace", "7d2d1480-6421f3a5-1c2-0a0a0a0a@192.0.2.10", BUSY,
     CLOCK.replace(microsecond=56_000), ["192.0.2.10:51320", ""], [False, True], "TCP"),
    ("tcpdump", "tcpdump text", "46a1fe62-20f73e9-1c6e7dbc@192.0.2.10", CALL,
     CLOCK.replace(microsecond=123_456), [PHONE, SERVER], [None, None], "UDP"),
    ("ngrep", "ngrep text", "8OmtYUU8EdlafUh4g4jiAw..", CALL,
     DAY.replace(microsecond=123_456), [PHONE, SERVER], [None, None], "UDP"),
    ("homer", "Homer text", "c15740-ae78e54-13c4-38-3e10ffda-38", BUSY,
     DAY.replace(microsecond=123_456, tzinfo=UTC), [PHONE, SERVER], [None, None], "UDP"),
    ("yate", "Yate log", "1808150176@192.0.2.10", BUSY,
     DAY.replace(microsecond=23_456), [PHONE, ""], [False, True], "UDP"),
    ("pjsip-library", "PJSIP log", "kX3vQe8wL2pR7tYz1uIo", BUSY,
     CLOCK.replace(microsecond=123_000), [PHONE, ""], [False, True], "UDP"),
    ("linphone", "Linphone log", "Y4bP~aVfX-", BUSY,
     DAY.replace(microsecond=136_000), [PHONE, ""], [False, True], "UDP"),
    ("linphone-logcat", "Linphone log", "tnF1kru6Bt", BUSY,
     DAY.replace(microsecond=354_000), [PHONE, ""], [False, True], "UDP"),
    ("baresip", "baresip trace", "f4437f5aeda20a80", CALL,
     CLOCK.replace(microsecond=7_000), [PHONE, SERVER], [None, None], "UDP"),
    ("kubernetes", "SIP messages", "1RLuVzzBClYCf2", BUSY,
     DAY.replace(microsecond=123_456, tzinfo=UTC), [PHONE, ""], [False, True], "UDP"),
    ("json-log", "JSON log", "b7Yd-0pQ~r", BUSY,
     DAY.replace(microsecond=500_000, tzinfo=UTC), [PHONE, ""], [False, True], "UDP"),
    ("sip-words", "SIP messages", "99887766-5544-3322-1100-aabbccddeeff", BUSY,
     CLOCK.replace(microsecond=123_000), [PHONE, ""], [False, True], "UDP"),
    ("forum-page", "Asterisk log (PJSIP)", "f81d4fae-7dec-11d0@198.51.100.7", BUSY,
     DAY, [PHONE, ""], [False, True], "UDP"),
]  # fmt: skip


def pasted(name: str) -> Pasted:
    return read_pasted((TRACES / name).read_bytes().decode("utf-8"))


def told(read: Pasted) -> list[str | int]:
    return [seen.message.method or seen.message.status for seen in read.seen]


@pytest.mark.parametrize("row", FORMATS, ids=[row[0] for row in FORMATS])
def test_a_trace_of_each_tool_is_read_with_times_ways_and_ends(row):
    name, form, call_id, said, first, sources, ways, transport = row

    read = pasted(f"{name}.txt")

    assert read.form == form
    assert {seen.message.call_id for seen in read.seen} == {call_id}
    assert told(read) == said
    assert read.seen[0].at == first
    assert (read.seen[0].at.tzinfo is None) == (first.tzinfo is None)
    assert [seen.source for seen in read.seen[:2]] == sources
    assert [seen.outgoing for seen in read.seen[:2]] == ways
    assert {seen.transport for seen in read.seen} == {transport}
    assert (read.records, read.unsure, read.requests, read.notes) == ((), (), (), ())


@pytest.mark.parametrize("name", [row[0] for row in FORMATS])
def test_a_body_is_whole_and_nothing_of_the_log_is_in_it(name: str):
    read = pasted(f"{name}.txt")

    assert read.seen[0].message.body.splitlines()[-1] == "a=sendrecv"
    assert [seen.message.body for seen in read.seen if not seen.message.header("content-type")] == [""] * (
        len(read.seen) - sum(bool(seen.message.header("content-type")) for seen in read.seen)
    )


def test_asterisk_with_chan_sip_tells_what_it_reads_and_sends():
    read = pasted("asterisk-chan-sip.txt")

    assert read.form == "Asterisk log (chan_sip)"
    assert told(read) == [*BUSY, "OPTIONS"]
    assert [seen.outgoing for seen in read.seen] == [False, True, True, False, True]
    assert [seen.target for seen in read.seen] == ["", PHONE, PHONE, "", "203.0.113.5:5060"]
    assert read.seen[0].at == at("0001-11-22 10:15:02")


def test_sipp_tells_times_and_ways():
    read = pasted("sipp.txt")

    assert read.form == "SIPp log"
    assert told(read) == ["INVITE", 100, 180, 200, "ACK", "BYE", 200] * 2
    assert [seen.outgoing for seen in read.seen] == [True, False, False, False, True, True, False] * 2
    assert read.seen[0].at == at("2026-11-22 20:19:02.852325")


def test_kamailio_with_a_line_of_its_own_before_each_message():
    read = pasted("kamailio-xlog.txt")

    assert read.form == "Kamailio log"
    assert {seen.message.call_id for seen in read.seen} == {"1-8889@127.0.0.1", "2-8889@127.0.0.1"}
    assert told(read) == ["INVITE", 180, 200, "ACK", "BYE", 200] * 2
    assert [seen.source for seen in read.seen[:2]] == ["127.0.0.1:25071", "127.0.0.1:25062"]
    assert read.unsure == ()


def test_kamailio_dumps_tell_the_zone_by_seconds_since_1970():
    read = pasted("kamailio-sipdump.txt")

    assert read.form == "Kamailio sipdump"
    assert len(read.seen) == 26
    assert read.seen[0].at == at("2026-11-22 20:19:02.852516Z")
    assert [seen.outgoing for seen in read.seen[:3]] == [False, True, True]
    assert (read.seen[2].source, read.seen[2].target) == ("127.0.0.1:25061", "127.0.0.1:25062")


def test_sngrep_saved_as_text():
    read = pasted("sngrep.txt")

    assert read.form == "sngrep text"
    assert told(read) == ["INVITE", 180, 200, "ACK", "BYE", 200] * 3
    assert [seen.transport for seen in read.seen] == ["UDP"] * 12 + ["TCP"] * 6
    assert read.seen[0].at == at("2026-11-22 07:47:34.443624")


def test_packet_details_of_wireshark_become_messages_again():
    read = pasted("wireshark-details.txt")

    assert read.form == "Wireshark text"
    assert told(read) == ["INVITE", 180, 200, "ACK", "BYE", 200, "INVITE", 180]
    assert read.seen[0].message.body.splitlines() == [
        "v=0",
        "o=user1 53655765 2353687637 IN IP4 127.0.0.1",
        "s=-",
        "c=IN IP4 127.0.0.1",
        "t=0 0",
        "m=audio 6004 RTP/AVP 0",
        "a=rtpmap:0 PCMU/8000",
    ]
    assert (read.seen[0].source, read.seen[0].target) == ("127.0.0.1:25070", "127.0.0.1:25060")


def test_a_stream_followed_in_wireshark():
    read = pasted("wireshark-stream.txt")

    assert read.form == "Wireshark stream"
    assert told(read) == ["INVITE", 180, 200, "ACK", "BYE", 200] * 2


def test_a_mail_is_read_with_what_it_quotes_and_the_text_files_in_it():
    read = pasted("mail.eml")

    assert read.form == "mail"
    assert [seen.message.call_id for seen in read.seen] == ["deadbeef00112233@192.0.2.10"] * 4 + [
        "b64-0123456789@192.0.2.10"
    ] * 4
    assert told(read) == BUSY * 2
    assert read.seen[4].at == DAY.replace(microsecond=123_456)


def test_a_page_that_hides_addresses_is_said_to_do_so():
    read = pasted("forum-masked.txt")

    assert read.seen == read.unsure == ()
    assert "hides everything with an @" in read.notes[0].text
