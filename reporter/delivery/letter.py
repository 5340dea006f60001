"""What a mail says, once; its plain text and its simple HTML are two ways to write the same letter."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_UNSEEN = {"Cc", "Cs"}
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # they make text read as another


@dataclass(frozen=True)
class Entry:
    """`lines` empty: the entry is left out."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class Letter:
    """`subject` is fit for a header, `lead` are paragraphs, `footer` one sentence. Typed text stands in `parts` only,
    indented or in table cells, so that it cannot pass for ours."""

    subject: str
    lead: tuple[str, ...]
    links: tuple[Link, ...]
    parts: tuple[Part, ...] = ()
    footer: str = ""


def entry(label: str, value: str) -> Entry:
    """An entry of typed text: what no reader can see is dropped, blank lines at the ends too."""
    seen = visible(value).strip()
    return Entry(label, tuple(line.rstrip() for line in seen.split("\n")) if seen else ())


def single_lines(typed: Iterable[str]) -> tuple[str, ...]:
    """Each typed text on one line of its own."""
    return tuple(" ".join(visible(text).split()) for text in typed)


def visible(text: str) -> str:
    """The text with line feeds alone as line ends and without control and direction-turning characters."""
    lines = "\n".join(text.replace("\t", "    ").splitlines())
    return "".join(
        char for char in lines if char == "\n" or (unicodedata.category(char) not in _UNSEEN and char not in _TURNING)
    )


def as_text(letter: Letter) -> str:
    return _TEMPLATES.get_template("letter.txt").render(letter=letter)


def as_html(letter: Letter) -> str:
    """Escaped; no image, script, style sheet or request to anywhere."""
    return _TEMPLATES.get_template("letter.html").render(letter=letter)
