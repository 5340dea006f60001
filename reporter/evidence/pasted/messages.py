"""The SIP messages of a text, in order, and what stands between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reporter.evidence.call_ids import CALL_ID, LONGEST
from reporter.evidence.pasted.blocks import Block, read_block
from reporter.evidence.pasted.marks import Mark, mark_before
from reporter.evidence.pasted.start_lines import start_in
from reporter.evidence.sip import Message, Seen, by_call_id, read_message

MASKS = ("[email protected]", "[email\xa0protected]", "[email&#160;protected]")
"""What web pages put in place of everything with an @."""
_VIA = re.compile(r"\n(?:via|v)[ \t]*:\s*SIP[ \t]*/[ \t]*2\.0[ \t]*/[ \t]*([a-z]{2,4})\b", re.IGNORECASE)
MOST_BEFORE = 14  # lines before a message that may tell of it


@dataclass(frozen=True)
class Messages:
    """`forms`: the form that each message's surroundings show, "" for none. `rest`: the lines that are in no message.
    `text`: everything, the messages undressed. `cut`: how many messages lack their end; `masked`: how many had their
    Call-ID replaced by a web page."""

    seen: tuple[Seen, ...]
    forms: tuple[str, ...]
    rest: tuple[str, ...]
    text: str
    cut: int
    masked: int


def read_messages(text: str) -> Messages:
    """`text` has LF as line end. Each line is looked at a bounded number of times."""
    lines = text.split("\n")
    starts = [
        (index, place) for index, line in enumerate(lines) if "SIP/" in line and (place := start_in(line)) is not None
    ]
    if not starts:
        return Messages((), (), tuple(lines), text, 0, 0)
    return _Reader(lines).read(starts)


class _Reader:
    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.seen: list[Seen] = []
        self.forms: list[str] = []
        self.rest: list[str] = []
        self.pieces: list[str] = []
        self.read_to = 0
        self.cut = self.masked = 0
        self.mark = Mark()

    def read(self, starts: Sequence[tuple[int, int]]) -> Messages:
        for number, (first, place) in enumerate(starts):
            if first < self.read_to:  # within the body of the one before
                continue
            stop = starts[number + 1][0] if number + 1 < len(starts) else len(self.lines)
            block = read_block(self.lines, first, place, stop)
            message = read_message(block.text, whole=True)
            if message is None:
                self.cut += block.cut
            elif _is_call_id(message.call_id):
                self._take(message, block, first)
            else:
                self.masked += any(mask in message.call_id for mask in MASKS)
        if self.read_to >= len(self.lines):
            self.pieces.append("")
        self._leave(len(self.lines))
        text = "\n".join(self.pieces)
        return Messages(tuple(self.seen), tuple(self.forms), tuple(self.rest), text, self.cut, self.masked)

    def _take(self, message: Message, block: Block, first: int) -> None:
        before = self.lines[max(self.read_to, first - MOST_BEFORE) : first]
        self.mark = mark_before(before, block.prefix, self.mark.kind)
        self._leave(first)
        if block.prefix.strip():
            self.rest.append(block.prefix)
            self.pieces.append(block.prefix.rstrip())
        self.pieces.append(block.text.removesuffix("\n"))
        self.read_to = block.end
        self.cut += block.cut
        mark = self.mark
        transport = mark.transport or _transport(message.text)
        for one in by_call_id(message):
            self.forms.append(mark.form)
            self.seen.append(Seen(one, mark.at, mark.source, mark.target, mark.outgoing, transport))

    def _leave(self, end: int) -> None:
        self.rest += self.lines[self.read_to : end]
        self.pieces += self.lines[self.read_to : end]


def _transport(text: str) -> str:
    """What the topmost Via says: the way that this message went."""
    via = _VIA.search(text)
    return via[1].upper() if via else ""


def _is_call_id(value: str) -> bool:
    return len(value) <= LONGEST and CALL_ID.fullmatch(value) is not None and any(map(str.isalnum, value))
