from collections import Counter
from urllib.parse import parse_qs, urlsplit

from bench.search_http_visitors import visitors

TITLES = [f"title {letter}" for letter in "abcdefghij"]


def test_a_visitor_types_letter_by_letter_and_asks_all_of_it_at_the_rest():
    asked = [parse_qs(urlsplit(ask.path).query) for ask in visitors(["one way"], 1, seed=1)]

    assert [one["q"][0] for one in asked] == ["one", "one w", "one wa", "one way", "one way"]
    assert [one["way"][0] for one in asked] == ["typing"] * 4 + ["question"]


def test_what_is_wanted_most_is_wanted_about_twice_as_often_as_the_next():
    wholes = [ask.path for ask in visitors(TITLES, 3000, seed=1) if "way=question" in ask.path]
    often = [count for _, count in Counter(wholes).most_common()]

    assert len(often) == len(TITLES)
    assert 1.7 < often[0] / often[1] < 2.3
    assert 7 < often[0] / often[-1] < 14


def test_the_same_seed_is_the_same_visitors_and_each_has_an_address_of_their_own():
    first, again, other = (list(visitors(TITLES, 400, seed=seed)) for seed in (1, 1, 2))

    assert first == again
    assert first != other
    assert len({ask.address for ask in first}) == 400
