from datetime import timedelta

import pytest

from reporter.errors import LimitReached, NotFound
from reporter.journey.ports import UploadCaps
from tests.fakes import NOW
from tests.integration.storage.building import begin, give, give_trace, open_here, send
from tests.traces import a_call, a_reading

SEALED = b"sealed original"


def stored(folder):
    return sorted(path.read_bytes() for path in (folder / "data/evidence").rglob("*") if path.is_file())


class TestKeeping:
    def test_a_trace_is_there_at_once_with_what_was_read_of_it(self, storage):
        draft_id = begin(storage)
        file = give_trace(storage, draft_id)
        assert (file.kind, file.state, file.name, file.size) == ("trace", "clean", "call.pcap", 900)
        assert file.reading == a_reading()
        assert storage.files.of_draft(draft_id) == (file,)
        assert storage.files.read(file.redacted) == b"INVITE redacted"
        assert storage.files.read(file.capture) == b"pcap redacted"
        assert storage.files.read_original(file, now=NOW) == SEALED

    def test_a_text_has_no_redacted_capture(self, storage):
        assert give_trace(storage, begin(storage), capture=b"").capture == ""

    def test_the_worker_is_never_asked_to_make_one_anew(self, storage):
        give_trace(storage, begin(storage))
        assert storage.files.waiting(10) == ()

    def test_the_same_trace_again_is_the_same_file_and_leaves_nothing_on_the_disk(self, storage, tmp_path):
        draft_id = begin(storage)
        first = give_trace(storage, draft_id)
        before = stored(tmp_path)
        assert give_trace(storage, draft_id, b"sealed anew", name="again.pcap", redacted=b"other") == first
        assert stored(tmp_path) == before
        assert give_trace(storage, begin(storage)).id != first.id

    def test_a_draft_that_is_gone_takes_none(self, storage, tmp_path):
        with pytest.raises(NotFound):
            give_trace(storage, "gone")
        assert stored(tmp_path) == []

    def test_a_trace_stands_beside_pictures_and_is_described_and_removed_as_they_are(self, storage, tmp_path):
        draft_id = begin(storage)
        picture, file = give(storage, draft_id), give_trace(storage, draft_id, now=NOW + timedelta(seconds=1))
        storage.files.describe(draft_id, file.id, "the second attempt")
        assert [one.description for one in storage.files.of_draft(draft_id)] == ["", "the second attempt"]
        storage.files.remove(draft_id, file.id)
        assert storage.files.of_draft(draft_id) == (picture,)
        assert stored(tmp_path) == [b"picture"]


class TestCaps:
    @pytest.mark.parametrize(
        ("limits", "sentence"),
        [
            ({"trace_bytes": 899}, "trace is larger"),
            ({"files": 1}, "takes 1 screenshots and traces"),
            ({"draft_bytes": 1799}, "together"),
            ({"network_bytes_a_day": 1799}, "network today"),
            ({"disk_free": 10**18}, "no room"),
        ],
    )
    def test_each_is_said_without_a_word_of_pictures_and_leaves_no_bytes(self, tmp_path, limits, sentence):
        storage = open_here(tmp_path / "data", upload_caps=UploadCaps(**{"disk_free": 0, **limits}))
        draft_id = begin(storage)

        def give_two():
            give_trace(storage, draft_id)
            give_trace(storage, draft_id, b"more", fingerprint="f2", redacted=b"more redacted", capture=b"")

        with pytest.raises(LimitReached, match=sentence) as caught:
            give_two()
        assert "picture" not in str(caught.value)
        assert len(stored(tmp_path)) == 3 * len(storage.files.of_draft(draft_id))
        storage.close()

    def test_a_trace_may_be_larger_than_a_picture(self, tmp_path):
        storage = open_here(tmp_path, upload_caps=UploadCaps(disk_free=0, file_bytes=10))
        assert give_trace(storage, begin(storage))
        storage.close()


class TestSettling:
    def test_other_calls_take_the_place_of_those_chosen_before(self, storage, tmp_path):
        draft_id = begin(storage)
        file = give_trace(storage, draft_id)
        other = a_reading(calls=(a_call(chosen=False), a_call(call_id="other")))
        storage.files.settle_trace(draft_id, file.id, reading=other, redacted=b"other", capture=b"other pcap")
        (after,) = storage.files.of_draft(draft_id)
        assert after.reading == other
        assert after.reading.call_ids == ("other",)
        assert stored(tmp_path) == [b"other", b"other pcap", SEALED]

    def test_the_same_copies_again_stay(self, storage, tmp_path):
        draft_id = begin(storage)
        file = give_trace(storage, draft_id)
        storage.files.settle_trace(
            draft_id, file.id, reading=a_reading(), redacted=b"INVITE redacted", capture=b"pcap redacted"
        )
        assert storage.files.of_draft(draft_id) == (file,)
        assert len(stored(tmp_path)) == 3

    def test_another_draft_settles_nothing_and_leaves_nothing(self, storage, tmp_path):
        draft_id, other = begin(storage), begin(storage)
        file, picture = give_trace(storage, draft_id), give(storage, other)
        before = stored(tmp_path)
        for asked in ((other, file.id), (other, picture.id)):
            with pytest.raises(NotFound):
                storage.files.settle_trace(*asked, reading=a_reading(), redacted=b"x", capture=b"y")
            with pytest.raises(NotFound):
                storage.files.keep_original(*asked, 24)
        assert storage.files.of_draft(draft_id) == (file,)
        assert stored(tmp_path) == before


class TestOriginals:
    def test_sending_deletes_them_unless_the_requester_said_otherwise(self, storage, tmp_path):
        draft_id = begin(storage)
        file = give_trace(storage, draft_id)
        ticket = send(storage, draft_id, files=(file,))
        (sent,) = storage.files.of_ticket(ticket.id)
        assert (sent.original, sent.original_until, sent.reading) == ("", None, a_reading())
        assert ticket.files == (sent,)
        assert stored(tmp_path) == [b"INVITE redacted", b"pcap redacted"]
        with pytest.raises(NotFound, match="deleted"):
            storage.files.read_original(sent, now=NOW)

    def test_on_the_requester_s_word_they_stay_for_the_hours_that_were_said(self, storage, tmp_path):
        draft_id = begin(storage)
        file = give_trace(storage, draft_id)
        storage.files.keep_original(draft_id, file.id, 48)
        ticket = send(storage, draft_id, files=storage.files.of_draft(draft_id))
        (sent,) = ticket.files
        end = NOW + timedelta(hours=48)
        assert (sent.original_hours, sent.original_until) == (48, end)
        assert storage.files.read_original(sent, now=end - timedelta(seconds=1)) == SEALED

        with pytest.raises(NotFound):  # its bytes are still there
            storage.files.read_original(sent, now=end)
        assert storage.files.purge_originals(now=end - timedelta(seconds=1)) == 0
        assert storage.files.purge_originals(now=end) == 1
        assert stored(tmp_path) == [b"INVITE redacted", b"pcap redacted"]
        assert storage.files.purge_originals(now=end) == 0
        (left,) = storage.files.of_ticket(ticket.id)
        assert (left.original, left.original_until, left.redacted) == ("", end, sent.redacted)

    def test_a_word_taken_back_counts(self, storage):
        draft_id = begin(storage)
        file = give_trace(storage, draft_id)
        storage.files.keep_original(draft_id, file.id, 48)
        storage.files.keep_original(draft_id, file.id, 0)
        assert send(storage, draft_id, files=(file,)).files[0].original == ""

    def test_one_that_came_while_the_report_was_being_sent_is_deleted_too(self, storage, tmp_path):
        draft_id = begin(storage)
        give_trace(storage, draft_id)
        ticket = send(storage, draft_id, files=())
        assert [file.original for file in storage.files.of_ticket(ticket.id)] == [""]
        assert SEALED not in stored(tmp_path)

    def test_a_report_that_is_not_taken_keeps_them(self, storage):
        draft_id = begin(storage)
        file = give_trace(storage, draft_id)
        taken = send(storage).reference
        with pytest.raises(Exception, match="taken"):
            send(storage, draft_id, files=(file,), reference=taken)
        assert storage.files.read_original(storage.files.of_draft(draft_id)[0], now=NOW) == SEALED

    def test_a_draft_s_originals_go_with_it(self, storage, tmp_path):
        draft_id = begin(storage)
        give_trace(storage, draft_id)
        assert storage.files.purge_originals(now=NOW + timedelta(days=1000)) == 0
        storage.drafts.purge(now=NOW + timedelta(days=8))
        assert stored(tmp_path) == []


class TestLater:
    def test_a_trace_is_lent_with_its_copies_and_without_its_original(self, storage, tmp_path):
        draft_id = begin(storage)
        file = give_trace(storage, draft_id)
        storage.files.keep_original(draft_id, file.id, 48)
        ticket, other = send(storage, draft_id, files=(file,)), begin(storage)
        before = stored(tmp_path)
        storage.files.lend(ticket.id, other, now=NOW)
        storage.files.lend(ticket.id, other, now=NOW)
        (lent,) = storage.files.of_draft(other)
        assert (lent.original, lent.original_hours, lent.original_until) == ("", 0, None)
        assert (lent.redacted, lent.capture, lent.reading) == (file.redacted, file.capture, file.reading)
        assert stored(tmp_path) == before
        send(storage, other, files=(lent,))
        (first,) = storage.files.of_ticket(ticket.id)
        assert storage.files.read_original(first, now=NOW) == SEALED

    def test_old_traces_lose_their_bytes_and_what_was_read_of_them(self, storage, tmp_path):
        draft_id = begin(storage)
        file = give_trace(storage, draft_id)
        storage.files.keep_original(draft_id, file.id, 48)
        ticket = send(storage, draft_id, files=(file,))
        assert storage.files.purge(before=NOW + timedelta(days=1)) == 1
        (left,) = storage.files.of_ticket(ticket.id)
        assert (left.name, left.state, left.reading) == ("call.pcap", "deleted", None)
        assert (left.redacted, left.capture, left.original) == ("", "", "")
        assert stored(tmp_path) == []
