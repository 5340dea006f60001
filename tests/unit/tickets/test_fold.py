"""A ticket is the fold of its events, and survives being stored."""

import json
from dataclasses import replace

import pytest

from reporter.tickets.data import from_data, to_data
from reporter.tickets.fold import fold
from reporter.tickets.ticket import Event, Promise
from tests.fakes import NOW, a_file, a_report, a_ticket


def test_a_ticket_comes_back_from_json_as_it_went():
    ticket = a_ticket(report=a_report(files=(a_file(),)))
    stored = json.loads(json.dumps(to_data(ticket)))
    assert from_data(stored) == replace(ticket, events=())


def test_a_promise_without_a_time_comes_back_without_one():
    assert from_data(to_data(a_ticket(promise=Promise(None)))).promise.first_answer_by is None


def test_a_ticket_of_an_older_version_is_read_and_has_the_level_of_its_report():
    data = json.loads(json.dumps(to_data(a_ticket())))
    data["promise"] = {"first_answer_by": data["promise"]["first_answer_by"]}
    del data["report"]["severity"]["chosen"]

    old = from_data(data)

    assert (old.level, old.promise.changes, old.promise.because) == ("critical", (), "")
    assert not old.report.severity.chosen


def test_a_ticket_sent_before_there_were_questions_and_lines_is_read_without_them():
    data = json.loads(json.dumps(to_data(a_ticket())))
    del data["line"], data["report"]["questions"]

    old = from_data(data)

    assert (old.line, old.report.questions.answers) == ("", ())


def test_events_and_live_files_are_not_in_the_data():
    data = to_data(replace(a_ticket(), files=(a_file(),)))
    assert "events" not in data
    assert "files" not in data


def test_the_first_event_folds_to_the_ticket():
    ticket = a_ticket()
    assert fold(ticket.events) == ticket


def test_a_corrected_address_replaces_the_ticket_s_but_not_what_was_sent():
    ticket = a_ticket()
    event = Event(ticket.id, 2, "address_corrected", NOW, {"email": "ada@new.example"})
    folded = fold((*ticket.events, event))
    assert folded.email == "ada@new.example"
    assert folded.report.contact.email == "ada@customer.example"
    assert [known.number for known in folded.events] == [1, 2]


def test_events_that_do_not_start_with_the_submission_are_no_ticket():
    with pytest.raises(ValueError, match="first event"):
        fold([Event("t1", 1, "address_corrected", NOW, {"email": "a@b.example"})])


def test_an_unknown_kind_of_event_is_never_passed_over():
    ticket = a_ticket()
    with pytest.raises(ValueError, match="exploded"):
        fold((*ticket.events, Event(ticket.id, 2, "exploded", NOW, {})))
