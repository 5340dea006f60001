import fcntl
import gzip
import json
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reporter.errors import Misconfigured, Refused, Unavailable
from reporter.site.freshness import is_current
from reporter.site.inspection import inline_script_hashes
from reporter.site.release import builds_folder, current_release
from search.query import Searcher

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


@pytest.mark.parametrize(
    ("article", "said"),
    [
        (("bad.md", b"# Caf\xe9 \xff\n"), r"bad\.md"),
        (("bad.md", b"---\ntitle: [one\n---\n# A\n"), r"bad\.md:2: the front matter"),
        (("report.md", b"# Report\n"), r"docs/report\.md .* LIFERING_REPORT_PATH"),
        (("report/index.html", b"<p>mine</p>"), r"docs/report/index\.html .* LIFERING_REPORT_PATH"),
    ],
)
def test_a_broken_article_fails_with_its_path_and_the_last_good_site_stays(build, project, tmp_path, article, said):
    good = build()
    name, content = article
    path = project / "docs" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    with pytest.raises(Refused, match=said):
        build()
    assert current_release(tmp_path / "data").manifest == good
    assert {path.name for path in builds_folder(tmp_path / "data").iterdir()} == {".lock", "current", good.build}
    path.unlink()
    assert build().build != good.build


def test_another_report_path_gets_around_a_collision(build, project, tmp_path):
    (project / "docs" / "report.md").write_text("# Our report\n")
    build(report_path="/report-a-problem/")
    site = current_release(tmp_path / "data").site
    assert "Our report" in (site / "report/index.html").read_text()
    assert (site / "report-a-problem/index.html").exists()


def test_a_strict_project_is_refused_with_what_mkdocs_complains_of(build, project):
    with (project / "mkdocs.yml").open("a") as file:
        file.write("strict: true\n")
    (project / "docs" / "a.md").write_text("# A\n\n[gone](gone.md)\n")
    with pytest.raises(Refused, match=r"a\.md.*gone\.md"):
        build()


def test_warnings_of_mkdocs_are_kept_for_whoever_built(build, project):
    (project / "docs" / "a.md").write_text("# A\n\n[gone](gone.md)\n")
    assert [("a.md" in text and "gone.md" in text) for text in build().warnings] == [True]


def test_plugins_that_are_not_installed_are_named_and_can_be_left_out(build, project, tmp_path):
    mkdocs = (project / "mkdocs.yml").read_text() + "  - no-such-plugin:\n      a: b\n  - nor-this\n"
    (project / "mkdocs.yml").write_text(mkdocs)
    with pytest.raises(Refused, match=r"no-such-plugin, nor-this.*--without no-such-plugin --without nor-this"):
        build()
    assert build(without=("no-such-plugin", "nor-this")).without == ("no-such-plugin", "nor-this")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("  - lifering\n", "", "lifering init"),
        ("  - search\n", "", "add `- search`"),
        ("  name: material\n  font: false", "  name: mkdocs", "name: material"),
        ("site_name: Try it", "site_name: [", "mkdocs.yml"),
    ],
)
def test_a_project_that_cannot_carry_us_is_told_what_to_do(build, project, before, after, said):
    text = (project / "mkdocs.yml").read_text()
    assert before in text
    (project / "mkdocs.yml").write_text(text.replace(before, after))
    with pytest.raises(Refused, match=said):
        build()


def test_no_mkdocs_file_and_a_bad_report_path_are_told_at_once(build, tmp_path):
    with pytest.raises(Refused, match=r"gone/mkdocs\.yml.*lifering init"):
        build(mkdocs_file=tmp_path / "gone" / "mkdocs.yml")
    for path in ("report", "/", "/../", "/a b/", "/report/../x/"):
        with pytest.raises(Misconfigured, match="LIFERING_REPORT_PATH"):
            build(report_path=path)


def test_a_plugin_that_ends_the_interpreter_ends_only_the_build(build, project, tmp_path):
    good = build()
    (project / "hook.py").write_text("import os\ndef on_pre_build(config):\n    print('{}')\n    os._exit(3)\n")
    with (project / "mkdocs.yml").open("a") as file:
        file.write("hooks:\n  - hook.py\n")
    with pytest.raises(Refused, match="not built"):
        build()
    assert current_release(tmp_path / "data").manifest == good


def test_an_error_of_a_plugin_is_shown_with_its_page(build, project):
    (project / "hook.py").write_text("def on_page_markdown(markdown, page, **_):\n    raise KeyError(page.title)\n")
    with (project / "mkdocs.yml").open("a") as file:
        file.write("hooks:\n  - hook.py\n")
    with pytest.raises(Refused, match=r"index\.md.*Home"):
        build()


def test_a_disk_that_cannot_be_written_is_a_sentence(build, tmp_path):
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(Unavailable, match="could not be written"):
        build()


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


def test_what_a_killed_build_left_is_swept_away(build, tmp_path):
    left_over = builds_folder(tmp_path / "data") / ".new-abc"
    (left_over / "release").mkdir(parents=True)
    build()
    assert not left_over.exists()


def test_a_release_is_current_until_an_article_changes(build, project, policy, tmp_path):
    build()
    asked = {"data": tmp_path / "data", "policy_hash": policy.hash, "report_path": "/report/"}
    assert is_current(mkdocs_file=project / "mkdocs.yml", **asked)
    (project / "docs" / "guides" / "new.md").write_text("# New\n")
    assert not is_current(mkdocs_file=project / "mkdocs.yml", **asked)


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
