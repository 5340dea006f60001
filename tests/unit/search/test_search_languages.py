import pytest

from search.language.analysis import fold, stem, terms
from search.language.languages import language_of, question_words


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", "register registers registered registering"),
        ("de", "Störung Störungen STÖRUNG"),
        ("fr", "appelé appelée appelées appelees"),
        ("fr", "connexion connexions"),
        ("es", "configuración configuracion configuraciones configurar"),
        ("pt", "conexão conexões conexao conexoes"),
        ("it", "chiamata chiamate chiamare"),
        ("ru", "настройка настройки"),
        ("nl", "gesprek gesprekken"),
        ("sv", "anslutning anslutningar"),
        ("da", "opkald opkaldet"),
        ("no", "samtale samtaler samtalen"),
        ("fi", "puhelu puhelut puhelun"),
        ("hu", "hívás hívások hívást"),
        ("ro", "apel apelul"),
        ("ar", "مكالمة المكالمة والمكالمة بالمكالمه للمكالمة"),
    ],
)
def test_forms_of_a_word_share_a_term_with_accents_and_without(language: str, forms: str):
    shared = [stem(fold(form), language) for form in forms.split()]
    assert len(set(shared)) == 1


def test_each_language_has_its_own_stems():
    assert stem("gesprekken", "nl") != stem("gesprekken", "en")
    assert terms("Die Störungen", "de") == ["die", "storung"]


@pytest.mark.parametrize("language", ["zh", "pl", "xx", ""])
def test_a_language_without_a_stemmer_keeps_its_words(language: str):
    assert stem("calls", language) == "calls"


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("de", "de"),
        ("pt-BR", "pt"),
        ("zh_Hant", "zh"),
        ("zh-Hans-CN", "zh"),
        ("nb", "no"),
        (" EN ", "en"),
        ("fil", "fil"),
    ],
)
def test_a_code_is_known_by_its_language(written: str, language: str):
    assert language_of(written) == language


@pytest.mark.parametrize("written", [None, 3, True, "", "German", "d", "de/../..", ["de"], "de\n\nx", "d\ud800"])
def test_what_is_no_code_is_no_language(written: object):
    assert language_of(written) is None


def test_question_words_leave_what_tells():
    assert {"wie", "ist"} <= question_words("de")
    assert "nicht" not in question_words("de")
    assert "sans" not in question_words("fr")
    assert "no" not in question_words("en")
    assert question_words("zh") == frozenset()


def test_business_is_not_what_is_busy():
    assert stem("business") == stem("businesses") != stem("busy")
