"""The writers' own words: our example's file helps its customers, and can be changed at any time."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from search.articles.rendering import sections_of_page
from search.articles.sections import Section
from search.errors import BadIndex
from search.index.build import build_index
from search.index.folder import index_folder
from search.index.stored import stored_sections
from search.retrieval.query import Searcher

DOCS = Path(__file__).parents[3] / "docs"


def first(folder: Path, text: str) -> str:
    with closing(Searcher.open(folder, vectors=False)) as searcher:
        return next((hit.path for hit in searcher.search(text)), "")


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of what our customers see."""
    folder = tmp_path_factory.mktemp("made")
    shutil.copytree(DOCS, folder / "docs", ignore=shutil.ignore_patterns("dev"))
    index_folder(folder / "docs", folder / "index", vectors=False)
    return folder / "index"


@pytest.mark.parametrize(
    ("question", "page"),
    [
        ("they can't hear me", "audio/one-way-audio.md"),
        ("answerphone", "calls/voicemail.md"),
        ("facsimile", "calls/fax.md"),
        ("keep my number when I switch", "numbers/porting.md"),
        ("I do not know this statement", "billing/disputed-charges.md"),
        ("SIP helper in the modem", "network/nat-and-sip-alg.md"),
        ("2FA", "portal/sign-in-and-blank-pages.md"),
        ("touch tones do nothing", "audio/dtmf.md"),
        ("request terminated", "calls/call-failed-codes.md"),
    ],
)
def test_our_customers_words_find_our_articles(ours: Path, question: str, page: str):
    assert first(ours, question) == page


def test_the_file_is_no_page(ours: Path):
    assert not [section["path"] for section in stored_sections(ours) if "synonyms" in section["path"]]


def test_a_changed_group_needs_no_article_to_be_analysed_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    pages = {"nat.md": "# SIP ALG\n\nSwitch it off.", "fax.md": "# Fax\n\nUse it."}
    sections = [section for path, text in pages.items() for section in sections_of_page(text, path=path)]
    build_index(sections, tmp_path / "before", synonyms=[("frobnicator", "fax")], vectors=False)

    def analysing(section: Section) -> None:
        raise AssertionError(section)

    monkeypatch.setattr("search.index.build.analysed", analysing)
    build_index(
        sections, tmp_path / "after", synonyms=[("frobnicator", "SIP ALG")], previous=tmp_path / "before", vectors=False
    )
    assert (first(tmp_path / "before", "frobnicator"), first(tmp_path / "after", "frobnicator")) == ("fax.md", "nat.md")


def test_mistakes_are_named_before_anything_is_read(tmp_path: Path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "synonyms.yml").write_text("- [alone]\n")
    with pytest.raises(BadIndex, match=r"synonyms\.yml:1: "):
        index_folder(tmp_path / "docs", tmp_path / "index", vectors=False)
