"""Messages of the traces, planted in texts that were not written for this: documents, licences, lists, settings."""

import random
import re
from pathlib import Path

import pytest

from reporter.evidence.pasted import read_pasted
from tests.unit.evidence.dressing import DRESSES

ROOT = Path(__file__).parents[3]
TRACES = ROOT / "tests" / "evidence" / "traces"
NOISE = [
    *sorted(ROOT.glob("docs/dev/**/*.md")),
    *sorted(ROOT.glob("*.md")),
    *sorted(ROOT.glob("*.yml")),
    *sorted(ROOT.glob("requirements/*.txt")),
    *sorted(ROOT.glob("reporter/web/**/*.py")),
    ROOT / "LICENSE",
]
PLANTED_IN_EACH = 6
FOUND = 0.99


@pytest.fixture(scope="module")
def messages() -> list[str]:
    texts = [path.read_bytes().decode() for path in sorted(TRACES.glob("*.txt"))]
    return [seen.message.text.replace("\n", "\r\n") for text in texts for seen in read_pasted(text).seen]


def test_noise_alone_holds_no_call_beyond_those_that_it_shows_as_examples():
    strangers = {
        path.name: (len(read.seen), read.unsure, read.records)
        for path in NOISE
        if (read := read_pasted(path.read_text("utf-8"))) and (read.seen or read.unsure or read.records)
    }
    assert strangers == {}


def test_nearly_all_that_is_planted_is_found_and_nothing_else(messages):
    chance = random.Random(20261122)
    planted = found = 0
    for path in NOISE:
        lines = path.read_text("utf-8").split("\n")
        for _ in range(PLANTED_IN_EACH):
            message, dress = chance.choice(messages), chance.choice(list(DRESSES))
            place = chance.randrange(len(lines) + 1)
            read = read_pasted("\n".join([*lines[:place], DRESSES[dress](message), "", *lines[place:]]))
            call_id = re.search(r"(?im)^Call-ID: (.*?)\r$", message)[1]
            planted += 1
            found += [seen.message.call_id for seen in read.seen] == [call_id]
            assert {seen.message.call_id for seen in read.seen} | set(read.unsure) <= {call_id}, (
                path.name,
                dress,
                place,
            )
    assert planted > 500
    assert found >= planted * FOUND
