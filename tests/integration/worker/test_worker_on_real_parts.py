"""From a sent report to its mail: real database, disk, picture process and mail folder."""

import io
from datetime import timedelta
from email import message_from_bytes, policy

from PIL import Image

from reporter.delivery.compose import compose
from reporter.delivery.folder import FolderTransport
from reporter.storage import open_storage
from reporter.tickets.commands import submit
from reporter.tickets.keys import Secrets, ticket_key
from reporter.worker import Ports, Terms, Worker
from tests.fakes import NOW, a_policy, a_report

POLICY, SECRETS = a_policy(), Secrets(b"s" * 32)


def picture(kind="PNG"):
    buffer = io.BytesIO()
    Image.new("RGB", (800, 600), "red").save(buffer, kind)
    return buffer.getvalue()


def worker_of(storage, tmp_path):
    def composed(message):
        ticket = storage.tickets.by_id(message.ticket_id) if message.ticket_id else None
        return compose(
            message, ticket=ticket, key=ticket_key(SECRETS, ticket) if ticket else "", policy=POLICY,
            files=storage.files.of_ticket(ticket.id) if ticket else (), read_file=storage.files.read, base_url="https://help.example",
            sender="help@help.example", now=NOW,
        )  # fmt: skip

    (tmp_path / "incidents").mkdir(exist_ok=True)
    ports = Ports(
        storage.drafts, storage.files, storage.tickets, storage.outbox, storage.incidents,
        FolderTransport(tmp_path / "mail"), composed, lambda now: storage.sweep(now=now),
    )  # fmt: skip
    return Worker(
        ports, incidents_folder=tmp_path / "incidents", terms=lambda: Terms(POLICY.retention, "help.example"),
        clock=lambda: NOW, heartbeat=lambda _: None,
    )  # fmt: skip


def send_report(storage, *uploads: tuple[str, bytes]):
    draft, _ = storage.drafts.start(network="192.0.2.0/24", now=NOW, expires=NOW + timedelta(days=7))
    for name, data in uploads:
        storage.files.accept(
            draft.id, data, name=name, media_type="image/png", width=800, height=600, network="192.0.2.0/24", now=NOW
        )
    return submit(
        a_report(draft.id, files=storage.files.of_draft(draft.id)), policy=POLICY, tickets=storage.tickets,
        secrets=SECRETS, mail_domain="help.example", network="192.0.2.0/24", now=NOW,
    )  # fmt: skip


def mails(tmp_path):
    parsed = [
        message_from_bytes(path.read_bytes(), policy=policy.default) for path in (tmp_path / "mail").glob("*.eml")
    ]
    return {mail["To"]: mail for mail in parsed}


def test_a_report_with_a_good_and_a_bad_screenshot_arrives(tmp_path):
    storage = open_storage(tmp_path / "data")
    try:
        sent = send_report(storage, ("screen.png", picture()), ("broken.png", picture()[:-60]))
        worker_of(storage, tmp_path).run_once(NOW)
        received = mails(tmp_path)
        stored = storage.files.of_ticket(sent.ticket.id)
        health = storage.outbox.health(now=NOW)
    finally:
        storage.close()
    assert set(received) == {"support@harbourvoice.example", "ada@customer.example"}
    support = received["support@harbourvoice.example"]
    (attached,) = support.iter_attachments()
    assert Image.open(io.BytesIO(attached.get_content())).size == (800, 600)
    text = support.get_body(("plain",)).get_content()
    assert "broken.png: not attached: The picture is damaged" in text
    assert f"https://help.example/tickets/{sent.ticket.reference}/{sent.key}" in text
    assert {file.name: file.state for file in stored} == {"screen.png": "clean", "broken.png": "refused"}
    assert (health.pending, health.parked) == (0, 0)


def test_after_a_restart_the_mail_of_a_stored_ticket_is_still_sent(tmp_path):
    storage = open_storage(tmp_path / "data")
    send_report(storage)
    storage.close()
    storage = open_storage(tmp_path / "data")
    try:
        worker_of(storage, tmp_path).run_once(NOW)
    finally:
        storage.close()
    assert len(mails(tmp_path)) == 2


def test_whoever_joined_is_told_when_the_incident_is_over(tmp_path):
    file = tmp_path / "incidents" / "one.md"
    front = "---\ntitle: Calls fail\ndate: 2026-11-20 16:05:00\nseverity: down\n{more}---\nText\n"
    storage = open_storage(tmp_path / "data")
    try:
        worker = worker_of(storage, tmp_path)
        file.write_text(front.format(more=""))
        worker.run_once(NOW)
        storage.incidents.join("one", email="ada@customer.example", call_id="", network="192.0.2.0/24", now=NOW)
        ended = NOW + timedelta(seconds=30)
        file.write_text(front.format(more="resolved: true\nresolvedWhen: 2026-11-20 17:00\n"))
        worker.run_once(ended)
        worker.run_once(ended + timedelta(seconds=1))
    finally:
        storage.close()
    assert mails(tmp_path)["ada@customer.example"]["Subject"] == "Resolved: Calls fail"
