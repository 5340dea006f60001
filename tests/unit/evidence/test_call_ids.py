import pytest

from reporter.evidence.call_ids import CallIds, read_call_ids

SEEN_IN_THE_WILD = [
    "a1145e7a-d2a2-4863-ab26-c56d8908c927",  # PJSIP
    "1808150176@192.168.7.101",  # Yate
    "DBAC09D2-6DF111D6-8011CA07-21C8AF3B@192.168.1.174",  # Cisco CUBE
    "8OmtYUU8EdlafUh4g4jiAw..",  # CounterPath
    "1RLuVzzBClYCf2",
    "x9~-Wq3zTk",  # Linphone
    "1///1-25433@127.0.0.1",  # SIPp with three parties
    "!!:q1w2e3",  # Kamailio with hidden topology
    "intmethword(ack)`/[]?{}<>:\\\"'@%+*_.-~!",
]


def test_call_ids_as_real_devices_make_them_are_taken_as_they_are():
    assert read_call_ids("\n".join(SEEN_IN_THE_WILD)) == CallIds(tuple(SEEN_IN_THE_WILD), ())


def test_case_is_kept_and_each_is_counted_once():
    assert read_call_ids("Abc@x\nabc@x\n\nAbc@x").ids == ("Abc@x", "abc@x")


@pytest.mark.parametrize(
    "pasted",
    ["Call-ID: abc@host", "call-id:abc@host", "CALL-ID : \tabc@host", "i: abc@host", "I : abc@host", "  abc@host\r",
     "\u200babc@host\ufeff", "\u00a0abc@host", "abc@host,", "abc@host; "],
)  # fmt: skip
def test_a_pasted_header_or_stray_mark_is_understood(pasted):
    assert read_call_ids(pasted) == CallIds(("abc@host",), ())


def test_several_on_a_line_may_stand_with_commas_or_semicolons_between():
    assert read_call_ids("a@h, b@h;c@h").ids == ("a@h", "b@h", "c@h")


def test_an_id_that_begins_like_a_compact_header_is_kept():
    assert read_call_ids("i:27@host").ids == ("i:27@host",)


@pytest.mark.parametrize(
    "line", ["the call this morning", "a@b@c", "@host", "abc@", "naïve@host", "a@h, not one", "x" * 256]
)
def test_a_line_that_is_none_is_named_whole(line):
    assert read_call_ids(f"good@host\n  {line}\nalso@host") == CallIds(("good@host", "also@host"), (line,))


def test_nothing_typed_is_nothing_found():
    assert read_call_ids(" \n , ;\n") == CallIds((), ())
