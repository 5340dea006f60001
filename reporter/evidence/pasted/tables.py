"""Tables of call records: what a PBX or a portal exports, as CSV with any of the usual separators."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import lru_cache

from reporter.evidence.found import Record
from reporter.evidence.pasted.moments import moment_of
from reporter.evidence.pasted.plain_values import is_call_id_name, is_plausible

MOST_TABLES = 20
MOST_ROWS = 20_000  # nobody chooses among more calls
MOST_OTHER_NAMES = 3  # more columns known by name make a table one of call records
LONGEST_HEAD = 4_000
LONGEST_NAME = 40
LONGEST_CALL = 31_536_000  # a year of seconds
NOON = 12
_ANNOUNCED = re.compile(r"call[-_ ]?ids?(?![a-z])|uniqueid|hangup_cause|disposition", re.IGNORECASE)
_SEPARATED = re.compile(r"[,;|\t]")
_SIGNS = re.compile(r"[^a-z0-9]+")
_DAY = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-]\d{4}")
_NAMES: Mapping[str, frozenset[str]] = {
    kind: frozenset(name.replace("-", "") for name in names.split())
    for kind, names in {
        "at": "start starttime startstamp callstart calldate date datetime time timestamp created begin starttimeutc "
        "callstarttime starttimestamp setuptime invitetime begintime connecttime startepoch atimestamp",
        "end": "end endtime endstamp callend stoptime disconnecttime hanguptime endepoch",
        "talk": "billsec billseconds talktime talking billedduration connectedduration conversation talkduration",
        "duration": "duration callduration durationsec durationseconds durations seconds length calllength",
        "caller": "src caller from calleridnumber callingnumber fromnumber a-number ani source callernumber clid "
        "fromuser calling callerid originator calleridnum fromuri srcuser cli callingparty fromno",
        "callee": "dst callee to destinationnumber callednumber tonumber b-number dnis destination calleenumber touser "
        "called dialednumber dialed touri dstuser calledparty target recipient tono",
        "final": "sipcode code response responsecode sipresponse sipresponsecode status statuscode finalcode "
        "sipstatus sipstatuscode result resultcode sipcausecode sipterminationcode lastresponse",
        "reason": "disposition hangupcause reason terminationreason cause hangupreason callstatus sipreason result "
        "status releasecause endreason failurereason disconnectreason causecode reasonterminated sipphrase",
    }.items()
}
_CODE = re.compile(r"(?<!\d)([1-6]\d\d)(?!\d)")
_SPAN = re.compile(r"(?:(?P<hours>\d{1,3}):)?(?P<minutes>\d{1,3}):(?P<seconds>\d\d(?:\.\d{1,6})?)")


def read_tables(lines: Sequence[str]) -> tuple[tuple[Record, ...], bool]:
    """The rows with a Call-ID of every table in `lines`, each known by its row of names; and whether a table of call
    records was there that names none."""
    records: list[Record] = []
    nameless = False
    tables = 0
    read_to = 0
    for index, line in enumerate(lines):
        if index < read_to or len(line) > LONGEST_HEAD or not _SEPARATED.search(line) or not _ANNOUNCED.search(line):
            continue
        cells, separator = _row_of_names(line)
        if not cells:
            continue
        if tables >= MOST_TABLES or len(records) >= MOST_ROWS:
            break
        tables += 1
        names = [cell if is_call_id_name(cell) else "" for cell in cells]
        if not any(names):
            nameless = nameless or sum(map(bool, map(_kinds, cells))) > MOST_OTHER_NAMES
            continue
        rows, read_to = _rows(lines, index + 1, separator, len(cells))
        records += _records(cells, rows)
    return tuple(records), nameless and not records


def _row_of_names(line: str) -> tuple[list[str], str]:
    """The cells of a row of names, and what separates them; none where the line is something else."""
    for separator in (";", "\t", ",", "|"):
        if separator not in line:
            continue
        with suppress(csv.Error, StopIteration):
            cells = [cell.strip() for cell in next(csv.reader([line.strip("| \t")], delimiter=separator))]
            named = [cell for cell in cells if 0 < len(cell) <= LONGEST_NAME and not cell[0].isdigit()]
            known = sum(is_call_id_name(cell) or bool(_kinds(cell)) for cell in cells)
            if len(cells) > 1 and len(named) >= len(cells) - 1 and known > 1:
                return cells, separator
    return [], ""


def _rows(lines: Sequence[str], first: int, separator: str, width: int) -> tuple[list[list[str]], int]:
    rows: list[list[str]] = []
    index = first
    with suppress(csv.Error):  # a cell beyond csv's own limit
        reader = csv.reader(
            (line.strip("| \t") if separator == "|" else line for line in lines[first:]), delimiter=separator
        )
        for cells in reader:
            if set("".join(cells)) <= set("-:= ") and cells and separator == "|":
                continue
            if len(rows) >= MOST_ROWS or not max(2, width - 2) <= len(cells) <= width + 2:
                break
            rows.append(cells)
            index = first + reader.line_num
    return rows, index


def _records(cells: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Record]:
    at = [place for place, name in enumerate(cells) if {"at", "end"} & set(_kinds(name))]
    day_first = _day_first(row[place] for place in at for row in rows if place < len(row))
    for row in rows:
        yield from records_of(dict(zip(cells, map(str.strip, row), strict=False)), day_first=day_first)


def records_of(row: Mapping[str, str], *, day_first: bool | None = None) -> Iterator[Record]:
    """A record for each Call-ID that a row names (both legs, perhaps)."""
    call_ids = dict.fromkeys(value for name, value in row.items() if is_call_id_name(name) and is_plausible(value))
    if not call_ids:
        return
    told: dict[str, str] = {}
    for name, value in row.items():
        if value:
            for kind in _kinds(name):
                told.setdefault(kind, value)
    code = _CODE.fullmatch(told.get("final", "").partition(" ")[0])
    at = moment_of(told.get("at", ""), day_first=day_first)
    for call_id in call_ids:
        yield Record(
            call_id=call_id,
            at=at,
            duration=_duration(told, at, day_first=day_first),
            caller=told.get("caller", ""),
            callee=told.get("callee", ""),
            final=int(code[1]) if code else 0,
            reason="" if told.get("reason", "").isdigit() and code else told.get("reason", ""),
        )


@lru_cache(maxsize=512)
def _kinds(name: str) -> tuple[str, ...]:
    """What a column of this name tells: a status may be a code or a reason."""
    plain = _SIGNS.sub("", name.lower())
    return tuple(kind for kind, names in _NAMES.items() if plain in names)


def _duration(told: Mapping[str, str], at: datetime | None, *, day_first: bool | None) -> float | None:
    value = told.get("talk") or told.get("duration", "")
    with suppress(ValueError, OverflowError):
        if value:
            span = _SPAN.fullmatch(value)
            if span is None:
                number = float(value.removesuffix("s").strip().replace(",", "."))
                return number if 0 <= number < LONGEST_CALL else None
            return int(span["hours"] or 0) * 3600 + int(span["minutes"]) * 60 + float(span["seconds"])
    end = moment_of(told.get("end", ""), day_first=day_first)
    if at is None or end is None or (at.tzinfo is None) != (end.tzinfo is None) or end < at:
        return None
    return (end - at) / timedelta(seconds=1)


def _day_first(values: Iterable[str]) -> bool | None:
    """What 01/02/2026 means in a column: None where no value settles it."""
    for value in values:
        found = _DAY.match(value)
        if found is not None and int(found[1]) > NOON:
            return True
        if found is not None and int(found[2]) > NOON:
            return False
    return None
