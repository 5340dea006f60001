"""Where in a line of text a SIP message begins."""

import re

_VERSION = re.compile(r"SIP/[0-9]\.[0-9](?![/\d])")
_STATUS = re.compile(r"[ \t]+[0-9]+(?![0-9.])")
_METHODS = "INVITE|ACK|BYE|CANCEL|REGISTER|OPTIONS|INFO|PRACK|SUBSCRIBE|NOTIFY|UPDATE|MESSAGE|REFER|PUBLISH|KDMQ"
_KNOWN = re.compile(rf"(?:{_METHODS})[ \t]+(?:[^ \t:]{{1,64}}:|[*<])")  # tcpdump -A prints bytes right before it
_FIRST = re.compile(r"[ \t]*(?P<method>[A-Za-z0-9.!%*_+`'~-]{1,64})[ \t]+[^ \t:]{1,64}:")
_WITHIN = re.compile(r"[\s:>|│=\[\]('\"](?P<method>[A-Za-z0-9.!%*_+`'~-]{1,64})[ \t]+(?:sips?|tel):")


def start_in(line: str) -> int | None:
    """The place where a start line begins that reaches to the end of `line`; None where there is none. What stands
    before it may be anything: blanks, `> `, a log's prefix."""
    found = _VERSION.search(line)
    if found is None:
        return None
    if _STATUS.match(line, found.end()):
        return found.start()
    if line[found.end() :].strip(" \t.") or not found.start():  # ngrep writes a dot for CR
        return None
    for pattern in (_KNOWN, _FIRST, _WITHIN):
        start = pattern.search(line, 0, found.start()) if pattern is not _FIRST else pattern.match(line)
        if start is not None:
            return start.start("method") if "method" in pattern.groupindex else start.start()
    return None
