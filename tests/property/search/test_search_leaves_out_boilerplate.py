"""Whatever the pages say, boilerplate is only taken away, and only what many of them repeat."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from search.articles.boilerplate import FEWEST_PAGES, without_boilerplate
from search.articles.sections import Section, plain

LINES = [
    "Was this page of help to you?",
    "Level: Beginner",
    "Level: Advanced",
    "Time: 5 minutes",
    "For: Admins",
    "Facts For: Admins Level: Beginner Time: 5 minutes Next: nothing. And on.",
    "Note: mind the gap.",
    "Click Save.",
    ":",
    "a: b: c:",
]
LINE = st.one_of(st.sampled_from(LINES), st.text(max_size=30))
TEXT = st.lists(LINE, max_size=6).map(lambda lines: plain("\n".join(lines).replace("<", "")))
PAGES = st.lists(
    st.lists(st.tuples(st.sampled_from(["Facts", "One", "Two"]), TEXT), min_size=1, max_size=3), max_size=12
)


def sections(pages: list[list[tuple[str, str]]]) -> list[Section]:
    return [
        Section(
            location=f"{page}/#{at}" if at else f"{page}/",
            page_location=f"{page}/",
            path=f"{page}.md",
            page_title="Page",
            title=title,
            headings=("Page", title),
            text=text,
            tags=(),
            boost=1.0,
            description="",
            language="en",
        )
        for page, parts in enumerate(pages)
        for at, (title, text) in enumerate(parts)
    ]


@given(pages=PAGES)
def test_text_is_only_taken_away_and_nothing_else_changes(pages: list[list[tuple[str, str]]]):
    before = sections(pages)
    after = without_boilerplate(before)
    for was, kept in zip(before, after, strict=True):
        rest = iter(was.text)
        assert all(character in rest for character in kept.text)  # in this order
        assert all(line == line.strip() != "" for line in kept.text.splitlines())
        assert (was.location, was.title, was.headings) == (kept.location, kept.title, kept.headings)


@given(pages=PAGES)
def test_a_line_of_few_pages_without_labels_stays(pages: list[list[tuple[str, str]]]):
    before = sections(pages)
    seen = Counter(
        line for lines in ({line for _, text in page for line in text.split("\n")} for page in pages) for line in lines
    )
    for was, kept in zip(before, without_boilerplate(before), strict=True):
        rare = [line for line in was.text.split("\n") if seen[line] < FEWEST_PAGES and ":" not in line]
        assert not Counter(rare) - Counter(kept.text.split("\n"))


@given(pages=PAGES, data=st.data())
def test_the_order_of_the_pages_makes_no_difference(pages: list[list[tuple[str, str]]], data: st.DataObject):
    before = sections(pages)
    order = {f"{page}/": place for page, place in enumerate(data.draw(st.permutations(range(len(pages)))))}
    turned = sorted(before, key=lambda section: order[section.page_location])
    after = {section.location: section.text for section in without_boilerplate(before)}
    assert {section.location: section.text for section in without_boilerplate(turned)} == after
