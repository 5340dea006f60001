"""The policy file: what is taken, and how its mistakes are told."""

import hashlib
from datetime import time, timedelta
from pathlib import Path

import pytest

from reporter.errors import Misconfigured
from reporter.policy.load import load_policy
from reporter.policy.model import Frame, Policy, WorkingTime

SHIPPED = (Path(__file__).parents[3] / "policy.yml").read_text()


def mistakes_in(text: str) -> list[str]:
    with pytest.raises(Misconfigured) as caught:
        load_policy(text)
    return str(caught.value).splitlines()


def changed(old: str, new: str) -> str:
    assert SHIPPED.count(old) >= 1, f"the shipped policy no longer has {old!r}"
    return SHIPPED.replace(old, new, 1)


def line_of(words: str, text: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


def test_the_shipped_policy_is_whole():
    policy = load_policy(SHIPPED)
    assert policy.organisation.name == "Harbour Voice"
    assert [level.code for level in policy.severities] == ["critical", "important", "minor"]
    assert policy.severity_of("important").first_answer[0].within == WorkingTime(4, "hour")
    assert policy.retention.tickets == timedelta(days=730)
    assert policy.statuses[0].kind == "open"
    required = {kind.code: [need.kind for need in kind.evidence if need.required] for kind in policy.problem_types}
    assert required["calls"] == required["quality"] == ["call_ids"]
    assert required["portal"] == ["screenshots"]
    assert required["other"] == []


def test_the_hash_is_that_of_the_text():
    assert load_policy(SHIPPED).hash == hashlib.sha256(SHIPPED.encode()).hexdigest()


def test_the_phone_number_stays_text_as_written():
    assert load_policy(SHIPPED).organisation.phone == "+44 20 7946 0123"


def test_a_week_names_days_ranges_and_lists_of_days():
    text = changed('mon-fri: ["08:00-18:00"]', 'mon-wed, fri: ["08:00-12:00", "13:00-18:00"]\n      sat: 10:00-24:00')
    week = load_policy(text).calendar("office").week
    assert set(week) == {"mon", "tue", "wed", "fri", "sat"}
    assert week["fri"] == (Frame(start=time(8), end=time(12)), Frame(start=time(13), end=time(18)))
    assert week["sat"] == (Frame(start=time(10), end=time(0)),)


def test_always_is_every_day_from_midnight_to_midnight():
    week = load_policy(SHIPPED).calendar("around_the_clock").week
    assert len(week) == 7
    assert set(week.values()) == {(Frame(start=time(0), end=time(0)),)}


MISTAKES = [
    ("  name: Harbour Voice", "  names: Harbour Voice", "organisation.names: unknown key; did you mean `name`?"),
    ("severity:\n", "severty:\n", "severty: unknown key; did you mean `severity`?"),
    ("reference_prefix: HV ", "reference_prefix: hv ", "must be 2 to 4 capital letters"),
    ("support_address: support@harbourvoice.example #", "support_address: support #", "must be one mail address"),
    ("kind: phone", "kind: fone", "did you mean `phone`?"),
    ("within: 4 hours", "within: 4 hour5", "expected a number and one of minutes, hours"),
    ("within: 4 hours", "within: 1 day", "a working day has no fixed length"),
    ("within: 4 hours", "within: 0 hours", "expected more than nothing"),
    ("tickets: 2 years", "tickets: 900 years", "at most 50 years"),
    ("calendar: office}", "calendar: offce}", "there is no calendar `offce` in this policy; did you mean `office`?"),
    ("[critical, important]", "[critical, imprtant]", "there is no severity `imprtant`"),
    ("none_of_these: minor", "none_of_these: mineur", "there is no severity `mineur`"),
    ("zone: Europe/London", "zone: Europe/Lodnon", "did you mean `Europe/London`?"),
    ("zone: Europe/London", "zone: ../../etc/passwd", "there is no time zone"),
    ('["08:00-18:00"]\n', '["08:00-18:00", "17:00-19:00"]\n', "must begin after the one before"),
    ('["08:00-18:00"]\n', '["00:00-24:00", "08:00-09:00"]\n', "must begin after the one before"),
    ('["08:00-18:00"]\n', '["18:00-08:00"]\n', "past midnight is written on both days"),
    ('["08:00-18:00"]\n', '["8-18"]\n', "expected such as `08:00-18:00`"),
    ('mon-fri: ["08:00-18:00"]', 'fri-mon: ["08:00-18:00"]', "is no day"),
    ('mon-fri: ["08:00-18:00"]', 'mon-fri: ["08:00-18:00"]\n      fri: ["08:00-09:00"]', "names fri a second time"),
    ('mon-fri: ["08:00-18:00"]', "mon-fri: []", "has no working time at all"),
    ("code: important\n", "code: critical\n", "a second time"),
    ("- One side cannot hear the other", "- Emergency calls fail", "an example must be the only one"),
    ("required: true\n", "required: perhaps\n", "expected true or false"),
    ("kind: open\n", "kind: closed\n", "its kind must be `open`"),
    ("choice: derived ", "choice: guessed ", "expected `derived` or `asked`"),
    ("    name: Works badly", "    name:", "nothing stands here"),
    ("    name: Works badly", f"    name: {'x' * 301}", "has 301 characters, 300 at most fit"),
    ("    name: Works badly", "    name: [a]", "must be text"),
    ("    name: Works badly", '    name: "a\\0b"', "control character"),
    ("    name: Works badly\n", "", "severities[1].name: is missing"),
    ("  - code: report\n", "  - code: Re port\n", "must be a code: small letters"),
    ("    name: Office hours", "    name: Office hours\n    code: office", "is not written here"),
    ("evidence: 90 days ", "evidence: [1] #", "is not text, expected a number"),
    ("      - kind: screenshots", "      - kind: call_ids", "a kind of evidence must be the only one"),
]


@pytest.mark.parametrize(("old", "new", "told"), MISTAKES)
def test_a_mistake_is_told_with_its_line_and_what_was_expected(old, new, told):
    text = changed(old, new)
    pairs = zip(SHIPPED.splitlines(), text.splitlines(), strict=False)
    line = next(number for number, (shipped, written) in enumerate(pairs, 1) if shipped != written)
    at = [int(mistake.split(":")[1]) for mistake in mistakes_in(text) if told in mistake]
    assert at, mistakes_in(text)
    assert at[0] in {line - 1, line, line + 1}  # a missing key is told where its mapping begins


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file():
    text = changed("kind: phone", "kind: fone").replace("zone: Europe/London", "zone: Europe/Lodnon", 1)
    mistakes = mistakes_in(text.replace("choice: derived", "chioce: derived").replace("4 hours", "4", 1))
    assert len(mistakes) == 4
    lines = [int(mistake.split(":")[1]) for mistake in mistakes]
    assert lines == sorted(lines)


def test_the_file_is_named_as_it_was_opened():
    with pytest.raises(Misconfigured, match=r"^/etc/lifering/promise\.yml:1:1: "):
        load_policy("[]", name="/etc/lifering/promise.yml")


def test_the_hash_cannot_be_written_in_the_file():
    assert "hash: unknown key" in mistakes_in(f"{SHIPPED}\nhash: abc\n")[0]


def test_a_level_without_examples_is_refused():
    first, last = SHIPPED.index("    examples:"), SHIPPED.index("    first_answer:")
    mistakes = mistakes_in(SHIPPED[:first] + "    examples: []\n" + SHIPPED[last:])
    place = f"policy.yml:{line_of('examples:', SHIPPED)}:5: severities[0].examples"
    assert mistakes == [f"{place}: needs one statement at least that a requester can tick."]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "must be a mapping"),
        ("just words", "must be a mapping"),
        ("[1, 2]", "must be a mapping"),
        ("a: [", ":1:5: while parsing"),
        ("organisation: {}\n\tphone: 1", ":2:1: "),
        ("a: &x [1]\nb: [*x, *x]", "anchors (&) and aliases (*) are not used"),
        ("a: &a [*a]", "anchors"),
        ("a: !!python/object/apply:os.system [id]", "tags (!) are not used"),
        ("[" * 100_000, "nested more than 12 deep"),
        ("a: " + "{b: " * 5_000, "nested more than 12 deep"),
        ("\n".join(" " * depth + "a:" for depth in range(300)), "nested more than 12 deep"),
        ("a: b\n---\nc: d", "single document"),
        ("a: b\x00", "may not stand in YAML"),
        ('a: "\\UFFFFFFFF"', "this is not YAML"),
        ("%YAML " + "9" * 5_000 + "\n---\na: b", "this is not YAML"),
        ("? [a]\n: b", "a key must be one word"),
        ("<<: {a: b}", "<<: unknown key"),
        ("a: b\n" * 200_000, "512,000 at most"),
    ],
)
def test_what_is_no_plain_mapping_is_refused_with_a_sentence(text, told):
    mistakes = mistakes_in(text)
    assert told in mistakes[0]
    assert all(len(mistake) < 700 for mistake in mistakes)


def test_a_repeated_key_is_told_with_both_lines():
    text = f"{SHIPPED}\nretention: {{}}\n"
    first, second = line_of("retention:", SHIPPED), text.count("\n")
    assert mistakes_in(text) == [
        f"policy.yml:{first}:1: retention: stands here twice, on line {first} and on line {second}."
    ]


def test_a_file_full_of_mistakes_is_told_in_a_hundred_lines():
    mistakes = mistakes_in("\n".join(f"key{number}: x" for number in range(5_000)))
    assert len(mistakes) == 101
    assert mistakes[-1].endswith("more mistakes.")


def test_a_policy_goes_through_json_and_comes_back_as_it_was(policy):
    copied = Policy.model_validate_json(policy.model_dump_json(by_alias=True))
    assert copied.model_copy(update={"hash": policy.hash}) == policy
