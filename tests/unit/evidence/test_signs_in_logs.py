"""Signs in logs that have no SIP messages."""

import pytest

from reporter.evidence.signs import MOST_SIGNS, signs_in

LOGS = [
    (
        (
            "WARNING[2211]: res_pjsip_outbound_registration.c:1009 No response received from "
            "'sip:sip.example.com' on registration attempt to 'sip:a@sip.example.com', retrying in '60'"
        ),
        "log-register-timeout",
    ),
    (
        "NOTICE[1102]: chan_sip.c: -- Registration for '1000@sip.example.com' timed out, trying again (Attempt #3)",
        "log-register-timeout",
    ),
    (
        "res_pjsip_outbound_registration.c: Fatal response '403' received from 'sip:x' on registration attempt",
        "log-register-refused",
    ),
    (
        "chan_sip.c: Registration from '<sip:100@192.0.2.1>' failed for '198.51.100.3:5060' - Wrong password",
        "log-password",
    ),
    (
        (
            "res_pjsip/pjsip_distributor.c: Request 'INVITE' from '<sip:a@h>' failed for '192.0.2.9:5060' "
            "(callid: x) - No matching endpoint found"
        ),
        "log-unknown-user",
    ),
    ("chan_sip.c: Peer 'trunk' is now UNREACHABLE!  Last qualify: 22", "log-unreachable"),
    ("chan_sip.c:10510 process_sdp: No compatible codecs, not accepting this offer!", "log-codec"),
    ("res_srtp.c: SRTP unprotect failed with: authentication failure 110", "log-srtp"),
    ("chan_pjsip.c: Disconnecting channel 'PJSIP/t-1' for lack of audio RTP activity in 31 seconds", "log-no-sound"),
    (
        (
            "chan_sip.c:4127 retrans_pkt: Retransmission timeout reached on transmission 5b1c7e for seqno 102 "
            "(Critical Response)"
        ),
        "log-retransmission",
    ),
    (
        "Call from '' (192.0.2.1:5060) to extension '9001' rejected because extension not found in context 'public'.",
        "log-dial-plan",
    ),
    ("iceConnectionState: failed", "log-ice"),
    ("DOMException: NotAllowedError: Permission denied", "log-microphone"),
    ("WebSocket connection to 'wss://sip.example.com/' failed: Error in connection establishment", "log-websocket"),
    ("curl: (60) SSL certificate problem: certificate has expired", "log-certificate-expired"),
    ("javax.net.ssl: unable to get local issuer certificate", "log-certificate-unknown"),
    ("tls_openssl: error:0A000410:SSL routines::sslv3 alert handshake failure", "log-tls"),
    ("ping: sip.example.com: Name or service not known", "log-dns"),
    ("Error: connect ECONNREFUSED 127.0.0.1:5432", "log-refused"),
    ("connect: No route to host", "log-no-route"),
    ("write: No space left on device", "log-disk"),
    ("ERROR 1040 (08004): Too many connections", "log-database"),
    ("< HTTP/1.1 429 Too Many Requests", "http-429"),
    ('192.0.2.1 - - [22/Nov/2026] "GET /api HTTP/1.1" 502 150', "http-502"),
    ('{"status": 418, "message": "x"}', "http-418"),
    ('app_dial.c: Got SIP response 488 "Not acceptable here" back from 192.0.2.1', "answer-488"),
    ("Unable to create channel of type 'PJSIP' (cause 20 - Subscriber absent)", "cause-20"),
    ("hangup: Q.850;cause=34", "cause-34"),
    ("[NOTICE] switch_channel.c: Hangup sofia/external/44 [CS_EXECUTE] [INCOMPATIBLE_DESTINATION]", "cause-88"),
    ("org.example.portal.InvoiceTemplateException at line 5", "log-exception"),
    ("2026-11-22 10:00:00 ERROR could not load voicemail mailbox of alice.baker", "log-errors"),
]


@pytest.mark.parametrize(("line", "code"), LOGS, ids=[code for _, code in LOGS])
def test_what_a_log_says_by_name_is_told(line, code):
    assert code in [sign.code for sign in signs_in(f"10:00:01 started\n{line}\n10:00:02 on it goes")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "It happened yesterday at 10, and again today.",
        "2026-11-22 10:00:01 INFO started in 503 ms\n10:00:02 INFO call 488 of 600 done, cause unknown",
        "NORMAL_CLEARING",
        'GET /status HTTP/1.1" 200 12',
        "Registration for the course is open.\nThe meeting timed out of my calendar.",
    ],
)
def test_a_text_without_trouble_gives_no_sign(text):
    assert signs_in(text) == ()


def test_nothing_of_a_line_is_told_but_words_of_a_closed_list():
    line = "ERROR: token s3cr3t-abc of alice.baker at 192.0.2.55 failed to connect to mailbox +441632960451 of carol"
    (sign,) = signs_in(line)

    assert set(sign.terms) == {"token", "connect", "mailbox"}
    assert sign.values == {}


def test_what_is_said_by_name_stands_before_the_number():
    text = "HTTP/1.1 500 Internal Server Error\ncertificate has expired"

    assert [sign.code for sign in signs_in(text)] == ["log-certificate-expired", "http-500"]


def test_a_log_of_everything_gives_no_more_than_eight():
    assert len(signs_in("\n".join(line for line, _ in LOGS))) == MOST_SIGNS
