from dataclasses import replace
from datetime import timedelta

import pytest

from reporter.errors import Conflict, LimitReached, NotFound
from reporter.journey.ports import StoredStep, UploadCaps
from reporter.storage.tables import cap_uses, drafts, joins, outbox
from tests.fakes import NOW
from tests.integration.storage.building import LATER, a_message, begin, give, open_here, rows, send

TYPED = {"title": ("No calls",), "ticked": ("a", "b"), "empty": ("",)}


def keep(storage, draft_id, raw=TYPED, *, step="problem", revision=0, now=NOW, expires=LATER):
    return storage.drafts.keep(draft_id, step, raw, revision=revision, now=now, expires=expires)


class TestOpening:
    def test_a_key_opens_its_draft_with_all_that_was_typed(self, storage):
        draft, key = storage.drafts.start(network="net", now=NOW, expires=LATER)
        keep(storage, draft.id)
        opened = storage.drafts.open(key, now=NOW)
        assert (opened.id, opened.expires) == (draft.id, LATER)
        assert opened.steps == {"problem": StoredStep(TYPED, 1)}

    def test_a_key_has_at_least_128_bits_and_is_stored_hashed(self, storage):
        draft, key = storage.drafts.start(network="net", now=NOW, expires=LATER)
        assert len(key) >= 22
        assert key not in repr(rows(storage, drafts))
        assert draft.id != key

    @pytest.mark.parametrize("wrong", ["", "x", "\ud800", "a" * 10_000, "' OR 1=1 --"])
    def test_no_other_key_opens_anything(self, storage, wrong):
        begin(storage)
        assert storage.drafts.open(wrong, now=NOW) is None

    def test_it_knows_the_draft_it_was_begun_beside(self, storage):
        first, key = storage.drafts.start(network="net", now=NOW, expires=LATER)
        beside, its_key = storage.drafts.start(network="net", now=NOW, expires=LATER, together=first.id)
        assert (first.together, beside.together) == ("", first.id)
        assert storage.drafts.open(key, now=NOW).together == ""
        assert storage.drafts.open(its_key, now=NOW).together == first.id

    def test_an_expired_draft_is_gone(self, storage):
        draft, key = storage.drafts.start(network="net", now=NOW, expires=NOW + timedelta(hours=1))
        assert storage.drafts.open(key, now=NOW + timedelta(minutes=59))
        assert storage.drafts.open(key, now=NOW + timedelta(hours=1)) is None
        with pytest.raises(NotFound):
            keep(storage, draft.id, now=NOW + timedelta(hours=1))

    def test_a_sent_draft_is_gone(self, storage):
        draft, key = storage.drafts.start(network="net", now=NOW, expires=LATER)
        send(storage, draft.id)
        assert storage.drafts.open(key, now=NOW) is None
        with pytest.raises(NotFound):
            keep(storage, draft.id)

    def test_one_network_begins_so_many_drafts_an_hour(self, tmp_path):
        storage = open_here(tmp_path, upload_caps=UploadCaps(drafts_an_hour=2))
        begin(storage)
        begin(storage)
        with pytest.raises(LimitReached, match="network"):
            begin(storage)
        begin(storage, network="another")
        begin(storage, now=NOW + timedelta(hours=1))
        storage.close()


class TestKeeping:
    def test_each_change_gives_the_next_revision(self, storage):
        draft_id = begin(storage)
        assert keep(storage, draft_id) == 1
        assert keep(storage, draft_id, {"title": ("Other",)}, revision=1) == 2
        assert keep(storage, draft_id, {"name": ("Ada",)}, step="contact") == 1

    def test_the_same_again_is_no_change_whatever_the_page_was_shown_with(self, storage):
        draft_id = begin(storage)
        keep(storage, draft_id)
        assert keep(storage, draft_id, dict(TYPED)) == 1
        assert keep(storage, draft_id, dict(TYPED), revision=7) == 1

    def test_a_stale_tab_overwrites_nothing(self, storage):
        draft, key = storage.drafts.start(network="net", now=NOW, expires=LATER)
        keep(storage, draft.id)
        keep(storage, draft.id, {"title": ("Second",)}, revision=1)
        with pytest.raises(Conflict):
            keep(storage, draft.id, {"title": ("Stale",)}, revision=1, expires=LATER + timedelta(days=1))
        opened = storage.drafts.open(key, now=NOW)
        assert opened.steps["problem"] == StoredStep({"title": ("Second",)}, 2)
        assert opened.expires == LATER

    def test_keeping_pushes_the_expiry(self, storage):
        draft, key = storage.drafts.start(network="net", now=NOW, expires=NOW + timedelta(hours=1))
        keep(storage, draft.id, expires=LATER)
        keep(storage, draft.id, expires=LATER + timedelta(days=1))
        assert storage.drafts.open(key, now=NOW).expires == LATER + timedelta(days=1)

    def test_nothing_is_kept_of_a_draft_that_never_was(self, storage):
        with pytest.raises(NotFound):
            keep(storage, "none")


class TestEnding:
    def test_discarding_deletes_answers_and_pictures(self, storage, tmp_path):
        draft, key = storage.drafts.start(network="net", now=NOW, expires=LATER)
        keep(storage, draft.id)
        give(storage, draft.id)
        storage.drafts.discard(draft.id)
        storage.drafts.discard(draft.id)
        assert storage.drafts.open(key, now=NOW) is None
        assert not [path for path in (tmp_path / "data/evidence").rglob("*") if path.is_file()]

    def test_purging_deletes_only_what_has_expired(self, storage):
        gone = begin(storage, expires=NOW + timedelta(hours=1))
        stays = begin(storage, expires=NOW + timedelta(hours=3))
        give(storage, gone, b"shared")
        kept = give(storage, stays, b"shared")
        assert storage.drafts.purge(now=NOW + timedelta(hours=2)) == 1
        assert [row.id for row in rows(storage, drafts)] == [stays]
        assert storage.files.waiting(10) == ((kept.id, storage.files.waiting(1)[0][1]),)
        assert storage.files.read(storage.files.waiting(1)[0][1]) == b"shared"

    def test_many_are_purged_in_small_turns(self, storage, monkeypatch):
        monkeypatch.setattr("reporter.storage.drafts.PURGED_AT_ONCE", 4)
        for _ in range(9):
            begin(storage, expires=NOW)
        assert storage.drafts.purge(now=NOW) == 9
        assert storage.drafts.purge(now=NOW) == 0

    def test_networks_are_forgotten_after_a_day(self, storage, incident):
        send(storage, network="hash-of-a-network")
        storage.incidents.join(incident.id, email="", call_id="", network="hash-of-a-network", now=NOW)
        storage.drafts.purge(now=NOW + timedelta(hours=23))
        assert "hash-of-a-network" in repr(rows(storage, cap_uses)) + repr(rows(storage, joins))
        storage.drafts.purge(now=NOW + timedelta(hours=24))
        assert not rows(storage, cap_uses)
        assert "hash-of-a-network" not in repr(rows(storage, joins))

    def test_who_joined_an_incident_is_forgotten_a_month_after_it_is_over(self, storage, incident):
        storage.incidents.join(incident.id, email="ada@x.example", call_id="", network="net", now=NOW)
        over = NOW + timedelta(days=60)
        storage.drafts.purge(now=over)
        assert storage.incidents.joined_addresses(incident.id) == ("ada@x.example",)
        storage.incidents.replace("local", [replace(incident, resolved=over)], now=over)
        message = a_message(to="ada@x.example")
        storage.outbox.add([message], now=over)
        storage.outbox.sent(message.id, now=over)
        storage.drafts.purge(now=over + timedelta(days=29))
        assert "ada@x.example" in repr(rows(storage, joins))
        assert "ada@x.example" in repr(rows(storage, outbox))
        storage.drafts.purge(now=over + timedelta(days=30))
        assert not rows(storage, joins)
        assert not rows(storage, outbox)
