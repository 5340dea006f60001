"""Datagrams put together of IP fragments, in whatever order they come (RFC 791 section 3.2, RFC 8200 section 4.5)."""

from dataclasses import dataclass, field
from typing import NamedTuple

MOST_OPEN = 1_000  # datagrams that wait for more of them
MOST_PIECES = 128  # of one datagram; 64 KiB over a line of 576 bytes come in 119
LARGEST = 65_535
PATIENCE = 60_000_000  # microseconds; whoever counts the datagrams begins anew after 65,536 of them


class Piece(NamedTuple):
    """`key`: what all pieces of one datagram have in common; `more`: it is not the last one."""

    key: bytes
    offset: int
    more: bool


@dataclass(slots=True)
class _Open:
    """`size`: of the whole, 0 as long as the last piece is missing; `got`: sum of the pieces."""

    since: int | None
    pieces: dict[int, bytes] = field(default_factory=dict)
    got: int = 0
    size: int = 0


class Fragments:
    """Holds the pieces of at most MOST_OPEN datagrams; the oldest one gives way. `mark`: what the first piece of a
    datagram holds that somebody waits for."""

    def __init__(self, mark: bytes) -> None:
        self._open: dict[bytes, _Open] = {}
        self._mark = mark
        self._given_up = 0

    @property
    def incomplete(self) -> int:
        """How many that somebody waits for did not become whole, until now."""
        return self._given_up + sum(map(self._missed, self._open.values()))

    def whole(self, piece: Piece, content: bytes, moment: int | None) -> bytes | None:
        """The datagram that this piece completes; None while one is missing. Where two overlap, the one that begins
        first counts, and of two that begin together the one that came first."""
        own = self._open.get(piece.key)
        if own is None or _stale(own, moment):
            own = self._begin(piece.key, moment)
        if piece.offset in own.pieces or len(own.pieces) >= MOST_PIECES or piece.offset + len(content) > LARGEST:
            return None
        own.pieces[piece.offset] = content
        own.got += len(content)
        if not piece.more:
            own.size = piece.offset + len(content)
        if not own.size or own.got < own.size:
            return None
        joined = _joined(own)
        if joined is not None:
            del self._open[piece.key]
        return joined

    def _begin(self, key: bytes, moment: int | None) -> _Open:
        before = self._open.pop(key, None)
        if before is None and len(self._open) >= MOST_OPEN:
            before = self._open.pop(next(iter(self._open)))
        if before is not None:
            self._given_up += self._missed(before)
        self._open[key] = own = _Open(moment)
        return own

    def _missed(self, own: _Open) -> bool:
        return self._mark in own.pieces.get(0, b"")


def _stale(own: _Open, moment: int | None) -> bool:
    return own.since is not None and moment is not None and abs(moment - own.since) > PATIENCE


def _joined(own: _Open) -> bytes | None:
    """None where there is a hole in it."""
    parts, end = [], 0
    for offset, content in sorted(own.pieces.items()):
        if offset > end:
            return None
        if offset + len(content) > end:
            parts.append(content[end - offset :])
            end = offset + len(content)
    return b"".join(parts)[: own.size]
