"""Asked words that the index does not know, as the words that may have been meant by them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from search.index.spelling import Near, Spelling, may_be_mended
from search.language.analysis import Word, stem
from search.language.edits import EDIT

MOST_READ = 128  # words of a question that are looked at
MOST_MENDED = 24  # words of a question for which others are sought
REMEMBERED = 8192  # words that are known to need nothing: half a megabyte
CLEAR, UNCLEAR, FAR = 1.0, 0.7, 0.4  # weight of what was meant: by a clear slip; by one mistake; by two
ALTERNATIVE = 0.3  # of the weight of the likelier one before it
MOST_ALTERNATIVES = 3

_SURE_OF = 5  # letters of a word, at least, that somebody is told to have misspelt
_SLIP = 1.15  # what a mistake costs at most that is a slip of the hand rather than another word
_SURE_SECTIONS = 2
_LIKELIER = 1.0  # by so much must the first candidate be likelier than the second
_SAME_END = 2  # letters: other words of one stem differ in their ends (pass, passes, passers)

_SHARED_OF = 6  # letters of a word, at least, that may be a slip of an article
_SHARED_BY = 2  # sections, at most, that hold it
_OTHERS = 20  # so many times as many hold what was meant


@dataclass(frozen=True, slots=True)
class Mended:
    """`meant`: the likeliest word first, each with its weight. `sure`: enough to tell somebody."""

    typed: Word
    meant: tuple[tuple[str, float], ...]
    sure: bool

    @property
    def clear(self) -> bool:
        """Whether it is as good as typed."""
        return self.meant[0][1] == CLEAR and len(self.meant) == 1

    @property
    def word(self) -> Word:
        """The likeliest one in the place of what was typed."""
        return self.typed._replace(text=self.meant[0][0])


class Mender:
    """Threads may share it."""

    def __init__(self, spelling: Spelling, holds: Callable[[str], bool], *, called: Iterable[str] = ()) -> None:
        """`holds`: whether the index or a writer's list knows the word or its stem; `called`: the words of that list,
        which are as good as held by the sections that call it otherwise."""
        self._spelling, self._holds = spelling, holds
        self._called = Spelling.of(dict.fromkeys(called, _SURE_SECTIONS))
        self._sound = lru_cache(REMEMBERED)(lambda word: self._known(word) and not self._seldom(word))

    def mended(self, said: Sequence[Word]) -> dict[Word, Mended]:
        """What was meant by those of the first MOST_READ words that need it, at most by MOST_MENDED of them."""
        doubtful = [word for word in said[:MOST_READ] if not self._sound(word.text)]
        if not doubtful:
            return {}
        unknown = (word for compound in _compounds(said[:MOST_READ]) for word in self._unknown(compound))
        found = {word: mended for word in islice(unknown, MOST_MENDED) if (mended := self.one(word))}
        shared = (word for word in doubtful if word not in found and self._seldom(word.text))
        return found | {word: mended for word in islice(shared, MOST_MENDED) if (mended := self._shared(word))}

    def one(self, word: Word, *, begun: bool = False) -> Mended | None:
        """`begun`: the word may be unfinished."""
        near = self._spelling.near(word.text, begun=begun) or self._only_called(word.text)
        if not near:
            return None
        clear = not begun and _clear(near)
        weight = CLEAR if clear else UNCLEAR if near[0].mistakes < 2 * EDIT else FAR
        meant = [(other.word, weight * ALTERNATIVE**place) for place, other in enumerate(near[:MOST_ALTERNATIVES])]
        return Mended(word, tuple(meant[:1] if clear else meant), clear and _sure(word.text, near[0]))

    def _only_called(self, word: str) -> Sequence[Near]:
        near = () if self._called.sections_with(word) else self._called.near(word)
        return near if near and _clear(near) and _sure(word, near[0]) else ()

    def _unknown(self, compound: Sequence[Word]) -> list[Word]:
        """None if all parts of a compound are known; else it may be a part or the whole that is misspelt."""
        *parts, whole = compound
        if parts and all(self._holds(part.text) for part in parts):
            return []
        return [word for word in (*parts, whole) if not self._known(word.text)]

    def _known(self, word: str) -> bool:
        """Also what cannot be mended."""
        return not may_be_mended(word) or self._holds(word)

    def _seldom(self, word: str) -> bool:
        return len(word) >= _SHARED_OF and word.isalpha() and 0 < self._spelling.sections_with(word) <= _SHARED_BY

    def _shared(self, word: Word) -> Mended | None:
        """A slip that an article shares: what is held hardly ever is asked, and also what nearly all others write."""
        near = self._spelling.near(word.text)
        if not near or not _clear(near) or near[0].sections < _OTHERS * self._spelling.sections_with(word.text):
            return None
        return Mended(word, ((word.text, CLEAR), (near[0].word, UNCLEAR)), sure=False)


def _compounds(said: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Each word with the parts of it that come before it, if it has parts."""
    found: list[Sequence[Word]] = []
    end = len(said)
    while end:
        begin = end - 1
        while begin and said[begin - 1].start >= said[end - 1].start:
            begin -= 1
        found.append(said[begin:end])
        end = begin
    return reversed(found)


def reworded(text: str, mended: Mapping[Word, Mended], *, sure: bool = True) -> str | None:
    """The text with what was meant in place of the misspelt words, `sure`: of those alone of which it is sure.

    None when there are none.
    """
    told = [one for one in mended.values() if one.sure or not (sure or one.word == one.typed)]
    parts = [one for one in told if not any(_has_part(one.typed, other.typed) for other in told)]
    for one in sorted(parts, key=lambda one: one.typed.start, reverse=True):
        start, end = one.typed.start, one.typed.end
        text = text[:start] + _as_written(one.word.text, text[start:end]) + text[end:]
    return text if parts else None


def _has_part(whole: Word, part: Word) -> bool:
    return whole != part and whole.start <= part.start and part.end <= whole.end


def _as_written(word: str, written: str) -> str:
    if written.isupper():
        return word.upper()
    return word.capitalize() if written[0].isupper() else word


def _clear(near: Sequence[Near]) -> bool:
    """A slip of the hand, and no other word is as likely."""
    best = near[0]
    others = [other for other in near[1:] if stem(other.word) != stem(best.word)]
    return best.mistakes <= _SLIP and all(best.likely - other.likely >= _LIKELIER for other in others)


def _sure(typed: str, best: Near) -> bool:
    long = len(typed) >= _SURE_OF and best.sections >= _SURE_SECTIONS
    return long and (best.mistakes == EDIT or typed[-_SAME_END:] == best.word[-_SAME_END:])
