"""Incidents in a folder: cState's files as they are, broken ones named, the others unharmed."""

from datetime import UTC, datetime

import pytest

from reporter.errors import Unavailable
from reporter.incidents.local import read_folder

GOOD = """---
title: Calls to Ireland fail
date: 2026-11-20 16:05:00
severity: disrupted
affected:
  - Outgoing calls
  - SIP trunks
---
# Calls to Ireland fail

*Investigating* - Calls to **+353** end with [503](../calls/503.md "x"). See `sip_trunk_a`.
{{< track "2026-11-20 16:05:00" >}}

Second paragraph.
"""


def read(folder, text, name="2026-11-20-ireland.md"):
    (folder / name).write_text(text, encoding="utf-8")
    return read_folder(folder)


def front(**fields):
    base = {"title": "T", "date": "2026-11-20 16:05:00"} | fields
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in base.items()) + "---\nText\n"


def only(reading):
    assert reading.mistakes == ()
    (incident,) = reading.incidents
    return incident


def test_a_file_becomes_an_incident(tmp_path):
    incident = only(read(tmp_path, GOOD))
    assert (incident.id, incident.title, incident.kind, incident.impact) == (
        "2026-11-20-ireland", "Calls to Ireland fail", "incident", "major",
    )  # fmt: skip
    assert incident.components == ("Outgoing calls", "SIP trunks")
    assert incident.started == datetime(2026, 11, 20, 16, 5, tzinfo=UTC)
    assert incident.resolved is None
    assert incident.location == "incidents/2026-11-20-ireland/"
    assert incident.summary == "Investigating - Calls to +353 end with 503. See sip_trunk_a."


@pytest.mark.parametrize(("severity", "impact"), [("notice", "minor"), ("disrupted", "major"), ("down", "critical")])
def test_severities_of_cstate_are_our_impacts(tmp_path, severity, impact):
    assert only(read(tmp_path, front(severity=severity))).impact == impact


def test_maintenance_is_neither_incident_nor_impact(tmp_path):
    incident = only(read(tmp_path, front(kind="maintenance", severity="down")))
    assert (incident.kind, incident.impact) == ("maintenance", "maintenance")


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2026-11-20 16:05:00", (16, 5)),
        ("2026-11-20T16:05:00+02:00", (14, 5)),
        ("'2026-11-20 16:05'", (16, 5)),
        ("'2026-11-20 16:05:00 +0000 UTC'", (16, 5)),
        ("2026-11-20", (0, 0)),
    ],
)
def test_times_are_utc_unless_they_say_otherwise(tmp_path, written, utc):
    assert only(read(tmp_path, front(date=written))).started == datetime(2026, 11, 20, *utc, tzinfo=UTC)


def test_a_resolved_incident_has_its_end(tmp_path):
    incident = only(read(tmp_path, front(resolved="true", resolvedWhen="2026-11-20 17:00:00")))
    assert incident.resolved == datetime(2026, 11, 20, 17, tzinfo=UTC)


def test_a_resolved_incident_without_its_end_ended_when_the_file_was_written(tmp_path):
    incident = only(read(tmp_path, front(date="2020-01-01", resolved="true")))
    assert incident.resolved > datetime(2026, 1, 1, tzinfo=UTC)


def test_announcements_and_index_pages_are_no_incidents(tmp_path):
    (tmp_path / "index.md").write_text("# Incidents\n")
    (tmp_path / "notes.txt").write_text("no")
    reading = read(tmp_path, front(informational="true"))
    assert (reading.incidents, reading.mistakes) == ((), ())


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "# no front matter",
        "---\ntitle: [unclosed\n---\n",
        "---\n- a list\n---\n",
        "---\ntitle: T\n---\n",
        "---\n" + "[" * 5000 + "\n---\n",
        "---\na: &a [x,x]\nb: &b [*a,*a]\n---\n",
        "\x00\x01",
        front(title="''"),
        front(title="x" * 300),
        front(date="soon"),
        front(date="2026-13-45"),
        front(date="'2026-13-45 10:00'"),
        front(severity="apocalypse"),
        front(severity="[down]"),
        front(affected="{a: b}"),
        front(resolved="true", resolvedWhen="later"),
        "---\ntitle: !!python/object/apply:os.system ['true']\n---\n",
        "---\n" + "x" * 300_000 + "\n---\n",
    ],
)
def test_a_broken_file_is_named_and_stops_no_other(tmp_path, broken):
    (tmp_path / "good.md").write_text(GOOD)
    reading = read(tmp_path, broken, name="broken.md")
    assert [incident.id for incident in reading.incidents] == ["good"]
    (mistake,) = reading.mistakes
    assert "broken.md" in mistake


def test_a_file_in_another_encoding_is_named(tmp_path):
    (tmp_path / "latin.md").write_bytes(front(title="Störung").encode("latin-1"))
    assert "latin.md" in read_folder(tmp_path).mistakes[0]


def test_a_half_saved_file_keeps_what_was_known_of_it(tmp_path):
    before = read(tmp_path, GOOD).incidents
    (tmp_path / "2026-11-20-ireland.md").write_text(GOOD[:40])
    after = read_folder(tmp_path, before)
    assert after.incidents == before
    assert len(after.mistakes) == 1


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(Unavailable, match="cannot be read"):
        read_folder(tmp_path / "gone")


@pytest.mark.parametrize(
    ("body", "summary"),
    [
        ("", ""),
        ("# Only a heading", ""),
        ("```\ncode\n```\n\nAfter the code.", "After the code."),
        ("<!-- hidden -->\n\n<div>raw</div>\n\nSeen.", "Seen."),
        ("A <b>bold</b> ***word*** and `code`", "A bold word and code"),
        ("5 * 3 is fifteen", "5 * 3 is fifteen"),
        ("word " * 100, ("word " * 59).strip() + "…"),
    ],
)
def test_the_summary_is_the_first_paragraph_as_plain_text(tmp_path, body, summary):
    assert only(read(tmp_path, front().replace("Text\n", body))).summary == summary


@pytest.mark.parametrize("unclosed", ["{{<", "<!--", "```\n", "[", "![a](", "<b", "**a"])
def test_marks_that_never_close_leave_a_short_summary(tmp_path, unclosed):
    assert len(only(read(tmp_path, front().replace("Text\n", unclosed * 20_000))).summary) <= 300
