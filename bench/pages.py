"""The pages that are searched: real text where it lies beside the repository, synthetic text for the rest.

Real text is data to read, from ../shared/corpora; a copy of it goes into the data folder and nowhere else. A synthetic
page says of itself that it is one. The same number of pages is the same text every time.
"""

import hashlib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from bench.place import KEPT, ROOT

CORPORA = ROOT.parent / "shared" / "corpora"
ORDER = ("connexcs", "travis", "mkdocs-material")
OWN_TEMPLATE = re.compile(r"^template:.*\n", re.MULTILINE)  # of the theme the page was written for
SEED = 20261122
SECTIONS, WORDS = 6, 90  # of a synthetic page; a real one has 7 and 100
SYLLABLES = ("ba", "ce", "di", "fa", "gu", "la", "me", "ni", "po", "ra", "se", "ti", "vo", "wen", "xa", "ster", "ling")
TERMS = (
    *("registration", "codec", "gateway", "firewall", "invoice", "failover", "trunk", "caller", "routing", "account"),
    *("extension", "timeout", "certificate", "latency", "balance", "carrier", "customer", "server", "number", "call"),
)


@dataclass(frozen=True)
class Pages:
    docs: Path
    real: int
    synthetic: int

    @property
    def name(self) -> str:
        """Names folder and content: another text is another folder."""
        return self.docs.parent.name


def written(count: int) -> Pages:
    """`count` pages as Markdown files, written once and kept."""
    found = list(islice(real(), count - 1))
    made = count - 1 - len(found)
    pages = chain([("index.md", "# Start\n\nThe page a reader comes from.\n")], found, synthetic(made))
    texts = dict(pages)
    digest = hashlib.sha256(repr(sorted(texts.items())).encode()).hexdigest()[:16]
    docs = KEPT / "sites" / f"{count}-{digest}" / "docs"
    if not docs.is_dir():
        unfinished = docs.with_name("docs.new")
        for name, text in texts.items():
            (unfinished / name).parent.mkdir(parents=True, exist_ok=True)
            (unfinished / name).write_text(text, encoding="utf-8")
        unfinished.rename(docs)
    return Pages(docs, len(found), made)


def real() -> Iterator[tuple[str, str]]:
    for corpus in ORDER:
        for path in sorted((CORPORA / corpus).rglob("*.md")):
            if path.name == "README.md":
                continue  # it would be the same page as an index.md beside it
            text = OWN_TEMPLATE.sub("", path.read_text("utf-8", "replace"))
            yield f"{corpus}/{path.relative_to(CORPORA / corpus).as_posix()}", text


def synthetic(count: int) -> Iterator[tuple[str, str]]:
    """Words as often as in a language: the second half as often as the first, the third a third as often."""
    chance = random.Random(SEED)
    words = list(dict.fromkeys("".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(9_000)))
    words[20 : 20 + 8 * len(TERMS) : 8] = TERMS
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    for number in range(count):
        text = chance.choices(words, weights, k=SECTIONS * WORDS)
        parts = [f"# Synthetic page {number}\n\nThis page is synthetic: it was made to be searched, not to be read.\n"]
        for start in range(0, len(text), WORDS):
            head, body = text[start : start + 4], " ".join(text[start + 4 : start + WORDS])
            parts.append(f"## {' '.join(head).capitalize()}\n\n{body.capitalize()}.\n")
        yield f"synthetic/{number // 100:03}/page-{number}.md", "\n".join(parts)
