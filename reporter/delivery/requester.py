"""The letters to people outside. Nobody verified the address, so it gets nothing that was typed."""

from datetime import datetime

from reporter.delivery.desk import Desk
from reporter.delivery.headers import one_line
from reporter.delivery.letter import Letter, Link
from reporter.tickets.ticket import Message, Ticket


def confirmation(ticket: Ticket, key: str, desk: Desk) -> Letter:
    """Reference, link, and what happens next and by when."""
    say, organisation = desk.language.say, desk.policy.organisation
    return Letter(
        subject=one_line(say("[{reference}] We have your report", reference=ticket.reference)),
        lead=(
            say("We have your report. Its reference is {reference}: note it, and quote it when you call.",
                reference=ticket.reference),
            *_what_happens(ticket, desk),
            *([say("It cannot wait? Call {phone}.", phone=organisation.phone)] if organisation.phone else []),
        ),
        links=(Link(say("Your ticket, with all you sent"), desk.ticket_link(ticket, key)),),
        footer=say("{organisation} sent this because somebody gave this address for the answer to a report. "
                   "If it was not you, ignore it.", organisation=organisation.name),
    )  # fmt: skip


def resolved(message: Message, desk: Desk) -> Letter:
    """The incident somebody joined is over. `message.data`: title, started, resolved (ISO 8601), location."""
    say, data, organisation = desk.language.say, message.data, desk.policy.organisation
    zone = desk.policy.zone
    started, ended = (desk.language.moment(datetime.fromisoformat(data[key]), zone) for key in ("started", "resolved"))
    page = (Link(say("What happened"), desk.page_link(data["location"])),) if data["location"] else ()
    return Letter(
        subject=one_line(say("Resolved: {title}", title=data["title"])),
        lead=(
            say("The incident you joined is resolved: {title}.", title=data["title"]),
            say("It lasted from {started} to {ended}.", started=started, ended=ended),
        ),
        links=(*page, Link(say("Still broken for you? Send us a report"), desk.report_link(data["location"]))),
        footer=say("{organisation} sent this because somebody asked for it at this address. It is the only one.",
                   organisation=organisation.name),
    )  # fmt: skip


def _what_happens(ticket: Ticket, desk: Desk) -> tuple[str, ...]:
    say = desk.language.say
    level, due = desk.level(ticket.level), ticket.promise.first_answer_by
    if due is None:
        return (say("An engineer will answer you by mail."),)
    wakes = (say("This wakes {whom}.", whom=level.wakes),) if level and level.wakes else ()
    yours = desk.language.moment(due, ticket.report.contact.zone)
    ours = desk.language.moment(due, desk.promise_zone(ticket))
    if yours == ours:
        return (*wakes, say("An engineer will answer you by mail, at the latest {yours}.", yours=yours))
    return (*wakes, say("An engineer will answer you by mail, at the latest {yours} ({ours} with us).",
                        yours=yours, ours=ours))  # fmt: skip
