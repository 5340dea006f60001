"""Hits of the search as the web shows them: escaped at this edge, marks added here and nowhere else."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from reporter.errors import Unavailable
from reporter.web.current import services
from reporter.web.locale import sentence
from search.hits import Answer, Hit
from search.passage import Fragment
from search.query import Searcher
from search.question import Way
from search.reasons import named_by, read_as

LONGEST_QUERY = 100_000  # characters; more is refused, and the search itself takes only the first words


def searcher() -> Searcher:
    """The index of the current build. Raises Unavailable with the reason."""
    site = services().site()
    if site is None:
        raise Unavailable("The knowledge base is being built. Try again in a minute.")
    if site.searcher is None:
        raise Unavailable(f"The search is not available: {site.search_problem}")
    return site.searcher


def find(query: str, *, limit: int, way: Way = "question") -> Answer:
    return searcher().answer(query, limit=limit, way=way)


def passage_html(passage: Sequence[Fragment]) -> Markup:
    """The passage as HTML: every character escaped, matched words in Material's own mark."""
    parts = (f"<mark data-md-highlight>{escape(p.text)}</mark>" if p.marked else str(escape(p.text)) for p in passage)
    return Markup("".join(parts))  # noqa: S704 - of escaped texts; Markup's own format and join take four times as long


def why(hit: Hit, mended: Mapping[str, str]) -> str:
    """Why it was found, where its passage alone does not tell; "" where it does. `mended` as `read_as` gives it."""
    if hit.by == "meaning":
        return sentence("About the same thing")
    named = named_by(hit, mended)
    return sentence("In the title: {words}", words=", ".join(named)) if named else ""


def answer_data(query: str, answer: Answer) -> dict[str, object]:
    """JSON-ready: the hits; what the query was surely meant to say (or null), and by which words (typed: meant);
    whether anything fits it."""
    mended = read_as(query, answer)
    hits = [_hit_data(hit, why(hit, mended)) for hit in answer.hits]
    return {"query": query, "meant": answer.meant, "mended": mended, "fits": answer.fits, "hits": hits}


def _hit_data(hit: Hit, reason: str) -> dict[str, object]:
    """`passage` is safe HTML, every other value is plain text."""
    return {
        "location": hit.location,
        "page_location": hit.page_location,
        "title": hit.title,
        "page_title": hit.page_title,
        "passage": str(passage_html(hit.passage)),
        "score": round(hit.score, 3),
        "terms": list(hit.terms),
        "in_title": list(hit.in_title),
        "by": hit.by,
        "why": reason,
    }
