"""Names and telephone numbers in any line. What is a number by chance stays: codes, moments, counters, versions."""

import re

from reporter.evidence.redaction.marks import Marks
from reporter.evidence.redaction.uris import without_places, without_uris

_NAMED = re.compile(
    r"(?i)(?<![a-z])((?:[a-z]{1,20}[_-]){0,3}"
    r"(?:(?:caller|callee|calling|called|connected|line|cid|clid|cli)[_ -]?(?:line)?[_ -]?(?:id|num)?"
    r"|display|full|first|last|sur)[_ -]?\(?name\)?|(?:[a-z]{1,20}[_-]){0,3}cnam)"
    r"(\\?[\"']?[ \t]*(?::|=>?)[ \t]*)(\\?\"[^\"\r\n]*\"|'[^'\r\n]*'|[^\s\"'<,;|\]}&)][^\"'<,;|\]}&)\r\n]*)"
)
_XML_NAME = re.compile(
    r"(?i)(<(?:[a-z]{1,20}:)?(?:display-?name|displaytext|display-text)(?:\s[^<>]{0,200})?>)([^<]{1,500})(?=<)"
)
_QUOTED_NAME = re.compile(r"(?<=\")((?:[^\"\\\r\n]|\\.){1,200})(?=\"{1,2}\s{0,3}\\?<)")
_PROCESSED_NAME = re.compile(r"(?<=Processing )[^<>\"\r\n]{1,100}(?= <)")  # FreeSWITCH
_HEADED_NAME = re.compile(
    r"(?i)((?:^|[\s>|])(?:from|to|cc|contact|reply-to|sender|f|t|m)[ \t]{0,9}:[ \t]{0,9})([^<>\"\r\n:;=]{1,200})(?=<)"
)

_NUMBER_OF = (
    r"(?:caller|callee|calling|called|connected|dest(?:ination)?|source|origin|diall?ed|dial|transfer|target|redirecting)"
    r"[_ -]?(?:party|id|line)?[_ -]?(?:num(?:ber)?|no|uri|user|ext(?:en(?:sion)?)?)?"
    r"|(?:phone|telephone|mobile|fax|cell|user|account)[_ -]?(?:num(?:ber)?|no|name)?|effective_caller_id_number"
    r"|(?:callerid|connectedline)\((?:num(?:ber)?|all|ani|dnid)\)|ani|dnis|did|clid|cid|cli|cidnum|callerid(?:num)?|msisdn|tel(?:efon|nr)?|rufnummer|nummer|number|exten(?:sion)?|ext"
    r"|nebenstelle|durchwahl|src|dst|subscriber|endpoint|peer|aor|from|to|(?:src|dst|from|to)[_-](?:user|num(?:ber)?)"
)
_SPOKEN_OF = (
    r"exten(?:sion)?|caller|callee|called|ani|dnis|did|diall?ing|diall?ed|msisdn|user|peer"
    r"|nebenstelle|durchwahl|number is"
)
_KEY = re.compile(rf"(?i)(?<![a-z])(?:{_NUMBER_OF})\\?[\"']?\]?[ \t]{{0,3}}\Z")
_SPOKEN = re.compile(rf"(?i)(?<![a-z])(?:{_SPOKEN_OF})(?:[ \t]+(?:is|to))?[ \t]{{1,3}}[\"'<(]?\Z")
_VALUE = re.compile(r"(?<=[:=>\"'<(\[ \t])((?:\+|%2[bB])?[\d*#]{2,25})(?![\w.:%*#-])")
_OPENED = re.compile(r"(?::|=>?)[ \t]{0,3}\\?[\"'<(\[]?\Z")
# fmt: off
_LAST_SPOKEN = frozenset((
    "exten", "extension", "caller", "callee", "called", "ani", "dnis", "did", "dialing", "dialling", "dialed",
    "dialled", "msisdn", "user", "peer", "nebenstelle", "durchwahl", "is", "to",
))
# fmt: on
_AROUND = " \t\"'\\<([])"
_LONGEST_KEY = 40  # characters before a value that are looked at
_ANGLED = re.compile(r"((?:[\"\w)]|\\\")[ \t]?<|>->)(\+?[\d*#]{2,24})(?=>|\s)")
_CHANNELS = ("SIP/", "IAX2/", "SCCP/", "Local/", "DAHDI/", "Skinny/", "Motif/", "USER/", "user/")
_CHANNEL = re.compile(
    r"(?<![A-Za-z/])((?:PJSIP|SIP|IAX2|SCCP|Local|DAHDI|Skinny|Motif|USER|user)/)(?!\d\.\d)([A-Za-z0-9_+.*#]{1,80}?)"
    r"(?=-[0-9a-f]{4,12}\b|[\s,\"@)/;&<>']|\Z)"
)
_PHONE = re.compile(
    r"(?<![\w.])(?:\+|%2[Bb])[1-9](?:\d{8,14}(?![\d])|(?:\(0\))?(?:[ ().\-/]{0,2}\d){6,14}(?!\d))(?!\w)"
    r"|(?<![\w.+:-])(?:00[1-9](?:\d{7,13}|(?:[ \-/]?\d){7,13})"
    r"|0[1-9]\d{6,11}|\(?0[1-9]\d{1,3}\)?[ /-]\d{2,8}(?:[ -]\d{2,8}){0,4}|0[1-9](?:[ .-]\d\d){4})(?!\w|[.:-]\d)"
    r"|(?<![\w.+:/-])(?:1[ .-])?(?:\(\d{3}\)[ ]?|\d{3}[-.])\d{3}[-.]\d{4}(?!\w|[.:-]\d)"
    r"|(?<![\w.+-])(?P<bare>[1-9]\d{9,14})(?!\w|[.:-]\d)"
)
_MAYBE_PHONE = re.compile(r"\d{7}|0\d{1,4}\)?[ /.-]\d\d|\d{3}[-.)] ?\d{3}[-. ]\d{4}")
_VISITOR = re.compile(r"(^\S{2,60} \S{1,60} )([^\s\[-]\S{0,60})(?= \[\d\d/[A-Z][a-z]{2}/\d{4}:)")  # of a web server
_USER_NAMED = re.compile(
    r"(?i)(?<![a-z])((?:(?:auth|sip|from|to)[_-]?user(?:[_-]?name)?|user[_-]?name|subscriber|aor)"
    r"\\?[\"']?[ \t]{0,3}(?::|=>?)[ \t]{0,3}\\?[\"']?)([\w.+*#-]{2,80})(?![\w@:/%])"
)
_CELL = re.compile(r"(?<=[,;]\")\+?[\d*#]{2,24}(?=\"(?:[,;]|\Z))")
_TECHNICAL = re.compile(
    r"(?i)(?:ssrc|seq|ts|timestamp|time|id|pid|tid|len|length|size|bytes|port|cseq|tag|branch|epoch|nonce|count|packets"
    r"|octets|session|sess|version|clock|duration|billsec|serial|build|thread|0x|offset|sec|usec|ms|expires|at|ref|reference)"
    r"[\"']?[ \t]{0,3}[:=#]?[ \t]{0,3}[\"'(\[]?\Z"
)
_UNIT = re.compile(r"(?i)[ \t]?(?:bytes|octets|packets|b|kb|ms|us|µs|ns|s|sec|seconds|hz)\b")
_MOMENT = re.compile(r"1\d{9}|1\d{12}|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{4}|\d{6})?")
_TAIL = re.compile(r"\A(.{8,}\d)([ ][1-9]\d\d)\Z", re.DOTALL)
_SHORTEST_PHONE = 7


def without_personal(text: str, marks: Marks) -> str:
    """Names, numbers and addresses, as far as they are to be hidden; passwords in URIs always."""
    low = text.lower()
    if "<" in text or "name" in low or "cnam" in low:
        text = without_names(text, marks)
    if ":" in text and any(scheme in low for scheme in ("sip", "tel:", "callto:")):
        text = without_uris(text, marks)
    if "@" in text or "%40" in text or "addresses" in marks.hide:
        text = without_places(text, marks)
    return without_numbers(text, marks) if "numbers" in marks.hide else text


def without_names(text: str, marks: Marks) -> str:
    if not marks.hide & {"names", "numbers"}:
        return text
    if "<" in text:
        for pattern in (_QUOTED_NAME, _PROCESSED_NAME):
            text = pattern.sub(lambda found: marks.name(found[0]), text)
        for pattern in (_HEADED_NAME, _XML_NAME):
            text = pattern.sub(lambda found: found[1] + _kept_blanks(found[2], marks), text)
    if "name" not in text.lower() and "cnam" not in text.lower():
        return text
    return _NAMED.sub(lambda found: f"{found[1]}{found[2]}{_unquoted(found[3], marks)}", text)


def _kept_blanks(value: str, marks: Marks) -> str:
    bare = value.strip()
    return value.replace(bare, marks.name(bare), 1) if bare else value


def _unquoted(value: str, marks: Marks) -> str:
    return _kept_blanks(value, marks) if value[:1] not in "\"'\\" else _in_quotes(value, marks)


def _in_quotes(value: str, marks: Marks) -> str:
    bare = value.strip("\"'\\")
    return value.replace(bare, marks.name(bare), 1) if bare.strip() else value


def without_numbers(text: str, marks: Marks) -> str:
    def second(found: re.Match[str]) -> str:
        return found[1] + marks.user(found[2])

    if "+" in text or "%2" in text or _MAYBE_PHONE.search(text):
        text = _PHONE.sub(lambda found: _phone(found, marks), text)
    if any(word in text for word in _CHANNELS):
        text = _CHANNEL.sub(second, text)
    text = _VALUE.sub(lambda found: marks.user(_plus(found[0])) if _is_keyed(found) else found[0], text)
    if "user" in text.lower() or "aor" in text:
        text = _USER_NAMED.sub(second, text)
    if " [" in text:
        text = _VISITOR.sub(second, text)
    if "<" in text:
        text = _ANGLED.sub(second, text)
    if '","' in text:
        text = _CELL.sub(lambda found: marks.user(found[0]), text)
    return text


def _is_keyed(found: re.Match[str]) -> bool:
    """Whether what stands before says that it is somebody's number."""
    before = found.string[max(0, found.start() - _LONGEST_KEY) : found.start()]
    opened = _OPENED.search(before)
    key = before[: opened.start()] if opened else before
    if not key.rstrip(_AROUND)[-1:].isalpha():  # the pattern takes its time
        return False
    if opened:
        return bool(_KEY.search(key))
    return key.rstrip(_AROUND).rpartition(" ")[2].lower() in _LAST_SPOKEN and bool(_SPOKEN.search(key))


def _plus(value: str) -> str:
    return value.replace("%2B", "+").replace("%2b", "+")


def _phone(found: re.Match[str], marks: Marks) -> str:
    value, tail = found[0], ""
    if found["bare"] and not _is_bare_phone(found):
        return value
    code = _TAIL.match(value)
    if code:
        value, tail = code[1], code[2]
    plain = _plus(value)
    if sum(letter.isdigit() for letter in plain) < _SHORTEST_PHONE or plain in marks.call_ids:
        return found[0]
    return marks.user(plain) + tail


def _is_bare_phone(found: re.Match[str]) -> bool:
    text, start, end = found.string, found.start(), found.end()
    if _MOMENT.fullmatch(found["bare"]) or _UNIT.match(text, end):
        return False
    return not _TECHNICAL.search(text, max(0, start - 24), start)
