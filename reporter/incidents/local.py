"""Incidents from a folder of Markdown files with cState's front matter, one file per incident.

Fields: `title`, `date`, `resolved`, `resolvedWhen`, `severity` (notice, disrupted, down), `affected` (a list), and one
of ours: `kind: maintenance`. Times without a zone are UTC.
Files marked `informational: true` and index pages are no incidents.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import yaml

from reporter.errors import Refused, Unavailable
from reporter.incidents.incident import Incident
from reporter.incidents.summary import summary_of

IMPACTS = {"notice": "minor", "disrupted": "major", "down": "critical"}
_LARGEST = 200_000  # bytes; an incident is a page, not a book
_TITLE = 200
_PARTS = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n(.*))?\Z", re.DOTALL)
_PAGES = {"index", "readme"}


@dataclass(frozen=True)
class Reading:
    """`mistakes`: a sentence for each file that is not understood."""

    incidents: tuple[Incident, ...]
    mistakes: tuple[str, ...]


def read_folder(path: Path, before: Sequence[Incident] = ()) -> Reading:
    """All incidents of the folder, by file name. A broken file is a mistake and stops no other; what was known of it
    (`before`: the last reading) stays, so that a half-saved file resolves nothing.
    Raises Unavailable when the folder cannot be read."""
    known = {incident.id: incident for incident in before}
    incidents: list[Incident] = []
    mistakes: list[str] = []
    for file in _files(path):
        try:
            incident = _incident(file)
        except Refused as mistake:
            mistakes.append(str(mistake))
            incident = known.get(file.stem)
        if incident:
            incidents.append(incident)
    return Reading(tuple(incidents), tuple(mistakes))


def _files(path: Path) -> list[Path]:
    try:
        return sorted(file for file in path.iterdir() if file.suffix == ".md" and file.stem.lower() not in _PAGES)
    except OSError as error:
        raise Unavailable(f"The folder of incidents {path} cannot be read: {error.strerror}.") from error


def _incident(file: Path) -> Incident | None:
    """None for an announcement. Raises Refused with the file's path and what was expected."""
    front, body = _read(file)
    if front.get("informational") is True:
        return None
    started = _moment(file, front, "date")
    maintenance = front.get("kind") == "maintenance"
    return Incident(
        id=file.stem,
        title=_title(file, front),
        kind="maintenance" if maintenance else "incident",
        impact="maintenance" if maintenance else _impact(file, front),
        components=_components(file, front),
        summary=summary_of(body),
        started=started,
        resolved=_resolved(file, front, started),
        location=f"incidents/{file.stem}/",
    )


def _read(file: Path) -> tuple[dict[object, object], str]:
    try:
        if file.stat().st_size > _LARGEST:
            raise Refused(f"{file}: larger than {_LARGEST // 1000} kB, an incident is shorter.")
        parts = _PARTS.match(file.read_text(encoding="utf-8-sig"))
        front = yaml.safe_load(parts[1]) if parts else None
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())[:200]
        raise Refused(f"{file}: cannot be read ({reason}).") from error
    if not parts or not isinstance(front, dict):
        raise Refused(f"{file}: begins with front matter between two lines of three dashes.")
    return front, parts[2] or ""


def _title(file: Path, front: dict[object, object]) -> str:
    title = front.get("title")
    text = " ".join(title.split()) if isinstance(title, str) else ""
    if not text or len(text) > _TITLE:
        raise Refused(f"{file}: title: a text of at most {_TITLE} characters was expected.")
    return text


def _impact(file: Path, front: dict[object, object]) -> str:
    severity = front.get("severity", "notice")
    if not isinstance(severity, str) or severity not in IMPACTS:
        raise Refused(f"{file}: severity: one of {', '.join(IMPACTS)} was expected.")
    return IMPACTS[severity]


def _components(file: Path, front: dict[object, object]) -> tuple[str, ...]:
    affected = front.get("affected") or []
    names = [affected] if isinstance(affected, str) else affected
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise Refused(f"{file}: affected: a list of names was expected.")
    return tuple(names)


def _resolved(file: Path, front: dict[object, object], started: datetime) -> datetime | None:
    """Without `resolvedWhen` a resolved incident ended when its file was last written."""
    if front.get("resolved") is not True:
        return None
    if front.get("resolvedWhen"):
        return _moment(file, front, "resolvedWhen")
    return max(started, datetime.fromtimestamp(file.stat().st_mtime, UTC))


def _moment(file: Path, front: dict[object, object], field: str) -> datetime:
    """A YAML time, or a text such as "2018-04-13 15:54" or Go's "2018-04-13 15:54:00 +0000 UTC"."""
    value = front.get(field)
    if isinstance(value, str):
        value = _parsed(value)
    elif isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time(), UTC)
    if not isinstance(value, datetime):
        raise Refused(f"{file}: {field}: a time such as 2026-11-20 16:05:00 was expected.")
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _parsed(text: str) -> datetime | None:
    found = re.match(r"(\d{4}-\d\d-\d\d)[T ]+(\d\d:\d\d(?::\d\d)?) *(Z|[+-]\d\d:?\d\d)?", text.strip())
    try:
        return datetime.fromisoformat("".join((found[1], "T", found[2], found[3] or ""))) if found else None
    except ValueError:
        return None
