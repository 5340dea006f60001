import pytest

from reporter.errors import NotFound
from tests.fakes import NOW
from tests.integration.storage.building import begin, give, send


def pieces(folder):
    return sorted(path for path in (folder / "data/evidence").rglob("*") if path.is_file())


def test_a_draft_begun_beside_a_ticket_gets_its_pictures_and_no_byte_twice(storage, tmp_path):
    first = begin(storage)
    waiting, clean = give(storage, first, b"one", name="one.png"), give(storage, first, b"two", name="two.png")
    storage.files.cleaned(clean.id, clean=b"c", thumbnail=b"t")
    ticket, other = send(storage, first), begin(storage)
    before = pieces(tmp_path)

    storage.files.lend(ticket.id, other, now=NOW)
    storage.files.lend(ticket.id, other, now=NOW)

    lent = {file.name: file for file in storage.files.of_draft(other)}
    assert set(lent) == {"one.png", "two.png"}
    assert (lent["one.png"].state, lent["two.png"].state) == ("waiting", "clean")
    assert storage.files.read(lent["two.png"].clean) == b"c"
    assert pieces(tmp_path) == before
    assert {lent["one.png"].id, waiting.id} <= {file_id for file_id, _ in storage.files.waiting(10)}


def test_what_a_draft_removes_stays_with_the_ticket_that_lent_it(storage):
    first = begin(storage)
    give(storage, first, b"one")
    ticket, other = send(storage, first), begin(storage)
    storage.files.lend(ticket.id, other, now=NOW)
    (lent,) = storage.files.of_draft(other)

    storage.files.remove(other, lent.id)

    (kept,) = storage.files.of_ticket(ticket.id)
    assert storage.files.read(dict(storage.files.waiting(9))[kept.id]) == b"one"


def test_nothing_is_lent_to_a_draft_that_is_gone(storage):
    first = begin(storage)
    give(storage, first, b"one")
    ticket = send(storage, first)
    with pytest.raises(NotFound):
        storage.files.lend(ticket.id, "gone", now=NOW)
