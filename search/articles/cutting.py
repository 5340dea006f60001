"""HTML to sections, cut at its headings in the way of Material's search plugin: what it would find on a site."""

import html
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_LEFT_OUT = frozenset({"script", "style", "object"})
_KEPT = frozenset({"p", "code", "pre", "li", "ol", "ul", "sub", "sup"})
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
EXCLUDED = "data-search-exclude"
_LINE_NUMBERS = "linenodiv"
_BOX_ENDS = re.compile(r"(<br ?/?>|</(?:label|td|th|dt|dd|div|summary)>)(?=[^\s<]|<[^/])")
_NOTES = re.compile(r"(?<=<)(sup id=\"fnref|a class=\"footnote-backref)")


@dataclass(slots=True)
class Piece:
    """A heading and what stands below it, as HTML of few tags. `anchor` is "" in the leading section of a page."""

    anchor: str
    depth: float  # open elements where the heading stands: with its parent the section ends
    excluded: bool = False
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def with_words_apart(markup: str) -> str:
    """It looks the same. When its tags are off, words of two boxes, such as the labels of tabs, would be one, and
    so would a word and the number of its footnote."""
    return _NOTES.sub(_excluded, _BOX_ENDS.sub(r"\1 ", markup))


def _excluded(element: "re.Match[str]") -> str:
    name, _, rest = element[1].partition(" ")
    return f"{name} {EXCLUDED} {rest}"


def cut(markup: str) -> Iterator[tuple[str, str, str]]:
    """(anchor, title, text) of every section; the title is "" where text stands before the first heading."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    for piece in reader.pieces:
        if not piece.excluded:
            yield piece.anchor, "".join(piece.title).strip(), "".join(piece.text).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._current: Piece | None = None
        self._open: list[str] = []
        self._excluded_from: float = math.inf  # how many elements were open before the excluded one
        self._heading_at: float = math.inf

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        depth, named = len(self._open), dict(attrs)
        self._open.append(tag)
        if self._excluded_from < depth:
            return
        if tag in _HEADINGS and named.get("id"):
            self._begin(tag, str(named["id"]), excluded=EXCLUDED in named)
        if tag in _LEFT_OUT or EXCLUDED in named or named.get("class") == _LINE_NUMBERS:
            self._excluded_from = depth
        elif tag in _KEPT:
            self._write(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        while self._open.pop() != tag:  # what was never closed ends with what stands around it
            pass
        depth = len(self._open)
        if depth <= self._excluded_from < math.inf:
            self._excluded_from = math.inf
        elif tag in _KEPT and self._excluded_from == math.inf:
            self._write(f"</{tag}>")
        if depth <= self._heading_at:
            self._heading_at = math.inf
        self._leave(depth)

    def handle_data(self, data: str) -> None:
        if self._excluded_from == math.inf:
            self._write(html.escape(data if "pre" in self._open else data.replace("\n", " "), quote=False))

    def _begin(self, tag: str, anchor: str, *, excluded: bool) -> None:
        depth = len(self._open)
        if tag != "h1" and not self.pieces:
            self.pieces.append(Piece("", depth))
        self._current = Piece(anchor if self.pieces else "", depth, excluded)
        self.pieces.append(self._current)
        self._heading_at = depth - 1

    def _leave(self, depth: int) -> None:
        """A heading inside of a box ends with the box: what follows belongs to the section around it."""
        if self._current and self._current.depth > depth + 1:
            around = [piece for piece in self.pieces if piece.depth <= depth + 1]
            if around:
                self._current.depth = math.inf
                self._current = around[-1]

    def _write(self, text: str) -> None:
        if not self._current:
            if not text.strip():
                return
            self._current = Piece("", 0)
            self.pieces.append(self._current)
        (self._current.text if self._heading_at == math.inf else self._current.title).append(text)
