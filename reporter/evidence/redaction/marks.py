"""What one report's redaction puts in the place of values, and how often it did."""

import re
from collections import Counter
from collections.abc import Callable, Collection

from reporter.evidence.reading import Hidden
from reporter.evidence.redaction.pseudonyms import MADE, Pseudonyms

GONE = "redacted"
"""Stands where a secret was."""
# fmt: off
_NOBODY = frozenset((
    "anonymous", "unavailable", "restricted", "unknown", "private", "withheld", "asterisk", "-", "<unknown>",
    "redacted",
))
# fmt: on
_LONGEST_LINE, _MOST_LINES = 500, 20_000  # remembered
_SOMETHING = re.compile(r"[^\s]+(?:[ \t]+[^\s]+)*")
_NUMBER_LIKE = re.compile(r"[+(]?[\d*#][\d*#().\-/\s]*")


class Marks:
    """`key`: without one nothing has a pseudonym, what goes always is `redacted`. `hide`: the kinds of personal values
    that get pseudonyms; a value of another kind stays. `counts`: how many of each kind were replaced. What was replaced
    before is neither changed nor counted again."""

    def __init__(self, key: bytes, hide: Collection[Hidden]) -> None:
        self.pseudonyms = Pseudonyms(key)
        self._keyed = bool(key)
        self.hide = frozenset(hide)
        self.counts: Counter[str] = Counter()
        self._lines: dict[tuple[object, str], tuple[str, Counter[str]]] = {}
        self.call_ids: set[str] = set()
        """Those known of messages and fields: they stay wherever they stand."""

    def once(self, text: str, make: Callable[[str, "Marks"], str]) -> str:
        """`make(text, self)`; of a line seen before the same, and as much counted: traces repeat their lines."""
        known = self._lines.get((make, text))
        if known is None:
            before = self.counts.copy()
            known = make(text, self), self.counts - before
            if len(text) <= _LONGEST_LINE and len(self._lines) < _MOST_LINES:
                self._lines[make, text] = known
        else:
            self.counts.update(known[1])
        return known[0]

    def out(self, kind: str, value: str) -> str:
        """Always; the lines of a value stay as many."""
        if not value.strip() or value.strip("\"' \t\r\n") == GONE:
            return value
        made = _SOMETHING.sub(GONE, value)
        return self._counted(kind, value, made)

    def nonce(self, value: str) -> str:
        """A pseudonym, always: whether two are the same tells an engineer much."""
        if not self._keyed or value.strip() in {"", GONE}:
            return self.out("nonces", value)
        return self._counted("nonces", value, self.pseudonyms.word("nonce", value))

    def account(self, value: str) -> str:
        """The user name of credentials, always."""
        if not self._keyed or value.strip() in {"", GONE}:
            return self.out("credentials", value)
        return self._counted("credentials", value, self.pseudonyms.user(value))

    def user(self, value: str) -> str:
        bare = value.strip()
        if "numbers" not in self.hide or bare.lower() in _NOBODY or (len(bare) < 2 and not bare.isdigit()):  # noqa: PLR2004
            return value
        return self._counted("numbers", value, self.pseudonyms.user(value))

    def name(self, value: str) -> str:
        """Of a display name; one that is a number counts as such."""
        bare = value.strip()
        if not bare or bare.lower() in _NOBODY or MADE.fullmatch(bare):
            return value
        if "numbers" in self.hide and _NUMBER_LIKE.fullmatch(bare):
            return self.user(bare)
        if "names" not in self.hide:
            return value
        return self._counted("names", value, self.pseudonyms.word("name", bare))

    def host(self, value: str, *, always: bool = False) -> str:
        if not always and "addresses" not in self.hide:
            return value
        if not self._keyed:
            return self.out("addresses", value)
        return self._counted("addresses", value, self.pseudonyms.host(value))

    def _counted(self, kind: str, value: str, made: str) -> str:
        if made != value:
            self.counts[kind] += 1
        return made
