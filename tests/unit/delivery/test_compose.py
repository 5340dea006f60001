"""The mails: support gets everything, outside gets nothing that was typed, both writings say the same."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from reporter.delivery.attachments import ATTACHED_BYTES
from reporter.errors import DeliveryFailed, Unavailable
from reporter.tickets.ticket import Event, Promise
from tests.fakes import NOW, a_file, a_report, a_ticket
from tests.unit.delivery.conftest import made

LINK = "https://portal.harbourvoice.example/tickets/HV-4K7-2MQ/" + "K" * 24


class Words(HTMLParser):
    def __init__(self, html) -> None:
        super().__init__()
        self.seen, self.skip = [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.skip = tag == "title"

    def handle_endtag(self, tag):
        self.skip = False

    def handle_data(self, data):
        if not self.skip:
            self.seen.extend(re.findall(r"\w+", data))


def test_support_gets_a_mail_it_can_filter_and_answer(write):
    mail = write()
    assert mail["Subject"] == "[HV-4K7-2MQ] Calls are down: No outgoing calls"
    assert mail["From"] == "Harbour Voice <help@harbourvoice.example>"
    assert mail["To"] == "support@harbourvoice.example"
    assert mail["Reply-To"] == "ada@customer.example"
    assert mail["Message-ID"] == "<t1.1.support@help.example>"
    assert mail["Date"].datetime == NOW.replace(microsecond=0)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert {name: value for name, value in mail.items() if name.startswith("X-Lifering")} == {
        "X-Lifering-Reference": "HV-4K7-2MQ",
        "X-Lifering-Severity": "critical",
        "X-Lifering-Problem-Type": "calls",
        "X-Lifering-Organisation": "Harbour Voice",
        "X-Lifering-Customer": "Customer Ltd",
    }


@pytest.mark.parametrize(
    "told",
    [
        LINK,
        "Fri 20 Nov 2026, 18:00 GMT (Europe/London)",
        "Fri 20 Nov 2026, 13:00 EST (America/New_York)",
        "Calls are down (critical)",
        "No one can make calls",
        "the engineer on call",
        "Ada Byrne",
        "+1 212 555 0100",
        "Dialled 020 7946 0999 from three desks",
        "It rings",
        "503 Service Unavailable at once",
        "Fri 20 Nov 2026, 16:05 UTC",
        "    a84b4c76e66710@pc33.example\n    1RLuVzzBClYCf2\n",
        "https://portal.harbourvoice.example/calls/503/",
        "503 service unavailable",
    ],
)
def test_support_is_told_every_answer(write, text_of, told):
    assert told in text_of(write())


@pytest.mark.parametrize("kind", ["ticket_to_support", "ticket_to_requester"])
def test_text_and_html_say_the_same(write, text_of, kind):
    mail = write(kind, files=(a_file(),))
    assert Words(mail.get_body(("html",)).get_content()).seen == re.findall(r"\w+", text_of(mail))


def test_html_is_escaped_and_asks_no_other_host(write):
    problem = replace(a_report().problem, seen="<script src=//evil.example></script><img src=x>")
    html = write(ticket=a_ticket(report=a_report(problem=problem))).get_body(("html",)).get_content()
    assert "&lt;script src=//evil.example&gt;" in html
    assert "<script" not in html
    assert "<img" not in html


def test_the_confirmation_holds_nothing_that_was_typed(write, text_of):
    mail = write("ticket_to_requester", files=(a_file(),))
    whole = mail.as_string() + text_of(mail)
    report = a_report()
    typed = [
        report.problem.title, report.problem.did, report.problem.expected, report.problem.seen, report.contact.name,
        report.contact.phone, report.contact.customer, *report.evidence.call_ids, *report.articles.searched,
        "screen.png", "The error on the desk phone",
    ]  # fmt: skip
    assert [text for text in typed if text in whole] == []
    assert mail.get("Reply-To") is None
    assert list(mail.iter_attachments()) == []


def test_the_confirmation_says_reference_link_phone_and_by_when(write, text_of):
    mail = write("ticket_to_requester")
    assert mail["Subject"] == "[HV-4K7-2MQ] We have your report"
    for told in (LINK, "+44 20 7946 0123", "Fri 20 Nov 2026, 13:00 EST (Fri 20 Nov 2026, 18:00 GMT with us)"):
        assert told in text_of(mail)


def test_without_a_promised_time_none_is_invented(write, text_of):
    ticket = a_ticket(promise=Promise(None))
    assert "No time was promised." in text_of(write(ticket=ticket))
    assert "at the latest" not in text_of(write("ticket_to_requester", ticket=ticket))


def test_a_level_the_policy_no_longer_has_is_named_by_its_code(write, text_of):
    ticket = a_ticket(report=a_report(severity=replace(a_report().severity, level="gone")))
    assert "gone (gone)" in text_of(write(ticket=ticket))
    assert "GMT with us" in text_of(write("ticket_to_requester", ticket=ticket))


def test_only_the_day_is_told_when_only_the_day_was_given(write, text_of):
    problem = replace(a_report().problem, since_exact=False)
    assert "Fri 20 Nov 2026, time not known (America/New_York)" in text_of(
        write(ticket=a_ticket(report=a_report(problem=problem)))
    )


def test_clean_screenshots_are_attached_and_the_others_named_with_the_reason(write, text_of):
    files = (
        a_file(name="C:\\Desk\\Fehler bild.GIF"),
        a_file(id="f2", name="two.png", state="refused", clean="", reason="It is no picture."),
        a_file(id="f3", name="three.png", state="waiting", clean=""),
    )
    mail = write(files=files)
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "HV-4K7-2MQ-1-Fehler-bild.png"
    assert attached.get_content_type() == "image/png"
    assert attached.get_content().startswith(b"\x89PNG")
    assert "two.png: not attached: It is no picture." in text_of(mail)
    assert "three.png: not attached: it is still being checked" in text_of(mail)


def test_a_jpeg_is_attached_as_one(write):
    (attached,) = write(files=(a_file(name="x.webp"),), read_file=lambda _: b"\xff\xd8\xff").iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("HV-4K7-2MQ-1-x.jpeg", "image/jpeg")


def test_what_no_mail_server_would_take_stays_behind_the_link(write, text_of):
    mail = write(
        files=(a_file(), a_file(name="big.png")), read_file=lambda _: b"\x89PNG\r\n\x1a\n" * (ATTACHED_BYTES // 12)
    )
    assert len(list(mail.iter_attachments())) == 1
    assert "big.png: too large for a mail" in text_of(mail)


def test_a_screenshot_that_cannot_be_read_stops_the_mail_for_now(write):
    def gone(_):
        raise Unavailable("The disk does not answer.")

    with pytest.raises(Unavailable):
        write(files=(a_file(),), read_file=gone)


def test_after_a_correction_support_answers_to_the_new_address_in_the_same_thread(write, text_of):
    ticket = a_ticket()
    event = Event("t1", 2, "address_corrected", NOW, {"email": "ada@right.example"})
    ticket = replace(ticket, email="ada@right.example", events=(*ticket.events, event))
    domain = "portal-of-a-long-company-name.subdomain.of.harbourvoice.example"
    mail = write(ticket=ticket, message_id=f"<t1.2.support@{domain}>")
    assert mail["Reply-To"] == "ada@right.example"
    assert mail["References"] == f"<t1.1.support@{domain}>"
    assert (
        f"References: <t1.1.support@{domain}>\r\n".encode()
        in made(ticket=ticket, message_id=f"<t1.2.support@{domain}>").as_bytes()
    )
    assert "E-mail: ada@right.example\nE-mail as first given: ada@customer.example\n" in text_of(mail)


def test_an_address_no_reply_to_can_carry_is_said(write, text_of):
    mail = write(ticket=a_ticket(email="jörg@customer.example"))
    assert mail["Reply-To"] is None
    assert "write to it yourself" in text_of(mail)
    assert "jörg@customer.example" in text_of(mail)


def test_a_recipient_no_mail_can_carry_parks_the_message(write):
    with pytest.raises(DeliveryFailed, match="cannot be written") as caught:
        write("ticket_to_requester", to="jörg@customer.example")
    assert caught.value.permanent


def test_a_domain_in_other_letters_is_written_in_ascii(write):
    assert write("ticket_to_requester", to="ada@bücher.example")["To"] == "ada@xn--bcher-kva.example"


def test_the_end_of_an_incident_is_told_with_the_way_back(write, text_of):
    data = {
        "title": "Calls to Ireland fail", "started": "2026-11-20T10:00:00+00:00",
        "resolved": "2026-11-20T12:30:00+00:00", "location": "incidents/2026-11-20-sip/",
    }  # fmt: skip
    mail = write("incident_resolved", ticket_id=None, data=data)
    assert mail["Subject"] == "Resolved: Calls to Ireland fail"
    for told in (
        "from Fri 20 Nov 2026, 10:00 GMT to Fri 20 Nov 2026, 12:30 GMT",
        "https://portal.harbourvoice.example/incidents/2026-11-20-sip/",
        "https://portal.harbourvoice.example/report/?from=incidents/2026-11-20-sip/",
    ):
        assert told in text_of(mail)
