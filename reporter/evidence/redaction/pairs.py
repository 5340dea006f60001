"""Names and values that stand apart, as in HAR files: `{"name": "Cookie", "value": "..."}`."""

import re

from reporter.evidence.redaction.marks import Marks

_WORDS = ('"name"', '"value"', '"cookies"')
_PART = re.compile(
    r"\"cookies\"\s*:\s*(?P<opened>\[)|(?P<closed>\])|\"name\"\s*:\s*\"(?P<name>(?:[^\"\\]|\\.)*)\""
    r"|(?P<key>\"value\"\s*:\s*\")(?P<value>(?:[^\"\\]|\\.)*)"
)
_SECRET = re.compile(r"(?i)auth|cookie|token|key|secret|pass|pwd|sess|sig\b|\bsid\b|credential|jwt|csrf|xsrf|\bpin\b")


class Pairs:
    """Reads line after line: name and value may stand on lines of their own. Of cookies every value goes."""

    def __init__(self) -> None:
        self._in_cookies = self._secret = False

    def read(self, line: str, marks: Marks) -> str:
        if not self._in_cookies and not any(word in line for word in _WORDS):
            return line
        return _PART.sub(lambda found: self._part(found, marks), line)

    def _part(self, found: re.Match[str], marks: Marks) -> str:
        if found["opened"] or found["closed"]:
            self._in_cookies = bool(found["opened"])
        elif found["name"] is not None:
            self._secret = bool(_SECRET.search(found["name"]))
        elif self._in_cookies or self._secret:
            kind = "cookies" if self._in_cookies else "tokens"
            self._secret = False
            return found["key"] + marks.out(kind, found["value"])
        return found[0]
