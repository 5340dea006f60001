"""Sections to an index folder."""

import json
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from whoosh.filedb.filestore import FileStorage

from search.arrays import Postings, lift
from search.errors import BadIndex
from search.facts import IndexFacts, write_facts
from search.places import write_places
from search.schema import document, schema
from search.sections import Section
from search.texts import write_texts
from search.vocabulary import Vocabulary, word_counts

BESIDE = "beside.json"  # boosts by document number
WRITER_MEMORY = 256  # MB at most before Whoosh writes a run to disk


def build_index(
    sections: Sequence[Section], folder: Path, *, progress: Callable[[int, int], None] | None = None
) -> IndexFacts:
    """Writes a whole index into `folder`, which must be empty or not yet there; `progress(done, of)` by sections.

    The facts are written last: a folder that was left half-way is no index. Raises BadIndex, OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise BadIndex(f"The folder {folder} is not empty: an index is only written into a new one.")
    postings = _write_postings(sections, folder, progress)
    postings.write(folder)
    write_texts(sections, folder)
    write_places(sections, folder, postings)
    boosts = {number: section.boost for number, section in enumerate(sections) if section.boost != 1}
    Vocabulary.write(word_counts(sections), folder)
    (folder / BESIDE).write_text(json.dumps({"boosts": boosts}), encoding="utf-8")
    return write_facts(folder, sections=len(sections), pages=len({section.page_location for section in sections}))


def _write_postings(sections: Sequence[Section], folder: Path, progress: Callable[[int, int], None] | None) -> Postings:
    """Has Whoosh make its index; returns what was lifted out of it."""
    index = FileStorage(str(folder)).create_index(schema())
    with index.writer(limitmb=WRITER_MEMORY) as writer:  # cancelled on an exception
        for done, section in enumerate(sections, start=1):
            writer.add_document(**document(section))
            if progress:
                progress(done, len(sections))
    with closing(index.reader()) as reader:
        postings = lift(reader)
    index.close()
    for left_over in folder.glob("*LOCK"):
        left_over.unlink()
    return postings
