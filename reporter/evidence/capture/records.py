"""What both formats of capture files have in common."""

Packet = tuple[int | None, int, bytes]
"""(microseconds since 1970 UTC or None where the file tells no time, link type as in the registry of LINKTYPE_ values,
the bytes of the frame as far as they were captured)."""

LARGEST_PACKET = 262_144  # what tcpdump and Wireshark write at most
