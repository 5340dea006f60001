"""The policy in use follows its file when it is good, and stays as it was when it is not."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from reporter.config import policy_source
from reporter.errors import Misconfigured, Unavailable
from reporter.policy.load import load_policy
from reporter.policy_in_use import NOT_JUDGED, CurrentPolicy, Kept
from tests.fakes import NOW

SHIPPED = (Path(__file__).parents[2] / "policy.yml").read_text("utf-8")
RENAMED = SHIPPED.replace("Harbour Voice", "Quay Voice")
WRONG = SHIPPED.replace("retention:", "retentoin:")
YARD = "  yard: {name: Yard, zone: Europe/London, week: {mon-fri: 08:00-18:00}, holidays: {files: [closed.ics]}}\n"
WITH_DAYS = SHIPPED.replace("\ncalendars:\n", f"\ncalendars:\n{YARD}")
CLOSED = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:{}\nSUMMARY:Moving house\nEND:VEVENT\nEND:VCALENDAR\n"


@dataclass
class MemoryPolicies:
    """`away`: how many times more it does not answer."""

    kept: list[Kept] = field(default_factory=list)
    away: int = 0

    def keep(self, text, policy_hash, now):
        if self.away:
            self.away -= 1
            raise Unavailable("The database does not answer.")
        self.kept.append(Kept(text, now))

    def last(self):
        return self.kept[-1] if self.kept else None


def judge(source):
    return load_policy(source.text, files=source.files)


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "policy.yml"
    made.write_text(SHIPPED, "utf-8")
    return made


def began(file, *, store=None, judge=judge):
    """It looks each time it is asked."""
    current = CurrentPolicy(file, read=policy_source, judge=judge, now=lambda: NOW, pause=0)
    current.begin(store or MemoryPolicies())
    return current


def replaced(file, text):
    """As `mv` does it with a file that was written a while ago: nobody is writing it."""
    beside = file.with_name("beside")
    beside.write_text(text, "utf-8")
    os.utime(beside, (NOW.timestamp() - 60, NOW.timestamp() - 60))
    beside.replace(file)


def name(current):
    return current().policy.organisation.name


def test_a_good_file_takes_the_place_of_a_good_one(file):
    current = began(file)
    assert name(current) == "Harbour Voice"
    replaced(file, RENAMED)
    assert (name(current), current().refused) == ("Quay Voice", None)


def test_a_wrong_file_is_refused_with_every_mistake_until_a_good_one_comes(file):
    current = began(file)
    replaced(file, WRONG)
    refused = current().refused
    assert name(current) == "Harbour Voice"
    assert refused.since == NOW
    assert any("`retention`" in mistake for mistake in refused.mistakes)
    assert any("retention: is missing" in mistake for mistake in refused.mistakes)
    replaced(file, RENAMED)
    assert (name(current), current().refused) == ("Quay Voice", None)


def test_the_file_in_use_put_back_ends_the_refusal_and_nothing_else(file):
    current = began(file)
    before = current().policy
    replaced(file, WRONG)
    assert current().refused
    replaced(file, SHIPPED)
    assert (current().policy, current().refused) == (before, None)
    assert current().policy is before


def test_another_mistake_does_not_change_since_when_the_file_is_refused(file):
    moments = iter([NOW, NOW.replace(hour=18), NOW.replace(hour=19), NOW.replace(hour=20)])
    current = CurrentPolicy(file, read=policy_source, judge=judge, now=lambda: next(moments), pause=0)
    current.begin(MemoryPolicies())
    replaced(file, WRONG)
    first = current().refused
    replaced(file, "nothing")
    second = current().refused
    assert first.since == second.since == NOW.replace(hour=18)
    assert first.mistakes != second.mistakes


def test_a_file_that_is_gone_or_no_text_leaves_the_last_good_policy_and_says_no_folder(file):
    current = began(file)
    file.unlink()
    current()  # seen once: an editor may be about to put it back
    assert current().refused.mistakes[0].startswith("policy.yml: the policy cannot be read")
    assert str(file.parent) not in "".join(current().refused.mistakes)
    file.write_bytes(b"\xff\xfe\x00")
    current()
    assert "cannot be read" in current().refused.mistakes[0]
    assert name(current) == "Harbour Voice"


def test_a_half_written_file_is_never_taken_even_when_its_half_is_a_good_policy(file):
    current = began(file)
    with file.open("w") as handle:
        handle.write(SHIPPED.replace("Harbour Voice", "Half Voice"))
        handle.flush()
        assert name(current) == "Harbour Voice"
        handle.write("# and so on\n")
        handle.flush()
        assert name(current) == "Harbour Voice"
        handle.truncate(0)
        handle.seek(0)
        handle.write(SHIPPED.replace("Harbour Voice", "Whole Voice"))
    assert name(current) == "Harbour Voice"
    assert name(current) == "Whole Voice"


def test_a_file_written_while_it_is_read_is_read_again(file):
    writing = [RENAMED]

    def judged(source):
        if "Half Voice" in source.text and writing:
            replaced(file, writing.pop())
        return judge(source)

    current = began(file, judge=judged)
    replaced(file, SHIPPED.replace("Harbour Voice", "Half Voice"))
    assert name(current) == "Harbour Voice"
    assert name(current) == "Quay Voice"


def test_a_changed_calendar_file_is_a_changed_policy(file):
    calendar = file.with_name("closed.ics")
    file.write_text(WITH_DAYS, "utf-8")
    replaced(calendar, CLOSED.format("20261124"))
    current = began(file)
    assert current().policy.calendar("yard").filed == ((date(2026, 11, 24), "Moving house"),)
    replaced(calendar, CLOSED.format("20261125"))
    current()
    assert current().policy.calendar("yard").filed == ((date(2026, 11, 25), "Moving house"),)
    calendar.unlink()
    current()
    assert "there is no file `closed.ics` beside the policy" in current().refused.mistakes[0]
    assert current().policy.calendar("yard").filed == ((date(2026, 11, 25), "Moving house"),)
    replaced(calendar, CLOSED.format("20261126"))
    current()
    assert current().policy.calendar("yard").filed == ((date(2026, 11, 26), "Moving house"),)


def test_a_new_policy_is_stored_before_it_is_in_use(file):
    store = MemoryPolicies()
    current = began(file, store=store)
    store.away = 1
    replaced(file, RENAMED)
    assert (name(current), len(store.kept)) == ("Harbour Voice", 1)
    current()
    assert name(current) == "Quay Voice"
    assert load_policy(store.last().text).hash == current().policy.hash


def test_a_mistake_in_what_judges_the_file_does_not_reach_those_who_ask(file):
    def judged(source):
        if "Quay Voice" in source.text:
            raise RuntimeError("a mistake of ours")
        return judge(source)

    current = began(file, judge=judged)
    replaced(file, RENAMED)
    assert current().refused.mistakes == (NOT_JUDGED,)
    assert name(current) == "Harbour Voice"


def test_those_who_ask_while_one_judges_do_not_wait(file):
    judging, may_end = threading.Event(), threading.Event()

    def judged(source):
        if "Quay Voice" in source.text:
            judging.set()
            assert may_end.wait(60)
        return judge(source)

    current = began(file, judge=judged)
    replaced(file, RENAMED)
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(current)
        assert judging.wait(60)
        assert {name(current) for _ in range(100)} == {"Harbour Voice"}
        may_end.set()
        assert looking.result(60).policy.organisation.name == "Quay Voice"


def test_a_start_with_a_wrong_file_goes_on_with_the_last_good_one_if_there_is_one(file):
    store = MemoryPolicies()
    began(file, store=store)
    replaced(file, WRONG)
    current = began(file, store=store)
    assert name(current) == "Harbour Voice"
    assert current().refused
    with pytest.raises(Misconfigured, match="retention"):
        began(file)


def test_a_last_good_policy_that_is_no_longer_one_leaves_the_mistakes_of_the_file(file):
    replaced(file, WRONG)
    with pytest.raises(Misconfigured, match="retention"):
        began(file, store=MemoryPolicies([Kept("what: another version understood", NOW)]))
