import pytest

from reporter.errors import Misconfigured, Refused, Unavailable
from reporter.site.release import builds_folder, current_release


@pytest.mark.parametrize(
    ("article", "said"),
    [
        (("bad.md", b"# A\xff\n"), r"bad\.md"),
        (("bad.md", b"---\ntitle: [one\n---\n# A\n"), r"bad\.md:2: the front matter"),
        (
            ("bad.md", b"---\nanswers: 0\n---\n# A\n"),
            r"'bad\.md':\n.*/bad\.md: `answers:` must be a list of .* found 0\.",
        ),
        (("bad.md", b"---\nanswers: {a: b}\n---\n# A\n"), r"bad\.md: `answers:` must be"),
        (("bad.md", b"---\nsearch: exclude\n---\n# A\n"), r"bad\.md: `search:` must hold .* found 'exclude'"),
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


def test_plugins_that_are_not_installed_are_named_and_can_be_left_out(build, project, tmp_path):
    mkdocs = (project / "mkdocs.yml").read_text() + "  - no-such-plugin:\n      a: b\n  - nor-this\n"
    (project / "mkdocs.yml").write_text(mkdocs)
    with pytest.raises(Refused, match=r"no-such-plugin, nor-this.*--without no-such-plugin --without nor-this"):
        build()
    assert build(without=("no-such-plugin", "nor-this")).without == ("no-such-plugin", "nor-this")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("  - lifering:\n      policy_pages: false\n", "", "lifering init"),
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


def test_what_a_killed_build_left_is_swept_away(build, tmp_path):
    left_over = builds_folder(tmp_path / "data") / ".new-abc"
    (left_over / "release").mkdir(parents=True)
    build()
    assert not left_over.exists()
