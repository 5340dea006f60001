from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from reporter.errors import Conflict
from reporter.storage.tables import evidence, evidence_bytes
from reporter.tickets.fold import fold
from reporter.tickets.ticket import Event
from tests.fakes import NOW
from tests.integration.storage.building import LATER, a_message, begin, give, give_trace, rows, send
from tests.traces import a_reading

LEASE = timedelta(minutes=1)
few = settings(max_examples=40, deadline=None)
texts = st.lists(st.text(max_size=20), max_size=3).map(tuple)


@few
@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("wait"), st.integers(1, 90)),
            st.tuples(st.just("claim"), st.integers(1, 3)),
            st.tuples(st.sampled_from(["sent", "failed", "parked"]), st.integers(0, 5)),
        ),
        max_size=30,
    )
)
def test_no_message_is_ever_leased_to_two(new_storage, actions):
    with new_storage() as storage:
        messages = [a_message() for _ in range(4)]
        storage.outbox.add(messages, now=NOW)
        now, leases, ended = NOW, {}, set()
        for action, number in actions:
            if action == "wait":
                now += timedelta(seconds=number)
            elif action == "claim":
                for claimed in storage.outbox.claim(now=now, lease=LEASE, limit=number):
                    assert leases.get(claimed.message.id, now) <= now
                    assert claimed.message.id not in ended
                    leases[claimed.message.id] = now + LEASE
            elif leases:
                message_id = sorted(leases)[number % len(leases)]
                del leases[message_id]
                if action == "sent":
                    storage.outbox.sent(message_id, now=now)
                else:
                    storage.outbox.failed(
                        message_id, error="x", now=now, next_attempt=None if action == "parked" else now
                    )
                if action != "failed":
                    ended.add(message_id)
        late = now + LEASE
        left = {claimed.message.id for claimed in storage.outbox.claim(now=late, lease=LEASE)}
        assert left == {message.id for message in messages} - ended


@few
@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["a@x.example", "b@x.example"])), max_size=6))
def test_the_projection_equals_the_fold_of_the_events(new_storage, corrections):
    with new_storage() as storage:
        ticket = send(storage)
        for stale, email in corrections:
            known = storage.tickets.by_id(ticket.id)
            number = len(known.events) + (not stale)
            event = Event(ticket.id, number, "address_corrected", NOW + timedelta(minutes=number), {"email": email})
            changed = replace(known, email=email, events=(*known.events, event))
            try:
                storage.tickets.append(changed, event, ())
            except Conflict:
                assert stale
            stored = storage.tickets.by_id(ticket.id)
            assert stored == (known if stale else changed)
            assert fold(stored.events) == stored


@few
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["problem", "contact"]),
            st.dictionaries(st.text(max_size=8), texts, max_size=3),
            st.integers(0, 3),
        ),
        max_size=10,
    )
)
def test_no_tab_overwrites_what_it_has_not_seen(new_storage, writes):
    with new_storage() as storage:
        draft, key = storage.drafts.start(network="net", now=NOW, expires=LATER)
        model = {}
        for step, raw, revision in writes:
            stored = model.get(step)
            try:
                got = storage.drafts.keep(draft.id, step, raw, revision=revision, now=NOW, expires=LATER)
            except Conflict:
                assert stored
                assert stored[1] != revision
                assert stored[0] != raw
                continue
            assert stored is None or stored[0] == raw or stored[1] == revision
            model[step] = (raw, got)
            assert got == (1 if stored is None else stored[1] + (stored[0] != raw))
        opened = storage.drafts.open(key, now=NOW)
        assert {step: (kept.raw, kept.revision) for step, kept in opened.steps.items()} == model


def change_trace(storage, draft_id, action, hours, data):
    """Give one, or change the draft's first."""
    if action == "trace":
        give_trace(storage, draft_id, b"sealed" + data, fingerprint=data.hex(), redacted=data, capture=b"c")
    for file in [file for file in storage.files.of_draft(draft_id) if file.kind == "trace"][:1]:
        if action == "settle":
            storage.files.settle_trace(draft_id, file.id, reading=a_reading(), redacted=b"r", capture=data)
        elif action == "keep":
            storage.files.keep_original(draft_id, file.id, hours)


@few
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["give", "trace", "settle", "keep", "remove", "clean", "refuse", "send", "discard", "forget", "purge"]
            ),
            st.integers(0, 2),
            st.sampled_from([b"a", b"b", b"c"]),
        ),
        max_size=25,
    )
)
def test_bytes_are_on_the_disk_as_long_as_a_row_names_them(new_storage, actions):
    with new_storage() as storage:
        drafts = [begin(storage) for _ in range(3)]
        for action, which, data in actions:
            draft_id = drafts[which]
            files = storage.files.of_draft(draft_id)
            if action == "give":
                give(storage, draft_id, data)
            elif action in {"trace", "settle", "keep"}:
                change_trace(storage, draft_id, action, which, data)
            elif action == "forget":
                storage.files.purge_originals(now=LATER)
            elif action == "remove" and files:
                storage.files.remove(draft_id, files[0].id)
            elif action == "clean" and files:
                storage.files.cleaned(files[0].id, clean=data, thumbnail=b"b")
            elif action == "refuse" and files:
                storage.files.refused(files[0].id, "no")
            elif action == "send":
                assert send(storage, draft_id, files=files).report.files == files
                drafts[which] = begin(storage)
            elif action == "discard":
                storage.drafts.discard(draft_id)
                drafts[which] = begin(storage)
            elif action == "purge":
                storage.tickets.purge(before=LATER)
        originals = {row.evidence_id for row in rows(storage, evidence_bytes) if row.role == "original"}
        sent = [row for row in rows(storage, evidence) if row.ticket_id and row.kind == "trace"]
        assert all(row.original_until for row in sent if row.id in originals)
        named = {row.sha256 for row in rows(storage, evidence_bytes)}
        for sha256 in named:
            assert storage.files.read(sha256)
        assert set(storage.files._contents.older(NOW.replace(year=2100))) == named
