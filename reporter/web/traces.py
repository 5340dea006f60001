"""Logs, traces and captures: read at once by a process with limits, kept sealed, shown and sent without secrets."""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO

from flask import Blueprint, abort, g, jsonify, make_response, request
from werkzeug import Response
from werkzeug.datastructures import FileStorage

from reporter.errors import LiferingError, LimitReached, Refused, Unavailable
from reporter.evidence.pictures import is_picture
from reporter.evidence.reading import Hidden
from reporter.evidence.recognised import Wish
from reporter.evidence.redaction.preview import preview
from reporter.intake.read import LARGEST, Given, read
from reporter.intake.sealed import fingerprint, pseudonym_key, seal, unseal
from reporter.journey.answers import EvidenceFile, Mistake
from reporter.journey.ports import Draft
from reporter.web import uploads
from reporter.web.current import begin_draft, draft, network, now, services
from reporter.web.errors import status_of
from reporter.web.locale import sentence
from reporter.web.page import show

pages = Blueprint("traces", __name__)
PASTED, FILES = "trace_text", "traces"
HIDEABLE: tuple[Hidden, ...] = ("numbers", "names", "addresses")


@dataclass(frozen=True)
class Upload:
    name: str
    data: bytes


def traces_of(current: Draft | None) -> tuple[EvidenceFile, ...]:
    return tuple(f for f in services().files.of_draft(current.id) if f.kind == "trace") if current else ()


def accept_traces(current: Draft) -> list[Mistake]:
    """Keep what was pasted or chosen in the box of the form; a sentence for each that could not be read."""
    mistakes = []
    for upload in _uploads():
        try:
            accept(current, upload)
        except (Refused, LimitReached, Unavailable) as error:
            g.unread_paste = request.form.get(PASTED, "")
            values = {"name": upload.name, "reason": str(error)}
            mistakes.append(Mistake(FILES, "{name}: {reason}", values))
    return mistakes


def accept(current: Draft, upload: Upload) -> EvidenceFile:
    """Read it and keep it. A picture goes the way of pictures. Raises Refused, LimitReached, Unavailable with a
    sentence."""
    if is_picture(upload.data):
        return uploads.accept(current, FileStorage(BytesIO(upload.data), filename=upload.name))
    given = read(upload.data, Wish(_key(current), services().policy.evidence.hide))
    secret = services().secrets.current
    return services().files.keep_trace(
        current.id,
        sealed=seal(upload.data, secret, current.id),
        fingerprint=fingerprint(upload.data, secret),
        name=upload.name,
        media_type="application/vnd.tcpdump.pcap" if given.capture else "text/plain",
        size=len(upload.data),
        reading=given.reading,
        redacted=given.redacted,
        capture=given.capture,
        network=network(),
        now=now(),
    )


def settle_traces(current: Draft) -> None:
    """What the requester said of each trace on the page: which calls show the problem, what else is hidden, whether
    the original may be sent too. Raises LiferingError."""
    for file in traces_of(current):
        if f"shown-{file.id}" in request.form:
            _settle(current, file)


def _settle(current: Draft, file: EvidenceFile) -> None:
    reading = file.reading
    if reading is None or not file.original:
        return  # lent by another report: it goes as it is
    policy = services().policy
    chosen = tuple(request.form.getlist(f"call-{file.id}"))
    taken = tuple(request.form.getlist(f"taken-{file.id}"))
    asked = (*policy.evidence.hide, *request.form.getlist(f"hide-{file.id}"))
    hide = tuple(kind for kind in HIDEABLE if kind in asked)
    known = tuple(call.call_id for call in reading.calls if call.chosen)
    if (set(chosen), set(taken), hide) != (set(known), set(reading.taken), reading.hidden):
        given = read_again(current, file, Wish(_key(current), hide, chosen, taken))
        services().files.settle_trace(
            current.id, file.id, reading=given.reading, redacted=given.redacted, capture=given.capture
        )
    hours = int(policy.retention.originals.total_seconds() // 3600) if f"original-{file.id}" in request.form else 0
    if hours != file.original_hours:
        services().files.keep_original(current.id, file.id, hours)


def read_again(current: Draft, file: EvidenceFile, wish: Wish) -> Given:
    return read(original_of(file, current.id), wish)


def original_of(file: EvidenceFile, draft_id: str) -> bytes:
    """The bytes as they were given in that draft. Raises Unavailable when they are gone or cannot be opened."""
    secrets = services().secrets
    return unseal(services().files.read_original(file, now=now()), (secrets.current, *secrets.older), draft_id)


@pages.post("/evidence/traces")
def take() -> Response:
    """One paste or file, sent by the page while the requester goes on typing."""
    given = next(_uploads(), None)
    if given is None:
        return make_response(jsonify(error=sentence("There was nothing in what arrived.")), HTTPStatus.BAD_REQUEST)
    try:
        kept = accept(begin_draft(), given)
    except LiferingError as error:
        return make_response(jsonify(error=str(error)), status_of(error))
    return jsonify(file={"id": kept.id, "name": kept.name, "kind": kept.kind})


@pages.post("/evidence/traces/settled")
def settle() -> Response:
    """What was ticked on the cards of the page, as it is ticked."""
    current = draft()
    if current is None:
        abort(HTTPStatus.NOT_FOUND)
    try:
        settle_traces(current)
    except LiferingError as error:
        return make_response(jsonify(error=str(error)), status_of(error))
    return jsonify(settled=True)


@pages.get("/evidence/traces/<file_id>")
def before_and_after(file_id: str) -> Response:
    """What leaves, line by line beside what was given."""
    current = draft()
    file = next((one for one in traces_of(current) if one.id == file_id), None)
    if current is None or file is None or file.reading is None:
        abort(HTTPStatus.NOT_FOUND)
    chosen = tuple(call.call_id for call in file.reading.calls if call.chosen)
    plain = read_again(current, file, Wish(_key(current), file.reading.hidden, chosen, redact=False))
    after = services().files.read(file.redacted).decode()
    changes = preview(plain.redacted.decode(), after)
    page = show(
        "preview.html", title=sentence("What leaves of {name}", name=file.name), file=file, changes=changes, after=after
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def _key(current: Draft) -> bytes:
    return pseudonym_key(services().secrets.current, current.id)


def _uploads() -> Iterator[Upload]:
    """What the form's box and file field hold. Nothing larger than the limit is read."""
    pasted = request.form.get(PASTED, "")
    if pasted.strip():
        yield Upload(sentence("pasted text"), pasted.encode())
    for given in request.files.getlist(FILES):
        if given.filename:
            yield Upload(uploads.safe_name(given.filename), given.stream.read(LARGEST + 1))
