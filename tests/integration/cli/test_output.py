"""What the commands print: sentences for people, JSON for programs."""

import json
import re
from pathlib import Path

import pytest

from search.retrieval.query import MOST_HITS
from tests.integration.cli.conftest import Run

pytestmark = pytest.mark.slow


def test_search_gives_hits_to_people_and_to_programs(run: Run):
    said, given = run("search", "report"), run("search", "report", "--json", "--limit", "1")

    assert said.code == given.code == 0
    assert said.out.startswith("1. ")
    (hit,) = json.loads(given.out)
    assert set(hit) == {
        *("location", "page_location", "path", "page_title", "title", "passage", "score", "terms", "in_title", "by"),
    }
    assert {tuple(sorted(part)) for part in hit["passage"]} == {("marked", "text")}


@pytest.fixture
def index(run: Run, tmp_path: Path) -> str:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "how.md").write_text("# Report a problem\n\nOne for each.", "utf-8")
    (docs / "sound.md").write_text("# Sound\x1b[2J\n\nIf in doubt,\x07 report it.", "utf-8")
    assert run("index", str(docs), "--out", str(tmp_path / "index")).code == 0
    return str(tmp_path / "index")


def test_search_says_what_was_read_for_a_misspelt_word_why_a_hit_came_and_that_nothing_fits(run: Run, index: str):
    misspelt = run("search", "reprot problems", "--index", index)  # codespell:ignore
    strange = run("search", "doubt the chocolate", "--index", index)

    assert misspelt.out.startswith("“reprot” was read as “report”.\n1. Report a problem")  # codespell:ignore
    assert "   In the title: report, problems.\n" in misspelt.out
    assert strange.out.startswith("Nothing seems to fit; the nearest:\n1. Sound")
    assert set("\x07\x1b") & set(strange.out) == set()


def test_search_reads_what_is_pasted_from_standard_input_and_repeats_no_control_characters(run: Run, index: str):
    pasted = b"\xff\x00 488 Not Acceptable Here\r\n\x07reprot\x1b[0m a problem\r\n"  # codespell:ignore

    asked, by_trace = (
        run("search", "-", "--index", index, "--way", way, typed=pasted) for way in ("question", "evidence")
    )

    assert asked.out.startswith("“reprot” was read")  # codespell:ignore
    assert by_trace.code == 0
    assert set("\x07\x1b\x00") & set(asked.out + by_trace.out) == set()
    assert run("search", "-", "--index", index, "--json").out == "[]\n"


def test_as_many_hits_as_the_search_gives_can_be_asked_for_and_no_more(run: Run):
    assert run("search", "report", "--limit", str(MOST_HITS)).code == 0
    assert run("search", "report", "--limit", str(MOST_HITS + 1)).code == 2


def test_nothing_found_is_said_and_is_no_failure(run: Run):
    assert run("search", "xyzzyplugh").out == "Nothing found.\n"
    assert json.loads(run("search", "xyzzyplugh", "--json").out) == []
    assert run("search", "xyzzyplugh").code == 0


def test_build_gives_its_manifest_to_programs(run: Run, project: Path):
    manifest = json.loads(run("build", "--json").out)

    assert manifest["report_path"] == "/report/"
    assert manifest["pages"] >= 1
    assert manifest["other_hosts"] == []
    assert manifest["build"] == (project / "var" / "builds" / "current").read_text()


def test_a_build_that_still_fits_is_not_made_again_unless_its_address_changes(run: Run, tmp_path: Path):
    data = str(tmp_path / "data")
    assert run("build", data=data).out.startswith("Built ")

    assert run("build", "--if-changed", data=data).out == "The last build still fits its sources: nothing to do.\n"
    moved = run("build", "--if-changed", data=data, base_url="https://example.com/help")
    assert moved.out.startswith("Built ")
    shell = json.loads(
        (tmp_path / "data/builds" / (tmp_path / "data/builds/current").read_text() / "shell.json").read_text()
    )
    assert "/help/assets/" in shell["top"]


def test_tickets_are_listed_and_shown(run: Run, reference: str):
    listed, data = run("ticket", "list"), json.loads(run("ticket", "list", "--json").out)

    assert reference in listed.out
    assert [ticket["reference"] for ticket in data] == [reference]
    assert "events" not in data[0]


def test_a_ticket_is_shown_whole_however_its_reference_is_written(run: Run, reference: str):
    shown = run("ticket", "show", reference.lower().replace("-", " "))
    data = json.loads(run("ticket", "show", reference, "--json").out)

    assert data["report"]["problem"]["title"] == "Callers cannot hear us on incoming calls"
    assert "Callers cannot hear us on incoming calls" in shown.out
    assert "a84b4c76e66710@192.0.2.10" in shown.out
    assert re.search(rf"http://127\.0\.0\.1:8000/tickets/{reference}/[\w-]{{24}}", shown.out)


def test_no_ticket_is_said(run_elsewhere: Run, project: Path):
    none = run_elsewhere("ticket", "list", policy=str(project / "policy.yml"))

    assert none.code == 0
    assert "There are no tickets yet." in none.out


def test_doctor_says_what_is_not_well_and_what_to_do(run_elsewhere: Run, project: Path):
    policy = str(project / "policy.yml")

    said, given = run_elsewhere("doctor", policy=policy), run_elsewhere("doctor", "--json", policy=policy)

    assert said.code == given.code == 1
    found = {finding["part"]: finding for finding in json.loads(given.out)}
    assert list(found) == ["settings", "policy", "database", "site", "outbox", "worker", "disk"]
    assert all(set(finding) == {"part", "well", "says"} for finding in found.values())
    assert [part for part, finding in found.items() if not finding["well"]] == ["site", "worker"]
    assert "run `lifering build`" in found["site"]["says"]
    assert "`lifering serve`" in found["worker"]["says"]
    assert all(finding["says"] in said.out for part, finding in found.items() if part not in {"settings", "disk"})


def test_doctor_makes_parked_messages_due_again(run: Run, reference: str):
    said, given = run("doctor", "--retry"), run("doctor", "--retry", "--json")

    assert said.out.startswith("0 parked messages are due again.")
    assert given.err == "0 parked messages are due again.\n"
    assert json.loads(given.out)[0]["part"] == "settings"


def test_a_good_policy_is_said_and_shown(run: Run):
    checked, shown = run("policy", "check", "policy.yml"), run("policy", "show", "policy.yml")

    assert checked.out == "policy.yml is a good policy: 3 levels, 8 problem types.\n"
    assert "Calls are down" in shown.out
    assert "30 minutes" in shown.out
    assert "Around the clock" in shown.out


def test_init_says_what_it_did_and_a_second_time_that_nothing_was_to_do(run_elsewhere: Run):
    first, second = run_elsewhere("init"), run_elsewhere("init")

    assert first.code == second.code == 0
    assert "is a new knowledge base" in first.out
    assert "nothing was changed" in second.out
