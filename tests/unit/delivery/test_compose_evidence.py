"""What support's mail tells of traces and carries of them."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from reporter.delivery.attachments import ATTACHED_BYTES
from reporter.evidence.reading import ApiRequest
from reporter.journey.answers import BrowserFacts, EvidenceAnswer, Excuse, Moment
from tests.fakes import NOW, a_file, a_report, a_ticket
from tests.traces import a_call, a_reading, a_trace

COPIES = {
    "r" * 64: "INVITE sip:+number-1@example.com \u00e9\n".encode(),
    "p" * 64: b"\xd4\xc3\xb2\xa1 pcap",
    "c" * 64: b"\x89PNG\r\n\x1a\n picture",
}

CALL, REASON = "a84b4c76e66710@pc33.example", 'Reason: Q.850;cause=17;text="User busy"'


def attached(mail):
    return {part.get_filename(): part for part in mail.iter_attachments()}


def told_of(write, text_of, **changes):
    return text_of(write(files=(a_trace(**changes),), read_file=COPIES.__getitem__))


def test_the_redacted_text_and_capture_are_attached_after_the_screenshots(write):
    mail = write(files=(a_trace(), a_file()), read_file=COPIES.__getitem__)
    parts = attached(mail)
    assert list(parts) == ["HV-4K7-2MQ-2-screen.png", "HV-4K7-2MQ-1-call.txt", "HV-4K7-2MQ-1-call.pcap"]
    text, capture = parts["HV-4K7-2MQ-1-call.txt"], parts["HV-4K7-2MQ-1-call.pcap"]
    assert (text.get_content_type(), text.get_content_disposition()) == ("text/plain", "attachment")
    assert text.get_content().encode() == COPIES["r" * 64]
    assert (capture.get_content_type(), capture.get_content()) == ("application/vnd.tcpdump.pcap", COPIES["p" * 64])


def test_a_pasted_text_has_no_capture_and_a_name_of_its_own(write):
    mail = write(files=(a_trace(name="pasted text", capture=""),), read_file=COPIES.__getitem__)
    assert list(attached(mail)) == ["HV-4K7-2MQ-1-pasted-text.txt"]


def test_what_is_too_large_is_said_and_stands_behind_the_link(write, text_of):
    large = {"r" * 64: b"x" * (ATTACHED_BYTES - 10), "p" * 64: b"y" * 11}
    some = write(files=(a_trace(),), read_file=large.__getitem__)
    assert list(attached(some)) == ["HV-4K7-2MQ-1-call.txt"]
    assert "the rest is too large for a mail" in text_of(some)
    none = write(files=(a_trace(),), read_file=lambda _: b"x" * (ATTACHED_BYTES + 1))
    assert attached(none) == {}
    assert "call.pcap: too large for a mail" in text_of(none)


def test_an_engineer_reads_what_it_shows_before_opening_it(write, text_of):
    told = told_of(write, text_of, description="the second attempt")
    for line in (
        "call.pcap: attached as HV-4K7-2MQ-1-call.txt, HV-4K7-2MQ-1-call.pcap: the second attempt",
        "Read as: pcap capture.",
        "1 of its 2 Call-IDs were chosen.",
        "486: the called side is busy",
        f"{CALL}: call, 2026-11-20 17:30:00 UTC, +number-1 -> 1002, INVITE ACK, 486 Busy Here, {REASON}",
        "7 packets are no SIP.",
        "Taken out or replaced: sign-in credentials (2).",
        "The original is not kept.",
    ):
        assert f"\n    {line}\n" in told
    assert "other: call" not in told
    assert "Screenshots: None." in told


def test_of_several_calls_each_sign_says_which_one_it_was_seen_in(write, text_of):
    told = told_of(write, text_of, reading=a_reading(calls=(a_call(), a_call(call_id="second"))))
    assert f"\n    486: the called side is busy ({CALL})\n" in told


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ("2026-11-20T09:05:07", ": call, 2026-11-20 09:05:07, zone not told, +number-1"),
        ("0001-01-01T09:05:07", ": call, 09:05:07, day not told, +number-1"),
        ("2026-11-20T10:05:07+01:00", ": call, 2026-11-20 09:05:07 UTC, +number-1"),
        (None, ": call, +number-1"),
    ],
)
def test_a_time_says_how_much_of_it_is_known(write, text_of, first, told):
    assert told in told_of(
        write, text_of, reading=a_reading(calls=(a_call(first=first and datetime.fromisoformat(first)),))
    )


def test_a_call_without_an_end_says_so(write, text_of):
    call = a_call(final=0, phrase="", reason="", caller="", callee="")
    assert "UTC, INVITE ACK, no final response\n" in told_of(write, text_of, reading=a_reading(calls=(call,)))


def test_an_original_is_told_of_as_long_as_it_can_be_opened(write, text_of):
    kept = {"original": "o" * 64, "original_hours": 48}
    until = told_of(write, text_of, **kept, original_until=NOW + timedelta(hours=1))
    assert "The original can be opened on the ticket's page until Fri 20 Nov 2026, 18:30 GMT." in until
    assert "The original is not kept." in told_of(write, text_of, **kept, original_until=NOW)


def test_what_a_stranger_wrote_into_a_trace_stays_on_its_line(write, text_of):
    call = a_call(call_id="a\r\nThe ticket:\u202e", phrase="Busy\nPromise\n-------")
    told = told_of(write, text_of, name="x\nLead.pcap", reading=a_reading(calls=(call,)))
    assert "\n    a The ticket:: call" in told
    assert "486 Busy Promise -------" in told
    assert "\n    x Lead.pcap: attached as" in told


def test_a_trace_whose_time_is_over_is_named_and_not_attached(write, text_of):
    gone = {"state": "deleted", "reading": None, "redacted": "", "capture": ""}
    mail = write(files=(a_trace(**gone), a_file(state="deleted", clean="")), read_file=COPIES.__getitem__)
    assert attached(mail) == {}
    assert text_of(mail).count("not attached: it was deleted when its time was over") == 2


def test_all_other_evidence_is_told_too(write, text_of):
    evidence = EvidenceAnswer(
        call_ids=(),
        missing_reason="It happened\non Friday",
        excuses=(Excuse("call_ids", "The portal is down"),),
        moment=Moment(NOW, "America/New_York", about="1001 and 1002", doubt="twice"),
        browser=BrowserFacts((("Browser", "Firefox 140"), ("Window", "800 x 600"))),
        requests=(ApiRequest("POST", "/v1/calls", 502, "req-7"), ApiRequest("GET", "/v1/users", 0, at="17:30")),
    )
    told = text_of(write(ticket=a_ticket(report=replace(a_report(), evidence=evidence))))
    assert "    The portal is down\n    It happened\n    on Friday\n" in told
    assert "    Fri 20 Nov 2026, 12:30 EST (America/New_York)\n" in told
    assert "    The clocks were put back: this time came twice, the first is told.\n    1001 and 1002\n" in told
    assert "    Browser: Firefox 140\n    Window: 800 x 600\n" in told
    assert "    POST /v1/calls, 502, req-7\n    GET /v1/users, 17:30\n" in told
