"""As many sections as are asked for: real ones where they are enough, and synthetic ones on top that say so.

A synthetic section has the length of a real one and is made of halves of real sentences, so that common words are as
common as they are and no sentence stands twice. Its vocabulary grows as in real text, by Heaps' law: with n words the
number of different ones is K * n ** GROWTH, K being that of the real sections; what is new are invented identifiers,
names and numbers, of which some come again. The same number is the same text every time.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import count, islice

from bench.judged import ARTICLES, CORPORA, read
from bench.place import ROOT
from search.articles.sections import Section

SEED = 20261122
GROWTH = 0.6  # 0.46 inside one of the corpora, more from one subject to the next
AGAIN = 0.6  # of the invented words, how many are said before
OF_A_PAGE = 7  # sections
SYLLABLES = ("ba", "cor", "den", "fi", "gul", "har", "jo", "ki", "lam", "mer", "no", "pra", "qui", "ros", "tel", "vo")

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n")


@dataclass(frozen=True)
class Corpus:
    sections: tuple[Section, ...]
    real: int

    @property
    def told(self) -> str:
        made = len(self.sections) - self.real
        return f"{len(self.sections):,} sections" + (f", {made:,} of them synthetic" if made else ", all real")


def of_size(size: int) -> Corpus:
    known = real()
    if not known:  # nothing of the corpora here: all is made, from our own articles
        return Corpus(tuple(islice(synthetic(read(ROOT / "docs")), size)), 0)
    kept = known[:size]
    return Corpus((*kept, *islice(synthetic(known), size - len(kept))), len(kept))


@cache
def real() -> tuple[Section, ...]:
    folders = [CORPORA / name for name in ARTICLES.values() if (CORPORA / name).is_dir()]
    return tuple(_of(folder.name, section) for folder in folders for section in read(folder))


def _of(corpus: str, section: Section) -> Section:
    return replace(
        section,
        location=f"{corpus}/{section.location}",
        page_location=f"{corpus}/{section.page_location}",
        path=f"{corpus}/{section.path}",
    )


def synthetic(known: Sequence[Section]) -> Iterator[Section]:
    """Without end."""
    chance = random.Random(SEED)
    sentences = [said for one in known for said in _SENTENCE_END.split(one.text) if said]
    invented = Invented(chance, known)
    title = ""
    for number in count():
        model = chance.choice(known)
        page, part = divmod(number, OF_A_PAGE)
        own = model.title if part else f"{model.title} (synthetic {page})"
        title = title if part else own
        yield replace(
            model,
            location=f"synthetic/{page}/#{part}" if part else f"synthetic/{page}/",
            page_location=f"synthetic/{page}/",
            path=f"synthetic/{page}.md",
            page_title=title,
            title=own,
            headings=(title, own) if part else (title,),
            text=invented.among(_text(chance, sentences, len(model.text))),
        )


def _text(chance: random.Random, sentences: Sequence[str], length: int) -> list[str]:
    """Words of sentences that begin as one and end as another."""
    words: list[str] = []
    left = length
    while left > 0:
        begun, ended = chance.choice(sentences).split(), chance.choice(sentences).split()
        said = begun[: len(begun) // 2 + 1] + ended[len(ended) // 2 :]
        words += said
        left -= sum(map(len, said)) + len(said)
    return words


class Invented:
    """Words that nobody has said, as many as Heaps' law asks for."""

    def __init__(self, chance: random.Random, known: Sequence[Section]) -> None:
        self._chance = chance
        words = [word for one in known for word in _WORD.findall(one.text.lower())]
        self._said, self._known = len(words), set(words)
        self._factor = len(self._known) / self._said**GROWTH
        self._words: list[str] = []

    def among(self, words: list[str]) -> str:
        self._said += len(words)
        due = int(self._factor * self._said**GROWTH) - len(self._known)
        for place in self._chance.sample(range(len(words)), min(due, len(words))):
            again = self._chance.choice(self._words) if self._words and self._chance.random() < AGAIN else ""
            words[place] = f"{again} {self._new()}".lstrip()
        return " ".join(words)

    def _new(self) -> str:
        chance = self._chance
        while True:
            name = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))
            number = chance.randint(10_000, 9_999_999)
            word = chance.choice((name, name.capitalize(), f"{name}_{number % 1000}", str(number)))
            if word.lower() not in self._known:
                self._known.add(word.lower())
                self._words.append(word)
                return word
