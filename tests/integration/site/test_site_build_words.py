"""Languages and synonyms of a site: from mkdocs.yml, front matter and synonyms.yml into the index."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reporter.errors import Refused
from reporter.site.release import Manifest, current_release
from search.retrieval.query import Searcher

Build = Callable[..., Manifest]


@pytest.fixture
def ask(tmp_path: Path) -> Callable[[str], list[str]]:
    def first(text: str) -> list[str]:
        with closing(Searcher.open(current_release(tmp_path / "data").index, vectors=False)) as searcher:
            return [hit.path for hit in searcher.search(text)]

    return first


def test_the_site_has_the_language_of_its_theme_and_a_page_its_own(build: Build, project: Path, ask):
    mkdocs = project / "mkdocs.yml"
    mkdocs.write_text(mkdocs.read_text().replace("  name: material\n", "  name: material\n  language: de\n"))
    (project / "docs" / "ton.md").write_text("# Verbindungen\n\nDie Störungen der Anlage.\n")
    (project / "docs" / "sound.md").write_text("---\nlang: en-GB\n---\n# Connections\n\nNobody registered.\n")
    build()
    assert ask("Störung")[:1] == ask("Verbindung")[:1] == ["ton.md"]
    assert ask("registering")[:1] == ["sound.md"]


def test_labels_of_tabs_lines_of_cells_and_noted_words_are_words_of_their_own(build: Build, project: Path, ask):
    mkdocs = project / "mkdocs.yml"
    extensions = "[footnotes, tables, pymdownx.superfences, pymdownx.tabbed: {alternate_style: true}]"
    mkdocs.write_text(f"{mkdocs.read_text()}markdown_extensions: {extensions}\n")
    tabs = "".join(f'=== "{name}"\n\n    Press it.\n\n' for name in ("emu", "rhea"))
    table = "| Port |\n|---|\n| 5060<br>5061 |\n"
    (project / "docs" / "tabs.md").write_text(f"# Keys\n\nAn ostrich[^1] waits.\n\n{tabs}{table}\n[^1]: Or two.\n")
    build()
    assert ask("rhea") == ask("ostrich") == ask("5061") == ["tabs.md"]


def test_a_description_without_a_text_is_none(build: Build, project: Path, ask):
    for name, description in (("empty", ""), ("list", " [quagga]")):
        (project / "docs" / f"{name}.md").write_text(f"---\ndescription:{description}\n---\n# Nothing\n\nText.\n")
    build()
    assert ask("none") == ask("quagga") == []


def test_synonyms_are_found_and_neither_published_nor_a_page(build: Build, project: Path, tmp_path: Path, ask):
    (project / "docs" / "synonyms.yml").write_text("- [helper of the phone box, SIP ALG]\n")
    manifest = build()
    assert manifest.pages == 2
    assert ask("the helper of my phone box")[0] == "guides/nat.md"
    site = current_release(tmp_path / "data").site
    assert not list(site.rglob("*synonyms*"))
    assert "synonyms" not in (site / "sitemap.xml").read_text()


def test_changed_synonyms_take_effect_with_the_next_build_and_no_article_is_read_anew(build: Build, project: Path, ask):
    build()
    assert ask("frobnicator") == []
    file = project / "docs" / "synonyms.yml"
    file.write_text("- [frobnicator, SIP ALG]\n")
    build()
    assert ask("frobnicator")[0] == "guides/nat.md"
    file.unlink()
    build()
    assert ask("frobnicator") == []


def test_mistakes_in_the_synonyms_stop_the_build_and_are_all_named(build: Build, project: Path, tmp_path: Path):
    kept = build()
    (project / "docs" / "synonyms.yml").write_text("- [one]\n- two\n")
    with pytest.raises(Refused) as refused:
        build()
    assert "synonyms.yml:1: a group has 2 to" in str(refused.value)
    assert "synonyms.yml:2: a group is a list" in str(refused.value)
    assert current_release(tmp_path / "data").manifest == kept
