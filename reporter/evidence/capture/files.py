"""Packets out of a capture file, whichever of the two formats it has.

Read block by block with `struct` and not by dpkt's readers: those know one section and one interface and no simple
packets, tell times as floats, and make an object of each header, which costs more than all that is done here."""

from collections.abc import Iterator
from itertools import islice

from reporter.evidence.capture import pcap, pcapng
from reporter.evidence.capture.notes import Notes, too_large, too_long
from reporter.evidence.capture.records import Packet

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE  # bytes read of a file
MOST_PACKETS = 200_000


def form_of(data: bytes) -> str:
    """What it is by its first bytes: "pcap capture", "pcapng capture" or ""."""
    if pcapng.begins(data):
        return "pcapng capture"
    return "pcap capture" if pcap.begins(data) else ""


def packets(data: bytes, notes: Notes) -> Iterator[Packet]:
    """Those of the first LARGEST bytes, MOST_PACKETS at most; `notes` tells what was left."""
    told = notes
    if len(data) > LARGEST:
        notes.add(too_large(LARGEST // MEGABYTE))
        data, told = data[:LARGEST], Notes()  # that it ends there in the middle is no news
    read = pcapng.packets if pcapng.begins(data) else pcap.packets
    found = read(data, told)
    yield from islice(found, MOST_PACKETS)
    if next(found, None) is not None:
        notes.add(too_long(MOST_PACKETS))
