"""A policy with the files that stand beside it: one hash, one stored text, the same policy again."""

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.config import policy_file, policy_source
from reporter.errors import Misconfigured
from reporter.policy.hours import closed_because, due
from reporter.policy.load import load_policy
from reporter.policy.source import MARK, PolicySource, file_names

SHIPPED = (Path(__file__).parents[3] / "policy.yml").read_text("utf-8")
YARD = "  yard: {{name: Yard, zone: Europe/London, week: {{mon-fri: 08:00-18:00}}, holidays: {{files: [{names}]}}}}\n"
CLOSED = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261124\nSUMMARY:Moving house\nEND:VEVENT\nEND:VCALENDAR\n"


NO_CALENDAR = (
    "`page.ics` cannot be read: this is no iCalendar file, which is UTF-8 text and begins with `BEGIN:VCALENDAR`"
)


def with_files(*names: str) -> str:
    before, calendars, after = SHIPPED.partition("\ncalendars:\n")
    return before + calendars + YARD.format(names=", ".join(names)) + after


def told(text: str, files: dict[str, bytes]) -> list[str]:
    with pytest.raises(Misconfigured) as refused:
        load_policy(text, files=files)
    return str(refused.value).splitlines()


def test_days_out_of_a_file_are_not_worked():
    yard = load_policy(with_files("closed.ics"), files={"closed.ics": CLOSED}).calendar("yard")
    assert closed_because(yard, datetime(2026, 11, 24, 12, tzinfo=UTC)) == "Moving house"
    assert due(datetime(2026, 11, 23, 18, tzinfo=UTC), yard.day_length, yard).day == 25


def test_the_first_file_that_names_a_day_gives_it_its_name():
    files = {"a.ics": CLOSED, "b.ics": CLOSED.replace(b"Moving house", b"Another name")}
    assert load_policy(with_files("b.ics", "a.ics"), files=files).calendar("yard").filed == (
        (date(2026, 11, 24), "Another name"),
    )


def test_a_file_that_is_missing_or_none_is_one_mistake_at_its_place():
    lines = told(with_files("none.ics", "closed.ics", "page.ics"), {"closed.ics": CLOSED, "page.ics": b"<html>"})
    lines_before = with_files().partition("  yard:")[0].count("\n")
    number, column = lines_before + 1, YARD.format(names="!").index("!") + 1
    files = "calendars.yard.holidays.files"
    assert lines == [
        f"policy.yml:{number}:{column}: {files}[0]: there is no file `none.ics` beside the policy.",
        f"policy.yml:{number}:{column + 22}: {files}[2]: {NO_CALENDAR}.",
    ]


def test_the_hash_is_of_the_text_and_of_its_files():
    text = with_files("closed.ics")
    one = load_policy(text, files={"closed.ics": CLOSED})
    other = load_policy(text, files={"closed.ics": CLOSED.replace(b"1124", b"1125")})
    assert one.hash != other.hash
    assert PolicySource(SHIPPED).hash == hashlib.sha256(SHIPPED.encode()).hexdigest()


def test_what_was_stored_loads_the_same_policy_again():
    source = PolicySource(with_files("closed.ics"), {"closed.ics": CLOSED})
    again = PolicySource.unpack(source.pack())
    first = load_policy(source.text, files=source.files)
    assert load_policy(again.text, files=again.files) == first
    assert first.hash == source.hash == again.hash


def test_a_text_alone_packs_to_itself():
    assert PolicySource(SHIPPED).pack() == SHIPPED
    assert PolicySource.unpack(SHIPPED) == PolicySource(SHIPPED)


@given(st.text() | st.text().map(MARK.__add__), st.dictionaries(st.text(max_size=9), st.binary(), max_size=3))
def test_packing_loses_nothing(text, files):
    source = PolicySource(text, files)
    assert PolicySource.unpack(source.pack()) == source


@given(st.text() | st.sampled_from(["[]", "{}", '{"text": "a", "files": {"a": "!"}}', '{"text": 1, "files": 1}']))
def test_a_damaged_store_is_told(rest):
    with pytest.raises(Misconfigured, match="damaged"):
        PolicySource.unpack(MARK + rest)


def test_names_of_files_are_plain():
    text = "files: [a.ics, 'b-2.ics'] # not .ics, ../c.ics; d.ics\n- x/e.ics"
    assert file_names(text) == ("a.ics", "b-2.ics", "c.ics", "d.ics", "e.ics")
    assert file_names("files: [.hidden.ics, a.icsx]" + "a" * 200 + ".ics") == ()
    assert len(file_names(" ".join(f"f{number}.ics" for number in range(80)))) == 50


def test_files_are_read_that_stand_beside_the_policy(tmp_path):
    (tmp_path / "policy.yml").write_text(with_files("closed.ics"), "utf-8")
    (tmp_path / "closed.ics").write_bytes(CLOSED)
    (tmp_path / "other.ics").write_bytes(CLOSED)
    assert policy_source(tmp_path / "policy.yml").files == {"closed.ics": CLOSED}
    assert policy_file(tmp_path / "policy.yml").calendar("yard").filed == ((date(2026, 11, 24), "Moving house"),)


def test_what_is_no_file_beside_the_policy_is_told_as_missing(tmp_path):
    (tmp_path / "policy.yml").write_text(with_files("closed.ics"), "utf-8")
    (tmp_path / "closed.ics").mkdir()
    with pytest.raises(Misconfigured, match=r"there is no file `closed\.ics` beside the policy"):
        policy_file(tmp_path / "policy.yml")


def test_a_huge_file_is_not_read_whole(tmp_path):
    (tmp_path / "policy.yml").write_text(with_files("closed.ics"), "utf-8")
    with (tmp_path / "closed.ics").open("wb") as opened:
        opened.truncate(10**12)
    with pytest.raises(Misconfigured, match="more than 250,000 bytes"):
        policy_file(tmp_path / "policy.yml")
