from datetime import datetime
from pathlib import Path

import pytest

from reporter.evidence.pasted import Record, read_pasted

at = datetime.fromisoformat
TRACES = Path(__file__).parents[2] / "evidence" / "traces"


def records(text: str) -> tuple[Record, ...]:
    return read_pasted(text).records


def test_a_portals_export_with_semicolons_and_german_dates():
    read = read_pasted((TRACES / "records-portal.csv").read_bytes().decode())

    assert read.form == "call records"
    assert read.records == (
        Record(
            call_id="9b1deb4d3b7d4bad@192.0.2.10",
            at=at("2026-11-22 10:15:02"),
            duration=95.0,
            caller="+4930555001",
            callee="+4930555012",
            final=200,
        ),
        Record(
            call_id="0f8fad5bd9cb469f@192.0.2.10",
            at=at("2026-11-22 10:17:40"),
            duration=0.0,
            caller="+4930555001",
            callee="+4930555013",
            final=486,
        ),
    )


def test_freeswitch_records_know_the_talk_from_the_ringing_and_the_channel_from_the_call():
    read = read_pasted((TRACES / "records-freeswitch.csv").read_text())

    assert [record.call_id for record in read.records] == [
        "6b1f0a5e-41d2-123d-b2a4-5254000c1f6e",
        "7c2f0a5e-41d2-123d-b2a4-5254000c1f6e",
    ]
    assert [(record.duration, record.reason) for record in read.records] == [
        (95.0, "NORMAL_CLEARING"),
        (0.0, "USER_BUSY"),
    ]
    assert read.unsure == ()


def test_records_of_asterisk_name_no_call_id_and_the_reading_says_so():
    read = read_pasted((TRACES / "records-asterisk.csv").read_text())

    assert (read.form, read.records, read.unsure) == ("call records", (), ())
    assert "no column with the SIP Call-ID" in read.notes[0].text


def test_json_records_one_on_a_line():
    read = read_pasted((TRACES / "records.jsonl").read_text())

    assert read.form == "JSON call records"
    assert [record.call_id for record in read.records] == ["1-2345-abc@192.0.2.10", "2-2345-abc@192.0.2.10"]
    assert read.records[0].at == at("2026-11-22 10:15:02Z")
    assert read.records[1].reason == "USER_BUSY"
    assert read.text.count("sip_call_id") == 1


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_separator_that_people_use(separator):
    rows = [["date", "call-id", "caller"], ["2026-11-22 10:15:02", "abc-12345@192.0.2.1", "1001"]]

    found = records("\n".join(separator.join(row) for row in rows))

    assert [(record.call_id, record.caller) for record in found] == [("abc-12345@192.0.2.1", "1001")]


@pytest.mark.parametrize(
    "name",
    ["Call-ID", "callid", "SIP Call ID", "sip_call_id", "Call-ID (SIP)", "A-Leg Call-ID", "Original Call-ID", "CallId"],
)
def test_the_names_that_a_column_of_call_ids_has(name):
    assert [one.call_id for one in records(f"start,{name}\n10:00:01,abc-12345@x\n")] == ["abc-12345@x"]


@pytest.mark.parametrize("name", ["uniqueid", "uuid", "linkedid", "Caller ID", "id", "session-id", "bleg_uuid"])
def test_the_names_of_other_ids(name):
    assert records(f"start,{name},duration\n10:00:01,abc-12345@x,5\n") == ()


def test_both_legs_of_a_row():
    found = records("start,a-leg call-id,b-leg call-id\n2026-11-22 10:15:02,first-12345,second-6789\n")

    assert [record.call_id for record in found] == ["first-12345", "second-6789"]


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-22T10:15:02+01:00", at("2026-11-22 09:15:02Z")),
        ("2026-11-22 10:15:02 UTC", at("2026-11-22 10:15:02Z")),
        ("1795342502", at("2026-11-22 10:15:02Z")),
        ("1795342502.250", at("2026-11-22 10:15:02.250000Z")),
        ("1795342502250", at("2026-11-22 10:15:02.250000Z")),
        ("11/22/2026 10:15:02 PM", at("2026-11-22 22:15:02")),
        ("11/22/2026 12:15:02 AM", at("2026-11-22 00:15:02")),
        ("22/11/2026 10:15", at("2026-11-22 10:15:00")),
        ("22.11.2026, 10:15:02", at("2026-11-22 10:15:02")),
        ("Nov 22, 2026 10:15:02", at("2026-11-22 10:15:02")),
        ("Sun, 22 Nov 2026 10:15:02 +0100", at("2026-11-22 09:15:02Z")),
        ("Sun Nov 22 10:15:02 2026", at("2026-11-22 10:15:02")),
        ("22/Nov/2026:10:15:02 +0000", at("2026-11-22 10:15:02Z")),
        ("Sun Nov 22 2026 10:15:02 GMT+0300 (MSK)", at("2026-11-22 07:15:02Z")),
        ("22 Nov 2026 10:15:02 GMT", at("2026-11-22 10:15:02Z")),
        ("2026-11-22 10:15:02 CET", at("2026-11-22 10:15:02")),
        ("2026-11-22", at("2026-11-22 00:00:00")),
        ("2026-02-31 10:15:02", at("0001-01-01 10:15:02")),
        ("soon", None),
    ],
)
def test_dates_in_the_forms_that_exports_have(written, moment):
    assert records(f"start\tcall_id\n{written}\tabc-12345@192.0.2.1\n")[0].at == moment


def test_a_column_settles_whether_the_day_comes_first():
    table = "start,call_id\n03/02/2026 10:00,first-12345\n25/02/2026 10:00,second-6789\n"

    assert records(table)[0].at == at("2026-02-03 10:00:00")


def test_a_day_that_may_be_two_days_is_unknown():
    assert records("start,call_id\n03/02/2026 10:00,first-12345\n")[0].at == at("0001-01-01 10:00:00")


def test_a_table_in_the_middle_of_a_mail_ends_where_the_prose_goes_on():
    text = (
        "Hello,\n\nStart,Call-ID,To\n10:00:01,abc-12345@x,123\n10:00:02,abc-67890@x,123\n\nBest, Jane, Example, Ltd\n"
    )

    assert [record.call_id for record in records(text)] == ["abc-12345@x", "abc-67890@x"]


def test_a_quote_that_is_never_closed_ends_the_table():
    assert records('start,call_id\n10:00:01,abc-12345@x\n"10:00:02,' + "x" * 200_000)[0].call_id == "abc-12345@x"
