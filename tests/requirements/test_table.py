"""The table is whole, and what is said of it is so."""

from tests.requirements.__main__ import Ledger
from tests.requirements.table import POLICIES, marked, open_rows, policy_of, rows

COUNTS = {"connexcs": 33, "portal": 26, "tiledesk": 30, "sharpen": 53, "communicado": 51}


def test_the_table_has_every_row_of_the_five_policies():
    expected = [f"{seed}-{number:02}" for seed, name in POLICIES.items() for number in range(1, COUNTS[name] + 1)]

    assert list(rows()) == expected
    assert all(rows().values())


def test_every_row_is_either_claimed_by_a_test_or_open_and_never_both():
    claimed, left = set(marked()), set(open_rows())

    assert {row: marked()[row] for row in claimed & left} == {}, "strike these from tests/requirements/open.txt"
    assert set(rows()) - claimed - left == set(), "write these into tests/requirements/open.txt, with a reason"


def test_no_mark_and_no_open_row_is_unknown():
    unknown = {row: places for row, places in marked().items() if row not in rows()}

    assert unknown == {}
    assert set(open_rows()) <= set(rows())


def test_every_open_row_has_a_reason():
    assert [row for row, reason in open_rows().items() if len(reason) < 10] == []


def test_every_row_belongs_to_a_policy():
    assert {policy_of(row) for row in rows()} == set(COUNTS)


def test_a_row_is_proven_only_when_it_has_tests_and_all_of_them_passed():
    ledger = Ledger(claims={"a": {"one", "two"}, "b": {"one"}, "c": {"three"}}, passed={"one"}, failed={"two"})

    assert ledger.why_not("a") == "not passed: two"
    assert ledger.why_not("b") == ""
    assert ledger.why_not("c") == "not passed: three"
    assert ledger.why_not("d") == "no test is marked with it"
