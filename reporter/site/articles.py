"""What is wrong with the writers' articles, told with their path."""

import re
from collections.abc import Mapping
from reprlib import repr as short
from typing import Any

import yaml

from reporter.errors import Refused

FRONT_MATTER = re.compile(r"^---[ \t]*\n(.*?\n)(?:\.\.\.|---)[ \t]*\n", re.DOTALL)

DRAFT = re.compile(r"^draft:[ \t]*(?:true|yes|on)[ \t]*(?:#.*)?$", re.MULTILINE | re.IGNORECASE)


def check_front_matter(text: str, *, path: str) -> None:
    """Raises Refused when the front matter is no YAML. MkDocs would print it into the article without a word."""
    found = FRONT_MATTER.match(text)
    if not found:
        return
    try:
        yaml.safe_load(found[1])
    except yaml.MarkedYAMLError as error:
        mark = error.context_mark or error.problem_mark
        line = mark.line + 2 if mark else 1
        raise Refused(f"{path}:{line}: the front matter is no valid YAML: {error.problem}.") from error
    except yaml.YAMLError as error:
        raise Refused(f"{path}:1: the front matter is no valid YAML: {error}.") from error


def is_draft(text: str) -> bool:
    """Whether the front matter says `draft: true`: such an article is shown by `mkdocs serve` and never published."""
    found = FRONT_MATTER.match(text.replace("\r\n", "\n"))
    return bool(found and DRAFT.search(found[1]))


def answers_of(meta: Mapping[str, Any], *, path: str) -> tuple[str, ...]:
    """The questions that an article says it answers (`answers:`); one alone may stand without a list.

    Raises Refused when it is no list of texts.
    """
    answers = [] if meta.get("answers") in (None, "") else meta["answers"]
    questions = [answers] if isinstance(answers, str) else answers
    if isinstance(questions, list) and all(isinstance(one, str) and one.strip() for one in questions):
        return tuple(" ".join(one.split()) for one in questions)
    raise Refused(f"{path}: `answers:` must be a list of questions, each a text, found {short(answers)}.")


def check_search(meta: Mapping[str, Any], *, path: str) -> None:
    """Raises Refused when `search:` holds anything else than options. Material's plugin would stop with a riddle."""
    if not isinstance(meta.get("search") or {}, Mapping):
        raise Refused(f"{path}: `search:` must hold `boost:` or `exclude:`, found {short(meta['search'])}.")


def refuse_collisions(targets: Mapping[str, str], report_path: str) -> None:
    """Raises Refused when a page would stand where the reporter does. `targets`: path in the site -> source file."""
    place = report_path.strip("/")
    taken = sorted(
        source for target, source in targets.items() if target == f"{place}.html" or target.startswith(f"{place}/")
    )
    if taken:
        raise Refused(
            f"{taken[0]} would stand at /{place}/, where the reporter stands. Rename that file, or move the reporter: "
            f"set LIFERING_REPORT_PATH to another path (with plain `mkdocs`, the plugin's option `report_path:`), "
            f"such as /{place}-a-problem/."
        )
