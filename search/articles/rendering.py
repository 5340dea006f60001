"""One Markdown file to its sections, with the anchors that MkDocs would give them."""

import re
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

import markdown
import yaml

from search.articles.cutting import cut, with_words_apart
from search.articles.sections import Section, sections_from_index
from search.errors import BadIndex
from search.language.languages import ENGLISH, language_of_page

# MkDocs' own (toc, tables, fences of code) and the usual ones of a Material site beside them.
_EXTENSIONS = (
    *("toc", "tables", "attr_list", "admonition", "def_list", "footnotes", "abbr", "md_in_html"),
    *("pymdownx.superfences", "pymdownx.details", "pymdownx.tabbed"),
)
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


def sections_of_page(text: str, *, path: str, language: str = ENGLISH) -> list[Section]:
    """No section when the front matter says `search.exclude`, or that it is a draft.
    `path` is relative to the folder, with slashes; `language` is the one of a page that names none of its own (`lang:`
    or `language:`).

    Raises BadIndex (no text, or a `search.boost` that is no number) and whatever Python-Markdown raises.
    """
    meta, body = front_matter(text.replace("\r\n", "\n").replace("\r", "\n"))
    search = meta["search"] if isinstance(meta.get("search"), dict) else {}
    if search.get("exclude") or meta.get("draft") is True:
        return []
    page = location(path)
    entries = _entries(body, page, title=said(meta.get("title")) or _named(path))
    if not entries:
        raise BadIndex("there is no text in it")
    tags = meta["tags"] if isinstance(meta.get("tags"), list) else []
    for entry in entries:
        entry["tags"] = [*filter(None, map(said, tags))]
        entry["boost"] = search.get("boost", 1)
    return sections_from_index(
        {"docs": entries},
        paths={page: path},
        descriptions={page: said(meta.get("description"))},
        languages={page: language_of_page(meta) or language},
    )


def said(value: object) -> str:
    """A text or number of the front matter. Lists and mappings say nothing here, and may be endless by YAML aliases."""
    return str(value) if value and isinstance(value, str | int | float) else ""


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The values between the first two rulers, and the rest. What is no mapping in YAML is text like any other."""
    if found := _FRONT_MATTER.match(text):
        try:
            meta = yaml.safe_load(found[1] or "")
        except (yaml.YAMLError, ValueError):  # ValueError: a date such as 2026-02-30
            return {}, text
        if isinstance(meta, dict) or meta is None:
            return meta or {}, text[found.end() :]
    return {}, text


def location(path: str) -> str:
    """Where MkDocs puts the page: "guides/nat.md" -> "guides/nat/", "guides/index.md" -> "guides/"."""
    plain = PurePosixPath(path).with_suffix("")
    if plain.name in {"index", "README"}:
        plain = plain.parent
    return "" if plain == PurePosixPath() else f"{quote(str(plain))}/"


def _entries(body: str, page: str, *, title: str) -> list[dict[str, Any]]:
    """In the form of Material's search_index.json."""
    rendered = markdown.markdown(body, extensions=list(_EXTENSIONS))
    return [
        {"location": f"{page}#{anchor}" if anchor else page, "title": heading or title, "text": text}
        for anchor, heading, text in cut(with_words_apart(rendered))
    ]


def _named(path: str) -> str:
    """A title out of the file's name: "one-way_audio.md" -> "One way audio"."""
    plain = PurePosixPath(path).with_suffix("")
    name = (plain.parent.name or "Home") if plain.name in {"index", "README"} else plain.name
    words = name.replace("-", " ").replace("_", " ")
    return words.capitalize() if words == words.lower() else words
