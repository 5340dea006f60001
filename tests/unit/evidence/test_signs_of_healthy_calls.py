"""A call in which all went well gives no sign."""

import pytest

from tests.unit.evidence.flows import Trace, called, codes, over, sdp, taken

CHALLENGE = 'WWW-Authenticate: Digest realm="example.com", nonce="n1"'
CREDENTIALS = 'Authorization: Digest username="alice", realm="example.com", nonce="n1", response="0"'
REFRESH = "Session-Expires: 1800;refresher=uac"


def challenged(kind="REGISTER", status=401):
    trace = Trace().ask(kind, "Contact: <sip:alice@198.51.100.10>")
    asks, gives = ("WWW", "Authorization") if status == 401 else ("Proxy", "Proxy-Authorization")
    trace.answer(status, "Prove it", f'{asks}-Authenticate: Digest realm="e", nonce="n1"', to=kind)
    trace.ask(kind, f'{gives}: Digest username="a", nonce="n1"', "Contact: <sip:alice@198.51.100.10>")
    return trace.answer(200, "OK", "Contact: <sip:alice@198.51.100.10>;expires=3600", to=kind)


def refreshed():
    trace = taken()
    trace.ask("INVITE", REFRESH, inside=True, body=sdp(), at=905).answer(200, "OK", REFRESH, body=sdp())
    return over(trace.ask("ACK", inside=True, number=2), at=1805)


def held_and_taken_back():
    trace = taken()
    for direction, at in (("sendonly", 20), ("sendrecv", 30)):
        trace.ask("INVITE", inside=True, body=sdp(more=[f"a={direction}"]), at=at).answer(200, "OK", body=sdp())
        trace.ask("ACK", inside=True, number=trace.number)
    return over(trace)


def transferred():
    trace = taken()
    trace.ask("INVITE", inside=True, body=sdp(more=["a=sendonly"]), at=20).answer(200, "OK", body=sdp())
    trace.ask("ACK", inside=True, number=2)
    trace.ask("REFER", "Refer-To: <sip:carol@example.com>", inside=True).answer(202, "Accepted", to="REFER")
    trace.ask("NOTIFY", "Event: refer", inside=True, back=True, body="SIP/2.0 200 OK\r\n").answer(
        200, "OK", to="NOTIFY"
    )
    return over(trace)


def one_packet_lost():
    trace = Trace().ask("INVITE", body=sdp(), times=[0.5]).answer(180, "Ringing", at=1)
    trace.answer(200, "OK", body=sdp(), at=4, times=[4.5])
    return over(trace.ask("ACK", inside=True), back=True)


def registered_with_an_older_nonce_again_and_again():
    trace = challenged()
    for again in range(5):
        trace.ask("REGISTER", CREDENTIALS, "Contact: <sip:alice@198.51.100.10>", at=3000 * (again + 1))
        trace.answer(401, "Unauthorized", CHALLENGE, to="REGISTER")
        trace.ask("REGISTER", CREDENTIALS, "Contact: <sip:alice@198.51.100.10>")
        trace.answer(200, "OK", "Contact: <sip:alice@198.51.100.10>;expires=3600", to="REGISTER")
    return trace


def asked_whether_alive(status):
    return Trace().ask("OPTIONS").answer(status, "Whatever", to="OPTIONS")


HEALTHY = {
    "answered and ended": over(taken()),
    "ended by the called side": over(taken(), back=True),
    "with a cause that says that nothing was wrong": taken()
    .ask("BYE", "Reason: Q.850;cause=16", inside=True, at=40)
    .answer(200, "OK", to="BYE"),
    "lasting some 32 seconds, and acknowledged": over(taken(), at=37),
    "still ringing": called(),
    "still going on": taken(),
    "with one challenge": challenged("INVITE", 407),
    "registering with one challenge": challenged(),
    "registering for days": registered_with_an_older_nonce_again_and_again(),
    "a session that is refreshed": refreshed(),
    "held and taken back": held_and_taken_back(),
    "transferred": transferred(),
    "with a packet lost on the way": one_packet_lost(),
    "seen in one direction only": Trace().ask("INVITE", body=sdp())
    .ask("ACK", inside=True)
    .ask("BYE", inside=True, at=60),
    "alive": asked_whether_alive(200),
    "alive, though it does not know the method": asked_whether_alive(405),
    "of a browser, whose address ICE will tell": over(
        taken(
            offer=sdp(profile="UDP/TLS/RTP/SAVPF", address="0.0.0.0", more=["a=fingerprint:sha-256 00"]),
            answer=sdp(profile="UDP/TLS/RTP/SAVPF", more=["a=fingerprint:sha-256 11"]),
        )
    ),
    "offered with and without encryption, and taken without": over(
        taken(
            offer=sdp(profile="RTP/SAVP") + "m=audio 4002 RTP/AVP 0 8\r\n",
            answer=sdp(profile="RTP/SAVP", port=0) + "m=audio 5002 RTP/AVP 0\r\n",
        )
    ),
    "with an early answer": over(
        called().answer(183, "Progress", body=sdp()).answer(200, "OK").ask("ACK", inside=True)
    ),
    "a first registration that is too short": Trace()
    .ask("REGISTER", "Contact: <sip:a@h>")
    .answer(423, "Interval Too Brief", "Min-Expires: 600", to="REGISTER")
    .ask("REGISTER", "Contact: <sip:a@h>")
    .answer(200, "OK", "Contact: <sip:a@h>;expires=600", to="REGISTER"),
    "an end of registration": Trace()
    .ask("REGISTER", "Contact: *", "Expires: 0")
    .answer(200, "OK", to="REGISTER"),
}  # fmt: skip


@pytest.mark.parametrize("trace", HEALTHY.values(), ids=HEALTHY)
def test_a_healthy_call_gives_no_sign(trace):
    assert codes(trace) == []
