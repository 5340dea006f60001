"""Communicado: what is asked, and who gets a ticket."""

from http import HTTPStatus

import pytest

from tests.requirements.pages import words_of
from tests.requirements.walking import questions_fields, send, walk


def asks(policy, kind, visitor):
    return walk(visitor, policy, "questions", problem={"problem_type": kind})


@pytest.mark.row("004-02")
@pytest.mark.parametrize(
    ("answer", "told"),
    [({"q-relation": "direct"}, "From Communicado"),
     ({"q-relation": "partner", "q-partner": "Voice & Co"}, "Voice & Co")],
)  # fmt: skip
def test_whether_a_customer_comes_by_a_partner_is_asked_and_told_to_support(visit, communicado, mails, answer, told):
    given = questions_fields(communicado, "fault") | answer
    send(visit("communicado"), communicado, questions=given)

    assert told in words_of(mails("communicado")[0])


@pytest.mark.row("004-03")
def test_remote_access_is_required_and_asked_for(visit, communicado):
    page = asks(communicado, "fault", visit("communicado"))
    given = questions_fields(communicado, "fault")
    assert "Remote access is required" in page.text

    page.sends({**given, "q-remote_method": ""}, button="on")
    assert page.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "#q-remote_method" in page.mistakes()

    refused = page.sends({**given, "q-remote_method": "refused", "q-remote_consent": None}, button="on")
    assert "We need remote access to help with this." in refused.text
    assert "(866) 489-8722 option 2" in refused.text


@pytest.mark.row("004-04")
def test_consent_to_remote_administration_and_its_method_are_recorded(visit, communicado, mails):
    page = asks(communicado, "fault", visit("communicado"))
    given = questions_fields(communicado, "fault") | {"q-remote_method": "built_in"}

    page.sends({**given, "q-remote_consent": None}, button="on")
    assert "#q-remote_consent" in page.mistakes()

    send(page, communicado, questions=given)
    told = words_of(mails("communicado")[0])
    assert "By the remote administration within VXTracker or Streamline" in told
    assert "I permit Communicado to reach this computer from afar, for this ticket.: Yes" in told


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        pytest.param("install_type", "One server, three sites", marks=pytest.mark.row("004-17")),
        pytest.param("location", "Portland, second floor", marks=pytest.mark.row("004-17")),
        pytest.param("database", "PostgreSQL 16", marks=pytest.mark.row("004-18")),
        pytest.param("server", "Windows Server 2022, 16 GB", marks=pytest.mark.row("004-18")),
        pytest.param("pbx", "Avaya IP Office 500", marks=pytest.mark.row("004-19")),
        pytest.param("third_party", "Outlook 2021, build 16", marks=pytest.mark.row("004-23")),
    ],
)
def test_what_support_needs_to_know_is_asked_and_reaches_it(visit, communicado, mails, question, answer):
    page = asks(communicado, "fault", visit("communicado"))
    asked = next(each.ask for each in communicado.questions if each.code == question)
    assert asked in page.text

    send(page, communicado, questions=questions_fields(communicado, "fault") | {f"q-{question}": answer})
    told = words_of(mails("communicado")[0])
    assert f"{asked} {answer}" in told


def test_what_is_said_of_the_environment_is_typed_once(communicado):
    environment = [question for question in communicado.questions if question.about == "environment"]
    assert len(environment) == 6
    assert all(question.remember for question in environment)


@pytest.mark.row("004-17", "004-20")
def test_company_and_technical_contact_are_asked_and_reach_support(visit, communicado, mails):
    page = walk(visit("communicado"), communicado, "contact")
    assert all(label in page.text for label in ("Your name", "E-mail address", "Telephone", "Company or account"))

    send(page, communicado)
    told = words_of(mails("communicado")[0])
    for expected in ("Ada Example", "ada@customer.example", "+44 20 7946 0999", "Example Ltd"):
        assert expected in told


@pytest.mark.row("004-21")
def test_the_short_description_is_the_subject(visit, communicado, mails):
    send(visit("communicado"), communicado, problem={"title": "Reports stop at midnight"})

    assert mails("communicado")[0]["Subject"].endswith("Reports stop at midnight")


@pytest.mark.row("004-24")
def test_a_full_description_with_the_steps_that_were_taken_reaches_support(visit, communicado, mails):
    steps = {"did": "Opened the nightly report", "seen": "It was empty from 00:00 on", "expected": "All calls"}
    send(visit("communicado"), communicado, problem=steps)

    told = words_of(mails("communicado")[0])
    assert all(step in told for step in steps.values())


@pytest.mark.row("004-26")
def test_it_says_why_all_this_is_asked(visit, communicado):
    page = asks(communicado, "fault", visit("communicado"))

    assert "With all of it we can respond as quickly as possible." in page.text


@pytest.mark.row("004-30")
def test_a_patch_needs_the_steps_that_make_it_happen_again(visit, communicado):
    page = asks(communicado, "patch", visit("communicado"))
    given = questions_fields(communicado, "patch")

    page.sends({**given, "q-recreate": ""}, button="on")
    assert "#q-recreate" in page.mistakes()
    assert page.sends(given, button="on").path == "/report/evidence"
    assert "Which steps make it happen again?" not in asks(communicado, "fault", visit("communicado")).text


@pytest.mark.row("004-08")
def test_without_a_maintenance_contract_there_is_no_ticket(visit, communicado, house):
    visitor = walk(visit("communicado"), communicado, "review", contact={"contract": "no"})

    assert "Without a maintenance contract we cannot open a ticket." in visitor.text
    assert "/report/review" not in [form.get("action") for form in visitor.page.iter("form")]
    assert house("communicado").storage.tickets.newest(1) == ()


CUSTOMERS = """address,customer,contract_until,technical_contacts
customer.example,Example Ltd,{until},ada@customer.example
"""


@pytest.fixture
def customers(tmp_path):
    def listed(until):
        file = tmp_path / "customers.csv"
        file.write_text(CUSTOMERS.format(until=until))
        return file

    return listed


@pytest.mark.row("004-08", "004-31")
@pytest.mark.parametrize("kind", ["fault", "upgrade"])
def test_a_contract_that_has_ended_gives_no_ticket_and_no_upgrade(visit, communicado, customers, house, kind):
    visitor = visit("communicado", customers=customers("2026-11-18"))
    walk(visitor, communicado, "review", problem={"problem_type": kind})

    assert "We cannot take this report from you" in visitor.text
    assert house("communicado").storage.tickets.newest(1) == ()


@pytest.mark.row("004-31", "004-32")
@pytest.mark.parametrize(
    ("email", "sent"), [("ada@customer.example", True), ("grace@customer.example", False)]
)  # fmt: skip
def test_an_upgrade_goes_to_the_technical_contact_of_a_current_agreement_alone(
    visit, communicado, customers, email, sent
):
    visitor = visit("communicado", customers=customers("2027-03-31"))
    walk(visitor, communicado, "review", problem={"problem_type": "upgrade"}, contact={"email": email})

    refused = "Upgrades go to the technical contact whom the agreement names."
    assert (refused in visitor.text) is not sent
    assert ("We cannot take this report from you" in visitor.text) is not sent
    if sent:
        assert visitor.sends(form="/report/review").path.startswith("/tickets/CM-")


@pytest.mark.row("004-27", "004-29")
def test_each_report_gets_a_reference_of_its_own_to_note_and_quote(visit, communicado, mails):
    first = send(visit("communicado"), communicado).path.split("/")[2]
    second = send(visit("communicado"), communicado)

    assert first != second.path.split("/")[2]
    assert f"Your reference {second.path.split('/')[2]}" in second.text
    assert any(first in mail["Subject"] for mail in mails("communicado"))


@pytest.mark.row("004-10")
def test_the_way_in_is_open_to_anyone_without_an_account(visit, clock, communicado):
    clock.at = clock.at.replace(hour=9)  # one in the morning on the Pacific coast
    visitor = visit("communicado").opens("/report/")

    assert visitor.status == HTTPStatus.OK
    assert "assword" not in visitor.text
    assert walk(visitor, communicado, "review").status == HTTPStatus.OK
