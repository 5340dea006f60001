"""The extraction that docs/dev/translating.md tells of finds a sentence of each kind."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "dev" / "translating.md"


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The catalogue that the documented command makes."""
    file = tmp_path_factory.mktemp("catalogue") / "messages.pot"
    (line,) = re.findall(r"pybabel (extract .*) -o messages\.pot reporter$", PAGE.read_text("utf-8"), re.MULTILINE)
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", *line.split(), "-o", str(file), "reporter"]
    subprocess.run(command, cwd=ROOT, check=True)
    return file.read_text("utf-8")


@pytest.mark.parametrize(
    "sentence",
    [
        "Ticket {reference}",  # sentence()
        "What is wrong",  # Step
        "Choose what kind of problem it is.",  # Field
        "Give at least one Call-ID, or say below why you cannot.",  # Mistake
        "We keep our own traces for {kept}, and this began {age} ago. If it still happens, give a newer call.",  # Stale
        "In {zone} the clocks were put back that day, and this time came twice. We take it for the first one.",  # Note
        "486: busy: on another call, or no free channel.",  # Meaning
        "First answer by",  # Language.say
        "Still stuck?",  # a template of the site
    ],
)
def test_a_sentence_of_each_kind_is_gathered(gathered: str, sentence: str):
    assert f'msgid "{sentence}"' in gathered.replace('msgid ""\n"', 'msgid "').replace('"\n"', "")
