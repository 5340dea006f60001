"""A trace of a busy call and what was read of it, for tests of the rooms that keep, show and send traces."""

from dataclasses import replace
from datetime import timedelta

from reporter.evidence.reading import Call, Note, Reading, Sign, Step
from reporter.journey.answers import EvidenceFile
from tests.fakes import NOW


def a_call(**changes):
    """Answered busy, as a capture showed it."""
    call = Call(
        call_id="a84b4c76e66710@pc33.example", kind="call", first=NOW, last=NOW + timedelta(seconds=3),
        methods=("INVITE", "ACK"), final=486, phrase="Busy Here", reason='Q.850;cause=17;text="User busy"',
        caller="+number-1", callee="1002", direction="out", duration=None, messages=4, chosen=True,
        steps=(Step("INVITE", "10.0.0.1:5060", "10.0.0.2:5060", 0.0), Step("486 Busy Here", "10.0.0.2:5060",
               "10.0.0.1:5060", 3.0)),
    )  # fmt: skip
    return replace(call, **changes)


def a_reading(**changes):
    """What was read of a capture with one busy call and one that was not chosen."""
    reading = Reading(
        form="pcap capture",
        calls=(a_call(), a_call(call_id="other", chosen=False, steps=())),
        signs=(Sign("busy", "{code}: the called side is busy", ("busy",), {"code": "486"}, a_call().call_id),),
        notes=(Note("{count} packets are no SIP.", {"count": "7"}),),
        redacted={"credentials": 2},
        hidden=("numbers",),
    )
    return replace(reading, **changes)


def a_trace(**changes):
    made = EvidenceFile(
        id="t1", name="call.pcap", media_type="application/vnd.tcpdump.pcap", size=900, width=0, height=0,
        state="clean", kind="trace", reading=a_reading(), redacted="r" * 64, capture="p" * 64,
    )  # fmt: skip
    return replace(made, **changes)
