from datetime import timedelta

from reporter.delivery.ports import OutboxHealth
from reporter.storage.tables import attempts, outbox
from tests.fakes import NOW
from tests.integration.storage.building import a_message, begin, give, rows, send

LEASE = timedelta(minutes=1)


def claim(storage, now=NOW, **options):
    return storage.outbox.claim(now=now, lease=LEASE, **options)


def queued(storage, **changes):
    message = a_message(**changes)
    storage.outbox.add([message], now=NOW)
    return message


class TestClaiming:
    def test_a_message_is_claimed_whole_and_once(self, storage):
        message = queued(storage, title="Calls fail")
        (claimed,) = claim(storage)
        assert (claimed.message, claimed.attempts) == (message, 0)
        assert claim(storage) == ()

    def test_a_lease_runs_out(self, storage):
        queued(storage)
        assert claim(storage)
        assert not claim(storage, NOW + timedelta(seconds=59))
        assert claim(storage, NOW + LEASE)

    def test_messages_are_claimed_in_the_order_they_fell_due(self, storage):
        later, sooner = a_message(), a_message()
        storage.outbox.add([later], now=NOW + timedelta(seconds=2))
        storage.outbox.add([sooner], now=NOW)
        assert claim(storage, NOW + timedelta(seconds=1))[0].message == sooner
        assert claim(storage, NOW + timedelta(seconds=2), limit=1)[0].message == later

    def test_nothing_is_claimed_beyond_the_limit(self, storage):
        storage.outbox.add([a_message() for _ in range(5)], now=NOW)
        assert len(claim(storage, limit=3)) == 3
        assert len(claim(storage, limit=3)) == 2

    def test_a_tickets_messages_wait_for_its_pictures(self, storage):
        draft_id = begin(storage)
        file = give(storage, draft_id)
        held, free = send(storage, draft_id), send(storage)
        assert {claimed.message.ticket_id for claimed in claim(storage)} == {free.id}
        storage.files.cleaned(file.id, clean=b"c", thumbnail=b"t")
        assert {claimed.message.ticket_id for claimed in claim(storage)} == {held.id}

    def test_a_refused_picture_holds_nothing_back(self, storage):
        draft_id = begin(storage)
        file = give(storage, draft_id)
        send(storage, draft_id)
        storage.files.refused(file.id, "broken")
        assert len(claim(storage)) == 2


class TestAttempts:
    def test_a_sent_message_is_done_and_its_data_deleted(self, storage):
        message = queued(storage, key="secret")
        claim(storage)
        storage.outbox.sent(message.id, now=NOW)
        assert claim(storage, NOW + timedelta(days=1)) == ()
        (row,) = rows(storage, outbox)
        assert (row.state, row.data, row.attempts) == ("sent", {}, 1)
        assert [(row.outbox_id, row.at, row.error) for row in rows(storage, attempts)] == [(message.id, NOW, "")]

    def test_a_failed_message_waits_for_its_next_attempt(self, storage):
        message = queued(storage, key="secret")
        claim(storage)
        storage.outbox.failed(message.id, error="451 later", now=NOW, next_attempt=NOW + timedelta(minutes=5))
        assert claim(storage, NOW + timedelta(minutes=4)) == ()
        (claimed,) = claim(storage, NOW + timedelta(minutes=5))
        assert (claimed.message, claimed.attempts) == (message, 1)

    def test_a_parked_message_waits_for_a_person(self, storage):
        message = queued(storage)
        claim(storage)
        storage.outbox.failed(message.id, error="550 no such user", now=NOW, next_attempt=None)
        assert claim(storage, NOW + timedelta(days=9)) == ()
        assert storage.outbox.parked() == (message,)
        assert storage.outbox.retry_parked(now=NOW + timedelta(days=9)) == 1
        assert storage.outbox.parked() == ()
        (claimed,) = claim(storage, NOW + timedelta(days=9))
        assert claimed.attempts == 0
        assert [row.error for row in rows(storage, attempts)] == ["550 no such user"]

    def test_an_attempt_at_a_message_that_is_gone_is_not_recorded(self, storage):
        storage.outbox.sent("gone", now=NOW)
        storage.outbox.failed("gone", error="x", now=NOW, next_attempt=None)
        assert not rows(storage, attempts)


class TestHealth:
    def test_an_empty_outbox_is_well(self, storage):
        assert storage.outbox.health(now=NOW) == OutboxHealth(0, 0, None, "")

    def test_pending_parked_the_oldest_due_and_the_last_error_are_told(self, storage):
        parked, waiting, due = queued(storage), queued(storage), queued(storage)
        storage.outbox.failed(parked.id, error="first", now=NOW, next_attempt=None)
        storage.outbox.failed(waiting.id, error="last", now=NOW, next_attempt=NOW + timedelta(hours=1))
        assert storage.outbox.health(now=NOW) == OutboxHealth(2, 1, NOW, "last")
        storage.outbox.sent(due.id, now=NOW)
        assert storage.outbox.health(now=NOW) == OutboxHealth(1, 1, None, "last")

    def test_an_error_is_forgotten_when_its_message_was_sent(self, storage):
        message = queued(storage)
        storage.outbox.failed(message.id, error="451", now=NOW, next_attempt=NOW)
        storage.outbox.sent(message.id, now=NOW)
        assert storage.outbox.health(now=NOW) == OutboxHealth(0, 0, None, "")
