import pytest

from search.index.spelling import Spelling
from search.index.vocabulary import Vocabulary
from search.language.analysis import stem, words
from search.retrieval.lexicon import Lexicon
from search.retrieval.mending import CLEAR, MOST_ALTERNATIVES, MOST_MENDED, UNCLEAR
from search.retrieval.question import Asked, Question, read_question

COUNTS = {
    "audio": 40,
    "call": 90,
    "calllimit": 4,
    "called": 30,
    "enviroment": 1,  # codespell:ignore
    "environment": 90,
    "forget": 9,
    "freeswitch": 6,
    "id": 60,
    "limit": 20,
    "look": 9,
    "oneway": 5,
    "one": 30,
    "phone": 50,
    "received": 9,
    "registration": 20,
    "registrations": 2,
    "related": 9,
    "relayed": 1,
    "request": 30,
    "voice": 20,
    "voicemail": 20,
    "mail": 30,
    "way": 30,
    "while": 20,
    "wide": 5,
    "wire": 5,
    "wise": 5,
}
STEMS = {stem(word) for word in COUNTS}
LEXICON = Lexicon(
    Vocabulary.of(COUNTS), sections=100, holding=lambda term: int(term in STEMS), spelling=Spelling.of(COUNTS)
)


def question(text: str, way: str = "question") -> Question:
    return read_question(text, LEXICON, way=way)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("No auido on my phoen", "No audio on my phone"),  # codespell:ignore
        ("Registraton FORBIDDEN", "Registration FORBIDDEN"),  # codespell:ignore
        ("REGISTRATON", "REGISTRATION"),  # codespell:ignore
        ("recieved, but...", "received, but..."),  # codespell:ignore
        ("one-wya", "oneway"),  # codespell:ignore
        ("pull-reqeust", "pull-request"),
        ("freeswithc", "freeswitch"),
    ],
)
def test_what_was_surely_meant_is_told_as_it_was_written(typed: str, meant: str):
    assert question(typed).meant == meant


@pytest.mark.parametrize(
    "text",
    [
        "my phone",
        "the calls are limited",  # by their stems
        "laptop",  # near nothing
        "forgot",  # another form of a word that is held
        "book",  # a short word
        "callid",  # known by its parts, if it is cut
        "call-limit",  # the whole is not known, but its parts are
        "g711 486 a1b2c3",
        "",
    ],
)
def test_a_right_word_is_not_taken_for_another(text: str):
    assert question(text).meant is None


def test_a_misspelt_word_is_asked_as_if_it_had_been_typed_right():
    assert question("auido").asked == (Asked("auido", (("audio", CLEAR),)),)  # codespell:ignore


def test_a_word_that_only_a_list_of_synonyms_holds_is_mended_too():
    lexicon = Lexicon(
        LEXICON.vocabulary, sections=100, spelling=Spelling.of(COUNTS), synonyms=[("answerphone", "voicemail")]
    )
    found = read_question("anwserphone", lexicon)  # codespell:ignore
    assert found.meant == "answerphone"
    assert found.asked[0].terms[0][0] == "voicemail"
    assert not any(read_question(right, lexicon).meant for right in ("answerphone", "drop", "busy", "least", "phase"))


def test_what_is_likely_is_told_apart_from_what_is_sure():
    assert question("I forgot my phone").meant is None
    assert question("I forgot my phone").likely == "I forget my phone"
    assert question("my phone").likely is None


def test_of_a_compound_the_part_is_mended_and_the_whole_with_it():
    told = question("freeswithc-call")
    assert told.meant == "freeswitch-call"
    assert [asked.word for asked in told.asked][:2] == ["freeswithc", "call"]


def test_a_misspelt_question_word_says_nothing():
    assert [asked.word for asked in question("whiel phone").asked] == ["phone"]


def test_a_misspelt_word_is_joined_with_its_neighbour():
    assert [term for asked in question("voice maill").asked for term, _ in asked.terms][-1] == stem("voicemail")


def test_a_misspelt_word_is_taken_apart_like_one_that_was_typed_right():
    assert [dict(asked.terms) for asked in question("cakllimit").asked] == [
        dict(asked.terms) for asked in question("calllimit").asked
    ]


def test_a_slip_that_an_article_shares_is_asked_and_what_was_meant_too():
    told = question("enviroment")  # codespell:ignore
    (asked,) = told.asked
    assert dict(asked.terms) == {stem("enviroment"): CLEAR, stem("environment"): UNCLEAR}  # codespell:ignore
    assert (told.meant, told.likely) == (None, None)
    assert len(question("relayed").asked[0].terms) == 1  # related is no more frequent


def test_when_in_doubt_the_likely_words_are_asked_together_and_weigh_less_than_one_that_is_clear():
    (asked,) = question("wipe").asked
    assert len(asked.terms) == MOST_ALTERNATIVES
    assert sum(weight for _, weight in asked.terms) < CLEAR
    assert question("wipe").meant is None


def test_a_guess_does_not_stand_for_a_word_that_was_typed():
    assert dict(question("wipe the wide").asked[0].terms)[stem("wide")] == 1


def test_an_unfinished_word_is_completed_or_its_beginning_is_mended():
    (asked,) = question("regi", "typing").asked
    assert stem("registration") in dict(asked.terms)
    (asked,) = question("regstrat", "typing").asked
    assert dict(asked.terms)[stem("registration")] < 1
    assert dict(asked.terms)["regstrat"] == 1
    assert question("auido", "typing").meant is None  # codespell:ignore
    assert question("auido ", "typing").meant == "audio "  # codespell:ignore


def test_evidence_is_about_the_very_words():
    assert question("auido", "evidence") == Question((Asked("auido", (("auido", 1.0),)),), None)  # codespell:ignore


def test_few_words_of_a_question_are_mended():
    misspelt = " ".join(f"audi{letter}" for letter in "abcdefghijklmnpqrstuvwxyzäöüßé")  # none of them is held
    said = list(words(misspelt))
    assert LEXICON.mender
    assert list(LEXICON.mender.mended(said)) == said[:MOST_MENDED]
