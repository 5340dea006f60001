"""Tiledesk, Sharpen and Communicado: what their pages say, made from the policy."""

import re

import pytest

from reporter.policy.escalating import may_escalate
from tests.requirements.pages import body_of


@pytest.mark.row("002-01")
def test_who_to_contact_is_said_and_who_is_not_sure_may_always_ask_support(article):
    said = body_of(article("tiledesk", "support/reporting"))

    assert "You do not know whom to ask Ask support." in said
    assert "You install, upgrade or configure Ask the support engineers." in said


@pytest.mark.row("002-02")
def test_support_answers_about_the_places_where_customers_run_the_product(article):
    said = body_of(article("tiledesk", "support/reporting"))

    assert "Support engineers answer what concerns the places where our customers run the product." in said


@pytest.mark.row("002-24")
def test_whoever_is_not_content_may_turn_to_the_customer_success_manager_at_any_time(article, tiledesk):
    said = body_of(article("tiledesk", "support/escalation"))

    assert "at any time, turn to your Customer Success Manager." in said
    for breached in (True, False):
        assert may_escalate(tiledesk, "", breached=breached).refused is None


@pytest.mark.row("002-28")
def test_feedback_is_welcome_by_mail(article):
    page = article("tiledesk", "support/reporting")

    assert "mailto:support@tiledesk.com" in page.links()
    assert "You have an idea, praise or blame Write to us, at any time." in body_of(page)


@pytest.mark.row("003-01")
@pytest.mark.parametrize("path", ["reporting", "severities", "contact", "escalation"])
def test_the_promise_says_when_it_was_last_changed_with_time_and_zone(article, path):
    assert "Last updated: 1 August 2016, 18:27 EDT" in body_of(article("sharpen", f"support/{path}"))


@pytest.mark.row("003-02", "003-24")
def test_times_are_aims_that_run_from_the_report_to_the_answer(article):
    said = body_of(article("sharpen", "support/severities"))

    assert "We aim to reach them always, and mostly are quicker." in said
    assert "These times run from your report to our answer." in said


@pytest.mark.row("003-28")
def test_the_portal_is_said_to_stand_outside_the_network_it_reports_on_and_needs_no_other_host(article):
    page = article("sharpen", "support/contact")
    assert "This portal stands outside our own network on purpose." in body_of(page)

    loaded = [e.get("src") or e.get("href") or "" for e in page.page.iter() if e.tag in {"script", "link", "img"}]
    assert [address for address in loaded if address.startswith(("http", "//"))] == []


@pytest.mark.row("003-29")
def test_faults_are_reported_by_the_link_or_the_support_address(article):
    page = article("sharpen", "support/contact")

    assert {"../../report/", "mailto:Support@sharpencx.com"} <= set(page.links())
    assert "Use it, or the support mailbox, for every fault." in body_of(page)


@pytest.mark.row("003-49")
@pytest.mark.parametrize("reason", ["late", "worse"])
def test_within_its_time_a_ticket_is_not_escalated_and_the_page_asks_not_to_try(article, sharpen, reason):
    said = body_of(article("sharpen", "support/escalation"))

    assert "Please do not do so while it is within its time and its level fits the examples." in said
    assert may_escalate(sharpen, reason, breached=False).refused == "before_breach"
    assert may_escalate(sharpen, reason, breached=True).refused is None


@pytest.mark.row("003-50")
def test_questions_about_escalating_are_for_the_telephone_and_its_option(article):
    page = article("sharpen", "support/escalation")

    assert "Whom to ask Telephone: 855.249.3357 Opt. 2" in body_of(page)
    assert "tel:8552493357" in page.links()


@pytest.mark.row("003-51")
def test_every_page_of_the_promise_has_a_way_to_contact(article):
    for path in ("reporting", "severities", "statuses", "escalation"):
        assert "../contact/" in article("sharpen", f"support/{path}").links(), path


@pytest.mark.row("004-01")
def test_guidelines_stand_on_a_public_page(article):
    page = article("communicado", "support/reporting")

    assert "A few guidelines help us to help you." in body_of(page)
    assert "One request, one ticket, one reference." in body_of(page)


@pytest.mark.row("004-05")
def test_three_levels_of_support_are_named(article):
    said = body_of(article("communicado", "support/contact"))

    assert re.findall(r"(\w+ level) \(level (\d)\)", said) == [
        ("First level", "1"), ("Second level", "2"), ("Third level", "3"),
    ]  # fmt: skip


@pytest.mark.row("004-09", "004-11")
def test_the_articles_are_the_first_source_and_come_before_a_report(article):
    said = body_of(article("communicado", "support/reporting"))

    assert "Most questions are solved at the first or second level, quickly, and with what stands on this site." in said
    first = said.index("Look through the articles, the documentation and the questions that are asked most.")
    assert first < said.index("You found none Report it here.")


@pytest.mark.row("004-13", "004-14", "004-15", "004-16")
def test_mail_telephone_with_its_option_and_hours_are_shown(article):
    page = article("communicado", "support/contact")
    said = body_of(page)

    assert "Mail: support@communicado-inc.com." in said
    assert "Telephone: (866) 489-8722 option 2." in said
    assert {"mailto:support@communicado-inc.com", "tel:8664898722"} <= set(page.links())
    assert "Standard office hours: Mon–Fri 06:30–17:30 (America/Los_Angeles)" in said
    assert "On national holidays we may work reduced hours, or as after hours." in said


@pytest.mark.row("004-26", "004-37")
def test_what_to_have_ready_is_listed_and_why(article, communicado):
    said = body_of(article("communicado", "support/reporting"))

    assert "With all of it we can respond as quickly as possible." in said
    ready = said.partition("Whatever it is, please have ready:")[2]
    for question in communicado.questions:
        if not question.types:
            assert question.ask in ready


@pytest.mark.row("004-36")
def test_in_office_hours_the_staff_is_said_to_handle_tickets_directly(article):
    assert "In office hours our own staff handles your ticket directly." in body_of(
        article("communicado", "support/reporting")
    )


@pytest.mark.row("004-41", "004-43", "004-46")
def test_what_escalating_does_whom_to_ask_and_that_its_times_are_guidelines(article, communicado):
    said = body_of(article("communicado", "support/escalation"))

    assert "Escalating makes your problem more visible and more important within Communicado." in said
    assert "Whom to ask the Manager of Technical Support your local Sales Manager" in said
    assert "These times are guidelines; they do not replace sound judgement." in said
    assert may_escalate(communicado, "", breached=False).refused is None


@pytest.mark.row("004-45", "004-50")
@pytest.mark.parametrize("title", ["Levels and response times", "Levels and what they mean"])
def test_a_sheet_can_be_downloaded_and_its_size_is_told(article, site, title):
    page = article("communicado", "support/severities")
    assert re.search(re.escape(title) + r" \(HTML, \d+ kB\)", body_of(page))

    link = next(a for a in page.page.iter("a") if a.text == title and a.get("download") is not None)
    sheet = (site("communicado") / "support/severities" / link.get("href")).resolve()
    assert "1 - System Down" in sheet.read_text("utf-8")


@pytest.mark.row("004-47", "004-51")
def test_a_table_has_each_level_with_description_way_and_time(article, communicado):
    page = article("communicado", "support/severities")
    table = next(page.page.iter("table"))
    rows = [["".join(cell.itertext()).strip() for cell in row.iter("td")] for row in table.iter("tr")][1:]

    assert [row[:2] for row in rows] == [[level.title, level.description] for level in communicado.severities]
    assert all(level.how_to_report in row[2] for level, row in zip(communicado.severities, rows, strict=True))
    assert [row[3].partition(" (")[0] for row in rows] == ["1 hour", "2 hours", "8 hours", "2 business days"]
    assert "This is the time to a response, not to a solution." in body_of(page)
