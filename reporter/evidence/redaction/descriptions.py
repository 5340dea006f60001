"""SDP (RFC 8866), line by line: keys and candidates' addresses go always, names and addresses as is to be hidden."""

import re

from reporter.evidence.redaction.marks import Marks
from reporter.evidence.redaction.pseudonyms import LETTERS
from reporter.evidence.redaction.secrets import without_secrets
from reporter.evidence.redaction.uris import without_places, without_uris

BEGINNING = re.compile(r"\s*v=0\s*\Z")
LINE = re.compile(r"(\s*)([a-z])(=)(.*)", re.DOTALL)
ATTRIBUTE = re.compile(
    r"(?i)(\s*(crypto|ice-pwd|ice-ufrag|fingerprint|key-mgmt|identity|(?:remote-)?candidates?)\s*:\s*)(.*)", re.DOTALL
)
_ORIGIN = re.compile(r"(?i)([^\s=]+)(\s+\d+\s+\d+\s+IN\s+IP[46]\s+)([\w:.-]*\w)")
_CONNECTION = re.compile(r"(?i)(.*\bIN\s+IP[46]\s+)([^\s/]+)(.*)", re.DOTALL)
_CRYPTO = re.compile(r"(\S+\s+\S+\s+(?:inline:)?)(.*)", re.DOTALL)
_METHOD = re.compile(r"(\S+\s+)(.*)", re.DOTALL)
ATTRIBUTE_IN_LOG = re.compile(
    r"(?i)(?:^|(?<=[\s|>:'\"\]]))a=((?:crypto|ice-pwd|ice-ufrag|fingerprint|key-mgmt|identity|(?:remote-)?candidates?)\s*:)"
)
"""One in the middle of a line; group 1 is where its name begins."""
_CANDIDATE_PLACE = re.compile(r"[^\s]*[.:][^\s]*")
_FOUNDATION = re.compile(rf"\A[^\s:]{{5,}}(?=\s)(?<!f-[{LETTERS}]{{8}})")


def described(line: str, marks: Marks) -> str:
    """One line without its end; one that is no SDP is read as any text."""
    found = LINE.fullmatch(line)
    if found is None:
        return _other(line, marks)
    indent, kind, equals, value = found.groups()
    return f"{indent}{kind}{equals}{_value(kind, value, marks)}"


def _value(kind: str, value: str, marks: Marks) -> str:
    if kind == "a":
        return attribute(value, marks)
    if kind == "k":
        return marks.out("keys", value)
    if kind == "o":
        return _other(origin(value, marks), marks)
    if kind == "c":
        found = _CONNECTION.fullmatch(value)
        return found[1] + marks.host(found[2]) + found[3] if found else _other(value, marks)
    if kind in "sipe":
        return _person(kind, value, marks)
    return value if kind in "vtbrzm" else _other(value, marks)


def attribute(value: str, marks: Marks) -> str:
    """What stands after `a=`."""
    found = ATTRIBUTE.fullmatch(value)
    if found is None:
        return _other(value, marks)
    head, name, rest = found[1], found[2].lower(), found[3]
    if "candidate" in name:
        return head + _candidate(rest, marks)
    told = {"crypto": _CRYPTO, "fingerprint": _METHOD, "key-mgmt": _METHOD}.get(name)
    parts = told.fullmatch(rest) if told else None
    return head + (parts[1] + marks.out("keys", parts[2]) if parts else marks.out("keys", rest))


def _candidate(value: str, marks: Marks) -> str:
    """Its foundation is often made of the address, so that it goes too."""
    value = _FOUNDATION.sub(lambda one: "f-" + marks.pseudonyms.word("name", one[0]).removeprefix("name-"), value)
    return _CANDIDATE_PLACE.sub(lambda one: marks.host(one[0], always=True), value)


def origin(value: str, marks: Marks) -> str:
    """What o= says, wherever in a line."""
    return _ORIGIN.sub(lambda found: f"{marks.name(found[1])}{found[2]}{marks.host(found[3])}", value)


def _person(kind: str, value: str, marks: Marks) -> str:
    """Session name, information, telephone and mail of a person."""
    bare = value.strip()
    if kind == "e" or not bare:
        return _other(value, marks)
    return value.replace(bare, (marks.user if kind == "p" else marks.name)(bare), 1)


def _other(line: str, marks: Marks) -> str:
    line = without_uris(without_secrets(line, marks), marks)
    return without_places(line, marks)
