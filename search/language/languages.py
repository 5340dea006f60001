"""What is particular to a language: how its words are stemmed, and which of them say nothing in a question.

A language is the small letters of its ISO 639 code ("de", "zh"). One that has no stemmer here has its words indexed as
they are; one without a list of question words has none.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from whoosh.lang.snowball import classes
from whoosh.lang.stopwords import stoplists

ENGLISH = "en"

_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9_-]*)?")
_SAME = {"nb": "no", "nn": "no"}

_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue"}
_TWO_LETTERS = re.compile("([aou])e")

# Said in every question and about nothing. Not here: did (a DID is a number), us, one, way, no, not, out, off, up.
_SAID_IN_ENGLISH = """
a about after again all also although always am an and any are as at be because been before being but by can cannot
can't could dear do does doesn't doing done don't during each even ever for from get gets getting give got had has have
having he hello help her here hi him his how i if i'll i'm in instead into is isn't it its i've just keep know let like
make makes many may me might more most much must my need needs of often on only or other our ours please possible quite
really regards s she should so some somehow someone something still such sure t than thank thanks that the their them
then there these they thing things this those though to too tried try trying under until use used using very want wants
was we well were what when where which while who whom whose why will with without won't would you your yours
"""
# Words of the engine's lists that tell what is wrong: no sound, nothing, without, out, off, on.
_TELLING = """
aus nicht nichts kein keine keinen ohne pas sans rien no nada sin não nem sem non senza niente не нет без ничего niet
geen zonder ikke uden ingen inte utan ei ilman nem nincs
"""

# To Porter's stemmer business is what is busy.
_STEMS = {"en": {"business": "business", "businesses": "business"}}

# "The" is written together with its word, and with "and", "in" or "for" before it.
_ARABIC_ARTICLE = re.compile("^(?:[\u0648\u0641\u0628\u0643]?\u0627\u0644|\u0644\u0644)(?=...)")

# A stemmer's endings have accents that a question often goes without; these too are one word in two numbers for it.
_ENDINGS = {
    "es": {"ciones": "ción", "cion": "ción"},
    "fr": {"ees": "ée", "ee": "ée", "ites": "ité", "ite": "ité", "ions": "ion", "os": "o"},
    "pt": {"coes": "ção", "cao": "ção", "oes": "ão", "ao": "ão"},
}


def language_of(code: object) -> str | None:
    """The language of "de", "pt-BR", "zh_Hant" or "nb"; None when it is no code of a language."""
    found = _CODE.fullmatch(code.strip().lower()) if isinstance(code, str) else None
    return _SAME.get(found[1], found[1]) if found else None


def language_of_page(meta: Mapping[str, Any]) -> str | None:
    """What a page's front matter says of its language, as `lang:` or `language:`."""
    return language_of(meta.get("lang")) or language_of(meta.get("language"))


def stemmed(word: str, language: str) -> str:
    """`word`: small letters without accents, three at least. Never empty."""
    if kept := _STEMS.get(language, {}).get(word):
        return kept
    if language == "ar":
        return _ARABIC_ARTICLE.sub("", word)
    stemmer = _stemmer(language)
    return (stemmer.stem(_with_accents(word, language)) if stemmer else word) or word


@cache
def _stemmer(language: str) -> Any:
    return classes[language]() if language in classes else None


def _with_accents(word: str, language: str) -> str:
    for plain, accented in _ENDINGS.get(language, {}).items():
        if word.endswith(plain):
            return word.removesuffix(plain) + accented
    return word


def question_words(language: str) -> frozenset[str]:
    """As they are written, with accents and apostrophes."""
    if language == ENGLISH:
        return frozenset(_SAID_IN_ENGLISH.split())
    return frozenset(stoplists.get(language, ())).difference(_TELLING.split())


def umlauts_otherwise(written: str, word: str) -> Iterator[str]:
    """German: "prufung" for what is written as "Pruefung", "pruefung" for "Prüfung". `word` is what it folds to."""
    small = written.lower()
    if any(umlaut in small for umlaut in _UMLAUTS):
        for umlaut, letters in _UMLAUTS.items():
            small = small.replace(umlaut, letters)
        yield small.replace("ß", "ss")
    elif (plain := _TWO_LETTERS.sub(r"\1", word)) != word:
        yield plain
