"""Sharpen: what is asked, who is put down to Normal, and how times and mistakes are told."""

from datetime import timedelta
from http import HTTPStatus

import pytest

from tests.requirements.pages import promised, words_of
from tests.requirements.walking import send, walk

CUSTOMERS = """address,customer,contract_until,technical_contacts,downgraded
customer.example,Example Ltd,unlimited,,yes
"""


@pytest.mark.row("003-23")
@pytest.mark.parametrize("level", ["urgent", "high"])
def test_an_organisation_that_abused_the_levels_gets_normal_for_all_its_tickets(visit, sharpen, tmp_path, mails, level):
    customers = tmp_path / "customers.csv"
    customers.write_text(CUSTOMERS)
    visitor = walk(visit("sharpen", customers=customers), sharpen, "review", level=level)

    assert "has all tickets of their organisation put down to Normal" in visitor.text
    assert "Level5 - Normal" in visitor.sends(form="/report/review").text
    assert mails("sharpen")[0]["X-Lifering-Severity"] == "normal"


@pytest.mark.row("003-23")
def test_whoever_is_not_listed_for_abuse_keeps_the_level(visit, sharpen, tmp_path):
    customers = tmp_path / "customers.csv"
    customers.write_text(CUSTOMERS.replace("yes", ""))

    assert "Level10 - Urgent" in send(visit("sharpen", customers=customers), sharpen, level="urgent").text


@pytest.mark.row("003-32")
def test_as_much_as_possible_is_asked_for_and_reaches_support(visit, sharpen, mails):
    page = walk(visit("sharpen"), sharpen, "questions")
    assert "Please tell as much as you can." in page.text

    send(page, sharpen, questions={"q-everything": "A new firewall since Monday"})
    assert "A new firewall since Monday" in words_of(mails("sharpen")[0])


@pytest.mark.row("003-29")
def test_a_fault_is_reported_on_the_portal_or_by_mail(severity_step):
    said = promised(severity_step("sharpen"), "urgent")

    assert "Support mailbox: Support@sharpencx.com" in said
    assert "mailto:Support@sharpencx.com" in severity_step("sharpen").links()
    assert "Best now: this report." in said


@pytest.mark.row("003-52")
@pytest.mark.parametrize(
    ("since", "told"),
    [
        (timedelta(seconds=20), "(now)"),
        (timedelta(minutes=1), "(1 minute ago)"),
        (timedelta(minutes=12), "(12 minutes ago)"),
        (timedelta(hours=1), "(1 hour ago)"),
        (timedelta(hours=7), "(7 hours ago)"),
        (timedelta(days=1), "(1 day ago)"),
        (timedelta(days=4), "(4 days ago)"),
    ],
)
def test_how_long_ago_something_was_is_told_from_now_to_days_in_singular_and_plural(visit, clock, sharpen, since, told):
    visitor = send(visit("sharpen"), sharpen)
    clock.at += since

    assert f"CET {told}" in visitor.opens(visitor.path).text


@pytest.mark.row("003-53")
@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("phone", "call me £ later", "in digits"),
        ("email", "ada at customer", "like name@example.org"),
        ("email", "ada@cust omer.example", "without blanks"),
    ],
)
def test_characters_that_cannot_be_are_refused_and_what_may_stand_there_is_said(visit, sharpen, field, typed, said):
    page = walk(visit("sharpen"), sharpen, "contact").sends(
        {"name": "Ada Example", "email": "ada@customer.example", field: typed}, button="on"
    )

    assert page.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in page.mistakes()[f"#{field}"]
    assert page.value(field) == typed
