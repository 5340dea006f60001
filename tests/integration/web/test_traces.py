"""Logs and captures in the journey: read, shown without secrets, chosen from, sent."""

import re
from datetime import timedelta
from io import BytesIO

import pytest

from tests.integration.web.report import CONTACT, FIRST_EXAMPLE, PROBLEM, example_key
from tests.integration.web.visitor import Visitor, upload

SECRET = "6629fae49393a05397450978507c4ef1"
LOG = """<--- Transmitting SIP request (712 bytes) to UDP:198.51.100.7:5060 --->
INVITE sip:+442079460123@trunk.example SIP/2.0
Via: SIP/2.0/UDP 10.0.0.5:5060;branch=z9hG4bK1
From: "Ada Example" <sip:+442079460999@pbx.example>;tag=1
To: <sip:+442079460123@trunk.example>
Call-ID: {call_id}
CSeq: 1 INVITE
Authorization: Digest username="ada", realm="trunk", nonce="abc", response="{secret}"
Content-Length: 0

<--- Received SIP response (301 bytes) from UDP:198.51.100.7:5060 --->
SIP/2.0 488 Not Acceptable Here
Via: SIP/2.0/UDP 10.0.0.5:5060;branch=z9hG4bK1
From: "Ada Example" <sip:+442079460999@pbx.example>;tag=1
To: <sip:+442079460123@trunk.example>;tag=2
Call-ID: {call_id}
CSeq: 1 INVITE
Content-Length: 0

"""
ONE = "7c02a9e4-11aa-4f6b@10.0.0.5"


def log(*call_ids: str) -> str:
    return "".join(LOG.format(call_id=call_id, secret=SECRET) for call_id in call_ids or (ONE,))


def to_problem(visitor: Visitor) -> Visitor:
    return visitor.opens("/report/problem")


def with_trace(visitor: Visitor, text: str = "") -> Visitor:
    return to_problem(visitor).sends({**PROBLEM, "trace_text": text or log()}, button="stay")


def checked(visitor: Visitor, name: str) -> list[str]:
    return [
        box.get("value", "")
        for box in visitor.page.iter("input")
        if (box.get("name") or "").startswith(name) and (box.get("type") == "hidden" or box.get("checked") is not None)
    ]


def test_a_pasted_log_becomes_a_table_of_calls_without_its_secrets(visitor: Visitor):
    with_trace(visitor)
    assert ONE in visitor.text
    assert "488" in visitor.text
    assert "Not Acceptable Here" in visitor.text
    assert SECRET not in visitor.response.text
    assert "Ada Example" not in visitor.response.text
    assert visitor.value("trace_text") == ""


def test_what_the_trace_shows_is_said_and_asked_of_the_articles(visitor: Visitor):
    with_trace(visitor).sends(PROBLEM, button="on")
    assert visitor.path == "/report/articles"
    assert "What your trace shows" in visitor.text
    assert "488" in visitor.text


def test_nothing_secret_lies_on_the_disk_unsealed(visitor: Visitor, settings):
    with_trace(visitor)
    files = [path for path in settings.data.rglob("*") if path.is_file()]
    assert len(files) > 3
    assert all(SECRET.encode() not in path.read_bytes() for path in files)


def test_of_many_calls_the_requester_chooses(visitor: Visitor):
    ids = [f"call-{number:02}@10.0.0.5" for number in range(12)]
    with_trace(visitor, log(*ids))
    assert "Choose those that show the problem" in visitor.text
    assert checked(visitor, "call-") == []
    (shown,) = {box.get("name") for box in visitor.page.iter("input") if (box.get("name") or "").startswith("call-")}
    visitor.sends({**PROBLEM, shown: [ids[3], ids[7]]}, button="stay")
    assert checked(visitor, "call-") == [ids[3], ids[7]]


def test_what_cannot_be_read_is_said_and_stays_in_the_box(visitor: Visitor):
    to_problem(visitor).sends({**PROBLEM, "trace_text": "PK\x03\x04 and more"}, button="on")
    assert visitor.status == 422
    assert "do not open archives" in visitor.text
    assert "and more" in visitor.value("trace_text")
    assert visitor.value("title") == PROBLEM["title"]


@pytest.mark.parametrize(("data", "said"), [(b"", ""), (b"%PDF-1.7", "do not open documents")])
def test_a_file_that_is_no_evidence(visitor: Visitor, data: bytes, said: str):
    to_problem(visitor).sends({**PROBLEM, "traces": upload(data, "x.log")}, button="stay")
    assert said in visitor.text or "nothing in it" in visitor.text


def test_before_and_after_are_shown_to_the_requester_alone(visitor: Visitor, app):
    with_trace(visitor)
    (link,) = [link for link in visitor.links() if "/evidence/traces/" in link]
    assert SECRET in visitor.opens(link).response.text
    assert visitor.response.headers["Cache-Control"] == "no-store"
    assert Visitor(app.test_client()).opens(link).status == 404


def test_a_trace_can_be_removed(visitor: Visitor):
    with_trace(visitor)
    (button,) = [b for b in visitor.page.iter("button") if b.get("name") == "remove"]
    visitor.sends({**PROBLEM, "remove": button.get("value")}, button="")
    assert ONE not in visitor.text


def test_the_script_sends_one_and_hears_what_was_kept(visitor: Visitor):
    token = to_problem(visitor).value("csrf_token")
    body = {"csrf_token": token, "traces": (BytesIO(log().encode()), "pbx.log")}
    answer = visitor.client.post("/report/evidence/traces", data=body, content_type="multipart/form-data")
    assert answer.status_code == 200
    assert answer.json["file"]["kind"] == "trace"
    empty = visitor.client.post("/report/evidence/traces", data={"csrf_token": token})
    assert empty.status_code == 400
    assert "nothing in what arrived" in empty.json["error"]


def test_a_trace_gives_the_call_ids_that_the_evidence_step_asks_for(visitor: Visitor):
    with_trace(visitor).sends(PROBLEM, button="on")
    visitor.sends(form="/report/articles")
    visitor.sends({"ticked": example_key(visitor, FIRST_EXAMPLE)}, button="on")
    assert visitor.path == "/report/evidence"
    assert "An engineer can start with this" in visitor.text
    visitor.sends(button="on")
    assert visitor.path == "/report/contact"
    visitor.sends(CONTACT)
    assert re.search(r"Call-IDs\s*" + re.escape(ONE), visitor.text)


def sent_with(visitor: Visitor, text: str, **ticked: str) -> Visitor:
    """A report with this trace; `ticked` are parts of the card's boxes, such as `original`, with their value."""
    with_trace(visitor, text)
    names = {box.get("name") or "" for box in visitor.page.iter("input")}
    boxes = {name: value for name in names for part, value in ticked.items() if name.startswith(f"{part}-")}
    visitor.sends({**PROBLEM, **boxes}, button="on").sends(form="/report/articles")
    visitor.sends({"ticked": example_key(visitor, FIRST_EXAMPLE)}, button="on").sends(button="on")
    return visitor.sends(CONTACT).sends(form="/report/review")


def test_the_original_is_opened_by_the_tickets_link_alone_and_only_as_long_as_was_said(visitor: Visitor, clock, app):
    sent_with(visitor, log(), original="on")
    (link,) = [link for link in visitor.links() if link.endswith("/original")]
    given = visitor.client.get(link)
    assert given.data.replace(b"\r\n", b"\n") == log().encode()
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert given.mimetype == "application/octet-stream"
    wrong = link.replace(link.split("/")[3], "A" * 24)
    assert app.test_client().get(wrong).status_code == 404
    clock.at += timedelta(hours=71)
    assert visitor.client.get(link).status_code == 200
    clock.at += timedelta(hours=2)
    assert visitor.client.get(link).status_code == 404


def test_without_the_requesters_word_the_original_ends_with_sending(visitor: Visitor, house):
    sent_with(visitor, log())
    assert not [link for link in visitor.links() if link.endswith("/original")]
    (redacted,) = [link for link in visitor.links() if link.endswith(".txt") and "/traces/" in link]
    assert SECRET not in visitor.client.get(redacted).text
    assert visitor.client.get(redacted.replace(".txt", "/original")).status_code == 404
    assert visitor.client.get(redacted.replace(".txt", ".pcap")).status_code == 404
    (file,) = house.storage.files.of_ticket(house.storage.tickets.newest(1)[0].id)
    assert file.original == ""


def test_an_unsure_call_id_goes_along_when_the_requester_says_it_is_one(visitor: Visitor):
    with_trace(visitor, "Nov 22 03:14:15 sbc1 kamailio[812]: INVITE failed call-id=5f3c9a77@198.51.100.7\n")
    assert "may be Call-IDs" in visitor.text
    (box,) = [box.get("name") for box in visitor.page.iter("input") if (box.get("name") or "").startswith("taken-")]
    visitor.sends({**PROBLEM, box: "5f3c9a77@198.51.100.7"}, button="stay")
    assert checked(visitor, "taken-") == ["5f3c9a77@198.51.100.7"]


def test_more_is_hidden_where_the_requester_says_so_and_never_less(visitor: Visitor):
    with_trace(visitor)
    assert "+442079460999" in visitor.text
    (box,) = [box.get("name") for box in visitor.page.iter("input") if (box.get("name") or "").startswith("hide-")]
    visitor.sends({**PROBLEM, box: "numbers"}, button="stay")
    assert "+442079460999" not in visitor.text
    visitor.sends({**PROBLEM, box: None}, button="stay")
    assert "+442079460999" in visitor.text
    assert "198.51.100.7" not in visitor.response.text  # the policy hides addresses, which the call flow would show
