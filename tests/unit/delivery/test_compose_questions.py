"""The mail to support carries the policy's own questions where an engineer looks for them, and names the line."""

from pathlib import Path

import pytest

from reporter.journey.answers import Answered, QuestionsAnswer
from reporter.policy.load import load_policy
from tests.fakes import a_report, a_ticket

ASKING = load_policy((Path(__file__).parents[2] / "asking.yml").read_text("utf-8"))
ANSWERS = QuestionsAnswer((
    Answered("impact", "What can you not do while it lasts?", "Nobody\nsells", "impact"),
    Answered("version", "Which make and version is it?", "FreeSwitch <1.10>", "environment"),
    Answered("consent", "May our engineers sign in to your server?", "Yes", "access"),
    Answered("administrator", "Address of your administrator", "root@customer.example", "contact"),
))  # fmt: skip


@pytest.fixture
def mail(write):
    return write(ticket=a_ticket(report=a_report(questions=ANSWERS), line="engineers"), rules=ASKING)


def part(text, title):
    """The lines under a heading of the mail."""
    lines = text.split("\n")
    begin = next(n for n, line in enumerate(lines) if line == title and lines[n + 1] == "-" * len(title)) + 2
    return "\n".join(lines[begin : lines.index("", begin)])


def test_each_answer_stands_where_it_belongs(mail, text_of):
    text = text_of(mail)
    assert "What can you not do while it lasts?\n    Nobody\n    sells" in part(text, "Problem")
    access = part(text, "Environment and access")
    assert "Which make and version is it? FreeSwitch <1.10>" in access
    assert "May our engineers sign in to your server? Yes" in access
    assert "Address of your administrator: root@customer.example" in part(text, "Requester")


def test_without_answers_there_is_no_empty_heading(write, text_of):
    mail = write()
    assert "Environment and access" not in text_of(mail)
    assert "Environment and access" not in mail.get_body(("html",)).get_content()


def test_typed_answers_are_escaped(mail):
    assert "FreeSwitch &lt;1.10&gt;" in mail.get_body(("html",)).get_content()


def test_the_line_is_named_for_people_and_for_filters(mail, text_of):
    assert mail["X-Lifering-Line"] == "engineers"
    assert "Team: Voice engineers (support level 2)" in text_of(mail)


def test_a_line_the_policy_no_longer_has_is_named_by_its_code(write, text_of):
    assert "Team: gone" in text_of(write(ticket=a_ticket(line="gone"), rules=ASKING))


def test_the_requester_s_mail_holds_no_answer(write):
    ticket = a_ticket(report=a_report(questions=ANSWERS), line="engineers")
    assert "FreeSwitch" not in write("ticket_to_requester", ticket=ticket, rules=ASKING).as_string()
