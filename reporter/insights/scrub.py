"""What may be kept of a search: its words, without what can point at a person, a line or a call.

Names cannot be known, so the query is also cut, and never kept with a time of day or an address (see ports.py)."""

import re

_LONGEST = 120
_READ = 300  # characters looked at: what is kept is shorter
# responses of RFC 3261 and its extensions: numbers worth keeping, and the best queries there are
_SIP_CODES = {100, *range(180, 184), 199, 200, 202, 204, *range(300, 306), 380, *range(400, 440), 469, 470}
_SIP_CODES |= {*range(480, 495), *range(500, 506), 513, 580, 600, 603, 604, *range(606, 609)}
_DIGITS_WITH_MARKS = re.compile(r"[+(]*\d(?:[\s().,/+-]*\d)+")
_MANY_DIGITS = 6
_IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,}")
_HEX = re.compile(r"(?=[a-f]*\d)[0-9a-f]{8,}")
_MIXED = re.compile(r"(?=\D*\d\D*\d)(?=.*[a-z])\w{8,}")
_WORD_WITH_NUMBER = re.compile(r"[^\W\d_]+\d{1,4}")


def scrub(query: str) -> str:
    """The query in lower case on one line of at most 120 characters, without addresses, numbers of six digits or more,
    IP addresses and identifiers such as Call-IDs; SIP response codes stay. "" when nothing is left to learn from."""
    words = query[:_READ].lower().split()
    text = " ".join(word for word in words if not _points_at_someone(word))
    text = _DIGITS_WITH_MARKS.sub(_without_phone_numbers, text)
    kept = " ".join(text.split())[:_LONGEST].strip()
    return kept if re.search(r"\w{2}", kept) else ""


def _points_at_someone(word: str) -> bool:
    if "@" in word or "%40" in word or _IP.search(word) or not word.isprintable():
        return True
    return any(_is_identifier(chunk) for chunk in re.split(r"[\W_]+", word))


def _is_identifier(chunk: str) -> bool:
    """A long run of hexadecimal digits, or letters and digits mixed as no word is (`asterisk18` is one)."""
    if _HEX.fullmatch(chunk):
        return True
    return bool(_MIXED.fullmatch(chunk)) and not _WORD_WITH_NUMBER.fullmatch(chunk)


def _without_phone_numbers(found: re.Match[str]) -> str:
    groups = re.findall(r"\d+", found[0])
    if sum(map(len, groups)) < _MANY_DIGITS or all(int(group) in _SIP_CODES for group in groups):
        return found[0]
    return " "
