"""Texts that people paste or drop: traces and logs of many tools, tables of call records, mails, HTTP exchanges."""

from collections import Counter
from collections.abc import Iterator

from reporter.evidence.found import Pasted, Record
from reporter.evidence.pasted.dissections import rebuilt
from reporter.evidence.pasted.fields import unsure_in
from reporter.evidence.pasted.mail import mail_text
from reporter.evidence.pasted.marks import log_form
from reporter.evidence.pasted.messages import Messages, read_messages
from reporter.evidence.pasted.requests import read_requests
from reporter.evidence.pasted.structured import Structured, read_structured
from reporter.evidence.pasted.tables import read_tables
from reporter.evidence.pasted.undressed import undressed, unflattened
from reporter.evidence.reading import Note

__all__ = ["Pasted", "Record", "read_pasted"]

FEW_LINES = 60  # tell whose log it is


def read_pasted(text: str) -> Pasted:
    """Everything that a text of any length and kind tells of calls and requests. Takes time in proportion to its
    length; never raises for what it holds."""
    text = undressed(text)
    letter = _letter(text)
    structured = read_structured(rebuilt(text if letter is None else letter))
    messages = read_messages(unflattened(undressed(structured.text) if structured.form else structured.text))
    records, nameless = read_tables(messages.rest)
    records = (*structured.records, *records)
    requests, spoken = read_requests(messages.rest)
    known = {seen.message.call_id for seen in messages.seen} | {record.call_id for record in records}
    unsure = unsure_in("\n".join(messages.rest), known)
    return Pasted(
        form="mail" if letter is not None else _form(messages, structured, spoken, table=bool(records) or nameless),
        seen=messages.seen,
        records=records,
        unsure=unsure,
        requests=(*structured.requests, *requests),
        notes=tuple(_notes(messages, nameless=nameless)),
        text=text if structured.form and not messages.seen else messages.text,
    )


def _letter(text: str) -> str | None:
    """What the mail says that `text` is, None where it is none; and the text as it is where somebody pasted a message
    between the mail's own lines."""
    found = mail_text(text)
    if found is None:
        return None
    letter = undressed(found)
    pasted_in = {seen.message.call_id for seen in read_messages(unflattened(text)).seen}
    return letter if all(call_id in letter for call_id in pasted_in) else f"{letter}\n\n{text}"


def _form(messages: Messages, structured: Structured, spoken: str, *, table: bool) -> str:
    told = Counter(form for form in messages.forms if form)
    if told:
        return told.most_common(1)[0][0]
    if structured.form:
        return structured.form
    if messages.seen:
        return "SIP messages"
    if table:
        return "call records"
    return spoken or log_form("\n".join(messages.rest[:FEW_LINES])[: FEW_LINES * 500])


def _notes(messages: Messages, *, nameless: bool) -> Iterator[Note]:
    if messages.cut:
        yield Note(
            "SIP messages that are cut off: {count}. Copy them whole if you can: what is missing may be what tells.",
            {"count": str(messages.cut)},
        )
    if messages.masked:
        yield Note(
            "The page that this was copied from hides everything with an @, Call-IDs among it. Copy the messages from "
            "the log itself."
        )
    if nameless:
        yield Note(
            "This table of call records has no column with the SIP Call-ID. A unique id of the telephone system is "
            "another one; export the Call-ID too, or paste the SIP trace."
        )
