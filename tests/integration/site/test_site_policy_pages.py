"""Pages made from the policy: made, shown in articles, overridden; and they say what the policy says."""

import re
from html import unescape
from pathlib import Path

import pytest

from reporter.errors import Refused
from reporter.policy.load import load_policy

ROOT = Path(__file__).parents[3]
SHIPPED = (ROOT / "policy.yml").read_text(encoding="utf-8")
EXAMPLES = sorted((ROOT / "examples" / "policies").glob("*.yml"))


@pytest.fixture(autouse=True)
def with_pages(project):
    """The project of these tests lets the pages be made, as every project does by itself."""
    file = project / "mkdocs.yml"
    file.write_text(file.read_text().replace("  - lifering:\n      policy_pages: false\n", "  - lifering\n"))


def page(tmp_path: Path, path: str) -> str:
    (folder,) = (tmp_path / "data" / "builds").glob("*/site")
    return (folder / path).read_text(encoding="utf-8")


def words(html: str) -> str:
    """The text of the article."""
    article = html[html.index("<article") : html.index("</article>")]
    return " ".join(re.sub(r"<[^>]+>", " ", article).split())


def test_the_pages_are_made_and_stand_in_navigation_and_search(build, tmp_path):
    build()
    for name in ("reporting", "severities", "statuses", "contact"):
        assert "<article" in page(tmp_path, f"support/{name}/index.html")
    home = page(tmp_path, "index.html")
    assert 'href="support/severities/"' in home


def test_a_level_is_shown_with_its_examples_target_and_sheet(build, tmp_path):
    build()
    shown = words(page(tmp_path, "support/severities/index.html"))
    assert "None of our phones can make or receive calls" in shown
    assert "30 minutes (Around the clock)" in shown
    sheet = page(tmp_path, "support/definitions.html")
    assert "None of our phones can make or receive calls" in sheet
    kilobytes = max(1, round(len(sheet.encode()) / 1000))
    assert f"Levels and what they mean (HTML, {kilobytes} kB)" in shown


def test_another_target_in_the_file_is_another_target_on_the_page(build, tmp_path):
    assert "within: 30 minutes" in SHIPPED
    build(policy=load_policy(SHIPPED.replace("within: 30 minutes", "within: 25 minutes", 1)))
    for path in ("support/severities/index.html", "support/reporting/index.html"):
        shown = words(page(tmp_path, path))
        assert "25 minutes" in shown
        assert "30 minutes" not in shown
    assert "25 minutes" in page(tmp_path, "support/response-times.html")


def test_an_article_that_shows_a_page_takes_its_place(project, build, tmp_path):
    (project / "docs" / "ring.md").write_text("# Ring us\n\nWe like it.\n\n<!-- lifering: contact -->\n\nBye.\n")
    build()
    shown = words(page(tmp_path, "ring/index.html"))
    assert shown.index("We like it.") < shown.index("Emergency line") < shown.index("Bye.")
    (folder,) = (tmp_path / "data" / "builds").glob("*/site")
    assert not (folder / "support" / "contact").exists()


def test_a_file_of_the_project_at_the_place_of_a_page_stays(project, build, tmp_path):
    (project / "docs" / "support").mkdir()
    (project / "docs" / "support" / "statuses.md").write_text("# Ours\n\nOwn words.\n")
    build()
    assert "Own words." in words(page(tmp_path, "support/statuses/index.html"))


def test_a_part_alone_can_stand_in_any_article(project, build, tmp_path):
    (project / "docs" / "guides" / "nat.md").write_text("# NAT\n\n<!-- lifering: levels -->\n")
    build()
    assert "30 minutes" in words(page(tmp_path, "guides/nat/index.html"))
    assert 'href="../../report/"' in page(tmp_path, "guides/nat/index.html")


def test_a_navigation_by_hand_gets_the_pages_at_its_end(project, build, tmp_path):
    with (project / "mkdocs.yml").open("a") as file:
        file.write("nav:\n  - Home: index.md\n  - NAT: guides/nat.md\n")
    build()
    home = page(tmp_path, "index.html")
    assert home.index("guides/nat/") < home.index("support/reporting/")


def test_a_marker_that_names_no_part_stops_the_build_and_says_what_is_near(project, build):
    (project / "docs" / "guides" / "nat.md").write_text("# NAT\n\n<!-- lifering: severites -->\n")
    with pytest.raises(Refused, match=r"guides/nat\.md: there is no part `severites`.*did you mean `severities`"):
        build()


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_every_example_policy_makes_pages_without_a_warning(file, build, tmp_path):
    policy = load_policy(file.read_text(encoding="utf-8"), name=file.name)
    manifest = build(policy=policy)
    assert manifest.warnings == ()
    shown = words(page(tmp_path, "support/severities/index.html"))
    for level in policy.severities:
        assert level.name in shown
    assert ("Escalation" in page(tmp_path, "index.html")) == (policy.escalation is not None)


def test_a_channel_for_articles_stands_at_the_end_of_each(build, tmp_path):
    text = SHIPPED.replace(
        "channels:\n",
        "channels:\n  - {code: chat, kind: chat, name: Chat with us, address: /chat/, calendar: office, "
        "in_articles: true}\n",
        1,
    )
    build(policy=load_policy(text))
    assert '<a href="/chat/">' in page(tmp_path, "guides/nat/index.html")


def test_hostile_words_of_a_policy_stay_words(build, tmp_path):
    text = SHIPPED.replace("name: Works badly", "name: <script>alert(1)</script> | [x](javascript:alert(1))", 1)
    build(policy=load_policy(text))
    for path in ("support/severities/index.html", "support/definitions.html"):
        shown = page(tmp_path, path)
        assert "<script>alert(1)" not in shown
        assert "<script>alert(1)</script> | [x](javascript:alert(1))" in unescape(shown)
        assert 'href="javascript:' not in shown
