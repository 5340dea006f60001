"""What a visitor sends in place of an answer to a policy's question is stored as text, told, or dropped."""

from datetime import datetime, timedelta
from email import message_from_bytes, policy
from http import HTTPStatus

import pytest

from reporter.app import House, composer
from reporter.config import Settings
from tests.attacks.test_typed_text import PAYLOADS, harmful
from tests.integration.web.conftest import ROOT
from tests.integration.web.report import CONTACT, EVIDENCE, to_severity
from tests.integration.web.visitor import Visitor, parsed


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"policy": ROOT / "tests" / "asking.yml"})


@pytest.fixture
def asked(visitor: Visitor) -> Visitor:
    """A visitor at the questions."""
    return to_severity(visitor).sends({"ticked": "none"}, button="on")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_in_an_answer_stays_text_everywhere_also_when_it_is_filled_in_again(
    asked: Visitor, house: House, moment: datetime, payload: str
):
    answers = {"q-pbx": "own", "q-version": payload, "q-impact": payload, "remember": "yes"}
    asked.sends(answers, button="on").sends(EVIDENCE, button="on").sends(CONTACT, button="on")
    for page in ("review", "ticket"):
        assert payload in asked.text, page
        assert not harmful(asked.page)
        if page == "review":
            asked.sends(form="/report/review")
    for claimed in house.storage.outbox.claim(now=moment + timedelta(minutes=1), lease=timedelta(minutes=5)):
        mail = message_from_bytes(bytes(composer(house)(claimed.message)), policy=policy.default)
        assert not harmful(parsed(mail.get_body(("html",)).get_content()))
    to_severity(asked).sends({"ticked": "none"}, button="on")
    assert asked.value("q-version") == payload
    assert not harmful(asked.page)


def test_a_field_of_no_question_is_dropped(asked: Visitor, house: House):
    asked.sends({"q-pbx": "own", "q-version": "1", "q-admin": "yes", "level": "critical", "q-": "x"}, button="on")
    assert asked.path == "/report/evidence"
    asked.sends(EVIDENCE, button="on").sends(CONTACT, button="on").sends(form="/report/review")
    (ticket,) = house.storage.tickets.newest(1)
    assert [one.code for one in ticket.report.questions.answers] == ["pbx", "version"]
    assert ticket.level == "minor"


@pytest.mark.parametrize("code", ["owner", "Own", "own\0", "yes", "__class__", "o" * 10_000])
def test_an_option_that_is_not_offered_is_no_answer(asked: Visitor, code: str):
    asked.sends({"q-pbx": code}, button="on")
    if code == "own\0":  # what nobody can see is dropped from every typed text
        assert list(asked.mistakes()) == ["#q-version"]
    else:
        assert list(asked.mistakes()) == ["#q-pbx"]
    assert asked.status == HTTPStatus.UNPROCESSABLE_ENTITY


def test_an_answer_far_too_long_is_told_its_length_and_nothing_is_lost(asked: Visitor):
    asked.sends({"q-pbx": "hosted", "q-impact": "x" * 150_000}, button="on")
    assert "150,000 characters, and 5,000 fit" in asked.mistakes()["#q-impact"]
    assert asked.value("q-impact") == "x" * 150_000


def test_a_consent_is_not_forged_by_another_value_nor_passed_over_by_leaving_its_parent_out(
    asked: Visitor, house: House
):
    own = {"q-pbx": "own", "q-version": "1"}
    asked.sends({**own, "q-remote": "yes", "q-consent": "true"}, button="on")
    assert list(asked.mistakes()) == ["#q-consent"]
    asked.sends({**own, "q-remote": "no", "q-consent": "yes"}, button="on").sends(EVIDENCE, button="on")
    asked.sends(CONTACT, button="on").sends(form="/report/review")
    (ticket,) = house.storage.tickets.newest(1)
    assert "consent" not in [one.code for one in ticket.report.questions.answers]


def test_what_is_kept_in_the_browser_never_outgrows_a_cookie(asked: Visitor):
    asked.sends({"q-pbx": "own", "q-version": "\U0001f4de" * 300, "remember": "yes"}, button="on")
    asked.sends(EVIDENCE, button="on").sends(CONTACT, button="on").sends(form="/report/review")
    cookie = asked.client.get_cookie("lifering-answers", path="/report/")
    assert cookie
    assert len(cookie.value) <= 3_000
