"""Capture files: their kinds, their times, and what is told of those that are cut, damaged or too large."""

import struct
from datetime import UTC, datetime, timedelta

import pytest

from reporter.evidence.capture import files, is_capture, pcapng, read_capture
from tests.captures import ALICE, BEGAN, BOB, FILES, File, captured, ethernet, ip, message, udp

PACKETS = [ip(udp(message(f"{number}@h"))) for number in range(5)]
WITH_TIMES = [
    File(),
    File(order=">"),
    File(unit=1_000_000_000),
    File(long=True),
    File("pcapng"),
    File("pcapng", order=">"),
    File("pcapng", unit=1_000),
    File("pcapng", unit=1_000_000_000),
]


def notes(data: bytes) -> list[str]:
    return [note.text.format(**note.values) for note in read_capture(data).notes]


def found(data: bytes) -> list[str]:
    return [one.message.call_id for one in read_capture(data).seen]


@pytest.mark.parametrize("file", WITH_TIMES, ids=str)
def test_times_are_utc_whatever_they_are_counted_in(file):
    seen = read_capture(captured(PACKETS, file=file)).seen

    began = datetime.fromtimestamp(BEGAN, UTC)
    assert [one.at for one in seen] == [began + timedelta(milliseconds=number) for number in range(5)]


def test_simple_packets_have_no_time():
    assert [one.at for one in read_capture(captured(PACKETS, file=File("pcapng", simple=True))).seen] == [None] * 5


def test_times_beyond_any_calendar_are_left_out():
    head = File("pcapng").block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1))
    seconds = struct.pack("<HHB3xHH", 9, 1, 0, 0, 0)
    described = File("pcapng").block(1, struct.pack("<HHI", 1, 0, 0) + seconds)
    frame = ethernet(PACKETS[0])
    packet = File("pcapng").block(6, struct.pack("<IIIII", 0, 2**32 - 1, 0, len(frame), len(frame)) + frame)

    assert [one.at for one in read_capture(head + described + packet).seen] == [None]


def test_powers_of_two_and_offsets_of_seconds_are_understood():
    options = struct.pack("<HHB3x", 9, 1, 0x80 | 10) + struct.pack("<HHq", 14, 8, BEGAN) + struct.pack("<HH", 0, 0)
    head = File("pcapng").block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1))
    described = File("pcapng").block(1, struct.pack("<HHI", 1, 0, 0) + options)
    frame = ethernet(PACKETS[0])
    packet = File("pcapng").block(6, struct.pack("<IIIII", 0, 0, 512, len(frame), len(frame)) + frame)

    (seen,) = read_capture(head + described + packet).seen
    assert seen.at == datetime.fromtimestamp(BEGAN + 0.5, UTC)


def test_packets_of_old_blocks_are_read():
    frame = ethernet(PACKETS[0])
    old = File("pcapng").block(2, struct.pack("<HHIIII", 0, 0, 0, 0, len(frame), len(frame)) + frame)

    assert found(captured([], file=File("pcapng")) + old) == ["0@h"]


def test_names_comments_and_secrets_in_a_capture_are_passed_over():
    writer = File("pcapng")
    secrets = writer.block(10, b"KSLTCLIENT_RANDOM 00 00") + writer.block(4, b"\x01\x00\x08\x00pbx.example\0")

    data = captured(PACKETS[:2], file=writer) + secrets
    assert (found(data), notes(data)) == (["0@h", "1@h"], [])


def test_who_sent_what_to_whom_over_what_is_told():
    (seen,) = read_capture(captured([ip(udp(message("a@h"), source=5080, target=5062))])).seen

    assert (seen.source, seen.target, seen.transport) == (f"{ALICE}:5080", f"{BOB}:5062", "UDP")
    assert seen.outgoing is None


def test_addresses_of_ipv6_stand_in_brackets():
    (seen,) = read_capture(captured([ip(udp(message("a@h")), source="2001:db8::1", target="::1")])).seen

    assert (seen.source, seen.target) == ("[2001:db8::1]:5060", "[::1]:5060")


@pytest.mark.parametrize("file", [File(), File("pcapng")], ids=["pcap", "pcapng"])
def test_a_capture_cut_anywhere_gives_what_is_whole_and_says_so(file):
    data = captured(PACKETS, file=file)
    for end in range(24, len(data)):
        calls, told = found(data[:end]), notes(data[:end])
        assert calls == [f"{number}@h" for number in range(len(calls))]
        ends_between = len(captured(PACKETS[: len(calls)], file=file)) == end
        assert bool(told) or (ends_between and calls), end


def test_how_many_packets_were_whole_is_told():
    assert notes(captured(PACKETS)[:-1]) == [
        (
            "This capture ends in the middle, after 4 whole packets: we read what is there. Stop the capture before "
            "you copy the file, and send it again if something is missing."
        )
    ]


def test_half_a_call_id_at_the_end_of_a_cut_capture_is_not_taken_for_a_whole_one():
    data = captured([ip(udp(message("whole@h"))), ip(udp(message("abcdefgh@h")))])
    for end in range(data.index(b"abcdefgh"), data.index(b"CSeq", data.index(b"abcdefgh"))):
        assert set(found(data[:end])) <= {"whole@h", "abcdefgh@h"}


def test_packets_of_which_only_the_beginning_was_captured_are_read_as_far_as_they_go():
    frame = ethernet(ip(udp(message("short@h", body="v=0\r\n" * 99))))[:400]
    head = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 400, 1)

    (seen,) = read_capture(head + struct.pack("<IIII", 1, 0, 400, 999) + frame).seen
    assert seen.message.call_id == "short@h"


@pytest.mark.parametrize("lie", [2**32 - 1, 300_000])
def test_a_length_that_lies_ends_the_reading_where_it_stands(lie):
    data = captured(PACKETS[:2]) + struct.pack("<IIII", 1, 0, lie, lie) + captured(PACKETS[2:])[24:]

    assert found(data) == ["0@h", "1@h"]
    assert notes(data) == [
        (
            "This capture is damaged behind packet 2: nothing after it can be read. Save it once more in Wireshark, or "
            "make a new one."
        )
    ]


@pytest.mark.parametrize("lie", [0, 8, 2**31])
def test_a_block_whose_length_lies_ends_the_reading_where_it_stands(lie):
    data = captured(PACKETS[:2], file=File("pcapng")) + struct.pack("<III", 6, lie, 0)

    assert found(data) == ["0@h", "1@h"]
    assert len(notes(data)) == 1
    assert "damaged behind packet 2" in notes(data)[0]


def test_a_packet_of_an_interface_never_described_is_passed_over():
    frame = ethernet(PACKETS[0])
    stray = File("pcapng").block(6, struct.pack("<IIIII", 7, 0, 0, len(frame), len(frame)) + frame)

    assert found(captured(PACKETS[:1], file=File("pcapng")) + stray) == ["0@h"]


def test_of_more_than_twenty_megabytes_the_first_twenty_are_read():
    filler = struct.pack("<IIII", 1, 0, 262_144, 262_144) + bytes(262_144)
    head, (first, last) = captured([]), (captured([packet])[24:] for packet in PACKETS[:2])
    data = head + first + filler * (files.LARGEST // len(filler) + 1) + last

    assert found(data) == ["0@h"]
    assert notes(data) == [
        (
            "This capture is larger than 20 MB: we read the first 20 MB. If your problem is not in them, send a "
            "capture filtered to SIP, or of the minute of the call alone."
        )
    ]


def test_of_more_than_two_hundred_thousand_packets_the_first_ones_are_read():
    nothing = struct.pack("<IIII", 1, 0, 0, 0)
    data = captured(PACKETS[:1]) + nothing * (files.MOST_PACKETS - 1)
    last = captured(PACKETS[1:2])[24:]

    assert (found(data), notes(data)) == (["0@h"], [])
    assert found(data + last) == ["0@h"]
    assert notes(data + last)[0].startswith("This capture has more than 200,000 packets: we read the first 200,000.")


def test_a_link_that_cannot_be_read_is_named_with_what_to_do():
    data = captured(PACKETS[:1], file=File("pcapng")) + File("pcapng")([b"\0" * 90], 127)

    assert found(data) == ["0@h"]
    assert notes(data) == [
        (
            "Packets of link type 127, from packet 2 on, cannot be read. Capture on a usual network interface "
            "(Ethernet, Linux “any”, loopback), or save the capture as such."
        )
    ]


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.glob("*.pcap*")))
def test_a_capture_is_known_by_its_first_bytes(name):
    data = (FILES / name).read_bytes()

    assert is_capture(data)
    assert read_capture(data).form == ("pcapng capture" if name.endswith("ng") else "pcap capture")


@pytest.mark.parametrize("data", [b"", b"\x0a\x0d\x0d\x0a", b"INVITE sip:a SIP/2.0", b"\x1f\x8b\x08", b"PK\3\4" * 9])
def test_what_is_no_capture_is_not_taken_for_one(data):
    assert not is_capture(data)


def test_a_capture_without_sip_says_where_to_capture():
    told = notes(captured([ip(udp(b"\x80\x08" + bytes(160)))]))

    assert len(told) == 1
    assert told[0].startswith("There is no SIP in this capture that we can read. Capture where the calls pass")


def test_more_interfaces_than_anybody_has_take_no_memory():
    described = File("pcapng").block(1, struct.pack("<HHI", 1, 0, 0))
    data = captured(PACKETS[:1], file=File("pcapng")) + described * (pcapng.MOST_INTERFACES * 2)

    assert found(data) == ["0@h"]
