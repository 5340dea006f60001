from operator import itemgetter
from unicodedata import category

from search.language.analysis import stem, terms, words
from search.retrieval.passage import LEAD, LENGTH, Standing, cut, with_marks


def marked_by(text: str, asked: set[str]) -> list[Standing]:
    order = sorted(asked)
    found = ((stem(word.text), word.start, word.end) for word in words(text))
    return sorted(((order.index(term), *stretch) for term, *stretch in found if term in asked), key=itemgetter(1))


def passage(text: str, question: str) -> str:
    """Marked words in square brackets."""
    return with_marks(cut(text, marked_by(text, set(terms(question)))), "[{}]".format)


def test_words_of_the_question_are_marked_in_any_form():
    assert passage("A call was made. Calling again.", "calls") == "A [call] was made. [Calling] again."


def test_a_compound_is_one_mark():
    assert passage("No one-way audio here", "one-way audio") == "No [one-way] [audio] here"


def test_a_text_without_a_word_of_the_question_shows_its_beginning():
    assert passage("Nothing to see.", "fax") == "Nothing to see."
    assert passage("", "fax") == ""


def test_the_densest_stretch_is_shown():
    text = (
        "The fax is here. "
        + "Padding sentence of no interest. " * 20
        + "Now the fax fails with T.38 set. "
        + "More. " * 99
    )
    assert passage(text, "fax fails t38").startswith("Now the [fax] [fails] with [T.38] set. More.")


def test_a_passage_begins_with_a_sentence_or_a_word_and_ends_with_a_word():
    text = "word " * 100 + "fax " + "word " * 100
    shown = passage(text, "fax")
    assert shown.startswith("word ")
    assert shown.endswith("word")


def test_a_passage_in_a_script_without_spaces_begins_with_a_sentence_and_ends_with_a_whole_letter():
    assert passage("电话。" * 30 + "没有声音。" + "电话。" * 99, "没有声音").startswith("[没有声音]。")
    assert passage("电话。" * 30 + "我们没有声音。", "没有声音").startswith("我们[没有声音]。")
    for more in range(4):
        text = "ก" * more + "เสียที่นี่" * 99
        end = len(passage(text, "นี่").replace("[", "").replace("]", ""))
        assert 0 < end < LEAD + LENGTH
        assert category(text[end])[0] != "M"


def test_a_passage_is_short():
    for text in ("fax " * 5000, "x" * 5000 + " fax " + "y" * 5000, "fax-" * 5000):
        assert len("".join(cut(text, marked_by(text, {"fax"})))) <= LEAD + LENGTH
