"""Rows with columns (CSV): the head says what stands in each."""

import csv
import re
from collections.abc import Callable

from reporter.evidence.redaction.marks import Marks
from reporter.evidence.redaction.personal import without_personal
from reporter.evidence.redaction.secrets import Rule, rules_for, without_secrets

_DELIMITERS = ",;\t|"
_FEWEST = 3  # columns
_LONGEST_HEAD = 4_000
_NUMBER = re.compile(
    r"(?i)(?:.*[_ -])?(?:src|dst|source|destination|from|to|caller|callee|calling|called|ani|dnis|did|cli|clip|msisdn"
    r"|number|phone|extension|exten|user|username|account|callerid|caller ?id|a|b)"
    r"(?:[_ -]?(?:num(?:ber)?|no|uri|user|party|ext))*"
)
_NAME = re.compile(r"(?i).*(?:name|cnam|clid)\Z")
_CALL_ID = re.compile(
    r"(?i).*(?:call[_ -]?id|callid|unique-?id|uuid|linkedid)\Z(?<!caller id)(?<!caller_id)(?<!callerid)"
)
_SECRET = re.compile(r"(?i).*(?:passw|secret|token|pin\Z|cookie|dtmf|digits)")
_CELL = '"(?:[^"]|"")*"|[^{0}"]*'
_PLAIN = re.compile(r"[\w+*#.@: ()/-]*")


def table(lines: list[str], marks: Marks) -> list[str] | None:
    """The lines without what must not leave; None where they are no table of calls."""
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None or len(lines[first]) > _LONGEST_HEAD:
        return None
    head = lines[first].lstrip("\ufeff")
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        names = next(csv.reader([head], delimiter=delimiter))
    except (csv.Error, StopIteration):
        return None
    columns = [_column(name.strip(), marks) for name in names]
    if len(names) < _FEWEST or not any(columns) or not all(_PLAIN.fullmatch(name) for name in names):
        return None
    cell = re.compile(_CELL.format(re.escape(delimiter)))
    rules = rules_for("\n".join(lines))
    rows = [_row(line, columns, cell, rules, marks) if line.strip() else line for line in lines[first + 1 :]]
    return [*lines[: first + 1], *rows]


def _column(name: str, marks: Marks) -> Callable[[str], str] | None:
    if _CALL_ID.fullmatch(name):
        return _same
    if _SECRET.match(name):
        return lambda value: marks.out("digits" if re.search(r"(?i)dtmf|digits", name) else "passwords", value)
    if _NAME.fullmatch(name) and not re.fullmatch(r"(?i)(?:user|file|account|host|context|trunk)[_ ]?name", name):
        return lambda value: value if "<" in value else marks.name(value)
    return (
        (lambda value: value if re.search("[@:<]", value) else marks.user(value)) if _NUMBER.fullmatch(name) else None
    )


def _same(value: str) -> str:
    return value


def _row(
    line: str, columns: list[Callable[[str], str] | None], cell: re.Pattern[str], rules: tuple[Rule, ...], marks: Marks
) -> str:
    out, position, number = [], 0, 0
    while position <= len(line):
        found = cell.match(line, position)
        end = found.end() if found else len(line)
        value = line[position:end]
        change = columns[number] if number < len(columns) else None
        out.append(_cell(value, change, rules, marks))
        if end >= len(line):
            break
        out.append(line[end])
        position, number = end + 1, number + 1
    return "".join(out)


def _cell(value: str, change: Callable[[str], str] | None, rules: tuple[Rule, ...], marks: Marks) -> str:
    if change is _same or not value.strip():
        return value
    quoted = value[:1] == value[-1:] == '"' and len(value) > 1
    inner = value[1:-1].replace('""', '"') if quoted else value
    made = change(inner.strip()) if change else inner
    if made == inner.strip() or change is None:
        made = without_personal(without_secrets(inner, marks, rules), marks)
    if made == inner:
        return value
    return '"' + made.replace('"', '""') + '"' if quoted else made
