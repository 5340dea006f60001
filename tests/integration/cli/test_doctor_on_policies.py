"""What `lifering doctor` says of a policy file that is refused, and of pages that do not follow the policy yet."""

import json
import shutil
from pathlib import Path

import pytest

from tests.integration.cli.conftest import Run


@pytest.fixture
def data(project: Path, reference: str, tmp_path: Path) -> str:
    """The project's data folder, for this test alone."""
    return str(shutil.copytree(project / "var", tmp_path / "var"))


@pytest.fixture
def policy(project: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(project / "policy.yml", tmp_path / "promise.yml"))


def findings(run: Run, **settings: str) -> dict[str, dict[str, object]]:
    return {found["part"]: found for found in json.loads(run("doctor", "--json", **settings).out)}


def test_a_refused_policy_is_told_with_every_mistake_and_since_when_the_last_good_one_is(run, data, policy):
    good = findings(run, data=data, policy=str(policy))
    assert good["policy"]["well"]
    assert good["site"]["well"]
    policy.write_text(policy.read_text("utf-8").replace("retention:", "retentoin:").replace("kind: open", "kind: opem"))

    done = run("doctor", data=data, policy=str(policy))
    assert (done.code, done.err.count("Traceback")) == (1, 0)
    told = findings(run, data=data, policy=str(policy))
    says = str(told["policy"]["says"])
    assert not told["policy"]["well"]
    for mistake in ("retentoin: unknown key; did you mean `retention`?", "did you mean `open`?", "promise.yml:"):
        assert mistake in says
        assert mistake in done.out
    assert f"the last good one, of 20{says.partition('the last good one, of 20')[2][:14]} UTC" in says
    assert str(good["policy"]["says"]) in says
    assert told["database"]["well"]
    assert told["site"] == good["site"]


def test_without_a_last_good_policy_the_mistakes_are_all_there_is_to_say(run_elsewhere, policy):
    policy.write_text("organisation: {}\n", "utf-8")
    done = run_elsewhere("doctor", policy=str(policy))
    assert done.code == 1
    assert "organisation.name: is missing" in done.err
    assert "Traceback" not in done.err


def test_pages_made_from_another_policy_are_told(run, data, policy):
    policy.write_text(policy.read_text("utf-8").replace("Harbour Voice", "Quay Voice"))
    site = findings(run, data=data, policy=str(policy))["site"]
    assert not site["well"]
    assert "another policy" in str(site["says"])
    assert "`lifering build`" in str(site["says"])


def test_tickets_are_shown_while_the_policy_is_wrong(run, reference, data, policy):
    assert run("doctor", data=data, policy=str(policy)).out
    policy.write_text("organisation: {}\n", "utf-8")
    listed, shown = (run("ticket", *words, data=data, policy=str(policy)) for words in (("list",), ("show", reference)))
    assert (listed.code, shown.code) == (0, 0), shown.err
    assert reference in listed.out
    assert "Calls are down" in shown.out
