"""The days that a policy's calendars take from iCalendar files."""

from collections.abc import Iterator, Mapping
from datetime import date

from reporter.errors import Misconfigured
from reporter.policy.document import Mistake, places
from reporter.policy.source import MOST_FILES

Days = tuple[tuple[date, str], ...]


def filed_days(data: dict[str, object], files: Mapping[str, bytes]) -> tuple[dict[str, Days], list[Mistake]]:
    """By calendar (its code) the days of its files, each with the name that the first of them gives it; and a mistake
    for each file that is missing or is none."""
    found: dict[str, dict[date, str]] = {}
    mistakes: list[Mistake] = []
    known: dict[str, Days] = {}
    for place, name in places(data, "calendars.*.holidays.files[]"):
        if not isinstance(name, str) or not name.endswith(".ics"):
            continue  # the model tells
        if name not in known and (told := _why_not(name, files, known)):
            mistakes.append(Mistake(place, told))
            continue
        days = found.setdefault(str(place[1]), {})
        days.update((day, title) for day, title in known[name] if day not in days)
    return {code: tuple(sorted(days.items())) for code, days in found.items()}, mistakes


def _why_not(name: str, files: Mapping[str, bytes], known: dict[str, Days]) -> str | None:
    """Why the file cannot be read; None when its days are known now."""
    from reporter.policy.ical import read_ical  # noqa: PLC0415 - 0.1 s that a policy without files does not pay for

    if len(known) == MOST_FILES:
        return f"is one file too many: a policy may have {MOST_FILES}"
    if name not in files:
        return f"there is no file `{name}` beside the policy"
    try:
        known[name] = read_ical(files[name], name)
    except Misconfigured as error:
        return str(error)
    return None


def with_filed(data: dict[str, object], filed: Mapping[str, Days]) -> Iterator[tuple[str, object]]:
    """The parts of a policy, its calendars with the days of their files."""
    for part, body in data.items():
        if part == "calendars" and isinstance(body, dict):
            yield part, {code: {**one, "filed": filed[code]} if code in filed else one for code, one in body.items()}
        else:
            yield part, body
