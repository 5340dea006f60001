"""Small indexes of a few pages each, as a writer would have them."""

from collections.abc import Callable, Iterator, Mapping

import pytest

from search.articles.rendering import sections_of_page
from search.index.build import build_index
from search.language.synonyms import Groups
from search.retrieval.query import Searcher
from search.retrieval.question import Way

Ask = Callable[..., list[str]]
"""A question to the names of the pages found, best first."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Ask]]:
    """`made(pages)`: an index of them, to be asked; `pages`: name -> Markdown."""
    opened: list[Searcher] = []

    def make(pages: Mapping[str, str], *, language: str = "en", synonyms: Groups = ()) -> Ask:
        folder = tmp_path_factory.mktemp("index")
        read = [sections_of_page(text, path=f"{name}.md", language=language) for name, text in pages.items()]
        build_index([section for page in read for section in page], folder, synonyms=synonyms, vectors=False)
        searcher = Searcher.open(folder)
        opened.append(searcher)

        def ask(text: str, *, way: Way = "question") -> list[str]:
            return list(dict.fromkeys(hit.path.removesuffix(".md") for hit in searcher.search(text, way=way)))

        return ask

    yield make
    for searcher in opened:
        searcher.close()
