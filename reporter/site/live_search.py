"""The search while `mkdocs serve` runs: writers see what readers will find, a moment after they have written it."""

import shutil
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qsl

from search.articles.sections import Section
from search.index.build import build_index
from search.language.synonyms import Groups
from search.retrieval.hits import Hit
from search.retrieval.query import Searcher
from search.retrieval.served import Unanswerable, answer_data, as_json, read_request

PLACE = "api/search"

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
"""WSGI, PEP 3333."""


class LiveSearch:
    """An index in a temporary folder, made anew on top of itself. To be closed. Threads may ask while it is updated."""

    def __init__(self) -> None:
        self._home = TemporaryDirectory(prefix="lifering-search-")
        self._folder: Path | None = None
        self._made = 0
        self._searcher: Searcher | None = None

    def update(self, sections: Sequence[Section], synonyms: Groups) -> str:
        """A sentence on what was done. Raises BadIndex, OSError."""
        began, done = time.perf_counter(), list[int]()
        self._made += 1
        new = Path(self._home.name) / str(self._made)
        build_index(
            sections, new, synonyms=synonyms, previous=self._folder, progress=lambda so_far, _: done.append(so_far)
        )
        old, self._folder = self._folder, new
        before, self._searcher = self._searcher, Searcher.open(new)
        if old and before:
            before.close()
            shutil.rmtree(old)
        took = time.perf_counter() - began
        taken = done[0] if done and done[0] > 1 else 0  # begins with how many were taken over
        return f"Search: indexed {len(sections) - taken} of {len(sections)} sections in {took:.2f} s"

    def close(self) -> None:
        if self._searcher:
            self._searcher.close()
        self._home.cleanup()

    def in_front_of(self, site: Application, *, mount: str) -> Application:
        """The same site, with answers at api/search; `mount` is the site's path, "/" or "/help/"."""

        def served(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            if environ["PATH_INFO"] not in {f"/{PLACE}", f"{mount}{PLACE}"}:
                return site(environ, start_response)
            status, told = self._answer(dict(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True)))
            body = as_json(told)
            headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
            start_response(f"{status.value} {status.phrase}", headers)
            return [body]

        return served

    def _answer(self, given: Mapping[str, str]) -> tuple[HTTPStatus, dict[str, object]]:
        if not self._searcher:
            return HTTPStatus.SERVICE_UNAVAILABLE, {"error": "The search is not ready yet."}
        try:
            query, limit, way = read_request(given)
        except Unanswerable as error:
            return HTTPStatus.BAD_REQUEST, {"error": str(error)}
        answer = self._searcher.answer(query, limit=limit, way=way)
        return HTTPStatus.OK, answer_data(query, answer, why=_why)


def _why(hit: Hit, _mended: Mapping[str, str]) -> str:
    return "About the same thing" if hit.by == "meaning" else ""
