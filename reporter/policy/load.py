"""`policy.yml` -> Policy, or every mistake in it with its line."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from reporter.errors import Misconfigured
from reporter.policy.checks import check
from reporter.policy.document import Document, Mistake, Place, read_document
from reporter.policy.model import Frozen, Policy
from reporter.policy.nearest import did_you_mean
from reporter.policy.shape import places, shape

NOT_YET = ("transitions", "closing", "escalation", "fair_use", "entitlement", "survey")
KNOWN = tuple(name for name in Policy.model_fields if name != "hash")
MOST_LINES = 100
LONGEST_LINE = 600  # characters: a mistake that quotes half a file helps nobody
PATTERNS = {
    "code": "must be a code: small letters, digits, - and _, beginning with a letter, 40 at most",
    "reference_prefix": "must be 2 to 4 capital letters",
    "support_address": "must be one mail address, such as support@example.org",
}


def load_policy(text: str, *, name: str = "policy.yml") -> Policy:
    """The policy of a file's text. Raises Misconfigured with one line for each mistake:
    `policy.yml:LINE: severities[1].examples: what is wrong, what was expected`."""
    document = read_document(text, name=name)
    mistakes = [*document.mistakes, *_top_level(document)]
    data = {key: value for key, value in document.data.items() if key in KNOWN}
    shaped, misread = shape(data)
    mistakes += [*misread, *check(data)]
    digest = hashlib.sha256(text.encode()).hexdigest()
    try:
        policy = Policy.model_validate({**shaped, "hash": digest})
    except ValidationError as error:
        codes = [str(place[1]) for place, _ in places(data, ("calendars", "*"))]
        mistakes += [_mistake(detail, codes) for detail in error.errors(include_url=False)]
    if mistakes:
        raise Misconfigured("\n".join(_told(mistakes, document, name)))
    return policy


def _top_level(document: Document) -> Iterable[Mistake]:
    for key in document.data:
        if key in NOT_YET:
            yield Mistake((key,), "this version does not know this part of a promise yet; take it out for now")
        elif key not in KNOWN:
            yield Mistake((key,), f"unknown key{did_you_mean(key, KNOWN)}")


def _told(mistakes: list[Mistake], document: Document, name: str) -> list[str]:
    """One line for each place, in the order of the file; the first mistake found at a place stands for it."""
    first: dict[Place, Mistake] = {}
    for mistake in mistakes:
        first.setdefault(mistake.place, mistake)
    in_order = sorted(first.values(), key=lambda mistake: document.line(mistake.place))
    lines = [f"{name}:{document.line(found.place)}: {_written(found.place)}{found.text}" for found in in_order]
    told = [line[:LONGEST_LINE] if line.endswith("?") else f"{line[:LONGEST_LINE]}." for line in lines[:MOST_LINES]]
    return [*told, f"{name}: and {len(lines) - MOST_LINES} more mistakes."] if len(lines) > MOST_LINES else told


def _written(place: Place) -> str:
    """("severities", 1, "examples") as `severities[1].examples: `."""
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return f"{path.lstrip('.')}: " if place else ""


def _mistake(detail: ErrorDetails, calendars: list[str]) -> Mistake:
    """One of pydantic's findings, at its place in the file and in our words."""
    place: Place = detail["loc"]
    if place[0] == "calendars" and len(place) > 1 and isinstance(place[1], int):
        place = ("calendars", calendars[place[1]], *place[2:])
    if place[0] == "severities" and place[-1] == "text":  # the file writes an example as plain text
        place = place[:-1]
    if detail["type"] == "extra_forbidden":
        return Mistake(place, f"unknown key{did_you_mean(str(place[-1]), _keys_at(detail['loc'][:-1]))}")
    if detail["input"] is None:
        return Mistake(place, "nothing stands here, expected a value")
    wording = WORDINGS.get(detail["type"])
    return Mistake(place, wording(detail) if wording else detail["msg"])


def _keys_at(place: Place) -> list[str]:
    """The keys that the model knows at a place."""
    model: type[Frozen] = Policy
    for step in place:
        if isinstance(step, str):
            model = _model_within(model.model_fields[step].annotation) or model
    return [key for key in model.model_fields if key != "hash"]


def _model_within(annotation: Any) -> type[Frozen] | None:
    """Channel of `tuple[Channel, ...]` or `Channel | None`."""
    for part in get_args(annotation):
        if found := _model_within(part):
            return found
    return annotation if isinstance(annotation, type) and issubclass(annotation, Frozen) else None


def _one_of(detail: ErrorDetails) -> str:
    expected = str(detail["ctx"]["expected"]).replace("'", "`")
    words = [word for word in expected.split("`") if word.strip(" ,") not in {"", "or"}]
    return f"is `{detail['input']}`, expected {expected}{did_you_mean(str(detail['input']), words)}"


def _pattern(detail: ErrorDetails) -> str:
    field = str(next(step for step in reversed(detail["loc"]) if isinstance(step, str)))
    return f"`{detail['input']}` {PATTERNS.get(field, PATTERNS['code'])}"


WORDINGS: dict[str, Callable[[ErrorDetails], str]] = {
    "missing": lambda _: "is missing",
    "string_type": lambda _: "must be text",
    "string_too_short": lambda _: "nothing stands here, expected text",
    "string_too_long": lambda detail: (
        f"has {len(detail['input'])} characters, {detail['ctx']['max_length']} at most fit"
    ),
    "string_pattern_mismatch": _pattern,
    "literal_error": _one_of,
    "tuple_type": lambda _: "must be a list: lines that begin with `- `, or [one, two]",
    "model_type": lambda _: "must be a mapping: lines such as `key: value`",
    "bool_parsing": lambda detail: f"is `{detail['input']}`, expected true or false",
    "bool_type": lambda _: "must be true or false",
}
