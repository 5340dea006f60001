"""Signs in a log that has no SIP messages: what its lines say in words that everybody's software uses."""

import re
from collections.abc import Iterator

from reporter.evidence.signs.causes import CAUSES
from reporter.evidence.signs.log_codes import ERROR_WORDS, HANGUP_CAUSES, HTTP
from reporter.evidence.signs.log_network import OF_NETWORKS
from reporter.evidence.signs.log_phones import OF_PHONES
from reporter.evidence.signs.meanings import CALLS
from reporter.evidence.signs.wording import ANSWER, CAUSE, HINT, Found, Meaning, Said, found

MOST_TEXT = 1_000_000  # characters, the later ones: a log ends with what went wrong
MOST_PLACES = 40  # looked at of one kind
AROUND = 300  # characters of a line before and after what was found
MOST_WORDS = 6
ERRORS = Meaning("The log has lines that tell of an error.")
EXCEPTION = Meaning("The log names an error of a program: {name}.")
ERROR_MARKS = ("error", "failed", "fatal", "critical", "severe", "panic")
# All begin with plain letters, and the text is in small ones: so they are looked for at the speed of a plain find.
_HTTP = (
    re.compile(r"http/[0-9](?:\.[0-9])?\"?[ \t]{1,3}([45][0-9][0-9])\b"),
    re.compile(r"status(?:[ _]?code)?[\"']?[ \t]{0,3}[:=]?[ \t]{0,3}[\"']?([45][0-9][0-9])\b"),
    re.compile(r"http (?:error|code|status)[ :=]{1,3}([45][0-9][0-9])\b"),
)
_SIP = re.compile(r"sip(?:/2\.0)?(?: response| code| error| status){0,2}[ :=]{1,3}\"?([3-6][0-9][0-9])\b")
_CAUSES = (
    re.compile(r"q\.?850[^\n]{0,40}?[ :;=]{1,3}([0-9]{1,3})\b"),
    re.compile(r"cause[ :=]{1,3}([0-9]{1,3}) - "),
)
_EXCEPTION = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]{2,40}(?:Error|Exception)\Z")
_WORD = re.compile(r"[a-z]{3,16}")


def found_in(text: str) -> list[Found]:
    """What is said by name first; where nothing is, the words of the lines that tell of an error."""
    text = text[-MOST_TEXT:]
    low = text.lower()
    said = [*_said(low), *_codes(low), *_named_causes(text)]
    return said or [*_exceptions(text), *_error_words(low)]


def _said(low: str) -> Iterator[Found]:
    for one in (*OF_PHONES, *OF_NETWORKS):
        if any(_holds(low, one, needle) for needle in one.needles):
            yield found(one.weight, one.code, one.meaning)


def _holds(low: str, one: Said, needle: str) -> bool:
    """Whether a line says it and, where a word has to stand beside it, that too."""
    if not one.beside:
        return needle in low
    return any(any(word in line for word in one.beside) for line in _lines(low, needle))


def _lines(text: str, needle: str) -> Iterator[str]:
    """Those that hold it, or as much of them as stands near; at most MOST_PLACES."""
    at = text.find(needle)
    for _ in range(MOST_PLACES):
        if at < 0:
            return
        start, end = text.rfind("\n", max(0, at - AROUND), at) + 1, text.find("\n", at, at + AROUND)
        end = end if end >= 0 else at + AROUND
        yield text[max(start, at - AROUND) : end]
        at = text.find(needle, max(end, at + len(needle)))


def _codes(low: str) -> Iterator[Found]:
    for code in _few(_SIP, low):
        if meaning := CALLS.get(int(code)):
            yield found(ANSWER, f"answer-{code}", meaning, code)
    for code in (code for pattern in _CAUSES for code in _few(pattern, low)):
        if meaning := CAUSES.get(int(code)):
            yield found(CAUSE - 10, f"cause-{code}", meaning, f"Q.850 cause {code}")
    for code in (code for pattern in _HTTP for code in _few(pattern, low)):
        meaning = HTTP.get(int(code)) or HTTP[int(code) // 100]
        yield found(ANSWER - 5, f"http-{code}", meaning, f"HTTP {code}", code=code)


def _named_causes(text: str) -> Iterator[Found]:
    """FreeSWITCH writes causes by name."""
    for name, cause in HANGUP_CAUSES.items():
        if name in text and re.search(rf"(?<![A-Z_]){name}(?![A-Z_])", text):
            yield found(CAUSE - 10, f"cause-{cause}", CAUSES[cause], f"Q.850 cause {cause}", name)


def _exceptions(text: str) -> Iterator[Found]:
    """Names of exceptions as Java, Python and JavaScript write them."""
    names: dict[str, None] = {}
    for ending in ("Exception", "Error"):
        for line in _lines(text, ending):
            cut = line[: line.find(ending) + len(ending)]
            names.update({one[0]: None for one in [_EXCEPTION.search(cut)] if one})
    for name in list(names)[:MOST_WORDS]:
        yield found(HINT + 5, "log-exception", EXCEPTION, name, name=name)


def _error_words(low: str) -> Iterator[Found]:
    """Only words of a closed list: everything else in a line may be somebody's name or secret."""
    lines = (line for mark in ERROR_MARKS for line in _lines(low, mark))
    words = dict.fromkeys(word for line in lines for word in _WORD.findall(line) if word in ERROR_WORDS)
    if len(words) > 1:
        yield found(HINT, "log-errors", ERRORS, *list(words)[:MOST_WORDS])


def _few(pattern: re.Pattern[str], low: str) -> list[str]:
    """Different values that a pattern finds, in order."""
    values: dict[str, None] = {}
    for match in pattern.finditer(low):
        values.setdefault(match[1])
        if len(values) >= MOST_WORDS:
            break
    return list(values)
