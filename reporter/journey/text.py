"""Typed text made safe to store, show and mail, with no word lost."""

import re

LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"  # Unicode categories Cc and Cs, but tab and newline
BIDI_OVERRIDES = "\u202a-\u202e\u2066-\u2069"  # they show text in another order than it is stored (Unicode TR 36)
UNSAFE = re.compile(f"[{CONTROLS}{BIDI_OVERRIDES}]")


def clean_text(value: str) -> str:
    """Several lines: every kind of line break is a newline; control and bidi override characters are gone.
    Blanks within a line stay, because a log is read by its columns."""
    kept = UNSAFE.sub("", LINE_BREAKS.sub("\n", value))
    return "\n".join(line.rstrip() for line in kept.strip().split("\n"))


def clean_line(value: str) -> str:
    """One line: as `clean_text`, and every run of blanks and line breaks is one space."""
    return " ".join(clean_text(value).split())
