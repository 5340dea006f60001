"""The loop: every part has its turn, none stops the others, and it ends when it is told."""

import logging
import threading
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage

import pytest

from reporter.errors import Refused, Unavailable
from reporter.intake.reencode import Reencoded
from reporter.policy.model import Retention
from reporter.tickets.ticket import Message
from reporter.worker import PICTURE_LOST_AFTER, Ports, Terms, Worker
from tests.fakes import NOW, MemoryOutbox, MemoryPictures, MemoryTickets, MemoryTransport, a_ticket

RETENTION = Retention(drafts=timedelta(days=7), tickets=timedelta(days=30), evidence=timedelta(days=9))
INCIDENT = "---\ntitle: Calls fail\ndate: 2026-11-20 16:05:00\nseverity: down\n{more}---\nText\n"
RESOLVED = INCIDENT.format(more="resolved: true\nresolvedWhen: 2026-11-20 17:00:00\n")


@dataclass
class MemoryIncidents:
    """`joined`: incident -> addresses."""

    joined: dict = field(default_factory=dict)
    known: dict = field(default_factory=dict)
    reasons: list = field(default_factory=list)

    def replace(self, source, incidents, *, now):
        ended = [new for new in incidents if new.resolved and new.id in self.known and not self.known[new.id].resolved]
        self.known = {incident.id: incident for incident in incidents}
        return tuple(ended)

    def failed(self, source, *, reason, now):
        self.reasons.append(reason)

    def joined_addresses(self, incident_id):
        return self.joined.get(incident_id, ())

    def told(self, incident_id):
        self.joined.pop(incident_id, None)


@dataclass
class MemoryDrafts:
    purged: list = field(default_factory=list)

    def purge(self, *, now):
        self.purged.append(now)
        return 0


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "incidents"
    made.mkdir()
    return made


def compose(message):
    mail = EmailMessage()
    mail["Subject"] = message.kind
    return mail


def clean(data):
    return Reencoded(data + b" clean", b"small", "image/png")


class House:
    """A worker and what it works on."""

    def __init__(self, folder, **changes) -> None:
        self.drafts, self.files, self.tickets = MemoryDrafts(), MemoryPictures(), MemoryTickets()
        self.outbox, self.incidents, self.transport = MemoryOutbox(), MemoryIncidents(), MemoryTransport()
        self.beats, self.swept = [], []
        settings = {"reencode": clean, "compose": compose} | changes
        self.worker = Worker(
            Ports(
                self.drafts, self.files, self.tickets, self.outbox, self.incidents, self.transport,
                settings["compose"], lambda now: len(self.swept.append(now) or ()),
            ),
            incidents_folder=folder, terms=lambda: Terms(RETENTION, "help.example"), clock=lambda: NOW,
            heartbeat=self.beats.append, reencode=settings["reencode"],
        )  # fmt: skip


def message(name="m1"):
    return Message(name, "ticket_to_support", f"<{name}@help.example>", "support@help.example", "t1", {})


def test_a_round_makes_pictures_anew_and_delivers_mail(folder):
    house = House(folder)
    house.files.originals["f1"] = b"picture"
    house.outbox.add([message()], now=NOW)
    house.worker.run_once(NOW)
    assert house.files.clean == {"f1": b"picture clean"}
    assert [mail["Subject"] for mail in house.transport.mails] == ["ticket_to_support"]
    assert house.beats == [NOW]


def test_a_picture_that_is_none_is_refused_with_its_reason_and_the_others_go_on(folder):
    def reencode(data):
        if data == b"bad":
            raise Refused("The picture is damaged.")
        if data == b"worse":
            raise ZeroDivisionError
        return Reencoded(data, b"", "image/png")

    house = House(folder, reencode=reencode)
    house.files.originals |= {"f1": b"bad", "f2": b"worse", "f3": b"good"}
    house.worker.run_once(NOW)
    assert house.files.clean == {"f3": b"good"}
    assert house.files.reasons["f1"] == "The picture is damaged."
    assert "could not be checked" in house.files.reasons["f2"]


def test_a_picture_the_disk_does_not_give_is_waited_for_but_not_for_ever(folder):
    def reencode(data):
        raise Unavailable("The disk does not answer.")

    house = House(folder, reencode=reencode)
    house.files.originals["f1"] = b"picture"
    house.worker.run_once(NOW)
    assert house.files.reasons == {}
    house.worker.run_once(NOW + PICTURE_LOST_AFTER)
    assert "lost on our side" in house.files.reasons["f1"]


def test_a_message_whose_mail_cannot_be_made_is_parked_and_the_next_one_sent(folder):
    def fragile(one):
        if one.id == "m1":
            raise KeyError("a mistake of ours")
        return compose(one)

    house = House(folder, compose=fragile)
    house.outbox.add([message("m1"), message("m2")], now=NOW)
    house.worker.run_once(NOW)
    assert [parked.id for parked in house.outbox.parked()] == ["m1"]
    assert [gone.id for gone in house.outbox.gone] == ["m2"]


@pytest.mark.parametrize("error", [Unavailable("The database is busy."), ZeroDivisionError("a mistake of ours")])
def test_a_part_that_fails_stops_no_other_and_rests_a_little(folder, caplog, error):
    house = House(folder)
    tried = []

    def waiting(limit):
        tried.append(limit)
        raise error

    house.files.waiting = waiting
    house.outbox.add([message()], now=NOW)
    house.worker.run_once(NOW)
    house.worker.run_once(NOW + timedelta(seconds=1))
    assert len(house.outbox.gone) == 1
    assert len(tried) == 1
    assert "part=pictures" in caplog.text
    house.worker.run_once(NOW + timedelta(seconds=10))
    assert len(tried) == 2


def test_incidents_are_read_every_half_minute(folder):
    house = House(folder)
    (folder / "one.md").write_text(INCIDENT.format(more=""))
    house.worker.run_once(NOW)
    (folder / "two.md").write_text(INCIDENT.format(more=""))
    house.worker.run_once(NOW + timedelta(seconds=29))
    assert set(house.incidents.known) == {"one"}
    house.worker.run_once(NOW + timedelta(seconds=30))
    assert set(house.incidents.known) == {"one", "two"}


def test_whoever_joined_an_incident_is_told_once_when_it_is_resolved(folder):
    house = House(folder)
    house.incidents.joined["one"] = ("ada@customer.example", "bob@customer.example")
    (folder / "one.md").write_text(INCIDENT.format(more=""))
    house.worker.run_once(NOW)
    (folder / "one.md").write_text(RESOLVED)
    for seconds in (30, 60, 90):
        house.worker.run_once(NOW + timedelta(seconds=seconds))
    told = [gone for gone in house.outbox.gone if gone.kind == "incident_resolved"]
    assert sorted(gone.to for gone in told) == ["ada@customer.example", "bob@customer.example"]
    assert told[0].data == {
        "title": "Calls fail", "started": "2026-11-20T16:05:00+00:00", "resolved": "2026-11-20T17:00:00+00:00",
        "location": "incidents/one/",
    }  # fmt: skip


def test_a_missing_folder_of_incidents_is_told_to_the_board(tmp_path):
    house = House(tmp_path / "gone")
    house.worker.run_once(NOW)
    assert "cannot be read" in house.incidents.reasons[0]


def test_a_broken_incident_is_logged_once(folder, caplog):
    house = House(folder)
    (folder / "broken.md").write_text("no front matter")
    for seconds in (0, 30, 60):
        house.worker.run_once(NOW + timedelta(seconds=seconds))
    assert caplog.text.count("broken.md") == 1


def test_what_is_past_its_time_is_deleted_every_hour(folder):
    house = House(folder)
    old, new = a_ticket(id="old", submitted=NOW - timedelta(days=31)), a_ticket(id="new", submitted=NOW)
    house.tickets.stored = {"old": old, "new": new}
    for minutes in (0, 30, 60):
        house.worker.run_once(NOW + timedelta(minutes=minutes))
    assert set(house.tickets.stored) == {"new"}
    assert house.drafts.purged == house.swept == [NOW, NOW + timedelta(hours=1)]
    assert house.files.purged == [at - RETENTION.evidence for at in house.swept]
    assert house.files.originals_purged == house.swept


def test_it_ends_when_it_is_told(folder):
    house = House(folder)
    stop = threading.Event()
    loop = threading.Thread(target=house.worker.run, args=(stop,))
    loop.start()
    stop.set()
    loop.join(timeout=10)
    assert not loop.is_alive()


def test_the_log_names_no_person(folder, caplog):
    caplog.set_level(logging.DEBUG)
    house = House(folder)
    house.incidents.joined["one"] = ("ada@customer.example",)
    house.outbox.add([message()], now=NOW)
    (folder / "one.md").write_text(INCIDENT.format(more=""))
    house.worker.run_once(NOW)
    (folder / "one.md").write_text(RESOLVED)
    house.worker.run_once(NOW + timedelta(seconds=30))
    assert "incident=one told=1" in caplog.text
    assert "ada@" not in caplog.text
    assert "support@" not in caplog.text
