"""Step: the articles that may help. Going on is the answer; what was read and searched goes along."""

import re

from reporter.journey.answers import ArticlesAnswer, Mistake
from reporter.journey.fields import Field, Typed
from reporter.journey.situation import Situation

MOST = 50
LONGEST = 1000  # characters of a location: one letter of another script is nine of them
CONTINUE = "continue"
PAGE = re.compile(r"(?:[\w.~%-]+/)*[\w.~%-]*")
NO_ANCHOR = re.compile(r"[\s\"'<>\\`]")

FIELDS = (
    Field("choice", "Say whether you want to go on with the report."),
    Field("read", many=True),
    Field("searched", many=True),
)


def read_articles(typed: Typed, _: Situation) -> ArticlesAnswer | None:
    """`read` and `searched` were not typed by hand here: what is no location is left out, the newest 50 are kept."""
    choice = typed.one("choice")
    if choice and choice != CONTINUE:
        typed.wrong(Mistake("choice", "Say whether you want to go on with the report."))
    read = tuple(location for location in typed.many("read") if is_location(location))
    searched = tuple(query[:200] for query in typed.many("searched"))
    return None if typed.mistakes else ArticlesAnswer(read=read[-MOST:], searched=searched[-MOST:])


def is_location(text: str) -> bool:
    """A page of this site, such as `guides/nat/#alg`, or "" and `#hours` on the first one: no host and no way up, for
    it will be made a link in a mail. Writers name sections in any script, at any length."""
    page, _, anchor = text.partition("#")
    if len(text) > LONGEST or not text.isprintable():
        return False
    return PAGE.fullmatch(page) is not None and ".." not in page and not NO_ANCHOR.search(anchor)
