"""Sections to an index folder."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.articles.boilerplate import without_boilerplate
from search.articles.sections import Section
from search.errors import BadIndex
from search.index.analysed import PRINT, analysed, fingerprint
from search.index.arrays import Postings, average_length, write_arrays
from search.index.columns import Columns, Gathering
from search.index.earlier import DOCUMENTS, FREQUENCIES, PRINTS, Earlier, open_earlier
from search.index.engine import NO_SECTION, Lifted, write_documents
from search.index.facts import IndexFacts, write_facts
from search.index.merging import Moved, merge
from search.index.spelling import Spelling
from search.index.texts import write_texts
from search.index.vectors import write_vectors
from search.index.vocabulary import Vocabulary
from search.index.word_vectors import write_word_vectors
from search.language.synonyms import Groups

BESIDE = "beside.json"  # boosts by section, the average length of a section, languages, synonyms

Progress = Callable[[int, int], None]


def build_index(
    sections: Sequence[Section],
    folder: Path,
    *,
    synonyms: Groups = (),
    previous: Path | None = None,
    vectors: bool = True,
    progress: Progress | None = None,
    made_by: str = "lifering build",
) -> IndexFacts:
    """Writes a whole index into `folder`, which must be empty or not yet there; `progress(done, of)` by sections, at
    first with how many are taken over, if any.

    `synonyms` are the writers' own groups, which questions alone need.
    What is the same in `previous`, the folder of an index, is taken over from there; the new index is the same with or
    without it. `vectors`: with what the sections mean. `made_by`: the command to be named when the index is damaged.
    The facts are written last: a folder that was left half-way is no index. Raises BadIndex, OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise BadIndex(f"The folder {folder} is not empty: an index is only written into a new one.")
    sections = without_boilerplate(sections)
    prints = [fingerprint(section) for section in sections]
    earlier = open_earlier(previous, prints) if previous else None
    made = _taken_over(sections, folder, earlier, progress) if earlier else _all_new(sections, folder, progress)
    Postings.of_lifted(made.postings, made.columns.lengths).write(folder)
    made.columns.write(folder)
    counts = made.columns.counts()
    Vocabulary.write(counts, folder)
    Spelling.write(counts, folder)
    write_texts(sections, folder)
    if vectors:
        _write_meanings(sections, sorted(counts), folder, earlier)
    fingerprints = np.frombuffer(b"".join(prints), dtype=np.uint8).reshape(-1, PRINT)
    write_arrays(folder, {PRINTS: fingerprints, FREQUENCIES: made.postings.frequencies, DOCUMENTS: made.documents})
    beside = _beside(sections) | {"average": average_length(made.columns.lengths), "synonyms": synonyms}
    (folder / BESIDE).write_text(json.dumps(beside), encoding="utf-8")
    pages = len({section.page_location for section in sections})
    return write_facts(folder, sections=len(sections), pages=pages, made_by=made_by)


def _write_meanings(sections: Sequence[Section], words: Sequence[str], folder: Path, earlier: Earlier | None) -> None:
    if earlier:
        write_word_vectors(words, folder, previous=earlier.folder, known=earlier.columns.words)
        write_vectors(sections, folder, previous=earlier.folder, same=earlier.same.tolist())
    else:
        write_word_vectors(words, folder)
        write_vectors(sections, folder)


def _beside(sections: Sequence[Section]) -> dict[str, object]:
    """Boosts by section, where there is one, and the languages, the commonest first."""
    languages = Counter(section.language for section in sections)
    return {
        "boosts": {number: section.boost for number, section in enumerate(sections) if section.boost != 1},
        "languages": [language for language, _ in languages.most_common()],
    }


@dataclass(frozen=True, slots=True)
class _Made:
    """In the numbers of the new index. `documents`: by the engine's document number the section, or NO_SECTION."""

    postings: Lifted
    columns: Columns
    documents: NDArray[np.int32]


def _all_new(sections: Sequence[Section], folder: Path, progress: Progress | None) -> _Made:
    gathered = Gathering()
    told = _told(progress, 0, len(sections))
    lifted = write_documents(_documents(sections, gathered, told), folder)
    same = np.arange(len(sections), dtype=np.int32)
    return _made(gathered.columns(), [(lifted, same)], documents=same)


def _taken_over(sections: Sequence[Section], folder: Path, earlier: Earlier, progress: Progress | None) -> _Made:
    new = np.flatnonzero(earlier.same == NO_SECTION)
    gathered = Gathering()
    told = _told(progress, len(sections) - len(new), len(sections))
    documents = _documents([sections[number] for number in new.tolist()], gathered, told)
    lifted = write_documents(documents, folder, earlier=earlier.folder, deleted=earlier.deleted())
    origin = earlier.same.copy()
    origin[new] = len(earlier.columns.lengths) + np.arange(len(new))
    moved = earlier.moved()
    known = np.append(moved, np.int32(NO_SECTION))[earlier.documents]  # what is no section becomes none
    return _made(
        earlier.columns.joined(gathered.columns()).taken(origin),
        [(earlier.postings, moved), (lifted, new.astype(np.int32))],
        documents=np.concatenate((known, new.astype(np.int32))),
    )


def _made(columns: Columns, parts: Sequence[tuple[Lifted, Moved]], *, documents: NDArray[np.int32]) -> _Made:
    postings = merge(parts)
    return _Made(postings, columns.canonical(postings.terms), documents)


def _documents(
    sections: Sequence[Section], gathered: Gathering, told: Callable[[int], None]
) -> Iterator[Mapping[str, tuple[int, float]]]:
    """For the engine, one by one; the rest of the analysis is gathered on the way."""
    for done, section in enumerate(sections, start=1):
        read = analysed(section)
        gathered.add(read)
        yield read.postings
        told(done)


def _told(progress: Progress | None, before: int, total: int) -> Callable[[int], None]:
    if progress and before:
        progress(before, total)
    return lambda done: progress(before + done, total) if progress else None
