"""Hits of the search as the web shows them: escaped at this edge, marks added here and nowhere else."""

from collections.abc import Mapping

from markupsafe import Markup

from reporter.errors import Unavailable
from reporter.web.current import services
from reporter.web.locale import sentence
from reporter.web.services import Site
from search.retrieval import served
from search.retrieval.hits import Answer, Hit
from search.retrieval.passage import Passage
from search.retrieval.query import Searcher
from search.retrieval.question import Way
from search.retrieval.reasons import named_by


def current_site() -> Site:
    """The build in use. Raises Unavailable while there is none."""
    site = services().site()
    if site is None:
        raise Unavailable("The knowledge base is being built. Try again in a minute.")
    return site


def searcher() -> Searcher:
    """The index of the current build. Raises Unavailable, which visitors read: the reason is for operators, at /readyz
    and in the log."""
    found = current_site().searcher
    if found is None:
        raise Unavailable("The search is not available at the moment.")
    return found


def find(query: str, *, limit: int, way: Way = "question") -> Answer:
    return searcher().answer(query, limit=limit, way=way)


def passage_html(passage: Passage) -> Markup:
    """The passage as HTML, marked."""
    return Markup(served.passage_html(passage))  # noqa: S704  # escaped there


def why(hit: Hit, mended: Mapping[str, str]) -> str:
    """Why it was found, where its passage alone does not tell; "" where it does. `mended` as `read_as` gives it."""
    if hit.by == "meaning":
        return sentence("About the same thing")
    named = named_by(hit, mended)
    return sentence("In the title: {words}", words=", ".join(named)) if named else ""


def answer_data(query: str, answer: Answer) -> dict[str, object]:
    """As `search.retrieval.served` has it, in the reader's words."""
    return served.answer_data(query, answer, why=why)
