"""Hits of the search as the web shows them: escaped at this edge, marks added here and nowhere else."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from reporter.errors import Unavailable
from reporter.web.current import services
from search.passage import Fragment
from search.hits import Hit
from search.query import Searcher
from search.question import Way

LONGEST_QUERY = 100_000  # characters; more is refused, and the search itself takes only the first words


def searcher() -> Searcher:
    """The index of the current build. Raises Unavailable with the reason."""
    site = services().site()
    if site is None:
        raise Unavailable("The knowledge base is being built. Try again in a minute.")
    if site.searcher is None:
        raise Unavailable(f"The search is not available: {site.search_problem}")
    return site.searcher


def find(query: str, *, limit: int, way: Way = "question") -> tuple[Hit, ...]:
    return searcher().search(query, limit=limit, way=way)


def passage_html(passage: Sequence[Fragment]) -> Markup:
    """The passage as HTML: every character escaped, matched words in Material's own mark."""
    return Markup().join(
        Markup("<mark data-md-highlight>{}</mark>").format(part.text) if part.marked else escape(part.text)
        for part in passage
    )


def hit_data(hit: Hit) -> dict[str, object]:
    """JSON-ready; `passage` is safe HTML, every other value is plain text."""
    return {
        "location": hit.location,
        "page_location": hit.page_location,
        "title": hit.title,
        "page_title": hit.page_title,
        "passage": str(passage_html(hit.passage)),
        "score": round(hit.score, 3),
        "terms": list(hit.terms),
    }
