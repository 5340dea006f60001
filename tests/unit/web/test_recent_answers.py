from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.web.recent import AGE, LONGEST, LONGEST_ASKED, MOST, MOST_BYTES, RecentAnswers

TITLES = ("One-way audio", "Calls drop after 32 seconds", "Übergabe von Anrufen")
HERE, ELSEWHERE = "a network", "another network"


@dataclass
class Clock:
    at: float = 1000.0

    def __call__(self) -> float:
        return self.at


def kept(recent: RecentAnswers, text: str, body: bytes = b"{}", *, asked: bytes = b"") -> None:
    recent.keep(text, body, asked or text.encode(), compressed=False, network=HERE)


def got(recent: RecentAnswers, text: str, *, network: str = HERE, compressed: bool = False) -> bytes | None:
    return recent.get(text.encode(), compressed=compressed, network=network)


@pytest.mark.parametrize("text", ["one-way audio", "AUDIO  one", "calls dr", "32 sec", "über", "ÜBERGABE", "", "?!"])
def test_words_of_titles_and_their_beginnings_are_shared_with_everybody(text: str):
    recent = RecentAnswers(TITLES)
    kept(recent, text, b"answer")

    assert got(recent, text, network=ELSEWHERE) == b"answer"


@pytest.mark.parametrize("text", ["one-way audio for smith", "smith", "audios", "calls 3222", "ways"])
def test_a_text_with_any_other_word_stays_in_its_network(text: str):
    recent = RecentAnswers(TITLES)
    kept(recent, text, b"answer")

    assert got(recent, text) == b"answer"
    assert got(recent, text, network=ELSEWHERE) is None


@pytest.mark.parametrize(
    "text",
    ["audio of ada@customer.example", "calls from +44 20 7946 0999", "10.0.0.7 calls", "a84b4c76e66710", "x\x00y"],
)
def test_what_scrubbing_takes_something_out_of_is_not_kept(text: str):
    recent = RecentAnswers(TITLES)
    kept(recent, text)

    assert got(recent, text) is None


def test_a_whole_problem_is_not_kept():
    recent = RecentAnswers(TITLES)
    kept(recent, ("audio " * LONGEST)[:LONGEST].strip())
    kept(recent, "calls " * LONGEST)
    kept(recent, "drop", asked=b"drop&" * LONGEST_ASKED)

    assert got(recent, ("audio " * LONGEST)[:LONGEST].strip()) == b"{}"
    assert got(recent, "calls " * LONGEST) is None
    assert got(recent, "drop&" * LONGEST_ASKED) is None


def test_who_takes_no_compressed_answer_gets_none():
    recent = RecentAnswers(TITLES)
    recent.keep("audio", b"packed", b"audio", compressed=True, network=HERE)

    assert got(recent, "audio") is None
    assert got(recent, "audio", compressed=True) == b"packed"


def test_an_answer_is_forgotten_some_time_after_it_was_last_asked():
    clock = Clock()
    recent = RecentAnswers(TITLES, clock=clock)
    kept(recent, "audio")
    clock.at += AGE - 1
    assert got(recent, "audio")
    clock.at += AGE - 1
    assert got(recent, "audio")
    clock.at += AGE

    assert got(recent, "audio") is None


def test_however_many_are_asked_only_the_last_are_kept():
    recent = RecentAnswers(TITLES)
    for number in range(MOST + 2):
        kept(recent, "audio", asked=b"%d" % number)
        assert got(recent, "0")  # asked again and again, so it is none of the oldest

    assert got(recent, "1") is None
    assert got(recent, "2") is None
    assert got(recent, "3")
    assert got(recent, f"{MOST + 1}")


def test_however_large_the_answers_are_only_so_many_bytes_are_kept():
    recent = RecentAnswers(TITLES)
    for number in range(10):
        kept(recent, "audio", bytes(MOST_BYTES // 8), asked=b"%d" % number)
    assert [got(recent, f"{number}") is not None for number in range(10)] == [False] * 3 + [True] * 7

    kept(recent, "audio", bytes(MOST_BYTES), asked=b"huge")
    assert got(recent, "huge") is None


def test_an_answer_kept_again_takes_no_more_room():
    recent = RecentAnswers(TITLES)
    kept(recent, "calls")
    for _ in range(20):
        kept(recent, "audio", bytes(MOST_BYTES // 3))

    assert got(recent, "calls")


@given(
    st.lists(st.tuples(st.sampled_from(["audio", "calls", "smith", "one drop"]), st.sampled_from([HERE, ELSEWHERE])))
)
def test_what_is_got_is_always_what_was_kept_for_it(asks: list[tuple[str, str]]):
    recent = RecentAnswers(TITLES)
    for text, network in asks:
        found = recent.get(text.encode(), compressed=False, network=network)
        assert found in {None, text.encode()}
        recent.keep(text, text.encode(), text.encode(), compressed=False, network=network)
        assert recent.get(text.encode(), compressed=False, network=network) == text.encode()
