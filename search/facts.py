"""What an index folder says of itself, and whether it is true.

Whoosh unpickles parts of its files, so an index is opened only when every byte is what `build_index` wrote.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import whoosh

from search.errors import BadIndex
from search.schema import VERSION

FACTS = "index.json"
ENGINE = ".".join(map(str, whoosh.__version__))


@dataclass(frozen=True, slots=True)
class IndexFacts:
    version: int  # of our schema
    sections: int
    pages: int
    sha256: str  # over names, sizes and contents of the index's files


def write_facts(folder: Path, *, sections: int, pages: int) -> IndexFacts:
    """Last step of a build: from now on the folder is an index."""
    facts = IndexFacts(version=VERSION, sections=sections, pages=pages, sha256=_hash(folder))
    (folder / FACTS).write_text(json.dumps(asdict(facts) | {"engine": ENGINE}, indent=1), encoding="utf-8")
    return facts


def read_facts(folder: Path) -> IndexFacts:
    """The facts of a whole and fitting index. Raises BadIndex when it is missing, damaged or of another version."""
    try:
        found = json.loads((folder / FACTS).read_text(encoding="utf-8"))
        engine = found.pop("engine")
        facts = IndexFacts(**found)
        if (facts.version, engine) != (VERSION, ENGINE):
            raise BadIndex(
                f"The search index in {folder} was made by another version of this program "
                f"({facts.version} with engine {engine}, needed {VERSION} with {ENGINE}): run `lifering build`."
            )
        whole = facts.sha256 == _hash(folder)
    except FileNotFoundError as error:
        raise BadIndex(f"There is no search index in {folder}: run `lifering build`.") from error
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadIndex(f"The search index in {folder} cannot be read ({error}): run `lifering build`.") from error
    if not whole:
        raise BadIndex(f"The search index in {folder} is damaged or incomplete: run `lifering build`.")
    return facts


def _hash(folder: Path) -> str:
    """Every file counts: one too many could be opened in place of ours."""
    total = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.name != FACTS:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            total.update(f"{path.name}\n{digest}\n".encode())
    return total.hexdigest()
