"""lunr on Node: the very worker that Material for MkDocs ships, with the settings it has for English.

Timed inside Node around the question alone. What it returns are all pages with all their sections, marked: that is its
work, so it is not asked to do less.
"""

import html
import json
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

import material

from bench.engines import TOP, Shown, Timed, Way
from search.articles.sections import Section

WORKERS = Path(material.__file__).parent / "templates" / "assets" / "javascripts" / "workers"
CONFIG = {
    "lang": ["en"],
    "separator": "[\\s\\-]+",
    "pipeline": ["stopWordFilter"],
    "fields": {"title": {"boost": 1000}, "text": {"boost": 1}, "tags": {"boost": 1_000_000}},
}
HEAP = 6_000  # MB


def missing() -> str | None:
    """Why it cannot run on this machine."""
    return None if shutil.which("node") else "there is no Node on this machine"


class Lunr:
    name = "lunr (Node)"
    ways: frozenset[Way] = frozenset({"question", "typing"})

    def build(self, sections: Sequence[Section], folder: Path) -> None:
        pages: dict[str, str] = {}
        docs = [_document(section, pages) for section in sections]
        self._paths = pages
        file = folder / "search_index.json"
        file.write_text(json.dumps({"config": CONFIG, "docs": docs, "options": {"suggest": False}}), "utf-8")
        (worker,) = WORKERS.glob("search.*.min.js")
        host = Path(__file__).with_name("lunr_host.js")
        command = ["node", f"--max-old-space-size={HEAP}", str(host), str(worker)]
        self._node = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._say({"file": str(file)})

    def ready(self) -> None:
        self._heard()

    def ask(self, text: str, way: Way) -> Timed:  # noqa: ARG002  # every word may be the beginning of one
        answer = self._answer(text, TOP)
        shown = [Shown(title, passage) for _, title, passage in answer["found"]]
        return Timed(shown, answer["milliseconds"])

    def paths(self, text: str) -> Iterable[str]:
        return (self._paths[page] for page, *_ in self._answer(text, TOP)["found"])

    def _answer(self, text: str, most: int) -> dict:
        self._say({"ask": text, "most": most})
        return self._heard()

    def _say(self, message: dict) -> None:
        assert self._node.stdin
        self._node.stdin.write(json.dumps(message) + "\n")
        self._node.stdin.flush()

    def _heard(self) -> dict:
        assert self._node.stdout
        return json.loads(self._node.stdout.readline())

    def close(self) -> None:
        self._node.terminate()
        self._node.communicate()


def _document(section: Section, pages: dict[str, str]) -> dict:
    pages[section.page_location] = section.path
    return {"location": section.location, "title": html.escape(section.title), "text": html.escape(section.text)}
