"""Messages of a call become the arrows of its picture."""

from reporter.evidence.reading import MOST_STEPS
from reporter.evidence.steps import steps_of
from tests.unit.evidence.test_calls import answer, invite, message, request, seen


class Shows:
    def endpoint(self, value: str) -> str:
        return value


class Hides:
    def endpoint(self, value: str) -> str:
        return f"h{len(value)}"


def test_without_addresses_in_the_trace_the_messages_tell_who_sent_them():
    steps = steps_of([seen(invite()), seen(answer("180 Ringing"), 1.5)], Shows())
    assert [(step.source, step.target) for step in steps] == [
        ("192.0.2.1:5060", "trunk.example"),
        ("trunk.example", "192.0.2.1:5060"),
    ]
    assert [(step.what, step.after) for step in steps] == [("INVITE", 0), ("180 Ringing", 1.5)]


def test_an_answer_whose_request_was_not_seen_goes_to_its_topmost_via():
    (step,) = steps_of([seen(answer("200 OK"))], Shows())
    assert (step.source, step.target) == ("trunk.example", "192.0.2.1:5060")


def test_what_was_sent_again_is_one_arrow_with_its_count():
    steps = steps_of([seen(invite()), seen(invite(), 0.5), seen(invite(), 1.5), seen(answer("200 OK"), 2)], Shows())
    assert [(step.what, step.times) for step in steps] == [("INVITE", 3), ("200 OK", 1)]


def test_an_arrow_tells_a_sign_in_and_what_an_answer_answers():
    signed = request("REGISTER", 'Authorization: Digest username="200"')
    steps = steps_of([seen(signed), seen(answer("200 OK", to="REGISTER"), 1)], Shows())
    assert [step.what for step in steps] == ["REGISTER +auth", "200 OK (REGISTER)"]


def test_every_address_passes_whoever_hides_them():
    (step,) = steps_of([seen(invite())], Hides())
    assert (step.source, step.target) == ("h14", "h13")


def test_a_call_without_end_has_a_picture_of_bounded_size():
    many = [seen(message(f"OPTIONS sip:{n}@b.example SIP/2.0"), n) for n in range(MOST_STEPS + 20)]
    assert len(steps_of(many, Shows())) == MOST_STEPS
