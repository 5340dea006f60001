import json
from dataclasses import replace

import pytest

from reporter.errors import Unavailable
from reporter.site.freshness import digest, is_current
from reporter.site.release import (
    Manifest,
    Shell,
    builds_folder,
    current_release,
    pointer_stamp,
    switch_to,
    write_facts,
)
from reporter.site.shell import CONTENT, HEAD, cut_shell

EMPTY = Manifest(
    build="one",
    built="2026-11-22T10:00:00+00:00",
    lifering="0.1.0",
    site_url="http://help.example:8000/base/",
    base_url=None,
    report_path="/report/",
    policy_hash="p",
    without=("redirects",),
    vectors=True,
    pages=1,
    sections=2,
    index_version=1,
    index_sha256="i",
    script_hashes=("sha256-a", "sha256-b"),
    shell_script_hashes=(),
    other_hosts=(),
    warnings=(),
    mkdocs_file="/m/mkdocs.yml",
    watched=(),
    sources="s",
)
SHELL = Shell(top="<top>", middle="<middle>", bottom="<bottom>")


def put(data, manifest):
    folder = builds_folder(data) / manifest.build
    for part in ("site", "index"):
        (folder / part).mkdir(parents=True)
    write_facts(folder, SHELL, {"": "Home"}, manifest)
    switch_to(data, manifest.build)
    return folder


def test_a_release_is_read_as_it_was_written(tmp_path):
    folder = put(tmp_path, EMPTY)
    release = current_release(tmp_path)
    assert (release.manifest, release.shell, release.site) == (EMPTY, SHELL, folder / "site")
    assert release.titles == {"": "Home"}


def test_the_stamp_changes_with_every_switch_and_is_none_before_the_first(tmp_path):
    assert pointer_stamp(tmp_path) is None
    put(tmp_path, EMPTY)
    first = pointer_stamp(tmp_path)
    assert pointer_stamp(tmp_path) == first
    put(tmp_path, replace(EMPTY, build="two"))
    assert pointer_stamp(tmp_path) != first


def test_the_last_two_releases_stay_and_older_ones_go(tmp_path):
    for name in ("a1", "a2", "a3"):
        put(tmp_path, replace(EMPTY, build=name))
    assert {path.name for path in builds_folder(tmp_path).iterdir()} == {"a2", "a3", "current"}
    assert current_release(tmp_path).manifest.build == "a3"


def test_without_a_release_the_command_is_named(tmp_path):
    with pytest.raises(Unavailable, match=r"no built site .* `lifering build`"):
        current_release(tmp_path)


@pytest.mark.parametrize("damage", ["{", "[]", "{}", json.dumps({"build": "one"})])
def test_a_damaged_or_foreign_manifest_is_a_sentence_not_a_traceback(tmp_path, damage):
    folder = put(tmp_path, EMPTY)
    (folder / "manifest.json").write_text(damage)
    with pytest.raises(Unavailable, match="`lifering build`"):
        current_release(tmp_path)


def test_the_sitemap_speaks_with_the_port_that_was_asked(tmp_path):
    folder = put(tmp_path, EMPTY)
    (folder / "site" / "sitemap.xml").write_text("<loc>http://help.example:8000/base/a/</loc>")
    assert current_release(tmp_path).sitemap("http://127.0.0.1:9/") == "<loc>http://127.0.0.1:9/base/a/</loc>"


def test_a_change_of_size_or_time_or_a_new_file_changes_the_digest(tmp_path):
    article = tmp_path / "docs" / "a.md"
    article.parent.mkdir()
    article.write_text("one")
    seen = [digest([article.parent])]
    article.write_text("other")
    seen.append(digest([article.parent]))
    (article.parent / "b.md").write_text("")
    seen.append(digest([article.parent]))
    assert len(set(seen)) == 3
    assert digest([article.parent]) == seen[2]


def test_a_release_is_current_only_for_the_same_question(tmp_path):
    mkdocs = tmp_path / "mkdocs.yml"
    mkdocs.write_text("site_name: X")
    watched = (str(mkdocs),)
    put(tmp_path / "data", replace(EMPTY, mkdocs_file=str(mkdocs), watched=watched, sources=digest([mkdocs])))
    asked = {
        "mkdocs_file": mkdocs,
        "data": tmp_path / "data",
        "policy_hash": "p",
        "report_path": "/report/",
        "without": ("redirects",),
    }
    assert is_current(**asked)
    for change in ({"policy_hash": "q"}, {"report_path": "/x/"}, {"without": ()}, {"base_url": "https://a.example"}):
        assert not is_current(**{**asked, **change})
    mkdocs.write_text("site_name: Another")
    assert not is_current(**asked)
    assert not is_current(**{**asked, "data": tmp_path})


def test_the_shell_is_cut_at_its_two_places():
    assert cut_shell(f"a{HEAD}b{CONTENT}c") == Shell("a", "b", "c")


@pytest.mark.parametrize(("text", "block"), [("a", "extrahead"), (f"a{HEAD}b", "content")])
def test_a_template_that_lost_a_place_is_told_the_block(text, block):
    with pytest.raises(ValueError, match=f"`{block}`"):
        cut_shell(text)
