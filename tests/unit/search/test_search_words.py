from unicodedata import normalize

import pytest

from search.language.analysis import LONGEST_WORD, fold, stem, terms, words


def texts(text: str) -> list[str]:
    return [word.text for word in words(text)]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("T.38", ["t", "38", "t38"]),
        ("one-way", ["one", "way", "oneway"]),
        ("one\u2011way", ["one", "way", "oneway"]),
        ("oneway", ["oneway"]),
        ("a=sendonly", ["a", "sendonly", "asendonly"]),
        ("Call-ID:", ["call", "id", "callid"]),
        ("G.711/G.729", ["g", "711", "g711", "g", "729", "g729"]),
        ("SIP/2.0 503", ["sip", "2", "0", "20", "503"]),
        ("192.0.2.10", ["192", "0", "2", "10", "1920210"]),
        ("user_name", ["user", "name", "username"]),
        ("setMaxCalls", ["set", "max", "calls", "setmaxcalls"]),
        ("XMLHttpRequest", ["xml", "http", "request", "xmlhttprequest"]),
        ("--no-verify", ["no", "verify", "noverify"]),
        ("v1.2.3", ["1", "2", "3", "123"]),
        ("al@example.com", ["al", "example", "com", "examplecom", "alexamplecom"]),
        ("00:1A:2b:3c:4d:5e", ["00", "1a", "2b", "3c", "4d", "5e", "001a2b3c4d5e"]),
        ("2001:db8::1", ["2001", "db8", "1", "20010db8000000000000000000000001"]),
        ("10:30:15", ["10", "30", "15"]),
        ("::", []),
    ],
)
def test_a_compound_is_its_parts_and_its_parts_joined(written: str, found: list[str]):
    assert texts(written) == found


def test_a_long_chain_is_only_its_parts():
    assert texts("a.b.c.d.e.f.g.h.i") == ["a", "b", "c", "d", "e", "f", "g", "h", "i"]


@pytest.mark.parametrize("name", ["GitHub", "WebRTC", "iPhone", "DIDs", "aB9xK3qLmZ", "OpenSIPS's"])
def test_a_name_a_plural_and_a_random_key_are_not_taken_apart(name: str):
    assert len(texts(name)) == 1


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("电话没有声音", ["电话", "话没", "没有", "有声", "声音"]),
        ("SIP呼叫", ["sip", "呼叫"]),
        ("线", ["线"]),
        ("ガード", ["ガー", "ード"]),
        ("전화가", ["전화", "화가"]),
        (normalize("NFD", "전화가"), ["전화", "화가"]),
        ("โทร", ["โท", "ทร"]),
        ("ไม่มี", ["ไม", "มม"]),
        ("ﾃﾞｰﾀ", ["デー", "ータ"]),
    ],
)
def test_a_script_that_does_not_part_its_words_gives_every_two_neighbours(written: str, found: list[str]):
    assert texts(written) == found


@pytest.mark.parametrize(
    ("written", "folded"),
    [("йод", "йод"), ("ёлка", "елка"), ("Smørrebrød", "smorrebrod"), ("œuvre", "oeuvre"), ("İstanbul", "istanbul")],
)
def test_a_letter_of_its_own_is_no_accent(written: str, folded: str):
    assert texts(written) == [folded]


@pytest.mark.parametrize(
    ("written", "folded"), [("l’appel", "appel"), ("qu'il", "il"), ("dell'utente", "utente"), ("o'clock", "oclock")]
)
def test_an_article_before_an_apostrophe_is_left_off(written: str, folded: str):
    assert texts(written) == [folded]


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Naïve", "naive"), ("nai\u0308ve", "naive"), ("ÜBER", "uber"), ("Straße", "strasse"), ("ﬁle", "file")],
)
def test_accents_case_and_ligatures_make_no_difference(written: str, folded: str):
    assert texts(written) == [folded]


@pytest.mark.parametrize(("written", "folded"), [("don't", "dont"), ("caller’s", "caller"), ("'quoted'", "quoted")])
def test_apostrophes_do_not_part_words(written: str, folded: str):
    assert texts(written) == [folded]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("हिन्दी", "हिन्दी"),
        ("फ़ोन", "फोन"),
        ("বাংলা", "বাংলা"),
        ("தமிழ்", "தமிழ்"),
        ("שִׁיחוֹת", "שיחות"),
        ("أرقام", "ارقام"),
        ("كَلِمَة", "كلمه"),
        ("الصـــوت", "الصوت"),
        ("٤٨٦", "486"),
        ("४८६", "486"),
    ],
)
def test_a_mark_that_is_a_vowel_stays_where_it_is_always_written(written: str, folded: str):
    assert texts(written) == [folded]


def test_a_word_of_a_script_without_spaces_ends_with_the_marks_on_its_last_letter():
    assert [(word.start, word.end) for word in words("ไม่มี")] == [(0, 3), (1, 5)]


def test_a_word_knows_where_it_was_written():
    text = "No “One-Way” audio, v1.2, setMaxCalls, 无声音"
    assert [text[word.start : word.end] for word in words(text)] == [
        *("No", "One", "Way", "One-Way", "audio", "v1", "2", "v1.2", "set", "Max", "Calls", "setMaxCalls"),
        *("无声", "声音"),
    ]


def test_nothing_but_letters_and_digits_gets_into_a_word():
    assert fold("\ufdfa").isalnum()  # one Arabic character that decomposes into four words
    assert texts("* : ^ \x00 \u202e ~ () []") == []


def test_a_very_long_word_is_cut_the_same_way_everywhere():
    assert texts("x" * 1000) == ["x" * LONGEST_WORD]


@pytest.mark.parametrize("form", ["registers", "registered", "registering"])
def test_forms_of_a_word_share_a_term(form: str):
    assert stem(form) == stem("register")


@pytest.mark.parametrize("code", ["486", "g711", "t38", "id", "rfc3261s"])
def test_codes_and_short_words_are_not_stemmed(code: str):
    assert stem(code) == code


def test_terms_keep_order_and_repetition():
    assert terms("Calls, call by call") == ["call", "call", "by", "call"]
