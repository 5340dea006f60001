"""A folder of Markdown becomes an index, whatever else lies in it."""

import os
from contextlib import closing
from pathlib import Path

import pytest

from search.errors import BadIndex
from search.index.engine import segments
from search.index.facts import read_facts
from search.index.folder import LARGEST, index_folder
from search.index.stored import stored_sections
from search.retrieval.query import Searcher


def first(out: Path, question: str) -> str:
    with closing(Searcher.open(out)) as searcher:
        return searcher.search(question)[0].location


def test_every_page_is_found_at_the_place_it_would_have_on_a_site(docs: Path, tmp_path: Path):
    made = index_folder(docs, tmp_path / "index")

    assert (made.facts.pages, made.facts.sections, made.skipped) == (4, 6, ())
    assert made.facts == read_facts(tmp_path / "index")
    assert first(tmp_path / "index", "sip alg") == "audio/one-way/#router"
    assert first(tmp_path / "index", "greeting") == "calls/voicemail/#greeting"
    assert {section["path"] for section in stored_sections(tmp_path / "index")} == {
        *("index.md", "audio/one-way.md", "calls/voicemail.md", "calls/fax.md"),
    }


def test_files_that_cannot_be_read_are_named_and_the_others_indexed(docs: Path, tmp_path: Path):
    (docs / "latin.md").write_bytes("# Größe\n".encode("latin-1"))
    (docs / "binary.md").write_bytes(b"# A\0B\n")
    (docs / "empty.md").write_bytes(b"")
    (docs / "gone.md").symlink_to(tmp_path / "nowhere.md")
    (docs / "large.md").write_bytes(b"a" * (LARGEST + 1))
    (docs / "calls.md").write_text("# At calls/\n")
    (docs / "calls" / "index.md").write_text("# At calls/ too\n")
    (docs / "boost.md").write_text("---\nsearch:\n  boost: much\n---\n# Boost\n")
    (docs / "deep.md").write_text("> " * 5_000 + "deep\n")
    (docs / ".hidden.md").write_text("# Hidden\n")
    (docs / "picture.png").write_bytes(b"\x89PNG")
    with open(os.fsencode(docs) + b"/\xff.md", "w") as file:  # noqa: PTH123  # a name that is no text
        file.write("# Name\n")

    made = index_folder(docs, tmp_path / "index")

    told = dict(sentence.split(" is left out: ") for sentence in made.skipped)
    assert {name: told[name] for name in sorted(told) if name != "deep.md"} == {
        "\\udcff.md": "its name is no UTF-8.",
        "binary.md": "it is no text (it holds a zero byte).",
        "boost.md": "`search.boost` must be a number of at least 0, found 'much'.",
        "calls/index.md": "another file already stands at /calls/.",
        "empty.md": "there is no text in it.",
        "gone.md": "it is no file.",
        "large.md": f"it has {LARGEST + 1} bytes, at most {LARGEST} are read.",
        "latin.md": "it is no UTF-8 (byte 4).",
    }
    assert made.facts.pages == 5 + ("deep.md" not in told)


def test_a_link_to_a_folder_is_not_followed_and_told(docs: Path, tmp_path: Path):
    (docs / "linked").symlink_to(docs)

    made = index_folder(docs, tmp_path / "index")

    assert made.facts.pages == 4
    assert made.skipped == (f"A folder is left out: {docs / 'linked'} is a link to another one.",)


def test_an_index_is_replaced_and_nothing_is_left_beside_it(docs: Path, tmp_path: Path):
    out = tmp_path / "made" / "index"
    index_folder(docs, out)
    (docs / "calls" / "fax.md").unlink()

    made = index_folder(docs, out)

    assert made.facts.pages == 3
    assert read_facts(out) == made.facts
    assert list(out.parent.iterdir()) == [out]


def test_only_what_was_changed_is_indexed_again(docs: Path, tmp_path: Path):
    out = tmp_path / "index"
    index_folder(docs, out)
    (docs / "calls" / "fax.md").write_text("# Fax\n\nXylophones.\n")
    index_folder(docs, out)
    index_folder(docs, tmp_path / "anew")
    assert (segments(out), segments(tmp_path / "anew")) == (2, 1)
    for folder in (out, tmp_path / "anew"):
        with closing(Searcher.open(folder, by_engine=True)) as searcher:
            assert [hit.path for hit in searcher.search("xylophones")] == ["calls/fax.md"]


@pytest.mark.parametrize("facts", [None, "", "[]", '{"version": 1}'])
def test_an_index_that_lost_its_facts_is_replaced(docs: Path, tmp_path: Path, facts: str | None):
    out = tmp_path / "index"
    index_folder(docs, out)
    (out / "index.json").unlink()
    if facts is not None:
        (out / "index.json").write_text(facts)
    with pytest.raises(BadIndex, match="lifering index"):
        Searcher.open(out)
    assert index_folder(docs, out).facts == read_facts(out)


def test_the_old_index_stays_when_the_new_one_cannot_be_made(docs: Path, tmp_path: Path):
    made = index_folder(docs, tmp_path / "index")
    for file in docs.rglob("*.md"):
        file.write_bytes(b"\xff")

    with pytest.raises(BadIndex, match=r"no Markdown file to index in .* is left out: it is no UTF-8"):
        index_folder(docs, tmp_path / "index")

    assert read_facts(tmp_path / "index") == made.facts


@pytest.mark.parametrize("held", ["mine.txt", "index.json", "folder/mine.txt"])
def test_a_folder_that_holds_other_things_is_left_alone(docs: Path, tmp_path: Path, held: str):
    file = tmp_path / "mine" / held
    file.parent.mkdir(parents=True)
    file.write_text("{}")

    with pytest.raises(BadIndex, match="is not empty and no index"):
        index_folder(docs, tmp_path / "mine")

    assert file.read_text() == "{}"


@pytest.mark.parametrize("held", ["notes.txt", "mine/notes.txt", "copy.npy/notes.txt"])
@pytest.mark.parametrize("lost", ["nothing", "index.json"])
def test_what_somebody_put_into_an_index_is_left_alone_and_named(docs: Path, tmp_path: Path, held: str, lost: str):
    index_folder(docs, tmp_path / "index")
    file = tmp_path / "index" / held
    file.parent.mkdir(exist_ok=True)
    file.write_text("mine")
    (tmp_path / "index" / lost).unlink(missing_ok=True)

    with pytest.raises(BadIndex, match=f"holds {held.split('/', maxsplit=1)[0]} beside an index: move it away"):
        index_folder(docs, tmp_path / "index")

    assert file.read_text() == "mine"


def test_a_file_in_the_place_of_the_index_is_left_alone(docs: Path, tmp_path: Path):
    (tmp_path / "file").write_text("mine")

    with pytest.raises(BadIndex, match="is no folder"):
        index_folder(docs, tmp_path / "file")


def test_an_empty_folder_may_become_the_index(docs: Path, tmp_path: Path):
    (tmp_path / "index").mkdir()

    assert index_folder(docs, tmp_path / "index").facts.pages == 4


def test_progress_counts_pages_and_sections_to_their_end(docs: Path, tmp_path: Path):
    seen: list[tuple[str, int, int]] = []
    index_folder(docs, tmp_path / "index", progress=lambda *step: seen.append(step))

    assert seen == [("pages", done, 4) for done in range(1, 5)] + [("index", done, 6) for done in range(1, 7)]
