from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from reporter.errors import Conflict, LimitReached, NotFound
from reporter.storage.tables import attempts, drafts, events, metadata, outbox, tickets
from reporter.tickets.data import to_data
from reporter.tickets.fold import fold
from reporter.tickets.ports import TicketCaps
from reporter.tickets.ticket import Event
from tests.fakes import NOW
from tests.integration.storage.building import begin, give, messages_of, open_here, rows, send, ticket_of


def corrected(ticket, *, number=2, email="new@customer.example"):
    event = Event(ticket.id, number, "address_corrected", NOW + timedelta(minutes=1), {"email": email})
    return replace(ticket, email=email, events=(*ticket.events, event)), event


class TestSubmitting:
    def test_the_ticket_is_found_by_everything_it_is_known_by(self, storage):
        draft_id = begin(storage)
        ticket = send(storage, draft_id)
        assert storage.tickets.by_id(ticket.id) == ticket
        assert storage.tickets.by_reference(ticket.reference) == ticket
        assert storage.tickets.of_draft(draft_id) == ticket
        assert storage.tickets.newest(5) == (ticket,)

    def test_what_is_not_there_is_none(self, storage):
        assert storage.tickets.by_id("x") is None
        assert storage.tickets.by_reference("x") is None
        assert storage.tickets.of_draft("x") is None
        assert storage.tickets.newest(5) == ()

    def test_the_event_the_messages_and_the_end_of_the_draft_come_with_it(self, storage):
        ticket = send(storage)
        assert [(row.ticket_id, row.number, row.kind) for row in rows(storage, events)] == [(ticket.id, 1, "submitted")]
        assert [row.recipient for row in rows(storage, outbox)] == ["support@harbourvoice.example", ticket.email]
        assert not rows(storage, drafts)

    def test_the_same_draft_again_gives_the_first_ticket(self, storage):
        draft_id = begin(storage)
        first = send(storage, draft_id)
        again = send(storage, draft_id, email="other@customer.example")
        assert again == first
        assert len(rows(storage, tickets)) == 1
        assert len(rows(storage, outbox)) == 2

    def test_a_taken_reference_is_a_conflict_that_changes_nothing(self, storage):
        first, draft_id = send(storage), begin(storage)
        file = give(storage, draft_id)
        with pytest.raises(Conflict):
            send(storage, draft_id, reference=first.reference)
        assert storage.files.of_draft(draft_id) == (file,)
        assert storage.tickets.of_draft(draft_id) is None
        assert len(rows(storage, outbox)) == 2

    def test_the_newest_come_first(self, storage):
        made = [send(storage, now=NOW + timedelta(minutes=minute)) for minute in (2, 1, 3)]
        assert [ticket.id for ticket in storage.tickets.newest(2)] == [made[2].id, made[0].id]

    def test_text_comes_back_as_it_was_written(self, storage):
        name = "Žofie 'O“Brien' \U0001f6df \\ %s {{7*7}} \u0000"
        draft_id = begin(storage)
        ticket = ticket_of(draft_id)
        contact = replace(ticket.report.contact, name=name)
        ticket = replace(ticket, report=replace(ticket.report, contact=contact))
        storage.tickets.submit(ticket, (), network="net")
        assert storage.tickets.of_draft(draft_id).report.contact.name == name


class TestCaps:
    def test_one_network_sends_so_many_an_hour(self, tmp_path):
        storage = open_here(tmp_path, ticket_caps=TicketCaps(tickets_per_network=2, mails_per_address=100))
        send(storage)
        draft_id = begin(storage)
        second = send(storage, draft_id)
        third = begin(storage)
        with pytest.raises(LimitReached, match="network"):
            send(storage, third)
        assert storage.tickets.of_draft(third) is None
        assert send(storage, draft_id) == second  # a double click of the last one that was taken
        send(storage, third, network="another")
        send(storage, now=NOW + timedelta(hours=1))
        storage.close()

    def test_one_address_is_sent_so_many_mails_an_hour_however_it_is_written(self, tmp_path):
        storage = open_here(tmp_path, ticket_caps=TicketCaps(tickets_per_network=100, mails_per_address=2))
        send(storage, network="one")
        ticket = send(storage, network="two", email="Ada@Customer.example")
        unmailed = send(storage, network="three", email="ada@customer.EXAMPLE ".strip().lower())
        assert storage.tickets.by_id(unmailed.id) == unmailed
        mailed = [row.ticket_id for row in rows(storage, outbox) if row.recipient.lower() == "ada@customer.example"]
        assert len(mailed) == 2
        assert unmailed.id not in mailed
        after, event = corrected(ticket, email="ada@customer.example")
        with pytest.raises(LimitReached, match="ada@customer"):
            storage.tickets.append(after, event, messages_of(after))
        assert storage.tickets.by_id(ticket.id) == ticket
        send(storage, email="else@customer.example")
        storage.close()


class TestAppending:
    def test_the_event_its_projection_and_its_messages_come_together(self, storage):
        ticket = send(storage)
        after, event = corrected(ticket)
        storage.tickets.append(after, event, messages_of(after))
        stored = storage.tickets.by_id(ticket.id)
        assert stored == after
        assert fold(stored.events) == replace(stored, files=())
        assert [row.recipient for row in rows(storage, outbox)][-1] == "new@customer.example"

    def test_a_number_is_taken_once(self, storage):
        ticket = send(storage)
        after, event = corrected(ticket)
        storage.tickets.append(after, event, ())
        other, late = corrected(ticket, email="late@customer.example")
        with pytest.raises(Conflict):
            storage.tickets.append(other, late, messages_of(other))
        assert storage.tickets.by_id(ticket.id) == after
        assert len(rows(storage, outbox)) == 2

    def test_nothing_is_appended_to_a_ticket_that_is_gone(self, storage):
        after, event = corrected(ticket_of("draft"))
        with pytest.raises(NotFound):
            storage.tickets.append(after, event, messages_of(after))
        assert not rows(storage, outbox)


class TestPurging:
    def test_old_tickets_go_with_everything_about_them(self, storage, monkeypatch):
        monkeypatch.setattr("reporter.storage.tickets.PURGED_AT_ONCE", 2)
        for _ in range(5):
            send(storage)
        young = send(storage, now=NOW + timedelta(days=1))
        storage.outbox.failed(rows(storage, outbox)[0].id, error="down", now=NOW, next_attempt=None)
        assert storage.tickets.purge(before=NOW + timedelta(hours=1)) == 5
        assert storage.tickets.newest(10) == (young,)
        assert {row.ticket_id for row in rows(storage, events)} == {young.id}
        assert {row.ticket_id for row in rows(storage, outbox)} == {young.id}
        assert not rows(storage, attempts)

    def test_no_text_of_a_purged_ticket_is_left_in_any_table(self, storage):
        send(storage)
        storage.tickets.purge(before=NOW + timedelta(hours=1))
        assert "Ada Byrne" not in "".join(repr(rows(storage, table)) for table in metadata.sorted_tables)


class TestConnected:
    def test_tickets_begun_beside_each_other_know_each_other_and_no_third(self, storage):
        first, stranger = send(storage), send(storage)
        second = send(storage, together=first.report.draft_id)

        assert storage.tickets.connected(first) == (replace(second, events=(), files=()),)
        assert [one.id for one in storage.tickets.connected(second)] == [first.id]
        assert storage.tickets.connected(stranger) == ()

    def test_a_ticket_of_an_older_version_has_no_other(self, storage):
        ticket = send(storage)
        with storage.database.writing() as connection:
            old = {**to_data(ticket)}
            old["report"] = {name: value for name, value in old["report"].items() if name != "together"}
            connection.execute(update(tickets).values(projection=old, together=None))

        stored = storage.tickets.by_id(ticket.id)
        assert stored.report.together == ""
        assert storage.tickets.connected(stored) == ()
