"""An index of a folder is put in place of the one before, while others read it or make it too."""

import fcntl
import os
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from search.errors import BadIndex
from search.index.facts import IndexFacts, read_facts, read_index
from search.index.folder import index_folder
from search.index.stored import stored_sections
from search.index.texts import Texts
from search.retrieval.query import Searcher


@pytest.fixture
def out(docs: Path, tmp_path: Path) -> Path:
    index_folder(docs, tmp_path / "index", vectors=False)
    return tmp_path / "index"


def test_an_index_that_is_replaced_while_it_is_opened_is_opened_anew(docs: Path, out: Path):
    class Slow(Searcher):
        """Somebody puts another index in place just after the facts were read."""

        def __init__(self, folder: Path, facts: IndexFacts, *, by_engine: bool = False, vectors: bool = True) -> None:
            if not (docs / "new.md").exists():
                (docs / "new.md").write_text("# Xylophones\n\nThey are loud.\n")
                index_folder(docs, out, vectors=False)
            super().__init__(folder, facts, by_engine=by_engine, vectors=vectors)

    with closing(Slow.open(out)) as searcher:
        assert searcher.facts == read_facts(out)
        assert searcher.search("xylophones")[0].path == "new.md"


def test_what_half_of_an_index_gives_is_no_error_when_it_was_replaced_meanwhile(docs: Path, out: Path):
    tries: list[IndexFacts] = []

    def read(facts: IndexFacts) -> int:
        tries.append(facts)
        if len(tries) == 1:
            (docs / "calls" / "fax.md").unlink()
            index_folder(docs, out, vectors=False)
            raise FileNotFoundError(out / "texts.npy")
        return len(Texts(out).pages)

    assert read_index(out, read) == read_facts(out).sections == 5
    assert len(tries) == 2


def test_what_is_wrong_with_an_index_that_stays_is_told(out: Path):
    (out / "texts.npy").write_bytes(b"")
    for read in (Searcher.open, stored_sections):
        with pytest.raises(BadIndex, match="damaged"):
            read(out)


def test_an_index_that_is_away_for_a_moment_is_waited_for(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    aside = out.rename(tmp_path / "aside")
    monkeypatch.setattr(time, "sleep", lambda _: aside.rename(out))
    Searcher.open(out).close()


def test_who_indexes_into_the_same_place_waits_and_nothing_of_it_is_lost(docs: Path, out: Path):
    around = os.open(out.parent, os.O_RDONLY)
    try:
        fcntl.flock(around, fcntl.LOCK_EX)
        indexing = threading.Thread(target=index_folder, args=(docs, out), kwargs={"vectors": False})
        indexing.start()
        indexing.join(timeout=0.5)
        assert indexing.is_alive()
        (docs / "late.md").write_text("# Xylophones\n")
    finally:
        os.close(around)
    indexing.join()
    assert "late.md" in {section["path"] for section in stored_sections(out)}


def test_many_at_once_leave_one_whole_index(docs: Path, out: Path):
    def change(number: int) -> None:
        (docs / f"{number}.md").write_text(f"# Page {number}\n\nIt says word{number}.\n")
        index_folder(docs, out, vectors=False)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(change, range(12)))

    made = index_folder(docs, out, vectors=False)
    assert made.facts.pages == 16
    with closing(Searcher.open(out, by_engine=True)) as searcher:
        assert [searcher.search(f"word{number}")[0].path for number in range(12)] == [f"{n}.md" for n in range(12)]


def test_what_a_killed_one_left_behind_is_swept_away(docs: Path, out: Path):
    shutil.copytree(out, out.parent / ".index.unfinished" / "new")
    index_folder(docs, out, vectors=False)
    assert sorted(path.name for path in out.parent.iterdir()) == ["docs", "index"]


def test_of_a_link_to_an_index_the_folder_it_points_to_is_replaced(docs: Path, out: Path, tmp_path: Path):
    link = tmp_path / "elsewhere" / "link"
    link.parent.mkdir()
    link.symlink_to(out)
    (docs / "new.md").write_text("# Xylophones\n")

    made = index_folder(docs, link, vectors=False)

    assert link.is_symlink()
    assert read_facts(out) == made.facts
    assert list(link.parent.iterdir()) == [link]
