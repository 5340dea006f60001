"""Screenshots: verified within limits before they are kept, never shown or sent before the worker made them anew."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import Blueprint, abort, jsonify, make_response, request, url_for
from werkzeug import Response
from werkzeug.datastructures import FileStorage

from reporter.errors import LiferingError, LimitReached, Refused, Unavailable
from reporter.evidence.pictures import check_picture
from reporter.journey.answers import EvidenceFile, Mistake
from reporter.journey.ports import Draft
from reporter.web.current import begin_draft, draft, network, now, services
from reporter.web.errors import status_of
from reporter.web.locale import sentence

pages = Blueprint("evidence", __name__)
LONGEST_NAME = 150
LONGEST_DESCRIPTION = 500


def accept_uploads(current: Draft, uploads: Sequence[FileStorage]) -> list[Mistake]:
    """Keep each acceptable picture; a sentence for each of the others."""
    mistakes = []
    for upload in uploads:
        if not upload.filename:
            continue  # the field was left empty
        try:
            accept(current, upload)
        except (Refused, LimitReached, Unavailable) as error:
            values = {"name": safe_name(upload.filename), "reason": str(error)}
            mistakes.append(Mistake("screenshots", "{name}: {reason}", values))
    return mistakes


def accept(current: Draft, upload: FileStorage, *, instead_of: str = "") -> EvidenceFile:
    """`instead_of` is the id of the picture that was edited: it leaves the draft once the new one is kept.
    Raises Refused, LimitReached, Unavailable with a sentence."""
    caps = services().settings.upload_caps
    data = upload.stream.read(caps.file_bytes + 1)
    if len(data) > caps.file_bytes:
        raise Refused(sentence("This picture is larger than {limit} MB.", limit=caps.file_bytes // 1_000_000))
    name = safe_name(upload.filename or "")
    facts = check_picture(data, name=name)
    return services().files.accept(
        current.id,
        data,
        name=name,
        media_type=facts.media_type,
        width=facts.width,
        height=facts.height,
        network=network(),
        now=now(),
        instead_of=instead_of,
    )


def safe_name(name: str) -> str:
    """The last part of a file name, without what could mislead: control and direction characters, paths."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if c.isprintable() and c not in '<>"|')
    return kept.strip()[-LONGEST_NAME:] or "screenshot"


def describe_files(current: Draft) -> None:
    """Keep what was typed under each picture."""
    for file in services().files.of_draft(current.id):
        words = request.form.get(f"describe-{file.id}")
        if words is not None and words.strip()[:LONGEST_DESCRIPTION] != file.description:
            services().files.describe(current.id, file.id, words.strip()[:LONGEST_DESCRIPTION])


@pages.get("/evidence/files")
def files() -> Response:
    """The pictures of this draft, for a page that waits for them to be checked."""
    current = draft()
    return jsonify(files=[_file_data(file) for file in services().files.of_draft(current.id)] if current else [])


@pages.post("/evidence/files")
def upload() -> Response:
    """One picture, sent by the page while the requester goes on typing. An edited one names in `instead_of` the one
    whose place it takes."""
    given = request.files.get("screenshots")
    if given is None:
        return make_response(jsonify(error=sentence("There was no picture in what arrived.")), HTTPStatus.BAD_REQUEST)
    try:
        file = accept(begin_draft(), given, instead_of=request.form.get("instead_of", ""))
        return jsonify(file=_file_data(file))
    except LiferingError as error:
        return make_response(jsonify(error=str(error)), status_of(error))


@pages.get("/evidence/files/<file_id>/thumbnail")
def thumbnail(file_id: str) -> Response:
    return picture(services().files.read(_own(file_id).thumbnail))


@pages.get("/evidence/files/<file_id>/picture")
def clean(file_id: str) -> Response:
    """The checked copy in its full size, to be edited. No browser keeps it: after editing it is to be gone."""
    response = picture(services().files.read(_own(file_id).clean))
    response.headers["Cache-Control"] = "no-store"
    return response


def _own(file_id: str) -> EvidenceFile:
    """A checked picture of this visitor's draft; 404 for any other."""
    current = draft()
    found = [f for f in services().files.of_draft(current.id) if f.id == file_id and f.thumbnail] if current else []
    if not found:
        abort(HTTPStatus.NOT_FOUND)
    return found[0]


def picture(data: bytes) -> Response:
    """A picture that our worker encoded. The type is read from its first bytes, never from a name."""
    response = make_response(data)
    response.mimetype = check_picture(data, name="picture").media_type
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


def _file_data(file: EvidenceFile) -> dict[str, object]:
    return {
        "id": file.id,
        "name": file.name,
        "state": file.state,
        "reason": file.reason,
        "description": file.description,
        "thumbnail": url_for("evidence.thumbnail", file_id=file.id) if file.thumbnail else "",
    }
