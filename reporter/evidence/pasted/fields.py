"""Bare fields of logs that may hold a Call-ID: `callid=...`, `"call_id": "..."`, `[CallID: ...]`."""

import re
from collections.abc import Collection, Iterator

from reporter.evidence.pasted.plain_values import is_plausible

MOST_LISTED = 200  # lines of a list below "Call-IDs:"
_FIELD = re.compile(
    r"(?<![a-z0-9])(?:sip[-_ .]?|variable[-_]sip[-_]|i)?call[-_ ]?ids?(?P<quote>[\"']?)"
    r"(?:[ \t]*(?:[:=]|=>|is:?[ \t])[ \t]*|[ \t]+(?=[<\"'])|>(?=[^<\s]))"
)
_KAMAILIO = re.compile(r"\{[12] \d{1,10} [A-Z]{3,12} (\S{4,255})\}[ :]")  # its usual log_prefix: type, CSeq, Call-ID
_VALUE = re.compile(r"[ \t]*(?P<open>\\?[\"'<(\[]?)(?P<value>[^\s,;|&]{1,300})")
_CLOSING = {'"': '"', "'": "'", "<": ">", "(": ")", "[": "]"}
_ITEM = re.compile(r"[ \t]*(?:[-*•][ \t]+|\d{1,3}[.)][ \t]+)?(?P<value>[^\s,;]{4,300})[,;]?[ \t]*")
_UUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_NEAR = 48  # characters before a UUID that tell whose it is
_OF_CHANNEL = re.compile(
    r"(?i)(?:uuid|unique[-_]id|uuid_[a-z_]{2,20})[\"']?[ \t]{0,2}[:= \t][ \t]{0,2}[\"']?\Z|\n\[?\Z"
)
_OF_HEADER = re.compile(r"(?i)\n[> \t]{0,12}(?:call-id|i)[ \t]?:[ \t]?\Z")


def unsure_in(text: str, known: Collection[str]) -> tuple[str, ...]:
    """Values of fields named like a Call-ID that may be one, each once, without those `known`. The UUID of a
    FreeSWITCH channel is none, unless a header Call-ID has it too."""
    lower = text.replace("\u0130", "i").lower()  # the one letter that gets longer: places stay
    values = (value for start in _FIELD.finditer(lower) for value in _values(text, start))
    prefixed = (value for value in _KAMAILIO.findall(text) if is_plausible(value))
    found = {value: None for value in (*values, *prefixed) if value not in known}
    if any(map(_UUID.fullmatch, found)):
        channels = _channels(text)
        return tuple(value for value in found if value.lower() not in channels)
    return tuple(found)


def _channels(text: str) -> set[str]:
    """The UUIDs that name a channel where they stand (a field of that name, the beginning of a line)."""
    channels: set[str] = set()
    headers: set[str] = set()
    for one in _UUID.finditer(text):
        before = text[max(0, one.start() - _NEAR) : one.start()] if one.start() else "\n"
        if _OF_HEADER.search(before):
            headers.add(one[0].lower())
        elif _OF_CHANNEL.search(before):
            channels.add(one[0].lower())
    return channels - headers


def _values(text: str, start: re.Match[str]) -> Iterator[str]:
    position = start.end()
    first = _VALUE.match(text, position)
    if first is None or "\n" in text[position : first.start("value")]:
        yield from _listed(text, position)
        return
    while first is not None:
        value = _trimmed(first["value"], first["open"], quoted=bool(start["quote"]))
        if not is_plausible(value):
            return
        yield value
        if not text.startswith((",", ";"), first.end()):
            return
        first = _VALUE.match(text, first.end() + 1)


def _trimmed(value: str, opened: str, *, quoted: bool) -> str:
    """Without the quotes and brackets that stand around it, and the end of a sentence."""
    closing = _CLOSING.get(opened[-1:], "")
    if closing and closing in value:
        return value[: value.index(closing)].rstrip("\\") if closing in "\"'" else value[: value.rindex(closing)]
    if closing:
        value = opened + value
    if quoted:
        value = value.rstrip("}]")
    if "</" in value:
        value = value.partition("</")[0]
    while value and value[-1] in ".:!?\"')]}>`*":
        mate = {")": "(", "]": "[", "}": "{", ">": "<", '"': '"', "'": "'"}.get(value[-1])
        if mate is not None and value.count(mate, 0, len(value) - 1) >= value.count(value[-1]):
            break
        if value.endswith("..") and not value.endswith("..."):  # CounterPath ends its own so
            break
        value = value[:-1]
    return value


def _listed(text: str, position: int) -> Iterator[str]:
    """Call-IDs below a line that announces them, one on each."""
    line_end = text.find("\n", position)
    for _ in range(MOST_LISTED):
        if line_end < 0:
            return
        start, line_end = line_end + 1, text.find("\n", line_end + 1)
        line = text[start : line_end if line_end >= 0 else len(text)][:400]
        item = _ITEM.fullmatch(line.lstrip("> \t"))
        if item is None and not line.strip("> \t"):
            continue
        if item is None or not is_plausible(item["value"]):
            return
        yield item["value"]
