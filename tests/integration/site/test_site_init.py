import pytest

from reporter.errors import Refused
from reporter.policy.load import load_policy
from reporter.policy.schema import schema_text
from reporter.site.build import build_release
from reporter.site.init import add_to_project, new_project
from reporter.site.release import current_release

THEIRS = """site_name: Theirs   # keep me
site_url: https://docs.example/
theme:
    name: material
    font: false
plugins:
    - search
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
docs_dir: content
"""


@pytest.fixture
def theirs(tmp_path):
    folder = tmp_path / "theirs"
    (folder / "content").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(THEIRS)
    (folder / "content" / "index.md").write_text("# Theirs\n")
    return folder


def test_an_existing_project_gets_what_is_needed_and_nothing_else(theirs):
    done = add_to_project(theirs)
    assert (theirs / "mkdocs.yml").read_text() == THEIRS.replace("    - search\n", "    - lifering\n    - search\n")
    files = {path.relative_to(theirs).as_posix() for path in theirs.rglob("*") if path.is_file()}
    assert files == {"mkdocs.yml", "policy.yml", "policy.schema.json", "content/index.md", "content/incidents/.gitkeep"}
    assert len(done) == 4
    assert all(str(theirs) in sentence for sentence in done)


def test_a_second_time_changes_nothing_and_says_so(theirs):
    add_to_project(theirs)
    stamps = {path: path.stat().st_mtime_ns for path in theirs.rglob("*")}
    assert "nothing was changed" in add_to_project(theirs)[0]
    assert {path: path.stat().st_mtime_ns for path in theirs.rglob("*")} == stamps


def test_a_policy_that_is_there_already_stays(theirs):
    (theirs / "policy.yml").write_text("mine")
    add_to_project(theirs)
    assert (theirs / "policy.yml").read_text() == "mine"
    assert not (theirs / "policy.schema.json").exists()


@pytest.mark.parametrize("start", ["theirs", "new"])
def test_the_policy_names_the_schema_that_lies_beside_it(theirs, tmp_path, start):
    folder = theirs if start == "theirs" else tmp_path / "new"
    add_to_project(folder) if start == "theirs" else new_project(folder)
    first = (folder / "policy.yml").read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=policy.schema.json"
    assert (folder / "policy.schema.json").read_text() == schema_text()


@pytest.mark.parametrize("start", ["theirs", "new"])
def test_what_init_leaves_behind_can_be_built_at_once(theirs, tmp_path, start):
    folder = theirs if start == "theirs" else tmp_path / "new"
    add_to_project(folder) if start == "theirs" else new_project(folder)
    policy = load_policy((folder / "policy.yml").read_text())
    manifest = build_release(mkdocs_file=folder / "mkdocs.yml", data=tmp_path / "data", policy=policy)
    assert manifest.warnings == ()
    assert (current_release(tmp_path / "data").site / "report/index.html").exists()


def test_a_new_project_is_not_poured_over_other_files(theirs, tmp_path):
    with pytest.raises(Refused, match="not empty"):
        new_project(theirs)
    with pytest.raises(Refused, match=r"There is no .*mkdocs\.yml"):
        add_to_project(tmp_path)
