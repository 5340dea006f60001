"""SIP in datagrams: junk around it, fragments, tunnels, several at once, and the torture messages of RFC 4475."""

import re

import pytest

from reporter.evidence.capture import fragments, read_capture
from tests.captures import ALICE_6, BOB_6, TORTURES, captured, ip, message, pieces, udp

LONG = udp(message("long@h", body="v=0\r\n" * 900))
NO_MESSAGE = "test.dat"  # its first line names no version of SIP: tshark takes it for none either
CALL_ID = re.compile(rb"^(?:call-id|i)[ \t]*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


def found(packets: list[bytes], link: str = "ethernet") -> list[str]:
    return [one.message.call_id for one in read_capture(captured(packets, link)).seen]


@pytest.mark.parametrize("name", sorted({path.name for path in TORTURES.glob("*.dat")} - {NO_MESSAGE}))
def test_each_call_id_of_a_torture_message_is_found(name):
    content = (TORTURES / name).read_bytes()
    expected = [one.decode("latin-1") for one in CALL_ID.findall(content)]

    assert sorted(found([ip(udp(content))])) == sorted(expected) != []


def test_what_names_no_version_of_sip_is_no_message():
    assert found([ip(udp((TORTURES / NO_MESSAGE).read_bytes()))]) == []


@pytest.mark.parametrize("before", [b"\r\n\r\n", b"\0\0\0\0", b" \t\r\n", b"\n"])
def test_junk_before_a_request_is_passed_over(before):
    assert found([ip(udp(before)), ip(udp(before + message("a@h")))]) == ["a@h"]


@pytest.mark.parametrize(
    "content", [b"HTTP/1.1 200 OK\r\nServer: SIP/2.0\r\n\r\n", b"<14>log: INVITE sip:a SIP/2.0\r\ni: a\r\n"]
)
def test_what_only_talks_of_sip_is_no_message(content):
    assert found([ip(udp(content))]) == []


def test_a_keepalive_or_a_message_without_call_id_is_none():
    assert found([ip(udp(b"\r\n\r\n")), ip(udp(b"REGISTER sip:a SIP/2.0\r\nExpires: 1\r\n\r\n"))]) == []


def test_any_port_will_do():
    assert found([ip(udp(message("a@h"), source=1_024, target=65_535))]) == ["a@h"]


def test_a_body_of_other_bytes_than_text_is_kept_whole():
    binary = message("isup@h", more="Content-Type: application/isup\r\n").replace(b"Length: 0", b"Length: 256")
    (seen,) = read_capture(captured([ip(udp(binary + bytes(range(256)) + b"beyond"))])).seen

    assert seen.message.body.encode("latin-1") == bytes(range(256))


def test_letters_beyond_ascii_are_read_as_utf_8_else_as_latin_1():
    for encoding in ("utf-8", "latin-1"):
        content = message("a@h").decode().replace("alice", "álice").encode(encoding)
        (seen,) = read_capture(captured([ip(udp(content))])).seen
        assert "álice" in seen.message.header("from")


def test_padding_behind_a_short_packet_is_no_part_of_it():
    (seen,) = read_capture(captured([ip(udp(message("a@h"))) + b"trailer"])).seen

    assert seen.message.text.encode() == message("a@h")


@pytest.mark.parametrize("sides", [{}, {"source": ALICE_6, "target": BOB_6}])
@pytest.mark.parametrize("order", [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2], [0, 0, 1, 1, 2, 2, 3]])
def test_fragments_in_any_order_and_twice_make_one_datagram(sides, order):
    parts = pieces(LONG, 1_280, **sides)

    assert len(parts) == 4
    assert found([parts[place] for place in order]) == ["long@h"]


def test_fragments_that_overlap_make_one_datagram():
    first, *others = pieces(LONG, 1_280)
    longer = ip(LONG[:1_600], piece=(7, 0, 1))

    assert found([*others, longer]) == found([first, *others]) == ["long@h"]


def test_pieces_of_which_one_is_missing_are_told():
    (note,) = read_capture(captured([*pieces(LONG, 1_280)[:-1], ip(udp(message("a@h")))])).notes

    assert note.text.format(**note.values).startswith(
        "1 SIP messages came in pieces of which the capture does not hold all"
    )


def test_pieces_of_sound_that_are_missing_are_not_worth_a_word():
    assert read_capture(captured([*pieces(udp(bytes(4_000)), 1_280)[:-1], ip(udp(message("a@h")))])).notes == ()


def test_pieces_counted_anew_are_not_mixed_with_old_ones():
    held = fragments.Fragments(b"SIP/")
    begun, ended = fragments.Piece(b"key", 0, more=True), fragments.Piece(b"key", 8, more=False)

    assert held.whole(begun, b"SIP/2.0 ", 0) is None
    assert held.whole(begun, b"SIP/2.0-", fragments.PATIENCE + 1) is None
    assert held.whole(ended, b"new", fragments.PATIENCE + 2) == b"SIP/2.0-new"
    assert held.incomplete == 1


def test_of_endless_pieces_a_bounded_number_is_held():
    held = fragments.Fragments(b"SIP/")
    for number in range(fragments.MOST_OPEN * 2):
        held.whole(fragments.Piece(number.to_bytes(4, "big"), 0, more=True), b"SIP/2.0 ", None)
    for place in range(fragments.MOST_PIECES * 2):
        held.whole(fragments.Piece(b"one", place * 16, more=True), b"SIP/2.0 ", None)

    assert len(held._open) == fragments.MOST_OPEN
    assert max(len(own.pieces) for own in held._open.values()) == fragments.MOST_PIECES


def test_tunnels_in_tunnels_are_taken_off_up_to_a_depth():
    packet = ip(udp(message("deep@h")))
    for _ in range(3):
        packet = ip(packet, 4)
    assert found([packet]) == ["deep@h"]
    for _ in range(30):
        packet = ip(packet, 4)
    assert found([packet]) == []


def test_headers_of_ipv6_on_the_way_are_passed_over():
    options = b"\x3c\0\x01\x04\0\0\0\0" + b"\x11\0\x01\x04\0\0\0\0"  # hop by hop, then for the destination

    assert found([ip(options + udp(message("six@h")), 0, source=ALICE_6, target=BOB_6)]) == ["six@h"]


def test_lengths_left_to_the_network_card_are_taken_from_the_frame():
    packet = bytearray(ip(udp(message("offload@h"))))
    packet[2:4] = packet[24:26] = b"\0\0"

    assert found([bytes(packet)], "raw") == ["offload@h"]


def test_a_message_that_names_two_call_ids_is_found_by_both():
    two = message("one@h").replace(b"CSeq", b"Call-ID: two@h\r\nCSeq")
    seen = read_capture(captured([ip(udp(two))])).seen

    assert [one.message.call_id for one in seen] == ["one@h", "two@h"]
    assert {one.message.text for one in seen} == {two.decode()}
