"""Is the release in use still the one these sources would give? Answered from sizes and times, without MkDocs."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from reporter.errors import Unavailable
from reporter.site.release import current_release

OURS = (Path(__file__).parent, Path(__file__).parents[2] / "search")
"""The build's own code and theme: another version of Lifering builds anew."""
NOT_SOURCES = {"__pycache__", ".git"}


def is_current(
    *,
    mkdocs_file: Path,
    data: Path,
    policy_hash: str,
    report_path: str,
    base_url: str | None = None,
    without: tuple[str, ...] = (),
    vectors: bool = True,
) -> bool:
    """False too when there is no release or it is damaged. What other people's plugins read outside of the
    documentation folder is not seen: `lifering build` always builds."""
    try:
        built = current_release(data).manifest
    except Unavailable:
        return False
    address = f"{base_url.rstrip('/')}/" if base_url else None
    asked = (str(mkdocs_file.resolve()), policy_hash, report_path, address, tuple(sorted(without)), vectors)
    if asked != (built.mkdocs_file, built.policy_hash, built.report_path, built.base_url, built.without, built.vectors):
        return False
    return built.sources == digest(Path(path) for path in built.watched)


def digest(watched: Iterable[Path]) -> str:
    """One hash over path, size and time of change of every file in `watched` (files and folders) and of our own."""
    total = hashlib.sha256()
    for path in (*watched, *OURS):
        for line in _stamps(path):
            total.update(line.encode(errors="surrogateescape"))
    return total.hexdigest()


def _stamps(path: Path) -> Iterator[str]:
    try:
        facts = path.stat()
    except OSError:
        yield f"{path} missing\n"
        return
    if not path.is_dir():
        yield f"{path} {facts.st_size} {facts.st_mtime_ns}\n"
        return
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(set(folders) - NOT_SOURCES)
        for name in sorted(files):
            facts = (here := Path(folder) / name).stat(follow_symlinks=False)
            yield f"{here} {facts.st_size} {facts.st_mtime_ns}\n"
