"""No secret survives, wherever it stands and whatever stands around it."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from reporter.evidence.redaction import KINDS, Redactor
from reporter.evidence.redaction.preview import preview
from reporter.evidence.sip import read_message

KEY = b"k" * 32
EVERYTHING = ("numbers", "names", "addresses")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

WILD = LETTERS + "-_.~!$+*#%^/=?"  # of a password in a log
MARK = "Zq"  # nothing else holds it
secrets = st.text(LETTERS + "-_", min_size=10, max_size=40).map(lambda text: MARK + text)
wild = st.text(WILD, min_size=4, max_size=20).map(lambda text: MARK + text)
keys = st.binary(min_size=16, max_size=32)
ends = st.sampled_from(["\r\n", "\n"])

IN_HEADERS = [  # "~" may be folded
    'Authorization: Digest username="{0}",~realm="x",~nonce="{1}",~response="{2}"',
    'Proxy-Authorization: DIGEST~opaque={0},~cnonce="{1}" ,~uri="sip:{2}@x",qop=auth',
    "Authorization: Basic {0}{1}{2}==",
    "Authorization:~Bearer~{0}.{1}.{2}",
    "Authorization: {0} {1},{2}",
    'WWW-Authenticate: Digest realm="x",~nonce="{0}",~opaque="{1}", {2}="{2}"',
    'Proxy-Authenticate: Digest~nonce={0}/{1}+{2}==,realm="x"',
    'Authentication-Info: nextnonce="{0}",~rspauth="{1}",~cnonce="{2}"',
    "Identity: {0}.{1}.{2};info=<https://x/>;alg=ES256",
    'Identity: "{0}+{1}/{2}=",~{0}..{1}',
    "y: eyJ{0}.eyJ{1}.{2}",
    "Subject: {0}~{1} {2}",
    "s: {0}, {1} {2}",
    "User-to-User: {0};encoding=hex,{1}~{2}",
    "Geolocation: <cid:{0}@{1}>;x={2}",
    'P-Access-Network-Info: IEEE-802.11;~i-wlan-node-id={0};x="{1}",~3GPP-GERAN;cgi-3gpp={2}',
    "Cookie: {0}={1};~x={2}",
    "X-Auth-Token: {0}~{1}{2}",
    'X-Own: token={0} password="{1}"',
    "X-Own: https://u:{0}@x/?api_key={1}&x=1&access_token={2}",
    "Contact: <sip:a:{0}@x>,~<sip:b:{1}@x>, sip:c:{2}@x",
]  # fmt: skip
IN_SDP = [
    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{0}{1}|2^20|{2}",
    "a=ice-pwd:{0}{1}{2}",
    "a=ice-ufrag:{0}",
    "a=fingerprint:sha-256 {0}:{1}:{2}",
    "a=key-mgmt:mikey {0}{1}=={2}",
    "a=identity:{0}{1}{2}",
    "k=base64:{0}{1}{2}",
    "k=clear:{0} {1} {2}",
    "a=candidate:{0} 1 UDP 1 10.9.8.7 1 typ host",
]
IN_LOGS = [
    "password={w}", 'Password: "{w}"', '"secret": "{0}"', "{{'api_key': '{0}'}}", "?x=1&token={0}&y=2", "pass={w}",
    "Cookie: a={0}; b={1}", "Set-Cookie: {0}={1}; Path=/", "Authorization: Bearer {0}", 'authorization="Basic {0}"',
    "-H 'Proxy-Authorization: Digest response=\"{0}\"'", "curl -u user:{w} x", "--password {w}", "redis://:{0}@db/1",
    "PHPSESSID={0}; x", "JSESSIONID: {0}", "session_id={0}", "client_secret={0}&x=1", "md5secret => {w}", "jwt={0}",
    "jwt eyJ{0}.{1}.{2}", "-----BEGIN EC PRIVATE KEY-----\n{0}\n{1}\n-----END EC PRIVATE KEY-----",
    "a=crypto:1 X inline:{0}",
    '{{\\"access_token\\":\\"{0}\\",\\"x\\":1}}', '{{"name": "X-Api-Key", "value": "{0}"}}', "x-api-key: {0}",
    "a=ice-pwd:{0}",
    "my password is {w}", 'nonce="{0}", response="{1}"', "User-to-User: {0};{1}", "Geolocation: <cid:{0}@x>",
]  # fmt: skip


def cased(text: str, draw: st.DrawFn) -> str:
    """The header's name in some case, with blanks before its colon."""
    name, colon, value = text.partition(":")
    name = draw(st.sampled_from([name, name.lower(), name.upper(), name.swapcase()]))
    return name + draw(st.sampled_from(["", " ", "\t"])) + colon + value


@st.composite
def messages(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A message with secrets in its headers and its SDP, and the secrets."""
    planted, lines, sdp, end = [], [], ["v=0", "o=- 1 1 IN IP4 10.0.0.1", "s=-"], draw(ends)
    for template in draw(st.lists(st.sampled_from(IN_HEADERS), max_size=4)):
        own = draw(st.tuples(secrets, secrets, secrets))
        planted += [one for number, one in enumerate(own) if f"{{{number}}}" in template]
        fold = draw(st.sampled_from([" ", f"{end} ", f"{end}\t "]))
        lines.append(cased(template, draw).format(*own).replace("~", fold))
    for template in draw(st.lists(st.sampled_from(IN_SDP), max_size=3)):
        own = draw(st.tuples(secrets, secrets, secrets))
        planted += [one for number, one in enumerate(own) if f"{{{number}}}" in template]
        sdp.append(template.format(*own))
    body = end.join([*sdp, ""])
    kept = [f"Content-Length: {len(body)}", "Content-Type: application/sdp", "i: the-call", "CSeq: 7 INVITE", "Via: x"]
    start = draw(st.sampled_from(["INVITE sip:a@x SIP/2.0", "SIP/2.0 200 OK"]))
    return end.join([start, *draw(st.permutations([*lines, *kept])), "", body]), planted


def left(secrets_planted: list[str], text: str) -> list[str]:
    return [one for one in secrets_planted if one in text]


@settings(deadline=None, max_examples=300)
@given(messages(), st.sampled_from([(), ("numbers",), EVERYTHING]))
def test_no_secret_survives_in_a_message(made, hide):
    text, planted = made

    redacted = Redactor(KEY, hide).message(text)

    assert left(planted, redacted) == []
    before, after = read_message(text), read_message(redacted)
    assert before is not None
    assert after is not None
    assert (after.call_id, after.header("cseq")) == (before.call_id, before.header("cseq"))
    assert [name for name, _ in after.headers] == [name for name, _ in before.headers]
    assert after.header("content-length") == str(len(after.body))


@settings(deadline=None, max_examples=200)
@given(messages(), st.sampled_from(["", "   ", "12:00:01 x\n", "<--- SIP read from UDP:10.0.0.1:5060 --->\n"]))
def test_no_secret_of_a_message_survives_in_a_log(made, before):
    text, planted = made
    indent = before if before.isspace() else ""
    log = before.lstrip(" ") + "".join(indent + line for line in text.splitlines(keepends=True)) + "\nafter it\n"

    redacted = Redactor(KEY, EVERYTHING).text(log)

    assert left(planted, redacted) == []
    assert redacted.endswith("\nafter it\n")
    assert len(redacted.splitlines()) == len(log.splitlines())


@st.composite
def logs(draw: st.DrawFn) -> tuple[str, list[str]]:
    planted: list[str] = []
    lines: list[str] = []
    for template in draw(st.lists(st.sampled_from(IN_LOGS), min_size=1, max_size=6)):
        own = draw(st.tuples(secrets, secrets, secrets))
        planted += [one for number, one in enumerate(own) if f"{{{number}}}" in template]
        before = draw(
            st.sampled_from(["", "> ", "2026-11-22 10:15:02.123 DEBUG[77] x.c:12 f: ", "Nov 22 pbx app[1]: "])
        )
        after = draw(st.sampled_from(["", " ", " end", ", x=1", '", "x": "1"}']))
        free = draw(wild)
        planted += [free] if "{w}" in template else []
        lines.append(before + template.format(*own, w=free) + ("" if "\n" in template else after))
    return "\n".join(lines), planted


@settings(deadline=None, max_examples=400)
@given(logs(), st.sampled_from([(), EVERYTHING]))
def test_no_secret_survives_in_a_log(made, hide):
    text, planted = made

    redacted = Redactor(KEY, hide).text(text)

    assert left(planted, redacted) == []
    assert redacted.count("\n") == text.count("\n")


numbers = st.from_regex(r"\+[1-9]\d{8,13}", fullmatch=True) | st.from_regex(r"00[1-9]\d{8,12}", fullmatch=True)
users = st.from_regex(r"[a-z]{4,9}\.[a-z]{4,9}[0-9]{2}", fullmatch=True)
names = st.from_regex(r"[A-Z][aeiou][a-z]{4,9}", fullmatch=True)
public = st.tuples(st.integers(1, 9), *[st.integers(100, 255)] * 3).map(lambda four: ".".join(map(str, four)))
private = st.tuples(st.just(192), st.just(168), *[st.integers(100, 254)] * 2).map(lambda four: ".".join(map(str, four)))
persons = st.tuples(numbers, users, names, public | private)
OF_PEOPLE = [
    'From: "{name}" <sip:{user}@{address}>;tag=1', "t: {name} <sip:{number}@x;user=phone>", "X-Number: {number}",
    "Contact: sip:{user}@{address}",
    'P-Asserted-Identity: <tel:{number}>, "{name}" <sip:{user}@x>',
    "Via: SIP/2.0/UDP {address}:5060;received={address}",
    "Diversion: <sip:{number}@{address}>;reason=unconditional", "Remote-Party-ID: {name} <sip:{user}@x>;party=calling",
    "History-Info: <sip:{user}@x?Reason=SIP%3bcause%3d302>;index=1,<sip:{number}@x>;index=1.1", "X-Ip: {address}",
    "Refer-To: <sip:{user}@{address}?Replaces=a%40b>", "r: sip:{number}@x", 'Referred-By: "{name}" <sips:{user}@x>',
    "Route: <sip:{user}@{address};lr>,<sip:{address};lr>", "X-Number: {number}", 'Warning: 399 {address} "no"',
]  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(OF_PEOPLE), min_size=1, max_size=5), persons, ends)
def test_what_is_to_be_hidden_of_people_is_hidden_in_every_place(templates, person, end):
    number, user, name, address = person
    head = [template.format(number=number, user=user, name=name, address=address) for template in templates]
    start = f"INVITE sip:{number}@{address}:5060 SIP/2.0"
    text = end.join([start, "Call-ID: the-call", "CSeq: 1 INVITE", *head, "", ""])

    for redacted in (Redactor(KEY, EVERYTHING).message(text), Redactor(KEY, EVERYTHING).text(text)):
        assert left([number, user, name, address], redacted) == []
    untouched = Redactor(KEY, ())
    assert untouched.message(text) == text
    assert untouched.counts == {}


@settings(deadline=None, max_examples=200)
@given(messages() | logs(), st.sampled_from([(), EVERYTHING]))
def test_redacting_again_changes_and_counts_nothing(made, hide):
    redactor = Redactor(KEY, hide)
    once = redactor.text(made[0])
    counted = dict(redactor.counts)

    assert redactor.text(once) == once
    assert redactor.counts == counted
    assert set(counted) <= set(KINDS)


@settings(deadline=None)
@given(st.lists(numbers | users | public, min_size=1, max_size=9), keys, keys)
def test_the_same_value_has_the_same_pseudonym_and_under_another_key_another(values, key, other):
    first, second, foreign = (Redactor(one, EVERYTHING) for one in (key, key, other))

    for value in values:
        hide = Redactor.endpoint if re.fullmatch(r"[\d.]+", value) and "." in value else Redactor.party
        assert hide(first, value) == hide(first, value) == hide(second, value) != value
        assert key == other or hide(foreign, value) != hide(first, value)


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=400) | st.text('a1 "<>@:;=,.\\\r\n\tsip:[](){}%+-_/eyJ', max_size=300))
def test_any_text_is_taken_with_its_lines_as_they_are(text):
    redactor = Redactor(KEY, EVERYTHING)

    for made in (
        redactor.text(text),
        redactor.message(text),
        redactor.message("MESSAGE sip:a SIP/2.0\r\nFrom: " + text),
    ):
        assert isinstance(made, str)
    lines = re.compile(r"\r\n|\n|\r")
    assert len(lines.split(redactor.text(text))) == len(lines.split(text))
    assert isinstance(redactor.party(text) + redactor.endpoint(text), str)
    assert all(change.before or change.after for change in preview(text, redactor.text(text)))
