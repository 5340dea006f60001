"""What comes in while people type into the search box: made up, since no real log is kept, from what could be asked.

Each visitor wants one of the titles of articles and of real problems. How often each is wanted follows Zipf's law (the
second half as often as the first, the third a third), as it roughly does in searches everywhere; which is the first is
chance. A visitor types it letter by letter and asks as `search-worker.js` does: from the third letter on each, and at
the rest all of it as a question. Each comes from a network of their own. The same seed is the same visitors.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from urllib.parse import urlencode

from bench.place import ROOT

FIRST_LETTERS = 3
WORKER = ROOT / "reporter/site/theme/assets/lifering/search-worker.js"
SHOWN = int(re.findall(r"^const LIMIT = (\d+)", WORKER.read_text("utf-8"), re.MULTILINE)[0])  # hits the box asks for


@dataclass(frozen=True)
class Ask:
    path: str
    address: str  # of the visitor


def search(text: str, **more: object) -> str:
    return "/api/search?" + urlencode({"q": text, **more})


def visitors(titles: Sequence[str], count: int, *, seed: int) -> Iterator[Ask]:
    """What `count` visitors ask, one after the other."""
    chance = random.Random(seed)
    wanted = chance.sample(titles, len(titles))
    often = list(accumulate(1 / rank for rank in range(1, len(wanted) + 1)))
    for number, title in enumerate(chance.choices(wanted, cum_weights=often, k=count), 1):
        address = f"10.{number >> 8 & 255}.{number & 255}.1"
        for end in range(FIRST_LETTERS, len(title) + 1):
            if not title[end - 1].isspace():  # the box leaves blanks at the end out
                yield Ask(search(title[:end], limit=SHOWN, way="typing"), address)
        yield Ask(search(title, limit=SHOWN, way="question"), address)
