import pytest

from reporter.evidence.pasted import read_pasted

CHANNEL = "5d0f6c52-7f0e-4c3f-9f43-9a3a7d1a0b11"


def unsure(text: str) -> tuple[str, ...]:
    return read_pasted(text).unsure


@pytest.mark.parametrize(
    "text",
    [
        "call-id=a84b4c76e66710@192.0.2.1",
        "callid: a84b4c76e66710@192.0.2.1",
        "Call-ID: a84b4c76e66710@192.0.2.1",
        "> Call-ID: a84b4c76e66710@192.0.2.1",
        'x={"call_id":"a84b4c76e66710@192.0.2.1","b":1} y',
        "{'call_id': 'a84b4c76e66710@192.0.2.1'}",
        "INFO: new call [CallID: a84b4c76e66710@192.0.2.1] from 1001",
        "Call-ID <a84b4c76e66710@192.0.2.1>",
        'Call-ID "a84b4c76e66710@192.0.2.1"',
        "(Call-ID: a84b4c76e66710@192.0.2.1)",
        "The Call-ID is a84b4c76e66710@192.0.2.1.",
        "method=INVITE;callid=a84b4c76e66710@192.0.2.1;from=1001",
        "sip_call_id=a84b4c76e66710@192.0.2.1, to=1002",
        "variable_sip_call_id: a84b4c76e66710@192.0.2.1",
        "<sip_call_id>a84b4c76e66710@192.0.2.1</sip_call_id>",
        "Call-IDs:\n\n- a84b4c76e66710@192.0.2.1\n\nThanks",
        "Call-ID:\na84b4c76e66710@192.0.2.1",
        'msg="x" sipCallID=a84b4c76e66710@192.0.2.1',
        "Call ID = a84b4c76e66710@192.0.2.1!",
        "Nov  6 10:23:55 sbc kamailio[586]: NOTICE: {1 3 REGISTER a84b4c76e66710@192.0.2.1} <core> receive_msg(): x",
    ],
)
def test_a_bare_field_is_offered(text):
    assert unsure(text) == ("a84b4c76e66710@192.0.2.1",)


@pytest.mark.parametrize(
    "call_id",
    [
        "8OmtYUU8EdlafUh4g4jiAw..",
        "1RLuVzzBClYCf2",
        "xKdQwErTyU",
        "!!:aGVsbG8td29ybGQ-",
        "3pcc///1-25433@127.0.0.1",
        "a(b)1234@x",
    ],
)
def test_call_ids_of_many_makers_are_kept_to_the_letter(call_id):
    assert unsure(f"call-id={call_id} x") == (call_id,)
    assert unsure(f"Call-ID: {call_id}\nrest") == (call_id,)


@pytest.mark.parametrize(
    "text",
    [
        "Call-ID: required",
        "Call-ID: unavailable",
        "callid=undefined",
        "CallId: NotAvailable",
        "Caller-ID: 4930555012345",
        "Call ID: +4930555012",
        "Call ID: 5551234567",
        "Call ID: 2026-11-22",
        "call_id=12345",
        "callid=abc",
        "Call-ID: [email protected]",
        "Call-ID: xxxxxxxxxxxx",
        "Call-ID: 1234***5678",
        "Call-ID: <your-call-id>",
        "Call-ID: %s",
        "[C-0000002f] call-id C-0000002f",
        "Call-ID: C-0000002f",
        "this.callId = snapshot3.callId",
        "call_id: Optional[str]",
        "uniqueid=1795378502.74 linkedid=1795378502.74",
        "Message-ID: <20261122103000.1234@example.com>",
        "Content-ID: <part1.1234@example.com>",
        "recall-id=abcdef123456",
        "I wanted to call ID 'seventeen' again.",
        "Call-ID: " + "a1" * 200,
    ],
)
def test_what_is_no_call_id_is_not_offered(text):
    assert unsure(text) == ()


def test_several_on_a_line_and_below_it():
    text = "Call-IDs: first-12345, second-6789; third-01234\nCall IDs:\n 1. fourth-12345\n 2. fifth-12345\nBye,\nJane"

    assert unsure(text) == ("first-12345", "second-6789", "third-01234", "fourth-12345", "fifth-12345")


@pytest.mark.parametrize(
    "line",
    [
        f"{CHANNEL} 2026-11-22 10:15:02.791303 [DEBUG] sofia.c:10279 receiving invite",
        f"Unique-ID: {CHANNEL}",
        f"variable_uuid: {CHANNEL}",
        f"Channel-Call-UUID: {CHANNEL}",
        f"uuid={CHANNEL}",
        f"freeswitch@sbc> uuid_kill {CHANNEL}",
        f'{{"uuid":"{CHANNEL}"}}',
    ],
)
def test_the_uuid_of_a_channel_is_no_call_id(line):
    assert unsure(f"{line}\nsomething call_id={CHANNEL}\n") == ()


def test_a_uuid_that_a_header_names_is_one_whatever_the_channel_is_called():
    assert unsure(f"uuid={CHANNEL}\nCall-ID: {CHANNEL}\n") == (CHANNEL,)


def test_a_uuid_that_names_no_channel_is_offered():
    assert unsure(f"call_id={CHANNEL}") == (CHANNEL,)


def test_what_a_message_or_a_record_names_is_not_offered_again():
    text = "OPTIONS sip:example.com SIP/2.0\nCall-ID: first-12345\n\nstart,call-id\n10:00:01,second-6789\n"

    assert unsure(f"{text}\ncall-id=first-12345 call-id=second-6789 call-id=third-01234") == ("third-01234",)
