"""Names and values that stand in tables, JSON and logs: which of them can be a Call-ID, and whose they are."""

import re
from functools import lru_cache

from reporter.evidence.call_ids import CALL_ID, LONGEST

SHORTEST = 8  # of a value without an @
FEW_DIGITS = 4
_NOTHING = re.compile(r"[^a-z0-9]+")
_CALL_ID_NAMES = re.compile(
    r"(?:original|originating|terminating|orig|leg[ab12]?|[ab]|[ab]leg|inbound|outbound|incoming|outgoing|ingress|egress|in|"
    r"out|remote|local|peer|variable|invite|acc)?(?:sip|i)?callids?(?:header|sip|[ab12])?"
)
_WORDS = re.compile(r"[A-Z]?[a-z]++(?:(?:[-_.][A-Z]?|[A-Z])[a-z]{2,}+)*+|[A-Z]++(?:[-_.][A-Z]++)*+")
_NAMES = re.compile(r"[A-Za-z_]+\d?(?:[._:/][A-Za-z_]+\d?)+")
_LETTERS = re.compile(r"[A-Za-z~+_-]+")
_ODD = re.compile(r"[()<>\[\]{}\"\\?]")
_NUMBER = re.compile(r"\+?[\d().-]{1,18}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?|\d\d?[:/.-]\d\d[:/.-]\d{2,4}")
_OTHERS = re.compile(r"C-[0-9a-f]{8}|0x[0-9a-f]+|<[^<>]*>|\{[^{}]*\}|%[a-z{(][\w)}]*|\[[^\[\]]*\]", re.IGNORECASE)
_SAMPLE = re.compile(r"(?i)x{4,}|\*{3,}|\.{3,}|protected\]|redacted|example-?call-?id")


@lru_cache(maxsize=512)
def is_call_id_name(name: str) -> bool:
    """Whether a column or a key of this name holds SIP Call-IDs. Not `uniqueid`, `uuid`, `linkedid`: other ids."""
    return len(name) <= LONGEST and _CALL_ID_NAMES.fullmatch(_NOTHING.sub("", name.lower())) is not None


def is_plausible(value: str) -> bool:
    """Whether a bare value may be a Call-ID: by RFC 3261's grammar, with an @ or of eight characters at least, and no
    word, number, date, placeholder or Asterisk's own number of a call."""
    if len(value) > LONGEST or CALL_ID.fullmatch(value) is None:
        return False
    if _OTHERS.fullmatch(value) or _SAMPLE.search(value) or "://" in value:
        return False
    digits = sum(map(str.isdigit, value))
    if _ODD.search(value) and digits < FEW_DIGITS:  # an expression of a program
        return False
    if "@" in value:
        own = value.partition("@")[0]
        return len(own) >= SHORTEST or any(map(str.isdigit, own))
    if (
        len(value) < SHORTEST
        or sum(map(str.isalnum, value)) < SHORTEST - 2
        or not (digits or _LETTERS.fullmatch(value))
    ):
        return False
    return not any(form.fullmatch(value) for form in (_WORDS, _NAMES, _NUMBER, _DATE))
