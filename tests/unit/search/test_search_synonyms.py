import math
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.index.vocabulary import Vocabulary
from search.language.analysis import stem, words
from search.language.sip_names import CAUSES, CODES
from search.language.synonym_file import LARGEST, MOST_GROUPS, MOST_PHRASES, BadSynonyms, synonyms_of
from search.language.synonyms import Synonyms, phrase
from search.retrieval.lexicon import Lexicon
from search.retrieval.question import SAME, read_question

GROUPS = (("silence", "no music on one side"), ("crash", "falls over"))
COUNTS = {"silence": 3, "no": 400, "music": 90, "one": 300, "side": 80, "crash": 20, "falls": 9, "over": 200, "487": 4}
SECTIONS = 500
LEXICON = Lexicon(Vocabulary.of(COUNTS | {"request": 50, "terminated": 9}), sections=SECTIONS, synonyms=GROUPS)


def others(text: str, synonyms: Synonyms | None = None) -> list[tuple[str, ...]]:
    return [other for found in (synonyms or Synonyms(GROUPS)).found(words(text)) for other in found.others]


@pytest.mark.parametrize(
    "written",
    [
        "no music on one side",
        "No-music one side",
        "there is NO MUSIC on the one side!",
        "no musics one sides",
        "no music one-side",
    ],
)
def test_a_phrase_is_known_in_every_spelling(written: str):
    assert others(written) == [("silence",)]


@pytest.mark.parametrize("written", ["music on no one side", "no music", "one side", "no music on one"])
def test_other_words_are_not_the_phrase(written: str):
    assert others(written) == []


def test_a_longer_phrase_hides_the_ones_that_begin_within_it():
    synonyms = Synonyms([("hold", "park"), ("hold music", "jingle")])
    assert others("the hold music", synonyms) == [("jingle",)]
    assert others("hold it", synonyms) == [("park",)]


@pytest.mark.parametrize("written", ["log in to it", "I cannot log in", "the log-in", "login", "logs in"])
def test_a_small_word_at_the_end_of_a_phrase_is_a_part_of_it(written: str):
    assert ("sign", "in") in others(written, Synonyms([("log in", "sign in")]))


def test_small_words_within_a_phrase_are_not_what_it_says():
    (found,) = Synonyms([("hold music", "jingle")]).found(words("on hold the music"))
    assert [word.text for word in found.said] == ["hold", "music"]


@pytest.mark.parametrize("written", ["the log", "in the log", "log of a call", "logs", "login page"])
def test_a_word_alone_is_not_the_phrase_that_it_begins(written: str):
    assert others(written, Synonyms([("log on to", "sign on")])) == []


def test_a_name_of_several_words_is_asked_as_one_where_sections_write_it_so():
    lexicon = Lexicon(Vocabulary.of({"sign": 5, "signin": 5}), sections=50, synonyms=[("log in", "sign in")])
    assert dict(read_question("log in", lexicon).asked[0].terms).keys() == {"sign", "signin"}


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("what is 487", ("request", "terminated")),
        ("request terminated", ("487",)),
        ("Reason: Q.850;cause=17", ("user", "busy")),
        ("cause 17", ("user", "busy")),
        ("the DID", ("direct", "number")),
    ],
)
def test_numbers_and_names_of_the_trade_are_known_without_a_file(written: str, known: tuple[str, ...]):
    assert known in others(written, Synonyms())


def test_what_only_resembles_a_name_is_no_code():
    assert others("the request was terminating", Synonyms()) == []
    assert others("gone", Synonyms()) == []


def test_the_codes_and_causes_have_numbers_that_exist():
    assert all(183 <= code < 700 for code in CODES)
    assert all(1 <= cause <= 127 for cause in CAUSES)


@pytest.mark.parametrize("text", ["crash", "silence", "487", "no music on one side", "falls over"])
def test_another_name_weighs_less_all_together_than_what_was_typed(text: str):
    def weight(word: str) -> float:
        return math.log(SECTIONS / (COUNTS.get(word, {"request": 50, "terminated": 9}.get(word, 0)) + 1)) + 1

    (found,) = LEXICON.synonyms.found(words(text))
    terms = {term: share for asked in read_question(text, LEXICON).asked for term, share in asked.terms}
    asked = [held for other in found.others if (held := [part for part in other if stem(part) in terms])]
    assert asked
    for parts in asked:
        together = sum(terms[stem(part)] * weight(part) for part in parts)
        assert 0 < together <= SAME * sum(weight(said.text) for said in found.said) * 1.001
        assert all(terms[stem(part)] <= SAME * len(found.said) for part in parts)


def test_a_phrase_of_several_words_is_asked_by_one_that_means_them_all():
    together = Lexicon(
        Vocabulary.of({"put": 9, "through": 9, "transfer": 9}), sections=50, synonyms=[("put through", "transfer")]
    )
    assert dict(read_question("put through", together).asked[0].terms)["transfer"] == pytest.approx(SAME * 2)


def test_a_writers_group_does_not_hide_the_number_of_a_name():
    assert others("not found", Synonyms([("not found", "missing")])) == [("missing",), ("404",)]


def test_a_slip_that_is_the_stem_of_a_known_word_is_a_slip():
    synonyms = Synonyms([("firewall", "packet filter")])
    assert stem("firewall") == "firewal" != stem("firewal")
    assert synonyms.knows("firewalls")
    assert not synonyms.knows("firewal")
    assert others("firewal", synonyms) == []


def test_a_word_that_no_section_holds_is_asked_as_what_means_the_same():
    assert dict(
        read_question("jingle", Lexicon(LEXICON.vocabulary, sections=9, synonyms=[("jingle", "music")])).asked[0].terms
    ) == {"music": 0.8}


def test_what_means_the_same_is_not_asked_twice():
    (silence, *_), *_ = [asked.terms for asked in read_question("silence: no music on one side", LEXICON).asked]
    assert silence == ("silenc", 1.0)
    terms = [term for asked in read_question("silence: no music on one side", LEXICON).asked for term, _ in asked.terms]
    assert len(terms) == len(set(terms))


def test_what_means_the_same_is_not_asked_twice_in_another_form():
    lexicon = Lexicon(
        Vocabulary.of({"call": 9, "calls": 9, "drop": 9, "disconnects": 5}),
        sections=50,
        synonyms=[("call drops", "call disconnects")],
    )
    terms = [term for asked in read_question("my calls drop", lexicon).asked for term, _ in asked.terms]
    assert "disconnect" in terms
    assert terms.count("call") == 1


def written(folder: Path, text: str | bytes) -> Path:
    (folder / "synonyms.yml").write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "[]", "\ufeff"])
def test_a_file_with_nothing_in_it_is_fine(tmp_path: Path, text: str):
    assert list(synonyms_of(tmp_path)) == []
    assert list(synonyms_of(written(tmp_path, text))) == []


def test_words_stay_as_they_are_written_even_if_yaml_has_another_idea(tmp_path: Path):
    assert synonyms_of(written(tmp_path, "- [no, off, 487, 1.10, ~x]\n")) == [["no", "off", "487", "1.10", "~x"]]


def test_every_mistake_is_named_with_its_line(tmp_path: Path):
    text = "- [a1, b1]\n- alone\n- [one]\n- [x1, [y1]]\n- {a: b}\n- [same, Same]\n- ['...', z1]\n- [good one, other]\n"
    with pytest.raises(BadSynonyms) as caught:
        synonyms_of(written(tmp_path, text))
    lines = str(caught.value).splitlines()
    assert [int(line.removeprefix(str(tmp_path / "synonyms.yml")).split(":")[1]) for line in lines] == [
        2,
        3,
        4,
        5,
        6,
        7,
    ]
    assert all(line.endswith(".") for line in lines)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [b, c]", "a list of groups"),
        ("voicemail", "a list of groups"),
        ("- [a, b", "no valid YAML"),
        ("- [\x00a, b]", "no valid YAML"),
        (b"- [\xff, b]", "no UTF-8"),
        ("- &x [a1, b1]\n- *x\n", "yml:2: .* alias"),
        ("- [a1, b1]\n---\n- [c1, d1]\n", "yml:2: .* expected a single document in the stream, but found another"),
        ("[" * 50_000, "nested too deep"),
        ("- [" + "x" * 200 + ", b]", "at most 80 characters"),
        ("- [one two three four five six seven, b]", "1 to 6 words"),
        ("- [" + ", ".join(f"w{number}" for number in range(MOST_PHRASES + 1)) + "]", f"2 to {MOST_PHRASES}"),
        ("- [a1, b1]\n" * (MOST_GROUPS + 1), f"at most {MOST_GROUPS}"),
        ("#" * (LARGEST + 1), f"more than {LARGEST} bytes"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(tmp_path: Path, text: str | bytes, said: str):
    with pytest.raises(BadSynonyms, match=said):
        synonyms_of(written(tmp_path, text))


def test_what_is_no_file_is_not_passed_over(tmp_path: Path):
    (tmp_path / "synonyms.yml").symlink_to(tmp_path / "nowhere")
    with pytest.raises(BadSynonyms, match="yml:1: this is no file"):
        synonyms_of(tmp_path)
    (tmp_path / "nowhere").mkdir()
    with pytest.raises(BadSynonyms, match="yml:1: this is no file"):
        synonyms_of(tmp_path)


def test_a_bomb_of_aliases_is_refused_before_it_grows(tmp_path: Path):
    levels = "".join(f"- &l{level} [{', '.join([f'*l{level - 1}'] * 9)}]\n" for level in range(1, 40))
    with pytest.raises(BadSynonyms, match="alias"):
        synonyms_of(written(tmp_path, f"- &l0 [lol, lol]\n{levels}"))


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode(errors="surrogatepass")))
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes):
    folder = written(tmp_path_factory.mktemp("docs"), content)
    with suppress(BadSynonyms):
        assert all(phrase(one) for group in synonyms_of(folder) for one in group)


def test_our_own_file_has_no_mistake():
    assert len(synonyms_of(Path("docs"))) > 20
