"""Logs and other texts without what must not leave, and with what an engineer reads them for."""

import pytest

from reporter.evidence.redaction import Redactor

KEY = b"k" * 32
EVERYTHING = ("numbers", "names", "addresses")

SECRETS = {
    "curl -H 'Authorization: Bearer S3CRET-abcdef' https://api.example.com/": "credentials",
    "> Authorization: Basic YWxpY2U6UzNDUkVU": "credentials",
    '{"authorization": "Digest username=\\"a\\", response=\\"S3CRET\\"", "status": 200}': "credentials",
    'Proxy-Authorization: Digest realm="x",\n   response="S3CRET0123456789"': "credentials",
    'sent response="S3CRET" and nonce="S3CRET"': "nonces",
    "passport eyJhbGciOiJFUzI1NiJ9.eyJTM0NSRVQiOjF9.S3CRETsignature ok": "identity",
    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:S3CRETS3CRETS3CRET": "keys",
    "journal: k=clear:S3CRET and S3CRET": "keys",
    "kernel: a=ice-pwd:S3CRETpassword": "keys",
    "-----BEGIN RSA PRIVATE KEY-----\nS3CRET\nS3CRET\n-----END RSA PRIVATE KEY-----": "keys",
    "-----BEGIN PRIVATE KEY-----\\nS3CRET\\n-----END PRIVATE KEY-----": "keys",
    "-----BEGIN PGP MESSAGE-----\n\nS3CRET\n-----END PGP MESSAGE-----": "keys",
    "Cookie: a=b; session=S3CRET": "cookies",
    "< Set-Cookie: id=S3CRET; HttpOnly": "cookies",
    '"cookie":"a=S3CRET; b=S3CRET","status":200': "cookies",
    "GET /v1/calls?api_key=S3CRET&page=2 HTTP/1.1": "passwords",
    "X-Api-Key: S3CRET": "tokens",
    '{"access_token": "S3CRET", "expires_in": 3600}': "tokens",
    '{\\"token\\": \\"S3CRET\\", \\"status\\": 200}': "tokens",
    "PHPSESSID=S3CRET": "tokens",
    "connecting to mysql://kamailio:S3CRET@localhost/kamailio": "passwords",
    "secret=S3CRET": "passwords",
    "Secret: S3CRET": "passwords",
    "remotesecret => S3CRET": "passwords",
    "md5secret = S3CRET": "passwords",
    "sipcli --password S3CRET": "passwords",
    "curl -u admin:S3CRET https://api.example.com": "passwords",
    "My password is S3CRET, please help": "passwords",
    "password=ab,S3CRET;S3CRET": "passwords",
    "key AKIAS3CRETS3CRETS3CR used": "tokens",
    "User-to-User: S3CRET;encoding=hex": "bodies",
    "Geolocation: <cid:S3CRET@example.com>": "locations",
    '{"name": "X-Auth-Token", "value": "S3CRET"}': "tokens",
    '"name": "X-Auth-Token",\n   "value": "S3CRET"': "tokens",
    '"cookies": [\n {\n  "name": "theme",\n  "value": "S3CRET"\n }\n]': "cookies",
    '"cookies":[{"name":"theme","value":"S3CRET"}],"headers":[]': "cookies",
}  # fmt: skip


@pytest.mark.parametrize("text", SECRETS)
def test_a_secret_goes_from_a_line_of_a_log(text: str):
    redactor = Redactor(KEY, ())

    made = redactor.text(f"line before\n{text}\nline after 200 OK\n")

    assert "S3CRET" not in made
    assert b"S3CRET".hex() not in made
    assert made.startswith("line before\n")
    assert made.endswith("\nline after 200 OK\n")
    assert made.count("\n") == text.count("\n") + 3
    assert SECRETS[text] in redactor.counts


def test_a_key_that_is_cut_off_goes_to_the_end():
    made = Redactor(KEY, ()).text("before\n-----BEGIN OPENSSH PRIVATE KEY-----\nS3CRET\nS3CRET")

    assert made == "before\n-----BEGIN OPENSSH PRIVATE KEY-----\nredacted\nredacted"


def test_what_stands_beside_a_secret_stays():
    made = Redactor(KEY, ()).text(
        '{"token": "abc", "status": 503, "request_id": "req-1"}\n'
        "GET /v1/calls?api_key=abc&page=2 HTTP/1.1\n"
        "curl -H 'Authorization: Bearer abcdef' https://api.example.com/v1\n"
    )

    assert '"status": 503, "request_id": "req-1"}' in made
    assert "&page=2 HTTP/1.1" in made
    assert "' https://api.example.com/v1" in made


@pytest.mark.parametrize(
    "line",
    [
        "[Nov 22 19:57:41] DTMF[12345][C-0000001a]: channel.c:4083 __ast_read: DTMF begin '7' received on PJSIP/x",
        "channel.c: DTMF end '7' received on PJSIP/x, duration 160 ms",
        "switch_rtp.c:8012 RTP RECV DTMF 7:1600",
        "INFO DTMF(7)",
        "Got DTMF digit: 7",
        "User entered '77777'",
        "app_read.c: User entered 77777",
        "sending digits: 77777 now",
        "RTP Event, DTMF Seven 7 (end)",
        "Signal=7",
        "Incoming DTMF on call 0: 7",
        "switch_core_io.c: Received DTMF [7]",
        "- RTP 2833 Event: 00000007 (len = 4)",
        "Got  RTP RFC2833 from 10.0.0.1:10000 (type 101, seq 012345, ts 000160, event 00000007, end 0)",
    ],
)
def test_digits_that_somebody_pressed_go(line: str):
    made = Redactor(KEY, ()).text(line)

    assert "7" not in made.replace("[Nov 22 19:57:41]", "")
    assert made.count(" ") == line.count(" ")


STAYS = [
    "SIP/2.0 486 Busy Here",
    "[2026-11-22 19:57:40.123456] VERBOSE[12345][C-0000001a] pbx.c:4567 pbx_extension_helper",
    "2026-11-22T19:57:40.123456789+01:00 Nov 22 19:57:40 22/Nov/2026:19:57:40 +0100 20261122195740 1795377460.123",
    "epoch 1795377460 and 1795377460123 ms, up 1234567890123 us, 1234567890 bytes, in 32 s, 00:03:25, 12ms",
    "Asterisk 18.9.0, PJSIP 2.10, FreeSWITCH 1.10.11-release, Kamailio 5.6.3, OpenSIPS 3.4.2",
    "User-Agent: Yealink SIP-T46S 66.86.0.15",
    "firmware version 66.86.0.15 loaded, kernel 5.10.0-20-amd64, v1.2.3.4",
    "PCMU/8000 PCMA/8000 G722/8000 G729/8000 opus/48000/2 telephone-event/8000 AMR-WB/16000/1 rtpmap:101 fmtp:101 0-16",
    "RTP stats: ssrc=3735928559; themssrc=2234567890; lp=0; rxjitter=0.000123; rxcount=1500; rtt=0.000000",
    'Q.850;cause=16;text="Normal call clearing"',
    "Call-ID: 1234567890@10.0.0.5",
    "callid: '4930123456789@203.0.113.9' ended",
    '{"call_id": "2125551234@10.0.0.5", "code": 200}',
    "SIP Call-ID 9b3c4e8a-1f2d-4c5b-8a7e-0123456789ab and a84b4c76e66710@pc33.atlanta.example and 1-25433@127.0.0.1",
    "branch=z9hG4bK776asdhds;rport=5060 tag=1928301774 CSeq: 4711 INVITE",
    "DTMF mode rfc2833, payload 101; dtmf_mode=rfc4733; max digits 4; waiting for 4 digits",
    "retransmission 7 after 32 s, T1 500 ms, expires=3600, Session-Expires: 1800;refresher=uac",
    "channel 0x7f3a2c0123f0 aa:bb:cc:dd:ee:ff std::string 12:34:56 127.0.0.1:5060 0.0.0.0 [::]:5060 255.255.255.0",
    "Basic authentication and bearer tokens are refused; the token expired; password changed",
    "request_id=req-0001 GET /v2/calls/17 HTTP/1.1 503 512",
    "m=audio 49170 RTP/AVP 0 8 101",
    "1.3.6.1.4.1.5060",
    "Please pass: the test passed. The secret is that PIN: entry fails; token: expired; session ID?",
    "Order 4711-0815, ticket 123456, invoice 2026-000123, customer no. 98765, serial 001565a1b2c3, press 1 for sales",
    "Refer-To: <sip:anonymous@example.com?Replaces=12345%40192.168.1.1%3Bto-tag%3D1>",
    "Executing [s@macro-dial:7] NoOp in new stack",
    "AccountCode: 42 uid=1000 pid 4711 port 5060 10000-20000 MTU 1500",
]


@pytest.mark.parametrize("line", STAYS)
def test_what_an_engineer_reads_a_log_for_stays(line: str):
    redactor = Redactor(KEY, EVERYTHING)

    assert redactor.text(line) == line
    assert redactor.counts == {}


PERSONAL = [
    'Executing [+4930555012@from-internal:1] Dial("PJSIP/1001-00000012", "PJSIP/+4930555012@trunk,30")',
    "Request 'REGISTER' from '\"Alice Smith\" <sip:1001@203.0.113.7>' failed for '203.0.113.7:5060'",
    "New Channel sofia/internal/+4930555012@203.0.113.7:5060 [9b3c4e8a-1f2d-4c5b-8a7e-0a2b456789ab]",
    "set(effective_caller_id_name=Alice Smith) set(effective_caller_id_number=1001)",
    "Processing Alice Smith <1001>->4930555012 in context default",
    "INVITE from sip:alice@example.com to tel:+49-30-555012 src=203.0.113.7:5060",
    "src_user=1001;dst_user=030555012;callee_number: 1001; extension 1001 is busy; exten => 1001",
    '"","1001","+4930555012","internal","""Alice Smith"" <1001>","PJSIP/1001-0000004a"',
    "call to +49 (0)30 555012, 0049 30 555012, (030) 555012, 030/555012 or 4930555012 failed",
    "mail alice.smith@example.com, https://alice:pw@api.example.com/?from=%2B4930555012",
    '{"user":"1001","to":"+4930555012","display_name":"Alice Smith","ip":"203.0.113.7"}',
    "IP 203.0.113.7.5060 > 192.168.1.5.5060: UDP",
    "from 2001:4860:4860::8844 and [2001:4860:4860::8844]:5060 by fe80::8844%eth0",
    "From: Alice Smith <sip:1001@example.com>",
    '203.0.113.7 - alice [22/Nov/2026:10:15:04 +0100] "GET /v2/calls/17 HTTP/1.1" 503 0',
    "o=alice 4711 1 IN IP4 203.0.113.7",
    "<display-name>Alice Smith</display-name>",
    "callerid(num)=1001 CALLERID(name)=Alice", "variable_sip_to_uri: 1001%40pbx.example.com", "username=alice",
    "I called 030 555012 and dialed 0171/555012.",
]  # fmt: skip


@pytest.mark.parametrize("line", PERSONAL)
def test_numbers_names_and_addresses_go_from_a_line_of_a_log(line: str):
    redactor = Redactor(KEY, EVERYTHING)

    made = redactor.text(line)

    for value in ("1001", "555012", "Alice", "alice", "Smith", "203.0.113", "192.168.1.5", "8844"):
        assert value not in made
    assert redactor.text(made) == made


def test_a_message_in_a_log_is_treated_as_one():
    log = (
        "<--- Received SIP request (300 bytes) from UDP:10.0.0.1:5060 --->\n"
        "MESSAGE sip:bob@example.com SIP/2.0\nCall-ID: one@10.0.0.1\nContent-Type: text/plain\nContent-Length: 18\n\n"
        "The code is\n4711.\n\n<--- Transmitting SIP response --->\n"
        "SIP/2.0 200 OK\nCall-ID: one@10.0.0.1\n\nnext line 4711\n"
    )

    made = Redactor(KEY, ()).text(log)

    assert "The code" not in made
    assert made.count("4711") == 1
    assert made.endswith("SIP/2.0 200 OK\nCall-ID: one@10.0.0.1\n\nnext line 4711\n")
    assert made.count("\n") == log.count("\n")


def test_an_indented_message_keeps_its_indent():
    log = "recv 100 bytes\n   MESSAGE sip:b@c SIP/2.0\n   i: x\n   c: text/plain\n   l: 4\n   \n   4711\n"

    made = Redactor(KEY, ()).text(log)

    assert "4711" not in made
    assert all(line.startswith("   ") for line in made.splitlines()[1:])


def test_columns_of_a_table_are_treated_by_their_heads():
    table = (
        "calldate;clid;src;dst;duration;sip_code;call_id;sip_password\n"
        '2026-11-22 10:15:02;"""Alice"" <1001>";1001;1002;95;200;20b1c0@192.0.2.10;S3CRET\n'
    )

    made = Redactor(KEY, EVERYTHING).text(table)

    row = made.splitlines()[1].split(";")
    assert made.splitlines()[0] == table.splitlines()[0]
    assert "Alice" not in made
    assert "S3CRET" not in made
    assert (row[0], row[4:7]) == ("2026-11-22 10:15:02", ["95", "200", "20b1c0@192.0.2.10"])
    assert row[2].endswith(".d4")
    assert row[2] in row[1]
    assert row[3] != row[2]


def test_a_subject_of_a_mail_stays():
    mail = "Message-ID: <1@example.com>\nSubject: No sound\n\nSIP/2.0 488 Not Acceptable Here was the answer\n"

    assert Redactor(KEY, ()).text(mail) == mail


def test_without_a_key_secrets_go_without_a_pseudonym():
    made = Redactor(b"", ()).text('Authorization: Digest username="1001", nonce="abc", response="def"')

    assert made == 'Authorization: Digest username="redacted", nonce="redacted", response="redacted"'
