"""Pages to sections: what Material's search plugin wrote, as typed values.

Material has already cut the pages at their headings and left out what `search.exclude` and `data-search-exclude` name.
"""

import html
import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from types import MappingProxyType
from typing import Any

from search.errors import BadIndex
from search.language.languages import ENGLISH

_BLOCKS = frozenset({"p", "pre", "li", "ol", "ul", "br", "div", "table", "tr", "dt", "dd", "blockquote"})


@dataclass(frozen=True, slots=True)
class Section:
    """A heading's part of an article. All text is plain (no HTML), in Unicode form NFC."""

    location: str  # relative to the site: "guides/nat/#alg"; the first section of a page has no anchor
    page_location: str  # "guides/nat/"
    path: str  # of the Markdown source, relative to the docs folder: "guides/nat.md"
    page_title: str
    title: str
    headings: tuple[str, ...]  # from the page's title down to the section's own
    text: str  # blocks parted by line ends
    tags: tuple[str, ...]
    boost: float  # the writer's `search.boost`: multiplies the score
    description: str  # of the page, from its front matter; "" without one
    language: str = ENGLISH  # of the page: an ISO 639 code

    @property
    def leads(self) -> bool:
        """Whether this is the page's own section, the one that a link without an anchor opens."""
        return "#" not in self.location


def sections_from_index(
    document: Mapping[str, Any],
    *,
    paths: Mapping[str, str],
    descriptions: Mapping[str, str],
    languages: Mapping[str, str] = MappingProxyType({}),
) -> list[Section]:
    """Reads Material's `search_index.json`; `paths`, `descriptions` and `languages` are by page location.

    Raises BadIndex when the document has another shape or a page's boost is no number of at least 0.
    """
    docs = document.get("docs")
    if not isinstance(docs, list) or not all(_is_entry(entry) for entry in docs):
        raise BadIndex(
            "The site's search/search_index.json holds no list of sections with location, title and text: "
            "keep Material's own `search` plugin in mkdocs.yml and run `lifering build` again."
        )
    titles: dict[str, str] = {}
    for entry in docs:
        titles.setdefault(_page(entry["location"]), plain(entry["title"]))
    return [
        _section(entry, titles=titles, paths=paths, descriptions=descriptions, languages=languages) for entry in docs
    ]


def _is_entry(entry: object) -> bool:
    return isinstance(entry, dict) and all(isinstance(entry.get(key), str) for key in ("location", "title", "text"))


def _page(location: str) -> str:
    return location.partition("#")[0]


def _section(
    entry: Mapping[str, Any],
    *,
    titles: Mapping[str, str],
    paths: Mapping[str, str],
    descriptions: Mapping[str, str],
    languages: Mapping[str, str],
) -> Section:
    page = _page(entry["location"])
    path = paths.get(page, page)
    title = plain(entry["title"])
    return Section(
        location=entry["location"],
        page_location=page,
        path=path,
        page_title=titles[page],
        title=title,
        headings=(titles[page],) if page == entry["location"] else (titles[page], title),
        text=plain(entry["text"]),
        tags=tuple(str(tag) for tag in entry.get("tags") or ()),
        boost=_boost(entry.get("boost", 1), path),
        description=descriptions.get(page, ""),
        language=languages.get(page, ENGLISH),
    )


def _boost(value: object, path: str) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value >= 0:
        return float(value)
    raise BadIndex(f"{path}: `search.boost` must be a number of at least 0, found {value!r}.")


def plain(markup: str) -> str:
    """HTML to text: tags go, entities are resolved, white space is collapsed, blocks end with a line end."""
    if "<" not in markup:
        return _tidy(html.unescape(markup))
    reader = _Text()
    reader.feed(markup)
    reader.close()
    return _tidy("".join(reader.pieces))


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", text).splitlines())
    return "\n".join(line for line in lines if line)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # HTMLParser's signature
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
