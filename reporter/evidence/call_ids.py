"""Call-IDs as typed or pasted into a field: one on each line."""

import re
from dataclasses import dataclass

MOST_CALL_IDS = 50
LONGEST = 255  # RFC 3261 sets no limit; the longest seen in the wild has 110 characters
WORD = r"""[A-Za-z0-9\-.!%*_+`'~()<>:\\"/\[\]?{}]+"""
CALL_ID = re.compile(f"{WORD}(?:@{WORD})?")  # RFC 3261, section 25.1: callid = word [ "@" word ]
HEADER = re.compile(r"(?:call-id[ \t]*:|i[ \t]*:[ \t])[ \t]*", re.IGNORECASE)
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))


@dataclass(frozen=True)
class CallIds:
    """`ids` in the order typed, case kept, each once; `bad`: the lines that hold something else."""

    ids: tuple[str, ...]
    bad: tuple[str, ...]


def read_call_ids(text: str) -> CallIds:
    """One Call-ID on a line, or several with commas or semicolons between (neither may stand in a Call-ID).
    A header pasted whole (`Call-ID: ...`, `i: ...`) counts as its value. A line with one bad part is bad as a whole."""
    ids: list[str] = []
    bad: list[str] = []
    for line in text.translate(INVISIBLE).splitlines():
        parts = [HEADER.sub("", part.strip(), count=1) for part in re.split("[,;]", line) if part.strip()]
        if all(len(part) <= LONGEST and CALL_ID.fullmatch(part) for part in parts):
            ids += parts
        else:
            bad.append(line.strip())
    return CallIds(ids=tuple(dict.fromkeys(ids)), bad=tuple(bad))
