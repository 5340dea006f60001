"""Traces in which something went wrong: (trace, code of the sign that is told first, words of its sentence)."""

from tests.unit.evidence.flows import Trace, called, over, sdp, taken

G729, G711 = sdp(codecs="18"), sdp(codecs="0 8", address="203.0.113.20")
KEYS = "a=rtpmap:101 telephone-event/8000"
SRTP = sdp(profile="RTP/SAVP", more=["a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x"])
ELSEWHERE = 'Reason: SIP;cause=200;text="Call completed elsewhere"'
FAX = sdp().replace("m=audio 4000 RTP/AVP 0 8", "m=image 4000 udptl t38")
TIMER = "Session-Expires: 1800;refresher=uas"


def refused(status, *headers: str, offer=None, body=""):
    return called(offer=offer).answer(status, "As it says", *headers, at=3, body=body).ask("ACK", inside=True, number=1)


def declared(status, phrase):
    return called().answer(status, phrase, at=3)


def cancelled(*, at=9, reason=(), rang=True):
    trace = called() if rang else Trace().ask("INVITE", body=sdp()).answer(100, "Trying")
    trace.ask("CANCEL", *reason, number=1, at=at).answer(200, "OK", to="CANCEL")
    return trace.answer(487, "Request Terminated")


def changed(method, *headers: str, code=500, body=""):
    """A call in which a request of the caller is refused."""
    trace = taken().ask(method, *headers, inside=True, at=905, body=body)
    return over(trace.answer(code, "No", to=method), at=910)


def signing_in(*stale_and_nonces: tuple[str, str], same=False):
    trace = Trace().ask("REGISTER", "Contact: <sip:a@h>")
    trace.answer(401, "Unauthorized", 'WWW-Authenticate: Digest realm="e", nonce="n0"', to="REGISTER")
    for stale, nonce in stale_and_nonces:
        used = "n0" if same else nonce
        trace.ask("REGISTER", "Contact: <sip:a@h>", f'Authorization: Digest username="a", nonce="{used}"')
        trace.answer(401, "No", f'WWW-Authenticate: Digest nonce="{nonce}x"{stale}', to="REGISTER")
    return trace


def registered(*headers: str, renewed):
    trace = Trace().ask("REGISTER", "Contact: <sip:a@h>;expires=3600").answer(200, "OK", *headers, to="REGISTER")
    return trace.ask("REGISTER", "Contact: <sip:a@h>", at=renewed).answer(200, "OK", *headers, to="REGISTER")


def via_mangled():
    trace = Trace().ask("INVITE", body=sdp())
    number, source, target, via = trace.asked["INVITE"]
    trace.asked["INVITE"] = number, source, target, via.replace("198.51.100.10:5060", "203.0.113.99:1024")
    return trace.answer(486, "Busy Here")


PLANTED = [
    (refused(403), "answer-403", "understood and refused"),
    (refused(404), "answer-404", "no such number"),
    (refused(408), "answer-408", "no answer came in time"),
    (refused(480), "answer-480", "cannot be reached now"),
    (refused(484), "answer-484", "digits are missing"),
    (refused(486), "answer-486", "busy"),
    (refused(482), "answer-482", "came back to where it had been"),
    (refused(483), "answer-483", "loop"),
    (refused(491), "answer-491", "same moment"),
    (refused(500), "answer-500", "fault in the server"),
    (refused(503), "answer-503", "no capacity"),
    (refused(503, "Retry-After: 30 (maintenance)"), "answer-503-later", "try again in 30 s"),
    (refused(603), "answer-603", "declined"),
    (refused(607), "answer-607", "unwanted"),
    (refused(608), "answer-608", "analysis"),
    (refused(302), "answer-302", "sent back to be tried elsewhere"),
    (refused(477), "answer-477", "477: the other side refused"),
    (refused(699), "answer-699", "every place"),
    (declared(403, "Caller ID not allowed"), "answer-403-said", "speaks of the caller ID"),
    (declared(403, "Daily limit reached"), "answer-403-said", "limit or of credit"),
    (declared(403, "Wrong password or domain"), "answer-403-said", "password or credentials"),
    (declared(403, "Stale Date"), "answer-403-said", "a clock is wrong"),
    (cancelled(), "cancelled", "487 after 180: the caller hung up before anybody answered"),
    (cancelled(at=31), "cancelled-ring-timeout", "after it rang for 30 s"),
    (cancelled(rang=False, at=3), "cancelled-early", "before it rang"),
    (cancelled(reason=[ELSEWHERE]), "cancelled-elsewhere", "another phone"),
    (refused(487), "cancelled-unseen", "before anybody answered"),
    (called().ask("CANCEL", number=1, at=9), "cancelled", "hung up"),
    (refused(503, 'Reason: Q.850;cause=34;text="Channel limit"'), "cause-34", "no circuit or channel was free"),
    (refused(480, "Reason: SIP;cause=480, Q.850 ;cause=20"), "cause-20", "off or out of reach"),
    (refused(503, "X-Asterisk-HangupCauseCode: 58"), "cause-58", "not available now"),
    (refused(480, 'Warning: 399 gw.example.com "no line"'), "answer-480", "cannot be reached"),
    (refused(488, 'Warning: 304 h "Media type not available"', offer=""), "no-offer", "INVITE without SDP"),
    (refused(488, offer=G729, body=G711), "codec-mismatch", "Offered: G729; the other side knows: PCMU, PCMA"),
    (refused(488, offer=G729), "sound-refused", "Offered: G729"),
    (refused(488, offer=SRTP), "srtp-refused", "RTP/SAVP"),
    (refused(488, offer=G711, body=SRTP), "srtp-wanted", "asks for SRTP"),
    (taken(offer=G729, answer=G711), "codec-not-offered", "Offered: G729; answered: PCMU, PCMA"),
    (taken(answer=sdp(port=0)), "sound-declined", "port 0"),
    (taken(offer=SRTP, answer=G711), "srtp-dropped", "sound without"),
    (taken(offer=sdp(codecs="0 101", more=[KEYS])), "no-key-presses", "telephone-event"),
    (taken(answer=sdp(more=["a=sendonly"])), "answered-one-way", "sendonly"),
    (taken(answer=sdp(address="0.0.0.0")), "no-sound-address", "0.0.0.0"),
    (taken(offer=sdp().replace("c=IN IP4 198.51.100.10\r\n", "")), "no-sound-address", "INVITE names no address"),
    (called().answer(200, "OK", at=4).ask("ACK", inside=True), "no-sdp", "answered without SDP"),
    (taken(offer=sdp(address="192.168.1.50")), "private-address", "private one"),
    (changed("INVITE", body=FAX, code=488), "fax-refused", "T.38"),
    (changed("INVITE", body=sdp(), code=500), "change-refused", "was refused with 500"),
    (changed("INVITE", TIMER, body=sdp(), code=500), "refresh-failed", "failed with 500"),
    (changed("UPDATE", code=481), "forgotten", "481 to UPDATE"),
    (changed("REFER", code=603), "transfer-refused", "refused with 603"),
    (changed("INFO", "Content-Type: application/dtmf-relay", code=415), "keys-refused", "Key presses"),
    (over(taken().ask("NOTIFY", inside=True, back=True, body="SIP/2.0 486 Busy Here\r\n")), "transfer-failed", "486"),
    (over(taken().ask("INVITE", inside=True, body=sdp(more=["a=sendonly"]), at=20).answer(200, "OK", body=sdp())),
     "still-held", "sendonly"),
    (called().answer(200, "OK", body=sdp(), at=5, times=[5.5, 6.5, 8.5, 12.5]),
     "ack-missing", "no ACK is in the trace"),
    (taken(at=5).answer(200, "OK", body=sdp(), at=5, times=[5.5, 6.5, 8.5]),
     "ack-lost", "although its ACK is in the trace"),
    (over(called().answer(200, "OK", body=sdp(), at=5), at=37, back=True),
     "ack-missing-ended", "32 s after it was answered"),
    (called().answer(486, "Busy Here", at=4, times=[4.5, 5.5, 7.5]), "answer-486", "busy"),
    (over(called().answer(200, "OK", TIMER, body=sdp(), at=5).ask("ACK", inside=True), at=1773),
     "session-timer", "1768 s"),
    (over(taken(), at=905), "fixed-time", "900 s"),
    (Trace().ask("INVITE", body=sdp(), times=[0.5, 1.5, 3.5]), "no-answer", "INVITE in this trace (times sent: 4)"),
    (Trace().ask("REGISTER", times=[0.5, 1.5]), "no-answer", "REGISTER in this trace (times sent: 3)"),
    (Trace().ask("OPTIONS", times=[0.5, 1.5]), "no-answer", "OPTIONS"),
    (Trace().ask("INVITE", body=sdp(more=["a=candidate:" + "x" * 1000]), times=[0.5, 1.5]), "too-large", "over UDP"),
    (Trace().ask("INVITE", body=sdp()).answer(100, "Trying").ask("CANCEL", number=1, at=12),
     "only-trying", "Only 100 Trying"),
    (called().answer(183, "Progress", "Require: 100rel", "RSeq: 1", at=2, times=[2.5, 3.5]),
     "prack-missing", "no PRACK"),
    (taken().ask("BYE", inside=True, at=60, times=[60.5, 61.5, 63.5]), "bye-unanswered", "BYE (times sent: 4)"),
    (taken().answer(200, "OK", body=sdp(), tag="b2", at=5), "two-answers", "Two places"),
    (signing_in(("", "n0"), ("", "n0x")), "sign-in-loop", "wrong password"),
    (signing_in(("", "n0"), ("", "n1"), ("", "n2"), same=True), "sign-in-same-nonce", "same old nonce"),
    (signing_in((", stale=true", "n0"), (", stale=true", "n1")), "sign-in-stale", "out of date"),
    (signing_in(), "sign-in-missing", "no attempt with credentials"),
    (Trace().ask("REGISTER").answer(403, "Forbidden", to="REGISTER"), "answer-403", "registration was refused"),
    (Trace().ask("REGISTER").answer(423, "Too Brief", to="REGISTER"), "answer-423", "Min-Expires"),
    (registered("Contact: <sip:a@h>;expires=60", renewed=1800), "registration-ran-out", "granted for 60 s"),
    (registered(renewed=1800), "registration-not-stored", "lists no contact"),
    (Trace().ask("SUBSCRIBE").answer(489, "Bad Event", to="SUBSCRIBE"), "answer-489", "Allow-Events"),
    (Trace().ask("INVITE", "User-Agent: friendly-scanner", body=sdp()), "scanner", "scans the internet"),
    (via_mangled(), "via-changed", "Via of an answer"),
]  # fmt: skip
