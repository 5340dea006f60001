"""A folder of Markdown to an index, without MkDocs."""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from search.articles.rendering import location, sections_of_page
from search.articles.sections import Section
from search.errors import BadIndex
from search.index.build import BESIDE, build_index
from search.index.engine import is_engines
from search.index.facts import FACTS, IndexFacts
from search.language.languages import ENGLISH
from search.language.synonym_file import synonyms_of

Progress = Callable[[str, int, int], None]
"""Called with a stage ("pages" or "index"), how many are done, and how many there are."""
SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mkdn"})
LARGEST = 4_000_000  # bytes: a whole changelog of many years has a tenth of it
_OUR_FACTS = {"version", "sections", "pages", "sha256", "engine"}


@dataclass(frozen=True, slots=True)
class Indexed:
    """`skipped`: a sentence for each file that is not in the index."""

    facts: IndexFacts
    skipped: tuple[str, ...]


def index_folder(
    docs: Path, out: Path, *, vectors: bool = True, language: str = ENGLISH, progress: Progress | None = None
) -> Indexed:
    """An index of every Markdown file below `docs` in `out`, in place of the index that may stand there.
    `vectors`: with what the sections mean; `language`: of the pages that name none. The folder's synonyms go into it.

    It is built beside, on top of the old one, and then put in place: whatever fails, the old one stays. Others that
    index into the same place wait. Raises BadIndex when there is nothing to index or `out` holds anything else than an
    index; OSError.
    """
    progress = progress or _quiet
    refuse_other_folders(out)
    out = out.resolve()  # of a link to an index the folder it points to is replaced
    out.parent.mkdir(parents=True, exist_ok=True)
    with _beside(out) as beside:
        synonyms = synonyms_of(docs)
        sections, skipped = read_folder(docs, language=language, progress=progress)
        if not sections:
            reasons = "".join(f" {sentence}" for sentence in skipped[:3])
            raise BadIndex(f"There is no Markdown file to index in {docs}.{reasons}")
        facts = build_index(
            sections,
            beside / "new",
            synonyms=synonyms,
            previous=out,
            vectors=vectors,
            progress=partial(progress, "index"),
            made_by="lifering index",
        )
        _put_in_place(beside / "new", out, beside / "old")
    return Indexed(facts, skipped)


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """A folder to build in, on the same disk. One process at a time has it, as each goes on from the index before; the
    lock on the folder around falls with its process, and what that left behind is swept away by the next one."""
    beside = out.with_name(f".{out.name}.unfinished")
    around = os.open(out.parent, os.O_RDONLY)
    try:
        fcntl.flock(around, fcntl.LOCK_EX)
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir()
        try:
            yield beside
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    finally:
        os.close(around)


def _quiet(_stage: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def refuse_other_folders(out: Path) -> None:
    """Raises BadIndex unless `out` is not there, is empty, or holds an index and nothing beside it."""
    if not out.exists() and not out.is_symlink():
        return
    if not out.is_dir():
        raise BadIndex(f"{out} is no folder: name a new or empty one for the index.")
    entries = sorted(out.iterdir())
    names = {entry.name for entry in entries}
    # An index whose facts are lost or damaged is one too.
    if entries and not (_is_index(out) or (BESIDE in names and any(map(is_engines, names)))):
        raise BadIndex(f"The folder {out} is not empty and no index: name a new or empty one, it would be replaced.")
    for entry in entries:
        if entry.is_dir() or not (entry.name in {FACTS, BESIDE} or entry.suffix == ".npy" or is_engines(entry.name)):
            raise BadIndex(f"The folder {out} holds {entry.name} beside an index: move it away, it would be deleted.")


def _is_index(folder: Path) -> bool:
    try:
        facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(facts, dict) and facts.keys() >= _OUR_FACTS


def read_folder(
    docs: Path, *, language: str = ENGLISH, progress: Progress = _quiet
) -> tuple[list[Section], tuple[str, ...]]:
    """The sections of all pages in the order of their paths, and a sentence for each file that was left out."""
    if not docs.is_dir():
        raise BadIndex(f"There is no folder {docs}.")
    sections: list[Section] = []
    skipped: list[str] = []
    found = markdown_files(docs, closed=lambda error: skipped.append(f"A folder is left out: {error}."))
    files = sorted(found, key=lambda file: file.relative_to(docs).as_posix())
    taken: set[str] = set()
    for done, file in enumerate(files, start=1):
        try:
            sections += _sections(file, file.relative_to(docs).as_posix(), taken, language)
        except (BadIndex, OSError) as error:
            name = str(file.relative_to(docs)).encode(errors="backslashreplace").decode()
            skipped.append(f"{name} is left out: {str(error).rstrip('.')}.")
        progress("pages", done, len(files))
    return sections, tuple(skipped)


def markdown_files(docs: Path, *, closed: Callable[[OSError], None]) -> Iterator[Path]:
    """Every Markdown file below the folder; hidden files and folders are none of the documentation, as in MkDocs.
    `closed` is called for each folder that cannot be read or is a link."""
    for folder, folders, names in os.walk(docs, onerror=closed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in folders:
            if (Path(folder) / name).is_symlink():  # not followed: it may lead in a circle
                closed(OSError(f"{Path(folder) / name} is a link to another one"))
        for name in names:
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield Path(folder) / name


def _sections(file: Path, path: str, taken: set[str], language: str) -> list[Section]:
    """Raises BadIndex with the reason, or OSError. `taken`: the addresses of the pages so far; this one's is added."""
    text = _text(file, path)
    if (address := location(path)) in taken:
        raise BadIndex(f"another file already stands at /{address}")
    found = _rendered(text, path, language)
    taken.add(address)
    return found


def _text(file: Path, path: str) -> str:
    try:
        path.encode()
    except UnicodeEncodeError as error:
        raise BadIndex("its name is no UTF-8") from error
    if not file.is_file():
        raise BadIndex("it is no file")
    if (size := file.stat().st_size) > LARGEST:
        raise BadIndex(f"it has {size} bytes, at most {LARGEST} are read")
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadIndex(f"it is no UTF-8 (byte {error.start})") from error
    if "\0" in text:
        raise BadIndex("it is no text (it holds a zero byte)")
    return text


def _rendered(text: str, path: str, language: str) -> list[Section]:
    try:
        return sections_of_page(text, path=path, language=language)
    except BadIndex as error:
        raise BadIndex(str(error).removeprefix(f"{path}: ")) from error
    except RecursionError as error:
        raise BadIndex("its blocks are nested too deep") from error
    except Exception as error:  # one page that Python-Markdown stumbles over must not stop the others
        raise BadIndex(f"it cannot be rendered ({type(error).__name__}: {error})") from error


def _put_in_place(new: Path, out: Path, aside: Path) -> None:
    if out.exists():
        out.rename(aside)
    try:
        new.rename(out)
    except OSError:
        if aside.exists():
            aside.rename(out)
        raise
