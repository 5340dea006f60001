import pytest

from search.index.vocabulary import MOST_COMPLETIONS, MOST_SHORT_COMPLETIONS, Vocabulary
from search.language.analysis import stem
from search.retrieval.lexicon import Lexicon
from search.retrieval.question import COMPLETED, MOST_TERMS, Question, read_question

VOCABULARY = Vocabulary.of(
    {
        "area": 1,
        "away": 1,
        "alaw": 2,
        "law": 3,
        "audio": 40,
        "audit": 4,
        "call": 90,
        "caller": 50,
        "callerid": 2,
        "id": 60,
        "network": 30,
        "net": 2,
        "one": 20,
        "oneway": 3,
        "register": 10,
        "registered": 5,
        "registration": 20,
        "rfc": 9,
        "3261": 8,
        "voicemail": 12,
        "way": 20,
        "work": 50,
        "18": 30,
        "00": 30,
    }
)


LEXICON = Lexicon(VOCABULARY, sections=100)


def exact_terms(text: str) -> list[str]:
    return [term for asked in read_question(text, LEXICON).asked for term, weight in asked.terms if weight == 1]


def test_question_words_say_nothing():
    assert exact_terms("How do I get the caller's audio?") == ["caller", "audio"]


def test_question_words_alone_are_all_there_is():
    assert exact_terms("what is it") == ["what", "is", "it"]


def test_a_number_that_is_called_did_is_no_question_word():
    assert exact_terms("which DIDs") == ["did"]


@pytest.mark.parametrize("address", ["10.0.0.5", "10:0", "10.0.0.5:5060"])
def test_numbers_of_an_address_are_no_number_written_apart(address: str):
    lexicon = Lexicon(
        Vocabulary.of({"10": 9, "0": 9, "5": 9, "100": 5, "1000": 5, "7946": 3, "0123": 3, "79460123": 1}), sections=50
    )
    assert {"100", "1000"}.isdisjoint(
        term for asked in read_question(address, lexicon).asked for term, _ in asked.terms
    )
    assert "79460123" in [asked.terms[0][0] for asked in read_question("7946 0123", lexicon).asked]


def test_a_word_is_asked_once():
    assert exact_terms("call CALLS calling") == ["call"]


def test_words_written_apart_are_also_asked_together():
    *apart, joined = read_question("voice mail", LEXICON).asked
    assert [asked.terms for asked in apart] == [(("voic", 1.0),), (("mail", 1.0),)]
    assert (joined.word, joined.terms[0][0]) == ("voice mail", "voicemail")
    assert joined.terms[0][1] >= 1


@pytest.mark.parametrize(("text", "found"), [("there are a", []), ("a way", ["way"])])
def test_words_that_only_follow_each_other_are_no_other_word(text: str, found: list[str]):
    assert exact_terms(f"{text} network") == [*found, "network"]


def test_what_sections_seldom_write_otherwise_is_one_word_also_after_an_article():
    assert [asked.terms[0][0] for asked in read_question("a law", LEXICON).asked] == ["law", "alaw"]


def test_a_number_is_not_two_numbers():
    assert exact_terms("1800") == ["1800"]


def test_an_unknown_or_rare_word_is_also_asked_in_two():
    assert exact_terms("rfc3261") == ["rfc", "3261"]
    assert exact_terms("callerid") == ["callerid", "caller", "id"]


def test_a_common_word_is_left_whole():
    assert exact_terms("network") == ["network"]


def test_what_was_asked_is_said_as_it_was_typed():
    assert [asked.word for asked in read_question("One-Way", LEXICON).asked] == ["one", "way", "one-way"]


def test_the_last_word_is_completed_while_typing_and_frequent_completions_weigh_more():
    (asked,) = read_question("regi", LEXICON, way="typing").asked
    assert dict(asked.terms) == {"regi": 1.0, stem("registration"): COMPLETED, stem("register"): COMPLETED / 2}


def test_only_the_last_word_is_completed():
    first, second = read_question("audi regis", LEXICON, way="typing").asked
    assert dict(first.terms) == {"audi": 1.0}
    assert len(second.terms) == 3


def test_completions_are_few_however_many_words_begin_so():
    many = Vocabulary.of({f"call{number}": number + 1 for number in range(1000)})
    assert len(many.completions("call")) == MOST_COMPLETIONS
    assert many.completions("call")[0] == "call999"
    assert len(many.completions("ca")) == MOST_SHORT_COMPLETIONS


def test_a_question_as_long_as_a_log_is_cut_to_a_bounded_number_of_terms():
    text = " ".join(f"word{number}" for number in range(100_000))
    assert len(read_question(text, LEXICON, way="typing").asked) == MOST_TERMS


def test_a_text_without_words_asks_nothing():
    assert read_question(" \x00 \u202e *:* ~^ ", LEXICON, way="typing") == Question((), None)
