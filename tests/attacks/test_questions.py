"""A question may be anything that fits into a request: it is answered, in work that has a bound."""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.articles.rendering import sections_of_page
from search.index.build import build_index
from search.index.vocabulary import Vocabulary
from search.language.analysis import LONGEST_WORD, words
from search.language.evidence import Evidence
from search.retrieval.lexicon import Lexicon
from search.retrieval.query import Searcher
from search.retrieval.question import MOST_SAID, MOST_TAKEN_APART, MOST_TERMS, MOST_TEXT, Way, read_question

LARGE = 100_000  # characters
WAYS: tuple[Way, ...] = ("question", "typing", "evidence")
PIECES = [
    *("a-", "a'", "a’", "1.", "@", "_", "a@", "a@1.", "1:", "::", "a:b:", "a=b&", "'", '"', "\\", "%", "(", "[", "{"),
    *("\x00", "\ud800", "\udfff\ud800", "\u202e", "\u2066", "\u200d", "\ufeff", "\u0301", "a\u0301\u0316", "e\u0301"),
    *("\ufdfa", "ﬃ", "İ", "ß", "电", "電a", "が", "ｶﾞ", "한", "โ", "ั", "\U0001f600", "\U0010ffff", "𝔘"),
    *("Aa", "aA", "aB3", "ABC_", "A_", "xY", "v1.", "l'", "qu'", "0", "0:0:0:0:0:0:0:0 ", "::1 ", "00:11:22:33:44:55 "),
    *("1.2.3.4", "+1 ", "0123abcd", "aaaaaaaa", "2020-10-10 ", "10:10:10.1 ", "tag=", "branch=", "sip:", "Call-ID:"),
    *("SIP/2.0 488 No\n", "SIP/2.0 ", "Via: x\n", "cause=", "cause 1", "Reason: Q.850\n", '"x" ', "P-A-B: 1\n"),
    *("a AND b ", "NEAR(a b) ", "a* ", "^a ", "-a ", "body:a ", "a~2 ", "[a TO b] ", "/a*/ ", "a OR ", "NOT "),
    *("'; DROP TABLE section; -- ", "<script>", "{{7*7}}", "%s", "../", "no audio ", "one way ", "not acceptable "),
    *("\n", " ", "\t", "\r\n", "\u2028", "\x85", ""),
]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    pages = {
        "audio": "# One-way audio\n\nOne side hears nothing: SIP ALG, NAT. 488 Not Acceptable Here.",
        "own": "---\nlang: de\n---\n# Störung\n\nEin Gespräch bricht ab. 电话没有声音 a b c 1 2 3.",
    }
    sections = [section for name, text in pages.items() for section in sections_of_page(text, path=f"{name}.md")]
    folder = tmp_path_factory.mktemp("index")
    build_index(sections, folder, vectors=False, synonyms=[("nothing", "no audio at all"), ("a1 b1", "c1")])
    searcher = Searcher.open(folder)
    yield searcher
    searcher.close()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_a_hundred_thousand_characters_of_anything_are_answered(searcher: Searcher, piece: str, way: Way):
    text = (piece * (LARGE // max(1, len(piece)))) if piece else ""
    assert len(searcher.search(text, way=way)) <= 10


@pytest.mark.parametrize("way", WAYS)
def test_ten_thousand_different_words_are_answered(searcher: Searcher, way: Way):
    assert len(searcher.search(" ".join(f"w{number}x audio{number}" for number in range(5000)), way=way)) <= 10


@given(pieces=st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=80), way=st.sampled_from(WAYS))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_mixture_is_answered(searcher: Searcher, pieces: list[str], way: Way):
    text = "".join(pieces)
    for hit in searcher.search(text, way=way):
        assert "".join(hit.passage)
    assert len(searcher.search(text * 50, way=way)) <= 10


class Counting(Vocabulary):
    """Knows how often it was asked what takes long."""

    asked: ClassVar[Counter[str]] = Counter()

    def halves(self, word: str) -> tuple[str, str] | None:
        self.asked["halves"] += 1
        return super().halves(word)

    def completions(self, prefix: str) -> list[str]:
        self.asked["completions"] += 1
        return super().completions(prefix)


@pytest.mark.parametrize("way", WAYS)
def test_the_work_for_a_question_has_a_bound(way: Way):
    Counting.asked.clear()
    lexicon = Lexicon(Counting.of({"one": 3, "way": 3, "audio": 3}), sections=9)
    text = " ".join(f"onew{number}ay audio{number}" for number in range(20_000))
    assert len(read_question(text, lexicon, way=way).asked) <= MOST_TERMS
    assert 0 < Counting.asked["halves"] <= 2 * MOST_TAKEN_APART
    assert Counting.asked["completions"] <= 1
    assert lexicon.holding.cache_info().misses <= 4 * MOST_SAID


@pytest.mark.parametrize("piece", [piece for piece in PIECES if piece], ids=ascii)
def test_what_is_read_of_a_text_grows_with_it_and_no_faster(piece: str):
    for size in (1_000, MOST_TEXT):
        text = (piece * size)[:size]
        found = list(words(text))
        assert len(found) <= 3 * size
        assert all(len(word.text) <= LONGEST_WORD for word in found)
        assert len(Evidence(text)._stretches) <= 2 * size
