"""A small corpus in the form that Material's search plugin writes, as an open index."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.articles.sections import Section, sections_from_index
from search.index.build import build_index
from search.retrieval.query import Searcher


@pytest.fixture(scope="session")
def sections() -> list[Section]:
    document = json.loads((Path(__file__).parent / "corpus.json").read_text(encoding="utf-8"))
    pages = {entry["location"].partition("#")[0] for entry in document["docs"]}
    paths = {page: f"{page.rstrip('/') or 'index'}.md" for page in pages}
    return sections_from_index(document, paths=paths, descriptions={"numbers/did-routing/": "Where a DID rings."})


@pytest.fixture(scope="session")
def index_folder(sections: list[Section], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search") / "index"
    build_index(sections, folder)
    return folder


@pytest.fixture(scope="session")
def searcher(index_folder: Path) -> Iterator[Searcher]:
    searcher = Searcher.open(index_folder)
    yield searcher
    searcher.close()
