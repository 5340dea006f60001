"""Every destination of mail keeps the same contract: a folder and a real SMTP server."""

from email import message_from_bytes, policy

import pytest

from reporter.delivery.folder import FolderTransport
from reporter.delivery.smtp import SmtpTransport
from reporter.errors import DeliveryFailed
from tests.fakes import a_file
from tests.unit.delivery.conftest import made


class FolderDesk:
    def __init__(self, folder) -> None:
        self.folder = folder
        self.transport = FolderTransport(folder)

    def received(self):
        return [
            message_from_bytes(path.read_bytes(), policy=policy.default) for path in sorted(self.folder.glob("*.eml"))
        ]


class SmtpDesk:
    def __init__(self, port, mailbox) -> None:
        self.transport = SmtpTransport(f"smtp://127.0.0.1:{port}")
        self.mailbox = mailbox

    def received(self):
        return self.mailbox.mails


@pytest.fixture(params=["folder", "smtp"])
def desk(request, tmp_path):
    if request.param == "folder":
        return FolderDesk(tmp_path / "made" / "when needed")
    return SmtpDesk(request.getfixturevalue("server").port, request.getfixturevalue("mailbox"))


def bodies(mail):
    parts = [part.get_content() for part in mail.walk() if not part.is_multipart()]
    return [part.replace("\r\n", "\n") if isinstance(part, str) else part for part in parts]


def test_a_mail_arrives_whole(desk):
    mail = made(files=(a_file(),))
    desk.transport.send(mail)
    (received,) = desk.received()
    assert bodies(received) == bodies(mail)
    sent = {name: value for name, value in mail.items() if name != "Content-Type"}  # its boundary is drawn at sending
    assert dict(received.items()).items() >= sent.items()


def test_the_message_id_stays_the_same_when_a_mail_is_sent_again(desk):
    for _ in range(2):
        desk.transport.send(made())
    assert {mail["Message-ID"] for mail in desk.received()} == {"<t1.1.support@help.example>"}


def test_two_mails_stay_two(desk):
    desk.transport.send(made())
    desk.transport.send(made("ticket_to_requester", message_id="<t1.1.requester@help.example>"))
    assert sorted(mail["To"] for mail in desk.received()) == ["ada@customer.example", "support@harbourvoice.example"]


def test_the_smtp_envelope_has_one_recipient_and_our_sender(server, mailbox):
    SmtpTransport(f"smtp://127.0.0.1:{server.port}").send(made())
    (envelope,) = mailbox.envelopes
    assert envelope.rcpt_tos == ["support@harbourvoice.example"]
    assert envelope.mail_from == "help@harbourvoice.example"
    assert max(map(len, envelope.original_content.split(b"\r\n"))) < 998


@pytest.mark.parametrize("message_id", ["<../../etc/passwd@x>", "<a/b\\c@x>", "<" + "a" * 300 + "@x>", "<.@x>"])
def test_a_message_id_never_leads_out_of_the_folder(tmp_path, message_id):
    FolderTransport(tmp_path / "mail").send(made(message_id=message_id))
    assert [path.parent for path in tmp_path.rglob("*.eml")] == [tmp_path / "mail"]
    assert [path.name for path in tmp_path.rglob("*.part")] == []


def test_a_folder_that_cannot_be_written_is_a_temporary_failure(tmp_path):
    (tmp_path / "mail").write_text("a file is in the way")
    with pytest.raises(DeliveryFailed, match="cannot be written") as caught:
        FolderTransport(tmp_path / "mail").send(made())
    assert not caught.value.permanent
