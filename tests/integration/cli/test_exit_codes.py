"""0 done, 1 refused or failed with a sentence, 2 wrong use. Never a stack trace."""

import socket
from pathlib import Path

import pytest

from tests.integration.cli.conftest import Done, Run

pytestmark = pytest.mark.slow


def assert_told(done: Done, *parts: str, code: int = 1) -> None:
    """A sentence on stderr, nothing on stdout, and no traceback anywhere."""
    assert done.code == code, done.err
    assert "Traceback" not in done.err
    assert done.out == ""
    for part in parts:
        assert part in done.err, done.err


def test_help_and_version_are_done(run: Run):
    helped, version = run("--help"), run("--version")

    assert (helped.code, version.code) == (0, 0)
    assert "lifering serve" in helped.out
    assert version.out == "lifering, version 0.1.0\n"


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("build", "--nonsense"),
        ("search",),
        ("search", "nat", "--limit", "0"),
        ("policy", "check", "nowhere.yml"),
        ("ticket", "show"),
        ("serve", "--port", "70000"),
        ("worker", "now"),
    ],
)
def test_wrong_use_is_two_and_shows_how(run: Run, words: tuple[str, ...]):
    assert_told(run(*words), "Usage: lifering", "Error: ", code=2)


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("port", "many", "LIFERING_PORT"),
        ("base_url", "help.example.com", "LIFERING_BASE_URL: must be an address such as"),
        ("report_path", "/", "LIFERING_REPORT_PATH: must name a folder"),
        ("mail", "pigeon://loft", "LIFERING_MAIL: must be 'folder' or smtp://"),
        ("polici", "policy.yml", "LIFERING_POLICI: there is no such setting (did you mean LIFERING_POLICY?)"),
        ("trusted_proxies", "-1", "LIFERING_TRUSTED_PROXIES"),
    ],
)
def test_a_wrong_setting_stops_the_start_by_name(run: Run, setting: str, value: str, told: str):
    assert_told(run("serve", **{setting: value}), "These settings are wrong:", told)


@pytest.mark.parametrize("words", [("build",), ("doctor",), ("worker",), ("ticket", "list"), ("search", "nat")])
def test_every_command_that_needs_settings_refuses_wrong_ones(run: Run, words: tuple[str, ...]):
    assert_told(run(*words, threads="0"), "LIFERING_THREADS")


def test_several_wrong_settings_are_all_named(run: Run):
    assert_told(run("doctor", port="0", threads="no", nonsense="1"), "_PORT", "_THREADS", "_NONSENSE")


def test_a_password_in_a_wrong_setting_is_not_told(run: Run):
    done = run("doctor", mail="pigeon://user:Secret-Word@loft")

    assert_told(done, "LIFERING_MAIL")
    assert "Secret-Word" not in done.err


@pytest.mark.parametrize("words", [("search", "nat"), ("search", "nat", "--index", ".")])
def test_a_search_without_an_index_says_what_makes_one(run_elsewhere: Run, words: tuple[str, ...]):
    assert_told(run_elsewhere(*words), "run `lifering build`")


def test_a_build_without_a_project_says_what_makes_one(run_elsewhere: Run, project: Path):
    assert_told(run_elsewhere("build", policy=str(project / "policy.yml")), "mkdocs.yml", "`lifering init`")


def test_a_missing_policy_is_named_with_the_setting_that_names_another(run_elsewhere: Run):
    assert_told(run_elsewhere("serve"), "policy.yml", "LIFERING_POLICY names it")


def test_a_wrong_policy_is_told_with_file_line_and_reason(run: Run, tmp_path: Path, project: Path):
    text = (project / "policy.yml").read_text("utf-8")
    file = tmp_path / "mine.yml"
    file.write_text(text.replace("zone: Europe/London", "zone: Europe/Londn", 1), "utf-8")
    line = next(n for n, line in enumerate(file.read_text("utf-8").splitlines(), 1) if "Londn" in line)

    for words in (("policy", "check", str(file)), ("policy", "show", str(file)), ("serve", "--policy", str(file))):
        assert_told(run(*words), f"mine.yml:{line}:", "Londn")


def test_a_folder_that_holds_other_things_is_left_alone(run_elsewhere: Run, tmp_path: Path):
    (tmp_path / "mine.txt").write_text("mine")

    assert_told(run_elsewhere("init"), "is not empty")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_article_that_cannot_be_built_is_named_and_the_last_good_site_stays(run: Run, project: Path):
    broken = project / "docs" / "broken.md"
    current = project / "var" / "builds" / "current"
    before = current.read_text()
    broken.write_text("---\ntitle: [open\n---\n# Broken\n")
    try:
        done = run("build")
    finally:
        broken.unlink()

    assert_told(done, "docs/broken.md:", "the front matter is no valid YAML")
    assert current.read_text() == before


@pytest.mark.parametrize("typed", ["HV-000-000", "nonsense", "'; drop table tickets", ""])
def test_an_unknown_ticket_is_said(run: Run, reference: str, typed: str):
    assert_told(run("ticket", "show", typed), "There is no ticket")


def test_a_data_folder_that_cannot_be_made_is_said(run: Run, tmp_path: Path):
    (tmp_path / "file").write_text("in the way")

    done = run("doctor", data=str(tmp_path / "file" / "data"))

    assert done.code == 1
    assert "Traceback" not in done.err
    assert "file" in done.err


def test_a_port_in_use_is_named(run: Run):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--port", str(taken.getsockname()[1]))

    assert_told(done, "LIFERING_PORT: cannot listen on 127.0.0.1:")
