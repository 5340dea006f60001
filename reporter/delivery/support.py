"""The letter to support: all an engineer needs to start, in one mail."""

from collections.abc import Sequence

from reporter.delivery.desk import Desk
from reporter.delivery.evidence import Given, evidence_part
from reporter.delivery.headers import address, one_line
from reporter.delivery.letter import Entry, Letter, Link, Part, entry, single_lines
from reporter.tickets.ticket import Ticket


def report(ticket: Ticket, key: str, given: Sequence[Given], desk: Desk, connected: Sequence[str] = ()) -> Letter:
    """Every answer, the promise, what was read and searched, the Call-IDs, what became of the screenshots and what the
    traces show. `connected`: references of the tickets that were begun beside this one."""
    say = desk.language.say
    name = desk.level_title(ticket.level)
    return Letter(
        subject=one_line(f"[{ticket.reference}] {name}: {ticket.report.problem.title}"),
        lead=(
            say("{reference}: {severity}.", reference=ticket.reference, severity=name),
            *([say("May be connected with {references}.", references=", ".join(connected))] if connected else ()),
            *_correction(ticket, desk),
        ),
        links=(Link(say("The ticket"), desk.ticket_link(ticket, key)),),
        parts=(
            _promise(ticket, name, desk),
            _requester(ticket, desk),
            _problem(ticket, desk),
            Part(say("Environment and access"), _asked(ticket, "environment", "access")),
            evidence_part(ticket, given, desk),
            _articles(ticket, desk),
        ),
        footer=say("Answer this mail to answer the requester.")
        if address(ticket.email)
        else say("The requester's address fits no Reply-To: write to it yourself."),
    )


def _correction(ticket: Ticket, desk: Desk) -> tuple[str, ...]:
    if ticket.email == ticket.report.contact.email:
        return ()
    return (desk.language.say("The requester corrected the address for the answer. Use the one below from now on."),)


def _promise(ticket: Ticket, name: str, desk: Desk) -> Part:
    say, promise = desk.language.say, ticket.promise
    level, due = desk.level(ticket.level), promise.first_answer_by
    zone = desk.promise_zone(ticket)
    by = () if due is None else desk.moments(due, (zone, ticket.report.contact.zone))
    return Part(
        say("Promise"),
        (
            Entry(say("First answer by"), by or (say("No time was promised."),)),
            Entry(say("Severity"), (f"{name} ({ticket.level})",)),
            Entry(say("Why"), _why(ticket, desk)),
            Entry(say("Confirmed"), promise.confirmed),
            entry(say("Known customer"), promise.customer),
            entry(say("Contract"), _contract(ticket, desk)),
            Entry(say("Team"), _team(ticket, desk)),
            entry(say("Wakes"), level.wakes if level and level.wakes and due else ""),
            Entry(say("Sent"), (desk.language.moment(ticket.submitted, zone),)),
        ),
    )


def _why(ticket: Ticket, desk: Desk) -> tuple[str, ...]:
    """What led to the level the requester's words have, then why they got another one."""
    say, severity = desk.language.say, ticket.report.severity
    if severity.chosen:
        asked: tuple[str, ...] = (say("The requester chose {level}.", level=desk.level_title(severity.level)),)
    else:
        asked = severity.ticked or (say("None of the examples fitted."),)
    if "downgraded" not in ticket.promise.changes:
        return asked
    level = desk.level_title(severity.level)
    return (*asked, say("Downgraded from {level}: the organisation misused it.", level=level))


def _contract(ticket: Ticket, desk: Desk) -> str:
    """What is known of the requester's contract, where the policy asks for one."""
    say = desk.language.say
    known = {
        "claimed": say("There is one, the requester says."),
        "valid": say("There is one."),
        "ended": say("It has ended."),
        "none": say("There is none."),
    }
    return known.get(ticket.promise.contract, "") if desk.policy.entitlement.contract != "none" else ""


def _requester(ticket: Ticket, desk: Desk) -> Part:
    say, contact = desk.language.say, ticket.report.contact
    typed = contact.email if contact.email != ticket.email else ""
    return Part(
        say("Requester"),
        (
            entry(say("Name"), contact.name),
            entry(say("E-mail"), ticket.email),
            entry(say("E-mail as first given"), typed),
            entry(say("Phone"), contact.phone),
            entry(say("Customer"), contact.customer),
            entry(say("Time zone"), contact.zone),
            *_asked(ticket, "contact"),
        ),
    )


def _problem(ticket: Ticket, desk: Desk) -> Part:
    say, problem = desk.language.say, ticket.report.problem
    kinds = {kind.code: kind.name for kind in desk.policy.problem_types}
    return Part(
        say("Problem"),
        (
            entry(say("Title"), problem.title),
            Entry(say("Kind of problem"), (f"{kinds.get(problem.problem_type, '?')} ({problem.problem_type})",)),
            Entry(say("Since"), _since(ticket, desk)),
            entry(say("What was done"), problem.did),
            entry(say("What was expected"), problem.expected),
            entry(say("What was seen"), problem.seen),
            *_asked(ticket, "problem", "impact"),
        ),
    )


def _asked(ticket: Ticket, *about: str) -> tuple[Entry, ...]:
    """The policy's own questions about these."""
    return tuple(entry(one.asked, one.answer) for one in ticket.report.questions.answers if one.about in about)


def _team(ticket: Ticket, desk: Desk) -> tuple[str, ...]:
    line = desk.line(ticket.line)
    if line is None:
        return (ticket.line,) if ticket.line else ()
    if line.level is None:
        return (line.name,)
    return (desk.language.say("{line} (support level {level})", line=line.name, level=str(line.level)),)


def _since(ticket: Ticket, desk: Desk) -> tuple[str, ...]:
    problem = ticket.report.problem
    if not problem.since_exact:
        day = desk.language.day(problem.since, problem.zone)
        return (desk.language.say("{day}, time not known ({zone})", day=day, zone=problem.zone),)
    return desk.moments(problem.since, (desk.promise_zone(ticket), problem.zone, "UTC"))


def _articles(ticket: Ticket, desk: Desk) -> Part:
    say, articles = desk.language.say, ticket.report.articles
    return Part(
        say("Articles"),
        (
            Entry(say("Read"), tuple(desk.page_link(location) for location in articles.read) or (say("None."),)),
            Entry(say("Searched for"), single_lines(articles.searched) or (say("Nothing."),)),
        ),
    )
