"""An index made on top of an earlier one is the index that would have been made of nothing."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import search
from search.articles.sections import Section
from search.index import facts
from search.index.build import build_index
from search.index.earlier import DOCUMENTS
from search.index.engine import is_engines, segments
from search.index.facts import FACTS
from search.retrieval.query import Searcher

WORDS = [
    "call",
    "calls",
    "one-way",
    "audio",
    "nat",
    "T.38",
    "über",
    "sip",
    "486",
    "gateway",
    "don't",
    "naïve",
    "voicemail",
]
TEXT = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
TITLE = st.sampled_from(["Calls drop", "No audio", "NAT", "", "Fax by T.38"])
PART = st.tuples(TITLE, TEXT)
PAGE = st.tuples(st.lists(PART, min_size=1, max_size=4), st.sampled_from([0.5, 1.0, 1.0, 1.0]), TEXT)
Page = tuple[list[tuple[str, str]], float, str]


def sections(pages: list[tuple[int, Page]]) -> list[Section]:
    return [
        Section(
            location=f"p{name}/#{at}" if at else f"p{name}/",
            page_location=f"p{name}/",
            path=f"guides/p{name}.md",
            page_title=parts[0][0],
            title=title,
            headings=(parts[0][0], title) if at else (title,),
            text=text,
            tags=("fax", "nat")[: name % 3],
            boost=boost,
            description=description,
            language="de" if name % 4 == 3 else "en",
        )
        for name, (parts, boost, description) in pages
        for at, (title, text) in enumerate(parts)
    ]


@st.composite
def edited(draw: st.DrawFn, pages: list[tuple[int, Page]], fresh: int) -> list[tuple[int, Page]]:
    """One to three changes: a page is changed, added, dropped, moved, renamed, or stands twice."""
    pages = list(pages)
    for _ in range(draw(st.integers(1, 3))):
        change = draw(st.sampled_from(["change", "change", "add", "drop", "move", "rename", "copy", "part"]))
        at = draw(st.integers(0, len(pages) - 1)) if pages else 0
        fresh += 1
        if change == "add" or not pages:
            pages.insert(at, (fresh, draw(PAGE)))
        elif change == "change":
            pages[at] = (pages[at][0], draw(PAGE))
        elif change == "drop":
            del pages[at]
        elif change == "move":
            pages.insert(draw(st.integers(0, len(pages) - 1)), pages.pop(at))
        elif change == "rename":
            pages[at] = (fresh, pages[at][1])
        elif change == "copy":
            pages.append((fresh, pages[at][1]))
        else:
            name, (parts, boost, description) = pages[at]
            pages[at] = (name, ([*parts, draw(PART)], boost, description))
    return pages


@st.composite
def histories(draw: st.DrawFn) -> list[list[Section]]:
    pages = [(name, draw(PAGE)) for name in range(draw(st.integers(1, 8)))]
    rounds = [pages]
    for number in range(draw(st.integers(1, 4))):
        rounds.append(draw(edited(rounds[-1], 100 * (number + 1))))
    return [sections(pages) for pages in rounds]


def files(folder: Path) -> dict[str, bytes]:
    """What stands in the folder, apart from the engine's part of it."""
    own = (path for path in folder.iterdir() if not is_engines(path.name) and path.name not in {DOCUMENTS, FACTS})
    return {path.name: path.read_bytes() for path in own}


@given(rounds=histories(), asked=st.lists(st.sampled_from([*WORDS, "fax", "drop"]), min_size=1, max_size=4))
@settings(deadline=None, max_examples=60)
def test_after_any_changes_every_array_is_that_of_a_whole_build(rounds: list[list[Section]], asked: list[str]):
    with tempfile.TemporaryDirectory() as folder:
        earlier: Path | None = None
        for number, current in enumerate(rounds):
            on_top, anew = Path(folder) / f"{number}", Path(folder) / f"{number}-anew"
            build_index(current, on_top, previous=earlier)
            build_index(current, anew)
            assert files(on_top) == files(anew)
            earlier = on_top
        found = scores(anew, asked)
        assert scores(on_top, asked) == found
        assert scores(on_top, asked, by_engine=True) == pytest.approx(found, rel=1e-4)


def scores(folder: Path, asked: list[str], *, by_engine: bool = False) -> dict[str, float]:
    searcher = Searcher.open(folder, by_engine=by_engine)
    found = {hit.location: hit.score for hit in searcher.search(" ".join(asked), limit=50, way="evidence")}
    searcher.close()
    return found


@pytest.fixture
def corpus() -> list[Section]:
    words = [" ".join(WORDS[number % 7 : number % 7 + 5]) for number in range(12)]
    return sections([(number, ([("NAT", text), ("No audio", text)], 1.0, "")) for number, text in enumerate(words)])


@pytest.fixture
def changed(corpus: list[Section]) -> list[Section]:
    new = sections([(0, ([("NAT", "a new xylophone"), ("No audio", corpus[1].text)], 1.0, ""))])
    return [*new, *corpus[2:]]


@pytest.fixture
def folders(corpus: list[Section], tmp_path: Path) -> tuple[Path, Path]:
    build_index(corpus, tmp_path / "old")
    return tmp_path / "old", tmp_path / "new"


def test_only_what_changed_is_written_by_the_engine(folders: tuple[Path, Path], changed: list[Section]):
    old, new = folders
    before = {path.name: path.read_bytes() for path in old.iterdir()}
    told: list[tuple[int, int]] = []
    build_index(changed, new, previous=old, progress=lambda done, of: told.append((done, of)))
    assert told == [(23, 24), (24, 24)]
    assert segments(new) == 2
    (shared,) = old.glob("*.seg")
    assert (new / shared.name).stat().st_ino == shared.stat().st_ino
    assert {path.name: path.read_bytes() for path in old.iterdir()} == before


def test_the_old_index_may_go_while_the_new_one_is_asked(folders: tuple[Path, Path], changed: list[Section]):
    old, new = folders
    build_index(changed, new, previous=old)
    for path in old.iterdir():
        path.unlink()
    searcher = Searcher.open(new, by_engine=True)
    assert [hit.location for hit in searcher.search("xylophone", limit=1)] == ["p0/"]
    searcher.close()


def damage_facts(old: Path) -> None:
    (old / FACTS).write_text("[]")


def damage_engine(old: Path) -> None:
    (segment,) = old.glob("*.seg")
    content = bytearray(segment.read_bytes())
    content[len(content) // 2] ^= 1
    segment.write_bytes(content)


def damage_prints(old: Path) -> None:
    content = bytearray((old / "fingerprints.npy").read_bytes())
    content[-1] ^= 1
    (old / "fingerprints.npy").write_bytes(content)


def remove(old: Path) -> None:
    for path in old.iterdir():
        path.unlink()
    old.rmdir()


@pytest.mark.parametrize("damage", [damage_facts, damage_engine, damage_prints, remove])
def test_of_a_damaged_or_missing_index_nothing_is_taken(
    folders: tuple[Path, Path], changed: list[Section], damage: object, tmp_path: Path
):
    old, new = folders
    damage(old)  # type: ignore[operator]
    build_index(changed, new, previous=old)
    build_index(changed, tmp_path / "anew")
    assert segments(new) == 1
    assert files(new) == files(tmp_path / "anew")


def test_of_an_index_that_other_code_made_nothing_is_taken(
    folders: tuple[Path, Path], changed: list[Section], monkeypatch: pytest.MonkeyPatch
):
    old, new = folders
    monkeypatch.setattr(facts, "_program", lambda: "of another day")
    build_index(changed, new, previous=old)
    assert segments(new) == 1


def test_an_index_that_was_changed_very_often_is_made_anew(corpus: list[Section], tmp_path: Path):
    earlier: Path | None = None
    counts = []
    for number in range(60):
        text = f"word{number}"
        last = sections([(99, ([("NAT", text)], 1.0, ""))])
        folder = tmp_path / str(number)
        build_index([*corpus, *last], folder, previous=earlier)
        counts.append(segments(folder))
        earlier = folder
    assert max(counts) > 10
    assert counts[-1] < max(counts)


def test_a_change_in_any_room_of_the_search_makes_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(search, "__file__", str(tmp_path / "__init__.py"))
    room = tmp_path / "room"
    room.mkdir()
    (room / "module.py").write_text("one = 1\n")
    before = facts._program.__wrapped__()
    (room / "module.py").write_text("one = 2\n")
    assert facts._program.__wrapped__() != before
