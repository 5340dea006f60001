"""How long does making an index take? Ours beside Whoosh's own indexing of the same sections, taking turns.

Whoosh's is the frozen stock configuration: the same sections by add_document, and the commit. A changed page is one of
about 300, of 3,000 sections in all; what is counted is how many chunks of text are given a vector again.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import search.index.build
from bench.corpus import of_size
from bench.engines.stock_whoosh import write
from bench.place import folder
from bench.result import Result, median_of
from search.articles.sections import Section
from search.index.build import build_index
from search.index.vectors import write_vectors

SIZE = 3_000
ROUNDS = 5
LEXICAL, WITH_VECTORS, CHANGED = 1.25, 2.2, 0.2  # times Whoosh's; seconds


def run() -> list[Result]:
    corpus = of_size(SIZE)
    sections = corpus.sections
    whoosh, lexical, fused = [], [], []
    with folder("build") as home:
        for number in range(ROUNDS):
            at = home / str(number)
            at.mkdir()
            whoosh.append(seconds(lambda at=at: write(sections, at / "whoosh")))
            lexical.append(seconds(lambda at=at: build_index(sections, at / "lexical", vectors=False)))
            fused.append(seconds(lambda at=at: build_index(sections, at / "fused")))
            print(f"  Whoosh {whoosh[-1]:.2f} s, ours {lexical[-1]:.2f} s, with vectors {fused[-1]:.2f} s", flush=True)
        changed = list(one_page_changed(sections, home))
    name = f"build, {corpus.told}"
    return [
        median_of(f"{name}: lexical to Whoosh's own", by(lexical, whoosh), "ratio", at_most=LEXICAL),
        median_of(f"{name}: with vectors to Whoosh's own", by(fused, whoosh), "ratio", at_most=WITH_VECTORS),
        median_of(f"{name}: Whoosh's own", whoosh, "s"),
        median_of(f"{name}: lexical", lexical, "s"),
        median_of(f"{name}: with vectors", fused, "s"),
        median_of(f"{name}: one changed page", [took for took, _ in changed], "s", at_most=CHANGED),
        median_of(f"{name}: chunks embedded for it", [chunks for _, chunks in changed], "chunks"),
    ]


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def by(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Round by round."""
    return [mine / other for mine, other in zip(ours, theirs, strict=True)]


def one_page_changed(sections: Sequence[Section], home: Path) -> Iterator[tuple[float, int]]:
    """Seconds and embedded chunks of an index on top of the one before, another page being changed each time."""
    pages = list(dict.fromkeys(section.page_location for section in sections))
    before = home / "0" / "fused"
    for number in range(ROUNDS):
        page, after = pages[(number + 1) * len(pages) // (ROUNDS + 1)], home / f"changed-{number}"
        changed = [
            replace(section, text=f"Changed {number}. {section.text}") if section.page_location == page else section
            for section in sections
        ]
        embedded: list[int] = []
        with patch.object(search.index.build, "write_vectors", counting(embedded)):
            took = seconds(lambda after=after, changed=changed: build_index(changed, after, previous=before))
        yield took, sum(embedded)


def counting(embedded: list[int]) -> Callable[..., int]:
    """The same work; how many chunks it embedded is written down."""

    def counted(*given: object, **named: object) -> int:
        embedded.append(write_vectors(*given, **named))
        return embedded[-1]

    return counted
