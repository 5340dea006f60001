"""Any text: a log, a mail, a table, with or without SIP messages in it."""

import re
from collections.abc import Iterator

from reporter.evidence.redaction.descriptions import ATTRIBUTE_IN_LOG, BEGINNING, LINE, attribute, described, origin
from reporter.evidence.redaction.headers import general, header
from reporter.evidence.redaction.marks import Marks
from reporter.evidence.redaction.messages import message
from reporter.evidence.redaction.pairs import Pairs
from reporter.evidence.redaction.personal import without_personal
from reporter.evidence.redaction.pressed import without_digits
from reporter.evidence.redaction.secrets import rules_for, without_secrets
from reporter.evidence.redaction.tables import table
from reporter.evidence.sip import START_LINE

SEPARATOR = re.compile(r"(\r\n|\n|\r|#015#012|#012|\\r\\n|\^M)")
CALL_ID = re.compile(
    r"(?i)(?<![a-z])((?:(?:sip[_ -]?)?call[_ -]?id|unique-?id|linkedid|replaces|in-reply-to|message-id|references)\b"
    r"\\?[\"']?\]?[ \t]{0,3}(?:[:=]>?|is)?[ \t]{0,3}\\?[\"'\[<(]?)([^\s\"',;\\\])]{1,300}+)"
)  # bounded: a line may name one after the other without end
_AGENT = re.compile(r"(?i)(?<![\w-])((?:user-?agent|server|agent|useragent)\b[\"']?[ \t]*[:=][ \t]*)([^\r\n]+)")
_HEADER = re.compile(
    r"(?i)(?<![\w-])(?P<name>(?:proxy-)?authorization|(?:www|proxy)-authenticate|(?:proxy-)?authentication-info|user-to-user"
    r"|geolocation|p-access-network-info|cellular-network-info|(?:set-)?cookie2?|subject|identity|y|x-[a-z-]{0,30}(?:token|key|secret|auth))"
    r"(?P<sep>\\?(?P<quote>[\"']?)[ \t]*(?::|=>?)[ \t]*(?P<opened>\\?[\"']?))"
)
_HEADER_WORDS = (
    "auth",
    "user-to-user",
    "location",
    "network-info",
    "cookie",
    "subject",
    "identity",
    "y:",
    "y :",
    "token",
    "key",
    "secret",
)
_MAIL = re.compile(r"(?im)^(?:message-id|mime-version|received|return-path)[ \t]*:")
_KEY_BEGIN = re.compile(
    r"-----BEGIN [A-Z0-9 ]{0,60}(?:PRIVATE KEY|PGP MESSAGE|CERTIFICATE|PARAMETERS|KEY)[A-Z ]{0,20}-----"
)
_KEY_END = re.compile(r"-----END [A-Z0-9 ]{3,80}-----")
_SMALL = {letter: letter + 32 for letter in range(ord("A"), ord("Z") + 1)}
_FOLD = re.compile(r"[ \t]+")
_START = re.compile(r"(?:[A-Z!]\S{0,63}[ \t]+<?[A-Za-z][\w+.-]{0,20}:.{0,2000}[ \t]|)SIP/\d\.\d")
_FIELD = re.compile(r"\s*[A-Za-z!%*_][\w.!%*+`'~-]{0,80}[ \t]*:|[ \t]")
_OUTSIDE = re.compile(
    r"\s*(?:-{4,}|<-|={4,}|\[\w{3} |\[?\d{4}[-/]\d\d[-/]\d\d|\d\d:\d\d:\d\d|(?:recv|send|sent|received) )"
)


def text(value: str, marks: Marks) -> str:
    """As many lines as before. SIP messages that begin a line are treated as such."""
    lines = SEPARATOR.split(value)
    marks.call_ids.update(_call_ids(value))
    known = table(lines[::2], marks)
    if known is not None:
        lines[::2] = known
        return "".join(lines)
    lines[::2] = list(_Log(lines[::2], value, marks).read())
    return "".join(lines)


def _call_ids(value: str) -> Iterator[str]:
    """Those that fields name. A search for the plain word is many times quicker than one for the pattern."""
    low = value.lower()
    if len(low) != len(value):  # there are letters that have no single small one
        low = value.translate(_SMALL)
    position = low.find("call")
    while position >= 0:
        found = CALL_ID.match(value, position)
        if found:
            yield found[2]
        position = low.find("call", position + 4)


class _Log:
    """Reads line after line; knows what the lines before have begun."""

    def __init__(self, lines: list[str], whole: str, marks: Marks) -> None:
        self._lines, self._marks = lines, marks
        self._rules = rules_for(whole)
        self._subjects = "SIP/2.0" in whole and not _MAIL.search(whole)
        self._in_key = self._in_sdp = False
        self._pairs = Pairs()
        self._folding: tuple[str, int] | None = None
        """The header that lines which are indented deeper go on with."""

    def read(self) -> Iterator[str]:
        position = 0
        while position < len(self._lines):
            line = self._lines[position]
            end = self._message_end(position) if "SIP/" in line else position
            if end > position:
                yield from self._message(self._lines[position:end])
                position = end
                continue
            yield self._line(line) if line.strip() else line
            position += 1

    def _message_end(self, start: int) -> int:
        """The line after the message that begins here; `start` itself where none does."""
        line = self._lines[start].lstrip()
        if not _START.match(line) or not START_LINE.match(line):
            return start
        indent = len(self._lines[start]) - len(line)
        position, told = start + 1, 0
        while position < len(self._lines) and self._lines[position].strip():
            if _OUTSIDE.match(self._lines[position]) or not _FIELD.match(self._lines[position]):
                return position if position > start + 1 else start
            found = re.match(r"\s*(?:content-length|l)\s*:\s*(\d{1,7})", self._lines[position], re.IGNORECASE)
            told = int(found[1]) if found else told
            position += 1
        if position == start + 1:
            return start
        position += 1
        while told > 0 and position < len(self._lines):
            line = self._lines[position]
            if _OUTSIDE.match(line) or _is_start(line):
                break
            told -= len(line[indent:].encode(errors="replace")) + 2
            position += 1
        return min(position, len(self._lines))

    def _message(self, lines: list[str]) -> Iterator[str]:
        self._in_sdp, self._folding = False, None
        indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
        made = message("\n".join(line.removeprefix(indent) for line in lines), self._marks, self._general).split("\n")
        for before, after in zip(lines, made, strict=True):
            yield indent + after if before.startswith(indent) else after

    def _general(self, value: str) -> str:
        return general(value, self._marks)

    def _line(self, line: str) -> str:
        if self._in_key or _KEY_BEGIN.search(line):
            return self._key(line)
        if self._in_sdp or (line.lstrip()[:3] == "v=0" and BEGINNING.match(line)):
            self._in_sdp = bool(LINE.match(line))
            if self._in_sdp:
                return described(line, self._marks)
        if self._folding is not None:
            name, indent = self._folding
            blanks = _FOLD.match(line)
            if blanks and blanks.end() > indent:
                return self._value(name, line)
            self._folding = None
        return self._any(line)

    def _key(self, line: str) -> str:
        begin, end = _KEY_BEGIN.search(line), _KEY_END.search(line)
        self._in_key = end is None
        start = begin.end() if begin else 0
        stop = end.start() if end and end.start() >= start else len(line)
        return line[:start] + self._marks.out("keys", line[start:stop]) + line[stop:]

    def _any(self, line: str) -> str:
        line = self._pairs.read(line, self._marks)
        low = line.lower()
        if any(word in low for word in _HEADER_WORDS):
            found = _HEADER.search(line)
            if found and self._is_header(found, line):
                return self._headed(found, line)
        if " IN IP" in line:
            line = origin(line, self._marks)
        described_at = ATTRIBUTE_IN_LOG.search(line) if "a=" in low else None
        if described_at:
            start = described_at.start(1)
            return self._around_kept(line[:start]) + attribute(line[start:], self._marks)
        return self._around_kept(line, low)

    def _is_header(self, found: re.Match[str], line: str) -> bool:
        name, rest = found["name"].lower(), line[found.end() :]
        if name in {"identity", "y"}:
            return len(re.split(r"[;,\s]", rest, maxsplit=1)[0]) > 30  # noqa: PLR2004 (a signed token is longer)
        return (name != "subject" or self._subjects) and bool(rest.strip())

    def _headed(self, found: re.Match[str], line: str) -> str:
        name, opened = found["name"].lower(), found["opened"] or found["quote"]
        start, end = found.end(), len(line)
        quote = opened or (line[found.start() - 1] if found.start() and line[found.start() - 1] in "\"'" else "")
        if quote:
            closed = re.compile(r"(?:[^\\" + quote[-1] + r"]|\\.)*?(?=" + re.escape(quote) + ")").match(line, start)
            end = closed.end() if closed else end
        else:
            self._folding = (name, len(line) - len(line.lstrip()))
        rest = line[end:]
        return self._around_kept(line[:start]) + self._value(name, line[start:end]) + (self._any(rest) if rest else "")

    def _value(self, name: str, value: str) -> str:
        made = header("identity" if name == "y" else name, value, self._marks)
        return value if made is None else made

    def _around_kept(self, line: str, low: str | None = None) -> str:
        """Call-IDs and the names of programs stay as they are."""
        low = line.lower() if low is None else low
        if not any(
            word in low
            for word in ("call", "agent", "server", "unique", "linkedid", "replaces", "message-id", "refer", "reply")
        ):
            return self._plain(line)
        out: list[str] = []
        position = 0
        for found in sorted((*CALL_ID.finditer(line), *_AGENT.finditer(line)), key=lambda one: one.start()):
            if found.start(2) >= position:
                out += (self._plain(line[position : found.start(2)]), found[2])
                position = found.end(2)
        return "".join(out) + self._plain(line[position:])

    def _plain(self, line: str) -> str:
        if not line:
            return line
        if self._rules:
            line = without_secrets(line, self._marks, self._rules)
        return without_personal(without_digits(line, self._marks), self._marks)


def _is_start(line: str) -> bool:
    return "SIP/" in line and bool(_START.match(line.lstrip()) and START_LINE.match(line.lstrip()))
