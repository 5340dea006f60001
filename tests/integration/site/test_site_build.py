import fcntl
import gzip
import json
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reporter.errors import Unavailable
from reporter.site.freshness import is_current
from reporter.site.inspection import inline_script_hashes
from reporter.site.release import builds_folder, current_release
from search.index.engine import segments
from search.retrieval.query import Searcher

ROOT_POLICY = Path(__file__).parents[3] / "policy.yml"


def test_a_build_gives_site_index_shell_and_manifest_together(build, tmp_path):
    manifest = build()
    release = current_release(tmp_path / "data")
    assert release.manifest == manifest
    assert (manifest.pages, manifest.sections, manifest.other_hosts, manifest.warnings) == (2, 3, (), ())
    searcher = Searcher.open(release.index)
    best = searcher.search("switch alg off")[0]
    assert (best.location, best.path) == ("guides/nat/#sip-alg", "guides/nat.md")
    searcher.close()


def test_every_article_has_the_way_to_the_reporter_with_its_own_location(build, tmp_path):
    build()
    site = current_release(tmp_path / "data").site
    assert 'href="../../report/?from=guides/nat/" target="_self"' in (site / "guides/nat/index.html").read_text()
    home = (site / "index.html").read_text()
    assert "?from=" not in home
    assert 'href="./report/" target="_self"' in home
    assert 'href="/report/" target="_self"' in (site / "404.html").read_text()


def test_an_article_can_go_without_the_way_to_the_reporter(build, project, tmp_path):
    (project / "docs" / "privacy.md").write_text("---\nreport_link: false\n---\n# Privacy\n")
    build()
    assert "?from=" not in (current_release(tmp_path / "data").site / "privacy/index.html").read_text()


def test_the_search_box_asks_our_worker_on_every_page_and_in_the_shell(build, tmp_path):
    build()
    release = current_release(tmp_path / "data")
    pages = [path.read_text() for path in release.site.rglob("*.html")]
    assert len(pages) == 4
    for text in (*pages, release.shell.bottom):
        assert "assets/lifering/search-worker.js?built-in=search." in text
        assert "assets/javascripts/workers/" not in text


def test_the_whole_index_is_put_aside_and_a_stub_takes_its_place(build, tmp_path):
    build()
    search = current_release(tmp_path / "data").site / "search"
    stub, whole = (json.loads((search / name).read_text()) for name in ("search_index.json", "lifering-index.json"))
    assert stub == {"config": whole["config"], "docs": []}
    assert [entry["location"] for entry in whole["docs"]] == ["", "guides/nat/", "guides/nat/#sip-alg"]


def test_the_shell_is_whole_with_absolute_addresses_and_known_scripts(build, tmp_path):
    build(base_url="https://help.example/desk")
    release = current_release(tmp_path / "data")
    shell = release.shell
    page = f"{shell.top}<title>T</title>{shell.middle}<h1>Step</h1>{shell.bottom}"
    assert page.count("<title>") == page.count("</head>") == page.count("</body>") == 1
    assert 'href="/desk/assets/stylesheets/' in shell.top
    assert '<a href="#lifering-content" class="md-skip">' in shell.middle
    assert 'href="/desk/guides/nat/"' in shell.middle
    assert 'src="/desk/assets/javascripts/bundle.' in shell.bottom
    assert inline_script_hashes(page) == set(release.manifest.shell_script_hashes)
    assert "{{" not in page
    assert "{%" not in page


def test_inline_scripts_are_the_same_on_every_page_so_that_few_hashes_do(build, tmp_path):
    manifest = build()
    for path in current_release(tmp_path / "data").site.rglob("*.html"):
        assert inline_script_hashes(path.read_text()) <= set(manifest.script_hashes)
    assert len(manifest.script_hashes) <= 3


def test_without_a_server_the_reporters_address_says_how_to_reach_support(build, tmp_path):
    build(report_path="/help/report/")
    text = (current_release(tmp_path / "data").site / "help/report/index.html").read_text()
    for said in (
        "tel:+442079460123",
        "support@harbourvoice.example",
        "Mon–Fri 08:00–18:00",
        "Call-ID",
        "../../assets/",
    ):
        assert said in text


def test_text_files_lie_there_compressed_with_the_same_content(build, tmp_path):
    build()
    site = current_release(tmp_path / "data").site
    page = site / "guides/nat/index.html"
    assert gzip.decompress(page.with_name("index.html.gz").read_bytes()) == page.read_bytes()


def test_other_peoples_templates_and_settings_stay_as_they_are(build, project, tmp_path):
    (project / "theme").mkdir()
    (project / "theme" / "main.html").write_text(
        '{% extends "base.html" %}{% block announce %}Theirs{% endblock %}'
        "{% block content %}<p>before</p>{{ super() }}{% endblock %}"
    )
    with (project / "mkdocs.yml").open("a") as file:
        file.write("extra_css:\n  - own.css\n")
    mkdocs = (project / "mkdocs.yml").read_text().replace("  font: false", "  font: false\n  custom_dir: theme")
    (project / "mkdocs.yml").write_text(mkdocs)
    build()
    release = current_release(tmp_path / "data")
    article = (release.site / "guides/nat/index.html").read_text()
    assert "Theirs" in article
    assert "<p>before</p>" in article
    assert "?from=guides/nat/" in article
    assert article.index("assets/lifering/site.css") < article.index("own.css")
    assert "Theirs" in release.shell.middle
    assert not (release.site / "assets/lifering/fonts").exists()


def test_warnings_of_mkdocs_are_kept_for_whoever_built(build, project):
    (project / "docs" / "a.md").write_text("# A\n\n[gone](gone.md)\n")
    assert [("a.md" in text and "gone.md" in text) for text in build().warnings] == [True]


def test_builds_at_the_same_time_wait_for_each_other(build, tmp_path):
    with ThreadPoolExecutor(3) as pool:
        manifests = [future.result() for future in [pool.submit(build) for _ in range(3)]]
    assert len({manifest.build for manifest in manifests}) == 3
    release = current_release(tmp_path / "data")
    assert release.manifest.build == max(manifest.build for manifest in manifests)
    Searcher.open(release.index).close()


def test_a_build_waits_while_another_process_holds_the_lock(build, tmp_path):
    builds_folder(tmp_path / "data").mkdir(parents=True)
    with (builds_folder(tmp_path / "data") / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        building = threading.Thread(target=build)
        building.start()
        building.join(timeout=2)
        assert building.is_alive()
        assert not (builds_folder(tmp_path / "data") / "current").exists()
    building.join()
    assert current_release(tmp_path / "data").manifest.pages == 2


def test_a_release_is_current_until_an_article_changes(build, project, policy, tmp_path):
    build()
    asked = {"data": tmp_path / "data", "policy_hash": policy.hash, "report_path": "/report/"}
    assert is_current(mkdocs_file=project / "mkdocs.yml", **asked)
    (project / "docs" / "guides" / "new.md").write_text("# New\n")
    assert not is_current(mkdocs_file=project / "mkdocs.yml", **asked)


def test_a_build_goes_on_from_the_index_in_use(build, project, tmp_path):
    build()
    article = project / "docs" / "guides" / "nat.md"
    article.write_text(article.read_text().replace("Routers.", "Xylophones."))
    before = current_release(tmp_path / "data").index
    build()
    index = current_release(tmp_path / "data").index
    assert segments(index) == 2
    assert {path.name for path in before.glob("*.seg")} < {path.name for path in index.glob("*.seg")}
    searcher = Searcher.open(index)
    assert [hit.location for hit in searcher.search("xylophones")] == ["guides/nat/"]
    searcher.close()


@pytest.mark.parametrize("held", ["", "[]", '{"a.md": 5}', '{"a.md": [5]}'])
def test_questions_of_another_shape_are_a_damaged_build(build, tmp_path, held):
    build()
    release = current_release(tmp_path / "data")
    (release.folder / "answers.json").write_text(held)
    with pytest.raises(Unavailable, match=r"is damaged .* run `lifering build`"):
        release.answers()


def test_progress_counts_pages_and_sections_to_their_end(build):
    seen = []
    build(progress=lambda stage, done, total: seen.append((stage, done, total)))
    assert seen[:4] == [("pages", done, 4) for done in (1, 2, 3, 4)]
    assert seen[-1] == ("index", 3, 3)


def test_plain_mkdocs_builds_the_same_site(build, project, policy, tmp_path):
    (project / "policy.yml").write_bytes(ROOT_POLICY.read_bytes())
    build()
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "plain")]
    subprocess.run(command, cwd=project, check=True, env={"NO_MKDOCS_2_WARNING": "1"}, capture_output=True)
    ours = current_release(tmp_path / "data").site
    for path in (tmp_path / "plain").rglob("*.html"):
        assert path.read_text() == (ours / path.relative_to(tmp_path / "plain")).read_text()
    assert json.loads((tmp_path / "plain/search/search_index.json").read_text())["docs"] == []
