import sys
from concurrent.futures import ThreadPoolExecutor
from subprocess import PIPE, Popen
from threading import Barrier

from reporter.errors import Conflict, LimitReached
from reporter.journey.ports import UploadCaps
from reporter.storage.tables import events, evidence, evidence_bytes, outbox, tickets
from tests.fakes import NOW
from tests.integration.storage.building import (
    LATER,
    NO_CAPS,
    begin,
    give,
    messages_of,
    open_here,
    rows,
    send,
    ticket_of,
)


def at_once(work, times):
    """The results of `times` calls that begin together."""
    together = Barrier(times)

    def one(number):
        together.wait()
        return work(number)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_a_draft_sent_by_many_threads_is_one_ticket(storage):
    draft_id = begin(storage)
    got = at_once(lambda _: send(storage, draft_id), 6)
    assert len({ticket.id for ticket in got}) == 1
    assert len(rows(storage, tickets)) == len(rows(storage, events)) == 1
    assert len(rows(storage, outbox)) == 2


def test_different_drafts_do_not_hinder_each_other(tmp_path):
    storage = open_here(tmp_path, **NO_CAPS)
    got = at_once(lambda number: [send(storage, network=f"{number}") for _ in range(5)], 4)
    assert len({ticket.id for tickets_of_one in got for ticket in tickets_of_one}) == 20
    storage.close()


def test_one_of_many_tabs_writes_a_step_and_the_others_are_told(storage):
    draft_id = begin(storage)

    def keep(number):
        try:
            return storage.drafts.keep(draft_id, "problem", {"t": (str(number),)}, revision=0, now=NOW, expires=LATER)
        except Conflict:
            return None

    assert sorted(str(revision) for revision in at_once(keep, 5)) == ["1", "None", "None", "None", "None"]


def test_the_same_picture_given_and_removed_by_many_is_never_named_without_its_bytes(tmp_path):
    storage = open_here(tmp_path / "data", **NO_CAPS)

    def come_and_go(number):
        draft_id = begin(storage, network=str(number))
        for _ in range(6):
            file = give(storage, draft_id, b"the same", network=str(number))
            if number % 2:
                storage.files.remove(draft_id, file.id)

    at_once(come_and_go, 4)
    assert {storage.files.read(row.sha256) for row in rows(storage, evidence_bytes)} == {b"the same"}
    assert len(rows(storage, evidence)) == 2
    storage.close()


def test_no_more_drafts_than_the_cap_begin_together(tmp_path):
    storage = open_here(tmp_path, upload_caps=UploadCaps(drafts_an_hour=3))

    def try_one(_):
        try:
            return begin(storage)
        except LimitReached:
            return None

    assert sum(draft is not None for draft in at_once(try_one, 8)) == 3
    storage.close()


def test_two_processes_write_without_losing_or_doubling_anything(tmp_path):
    storage = open_here(tmp_path, **NO_CAPS)
    shared = [begin(storage) for _ in range(20)]
    program = (
        "import sys; from pathlib import Path;"
        "from tests.integration.storage.building import NO_CAPS, open_here, send;"
        "storage = open_here(Path(sys.argv[1]), **NO_CAPS);"
        "print(*(send(storage, draft).id for draft in sys.argv[2:])); storage.close()"
    )
    children = [
        Popen([sys.executable, "-c", program, tmp_path, *order], stdout=PIPE, text=True)  # the same drafts, both ways
        for order in (shared, shared[::-1])
    ]
    answers = [child.communicate()[0].split() for child in children]
    assert [child.returncode for child in children] == [0, 0]
    assert answers[0] == answers[1][::-1]
    assert len(rows(storage, tickets)) == 20
    assert len(rows(storage, outbox)) == 40
    storage.close()


def test_readers_see_whole_tickets_only_while_others_write(tmp_path):
    storage = open_here(tmp_path, **NO_CAPS)

    def work(number):
        for _ in range(15):
            if number:
                send(storage, network=str(number))
            else:
                for ticket in storage.tickets.newest(100):
                    assert len(ticket.events) == 1
        return True

    assert at_once(work, 3) == [True, True, True]
    storage.close()


def test_a_ticket_keeps_a_picture_that_is_cleaned_while_it_is_sent(storage):
    draft_id = begin(storage)
    file = give(storage, draft_id)
    ticket = ticket_of(draft_id, files=(file,))

    def work(number):
        if number:
            storage.files.cleaned(file.id, clean=b"clean", thumbnail=b"small")
        else:
            storage.tickets.submit(ticket, messages_of(ticket), network="net")

    at_once(work, 2)
    (kept,) = storage.files.of_ticket(ticket.id)
    assert storage.files.read(kept.clean) == b"clean"
