"""Whoosh's part of an index: its files, written anew or on top of an earlier index's, and its postings lifted out."""

import os
import shutil
from array import array
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher
from whoosh.filedb.filestore import FileStorage

from search.index.schema import FIELD, schema

WRITER_MEMORY = 256  # MB at most before Whoosh writes a run to disk
NO_SECTION = -1  # of a document that was deleted


@dataclass(frozen=True, slots=True)
class Lifted:
    """All postings, term by term: those of terms[n] stand at starts[n] to starts[n + 1] of the other two."""

    terms: NDArray[np.bytes_]  # UTF-8, sorted by their bytes, padded with zeros to the longest
    starts: NDArray[np.int64]
    sections: NDArray[np.int32]  # ascending within a term
    frequencies: NDArray[np.float32]  # how often the term stands there, each time as much as its place weighs


def is_engines(name: str) -> bool:
    """Whether a file of this name is Whoosh's own."""
    return name.startswith(("_MAIN_", "MAIN_"))


def segments(folder: Path) -> int:
    return sum(1 for _ in folder.glob("MAIN_*.seg"))


def write_documents(
    documents: Iterable[Mapping[str, tuple[int, float]]],
    folder: Path,
    *,
    earlier: Path | None = None,
    deleted: Sequence[int] = (),
) -> Lifted:
    """Has Whoosh index them; what was lifted of them, by their order. With `earlier`, a folder that holds an index,
    they come on top of its documents, of which the `deleted` ones are dropped. Nothing of `earlier` changes."""
    if earlier:
        _link(earlier, folder)
    storage = FileStorage(str(folder))
    index = storage.open_index() if earlier else storage.create_index(schema())
    with closing(index):
        before = index.doc_count_all()
        with index.writer(limitmb=WRITER_MEMORY, codec=_codec()) as writer:  # cancelled on an exception
            writer.merge = False
            for number in deleted:
                writer.delete_document(number)
            for document in documents:
                writer.add_document(**{FIELD: document})
        with closing(index.refresh()) as written, closing(written.reader()) as reader:
            added = reader.doc_count_all() > before
            lifted = lift(reader.leaf_readers()[-1][0] if added else ())
    for left_over in folder.glob("*LOCK"):
        left_over.unlink()
    return lifted


def _link(earlier: Path, folder: Path) -> None:
    """Whoosh never writes into a finished file, so two indexes can share one."""
    for path in earlier.iterdir():
        if is_engines(path.name):
            try:
                os.link(path, folder / path.name)
            except OSError:  # another disk, or one without hard links
                shutil.copyfile(path, folder / path.name)


def _codec() -> W3Codec:
    """Blocks are not compressed, as their postings are read once; lengths by block would only serve to skip blocks,
    which loses hits."""
    codec = W3Codec(compression=0)
    codec.length_stats = False
    return codec


def lift(reader: Any) -> Lifted:
    """All postings of a Whoosh reader over one segment, the sections by the segment's document numbers.

    It takes whole blocks, by attributes that Whoosh keeps to itself: its public way takes two calls for each posting.
    The engine is pinned, and a test compares with its public way.
    """
    terms: list[bytes] = []
    starts = array("q", [0])
    sections, frequencies = array("i"), array("f")
    for (_, term), info in reader:
        terms.append(term)
        matcher = reader._codec.postings_reader(reader._terms._postfile, info, reader.schema[FIELD].format)  # noqa: SLF001
        _read_blocks(matcher, sections, frequencies)
        starts.append(len(sections))
    return Lifted(
        terms=np.array(terms, dtype=np.bytes_),
        starts=np.array(starts, dtype=np.int64),
        sections=np.array(sections, dtype=np.int32),
        frequencies=np.array(frequencies, dtype=np.float32),
    )


def _read_blocks(matcher: Any, sections: "array[int]", frequencies: "array[float]") -> None:
    if not isinstance(matcher, W3LeafMatcher):
        raise TypeError(f"The engine reads its postings by {type(matcher).__name__}, which is not known here.")
    while matcher.is_active():
        matcher._read_ids()  # noqa: SLF001
        matcher._read_weights()  # noqa: SLF001
        sections.extend(matcher._ids)  # noqa: SLF001
        frequencies.extend(matcher._weights)  # noqa: SLF001
        matcher._next_block()  # noqa: SLF001
