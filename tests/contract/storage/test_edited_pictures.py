"""An edited picture goes for the one it was made of, and nothing is lost on the way."""

from datetime import timedelta

import pytest

from reporter.errors import LimitReached
from reporter.journey.ports import UploadCaps
from tests.fakes import NOW
from tests.integration.storage.building import begin, give, give_trace, open_here


def stored(folder):
    return {path.read_bytes() for path in (folder / "data/evidence").rglob("*") if path.is_file()}


def edit(storage, draft_id, data, former_id):
    about = {"name": "screen.png", "media_type": "image/png", "width": 8, "height": 6, "network": "net"}
    return storage.files.accept(draft_id, data, **about, now=NOW + timedelta(minutes=1), instead_of=former_id)


def test_an_edited_picture_takes_the_place_and_the_words_of_the_one_before(storage, tmp_path):
    draft_id = begin(storage)
    former, other = give(storage, draft_id), give(storage, draft_id, b"other", now=NOW + timedelta(seconds=1))
    storage.files.describe(draft_id, former.id, "The error page")
    edited = edit(storage, draft_id, b"edited", former.id)
    first, second = storage.files.of_draft(draft_id)
    assert (first.id, first.description, second.id) == (edited.id, "The error page", other.id)
    assert stored(tmp_path) == {b"edited", b"other"}


def test_no_picture_takes_the_place_of_a_trace(storage):
    draft_id = begin(storage)
    trace = give_trace(storage, draft_id)
    edited = edit(storage, draft_id, b"edited", trace.id)
    assert {file.id for file in storage.files.of_draft(draft_id)} == {trace.id, edited.id}


def test_an_edited_picture_is_the_same_however_often_it_arrives(storage):
    draft_id = begin(storage)
    former = give(storage, draft_id)
    edited = edit(storage, draft_id, b"edited", former.id)
    assert edit(storage, draft_id, b"edited", former.id).id == edited.id
    assert edit(storage, draft_id, b"edited", edited.id).id == edited.id
    assert [file.id for file in storage.files.of_draft(draft_id)] == [edited.id]


def test_what_is_edited_into_another_picture_of_the_draft_leaves_that_one_as_it_is(storage):
    draft_id = begin(storage)
    former, other = give(storage, draft_id), give(storage, draft_id, b"other")
    storage.files.describe(draft_id, other.id, "The log")
    assert edit(storage, draft_id, b"other", former.id).id == other.id
    assert [(file.id, file.description) for file in storage.files.of_draft(draft_id)] == [(other.id, "The log")]


def test_editing_changes_nothing_of_another_draft(storage):
    theirs = begin(storage)
    foreign = give(storage, theirs)
    edit(storage, begin(storage), b"edited", foreign.id)
    assert storage.files.of_draft(theirs) == (foreign,)


def test_a_full_draft_has_room_for_an_edited_picture_and_a_refused_one_takes_nothing_away(tmp_path):
    storage = open_here(tmp_path, upload_caps=UploadCaps(files=1, file_bytes=10, disk_free=0))
    draft_id = begin(storage)
    edited = edit(storage, draft_id, b"edited", give(storage, draft_id).id)
    with pytest.raises(LimitReached):
        edit(storage, draft_id, b"far too large", edited.id)
    assert [file.id for file in storage.files.of_draft(draft_id)] == [edited.id]
    storage.close()
