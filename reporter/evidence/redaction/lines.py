"""Lines and lengths of a text that is changed."""

import re
from collections.abc import Callable

LINE_END = re.compile(r"\r\n|\n|\r")
_LINE = re.compile(r"[^\r\n]+")
_LENGTH = re.compile(r"(:\s*)(\d+)")
_LONGEST_NUMBER = 9  # digits


def by_line(text: str, change: Callable[[str], str]) -> str:
    """Each line changed, its end kept."""
    return _LINE.sub(lambda found: change(found[0]), text)


def length_to_tell(told: str, before: str, after: str) -> int | None:
    """The Content-Length of a changed body: off by as much as it was, where it was wrong; None where it is no number.
    A length counted with CRLF, of a text that has lost its CRs, is counted so again."""
    if not told.isascii() or not told.isdigit() or len(told) > _LONGEST_NUMBER:
        return None
    return max(0, int(told) + size(after) - size(before)) if int(told) != len(before) else size(after)


def length_told(field: str, length: int) -> str:
    """The header field with another number, as wide as it was where it has blanks before."""
    return _LENGTH.sub(lambda found: f"{found[1]}{length}", field, count=1)


def size(text: str) -> int:
    """Bytes, as UTF-8."""
    return len(text) if text.isascii() else len(text.encode(errors="replace"))


def on_the_wire(text: str) -> str:
    """A message with CRLF at the end of its lines; a Content-Length that was right is right again."""
    head, blank, rest = _split(text)
    made = "\r\n".join(LINE_END.split(rest))
    head = "\r\n".join(LINE_END.split(head + blank))
    if made == rest:
        return head + made

    def mended(found: re.Match[str]) -> str:
        right = found[2].isascii() and int(found[2]) == size(rest)
        return f"{found[1]}{size(made)}" if right else found[0]

    return _LENGTH_FIELD.sub(mended, head) + made


_BLANK = re.compile(r"\r\n\r\n|\n\n|\r\r|\n\r\n")
_LENGTH_FIELD = re.compile(r"(?im)^((?:content-length|l)[ \t]*:[ \t]*)(\d{1,9})(?=[ \t]*\r?$)")


def _split(text: str) -> tuple[str, str, str]:
    blank = _BLANK.search(text, len(text) - len(text.lstrip("\r\n")))
    return (text[: blank.start()], blank[0], text[blank.end() :]) if blank else (text, "", "")


def shortened(message: str, most: int) -> str:
    """At most so many bytes of UTF-8: the body's end goes, and Content-Length tells what is left. A head that is too
    long by itself is cut behind a whole line."""
    if size(message) <= most:
        return message
    head, blank, rest = _split(message)
    room = most - size(head + blank) - 10  # the length may have more digits than before
    if room < 0:
        return _first(head, most - 4).rpartition("\r\n")[0] + "\r\n\r\n"
    kept = _first(rest, room)
    return _LENGTH_FIELD.sub(lambda found: f"{found[1]}{size(kept)}", head) + blank + kept


def _first(text: str, most: int) -> str:
    return text.encode(errors="replace")[:most].decode(errors="ignore")
