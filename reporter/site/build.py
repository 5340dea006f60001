"""`lifering build`: from the writers' Markdown to a release, which is put in use only when it is whole."""

import re
import secrets
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from reporter import __version__
from reporter.errors import Misconfigured, Refused, Unavailable
from reporter.policy.model import Policy
from reporter.site.child import Rendered, Request, run_mkdocs
from reporter.site.compression import compress_site
from reporter.site.inspection import inline_script_hashes, inspect_site
from reporter.site.lock import build_lock
from reporter.site.release import (
    Manifest,
    Shell,
    builds_folder,
    current_release,
    switch_to,
    write_answers,
    write_facts,
)
from reporter.site.search_files import read_sections
from reporter.site.shell import cut_shell
from search.errors import BadIndex
from search.index.build import build_index
from search.index.facts import IndexFacts

Progress = Callable[[str, int, int], None]
"""Called with a stage ("pages" or "index"), how many are done, and how many there are."""
UNFINISHED = ".new-"
REPORT_PATH = re.compile(r"/(?:[a-z0-9][a-z0-9._-]*/)+")


def build_release(
    *,
    mkdocs_file: Path,
    data: Path,
    policy: Policy,
    report_path: str = "/report/",
    base_url: str | None = None,
    without: tuple[str, ...] = (),
    vectors: bool = True,
    progress: Progress | None = None,
) -> Manifest:
    """Build site, index and shell, and put them in use.

    `base_url`: the address people use, in place of mkdocs.yml's `site_url`; `without`: plugins of it to leave
    out; `vectors`: index what the sections mean.

    Whatever fails, the release in use stays. Raises Refused (an article, mkdocs.yml, a collision) with its path,
    Misconfigured (the report path), Unavailable (the disk). A second build at the same time waits for the first.
    """
    if not REPORT_PATH.fullmatch(report_path):
        raise Misconfigured(
            f"LIFERING_REPORT_PATH is {report_path!r}: expected a path such as /report/, "
            "in small letters, beginning and ending with a slash."
        )
    if not mkdocs_file.is_file():
        raise Refused(f"There is no {mkdocs_file}: name another file with `lifering build -f`, or run `lifering init`.")
    asked = Request(
        mkdocs_file=str(mkdocs_file.resolve()),
        report_path=report_path,
        base_url=f"{base_url.rstrip('/')}/" if base_url else None,
        policy=policy.model_dump_json(by_alias=True),
        without=tuple(sorted(without)),
        vectors=vectors,
    )
    try:
        with build_lock(data):
            return _build(asked, policy.hash, data=data, progress=progress or _quiet)
    except OSError as error:
        raise Unavailable(f"The site could not be written to {data}: {error}. The last good site stays.") from error


def _quiet(_stage: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def _build(asked: Request, policy_hash: str, *, data: Path, progress: Progress) -> Manifest:
    _remove_left_overs(data)
    with TemporaryDirectory(prefix=UNFINISHED, dir=builds_folder(data)) as parts:
        folder = Path(parts) / "release"
        folder.mkdir()
        rendered, warnings = run_mkdocs(asked, folder / "site", progress=lambda done, of: progress("pages", done, of))
        facts, titles = _index(rendered, folder, _index_in_use(data), progress, vectors=asked.vectors)
        shell = _shell(rendered)
        manifest = _finish(folder, rendered, facts, asked=asked, policy_hash=policy_hash, warnings=warnings)
        write_answers(folder, rendered.answers)
        write_facts(folder, shell, titles, manifest)
        folder.rename(builds_folder(data) / manifest.build)
        switch_to(data, manifest.build)
        return manifest


def _remove_left_overs(data: Path) -> None:
    """Of builds that were killed; the lock is ours, so none of them is still at work."""
    for folder in builds_folder(data).glob(f"{UNFINISHED}*"):
        shutil.rmtree(folder, ignore_errors=True)


def _index(
    rendered: Rendered, folder: Path, previous: Path | None, progress: Progress, *, vectors: bool
) -> tuple[IndexFacts, dict[str, str]]:
    try:
        sections = read_sections(folder / "site", pages=rendered.pages, languages=rendered.languages)
        facts = build_index(
            sections,
            folder / "index",
            synonyms=rendered.synonyms,
            previous=previous,
            vectors=vectors,
            progress=partial(progress, "index"),
        )
    except BadIndex as error:
        raise Refused(f"{error} The last good site stays.") from error
    return facts, {section.page_location: section.page_title for section in sections}


def _index_in_use(data: Path) -> Path | None:
    try:
        return current_release(data).index
    except Unavailable:
        return None


def _finish(
    folder: Path, rendered: Rendered, facts: IndexFacts, *, asked: Request, policy_hash: str, warnings: tuple[str, ...]
) -> Manifest:
    """The manifest, and the compressed copies."""
    now = datetime.now(UTC)
    hashes, hosts = inspect_site(folder / "site", own=urlsplit(rendered.site_url).hostname or "")
    compress_site(folder / "site", leave_out=("sitemap.xml",))  # the server words it anew for each host
    return Manifest(
        build=f"{now:%Y%m%dT%H%M%S}-{now.microsecond:06}-{secrets.token_hex(2)}",
        built=now.isoformat(timespec="seconds"),
        lifering=__version__,
        site_url=rendered.site_url,
        base_url=asked.base_url,
        report_path=asked.report_path,
        policy_hash=policy_hash,
        without=asked.without,
        vectors=asked.vectors,
        pages=len(rendered.pages),
        sections=facts.sections,
        index_version=facts.version,
        index_sha256=facts.sha256,
        script_hashes=tuple(sorted(hashes)),
        shell_script_hashes=tuple(sorted(inline_script_hashes(rendered.shell))),
        other_hosts=tuple(sorted(hosts)),
        warnings=warnings,
        mkdocs_file=asked.mkdocs_file,
        watched=rendered.watched,
        sources=rendered.sources,
    )


def _shell(rendered: Rendered) -> Shell:
    try:
        return cut_shell(rendered.shell)
    except ValueError as error:
        raise Refused(f"The page shell could not be made: {error}. The last good site stays.") from error
