import pytest

from search.index.vocabulary import Vocabulary
from search.language.analysis import stem
from search.retrieval.lexicon import Lexicon
from search.retrieval.question import read_question

VOCABULARY = Vocabulary.of({"ueberpruefung": 3, "prufung": 2, "call": 9, "every": 10})
GERMAN = Lexicon(VOCABULARY, sections=10, languages=("de",))
MIXED = Lexicon(VOCABULARY, sections=10, languages=("en", "de"), holding=lambda term: 4 if term == "gesprach" else 0)


def test_a_word_has_its_stem_in_each_language_of_the_index_once():
    assert MIXED.stems("gesprachen") == (stem("gesprachen", "en"), "gesprach")
    assert MIXED.stems("nat") == ("nat",)
    assert read_question("Gesprächen", MIXED).asked[0].terms == ((stem("gesprachen", "en"), 1.0), ("gesprach", 1.0))


def test_a_word_is_known_by_any_of_its_forms():
    assert MIXED.holding("gesprachen") == 4
    assert GERMAN.holding("gesprachen") == 0


@pytest.mark.parametrize(
    ("written", "folded", "others"),
    [
        ("Überprüfung", "uberprufung", ("ueberpruefung",)),
        ("Pruefung", "pruefung", ("prufung",)),
        ("call", "call", ()),
        ("Größe", "grosse", ()),
    ],
)
def test_umlauts_are_found_in_two_letters_and_in_one(written: str, folded: str, others: tuple[str, ...]):
    assert GERMAN.spelt_otherwise(written, folded) == others
    assert Lexicon(VOCABULARY, sections=10).spelt_otherwise(written, folded) == ()


def test_what_every_section_holds_is_least_rare_and_what_none_holds_is_no_help():
    assert GERMAN.rareness("every") == 1
    assert GERMAN.rareness("unheard") == 0
    assert 1 < GERMAN.rareness("prufung") < GERMAN.rarest


def test_the_question_words_of_all_languages_of_the_index_say_nothing():
    assert not GERMAN.tells("wie")
    assert not MIXED.tells("wie")
    assert not MIXED.tells("how")
    assert GERMAN.tells("how")
    assert GERMAN.tells("nicht")
