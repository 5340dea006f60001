"""What the page that shows before and after is made of."""

from reporter.evidence.redaction import Redactor
from reporter.evidence.redaction.preview import LONGEST_LINE, MOST_CHANGES, Change, preview

BEFORE = "line 1\nline 2\nFrom: <sip:1001@example.com>;tag=1\nline 4\nline 5\n"


def text_of(fragments) -> str:
    return "".join(text for _, text in fragments)


def test_changed_lines_are_shown_with_a_line_before_and_after():
    after = BEFORE.replace("1001", "num-bcdfghjk.d4")

    shown = preview(BEFORE, after)

    assert [change.number for change in shown] == [2, 3, 4]
    assert [change.changed for change in shown] == [False, True, False]
    assert shown[0] == Change(2, (("same", "line 2"),), (("same", "line 2"),))


def test_the_stretches_that_changed_are_marked():
    shown = preview("a=1 secret=x b=2 key=y", "a=1 secret=redacted b=2 key=redacted")

    assert shown[0].before == (("same", "a=1 secret="), ("out", "x"), ("same", " b=2 key="), ("out", "y"))
    assert shown[0].after == (("same", "a=1 secret="), ("in", "redacted"), ("same", " b=2 key="), ("in", "redacted"))


def test_fragments_put_together_are_the_lines():
    before = "\r\n".join(f"to sip:{number}@10.0.0.{number % 250} and on" for number in range(50))
    after = Redactor(b"k", ["numbers", "addresses"]).text(before)

    for change in preview(before, after):
        assert text_of(change.before) == before.split("\r\n")[change.number - 1]
        assert text_of(change.after) == after.split("\r\n")[change.number - 1]


def test_nothing_changed_is_nothing_to_show():
    assert preview(BEFORE, BEFORE) == ()


def test_of_many_changes_the_first_are_shown_and_it_is_said_that_there_are_more():
    before = "x\n" * 10_000

    shown = preview(before, before.replace("x", "y"))

    assert len(shown) == MOST_CHANGES
    assert [change.last for change in shown] == [False] * (MOST_CHANGES - 1) + [True]


def test_the_last_of_few_changes_has_none_after_it():
    assert not any(change.last for change in preview("x\n" * 10, "y\n" * 10))


def test_a_long_line_is_cut():
    shown = preview("x " * 100_000, "y " * 100_000)

    assert len(text_of(shown[0].before)) == LONGEST_LINE
