"""Whatever is typed into a report: the mail keeps its headers, its one recipient, and its shape."""

from dataclasses import replace
from email import message_from_bytes, policy

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reporter.delivery.compose import compose
from reporter.tickets.ticket import Message
from tests.fakes import NOW, a_file, a_policy, a_report, a_ticket

POLICY = a_policy()
HOSTILE = [
    "\r\nBcc: x@evil.example\r\n", "=?utf-8?q?a=0D=0ABcc:_x@evil.example?=", "\u2028Bcc: x", "\x85", "\udcff",
    "=?utf-8?b?", "?=", "<x@evil.example>", ", x@evil.example", "\0", "\n.\n", '"', "\u202e", "é", " ", "a",
]  # fmt: skip
typed = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(HOSTILE), max_size=6).map("".join))


def mail_of(text):
    report = a_report()
    report = replace(
        report,
        problem=replace(report.problem, title=text, did=text, expected=text, seen=text),
        articles=replace(report.articles, read=(text,), searched=(text,)),
        evidence=replace(report.evidence, call_ids=(text,), missing_reason=text),
        contact=replace(report.contact, name=text, email=text, phone=text, customer=text),
    )
    ticket = a_ticket(report=report, email=text)
    return compose(
        Message("m", "ticket_to_support", "<t1.1.support@help.example>", "support@harbourvoice.example", "t1", {}),
        ticket=ticket, key="KEY", policy=POLICY, files=(a_file(name=text, description=text),),
        read_file=lambda _: b"\x89PNG\r\n\x1a\n", base_url="https://portal.harbourvoice.example",
        sender="help@harbourvoice.example", now=NOW,
    )  # fmt: skip


ALLOWED = {
    "from", "to", "subject", "date", "message-id", "auto-submitted", "x-auto-response-suppress", "mime-version",
    "reply-to", "x-lifering-reference", "x-lifering-severity", "x-lifering-problem-type", "x-lifering-organisation",
    "x-lifering-customer", "content-type",
}  # fmt: skip


@given(typed)
@example("=?utf-8?q?a=0D=0ABcc:_x@evil.example?=")
@example("x@evil.example\r\nBcc: y@evil.example")
@example("\udcff")
@settings(deadline=None, max_examples=150)
def test_no_typed_text_adds_a_header_a_recipient_or_a_part(text):
    parsed = message_from_bytes(mail_of(text).as_bytes(), policy=policy.default)
    names = [name.lower() for name, _ in parsed.items()]
    assert set(names) <= ALLOWED
    assert len(names) == len(set(names))
    assert [one.addr_spec for one in parsed["To"].addresses] == ["support@harbourvoice.example"]
    assert len(parsed["Reply-To"].addresses if parsed["Reply-To"] else ()) <= 1
    assert [part.get_content_type() for part in parsed.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "image/png",
    ]  # fmt: skip
    assert parsed["Subject"].strip().startswith("[HV-4K7-2MQ] Calls are down:")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
@settings(deadline=None)
def test_typed_text_cannot_pass_for_a_heading_of_ours(text):
    plain = mail_of(f"x{text}\nRequester\n---------").get_body(("plain",)).get_content()
    assert plain.splitlines().count("Requester") == 1
