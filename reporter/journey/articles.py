"""Step: the articles that may help. Going on is the answer; what was read and searched goes along."""

import re

from reporter.journey.answers import ArticlesAnswer, Mistake
from reporter.journey.fields import Field, Typed
from reporter.journey.situation import Situation

MOST = 50
LONGEST = 300
CONTINUE = "continue"
LOCATION = re.compile(r"[\w.~%-]+(?:/[\w.~%-]+)*/?(?:#[\w.~%:-]*)?")

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
    read = tuple(location for location in typed.many("read") if _is_location(location))
    searched = tuple(query[:200] for query in typed.many("searched"))
    return None if typed.mistakes else ArticlesAnswer(read=read[-MOST:], searched=searched[-MOST:])


def _is_location(text: str) -> bool:
    """A page of this site, such as `guides/nat/#alg`: it will be made a link in a mail, so nothing else may pass."""
    return len(text) <= LONGEST and ".." not in text and LOCATION.fullmatch(text) is not None
