"""A release: one finished build of site, index and page shell. Light to import: `serve` reads it at every start.

In the data folder: builds/<build>/{site/, index/, titles.json, answers.json, shell.json, manifest.json}, and
builds/current, a file that holds the name of the build in use. It is written last and replaced in one step: a reader
sees a whole release, old or new.
"""

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from reporter.errors import Unavailable

TITLES = "titles.json"  # page location -> title, for pages that name an article by its location
ANSWERS = "answers.json"  # source path -> questions, for `lifering build --check`
KEPT = 2  # the one in use and the one before it, which a running server may still have open


@dataclass(frozen=True)
class Shell:
    """The look of the site around a page of the journey:
    top + "<title>...</title>" + extra head + middle + content + bottom."""

    top: str
    middle: str
    bottom: str


@dataclass(frozen=True)
class Manifest:
    """What a build holds. `script_hashes` are CSP sources ("sha256-...") of every inline script on the articles,
    `shell_script_hashes` those on the page shell; `other_hosts` what pages load from elsewhere (none, on our own site);
    `warnings` is what MkDocs had to say; `base_url` the address that was asked for instead of the project's own;
    `vectors` whether the index holds what sections mean."""

    build: str
    built: str
    lifering: str
    site_url: str
    base_url: str | None
    report_path: str
    policy_hash: str
    without: tuple[str, ...]
    vectors: bool
    pages: int
    sections: int
    index_version: int
    index_sha256: str
    script_hashes: tuple[str, ...]
    shell_script_hashes: tuple[str, ...]
    other_hosts: tuple[str, ...]
    warnings: tuple[str, ...]
    mkdocs_file: str
    watched: tuple[str, ...]
    sources: str


@dataclass(frozen=True)
class Release:
    folder: Path
    site: Path
    index: Path
    shell: Shell
    titles: Mapping[str, str]
    manifest: Manifest

    def answers(self) -> dict[str, list[str]]:
        """Source path to the questions that the article says it answers. Raises Unavailable."""
        try:
            answers: dict[str, list[str]] = json.loads((self.folder / ANSWERS).read_text(encoding="utf-8"))
            return {path: [*map(str.strip, questions)] for path, questions in answers.items()}
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise Unavailable(f"The built site in {self.folder} is damaged ({error}): run `lifering build`.") from error

    def sitemap(self, origin: str) -> str:
        """The sitemap with the origin ("http://127.0.0.1:9000") under which this server is asked.
        Instant navigation only follows links whose port too is the sitemap's."""
        text = (self.site / "sitemap.xml").read_text(encoding="utf-8")
        built_for = urlsplit(self.manifest.site_url)
        return text.replace(f"<loc>{built_for.scheme}://{built_for.netloc}/", f"<loc>{origin.rstrip('/')}/")


def builds_folder(data: Path) -> Path:
    return data / "builds"


def pointer_stamp(data: Path) -> object:
    """A cheap value that changes when another release is in use; None when there is none."""
    try:
        facts = (builds_folder(data) / "current").stat()
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_ino


def current_release(data: Path) -> Release:
    """Raises Unavailable when there is no release, or a part of it is missing or damaged."""
    builds = builds_folder(data)
    try:
        folder = builds / (builds / "current").read_text(encoding="utf-8").strip()
        return _open(folder)
    except FileNotFoundError as error:
        raise Unavailable(f"There is no built site in {data}: run `lifering build`.") from error
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise Unavailable(f"The built site in {data} is damaged ({error}): run `lifering build`.") from error


def _open(folder: Path) -> Release:
    shell = Shell(**json.loads((folder / "shell.json").read_text(encoding="utf-8")))
    titles = json.loads((folder / TITLES).read_text(encoding="utf-8"))
    manifest = _manifest(json.loads((folder / "manifest.json").read_text(encoding="utf-8")))
    site, index = folder / "site", folder / "index"
    for part in (site, index):
        if not part.is_dir():
            raise FileNotFoundError(part)
    return Release(folder=folder, site=site, index=index, shell=shell, titles=titles, manifest=manifest)


def _manifest(values: Mapping[str, Any]) -> Manifest:
    """A manifest of another version of Lifering lacks a key: KeyError, so the site is built anew."""
    listed: dict[str, Any] = {field.name: values[field.name] for field in fields(Manifest)}
    for name, value in listed.items():
        listed[name] = tuple(value) if isinstance(value, list) else value
    return Manifest(**listed)


def write_facts(folder: Path, shell: Shell, titles: Mapping[str, str], manifest: Manifest) -> None:
    _write_durably(folder / TITLES, json.dumps(titles, ensure_ascii=False))
    for name, value in (("shell.json", shell), ("manifest.json", manifest)):
        _write_durably(folder / name, json.dumps(asdict(value), indent=1, ensure_ascii=False))


def write_answers(folder: Path, answers: Mapping[str, Sequence[str]]) -> None:
    _write_durably(folder / ANSWERS, json.dumps(answers, ensure_ascii=False))


def switch_to(data: Path, build: str) -> None:
    """From now on `build` is the release in use; older ones than the last two are deleted."""
    builds = builds_folder(data)
    _write_durably(builds / "current.new", build)
    (builds / "current.new").replace(builds / "current")
    _flush(builds)
    finished = sorted(path.name for path in builds.iterdir() if path.is_dir() and not path.name.startswith("."))
    for name in finished[:-KEPT]:
        if name != build:
            shutil.rmtree(builds / name, ignore_errors=True)


def _write_durably(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
