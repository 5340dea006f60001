"""A whole mail, pasted or as a file: the texts that its writer meant."""

import base64
import quopri
import re
from contextlib import suppress
from email.message import Message
from email.parser import Parser
from email.policy import compat32

LONGEST_HEAD = 64_000
LONGEST_DESCRIPTION = 2_000  # of a part: the email package looks at each ; of it again and again
MOST_PARTS = 100  # and it nests a function for each part within a part
_FIRST_LINE = re.compile(r"\s{0,20}(?:From [^\n]{1,500}\n)?(?=[A-Za-z][A-Za-z0-9-]{0,60}:)")
_NAME = re.compile(r"^([A-Za-z][A-Za-z0-9-]{0,60}):", re.MULTILINE)
_SENDER = {"from", "sender", "return-path"}
_TELLING = {"message-id", "received", "mime-version", "subject", "delivered-to", "return-path"}
_DESCRIPTION = re.compile(r"^content-[a-z-]{2,40}:.*(?:\n[ \t].*)*", re.IGNORECASE | re.MULTILINE)
_NO_BASE64 = re.compile(r"[^A-Za-z0-9+/]+")
_CHARSET = re.compile(  # Python knows others that take long, or are no charsets
    r"(?:utf[-_]?(?:8|16|32)(?:[-_]?[lb]e)?|(?:us-)?ascii|iso[-_]?8859[-_]?\d{1,2}|latin[-_]?\d|windows[-_]?125\d|cp\d{3,4}"
    r"|koi8[-_][rut]|gb\w{2,6}|big5\w{0,6}|shift[-_]?jis|euc[-_]?\w{2,4}|iso[-_]?2022[-_]\w{2,8}|mac\w{0,10})",
    re.IGNORECASE,
)
_NESTING = re.compile(r"boundary[ \t]*=|message/", re.IGNORECASE)


def mail_text(text: str) -> str | None:
    """The text parts of the mail that `text` is (LF as line end), decoded, with its subject; None when it is none or
    one that is built to be hard to read."""
    start = _FIRST_LINE.match(text)
    if start is None:
        return None
    end = text.find("\n\n", start.end())
    names = {name.lower() for name in _NAME.findall(text, start.end(), min(end, LONGEST_HEAD) if end >= 0 else 0)}
    if not names & _SENDER or len(names & _TELLING) < 2 or {"via", "cseq"} & names:  # noqa: PLR2004 - one may stand in any text
        return None
    if sum(1 for _ in _NESTING.finditer(text)) > MOST_PARTS or any(
        len(one[0]) > LONGEST_DESCRIPTION for one in _DESCRIPTION.finditer(text)
    ):
        return None
    mail = Parser(policy=compat32).parsestr(text[start.end() :].encode(errors="replace").decode())
    parts = [part for part in mail.walk() if part.get_content_maintype() == "text"]
    if any(part.get_content_subtype() == "plain" for part in parts):
        parts = [part for part in parts if part.get_content_subtype() != "html"]
    return "\n\n".join((str(mail.get("subject", "")), *map(_decoded, parts)))


def _decoded(part: Message) -> str:
    payload = part.get_payload()
    if not isinstance(payload, str):
        return ""
    how = str(part.get("content-transfer-encoding", "")).strip().lower()
    if how == "quoted-printable":
        raw = quopri.decodestring(payload.encode())
    elif how == "base64":
        letters = _NO_BASE64.sub("", payload)
        letters = letters[: len(letters) - (len(letters) % 4 == 1)]
        raw = base64.b64decode(letters + "=" * (-len(letters) % 4))
    else:
        return payload
    charset = str(part.get_content_charset() or "")
    for name in (charset if _CHARSET.fullmatch(charset) else "utf-8", "utf-8"):
        with suppress(LookupError, ValueError):
            return raw.decode(name)
    return raw.decode("latin-1")
