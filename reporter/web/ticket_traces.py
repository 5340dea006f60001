"""The traces of a ticket, to be downloaded by its private link: without secrets, and the original while it may be."""

from http import HTTPStatus

from flask import Blueprint, abort, make_response
from werkzeug import Response

from reporter.journey.answers import EvidenceFile
from reporter.tickets.ticket import Ticket
from reporter.web.current import now, services
from reporter.web.tickets import opened
from reporter.web.traces import original_of

pages = Blueprint("ticket_traces", __name__, url_prefix="/tickets/<reference>/<key>/traces")


@pages.get("/<file_id>.txt")
def redacted(reference: str, key: str, file_id: str) -> Response:
    ticket, number, file = _trace(reference, key, file_id)
    return _attached(_bytes(file.redacted), f"{ticket.reference}-{number}.txt", "text/plain; charset=utf-8")


@pages.get("/<file_id>.pcap")
def capture(reference: str, key: str, file_id: str) -> Response:
    ticket, number, file = _trace(reference, key, file_id)
    return _attached(_bytes(file.capture), f"{ticket.reference}-{number}.pcap", "application/vnd.tcpdump.pcap")


@pages.get("/<file_id>/original")
def original(reference: str, key: str, file_id: str) -> Response:
    """With everything in it, because the requester said so, and only as long as they were told."""
    ticket, number, file = _trace(reference, key, file_id)
    if not file.original_at(now()):
        abort(HTTPStatus.NOT_FOUND)
    data = original_of(file, ticket.report.draft_id)
    return _attached(data, f"{ticket.reference}-{number}-original", "application/octet-stream")


def _trace(reference: str, key: str, file_id: str) -> tuple[Ticket, int, EvidenceFile]:
    """With its number among the ticket's files, from 1, as the mail counts them."""
    ticket = opened(reference, key)
    files = enumerate(services().files.of_ticket(ticket.id), start=1)
    found = next(((number, file) for number, file in files if file.id == file_id and file.kind == "trace"), None)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return ticket, *found


def _bytes(sha256: str) -> bytes:
    if not sha256:
        abort(HTTPStatus.NOT_FOUND)
    return services().files.read(sha256)


def _attached(data: bytes, name: str, kind: str) -> Response:
    """Saved, never shown in a page of ours: it is what somebody else sent."""
    response = make_response(data)
    response.headers["Content-Type"] = kind
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
