"""A message of the outbox becomes a mail: one well-formed MIME message for one recipient."""

from collections.abc import Callable, Sequence
from datetime import datetime
from email.headerregistry import Address, HeaderRegistry, MessageIDHeader
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from reporter.delivery.attachments import attach
from reporter.delivery.desk import Desk
from reporter.delivery.evidence import given_at
from reporter.delivery.headers import address, one_line
from reporter.delivery.language import ENGLISH, Language
from reporter.delivery.letter import Letter, as_html, as_text
from reporter.delivery.requester import confirmation, resolved
from reporter.delivery.support import report
from reporter.errors import DeliveryFailed, Misconfigured
from reporter.journey.answers import EvidenceFile
from reporter.policy.model import Policy
from reporter.tickets.messages import message_id
from reporter.tickets.ticket import Message, Ticket

_HEADERS = HeaderRegistry()
# else a long one would be written as encoded words; typeshed does not know that the registry adds BaseHeader itself
_HEADERS.map_to_type("references", MessageIDHeader)  # type: ignore[arg-type]
_POLICY = SMTP.clone(cte_type="7bit", header_factory=_HEADERS)  # for any server, also one that is not 8-bit clean


def compose(
    message: Message,
    *,
    ticket: Ticket | None,
    key: str,
    policy: Policy,
    files: Sequence[EvidenceFile],
    read_file: Callable[[str], bytes],
    base_url: str,
    sender: str,
    now: datetime,
    report_path: str = "/report/",
    connected: Sequence[str] = (),
    language: Language = ENGLISH,
) -> EmailMessage:
    """The mail of `message`, ready to be sent. `key` opens `ticket`; both are needed by all kinds but
    `incident_resolved`. `files` are the ticket's evidence, `read_file` gives the bytes of a SHA-256, `sender` is the
    From header, `connected` the references of tickets begun beside this one. Raises DeliveryFailed (permanent) when
    the recipient's address cannot be written in a mail or the ticket is gone, Misconfigured for a wrong sender,
    Unavailable when a file cannot be read."""
    desk = Desk(policy, base_url.rstrip("/"), report_path, language)
    if message.kind == "incident_resolved":
        return _mail(message, resolved(message, desk), sender, now)
    if ticket is None:
        raise DeliveryFailed("The ticket of this message was deleted.", permanent=True)
    if message.kind == "ticket_to_requester":
        return _mail(message, confirmation(ticket, key, desk), sender, now)
    attached = attach(ticket.reference, files, read_file, language)
    letter = report(ticket, key, given_at(files, now, attached.fates), desk, connected)
    mail = _mail(message, letter, sender, now)
    _for_filters(mail, message, ticket, policy)
    for one in attached.attachments:
        main, _, sub = one.kind.partition("/")
        charset = {"charset": "utf-8"} if main == "text" else {}
        mail.add_attachment(one.data, maintype=main, subtype=sub, filename=one.name, params=charset)
    return mail


def _mail(message: Message, letter: Letter, sender: str, now: datetime) -> EmailMessage:
    recipient = address(message.to)
    if recipient is None:
        raise DeliveryFailed("The recipient's address cannot be written in a mail.", permanent=True)
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = _sender(sender)
    mail["To"] = recipient
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message.message_id
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no machine is to answer this
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(as_text(letter))
    mail.add_alternative(as_html(letter), subtype="html")
    return mail


def _sender(configured: str) -> Address:
    name, plain = parseaddr(configured)
    found = address(plain)
    if found is None:
        raise Misconfigured(f'The sender of mails is written "Name <name@domain>", not "{configured}".')
    return Address(display_name=one_line(name), addr_spec=found.addr_spec)


def _for_filters(mail: EmailMessage, message: Message, ticket: Ticket, policy: Policy) -> None:
    """Headers that rules of a mailbox or a help desk can act on, and the thread of the ticket."""
    requester = address(ticket.email)
    if requester:
        mail["Reply-To"] = requester
    first = message_id(ticket, message.kind, 1, message.message_id.rpartition("@")[2].rstrip(">"))
    if first != message.message_id:
        mail["References"] = first
    mail["X-Lifering-Reference"] = ticket.reference
    mail["X-Lifering-Severity"] = ticket.level
    mail["X-Lifering-Problem-Type"] = ticket.report.problem.problem_type
    if ticket.line:
        mail["X-Lifering-Line"] = ticket.line
    mail["X-Lifering-Organisation"] = one_line(policy.organisation.name)
    if ticket.report.contact.customer.strip():
        mail["X-Lifering-Customer"] = one_line(ticket.report.contact.customer)
