"""The lines of one message in a text, without what a log, a mail or a paste puts before each of them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

MOST_CROSSED = 3_000  # bytes of a body that may hold start lines of its own: message/sipfrag
LONGEST_PREFIX = 200
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9.!%*_+`'~-]{0,63}[ \t]*:|[ \t]")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9.!%*_+`'~-]{0,63}[ \t]*:")
_MOVED = re.compile(
    r"[ \t]+(?:Via|From|To|Call-ID|CSeq|Contact|Max-Forwards|Content-Length|Content-Type)[ \t]?:", re.IGNORECASE
)
"""A header that an editor or a mailing list's archive moved to the right: no folded line begins so."""
_WRAPPED = (" ", ":", ";", ",", "=")
_AFTER = re.compile(
    r"[ \t]*(?:-{3,}|={5,}|~{5,}|\|{5,}|<-{2,}|--end msg--|#+[ \t]*$|\[?\d{4}[-/]\d\d[-/]\d\d[T \t,]"
    r"|\[[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:|\*?[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d|\d\d:\d\d:\d\d[.,:]"
    r"|//-?\d+/|\d{8}\.\d{3} \||(?:recv|send) \d+ bytes |[UT] (?:\d{4}/|\S+:\d+ ->)|(?:UDP|TCP|TLS|WSS?) \S+:\d+ ->)"
)
"""How the lines begin that come after a message in a log."""
_LENGTH = re.compile(r"(?im)^(?:content-length|l)[ \t]*:[ \t]*(\d{1,9})[ \t]*$")
_TYPE = re.compile(r"(?im)^(?:content-type|c)[ \t]*:")
_FRAGMENT = re.compile(r"(?im)^(?:content-type|c)[ \t]*:[ \t]*(?:message/|multipart/)")
_SDP_LINE = re.compile(r"[a-z]=")
_ESCAPED_BLANKS = re.compile(r"(?:\\[ \t])+")
_SYMBOLS = re.compile(r"[^\w\s\])|:.-]+[ \t]*\Z")

Bare = Callable[[str], str | None]
"""A line without its dress; None for a line that wears another one."""


@dataclass(frozen=True, slots=True)
class Block:
    """`text`: a message with LF as line end. `end`: index of the first line after it. `cut`: whether a part of it is
    missing at its end. `prefix`: what stood before its start line."""

    text: str
    end: int
    cut: bool
    prefix: str


@dataclass(frozen=True, slots=True)
class _Body:
    lines: Sequence[str]
    end: int
    cut: bool = False


@dataclass(frozen=True, slots=True)
class _Dressed:
    """The lines of a text that follow a start line, `step` apart."""

    lines: Sequence[str]
    step: int
    bare: Bare

    def at(self, index: int, stop: int) -> str | None:
        return self.bare(self.lines[index]) if index < stop else None


def read_block(lines: Sequence[str], first: int, place: int, stop: int) -> Block:
    """The message whose start line stands at `place` of `lines[first]`. It ends before the line `stop`, where the next
    one starts, unless that one lies within its body."""
    prefix, start = lines[first][:place], lines[first][place:]
    dressed = _dressed(lines, first, prefix, stop)
    head, after, blank = _head(dressed, first + dressed.step, stop)
    if start.endswith(".") and all(line.endswith(".") for line in head):
        start, head = start[:-1], [line[:-1] for line in head]
        dressed = _Dressed(lines, dressed.step, _undotted(dressed.bare))
    top = "\n".join((start, *head))
    if not blank:
        cut = bool(head) and after >= len(lines) and _LENGTH.search(top) is None
        return Block(text=f"{top}\n\n", end=after, cut=cut, prefix=prefix)
    body = _body(dressed, after, stop, top)
    return Block(text="\n".join((top, "", *body.lines, "")), end=body.end, cut=body.cut, prefix=prefix)


def _head(dressed: _Dressed, first: int, stop: int) -> tuple[list[str], int, bool]:
    """The header lines, the index of what follows them, and whether an empty line closed them."""
    plain = _plain_head(dressed, first, stop)
    if plain is not None:
        return plain
    head: list[str] = []
    strangers = 0
    step = dressed.step
    for index in range(first, stop, step):
        line = dressed.bare(dressed.lines[index])
        if line is None:
            if not _HEADER.match(dressed.at(index + step, stop) or ""):
                return head, index, False
            continue  # a line of another process between ours, or one that a mail program wrapped
        if not line.strip() or (line == "." and head and head[-1].endswith(".")):
            return head, index + step, True
        if line.startswith("v=0") and head:
            return head, index, True
        mended = _mended(line, head[-1] if head else "")
        if mended is None and (strangers or _AFTER.match(line)):
            return head[: len(head) - strangers], index - strangers * step, False
        strangers = 0 if mended is not None else 1
        head.append(mended or line)
    return head, stop, False


def _plain_head(dressed: _Dressed, first: int, stop: int) -> tuple[list[str], int, bool] | None:
    """The same where nothing about the lines is odd: nearly always, and found much sooner."""
    if dressed.bare is not _as_it_is or dressed.step != 1:
        return None
    end = next((index for index in range(first, stop) if not dressed.lines[index]), stop)
    head = list(dressed.lines[first:end])
    return (head, end + 1, True) if end < stop and all(map(_PLAIN.match, head)) else None


def _mended(line: str, before: str) -> str | None:
    """A line of a head as it was; None for one that looks like none."""
    if _HEADER.match(line):
        return line.lstrip() if line[0] in " \t" and _MOVED.match(line) else line
    return f" {line}" if before.endswith(_WRAPPED) and not _AFTER.match(line) else None


def _body(dressed: _Dressed, first: int, stop: int, head: str) -> _Body:
    """Content-Length counts line ends as CR LF, which a text has lost; some senders use LF. Where neither meets the end
    of a line, the body ends at an empty line, at what a log writes next, or where the next message starts."""
    told = _LENGTH.search(head)
    length = int(told[1]) if told else None
    if length == 0 or (length is None and not _TYPE.search(head)):
        return _Body([], first)
    if length is not None:
        fragment = length <= MOST_CROSSED and _FRAGMENT.search(head) is not None
        measured = _measured(dressed, first, len(dressed.lines) if fragment else stop, length)
        if measured is not None:
            return measured
    body: list[str] = []
    end = first
    for index in range(first, stop, dressed.step):
        line = dressed.bare(dressed.lines[index])
        if line is None or not line.strip() or (_AFTER.match(line) and not _SDP_LINE.match(line)):
            break
        body.append(line)
        end = index + dressed.step
    return _Body(body, min(end, max(stop, first)), length is not None and _missing(body, length))


def _measured(dressed: _Dressed, first: int, far: int, length: int) -> _Body | None:
    """The body by its length, with line ends of either kind; None where that is no end of a line."""
    body: list[str] = []
    with_crlf = with_lf = 0
    for index in range(first, far, dressed.step):
        line = dressed.bare(dressed.lines[index])
        if line is None or with_lf > length:
            return None
        body.append(line)
        size = len(line) if line.isascii() else len(line.encode(errors="replace"))
        if length in {with_crlf + size, with_crlf + size + 2, with_lf + size, with_lf + size + 1}:
            following = dressed.at(index + dressed.step, far) or ""
            if not _SDP_LINE.match(following):  # else it met by chance
                return _Body(body, index + dressed.step)
        with_crlf += size + 2
        with_lf += size + 1
    return None


def _missing(body: Sequence[str], length: int) -> bool:
    """Whether so much is missing that nobody can have shortened it by hand."""
    return sum(len(line.encode(errors="replace")) + 2 for line in body) < length * 2 // 3


def _undotted(bare: Bare) -> Bare:
    def without(line: str) -> str | None:
        found = bare(line)
        return found.removesuffix(".") if found else found

    return without


def _dressed(lines: Sequence[str], first: int, prefix: str, stop: int) -> _Dressed:
    """How to undress the lines that follow the start line."""
    step = 2 if _doubled(lines, first, stop) else 1
    following = lines[first + step] if first + step < stop else ""
    shape = next((one for one in _shapes(prefix) if one.match(following)), None)
    if shape is not None:
        following = following[_length(shape, following) :]
    indent = following[: len(following) - len(following.lstrip(" \t"))]
    if shape is None and not indent:
        return _Dressed(lines, step, _as_it_is)

    def bare(line: str) -> str | None:
        if shape is not None:
            length = _length(shape, line)
            if length < 0:
                return None
            line = line[length:]
        if line.startswith(indent):
            return line[len(indent) :]
        return None if line.strip() else ""

    return _Dressed(lines, step, bare)


def _as_it_is(line: str) -> str:
    return line


def _doubled(lines: Sequence[str], first: int, stop: int) -> bool:
    """Whether there is an empty line after each line, as web pages and mails make them."""
    if first + 4 >= stop or any(lines[first + away].strip() for away in (1, 3)):
        return False
    return all(_HEADER.match(lines[first + away]) for away in (2, 4))


def _shapes(prefix: str) -> list[re.Pattern[str]]:
    if not prefix.strip() or len(prefix) > LONGEST_PREFIX:
        return []
    forms = dict.fromkeys((prefix, _SYMBOLS.sub("", prefix)))
    return [_shape(re.sub(r"\d+", "0", form)) for form in forms if form.strip()]


@lru_cache(maxsize=256)
def _shape(prefix: str) -> re.Pattern[str]:
    """Matches the same prefix with other digits: another time, another process. The blanks at its end are as many:
    one more makes a folded line. Possessive: a prefix of many numbers costs no time."""
    ended = prefix.rstrip()
    form, blanks = (re.escape(part).replace("0", r"\d++") for part in (ended, prefix[len(ended) :]))
    form = _ESCAPED_BLANKS.sub(r"[ \\t]*+", form)
    return re.compile(f"{form}(?:{blanks}|[ \t]*$)" if blanks else form)


def _length(shape: re.Pattern[str], line: str) -> int:
    found = shape.match(line)
    return found.end() if found else -1
