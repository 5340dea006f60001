"""Typed text made safe to store, show and mail, with no word lost."""

import re
import unicodedata

LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
BIDI_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that show text in another order than it is stored (Unicode TR 36, section 2.5)."""


def clean_text(value: str) -> str:
    """Several lines: every kind of line break is a newline; control and bidi override characters are gone.
    Blanks within a line stay, because a log is read by its columns."""
    text = LINE_BREAKS.sub("\n", value)
    kept = "".join(character for character in text if character in "\n\t" or not _unsafe(character))
    return "\n".join(line.rstrip() for line in kept.strip().split("\n"))


def clean_line(value: str) -> str:
    """One line: as `clean_text`, and every run of blanks and line breaks is one space."""
    return " ".join(clean_text(value).split())


def _unsafe(character: str) -> bool:
    return character in BIDI_OVERRIDES or unicodedata.category(character) in {"Cc", "Cs"}
