"""Addresses of people: sip:, tel: and mailto: URIs, `user@host` without a scheme, and bare network addresses."""

import re

from reporter.evidence.redaction import addresses
from reporter.evidence.redaction.marks import Marks
from reporter.evidence.redaction.pseudonyms import MADE

SCHEME = re.compile(r"(?i)(?<![A-Za-z0-9])(?:(sips?|callto)|(tel)):(?://)?")
_END = re.compile(r"[\s<>\"]")
_BARE_V6 = r"[0-9A-Fa-f]{0,4}:(?:[0-9A-Fa-f]{0,4}:){1,6}[0-9A-Fa-f]{0,4}"
_HOST = re.compile(rf"\[[0-9A-Fa-f:.%]{{2,60}}\]|{_BARE_V6}|[^\s;?>,:&%\"'()\[\]{{}}]{{1,255}}")
_PLUS = re.compile(r"(?i)%2b(?=\d)")
_USER_PARAM = re.compile(r"(=)(\+?[\d.\-()]{4,})")
_DIGITS = re.compile(r"\+?[\d*#][\d*#.\-()]*")
_LONGEST_URI = 4_000  # characters looked through for the @

_V4 = r"\d{1,3}(?:\.\d{1,3}){3}"
_V6 = r"(?:[0-9A-Fa-f]{0,4}:){2,7}(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4})"
_AT_OR_V4 = rf"(?P<at>@|%40)|(?<![A-Za-z0-9.])(?P<v4>{_V4})(?:(?P<port>\.\d{{2,5}})(?![\w.]))?(?![A-Za-z0-9_]|\.\d)"
_PLACE_V4 = re.compile(_AT_OR_V4)
_PLACE = re.compile(rf"{_AT_OR_V4}|(?<![\w:])(?P<v6>{_V6})(?![\w])")
_AT_HOST = re.compile(
    rf"\[{_V6}\]|{_BARE_V6}|{_V4}(?![\w.]*[A-Za-z])|[A-Za-z0-9_-]{{1,63}}(?:\.[A-Za-z0-9_-]{{1,63}}){{0,8}}"
)
_LOCAL = frozenset("._%+~!*#$&-")
_LONGEST_LOCAL = 128
_VERSION = re.compile(r"(?i)(?:\bv|\bver|version|firmware|\bfw|release|\bbuild|\brev|revision)[\s.:=\"']{0,3}\Z")
_SIPP = re.compile(r"\d{1,9}-\d{1,9}")
_SWITCH = re.compile(r"[a-z](?=[A-Z0-9])|[A-Z](?=[0-9])|[0-9](?=[A-Za-z])")
_HEX = re.compile(r"[0-9A-Fa-f-]{16,}")


def without_uris(text: str, marks: Marks) -> str:
    """User parts hidden, passwords in them always; hosts hidden where they are addresses."""
    out: list[str] = []
    position = end = 0
    while found := SCHEME.search(text, position):
        out.append(text[position : found.end()])
        if end < found.end():
            last = _END.search(text, found.end())
            end = last.start() if last else len(text)
        token = text[found.end() : min(end, found.end() + _LONGEST_URI)]
        made, read = _tel(token, marks) if found[2] else _sip(token, marks)
        out.append(made)
        position = found.end() + read
    return "".join(out) + text[position:]


def _tel(token: str, marks: Marks) -> tuple[str, int]:
    number = re.match(r"[^;?,]*", token)
    assert number is not None
    return _user(number[0], marks), number.end()


def _sip(token: str, marks: Marks) -> tuple[str, int]:
    """What stands for the user part and the host, and how much of the token that was."""
    before_headers = token.find("?")
    at = token.rfind("@", 0, before_headers) if before_headers > 0 else -1
    if at < 0:
        at = _last_at(token) if "@" in token else token.find("%40")
    if at < 0 or SCHEME.search(token, 0, at):  # another URI holds it
        host = _HOST.match(token)
        if host is None:
            return "", 0
        return (marks.user if _DIGITS.fullmatch(host[0]) and "." not in host[0] else marks.host)(host[0]), host.end()
    start = at + (1 if token[at] == "@" else 3)
    host = _HOST.match(token, start)
    made = marks.host(host[0]) if host else ""
    return f"{_userinfo(token[:at], marks)}{token[at:start]}{made}", host.end() if host else start


def _last_at(token: str) -> int:
    """Of several, the last before what can only follow a host."""
    first = token.find("@")
    stop = re.compile("[;?,&]").search(token, first)
    return token.rfind("@", 0, stop.start() if stop else len(token))


def _userinfo(value: str, marks: Marks) -> str:
    user, colon, password = value.partition(":")
    return f"{_user(user, marks)}{colon}{marks.out('passwords', password) if password else ''}"


def _user(value: str, marks: Marks) -> str:
    user, semicolon, params = value.partition(";")
    if params:
        params = _USER_PARAM.sub(lambda one: one[1] + marks.user(one[2]), params)
    return f"{marks.user(_PLUS.sub('+', user) if _PLUS.match(user) else user)}{semicolon}{params}"


def without_places(text: str, marks: Marks) -> str:
    """`user@host` and network addresses. Versions stay, and identifiers made of a machine's address (Call-IDs)."""
    colons = "::" in text or text.count(":") > 6  # noqa: PLR2004 (of an IPv6 address)
    if not colons and "@" not in text and "%40" not in text and text.count(".") < 3:  # noqa: PLR2004 (of an IPv4 address)
        return text
    pattern = _PLACE if colons else _PLACE_V4
    out: list[str] = []
    position = 0
    while found := pattern.search(text, position):
        start, made, end = found.start(), found[0], found.end()
        if found["at"]:
            start, made, end = _at(text, found, position, marks)
        elif "addresses" in marks.hide:
            made = _v4(text, found, marks) if found["v4"] else _v6(made, marks)
        out += (text[position:start], made)
        position = end
    return "".join(out) + text[position:]


def _v4(text: str, found: re.Match[str], marks: Marks) -> str:
    if _VERSION.search(text, max(0, found.start() - 16), found.start()):
        return found[0]
    return marks.host(found["v4"]) + (found["port"] or "")


def _v6(value: str, marks: Marks) -> str:
    for cut in (value, value.removesuffix(":")):
        if any(letter.isdigit() for letter in cut) and addresses.parse(cut):
            return marks.host(cut) + value[len(cut) :]
    return value


def _at(text: str, found: re.Match[str], lowest: int, marks: Marks) -> tuple[int, str, int]:
    """Where it begins, what stands for it, where it ends."""
    at = start = found.start()
    while start > max(lowest, at - _LONGEST_LOCAL) and (text[start - 1].isalnum() or text[start - 1] in _LOCAL):
        start -= 1
    local, host = text[start:at], _AT_HOST.match(text, found.end())
    if not local or host is None or text[max(0, start - 9) : start].lower() == "replaces=":  # of a Call-ID
        return at, found[0], found.end()
    whole = f"{local}@{host[0]}"
    if whole in marks.call_ids or (not MADE.fullmatch(local) and _is_identifier(local, host[0])):
        return start, text[start : host.end()], host.end()
    return start, f"{marks.user(local)}{found[0]}{marks.host(host[0])}", host.end()


def _is_identifier(local: str, host: str) -> bool:
    """Made by a machine: not what a person or a telephone is called."""
    if _HEX.fullmatch(local) and not local.isdigit():
        return sum(letter.isdigit() for letter in local) > 3  # noqa: PLR2004 (more than a year in a name)
    wild = len(_SWITCH.findall(local))
    if addresses.parse(host.strip("[]")) and (_SIPP.fullmatch(local) or (len(local) >= 8 and wild >= 3)):  # noqa: PLR2004
        return True
    return len(local) >= 12 and wild >= 4  # noqa: PLR2004 (longer and wilder than names are)
