"""MkDocs in a process of its own: other people's plugins may end the interpreter or leave things behind."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from reporter.errors import Refused

MOST_TOLD = 20  # mistakes in one sentence; a project with more of them gets the rest next time


@dataclass(frozen=True)
class Request:
    """What to build: the absolute path of mkdocs.yml, the address to build for (None: its own), the policy as JSON."""

    mkdocs_file: str
    base_url: str | None
    report_path: str
    policy: str
    without: tuple[str, ...]
    vectors: bool


@dataclass(frozen=True)
class Rendered:
    """`pages`: location -> (source path, description). `answers`: source path -> questions.
    `languages`: location -> code; `synonyms`: groups of words and phrases.
    `watched`: files and folders the site was made from; `sources`: their digest before the build, so that a change
    in the meantime is seen as one."""

    site_url: str
    shell: str
    pages: dict[str, tuple[str, str]]
    answers: dict[str, tuple[str, ...]]
    languages: dict[str, str]
    synonyms: Sequence[Sequence[str]]
    watched: tuple[str, ...]
    sources: str


def run_mkdocs(asked: Request, site: Path, *, progress: Callable[[int, int], None]) -> tuple[Rendered, tuple[str, ...]]:
    """Render into `site`; the result and MkDocs' warnings. Raises Refused with what MkDocs or a plugin said."""
    folder = site.parent.parent
    (folder / "request.json").write_text(json.dumps(asdict(asked) | {"site": str(site)}), encoding="utf-8")
    told: dict[str, list[str]] = {"error": [], "warning": []}
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as noise:
        code = _run(folder, noise, told, progress)
        if code != 0:
            noise.seek(0)
            raise Refused(_sentence(told, noise.read()))
    values = json.loads((folder / "rendered.json").read_text(encoding="utf-8"))
    pages = {location: (path, description) for location, (path, description) in values.pop("pages").items()}
    answers = {path: tuple(questions) for path, questions in values["answers"].items()}
    rendered = Rendered(**{**values, "watched": tuple(values["watched"]), "pages": pages, "answers": answers})
    return rendered, tuple(told["warning"])


def _run(folder: Path, noise: IO[str], told: dict[str, list[str]], progress: Callable[[int, int], None]) -> int:
    command = [sys.executable, "-m", "reporter.site.render", str(folder)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1"}
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command, stdout=subprocess.PIPE, stderr=noise, encoding="utf-8", env=environment
    ) as child:
        assert child.stdout is not None
        try:
            done = 0
            for line in _lines(child.stdout):
                for kind in told.keys() & line.keys():
                    told[kind].append(line[kind])
                if "pages" in line:
                    done += 1
                    progress(done, 2 * line["pages"])  # each page is read, then written
        except BaseException:
            child.kill()
            raise
        return child.wait()


def _lines(out: IO[str]) -> Iterator[dict[str, Any]]:
    for line in out:
        yield json.loads(line)


def _sentence(told: dict[str, list[str]], noise: str) -> str:
    """The errors; else, in MkDocs' strict mode, the warnings that stopped it; else the last line of a traceback."""
    reasons = told["error"] or told["warning"] or noise.strip().splitlines()[-1:]
    sentences = (reason if reason.endswith(":") else reason.rstrip(".") + "." for reason in reasons[:MOST_TOLD])
    reason = "\n".join(sentences)
    return f"The site was not built, the last good one stays. {reason or 'MkDocs stopped without a word.'}"
