"""Synthetic sections."""

import re
from itertools import islice
from pathlib import Path

from bench.corpus import GROWTH, synthetic
from bench.judged import read

DOCS = Path(__file__).parents[3] / "docs"


def vocabulary(sections) -> tuple[int, int]:
    words = [word for one in sections for word in re.findall(r"\w+", one.text.lower())]
    return len(words), len(set(words))


def test_the_same_sections_come_every_time():
    known = read(DOCS)

    assert list(islice(synthetic(known), 50)) == list(islice(synthetic(known), 50))


def test_a_page_has_several_sections_and_says_that_it_is_synthetic():
    known = read(DOCS)
    first, second, *_, last = islice(synthetic(known), 8)

    assert first.leads
    assert not second.leads
    assert first.page_location == second.page_location != last.page_location
    assert "synthetic" in first.title
    assert "synthetic" in first.path


def test_the_vocabulary_grows_as_in_real_text():
    known = read(DOCS)
    said, different = vocabulary(known)
    more, found = vocabulary([*known, *islice(synthetic(known), 6 * len(known))])

    assert 0.9 < found / (different * (more / said) ** GROWTH) < 1.1
