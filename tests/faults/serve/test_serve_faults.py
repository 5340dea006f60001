"""What the running reporter lives through: being told to stop, children that die, a site that cannot be built, and a
mail server that refuses, goes away and comes back."""

import fcntl
import os
import shutil
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller

from tests.faults.serve.http_client import HttpClient
from tests.integration.delivery.conftest import Mailbox, free_port
from tests.integration.web.report import PROBLEM, to_ticket
from tests.integration.web.visitor import Visitor
from tests.running import ROOT, answer, run, until

pytestmark = pytest.mark.slow
THREADS = 8  # of the web, its default


def visitor_of(running) -> Visitor:
    return Visitor(HttpClient(running.url))  # type: ignore[arg-type]


def child(running, role: str) -> int:
    """The process id of a child, by what the parent runs it as; 0 when there is none."""
    children = Path(f"/proc/{running.process.pid}/task/{running.process.pid}/children").read_text().split()
    return next((int(pid) for pid in children if f"\0{role}\0" in Path(f"/proc/{pid}/cmdline").read_text()), 0)


@contextmanager
def nobody_may_write(data: Path):
    """Takes the turn to write that all processes queue for."""
    with (data / "lifering.lock").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def taken(running, process: int) -> int:
    """How many connections to the port a process has accepted and read all that came by: proc(5), `net/tcp`."""
    port = f":{urlsplit(running.url).port:04X}"
    its_own = {str(file.readlink()) for file in Path(f"/proc/{process}/fd").iterdir() if file.is_symlink()}
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(
        line[1].endswith(port)
        and line[3] == "01"
        and line[4].endswith(":00000000")
        and f"socket:[{line[9]}]" in its_own
        for line in lines
    )


def waits_for_its_turn(data: Path) -> bool:
    """/proc/locks shows who waits behind `->`."""
    node = f":{(data / 'lifering.lock').stat().st_ino} "
    return any("->" in line and node in line for line in Path("/proc/locks").read_text().splitlines())


@pytest.mark.parametrize("requests", [1, 2 * THREADS], ids=["one", "more than there are threads"])
def test_requests_under_way_are_answered_after_sigterm(place, requests):
    running = place.start()
    visitors = [visitor_of(running).opens("/report/problem") for _ in range(requests)]
    with ThreadPoolExecutor(requests) as threads:
        with nobody_may_write(place.data):
            under_way = [threads.submit(v.sends, PROBLEM, button="on", follow=False) for v in visitors]
            until(lambda: waits_for_its_turn(place.data))
            until(lambda: taken(running, child(running, "web")) == requests, what="all of them to arrive")
            running.process.terminate()
            time.sleep(1)  # and the signal does: only then they may go on
        assert [request.result(120).status for request in under_way] == [303] * requests
    assert running.process.wait(120) == 0
    assert answer(f"{running.url}/healthz") == 0


@pytest.mark.parametrize("role", ["web", "worker"])
def test_a_child_that_is_killed_comes_back_and_no_visitor_is_refused(place, mailbox, role):
    running = place.start()
    killed = child(running, role)
    os.kill(killed, signal.SIGKILL)
    until(lambda: child(running, role) not in {0, killed}, what="another child")

    visitor = to_ticket(visitor_of(running))  # the kernel keeps its first request until the web is back
    reference = visitor.path.split("/")[2]
    until(lambda: mailed(mailbox, reference))
    until(running.is_up, what="/readyz")


def test_children_whose_parent_is_killed_end_and_leave_the_port(place):
    running = place.start()
    children = [child(running, "web"), child(running, "worker")]
    os.kill(running.process.pid, signal.SIGKILL)
    running.process.wait(60)
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children), what="the end of the children")
    place.start()


def test_a_site_that_cannot_be_built_leaves_the_last_good_one_up(place, tmp_path):
    project = tmp_path / "project"
    project.mkdir()
    for name in ("mkdocs.yml", "policy.yml"):
        shutil.copy(ROOT / name, project)
    shutil.copytree(ROOT / "docs", project / "docs")
    running = place.start(LIFERING_MKDOCS=str(project / "mkdocs.yml"))
    until(lambda: answer(f"{running.url}/calls/voicemail/") == 200)
    voicemail = project / "docs/calls/voicemail.md"
    voicemail.write_text('---\ntitle: "never closed\n---\n# Voicemail\n', "utf-8")

    failed = run("build", env=place.env)
    assert failed.returncode == 1
    assert "calls/voicemail.md:2" in failed.stderr
    assert answer(f"{running.url}/calls/voicemail/") == 200
    assert running.stop() == 0

    again = place.start()
    assert "calls/voicemail.md:2" in until(lambda: "could not be built" in again.said() and again.said())
    assert answer(f"{again.url}/calls/voicemail/") == 200
    assert visitor_of(again).client.get("/api/search?q=voicemail").text.count("calls/voicemail/") > 0


class Moody(Mailbox):
    """Reads each mail whole and refuses it for now, until told to be kind."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []
        self.kind = False

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        if self.kind:
            return await super().handle_DATA(server, session, envelope)
        self.refused.append(message_id(message_from_bytes(envelope.original_content, policy=policy.default)))
        return "451 4.3.0 Try again later"


def test_mail_that_is_refused_waits_through_sigkill_and_arrives_once_with_its_message_id(place):
    moody, port = Moody(), free_port()
    route = f"smtp://127.0.0.1:{port}"
    with smtp(moody, port):
        running = place.start(LIFERING_MAIL=route)
        visitor = to_ticket(visitor_of(running))
        until(lambda: len(moody.refused) == 2, what="both mails' first attempt")
    running.kill()

    moody.kind = True
    with smtp(moody, port):
        place.start()
        until(lambda: len(moody.mails) == 2, what="the second attempt, half a minute after the first")
        time.sleep(2)  # rounds in which nothing may come twice
    assert mailed(moody, visitor.path.split("/")[2])
    assert sorted(map(message_id, moody.mails)) == sorted(moody.refused)


@contextmanager
def smtp(handler: Mailbox, port: int):
    controller = Controller(handler, hostname="127.0.0.1", port=port, ready_timeout=10)
    controller.start()
    yield
    controller.stop()


def message_id(mail: EmailMessage) -> str:
    return mail["Message-ID"].strip()  # a long one stands on a line of its own


def mailed(mailbox: Mailbox, reference: str) -> bool:
    return any("support@" in mail["To"] and reference in mail["Subject"] for mail in list(mailbox.mails))


def test_a_question_of_a_hundred_kilobytes_is_answered_and_a_longer_one_is_told_so(place):
    running = place.start()
    until(lambda: answer(f"{running.url}/api/search?q=audio") == 200, what="the site")

    assert HttpClient(running.url).get(f"/api/search?q={'%C3%A4' * 50_000}").status_code == 200
    refused = HttpClient(running.url).get(f"/api/search?q={'x' * 100_001}")
    assert (refused.status_code, refused.mimetype) == (400, "application/json")
