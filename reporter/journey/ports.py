"""What the journey needs kept, and nothing of how. Implemented by `storage`; wired by `app`. Times are aware UTC."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from reporter.evidence.reading import Reading
from reporter.journey.answers import EvidenceFile, Raw


@dataclass(frozen=True)
class StoredStep:
    raw: Raw
    revision: int


@dataclass(frozen=True)
class Draft:
    """The unsent answers of one requester. `steps`: step key -> what was typed last, with its revision (from 1).
    `together`: the id of the draft it was begun beside, because the requester has several problems; "" for none."""

    id: str
    expires: datetime
    steps: Mapping[str, StoredStep]
    together: str = ""

    def raw(self) -> dict[str, Raw]:
        return {key: stored.raw for key, stored in self.steps.items()}


@dataclass(frozen=True)
class UploadCaps:
    """Bytes and counts; `files` and `draft_bytes` are of pictures and traces together, `network_bytes_a_day` is per
    network, `disk_free` what the disk must keep free."""

    files: int = 10
    file_bytes: int = 10_000_000
    trace_bytes: int = 20_000_000
    draft_bytes: int = 40_000_000
    network_bytes_a_day: int = 400_000_000
    disk_free: int = 500_000_000
    drafts_an_hour: int = 120


class Drafts(Protocol):
    """Keys are 128-bit random, given out once and stored hashed."""

    def start(self, *, network: str, now: datetime, expires: datetime, together: str = "") -> tuple[Draft, str]:
        """A new empty draft and its key. `together`: see Draft; it is never what a visitor sent.
        Raises LimitReached when the network started too many."""

    def id_of(self, key: str) -> str:
        """The id of the draft that a key opens or once opened: a repeated submit finds its ticket by it."""

    def open(self, key: str, *, now: datetime) -> Draft | None:
        """The draft behind a key; None when there is none, it was sent, or it has expired."""

    def keep(self, draft_id: str, step: str, raw: Raw, *, revision: int, now: datetime, expires: datetime) -> int:
        """Store what was typed and push the draft's expiry; returns the new revision.
        `revision` is the one the page was shown with (0: the step was empty). Same content again is no change.
        Raises Conflict, changing nothing, when another revision is stored with different content;
        NotFound when the draft is gone."""

    def discard(self, draft_id: str) -> None:
        """Delete the draft with all its evidence (the requester's wish, or a deflection)."""

    def purge(self, *, now: datetime) -> int:
        """Delete expired drafts with their evidence; returns how many."""


class EvidenceFiles(Protocol):
    """Bytes are content-addressed by SHA-256, fsynced (file and folder) before a row names them."""

    def accept(
        self,
        draft_id: str,
        data: bytes,
        *,
        name: str,
        media_type: str,
        width: int,
        height: int,
        network: str,
        now: datetime,
        instead_of: str = "",
    ) -> EvidenceFile:
        """Quarantine a verified picture. The same bytes again in the same draft return the same file.
        The picture `instead_of` leaves the draft once the new one is kept, which takes its place and description.
        Raises LimitReached with a sentence when a cap is met, Unavailable when the disk fails."""

    def keep_trace(
        self,
        draft_id: str,
        *,
        sealed: bytes,
        fingerprint: str,
        name: str,
        media_type: str,
        size: int,
        reading: Reading,
        redacted: bytes,
        capture: bytes,
        network: str,
        now: datetime,
    ) -> EvidenceFile:
        """Keep a trace that was read: its `sealed` original and its redacted copies (empty: there is none). `size` is
        the original's, `fingerprint` tells equal ones: the same again in the same draft returns the same file as it is.
        Raises LimitReached with a sentence when a cap is met, Unavailable when the disk fails, NotFound when the draft
        is gone."""

    def settle_trace(self, draft_id: str, file_id: str, *, reading: Reading, redacted: bytes, capture: bytes) -> None:
        """The trace was read again, because other calls were chosen or more is hidden: what is given takes the place of
        its reading and copies, all or nothing. Raises NotFound when the draft has no such trace."""

    def keep_original(self, draft_id: str, file_id: str, hours: int) -> None:
        """How long the original of a trace stays after sending; 0: it is deleted at sending.
        Raises NotFound when the draft has no such trace."""

    def read_original(self, file: EvidenceFile, *, now: datetime) -> bytes:
        """The sealed original of a trace. Raises NotFound with a sentence when there is none or its time is over,
        Unavailable when it is missing or changed."""

    def of_draft(self, draft_id: str) -> tuple[EvidenceFile, ...]: ...

    def of_ticket(self, ticket_id: str) -> tuple[EvidenceFile, ...]: ...

    def lend(self, ticket_id: str, draft_id: str, *, now: datetime) -> None:
        """The draft gets the ticket's pictures and traces too, those it has already only once, traces without their
        originals. No byte is stored again. Raises NotFound when the draft is gone."""

    def describe(self, draft_id: str, file_id: str, description: str) -> None: ...

    def remove(self, draft_id: str, file_id: str) -> None: ...

    def read(self, sha256: str) -> bytes:
        """The bytes, verified against their hash. Raises Unavailable when missing or changed."""

    def waiting(self, limit: int) -> tuple[tuple[str, str], ...]:
        """(file id, sha256 of the original) of quarantined pictures, oldest first."""

    def cleaned(self, file_id: str, *, clean: bytes, thumbnail: bytes) -> None:
        """Store the re-encoded copies and delete the original."""

    def refused(self, file_id: str, reason: str) -> None: ...

    def purge(self, *, before: datetime) -> int:
        """Delete the bytes of tickets' pictures and traces that were added before that moment, and what was read of
        them; that they were there stays, with state "deleted". Returns how many."""

    def purge_originals(self, *, now: datetime) -> int:
        """Delete the sealed originals whose time is over; returns how many."""
