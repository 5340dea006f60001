"""What holds for every file of the project."""

import re
import subprocess
from pathlib import Path
from statistics import median

import pytest

from tests.architecture.sources import ROOT, functions, identifiers, named, python_files, texts, tracked

LONGEST_FILE = 250  # lines
LONGEST_FUNCTION = 40
USUAL_FUNCTION = 12
MAKES_MAILS = {"reporter/delivery/attachments.py", "reporter/delivery/compose.py"}
LARGEST_FILE = 1_000_000  # bytes
NO_PLACE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "base"}
LEFT_OPEN = re.compile(r"\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")) + r")\b")
REGISTRIES = re.compile(
    "|".join(map(re.escape, ("pypi" + ".org", "pythonhosted" + ".org", "registry.npm" + "js", "deb.debian" + ".org")))
)
# From the "not" column of docs/dev/glossary.md, those that mean nothing else in this code.
NOT_OUR_WORDS = {
    "wizard": "journey",
    "helpdesk": "desk",
    "bounce": "deflection",
    "category": "problem_type",
    "urgency": "severity",
    "backend": "destination",
    "dead_letter": "parked",
    "caller_id": "call_id",
    "sla": "promise or target",
}


def test_the_files_are_found():
    names = {named(path) for path in tracked()}

    assert {"reporter/app.py", "search/retrieval/query.py", "Makefile", "tests/architecture/test_files.py"} <= names


def test_no_python_file_is_longer_than_250_lines():
    lengths = {named(path): len(path.read_text("utf-8").splitlines()) for path in python_files()}

    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_40_lines_and_the_usual_one_is_short():
    lengths = {
        f"{named(path)}:{function.lineno} {function.name}": (function.end_lineno or 0) - function.lineno + 1
        for path in python_files()
        for function in functions(path)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}
    assert median(length for name, length in lengths.items() if not name.startswith("tests/")) < USUAL_FUNCTION


def test_every_arrow_points_the_same_way():
    program = Path(ROOT / ".venv/bin/lint-imports")
    command = [str(program) if program.exists() else "lint-imports", "--no-cache"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_is_left_for_later():
    left = [
        f"{name}:{number}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if LEFT_OPEN.search(line) and not name.endswith((".svg", "pyproject.toml"))
    ]
    assert left == []


def test_no_module_is_a_drawer_for_whatever_has_no_place():
    assert [named(path) for path in python_files() if NO_PLACE & {path.stem, *path.parent.parts}] == []


def test_one_word_for_one_concept():
    strangers = [
        f"{named(path)}:{line} {name}: say {NOT_OUR_WORDS[word]}"
        for path in python_files()
        if named(path).startswith(("reporter/", "search/"))
        for name, line in identifiers(path)
        for word in NOT_OUR_WORDS
        if word in re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().split("_") or word == name.lower()
    ]
    assert strangers == []


@pytest.mark.parametrize("word", sorted(NOT_OUR_WORDS))
def test_the_words_not_used_are_those_of_the_glossary(word: str):
    text = (ROOT / "docs/dev/glossary.md").read_text("utf-8").lower()

    assert word.replace("_", " ") in text


def test_an_attachment_is_only_what_a_mail_carries():
    elsewhere = [
        f"{named(path)}:{line}"
        for path in python_files()
        if named(path).startswith(("reporter/", "search/")) and named(path) not in MAKES_MAILS
        for name, line in identifiers(path)
        if "attachment" in name.lower()
    ]
    assert elsewhere == []


def test_no_file_names_a_package_registry():
    assert [name for name, text in texts() if REGISTRIES.search(text)] == []


def test_no_file_is_larger_than_a_megabyte():
    assert [named(path) for path in tracked() if path.stat().st_size > LARGEST_FILE] == []
