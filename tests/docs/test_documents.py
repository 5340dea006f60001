"""README, CONTRIBUTING and docs/dev name what is there: files, commands, settings, dependencies, words."""

import re
import tomllib
from pathlib import Path

import click
import pytest
from mkdocs.config import load_config

from reporter import __version__
from reporter.cli import cli
from reporter.config import PREFIX, Settings

ROOT = Path(__file__).parents[2]
DEV = ROOT / "docs" / "dev"
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted(DEV.rglob("*.md"))]
PICTURES = DEV / "pictures"
MOST_PICTURE_BYTES = 900_000
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```", re.DOTALL)
NOT_SETTINGS = {"TEST_BROWSER"}  # known to the tests alone
DECISION = ("## Context", "## Decision", "## Consequences")
OUTSIDE = ("http://", "https://", "mailto:")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def commands(group: click.Command, before: str = "lifering") -> dict[str, click.Command]:
    found = {before: group}
    for name, command in getattr(group, "commands", {}).items():
        found |= commands(command, f"{before} {name}")
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_link_inside_the_project_leads_somewhere(document: Path):
    links = LINK.findall(CODE.sub("", document.read_text("utf-8")))
    broken = [
        link
        for link in links
        if not link.startswith((*OUTSIDE, "#")) and not (document.parent / link.partition("#")[0]).exists()
    ]
    assert broken == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_setting_named_exists(document: Path):
    named = set(re.findall(rf"{PREFIX}([A-Z_]+[A-Z])", document.read_text("utf-8")))

    assert named - NOT_SETTINGS <= {setting.upper() for setting in Settings.model_fields}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_command_named_exists(document: Path):
    known = commands(cli)
    named = {" ".join(found.split()) for found in re.findall(r"`(lifering [a-z]+)", document.read_text("utf-8"))}

    assert named <= set(known)


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_file_named_in_code_marks_exists(document: Path):
    rooms = "reporter|search|tests|bench|examples|docs|requirements"
    named = set(re.findall(rf"`((?:{rooms})/[\w./-]*)`", document.read_text("utf-8")))

    made = {"bench/out/results.json"}  # by `make bench`
    assert [path for path in sorted(named - made) if not (ROOT / path).exists()] == []


def test_every_command_says_what_it_does_and_every_option_too():
    for name, command in commands(cli).items():
        assert command.help, name
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help or option.name == "limit", f"{name} {option.name}"


def test_every_command_is_in_the_operators_notes():
    text = (DEV / "operating.md").read_text("utf-8")
    leaves = [name for name, command in commands(cli).items() if not isinstance(command, click.Group)]

    assert [name for name in leaves if f"`{name}" not in text] == []


def test_every_dependency_is_accounted_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    listed = [
        *project["dependencies"],
        *(name for group in project["optional-dependencies"].values() for name in group),
    ]
    names = {re.split(r"[<>=~!\[; ]", requirement)[0] for requirement in listed}
    written = set(re.findall(r"^\| `([\w-]+)` \|", (DEV / "dependencies.md").read_text("utf-8"), re.MULTILINE))

    assert written == names


def test_the_two_commands_of_the_readme_are_targets_of_make():
    readme, makefile = (ROOT / "README.md").read_text("utf-8"), (ROOT / "Makefile").read_text("utf-8")

    for target in ("serve", "test"):
        assert f"make {target}" in readme
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_the_newest_entry_of_the_changelog_is_this_version():
    versions = re.findall(r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)

    assert versions[0] == __version__


@pytest.mark.parametrize("record", sorted((DEV / "decisions").glob("[0-9]*.md")), ids=lambda path: path.stem)
def test_a_decision_says_why_and_what_it_costs_and_is_listed(record: Path):
    text = record.read_text("utf-8")

    assert all(part in text for part in DECISION)
    assert record.name in (DEV / "decisions" / "index.md").read_text("utf-8")


def test_the_pictures_are_shown_and_light():
    pictures = sorted(PICTURES.glob("*.png"))
    text = "".join(document.read_text("utf-8") for document in DOCUMENTS)

    assert len(pictures) >= 5
    assert all(picture.name in text for picture in pictures)
    assert sum(picture.stat().st_size for picture in pictures) < MOST_PICTURE_BYTES


def test_how_the_project_is_built_is_no_part_of_the_customers_site():
    excluded = load_config(str(ROOT / "mkdocs.yml")).exclude_docs

    assert excluded is not None
    assert [name_of(path) for path in DEV.rglob("*") if not excluded.match_file(f"dev/{path.name}")] == []
    assert not excluded.match_file("index.md")
