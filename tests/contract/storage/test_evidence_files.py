import os
from datetime import UTC, timedelta
from datetime import datetime as moment

import pytest

from reporter.errors import LimitReached, NotFound
from reporter.journey.ports import UploadCaps
from reporter.storage.tables import evidence_bytes
from tests.fakes import NOW
from tests.integration.storage.building import begin, give, open_here, rows, send


def stored(folder):
    return sorted(path for path in (folder / "data/evidence").rglob("*") if path.is_file())


def original(storage, file):
    return dict(storage.files.waiting(100))[file.id]


class TestAccepting:
    def test_a_picture_is_quarantined_with_all_that_is_known_of_it(self, storage):
        draft_id = begin(storage)
        file = give(storage, draft_id, b"12345", name='"><svg onload>.png')
        assert (file.name, file.size, file.width, file.height) == ('"><svg onload>.png', 5, 8, 6)
        assert (file.state, file.clean, file.thumbnail) == ("waiting", "", "")
        assert storage.files.of_draft(draft_id) == (file,)
        assert storage.files.read(original(storage, file)) == b"12345"

    @pytest.mark.parametrize("name", ["../../x", "\x00", "a\r\nb", "/etc/passwd", "\u202egnp.exe", "n" * 4000])
    def test_a_file_name_never_becomes_a_path(self, storage, tmp_path, name):
        give(storage, begin(storage), name=name)
        (path,) = stored(tmp_path)
        assert path.relative_to(tmp_path / "data/evidence").as_posix().replace("/", "").isalnum()

    def test_the_same_bytes_again_are_the_same_file(self, storage, tmp_path):
        draft_id = begin(storage)
        first = give(storage, draft_id)
        assert give(storage, draft_id, name="again.png") == first
        storage.files.cleaned(first.id, clean=b"c", thumbnail=b"t")
        assert give(storage, draft_id).id == first.id
        other = give(storage, begin(storage))
        assert other.id != first.id

    def test_the_same_bytes_in_two_drafts_lie_on_the_disk_once(self, storage, tmp_path):
        give(storage, begin(storage))
        give(storage, begin(storage))
        assert len(stored(tmp_path)) == 1

    def test_a_draft_that_is_gone_takes_nothing(self, storage, tmp_path):
        with pytest.raises(NotFound):
            give(storage, "gone")
        assert not stored(tmp_path)

    def test_only_their_owner_reads_the_files(self, storage, tmp_path):
        give(storage, begin(storage))
        assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "data/evidence").rglob("*"))
        assert (tmp_path / "data/lifering.db").stat().st_mode & 0o077 == 0


class TestCaps:
    @pytest.mark.parametrize(
        ("limits", "sentence"),
        [
            ({"file_bytes": 9}, "larger"),
            ({"files": 1}, "takes 1 screenshots"),
            ({"draft_bytes": 19}, "together"),
            ({"network_bytes_a_day": 19}, "network today"),
            ({"disk_free": 10**18}, "no room"),
        ],
    )
    def test_each_is_said_in_a_sentence_and_leaves_no_bytes(self, tmp_path, limits, sentence):
        storage = open_here(tmp_path / "data", upload_caps=UploadCaps(**{"disk_free": 0, **limits}))
        draft_id = begin(storage)

        def give_two():
            give(storage, draft_id, b"0123456789")
            give(storage, draft_id, b"9876543210")

        with pytest.raises(LimitReached, match=sentence):
            give_two()
        assert len(stored(tmp_path)) == len(storage.files.of_draft(draft_id))
        storage.close()

    def test_a_network_may_go_on_after_a_day_and_others_at_once(self, tmp_path):
        storage = open_here(tmp_path, upload_caps=UploadCaps(disk_free=0, network_bytes_a_day=10))
        draft_id = begin(storage)
        give(storage, draft_id, b"0123456789")
        with pytest.raises(LimitReached):
            give(storage, draft_id, b"x")
        give(storage, draft_id, b"x", network="another")
        give(storage, draft_id, b"y", now=NOW + timedelta(days=1))
        storage.close()


class TestChanging:
    def test_a_description_is_kept(self, storage):
        draft_id = begin(storage)
        file = give(storage, draft_id)
        storage.files.describe(draft_id, file.id, "the phone's display")
        assert storage.files.of_draft(draft_id)[0].description == "the phone's display"

    def test_another_draft_changes_and_removes_nothing(self, storage):
        draft_id, other = begin(storage), begin(storage)
        file = give(storage, draft_id)
        with pytest.raises(NotFound):
            storage.files.describe(other, file.id, "mine")
        storage.files.remove(other, file.id)
        assert storage.files.of_draft(draft_id) == (file,)

    def test_bytes_go_with_the_last_row_that_names_them(self, storage, tmp_path):
        one, two = begin(storage), begin(storage)
        first, second = give(storage, one), give(storage, two)
        storage.files.remove(one, first.id)
        assert len(stored(tmp_path)) == 1
        storage.files.remove(two, second.id)
        assert not stored(tmp_path)

    def test_pictures_go_with_the_ticket(self, storage):
        draft_id = begin(storage)
        file = give(storage, draft_id)
        ticket = send(storage, draft_id, files=(file,))
        assert storage.files.of_draft(draft_id) == ()
        assert storage.files.of_ticket(ticket.id) == (file,)
        assert storage.tickets.by_id(ticket.id).files == (file,)

    def test_a_deleted_ticket_leaves_no_bytes(self, storage, tmp_path):
        draft_id = begin(storage)
        file = give(storage, draft_id)
        send(storage, draft_id)
        storage.files.cleaned(file.id, clean=b"clean", thumbnail=b"small")
        assert len(stored(tmp_path)) == 2
        storage.tickets.purge(before=NOW + timedelta(seconds=1))
        assert not stored(tmp_path)


class TestCleaning:
    def test_copies_take_the_place_of_the_original(self, storage, tmp_path):
        draft_id = begin(storage)
        file = give(storage, draft_id)
        storage.files.cleaned(file.id, clean=b"clean", thumbnail=b"small")
        (after,) = storage.files.of_draft(draft_id)
        assert after.state == "clean"
        assert storage.files.read(after.clean) == b"clean"
        assert storage.files.read(after.thumbnail) == b"small"
        assert len(stored(tmp_path)) == 2
        assert storage.files.waiting(10) == ()

    def test_a_copy_equal_to_the_original_is_not_deleted_with_it(self, storage):
        draft_id = begin(storage)
        file = give(storage, draft_id, b"same")
        storage.files.cleaned(file.id, clean=b"same", thumbnail=b"same")
        (after,) = storage.files.of_draft(draft_id)
        assert storage.files.read(after.clean) == storage.files.read(after.thumbnail) == b"same"

    def test_a_refused_picture_says_why_and_stays_in_quarantine(self, storage):
        draft_id = begin(storage)
        file = give(storage, draft_id)
        storage.files.refused(file.id, "It is no picture.")
        (after,) = storage.files.of_draft(draft_id)
        assert (after.state, after.reason) == ("refused", "It is no picture.")
        assert storage.files.waiting(10) == ()
        assert [row.role for row in rows(storage, evidence_bytes)] == ["original"]

    def test_the_oldest_is_first_in_line(self, storage):
        draft_id = begin(storage)
        second = give(storage, draft_id, b"2", now=NOW)
        first = give(storage, draft_id, b"1", now=NOW - timedelta(minutes=1))
        assert [file_id for file_id, _ in storage.files.waiting(10)] == [first.id, second.id]
        assert len(storage.files.waiting(1)) == 1

    def test_a_picture_removed_while_it_was_cleaned_leaves_nothing(self, storage, tmp_path):
        draft_id = begin(storage)
        file = give(storage, draft_id)
        storage.files.remove(draft_id, file.id)
        storage.files.cleaned(file.id, clean=b"clean", thumbnail=b"small")
        storage.files.refused(file.id, "late")
        assert not stored(tmp_path)

    def test_what_is_settled_once_stays_so(self, storage):
        draft_id = begin(storage)
        file = give(storage, draft_id)
        storage.files.cleaned(file.id, clean=b"clean", thumbnail=b"small")
        storage.files.refused(file.id, "late")
        storage.files.cleaned(file.id, clean=b"other", thumbnail=b"tiny")
        (after,) = storage.files.of_draft(draft_id)
        assert (after.state, storage.files.read(after.clean)) == ("clean", b"clean")


class TestSweeping:
    def test_bytes_nobody_names_are_deleted_after_an_hour(self, storage, tmp_path):
        named = give(storage, begin(storage), b"named")
        evidence = tmp_path / "data/evidence"
        orphan, half = evidence / "ab" / ("c" * 62), evidence / "incoming/half"
        orphan.parent.mkdir(exist_ok=True)
        orphan.write_bytes(b"lost")
        half.write_bytes(b"ha")
        written = moment.now(UTC)
        assert storage.sweep(now=written) == 0
        for path in stored(tmp_path):
            os.utime(path, (written.timestamp() - 3700, written.timestamp() - 3700))
        assert storage.sweep(now=written) == 1
        assert not orphan.exists()
        assert not half.exists()
        assert storage.files.read(original(storage, named)) == b"named"


class TestRetention:
    def test_pictures_of_old_tickets_lose_their_bytes_and_keep_their_names(self, storage, tmp_path):
        draft_id = begin(storage)
        file = give(storage, draft_id, b"12345")
        ticket = send(storage, draft_id=draft_id)
        assert storage.files.purge(before=NOW - timedelta(days=1)) == 0

        assert storage.files.purge(before=NOW + timedelta(days=1)) == 1

        (left,) = storage.files.of_ticket(ticket.id)
        assert (left.name, left.state, left.clean) == (file.name, "deleted", "")
        assert stored(tmp_path) == []
        assert storage.files.purge(before=NOW + timedelta(days=2)) == 0

    def test_a_draft_keeps_its_pictures_as_long_as_it_lives(self, storage):
        give(storage, begin(storage))
        assert storage.files.purge(before=NOW + timedelta(days=1000)) == 0
