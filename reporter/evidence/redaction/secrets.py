"""Secrets in any line of a log, a mail or a header: they go always, whatever the policy says."""

import base64
import binascii
import re
from collections.abc import Callable

from reporter.evidence.redaction.marks import Marks

Rule = tuple[tuple[str, ...], Callable[[str, Marks], str]]
_QUOTED = r"\"(?:[^\"\\\r\n]|\\.)*(?:\"|\Z)|'(?:[^'\\\r\n]|\\.)*(?:'|\Z)"
_BARE = r"[^\s\"'&|<>)\]}\\,;]"
_VALUE = rf"(?P<value>\\\"[^\"\\]*\\\"|{_QUOTED}|{_BARE}(?:{_BARE}|[,;](?!\s|[\w.-]+=|[\"'{{\[]|\Z)|\\[^\s\"'])*)"

_JWT = re.compile(r"(?<![\w-])eyJ[\w-]{6,}\.[\w-]{4,}(?:\.[\w-]*)?")
_SHAPED = re.compile(
    r"(?<![\w-])(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{20,}|glpat-[\w-]{16,}|xox[a-z]-[\w-]{10,}|sk[-_](?:live|test|proj)[-_]\w{8,}"
    r"|AIza[\w-]{30,})"
)
_BEARER = re.compile(
    r"(?i)(?<![a-z])(bearer|token)([ \t]+[\"']?)((?=[\w.~+/=-]{0,60}\d)[\w.~+/-]{8,}=*|[\w.~+/-]{24,}=*)"
)
_BASIC = re.compile(r"(?i)(?<![a-z])(basic)([ \t]+)([a-z0-9+/]{4,}={0,2})")
_USERINFO = re.compile(r"(?i)([a-z][a-z0-9+.-]{1,20}://)([^\s/@:\"'<>]{0,200}):([^\s/@\"'<>]{1,400})(?=@)")
_CURL = re.compile(r"(?<!\S)(-u|--user|--proxy-user)([ =][\"']?)([^\s:\"']{1,200}):([^\s\"']{1,400})")
_OPTION = re.compile(rf"(?i)(?<!\S)(--?[a-z-]{{0,20}}(?:passw(?:or)?d|token|secret|api-?key))([ =]){_VALUE}")
_SAID = re.compile(
    r"(?i)\b(passw(?:or)?d|passwort|kennwort|passcode|passphrase|pin|contraseña|de passe)"
    r"(\s+(?:is|was|ist|war|lautet|es|est)\b\s*:?\s*)(\"[^\"]*\"|'[^']*'|[^\s,;\"']+)"
)
_GUARDED = (
    r"passw(?:or)?d|passwort|kennwort|passphrase|passcode|pwd|secret|md5_?cred|ha1b?|a1[_-]?hash|vm-?pin"
    r"|(?<![a-z])pin(?:[_-]?code)?|(?:api|access|auth|private|secret|account|subscription|encryption|signing)[_-]?key"
    r"|credentials?"
)
_ACCESS = r"token|jwt|(?:php|j|asp)?sess(?:ion)?[_ -]?(?:id|key)|(?<=[?&;])(?:sid|sig)|signature|client[_-]?assertion"
_KEYED = re.compile(
    rf"(?i)(?<![a-z])(?P<key>(?:[a-z0-9]{{1,24}}[_.-]){{0,5}}(?:[a-z]{{0,16}}(?:(?P<password>{_GUARDED})|{_ACCESS}))"
    rf"(?:[_-](?:value|key|hash))?)(?P<sep>\\?[\"']?\]?[ \t]{{0,40}}(?::(?!//)|=>?)[ \t]{{0,40}}){_VALUE}"
)
_TOLD = re.compile(r"token|pin\Z")
_SHORTEST_WORD = 12  # "token: expired" tells no token
_PASS = re.compile(
    rf"(?i)(?<![a-z])(?P<key>(?:user|auth|db|sip|proxy|login)?_?pass)"
    rf"(?P<sep>\\?[\"'][ \t]*[:=][ \t]*|[ \t]*=[ \t]*|:(?=\S)){_VALUE}"
)
_DIGEST = re.compile(
    r"(?i)(?<![a-z-])(username|response|cnonce|nonce|nextnonce|opaque|rspauth)(\s*=\s*)(\\?\"[^\"\r\n]{0,2000}(?:\"|\Z))"
)
_DIGEST_BARE = re.compile(r"(?i)(?<![a-z-])(response|cnonce|nonce|opaque|rspauth)(\s*=\s*)([0-9a-f+/=]{16,})")
_DISSECTED = re.compile(
    r"((?i:(?:c?nonce|opaque|next nonce) value|digest authentication response|authentication uri)|(?<![\"\w])Username)"
    r"(:[ \t]*)(\"[^\"\r\n]{1,2000}\")"
)  # Wireshark
_SDP_KEY = re.compile(r"(?<!\w)(k=(?:clear|base64|uri):)(\S+(?: \S+)*)")
_INLINE = re.compile(r"(inline:)([^\s|;\"']{8,})")


def without_secrets(text: str, marks: Marks, rules: tuple[Rule, ...] | None = None) -> str:
    """`rules`: those that can apply at all, of `rules_for` a whole that holds the text."""
    low = text.lower()
    for words, rule in RULES if rules is None else rules:
        for word in words:
            if word in low:
                text = rule(text, marks)
                break
    return text


def rules_for(text: str) -> tuple[Rule, ...]:
    low = text.lower()
    return tuple(rule for rule in RULES if any(word in low for word in rule[0]))


def _whole(pattern: re.Pattern[str], kind: str) -> Callable[[str, Marks], str]:
    return lambda text, marks: pattern.sub(lambda found: marks.out(kind, found[0]), text)


def _last(pattern: re.Pattern[str], kind: str) -> Callable[[str, Marks], str]:
    """The last group goes, the others stay."""

    def replaced(found: re.Match[str], marks: Marks) -> str:
        return found[0][: found.start(found.re.groups) - found.start()] + quoted_out(
            kind, found[found.re.groups], marks
        )

    return lambda text, marks: pattern.sub(lambda found: replaced(found, marks), text)


def quoted_out(kind: str, value: str, marks: Marks) -> str:
    """The value goes, its quotes stay."""
    quote = re.match(r"\\?[\"']?", value)
    opened = quote[0] if quote else ""
    closed = opened if opened and value.endswith(opened) and len(value) >= 2 * len(opened) else ""
    return opened + marks.out(kind, value[len(opened) : len(value) - len(closed)]) + closed


def _keyed(text: str, marks: Marks) -> str:
    def replaced(found: re.Match[str]) -> str:
        kind = "passwords" if found["password"] else "tokens"
        key, value = found["key"].lower(), found["value"]
        if key == "session-id" and re.match(r"[0-9a-f]{32}\Z", value):  # RFC 7989: names a call as a Call-ID does
            return found[0]
        if found["sep"].strip() == ":" and value.isalpha() and len(value) < _SHORTEST_WORD and _TOLD.search(key):
            return found[0]
        return found["key"] + found["sep"] + quoted_out(kind, value, marks)

    return _KEYED.sub(replaced, text)


def _pass(text: str, marks: Marks) -> str:
    return _PASS.sub(lambda found: found["key"] + found["sep"] + quoted_out("passwords", found["value"], marks), text)


def _basic(text: str, marks: Marks) -> str:
    def replaced(found: re.Match[str]) -> str:
        try:
            plain = base64.b64decode(found[3] + "=" * (-len(found[3]) % 4))
        except (binascii.Error, ValueError):
            return found[0]
        return f"{found[1]}{found[2]}{marks.out('credentials', found[3])}" if b":" in plain else found[0]

    return _BASIC.sub(replaced, text)


def _userinfo(text: str, marks: Marks) -> str:
    return _USERINFO.sub(lambda one: f"{one[1]}{marks.account(one[2])}:{marks.out('passwords', one[3])}", text)


def _curl(text: str, marks: Marks) -> str:
    return _CURL.sub(lambda one: f"{one[1]}{one[2]}{marks.account(one[3])}:{marks.out('passwords', one[4])}", text)


def _digest(text: str, marks: Marks) -> str:
    def replaced(found: re.Match[str]) -> str:
        name, value = found[1].lower(), found[3]
        inner = value.strip('\\"')
        if name == "username":
            made = marks.account(inner)
        elif name in {"response", "rspauth"}:
            made = marks.out("credentials", inner)
        else:
            made = marks.nonce(inner)
        return f"{found[1]}{found[2]}{value.replace(inner, made, 1) if inner else value}"

    return _DIGEST_BARE.sub(replaced, _DIGEST.sub(replaced, text))


# fmt: off
_WORDS_OF_KEYS = (
    "pass", "pwd", "kennwort", "secret", "md5", "ha1", "a1_hash", "a1-hash", "a1hash", "key", "credential", "token",
    "jwt", "sess", "signature", "assertion", "vmpin", "vm-pin", "pincode", "pin_code", "pin-code",
    *(f"{word}{after}" for word in ("pin", "sid", "sig") for after in "=: \"'\\]"),
)
# fmt: on
RULES: tuple[Rule, ...] = (
    (("eyj",), _whole(_JWT, "identity")),
    (("akia", "gh", "glpat-", "xox", "sk-", "sk_", "aiza"), _whole(_SHAPED, "tokens")),
    (("bearer", "token"), _last(_BEARER, "tokens")),
    (("basic",), _basic),
    (("://",), _userinfo),
    (("-u", "--user", "--proxy-user"), _curl),
    (("-pass", "-token", "-secret", "-api"), _last(_OPTION, "passwords")),
    (("pass", "kennwort", "pin", "contraseña"), _last(_SAID, "passwords")),
    (_WORDS_OF_KEYS, _keyed),
    (("pass",), _pass),
    (("username", "response", "nonce", "opaque", "rspauth"), _digest),
    (("value:", "response:", "uri:", "username:"), _last(_DISSECTED, "credentials")),
    (("k=",), _last(_SDP_KEY, "keys")),
    (("inline:",), _last(_INLINE, "keys")),
)
"""The words without which a rule finds nothing, in small letters, and the rule."""
