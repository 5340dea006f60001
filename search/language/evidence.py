"""A pasted trace, log line or error text: which stretches of it tell what is wrong, and which only tell whose it is."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from search.language.addresses import ADDRESS
from search.language.analysis import Word
from search.language.sip_names import CODES

SAYS_NOTHING = 0.0
PLAIN = 1.0
EXACT = 2.0  # what a machine says in its own words: an error's name, a header, what stands in quotes
ANSWER = 3.0  # the response that a trace is about
BESIDE = 0.3  # what else stands in such a trace
_ASKED_AGAIN = frozenset({"401", "407"})  # the usual first answers: only when they are all there is do they tell much

# In every message of a trace, whatever is wrong (RFC 3261 section 20 and table 2), and every session (RFC 8866).
_EVERYWHERE = (
    r"(?:Via|v|From|f|To|t|Call-ID|i|Contact|m|Max-Forwards|Content-(?:Length|Type)|[lc]|(?:Record-)?Route|Date|Allow"
    r"|Supported|k|Accept(?:-\w{1,20})?|(?:Proxy-|WWW-)?Auth(?:orization|enticate))"
)
_BEGIN = r"^[ \t>|]{0,40}"  # as it is in a mail, or in a log
_LINES = rf"{_BEGIN}(?:{_EVERYWHERE}[ \t]*:[^\n]*|[vostc]=[^\n]*|m=audio[^\n]*|a=rtpmap:\d+|CSeq[ \t]*:[ \t]*\d+)"
_NAMELESS = (
    r"\b(?:tag|branch|received|rport|c?nonce|opaque|nc|realm|algorithm|uri|username|icid-value)=[^\s;,>]*|\bsips?:[^\s<>\",;]*|\b(?:tel|urn):\S*",
    r"[\w.+%-]{1,64}@[\w.-]{1,100}",
    r"\b(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?\b",
    ADDRESS,
    r"\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?Z?)?|\b\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?\b",
    r"\b[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\b|\b(?:0x)?(?=[a-fA-F]{0,40}\d)[0-9a-fA-F]{8,64}\b",
    r"\+\d[\d ()-]{5,18}\d|\b\d{6,20}\b",
)
_VERSION = "SIP/2.0"  # in the first line of every message: RFC 3261 sections 7.1 and 7.2
_METHODS = "INVITE|REGISTER|CANCEL|OPTIONS|SUBSCRIBE|NOTIFY|PUBLISH|MESSAGE|UPDATE|PRACK|REFER"
_LEVELS = "DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|VERBOSE|TRACE"
# A group each, the name of which says what it is; where two begin at one place, the first counts.
_KINDS = (
    rf"(?P<everywhere>{_LINES})",
    r"SIP/2\.0[ \t]+(?P<answer>\d{3}\b[^\n]{0,60})",
    r"(?P<protocol>SIP/2\.0\b)",
    r"\bcause[ \t]?[=:]?[ \t]?(?P<cause>\d{1,3})\b",
    rf"{_BEGIN}(?P<header>(?:[A-Z][A-Za-z]{{0,20}}(?:-[A-Z][A-Za-z]{{0,20}}){{1,4}}|Reason|Warning)(?=[ \t]*:))",
    r"\b(?P<direction>a=(?:sendonly|recvonly|inactive)\b)",
    rf"(?P<nameless>{'|'.join(_NAMELESS)})",
    r"\"(?P<quoted>[^\"\n:<>]{3,80})\"",
    rf"\b(?!(?:{_METHODS}|{_LEVELS})\b)(?P<name>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b|[A-Z]{{4,}}\b)",
    r"(?<![\w.:/-])(?P<code>[3-6]\d\d)(?![\w:/-])",
)
_STRETCHES = re.compile("|".join(_KINDS), re.MULTILINE)
_MESSAGE = re.compile(rf"\bSIP/2\.0[ \t]+[1-6]\d\d\b|\b(?:{_METHODS}|ACK|BYE|INFO)[ \t]+\S{{1,300}}[ \t]+SIP/2\.0\b")
_LINE_MADE_SPACE = re.compile(r"[ \t](?=[A-Z][A-Za-z-]{0,40}:[ \t]|[a-z]=\S|SIP/2\.0[ \t]+\d)")
_EXACT = frozenset({"cause", "header", "direction", "quoted", "name"})


def holds_message(text: str) -> bool:
    """Whether a SIP message was pasted: nobody types its first line."""
    return _VERSION in text and bool(_MESSAGE.search(text))


def in_lines(message: str) -> str:
    """A message as it was before a box of one line made spaces of its ends of line; every word stays in its place."""
    return _LINE_MADE_SPACE.sub("\n", message)


class Stretch(NamedTuple):
    """text[start:end] and the weight of what stands in it."""

    start: int
    end: int
    weight: float


class Evidence:
    """What the words of a pasted text weigh: `plain` where they stand in no stretch of their own."""

    def __init__(self, text: str) -> None:
        self._stretches = list(_stretches(text))
        self._starts = [stretch.start for stretch in self._stretches]
        self.plain = BESIDE if any(stretch.weight == ANSWER for stretch in self._stretches) else PLAIN

    def stretch(self, word: Word) -> Stretch | None:
        """The one that the word begins in, if it is in a particular one."""
        place = bisect_right(self._starts, word.start) - 1
        found = self._stretches[place] if place >= 0 else None
        return found if found and word.start < found.end else None


def _stretches(text: str) -> Iterator[Stretch]:
    """From left to right; none reaches into another."""
    found = list(_STRETCHES.finditer(text))
    answers = {match["answer"][:3] for match in found if match["answer"]}
    told = {code for code in answers if code >= "300"}
    last = told - _ASKED_AGAIN or told
    for match in found:
        kind = str(match.lastgroup)
        if kind == "answer":
            yield Stretch(match.start(), match.start(kind), SAYS_NOTHING)
        yield Stretch(*match.span(kind), _weight(kind, match[kind], last))


def _weight(kind: str, written: str, last: set[str]) -> float:
    if kind == "answer":
        return ANSWER if written[:3] in last else SAYS_NOTHING
    if kind == "code":
        return EXACT if int(written) in CODES else PLAIN
    return EXACT if kind in _EXACT else SAYS_NOTHING
