"""Text to words, the same way for articles and for questions.

A compound is found by its parts and by its parts joined: "one-way" is one, way and oneway; "T.38" is t, 38 and t38;
"a=sendonly" is a, sendonly and asendonly; "setMaxCalls" is set, max, calls and setmaxcalls. Words are lower-case and
without accents, in the scripts of India with their vowels; stems are those of the section's language. Scripts without
spaces give every two neighbours.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from search.language.addresses import ADDRESS, whole_address
from search.language.languages import ENGLISH, stemmed

LONGEST_WORD = 40  # a Call-ID or a hash may be longer: what is cut off is cut off in articles and questions alike
SHORTEST_STEMMED = 3
LONGEST_READ = 2 * LONGEST_WORD  # characters of a written word, accents apart: bounds what is remembered of any text
REMEMBERED = 32_768  # words whose folded form and stem are kept at hand: some 10 MB
MOST_JOINED = 8  # the parts of a host name are joined; a longer chain is a path or a ruler
TELLING_HUMP = 3  # letters that the parts of setMaxCalls have on average; those of a random key have fewer

_ON_LETTERS = [sign for sign in map(chr, range(0x300, 0x1800)) if unicodedata.category(sign)[0] == "M"]
# Marks that stand on letters, and what has no width: soft hyphens, joiners.
_MARKS = "".join(_ON_LETTERS) + r"\u00ad\u200b-\u200d\u2060\u3099\u309a\ufeff"
_PART = rf"[^\W_](?:[^\W_]|[{_MARKS}]|['’](?=[^\W_]))*"
_COMPOUND = re.compile(rf"{ADDRESS}|{_PART}(?:[-‐‑.=_&@]{_PART})*")
_PARTS = re.compile(_PART)
_SIDES = re.compile(r"[^@]+")
_HUMPS = re.compile(r"[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+")
_VERSION = re.compile(r"[vV](?=\d)")

_APOSTROPHE = re.compile(r"['’](?:s$)?")
_ELISION = re.compile(r"(?:[cdjlmnst]|(?:jus|lors|puis)?qu|(?:d?a|[bdn]e|[cs]o|su|que)ll|quest|un)['’](?=[^\W\d_]{2})")
_SPELT = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"}
    # Arabic: letters that are written for one another, and the stroke that makes a word longer.
    | {"\u0629": "\u0647", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643", "\u0640": ""}
)
_OWN_LETTER = "й"  # no accent: to a Russian another letter
# In India a vowel is a mark. The dot below a letter is left out as often as not.
_VOWELS = "".join(sign for sign in _ON_LETTERS if "\u0900" <= sign < "\u0e00" and sign != "\u093c")
_BESIDE_LETTERS = frozenset(_VOWELS + "'’")

# Scripts that do not part their words (Thai, Lao, Burmese, Khmer, Chinese, Japanese) or part them seldom (Korean).
UNPARTED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_RUNS = re.compile(rf"([{UNPARTED}][{UNPARTED}{_MARKS}]*)|[^{UNPARTED}]+")
_UNPARTED_FROM = "\u0e00"
_SIGNS = re.compile(rf"[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|.[{_MARKS}\uff9e\uff9f]*", re.DOTALL)


class Word(NamedTuple):
    """A folded word and where it stands: text[start:end] is what was written."""

    text: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """Yields every word in reading order, a compound's parts before the compound itself."""
    for found in _COMPOUND.finditer(text):
        written, at = found.group(), found.start()
        for word, start, end in _remembered(written) if len(written) <= LONGEST_READ else _read(written):
            yield Word(word, at + start, at + end)


@lru_cache(maxsize=REMEMBERED)
def _remembered(written: str) -> tuple[Word, ...]:
    return tuple(_read(written))


def _read(written: str) -> Iterator[Word]:
    """The words of a compound; they stand where they do in it."""
    if ":" in written:
        yield from _address(written)
        return
    sides = [side.span() for side in _SIDES.finditer(written)]
    for start, end in sides:
        yield from _chain(written, start, end)
    if len(sides) > 1:
        yield from _joined(written, 0, len(written))


def _address(written: str) -> Iterator[Word]:
    for part in _PARTS.finditer(written):
        yield Word(fold(part.group()), *part.span())
    whole = whole_address(written)
    if whole.strip("0"):
        yield Word(whole, 0, len(written))


def _chain(written: str, start: int, end: int) -> Iterator[Word]:
    parts = list(_PARTS.finditer(written, start, end))
    for part in parts:
        yield from _part(_without_v(part.group()) if len(parts) > 1 else part.group(), *part.span())
    if len(parts) > 1:
        yield from _joined(written, start, end)


def _joined(written: str, start: int, end: int) -> Iterator[Word]:
    parts = [fold(_without_v(part)[:LONGEST_READ]) for part in _PARTS.findall(written, start, end)]
    if len(parts) <= MOST_JOINED and (joined := "".join(parts)[:LONGEST_WORD]):
        yield Word(joined, start, end)


def _without_v(part: str) -> str:
    """Version v1.2.3 is version 1.2.3."""
    return _VERSION.sub("", part, count=1) if part[0] in "vV" else part


def _part(part: str, start: int, end: int) -> Iterator[Word]:
    at = end - len(part)
    if max(part) >= _UNPARTED_FROM:
        for run in _RUNS.finditer(part):
            if run[1]:
                yield from _neighbours(run.group(), at + run.start())
            elif folded := fold(run.group()[:LONGEST_READ]):
                yield Word(folded, at + run.start(), at + run.end())
        return
    for hump in _humps(part):
        yield Word(hump.group().lower(), at + hump.start(), at + hump.end())
    if folded := fold(part[:LONGEST_READ]):
        yield Word(folded, start, end)


def _neighbours(run: str, at: int) -> Iterator[Word]:
    signs = [(folded, sign) for sign in _SIGNS.finditer(run) if (folded := fold(sign.group()))]
    if len(signs) == 1:
        yield Word(signs[0][0], at, at + len(run))
    for (first, begin), (second, end) in pairwise(signs):
        yield Word(first + second, at + begin.start(), at + end.end())


def _humps(part: str) -> "list[re.Match[str]]":
    """The parts of setMaxCalls or XMLHttpRequest. GitHub and WebRTC are names, DIDs are many, a random key is none."""
    if len(part) > LONGEST_WORD or not (part.isascii() and part.isalnum()) or part.islower() or part.isupper():
        return []
    first, *others = _HUMPS.finditer(part)
    named = len(others) < 2 and (part[0].isupper() or first.end() == 1)  # noqa: PLR2004  # MaxCalls, iPhone
    return [] if not others or named or len(part) < TELLING_HUMP * (1 + len(others)) else [first, *others]


@lru_cache(maxsize=REMEMBERED)
def fold(word: str) -> str:
    """Lower case letters, Indian vowels and digits, no accents, no possessive s and no French or Italian article before
    an apostrophe, at most LONGEST_WORD of them, perhaps none."""
    if not word.isascii():
        # Some characters decompose into phrases with spaces (U+FDFA): only letters and digits are kept.
        known = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())
        bare = "".join(_bare(character) for character in known if character.isalnum() or character in _BESIDE_LETTERS)
        word = bare.translate(_SPELT)  # when its accent is off: ǿ
    else:
        word = word.lower()
    if "'" in word or "’" in word:
        article = _ELISION.match(word)
        word = _APOSTROPHE.sub("", word[article.end() :] if article else word)
    return word.lstrip(_VOWELS)[:LONGEST_WORD]


def _bare(letter: str) -> str:
    """Without its accents, if it is Latin, Greek, Cyrillic, Hebrew or Arabic: elsewhere a mark makes another letter. A
    digit of any script is one of ours."""
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base < "\u0700" and letter != _OWN_LETTER else letter


@lru_cache(maxsize=REMEMBERED)
def stem(word: str, language: str = ENGLISH) -> str:
    """The term a folded word is indexed by. Words with a digit (g711, 486) keep their form, and so do all words of a
    language that has no stemmer here."""
    if len(word) < SHORTEST_STEMMED or not word.isalpha():
        return word
    return fold(stemmed(word, language)) or word


def terms(text: str, language: str = ENGLISH) -> list[str]:
    """The stems of all words of a text, in order, repeated as often as they stand."""
    return [stem(word.text, language) for word in words(text)]
