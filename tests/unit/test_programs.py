"""A program that the tests need and that is not here is named, with what to install."""

import pytest

from tests import programs


@pytest.fixture
def nothing_installed(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("LIFERING_TEST_BROWSER", raising=False)


def test_a_test_that_needs_a_missing_program_fails_with_a_sentence(nothing_installed):
    with pytest.raises(
        AssertionError, match=r"compare with tshark\. Install it \(Debian, Ubuntu: sudo apt-get install tshark"
    ):
        programs.needed(programs.TSHARK)


def test_where_nothing_can_be_installed_every_missing_program_is_named(nothing_installed):
    with pytest.raises(SystemExit) as ended:
        programs.main()

    for package in ("chromium", "tshark", "sip-tester"):
        assert f"sudo apt-get install {package}" in str(ended.value)


def test_a_browser_named_in_the_settings_will_do(nothing_installed, monkeypatch):
    monkeypatch.setenv("LIFERING_TEST_BROWSER", "/opt/browser")

    assert programs.find() == "/opt/browser"
