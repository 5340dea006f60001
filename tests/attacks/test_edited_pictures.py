"""An edited picture is an upload like any other, and takes the place of nobody else's."""

import json
from collections.abc import Callable

import pytest

from reporter.app import House, make_worker
from tests.attacks.pictures import HTML, jpeg_with_place, png
from tests.integration.web.conftest import Clock
from tests.integration.web.report import to_evidence
from tests.integration.web.visitor import Visitor, upload


def files(visitor: Visitor) -> list[dict[str, str]]:
    return json.loads(visitor.client.get("/report/evidence/files").text)["files"]


def sends(visitor: Visitor, data: bytes, *, instead_of: str = "") -> dict[str, dict[str, str]]:
    """What the editor's Done sends, and the answer."""
    fields = {"csrf_token": visitor.value("csrf_token"), "instead_of": instead_of, "screenshots": upload(data, "a.png")}
    answer = visitor.client.post("/report/evidence/files", data=fields, content_type="multipart/form-data")
    return json.loads(answer.text)


def test_an_edited_picture_waits_in_quarantine_and_is_made_anew(visitor: Visitor, house: House, clock: Clock):
    to_evidence(visitor)
    former = sends(visitor, png())["file"]["id"]
    make_worker(house).run_once(clock())

    edited = sends(visitor, jpeg_with_place() + HTML, instead_of=former)["file"]["id"]
    assert [(file["id"], file["state"], file["thumbnail"]) for file in files(visitor)] == [(edited, "waiting", "")]
    assert visitor.client.get(f"/report/evidence/files/{edited}/picture").status_code == 404
    make_worker(house).run_once(clock())

    clean = visitor.client.get(f"/report/evidence/files/{edited}/picture")
    assert b"secret-description" not in clean.data
    assert b"script" not in clean.data
    assert clean.headers["Cache-Control"] == "no-store"
    assert "sandbox" in clean.headers["Content-Security-Policy"]
    assert clean.headers["X-Content-Type-Options"] == "nosniff"


def test_nothing_of_the_picture_before_is_left_on_the_disk(visitor: Visitor, house: House, clock: Clock):
    to_evidence(visitor)
    former = sends(visitor, png(44))["file"]["id"]
    make_worker(house).run_once(clock())
    folder = house.settings.data / "evidence"
    before = {path for path in folder.rglob("*") if path.is_file()}

    sends(visitor, png(45), instead_of=former)

    assert not any(path.exists() for path in before)


def test_what_is_refused_takes_nothing_away(visitor: Visitor):
    to_evidence(visitor)
    former = sends(visitor, png())["file"]["id"]

    assert "no picture" in str(sends(visitor, HTML, instead_of=former)["error"])
    assert [file["id"] for file in files(visitor)] == [former]


def test_a_picture_of_another_draft_stays_where_it_is(visitor: Visitor, another: Callable[[], Visitor]):
    to_evidence(visitor)
    theirs = sends(visitor, png())["file"]["id"]
    stranger = to_evidence(another())

    sends(stranger, png(41), instead_of=theirs)

    assert [file["id"] for file in files(visitor)] == [theirs]
    assert len(files(stranger)) == 1


@pytest.mark.parametrize("name", ["../../etc/passwd", "' OR 1=1 --", "x" * 5000, "\u202e", "0" * 32])
def test_the_name_of_a_picture_that_is_not_there_takes_nothing_away(visitor: Visitor, name: str):
    to_evidence(visitor)
    first = sends(visitor, png())["file"]["id"]

    second = sends(visitor, png(41), instead_of=name)["file"]["id"]

    assert {file["id"] for file in files(visitor)} == {first, second}
