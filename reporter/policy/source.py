"""What a policy is read from: its text, and the iCalendar files beside it that the text names."""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reporter.errors import Misconfigured

MARK = "%lifering policy with files, version 1\n"
"""How what is packed begins. YAML knows no such directive, so no policy's text begins like this."""
_WORD = re.compile(r"[A-Za-z0-9._-]+")
_PLAIN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}\.ics")
MOST_FILES = 50
LARGEST = 250_000  # bytes of such a file


@dataclass(frozen=True)
class PolicySource:
    """`files`: plain name to content. Two sources are the same promise when their hashes are equal."""

    text: str
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def hash(self) -> str:
        """SHA-256 of all of it; of the text alone when there are no files."""
        return hashlib.sha256(self.pack().encode()).hexdigest()

    def pack(self) -> str:
        """All of it as one text; a text without files is itself."""
        if not self.files and not self.text.startswith(MARK):
            return self.text
        files = {name: base64.b64encode(self.files[name]).decode() for name in sorted(self.files)}
        return MARK + json.dumps({"text": self.text, "files": files}, ensure_ascii=False)

    @staticmethod
    def unpack(packed: str) -> "PolicySource":
        """Raises Misconfigured for what is damaged."""
        if not packed.startswith(MARK):
            return PolicySource(packed)
        try:
            found: Any = json.loads(packed.removeprefix(MARK))
            files = {str(name): base64.b64decode(data, validate=True) for name, data in found["files"].items()}
            return PolicySource(str(found["text"]), files)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error) as error:
            raise Misconfigured("A stored policy is damaged, and cannot be read.") from error


def source_of(text: str, read: Callable[[str], bytes | None]) -> PolicySource:
    """The source of a policy's text. `read` gives the content of a file beside it by its plain name, None when there
    is none; it is asked for each name that looks like one, in a comment too."""
    contents = {name: read(name) for name in file_names(text)}
    return PolicySource(text, {name: data for name, data in contents.items() if data is not None})


def file_names(text: str) -> tuple[str, ...]:
    """The words of the text that are plain names of iCalendar files, in its order, the first 50."""
    words = dict.fromkeys(word for word in _WORD.findall(text) if word.endswith(".ics"))
    return tuple(word for word in words if _PLAIN.fullmatch(word))[:MOST_FILES]
