"""SIP messages without what must not leave."""

import pytest

from reporter.evidence.redaction import KINDS, Redactor
from reporter.evidence.sip import Message, read_message

KEY = b"k" * 32
EVERYTHING = ("numbers", "names", "addresses")
SDP = """v=0
o=alice 2890844526 2890844526 IN IP4 192.168.1.5
s=Alice's telephone
c=IN IP4 192.168.1.5
t=0 0
a=ice-ufrag:8hhYsecret
a=ice-pwd:asd88fgpdd777uzjYhagZg
a=fingerprint:sha-256 AA:BB:CC:DD
m=audio 49170 RTP/SAVP 0 8 101
a=rtpmap:101 telephone-event/8000
a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7|2^20|1:4
a=candidate:Hc0a80105 1 UDP 2130706431 192.168.1.5 54400 typ host
a=candidate:2 1 UDP 1694498815 203.0.113.9 54400 typ srflx raddr 192.168.1.5 rport 54400
k=base64:c2VjcmV0
"""
INVITE = """INVITE sip:+442079460958@203.0.113.9:5060;user=phone SIP/2.0
Via: SIP/2.0/UDP 192.168.1.5:5060;branch=z9hG4bK776asdhds;received=198.51.100.7;rport=5060
From: "Alice Smith" <sip:1001@pbx.example.com>;tag=9fxced76sl
To: <sip:+442079460958@203.0.113.9>
Call-ID: 2xTb9vxSit55XU7p8@192.168.1.5
CSeq: 2 INVITE
Contact: <sip:1001@192.168.1.5:5060>
Authorization: Digest username="1001", realm="pbx.example.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c0",
 uri="sip:+442079460958@203.0.113.9", response="6629fae49393a05397450978507c4ef1", cnonce="0a4f113b", qop=auth,
 nc=00000001, algorithm=MD5
y: eyJhbGciOiJFUzI1NiJ9.eyJvcmlnIjp7InRuIjoiMTIxNSJ9fQ.kK89q2RFY;info=<https://cert.example.org/a.cer>;canon=kK89q2RFY;alg=ES256
P-Access-Network-Info: 3GPP-E-UTRAN-FDD; utran-cell-id-3gpp=2620241a0b1c2d3e
s: About the Miller case
User-Agent: Yealink SIP-T46S 66.86.0.15
Content-Type: application/sdp
Content-Length: {length}

"""


def wire(text: str) -> str:
    return text.replace("\n", "\r\n")


def invite() -> str:
    return wire(INVITE).replace("{length}", str(len(wire(SDP)))) + wire(SDP)


def read(text: str) -> Message:
    found = read_message(text)
    assert found is not None
    return found


SECRETS = [
    "dcd98b7102dd2f0e8b11d0f600bfb0c0", "6629fae49393a05397450978507c4ef1", "0a4f113b", "kK89q2RFY", "eyJhbGci",
    "2620241a0b1c2d3e", "Miller", "8hhYsecret", "asd88fgpdd777uzjYhagZg", "AA:BB:CC", "WVNfX19zZW1jdGwgKCkgewkyMjA7",
    "54400 typ host 192", "Hc0a80105", "c2VjcmV0",
]  # fmt: skip
PERSONAL = ["+44207946", "1001", "Alice", "198.51.100.7", "203.0.113.9"]


def test_secrets_go_even_where_nothing_else_is_to_be_hidden():
    made = Redactor(KEY, ()).message(invite())

    assert [secret for secret in SECRETS if secret in made] == []
    assert "sip:+442079460958@203.0.113.9:5060;user=phone" in made
    assert '"Alice Smith" <sip:1001@pbx.example.com>' in made


def test_what_was_asked_and_how_it_was_encrypted_stays():
    made = Redactor(KEY, ()).message(invite())

    for told in ('realm="pbx.example.com"', "qop=auth", "nc=00000001", "algorithm=MD5", "Authorization: Digest "):
        assert told in made
    assert "y: redacted;info=<https://cert.example.org/a.cer>;canon=redacted;alg=ES256" in made
    assert "P-Access-Network-Info: 3GPP-E-UTRAN-FDD; utran-cell-id-3gpp=redacted" in made
    assert "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:redacted" in made
    assert "a=fingerprint:sha-256 redacted" in made


def test_numbers_names_and_addresses_go_where_they_are_to_be_hidden():
    made = Redactor(KEY, EVERYTHING).message(invite())

    assert [value for value in (*SECRETS, *PERSONAL) if value in made] == []
    assert made.replace("2xTb9vxSit55XU7p8@192.168.1.5", "").find("192.168.1.5") < 0
    assert "Yealink SIP-T46S 66.86.0.15" in made


def test_the_same_person_has_one_pseudonym_in_all_places():
    redactor = Redactor(KEY, EVERYTHING)
    made = read(redactor.message(invite()))
    caller = redactor.party("1001")

    assert f"<sip:{caller}@" in made.header("from")
    assert f"<sip:{caller}@" in made.header("contact")
    assert f'username="{caller}"' in made.header("authorization")


def test_lines_their_order_and_the_call_id_stay_and_the_length_fits():
    before, after = invite(), Redactor(KEY, EVERYTHING).message(invite())
    old, new = read(before), read(after)

    assert after.count("\r\n") == before.count("\r\n")
    assert [name for name, _ in new.headers] == [name for name, _ in old.headers]
    assert new.call_id == old.call_id
    assert new.header("content-length") == str(len(new.body.encode()))


@pytest.mark.parametrize(("told", "off"), [("9999", 9999), ("3", 3)])
def test_a_length_that_was_wrong_stays_wrong_by_as_much(told: str, off: int):
    body = wire(SDP)
    text = wire(INVITE).replace("{length}", told) + body

    made = Redactor(KEY, EVERYTHING).message(text)

    length = int(made.split("Content-Length: ")[1].split("\r\n")[0])
    changed = len(made.rpartition("\r\n\r\n")[2].encode()) - len(body)
    assert length == max(0, off + changed)


def test_a_length_that_is_no_number_stays():
    text = wire(INVITE).replace("{length}", "many") + wire(SDP)

    assert "Content-Length: many\r\n" in Redactor(KEY, EVERYTHING).message(text)


@pytest.mark.parametrize(
    ("start", "kind", "body", "kept", "count"),
    [
        ("MESSAGE", "text/plain", "The code is 4711", "", "bodies"),
        ("INFO", "application/dtmf-relay", "Signal=5\r\nDuration=160\r\n", "Duration=160", "digits"),
        ("INFO", "application/dtmf", "5", "", "digits"),
        ("INFO", "application/x-own", "PIN 4711", "", "bodies"),
        ("PUBLISH", "application/pidf+xml", "<gp:geopriv><gml:pos>52.5 13.4</gml:pos></gp:geopriv>", "", "locations"),
    ],
)
def test_bodies_that_tell_what_people_typed_or_where_they_are_go(start, kind, body, kept, count):
    text = f"{start} sip:a@b SIP/2.0\r\nCall-ID: x\r\nc: {kind}\r\nl: {len(body)}\r\n\r\n{body}"
    redactor = Redactor(KEY, ())

    made = read(redactor.message(text))

    assert "5\r" not in made.body
    assert not {"4711", "52.5"} & set(made.body.replace("<", " ").replace(">", " ").split())
    assert kept in made.body
    assert redactor.counts == {count: 1}


def test_parts_of_a_body_go_by_their_own_kind():
    body = (
        "--b1\r\nContent-Type: application/sdp\r\n\r\nv=0\r\na=ice-pwd:topsecret\r\nm=audio 1 RTP/AVP 0\r\n"
        "--b1\r\nContent-Type: application/isup\r\n\r\n\x01\x10binary number\r\n--b1--\r\n"
    )
    text = f"INVITE sip:a@b SIP/2.0\r\nCall-ID: x\r\nContent-Type: multipart/mixed;boundary=b1\r\n\r\n{body}"

    made = Redactor(KEY, ()).message(text)

    assert "topsecret" not in made
    assert "binary" not in made
    assert "m=audio 1 RTP/AVP 0" in made
    assert made.count("--b1") == 3


def test_a_refer_s_replaced_call_id_stays():
    text = "REFER sip:1001@a.example SIP/2.0\r\nCall-ID: x\r\nReplaces: 12345@10.0.0.1;to-tag=1;from-tag=2\r\n\r\n"

    assert "Replaces: 12345@10.0.0.1;to-tag=1;from-tag=2" in Redactor(KEY, EVERYTHING).message(text)


@pytest.mark.parametrize(
    "header",
    [
        "From: 1001;tag=1", "From: <1001>", "f:1001", "TO : sip:1001@a.example", "m:\r\n <sip:1001:pw1001@a.example>",
        "From: 1001 <sip:1001@a.example>", 'From: "1001" <tel:1001>', "C%6Fntact: <sip:1001@a.example>",
        "From: sip:1001", "P-Asserted-Identity: tel:1001", "X-Caller-Number: 1001",
        "History-Info: <sip:1001@a.example?Reason=SIP%3bcause%3d302>;index=1, <sip:1001@b.example>;index=1.1",
        "Refer-To: <sip:1001%40a.example@b.example>", "Route: <sip:1001@a.example;lr>,<sip:1001@b.example;lr>",
    ],
)  # fmt: skip
def test_a_number_goes_wherever_and_however_it_stands(header: str):
    text = f"INVITE sip:1001@a.example SIP/2.0\r\nCall-ID: 1001\r\n{header}\r\n\r\n"

    made = Redactor(KEY, ["numbers"]).message(text)

    assert "Call-ID: 1001\r\n" in made
    assert "1001" not in made.replace("Call-ID: 1001", "")
    assert made.count("\r\n") == text.count("\r\n")


@pytest.mark.parametrize(
    "name",
    ['"Smith, Alice"', "Alice Smith", '"Alice \\"the\\" Smith"', '"Alice\r\n Smith"', '"Alice <Smith>"'],
)
def test_a_name_goes_in_quotes_without_and_folded(name: str):
    text = f"OPTIONS sip:a@b SIP/2.0\r\nCall-ID: x\r\nFrom: {name} <sip:a@b>;tag=1, {name} <sip:c@d>\r\n\r\n"

    made = Redactor(KEY, ["names"]).message(text)

    assert "Alice" not in made
    assert "Smith" not in made
    assert made.count("\r\n") == text.count("\r\n")
    assert ";tag=1" in made


def test_a_name_whose_quotes_never_end_goes():
    text = 'OPTIONS sip:a@b SIP/2.0\r\nCall-ID: x\r\nTo: "Mr. Alice <sip:a@b>;tag=1\r\n\r\n'

    made = Redactor(KEY, ["names"]).message(text)

    assert "Alice" not in made
    assert "<sip:a@b>;tag=1" in made


def test_what_is_counted_has_words_for_people():
    redactor = Redactor(KEY, EVERYTHING)
    redactor.message(invite())

    assert {"credentials", "nonces", "identity", "keys", "locations", "bodies", *EVERYTHING} == set(redactor.counts)
    assert set(redactor.counts) <= set(KINDS)
