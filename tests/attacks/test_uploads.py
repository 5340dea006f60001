"""Uploads: refused with a sentence and kept words, or made anew before anybody sees them."""

import io
import json
import resource
from collections.abc import Callable
from email import message_from_bytes, policy

import pytest
from PIL import Image

from reporter.app import House, make_worker
from tests.attacks.pictures import HTML, REFUSED, jpeg_with_place, png
from tests.integration.web.conftest import Clock
from tests.integration.web.report import CONTACT, EVIDENCE, to_evidence
from tests.integration.web.visitor import Visitor, upload


@pytest.mark.parametrize(("name", "data"), REFUSED)
def test_what_is_no_acceptable_picture_is_refused_and_every_answer_stays(visitor: Visitor, house: House, name, data):
    to_evidence(visitor)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    visitor.sends({**EVIDENCE, "screenshots": upload(data, name)}, button="on")

    grown_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert visitor.status == 422
    assert name in visitor.mistakes()["#screenshots"]
    assert visitor.value("call_ids") == EVIDENCE["call_ids"]
    assert grown_kib < 50_000
    assert not list((house.settings.data / "evidence").rglob("*.*"))


def test_a_picture_above_the_limit_is_refused(visitor: Visitor, house: House):
    to_evidence(visitor)

    visitor.sends({"screenshots": upload(b"\x89PNG\r\n\x1a\n" + b"\0" * 10_100_000, "big.png")}, button="stay")

    assert visitor.status == 422
    assert "10 MB" in visitor.text


def test_a_body_above_the_limit_is_refused_with_a_page(visitor: Visitor, house: House):
    to_evidence(visitor)

    visitor.sends({"screenshots": upload(b"\0" * 43_000_000, "big.png")}, button="stay")

    assert visitor.status == 413
    assert "too large" in visitor.text
    assert visitor.opens("/report/contact").status in {200, 302}


def test_the_eleventh_picture_meets_the_cap_with_a_sentence(visitor: Visitor):
    to_evidence(visitor)
    for number in range(10):
        visitor.sends({"screenshots": upload(png(20 + number), f"{number}.png")}, button="stay")
        assert visitor.status == 200, visitor.mistakes()

    visitor.sends({"screenshots": upload(png(99), "eleven.png")}, button="stay")

    assert visitor.status == 422
    assert "eleven.png" in visitor.mistakes()["#screenshots"]


def test_hidden_data_and_foreign_bytes_are_gone_from_what_is_shown_and_mailed(
    visitor: Visitor, house: House, clock: Clock
):
    to_evidence(visitor)
    visitor.sends({"screenshots": upload(jpeg_with_place() + HTML, "photo.jpg")}, button="stay")
    visitor.sends(EVIDENCE, button="on").sends(CONTACT, button="on").sends(form="/report/review")
    ticket_page = visitor.path

    make_worker(house).run_once(clock())

    [file] = house.storage.files.of_ticket(house.storage.tickets.newest(1)[0].id)
    assert file.state == "clean"
    shown = visitor.client.get(f"{ticket_page}/screenshots/{file.id}")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    for data in (shown.data, _attachment(house)):
        assert b"script" not in data
        assert b"secret-description" not in data
        assert not Image.open(io.BytesIO(data)).getexif()
    assert b"secret-description" not in b"".join(p.read_bytes() for p in _stored(house))


def test_nothing_of_a_picture_is_served_before_it_was_made_anew(visitor: Visitor, house: House):
    to_evidence(visitor)
    visitor.sends({"screenshots": upload(png(), "shot.png")}, button="stay")
    [file] = _files(visitor)

    assert file["thumbnail"] == ""
    assert visitor.client.get(f"/report/evidence/files/{file['id']}/thumbnail").status_code == 404
    assert visitor.client.get(f"/report/evidence/files/{file['id']}/picture").status_code == 404


def test_a_picture_of_another_draft_is_not_there(
    visitor: Visitor, another: Callable[[], Visitor], house: House, clock: Clock
):
    to_evidence(visitor)
    visitor.sends({"screenshots": upload(png(), "shot.png")}, button="stay")
    [file] = _files(visitor)
    make_worker(house).run_once(clock())
    stranger = to_evidence(another())

    for copy in ("thumbnail", "picture"):
        assert visitor.client.get(f"/report/evidence/files/{file['id']}/{copy}").status_code == 200
        assert stranger.client.get(f"/report/evidence/files/{file['id']}/{copy}").status_code == 404
    stranger.sends({"remove": file["id"]}, form="/report/evidence")
    assert len(_files(visitor)) == 1


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd.png",
        "'><svg onload=alert(1)>.png",
        "a%0D%0ABcc: x@evil.example.png",
        "x" * 4000 + ".png",
        "CON.png",
        "\u202egnp.exe.png",
    ],
)
def test_a_file_name_is_only_a_name(visitor: Visitor, house: House, name: str):
    to_evidence(visitor)

    visitor.sends({"screenshots": upload(png(), name)}, button="stay")

    assert visitor.status == 200
    [file] = _files(visitor)
    assert len(file["name"]) <= 150
    assert not set(file["name"]) & set('/\\<>"\r\n\u202e')
    root = (house.settings.data / "evidence").resolve()
    assert all(path.resolve().is_relative_to(root) for path in _stored(house))


def _files(visitor: Visitor) -> list[dict[str, str]]:
    return json.loads(visitor.client.get("/report/evidence/files").text)["files"]


def _stored(house: House):
    return [path for path in (house.settings.data / "evidence").rglob("*") if path.is_file()]


def _attachment(house: House) -> bytes:
    mail = next(iter((house.settings.data / "mail").glob("*support*.eml")))
    message = message_from_bytes(mail.read_bytes(), policy=policy.default)
    [attached] = list(message.iter_attachments())
    content = attached.get_content()
    assert isinstance(content, bytes)
    return content
