"""Whether a draft may have one more file: a sentence for each cap."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from reporter.errors import LimitReached
from reporter.journey.answers import EvidenceFile
from reporter.journey.ports import UploadCaps
from reporter.storage import caps
from reporter.storage.prepared import Direct, Query
from reporter.storage.tables import evidence

_BESIDE = Query(
    select(func.count().label("count"), func.coalesce(func.sum(evidence.c.size), 0).label("size")).where(
        evidence.c.draft_id == bindparam("draft"), evidence.c.id != bindparam("former")
    )
)


def check_caps(
    connection: Connection | Direct,
    limits: UploadCaps,
    file: EvidenceFile,
    *,
    draft_id: str,
    network: str,
    room: int,
    now: datetime,
    instead_of: str = "",
) -> None:
    """`room`: bytes the disk has left when the file is stored. The file that goes for it (`instead_of`) does not count.
    Raises LimitReached with a sentence."""
    count, given = _BESIDE.first(connection, draft=draft_id, former=instead_of)
    today = caps.used(connection, network, "upload", since=now - caps.DAY).amount
    checks = (
        _too_large(limits, file),
        (count >= limits.files, f"A report takes {limits.files} screenshots and traces. Remove one to add another."),
        (
            given + file.size > limits.draft_bytes,
            f"All files of a report may have {_mb(limits.draft_bytes)} together. Remove one to add another.",
        ),
        (
            today + file.size > limits.network_bytes_a_day,
            "Too many files came from your network today. Send the report without this one.",
        ),
        (
            room < limits.disk_free,
            "The server has no room for files at the moment. Send the report without this one.",
        ),
    )
    for met, sentence in checks:
        if met:
            raise LimitReached(sentence)


def _too_large(limits: UploadCaps, file: EvidenceFile) -> tuple[bool, str]:
    if file.kind == "picture":
        sentence = f"This picture is larger than {_mb(limits.file_bytes)}. Send a smaller one."
        return file.size > limits.file_bytes, sentence
    sentence = f"This trace is larger than {_mb(limits.trace_bytes)}. Send the part of it that shows the problem."
    return file.size > limits.trace_bytes, sentence


def _mb(size: int) -> str:
    return f"{size / 1_000_000:g} MB"
