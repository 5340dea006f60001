"""A whole mail, pasted or as a file: the texts that its writer meant."""

import re
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
    mail = Parser(policy=compat32).parsestr(text[start.end() :])
    parts = [part for part in mail.walk() if part.get_content_maintype() == "text"]
    if any(part.get_content_subtype() == "plain" for part in parts):
        parts = [part for part in parts if part.get_content_subtype() != "html"]
    return "\n\n".join((str(mail.get("subject", "")), *map(_decoded, parts)))


def _decoded(part: Message) -> str:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    if part.get("content-transfer-encoding", "").strip().lower() not in {"base64", "quoted-printable"}:
        payload = part.get_payload()
        return payload if isinstance(payload, str) else ""
    for charset in (part.get_content_charset() or "utf-8", "utf-8"):
        try:
            return raw.decode(charset)
        except (LookupError, ValueError):
            continue
    return raw.decode("latin-1")
