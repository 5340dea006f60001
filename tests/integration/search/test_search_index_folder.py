import dataclasses
import json
import shutil
import threading
from pathlib import Path

import pytest

from search.articles.sections import Section
from search.errors import BadIndex
from search.index.build import build_index
from search.index.engine import is_engines
from search.index.facts import READ_LATER
from search.retrieval.query import Searcher
from search.retrieval.ranking import BOOST_POWER


def test_the_facts_of_a_build_are_those_of_the_index(sections: list[Section], tmp_path: Path):
    facts = build_index(sections, tmp_path / "new" / "index")
    assert (facts.sections, facts.pages) == (23, 14)
    searcher = Searcher.open(tmp_path / "new" / "index")
    assert searcher.facts == facts
    searcher.close()


def test_progress_counts_every_section_up_to_the_last(sections: list[Section], tmp_path: Path):
    seen: list[tuple[int, int]] = []
    build_index(sections, tmp_path, progress=lambda done, of: seen.append((done, of)))
    assert seen == [(number, 23) for number in range(1, 24)]


def test_a_folder_that_holds_something_is_not_written_into(sections: list[Section], index_folder: Path):
    before = sorted(index_folder.iterdir())
    with pytest.raises(BadIndex, match="not empty"):
        build_index(sections, index_folder)
    assert sorted(index_folder.iterdir()) == before


def test_a_build_that_is_broken_off_leaves_no_index(sections: list[Section], tmp_path: Path):
    def break_off(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_index(sections, tmp_path, progress=break_off)
    with pytest.raises(BadIndex, match="no search index"):
        Searcher.open(tmp_path)


def test_no_sections_make_an_index_that_finds_nothing(tmp_path: Path):
    build_index([], tmp_path)
    searcher = Searcher.open(tmp_path)
    assert searcher.search("anything", way="typing") == ()
    searcher.close()


def test_a_missing_folder_is_said_with_the_command_that_mends_it(tmp_path: Path):
    with pytest.raises(BadIndex, match="lifering build"):
        Searcher.open(tmp_path / "nowhere")


def _files_of(folder: Path) -> list[str]:
    return [path.name for path in sorted(folder.iterdir())]


@pytest.fixture
def copy(index_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(index_folder, tmp_path / "copy"))


def test_one_changed_byte_in_any_file_is_refused(index_folder: Path, tmp_path: Path):
    for name in _files_of(index_folder):
        copy = Path(shutil.copytree(index_folder, tmp_path / name))
        content = bytearray((copy / name).read_bytes())
        content[len(content) // 2] ^= 1
        (copy / name).write_bytes(content)
        with pytest.raises(BadIndex, match="lifering build"):
            Searcher.open(copy, by_engine=True)
        if not is_engines(name) and name not in READ_LATER:
            with pytest.raises(BadIndex, match="lifering build"):
                Searcher.open(copy)


def test_a_damaged_index_names_the_command_that_made_it(sections: list[Section], tmp_path: Path):
    build_index(sections, tmp_path, made_by="lifering index")
    (tmp_path / "texts.npy").write_bytes(b"")
    with pytest.raises(BadIndex, match="run `lifering index`"):
        Searcher.open(tmp_path)


def test_a_file_too_few_or_too_many_is_refused(copy: Path):
    (copy / "_MAIN_9.toc").write_bytes(b"whoosh would unpickle this one")
    with pytest.raises(BadIndex, match="damaged"):
        Searcher.open(copy)
    (copy / "_MAIN_9.toc").unlink()
    (copy / "beside.json").unlink()
    with pytest.raises(BadIndex, match="damaged"):
        Searcher.open(copy)


@pytest.mark.parametrize("facts", ["", "[]", "{}", "null", '{"version": 1}', "\x00"])
def test_facts_of_another_shape_are_refused(copy: Path, facts: str):
    (copy / "index.json").write_text(facts)
    with pytest.raises(BadIndex, match="lifering build"):
        Searcher.open(copy)


@pytest.mark.parametrize(("key", "value"), [("version", 0), ("engine", "2.7.4")])
def test_another_version_is_refused_by_name(copy: Path, key: str, value: object):
    facts = json.loads((copy / "index.json").read_text())
    (copy / "index.json").write_text(json.dumps(facts | {key: value}))
    with pytest.raises(BadIndex, match="another version"):
        Searcher.open(copy)


def test_nothing_is_unpickled_before_the_hash_is_checked(copy: Path):
    for toc in copy.glob("*.toc"):
        toc.write_bytes(b"cos\nsystem\n(S'touch pwned'\ntR.".ljust(toc.stat().st_size))
    with pytest.raises(BadIndex, match="damaged"):
        Searcher.open(copy, by_engine=True)


def test_a_writers_boost_raises_the_score_and_does_not_carry_the_day(sections: list[Section], tmp_path: Path):
    def score_of_fax(boost: float, folder: Path) -> float:
        boosted = [dataclasses.replace(s, boost=boost) if s.location == "fax/" else s for s in sections]
        build_index(boosted, folder)
        searcher = Searcher.open(folder)
        scores = {hit.location: hit.score for hit in searcher.search("faxes with T.38")}
        searcher.close()
        return scores["fax/"]

    plain = score_of_fax(1, tmp_path / "plain")
    assert 1.1 * plain < score_of_fax(3, tmp_path / "boosted") <= 3**BOOST_POWER * plain


def test_many_threads_share_a_searcher_and_get_what_one_gets(searcher: Searcher):
    questions = ["one-way audio", "calls drop after 30 seconds", "488", "caller id", "invoice", "t.38 fax"] * 5
    alone = [searcher.search(question) for question in questions]
    together: dict[int, object] = {}

    def ask(number: int) -> None:
        together[number] = searcher.search(questions[number])

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(len(questions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[number] for number in range(len(questions))] == alone


def test_a_closed_searcher_says_so_and_may_be_closed_again(index_folder: Path):
    searcher = Searcher.open(index_folder)
    searcher.close()
    searcher.close()
    with pytest.raises(BadIndex, match="closed"):
        searcher.search("fax")


def test_an_open_index_outlives_its_folder(copy: Path):
    searcher = Searcher.open(copy)
    shutil.rmtree(copy)
    assert searcher.search("fax")[0].page_location == "fax/"
    searcher.close()
