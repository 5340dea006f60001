from dataclasses import replace
from datetime import timedelta

import pytest

from reporter.errors import LimitReached, NotFound
from reporter.incidents.incident import Incident, ServiceBoard
from reporter.tickets.ports import TicketCaps
from tests.fakes import NOW
from tests.integration.storage.building import an_incident, open_here

SOON = NOW + timedelta(minutes=1)


def say(storage, *said: Incident, source="local", now=NOW):
    return storage.incidents.replace(source, said, now=now)


def join(storage, incident_id="calls-fail", *, email="", call_id="", network="net", now=NOW):
    return storage.incidents.join(incident_id, email=email, call_id=call_id, network=network, now=now)


class TestBoard:
    def test_before_the_first_reading_nothing_is_known(self, storage):
        assert storage.incidents.board(now=NOW) == ServiceBoard((), None, fresh=False)

    def test_open_incidents_are_shown_newest_first_with_the_age_of_what_is_known(self, storage):
        old, new = an_incident(), an_incident(id="new", started=NOW)
        say(storage, old, new, an_incident(id="over", resolved=NOW))
        assert storage.incidents.board(now=SOON) == ServiceBoard((new, old), NOW, fresh=True)

    def test_work_that_ends_later_is_still_on(self, storage):
        work = an_incident(kind="maintenance", impact="maintenance", resolved=SOON)
        assert say(storage, work) == ()
        assert storage.incidents.board(now=NOW).open == (work,)
        assert storage.incidents.board(now=SOON).open == ()

    def test_two_minutes_without_a_reading_are_too_long(self, storage):
        say(storage)
        assert storage.incidents.board(now=NOW + timedelta(seconds=120)).fresh
        assert not storage.incidents.board(now=NOW + timedelta(seconds=121)).fresh

    def test_a_source_that_fails_keeps_what_was_known_and_its_age(self, storage, incident):
        storage.incidents.failed("local", reason="unreadable", now=SOON)
        assert storage.incidents.board(now=SOON) == ServiceBoard((incident,), NOW, fresh=True)

    def test_a_source_that_never_answered_leaves_the_state_unknown(self, storage, incident):
        storage.incidents.failed("status page", reason="timeout", now=NOW)
        board = storage.incidents.board(now=NOW)
        assert (board.open, board.known_at, board.fresh) == ((incident,), None, False)

    def test_the_board_is_as_old_as_its_oldest_source(self, storage):
        say(storage, source="one", now=NOW)
        say(storage, source="two", now=SOON)
        assert storage.incidents.board(now=SOON).known_at == NOW

    def test_one_source_says_nothing_about_anothers(self, storage, incident):
        say(storage, an_incident(id="other"), source="two")
        say(storage, source="two")
        assert storage.incidents.board(now=NOW).open == (incident,)


class TestResolving:
    def test_an_incident_is_news_until_it_was_told_and_never_again(self, storage, incident):
        over = replace(incident, resolved=SOON)
        assert say(storage, over, now=SOON) == (over,)
        assert say(storage, over, now=SOON) == (over,)
        storage.incidents.told(incident.id)
        assert say(storage, over, now=SOON) == ()
        assert say(storage, incident, now=SOON) == ()
        assert say(storage, over, now=SOON) == ()

    def test_the_addresses_are_deleted_when_all_were_told(self, storage, incident):
        join(storage, email="ada@customer.example")
        (over,) = say(storage, replace(incident, resolved=SOON), now=SOON)
        storage.incidents.told(over.id)
        assert storage.incidents.joined_addresses(over.id) == ()

    def test_it_says_how_many_joined(self, storage, incident):
        join(storage, email="ada@customer.example")
        (over,) = say(storage, replace(incident, resolved=SOON), now=SOON)
        assert over.joined == 1

    def test_an_incident_first_seen_when_it_was_over_is_no_news(self, storage):
        assert say(storage, an_incident(resolved=NOW)) == ()
        assert say(storage, an_incident(resolved=NOW), now=SOON) == ()

    def test_a_withdrawn_incident_leaves_the_board_without_being_resolved(self, storage, incident):
        assert say(storage) == ()
        assert storage.incidents.board(now=NOW).open == ()
        with pytest.raises(NotFound):
            join(storage)
        say(storage, incident)
        over = replace(incident, resolved=SOON)
        assert say(storage, over, now=SOON) == (over,)

    def test_what_a_source_says_differently_is_taken_over(self, storage, incident):
        changed = replace(incident, title="All calls fail", components=("Everything",), impact="critical")
        say(storage, changed)
        assert storage.incidents.board(now=NOW).open == (changed,)


class TestJoining:
    def test_the_same_address_counts_once(self, storage, incident):
        assert join(storage, email="ada@customer.example").joined == 1
        assert join(storage, email=" Ada@Customer.example", call_id="x", network="other").joined == 1
        assert join(storage, email="bob@customer.example").joined == 2
        assert storage.incidents.joined_addresses(incident.id) == ("ada@customer.example", "bob@customer.example")

    def test_without_an_address_a_double_click_counts_once(self, storage, incident):
        assert join(storage, call_id="a").joined == 1
        assert join(storage, call_id="a").joined == 1
        assert join(storage, call_id="b").joined == 2
        assert join(storage, call_id="a", network="other").joined == 3
        assert storage.incidents.joined_addresses(incident.id) == ()

    def test_only_an_open_incident_is_joined(self, storage, incident):
        with pytest.raises(NotFound):
            join(storage, "never")
        say(storage, replace(incident, resolved=NOW))
        with pytest.raises(NotFound):
            join(storage)

    def test_one_network_joins_so_often_an_hour(self, tmp_path):
        storage = open_here(tmp_path, ticket_caps=TicketCaps(tickets_per_network=2))
        say(storage, an_incident())
        join(storage, email="a@x.example")
        join(storage, email="b@x.example")
        with pytest.raises(LimitReached):
            join(storage, email="c@x.example")
        assert join(storage, email="c@x.example", network="other").joined == 3
        assert join(storage, email="d@x.example", now=NOW + timedelta(hours=1)).joined == 4
        storage.close()
