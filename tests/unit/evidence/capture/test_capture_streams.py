"""SIP over TCP and WebSocket as captures show it: cut anywhere, out of order, sent again, with holes; and TLS."""

import random

import pytest

from reporter.evidence.capture import Captured, read_capture, tcp
from tests.captures import captured, ip, message, said, segments, udp, web_phone
from tests.captures import tcp as segment

TALK = [message(f"{number}@h", body="v=0\r\n" * number) for number in range(9)]
ALL = [f"{number}@h" for number in range(9)]
STREAM = b"".join(TALK)
KEY = b"\x11\x22\x33\x44"


def read(packets: list[bytes]) -> Captured:
    return read_capture(captured(packets))


def found(packets: list[bytes]) -> list[str]:
    return [one.message.call_id for one in read(packets).seen]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100, 1_460])
def test_messages_are_whole_however_the_stream_is_cut(size):
    seen = read(segments(STREAM, [size] * (len(STREAM) // size))).seen

    assert [one.message.text.encode() for one in seen] == TALK
    assert {one.transport for one in seen} == {"TCP"}


def test_a_message_is_dated_by_the_packet_that_completes_it():
    first, second = read(segments(b"".join(TALK[:2]), [len(TALK[0]) - 5])).seen

    assert first.at == second.at


@pytest.mark.parametrize("seed", range(5))
def test_segments_that_overtook_each_other_are_put_in_order(seed):
    opening, *parts = segments(STREAM, [170] * 30)
    near = sorted(range(len(parts)), key=lambda place: place + random.Random(seed * 100 + place).randrange(9))

    assert found([opening, *(parts[place] for place in near)]) == ALL


def test_segments_sent_again_alike_cut_otherwise_or_longer_count_once():
    once, again, longer = (segments(STREAM, [size] * 20) for size in (300, 211, 450))
    mixed = [part for three in zip(once, again[1:], longer[1:], strict=False) for part in three]

    assert found(mixed + once + again) == ALL


def test_sequence_numbers_begin_anew_in_the_middle():
    assert found(segments(STREAM, [200] * 30, begin=2**32 - 700)) == ALL


def test_behind_a_lost_segment_reading_goes_on_with_the_next_message():
    opening, *parts = segments(STREAM, [len(TALK[0]), len(TALK[1]) - 9, 9 + len(TALK[2]) - 9])

    assert found([opening, parts[0], parts[1], *parts[3:]]) == [one for one in ALL if one != "2@h"]


def test_behind_a_lost_segment_a_long_stream_is_not_held_back():
    many = [message(f"{number}@h") for number in range(99)]
    opening, *parts = segments(b"".join(many), map(len, many[:-1]))
    seen = read([opening, *parts[:20], *parts[21:]]).seen

    assert len(seen) == 98
    assert [one.at for one in seen] == sorted(one.at for one in seen if one.at)


def test_a_capture_may_begin_in_the_middle_of_a_message():
    assert found(segments(STREAM[len(TALK[0]) - 3 :], [90] * 40, opened=False)) == ALL[1:]


def test_a_connection_between_the_same_ports_begins_anew():
    first, second = segments(TALK[0], begin=5_000), segments(TALK[1], begin=5_100)

    assert found([*first, *second]) == ALL[:2]
    assert found([*first, second[0], *second]) == ALL[:2]


def test_far_away_numbers_without_an_opening_are_another_connection():
    assert found([*segments(TALK[0]), *segments(TALK[1], begin=2**30, opened=False)]) == ALL[:2]


def test_both_ways_of_a_connection_are_read_apart():
    there, back = segments(STREAM, [99] * 20), segments(STREAM.replace(b"@h", b"@back"), [99] * 20, ports=(80, 5_060))
    mixed = [part for both in zip(there, back, strict=True) for part in both]

    assert set(found(mixed)) == {*ALL, *(one.replace("@h", "@back") for one in ALL)}


@pytest.mark.parametrize(
    "between", [b"\r\n\r\n", b"\r\n", b"\0\0\0\0", b"no message at all\r\n", b"\xff\xfe\x00binary\n"]
)
def test_what_stands_between_messages_is_passed_over(between):
    assert found(segments(between.join([b"", *TALK, b""]), [333] * 9)) == ALL


def test_without_content_length_a_body_ends_where_it_was_cut_or_the_next_message_begins():
    bare = message("bare@h", body="v=0\r\ns=-\r\n").replace(b"Content-Length: 10\r\n", b"")
    first, second = read(segments(bare + TALK[3], [])).seen

    assert (first.message.body, second.message.call_id) == ("v=0\r\ns=-\r\n", "3@h")


def test_a_content_length_that_promises_too_much_costs_no_other_message():
    lying = message("lying@h").replace(b"Content-Length: 0", b"Content-Length: 60000")

    assert found(segments(TALK[0] + lying + STREAM[len(TALK[0]) :])) == [ALL[0], "lying@h", *ALL[1:]]


def test_a_message_that_never_ends_is_read_as_far_as_it_goes():
    assert found(segments(TALK[0] + TALK[5][:-12])) == ["0@h", "5@h"]
    half = TALK[5][: TALK[5].index(b"5@h") + 1]
    assert found(segments(TALK[0] + half)) == ["0@h"]


def test_segments_of_which_only_the_beginning_was_captured_are_read_as_far_as_they_go():
    opening, *parts = segments(STREAM, map(len, TALK[:-1]))
    short = [opening, *(part[:-3] if number % 3 == 0 else part for number, part in enumerate(parts))]

    assert found(short) == ALL


@pytest.mark.parametrize("first", [0x81, 0x82])
def test_a_web_phone_is_read_both_ways(first):
    asked = [said(one, mask=KEY, first=first) for one in TALK[:5]]
    seen = read(web_phone(asked, [said(one, first=first) for one in TALK[5:]])).seen

    assert [one.message.text.encode() for one in seen] == TALK
    assert {one.transport for one in seen} == {"WS"}


def test_what_a_web_phone_says_in_several_frames_is_one_message():
    cut = [
        said(TALK[8][:9], mask=KEY, first=1),
        said(b"?", mask=KEY, first=0x89),
        said(TALK[8][9:], mask=KEY, first=0x80),
    ]

    assert found(web_phone([b"".join(cut)], [])) == ["8@h"]


def test_a_capture_may_begin_in_the_middle_of_a_web_phone_s_connection():
    frames = [said(b"\r\n\r\n", mask=KEY), *(said(one, mask=KEY) for one in TALK)]

    assert found(segments(b"".join(frames), map(len, frames), opened=False, ports=(40_000, 8_088))) == ALL


def test_a_web_page_on_the_way_is_no_web_phone():
    page = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nSIP/2.0 x"

    assert found(segments(page, ports=(80, 40_000))) == []


def test_frames_that_are_compressed_are_told():
    notes = read(web_phone([said(b"\x00" * 20, mask=KEY, first=0xC1)], [])).notes

    assert "There is a WebSocket in this capture that cannot be read to its end" in notes[-1].text


TLS = b"\x16\x03\x01\x00\xa5\x01" + bytes(164)


def test_encrypted_sip_is_told_with_what_to_do_instead():
    (note,) = read([ip(udp(TALK[0])), *segments(TLS, ports=(40_000, 5_061))]).notes

    assert (
        "encrypted traffic (TLS) in this capture, which cannot be read. We never ask for keys: paste the SIP log"
        in note.text
    )


def test_encrypted_web_pages_beside_readable_sip_are_not_worth_a_word():
    assert read([ip(udp(TALK[0])), *segments(TLS, ports=(40_000, 4_443))]).notes == ()


def test_where_nothing_but_encrypted_traffic_is_found_it_is_told_whatever_the_port():
    (note,) = read(segments(TLS, ports=(40_000, 4_443))).notes

    assert "(TLS)" in note.text


def test_more_connections_than_are_held_give_way_to_new_ones():
    many = [
        ip(segment(b"nothing", 1, source=1 + number % 60_000, target=1 + number // 60_000), 6) for number in range(300)
    ]

    assert tcp.MOST_STREAMS >= 300
    assert found([*many, *segments(TALK[0])]) == ["0@h"]
