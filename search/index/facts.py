"""What an index folder says of itself, and whether it is true.

An index is opened only when it is what `build_index` wrote. Arrays are only mapped, so a checksum of each tells damage;
Whoosh unpickles parts of its files, so these are held against SHA-256 before Whoosh sees them. They are not read when
an index is opened to be asked by its arrays alone, nor is what only the next build reads.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import whoosh

import search
from search.errors import BadIndex
from search.index.engine import is_engines
from search.index.schema import VERSION

FACTS = "index.json"
ENGINE = ".".join(map(str, whoosh.__version__))
READ_LATER = frozenset({"documents.npy", "fingerprints.npy", "frequencies.npy", "lengths.npy"})
COMMANDS = ("lifering build", "lifering index")
_WORTH_THREADS = 32 << 20  # bytes of all of them
_LOOKS, _PAUSE = 5, 0.02  # an index that is being replaced is away for less than so many seconds
_OF_TWO = (BadIndex, OSError, ValueError, LookupError, TypeError)  # raised by whoever reads half of each

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class IndexFacts:
    version: int  # of our schema
    sections: int
    pages: int
    sha256: str  # over all else that index.json says: the facts, and the name, size and checksum of each file


def write_facts(folder: Path, *, sections: int, pages: int, made_by: str) -> IndexFacts:
    """Last step of a build: from now on the folder is an index."""
    said: dict[str, Any] = {"version": VERSION, "sections": sections, "pages": pages}
    said |= {"engine": ENGINE, "made_by": made_by, "program": _program(), "files": _sums(_names(folder), folder)}
    facts = IndexFacts(VERSION, sections, pages, _hash(said))
    (folder / FACTS).write_text(json.dumps(said | asdict(facts), indent=1), encoding="utf-8")
    return facts


def read_facts(folder: Path, *, whole: bool = False) -> IndexFacts:
    """The facts of a whole and fitting index; `whole`: also what only Whoosh and the next build read is checked.

    Raises BadIndex when it is missing, damaged or of another version, with the command that makes it anew.
    """
    command = " or ".join(f"`{command}`" for command in COMMANDS)
    try:
        said = json.loads((folder / FACTS).read_text(encoding="utf-8"))
        command = f"`{said['made_by']}`" if said.get("made_by") in COMMANDS else command
        version, engine = said["version"], said["engine"]
        if (version, engine) != (VERSION, ENGINE):
            raise BadIndex(
                f"The search index in {folder} was made by another version of this program "
                f"({version} with engine {engine}, needed {VERSION} with {ENGINE}): run {command}."
            )
        facts = IndexFacts(version, said["sections"], said["pages"], said.pop("sha256"))
        if facts.sha256 != _hash(said) or not _is_whole(said["files"], folder, whole=whole):
            raise BadIndex(f"The search index in {folder} is damaged or incomplete: run {command}.")
    except FileNotFoundError as error:
        raise BadIndex(f"There is no search index in {folder}: run {command}.") from error
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BadIndex(f"The search index in {folder} cannot be read ({error}): run {command}.") from error
    return facts


def read_index(folder: Path, read: Callable[[IndexFacts], Read], *, whole: bool = False) -> Read:
    """What `read` makes of a whole and fitting index, whose facts it is given. It is called again when another process
    has put a new index in place meanwhile: nothing is made of the files of two.

    Raises BadIndex as `read_facts` does.
    """
    while True:
        before = _written(folder)
        try:
            found = read(read_facts(folder, whole=whole))
        except _OF_TWO:
            if before == _written(folder):
                raise
        else:
            if before == _written(folder):
                return found


def _written(folder: Path) -> bytes:
    """The facts as they stand there, by which one index is told from another; b"" when there are none for a while."""
    for _ in range(_LOOKS):
        try:
            return (folder / FACTS).read_bytes()
        except FileNotFoundError:
            time.sleep(_PAUSE)
        except OSError:
            break
    return b""


def is_of_this_program(folder: Path) -> bool:
    """Whether a whole index was made by the very code that runs here: what other code has read of a section may be
    something else, though the version was not raised."""
    said = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    return bool(said.get("program") == _program())


@cache
def _program() -> str:
    ours = sorted(Path(search.__file__).parent.rglob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in ours)).hexdigest()


def _hash(said: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _names(folder: Path) -> list[str]:
    """Every file counts: one too many could be opened in place of ours."""
    return sorted(entry.name for entry in os.scandir(folder) if entry.name != FACTS)


def _is_whole(files: dict[str, list[Any]], folder: Path, *, whole: bool) -> bool:
    if sorted(files) != _names(folder):
        return False
    if any(size != (folder / name).stat().st_size for name, (size, _) in files.items()):
        return False
    read = {name: file for name, file in files.items() if whole or not (is_engines(name) or name in READ_LATER)}
    return read == _sums(read, folder)


def _sums(names: Iterable[str], folder: Path) -> dict[str, list[Any]]:
    """Size and checksum by name. Both are computed without Python's lock, so files are read side by side."""
    paths = sorted((folder / name for name in names), key=lambda path: -path.stat().st_size)
    if sum(path.stat().st_size for path in paths) < _WORTH_THREADS:
        return {path.name: _sum(path) for path in paths}
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return dict(zip((path.name for path in paths), threads.map(_sum, paths), strict=True))


def _sum(path: Path) -> list[Any]:
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if not size:
            return [0, 0]
        with mmap(file.fileno(), size, access=ACCESS_READ) as content:
            return [size, hashlib.sha256(content).hexdigest() if is_engines(path.name) else crc32(content)]
