"""What goes out of the value of a SIP header field, by its long name in small letters."""

import re
from collections.abc import Callable

from reporter.evidence.redaction.marks import Marks
from reporter.evidence.redaction.personal import without_personal
from reporter.evidence.redaction.secrets import without_secrets

Handler = Callable[[str, Marks], str]
# fmt: off
UNTOUCHED = frozenset((
    "call-id", "cseq", "max-forwards", "content-length", "content-type", "content-encoding", "expires",
    "session-expires", "min-se", "min-expires", "allow", "supported", "require", "proxy-require", "unsupported",
    "user-agent", "server", "date", "timestamp", "rseq", "rack", "event", "allow-events", "subscription-state",
    "accept", "accept-encoding", "accept-language", "replaces", "in-reply-to", "target-dialog", "join",
    "session-id", "mime-version", "content-disposition", "refer-sub", "privacy", "retry-after",
))
# fmt: on
# fmt: off
PEOPLE = frozenset((
    "from", "to", "contact", "p-asserted-identity", "p-preferred-identity", "remote-party-id", "diversion",
    "history-info", "refer-to", "referred-by", "route", "record-route", "path", "service-route", "reply-to",
    "p-called-party-id", "p-associated-uri", "p-served-user", "p-charge-info", "request-disposition",
))
# fmt: on
_PLAIN_SCHEMES = frozenset(("sip", "sips", "tel", "im", "xmpp", "mailto", "urn", "http", "https", "ws", "wss"))
_SIGNED_IN = frozenset(("authorization", "proxy-authorization"))
_ASKED = frozenset(("www-authenticate", "proxy-authenticate"))
_ANSWERED = frozenset(("authentication-info", "proxy-authentication-info"))
_OUT = {
    "subject": "bodies",
    "user-to-user": "bodies",
    "geolocation": "locations",
    "cellular-network-info": "locations",
    "cookie": "cookies",
    "set-cookie": "cookies",
    "cookie2": "cookies",
}
_SECRET_NAME = re.compile(r"(?:token|secret|passw|api-?key|credential|cookie|auth-?key|jwt|x-auth|session-?key)")

# fmt: off
_SCHEMES = frozenset((
    "digest", "basic", "bearer", "ntlm", "kerberos", "negotiate", "tls-dsk",
))
# fmt: on
_BY_PARAMS = frozenset(("digest", "ntlm", "kerberos", "tls-dsk"))
# fmt: off
_KEPT = frozenset((
    "realm", "algorithm", "qop", "stale", "nc", "charset", "userhash", "version", "scope", "error",
    "error_description", "authz_server",
))
# fmt: on
_NONCES = frozenset(("nonce", "nextnonce", "cnonce", "opaque"))
# fmt: off
_OTHERS = frozenset((
    "username", "uri", "response", "rspauth", "domain", "auts", "ik", "ck", "integrity-protected", "gssapi-data",
    "targetname", "crand", "cnum", "srand", "snum",
))
# fmt: on
_PARAM = re.compile(r"([A-Za-z][\w-]{0,60})(\s*=\s*)(\"(?:[^\"\\]|\\.)*\"?|[^\s,\"]*)", re.DOTALL)
_TOKEN = re.compile(r"[^\s,]+")
_OF_SIGNING = frozenset(("info", "alg", "ppt", "typ"))
_SIGNED = re.compile(r"[^;,\s]+(?:\s+[^;,\s]+)*")
_PARAM_VALUE = re.compile(r"(=\s*)(\"[^\"]*\"?|[^;,\s]+)")


def header(name: str, value: str, marks: Marks) -> str | None:
    """The value as it may leave, with as many lines as before; None for a header that is read as any text is."""
    if name in UNTOUCHED:
        return value
    if name in _OUT:
        return marks.out(_OUT[name], value)
    if name in PEOPLE:
        return general(people(value, marks), marks)
    if name in _SIGNED_IN | _ASKED | _ANSWERED:
        return general(sign_in(name, value, marks), marks)
    special = _SPECIAL.get(name)
    if special:
        return special(value, marks)
    return marks.out("tokens", value) if _SECRET_NAME.search(name) else None


def general(text: str, marks: Marks) -> str:
    """What holds for any text."""
    return without_personal(without_secrets(text, marks), marks)


def sign_in(name: str, value: str, marks: Marks) -> str:
    """Scheme, realm, algorithm, qop and the like stay: an engineer sees what was asked. The rest goes."""
    scheme = _TOKEN.search(value)
    word = scheme[0].lower() if scheme else ""
    if name in _SIGNED_IN and word not in _BY_PARAMS:
        after = scheme.end() if scheme and word in _SCHEMES else 0
        return value[:after] + marks.out("credentials", value[after:])
    out: list[str] = []
    position = 0
    for found in _PARAM.finditer(value):
        if found[1].lower() not in _KEPT | _NONCES | _OTHERS:
            continue
        out += (_between(value[position : found.start()], marks), _param(found, marks))
        position = found.end()
    return "".join(out) + _between(value[position:], marks)


def _param(found: re.Match[str], marks: Marks) -> str:
    name, value = found[1].lower(), found[3]
    inner = value.removeprefix('"')
    inner = inner.removesuffix('"') if inner != value else inner
    if name in _KEPT or not inner:
        return found[0]
    if name in _NONCES:
        made = marks.nonce(inner)
    else:
        made = marks.account(inner) if name == "username" else marks.out("credentials", inner)
    return f"{found[1]}{found[2]}{value.replace(inner, made, 1)}"


def _between(value: str, marks: Marks) -> str:
    return _TOKEN.sub(lambda one: one[0] if one[0].lower() in _SCHEMES else marks.out("credentials", one[0]), value)


def signed(value: str, marks: Marks) -> str:
    """RFC 8224: the signed token goes; who signed it and how (`info`, `alg`, `ppt`) stays."""
    out: list[str] = []
    for part in re.split(r"([,;])", value):
        name, equals, told = part.partition("=")
        of_token = out[-1:] == [";"] and bool(equals)
        if part in {",", ";"} or (of_token and name.strip().lower() in _OF_SIGNING):
            out.append(part)
        else:
            kept, gone = (f"{name}{equals}", told) if of_token else ("", part)
            out.append(kept + _SIGNED.sub(lambda found: marks.out("identity", found[0]), gone))
    return general("".join(out), marks)


def network(value: str, marks: Marks) -> str:
    """RFC 7315: the kind of network stays, the cell goes."""
    return _PARAM_VALUE.sub(lambda found: found[1] + marks.out("locations", found[2]), value)


_SPECIAL: dict[str, Handler] = {"identity": signed, "p-access-network-info": network}


def people(value: str, marks: Marks) -> str:
    """Display names, and what stands in the place of a URI without being one."""
    out: list[str] = []
    position = 0
    while (opened := _opening(value, position)) >= 0:
        out += (_display(value[position:opened], marks), "<")
        closed = value.find(">", opened)
        closed = len(value) if closed < 0 else closed
        out.append(_inside(value[opened + 1 : closed], marks))
        comma = value.find(",", closed)
        position = len(value) if comma < 0 else comma + 1
        out.append(value[closed:position])
    return "".join(out) + (_unbracketed(value[position:], marks) if not out else value[position:])


def _opening(value: str, start: int) -> int:
    """Where the next `<` is that no quotes hold; quotes that never end hold nothing."""
    position = start
    while True:
        opened, quote = value.find("<", position), value.find('"', position)
        if opened < 0 or quote < 0 or opened < quote:
            return opened
        position = _closing(value, quote) + 1
        if position == 0:
            return opened


def _closing(value: str, quote: int) -> int:
    end = re.compile(r'(?:[^"\\]|\\.)*"', re.DOTALL).match(value, quote + 1)
    return end.end() - 1 if end else -1


def _display(value: str, marks: Marks) -> str:
    bare = value.strip()
    inner = bare[1:-1] if len(bare) > 1 and bare[0] == bare[-1] == '"' else bare.removeprefix('"')
    if not inner.strip():
        return value
    made = marks.name(" ".join(inner.split()))
    return value if made == " ".join(inner.split()) else value.replace(inner, _lines_of(inner, made), 1)


def _lines_of(value: str, made: str) -> str:
    """A folded name keeps its folds."""
    return made + "".join(re.findall(r"(?:\r\n|\r|\n)[ \t]+", value))


def _inside(value: str, marks: Marks) -> str:
    """`<1001>`: no scheme, so a user; of a scheme that nobody knows all that follows."""
    if not value.strip() or "@" in value:
        return value
    scheme, colon, rest = value.partition(":")
    if not colon:
        return marks.user(value)
    return value if scheme.strip().lower() in _PLAIN_SCHEMES else f"{scheme}:{marks.user(rest)}"


def _unbracketed(value: str, marks: Marks) -> str:
    scheme = re.search(r"(?i)\b(?:sips?|tel):", value)
    if scheme:
        return _display(value[: scheme.start()], marks) + value[scheme.start() :]
    party, semicolon, params = value.partition(";")
    bare = party.strip()
    if "@" in bare or not bare or bare == "*" or " " in bare:
        return value
    return party.replace(bare, marks.user(bare), 1) + semicolon + params
