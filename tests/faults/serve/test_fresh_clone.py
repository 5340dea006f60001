"""A stranger clones the repository and types `make serve`; then somebody pulls the plug."""

import subprocess
from io import BytesIO
from random import Random

import pytest
from PIL import Image

from reporter.evidence.pictures import check_picture
from tests.faults.serve.http_client import HttpClient
from tests.integration.delivery.conftest import free_port
from tests.integration.web.report import EVIDENCE, PROBLEM, to_evidence
from tests.integration.web.visitor import Visitor, upload
from tests.running import ROOMY, ROOT, answer, environment, start, until

pytestmark = pytest.mark.slow
INSTALLS = 600.0  # seconds for a new venv and everything in it
CALL_IDS = EVIDENCE["call_ids"].splitlines()


def large_png() -> bytes:
    """A picture of about 1 MB: noise does not compress."""
    out = BytesIO()
    Image.frombytes("RGB", (600, 600), Random(1).randbytes(600 * 600 * 3)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def clone(tmp_path):
    """HEAD as a stranger gets it: no venv, nothing built."""
    folder = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", ROOT, folder], check=True)
    return folder


def test_a_report_filed_in_a_fresh_clone_outlives_sigkill(clone, tmp_path, mailbox, server):
    port = free_port()
    env = environment(**ROOMY, PORT=str(port), LIFERING_MAIL=f"smtp://127.0.0.1:{server.port}")

    def serve():
        return start(["make", "serve"], cwd=clone, env=env, port=port, log=tmp_path / "log", seconds=INSTALLS)

    running = serve()
    try:
        reference, link = file_report(running.url)
        mail = until(lambda: mail_to_support(mailbox, reference))
        check_mail(mail, reference)
        running.kill()
        assert answer(f"{running.url}/healthz") == 0

        running = serve()
        check_ticket(running.url, link)
        shown = subprocess.run(
            [clone / ".venv/bin/lifering", "ticket", "show", reference],
            cwd=clone,
            env={**env, "LIFERING_DATA": "./var", "LIFERING_PORT": str(port)},
            capture_output=True,
            text=True,
            check=True,
        )
        for told in (*CALL_IDS, PROBLEM["title"], PROBLEM["seen"].splitlines()[0], "large.png"):
            assert told in shown.stdout
    finally:
        running.end()


def file_report(url: str) -> tuple[str, str]:
    """The reference and the path of the ticket's page."""
    visitor = Visitor(HttpClient(url))  # type: ignore[arg-type]
    to_evidence(visitor)
    picture = large_png()
    assert len(picture) > 1_000_000
    visitor.sends({**EVIDENCE, "screenshots": upload(picture, "large.png")}, button="on")
    assert visitor.path == "/report/contact"
    visitor.sends({"name": "Ada Example", "email": "ada@customer.example", "zone": "Europe/Berlin"}, button="on")
    visitor.sends(form="/report/review")
    _, tickets, reference, _ = visitor.path.split("/")
    assert tickets == "tickets"
    return reference, visitor.path


def mail_to_support(mailbox, reference):
    return next((m for m in list(mailbox.mails) if "support@" in m["To"] and reference in m["Subject"]), None)


def check_mail(mail, reference):
    text = mail.get_body(("plain",)).get_content()
    assert all(call_id in text for call_id in CALL_IDS)
    assert mail["Reply-To"].addresses[0].addr_spec == "ada@customer.example"
    assert mail["X-Lifering-Reference"] == reference
    assert mail["X-Lifering-Severity"] == "critical"
    assert mail["X-Lifering-Problem-Type"] == "calls"
    [picture] = [part for part in mail.iter_attachments() if part.get_content_maintype() == "image"]
    facts = check_picture(picture.get_content(), name="attached")
    assert (facts.width, facts.height) == (600, 600)


def check_ticket(url: str, link: str):
    """The page by its link, with every answer and the picture."""
    visitor = Visitor(HttpClient(url)).opens(link)  # type: ignore[arg-type]
    assert visitor.status == 200
    for told in (*CALL_IDS, PROBLEM["title"], "large.png", "Calls are down"):
        assert told in visitor.text
    [shown] = [path for path in visitor.links() if path.startswith(f"{link}/screenshots/")]
    picture = visitor.client.get(shown)
    assert check_picture(picture.data, name="shown").width == 600
