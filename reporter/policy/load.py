"""`policy.yml` -> Policy, or every mistake in it with its line and column."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from reporter.errors import Misconfigured
from reporter.policy.checks import check
from reporter.policy.document import Document, Mistake, Place, read_document
from reporter.policy.filed import filed_days, with_filed
from reporter.policy.model import Frozen, Policy
from reporter.policy.nearest import did_you_mean
from reporter.policy.source import PolicySource

KNOWN = tuple(name for name, field in Policy.model_fields.items() if not field.exclude)
MISSING = object()
MOST_LINES = 100
LONGEST_LINE = 600  # characters: a mistake that quotes half a file helps nobody
PATTERNS = {
    "code": "must be a code: small letters, digits, - and _, beginning with a letter, 40 at most",
    "reference_prefix": "must be 2 to 4 capital letters",
    "support_address": "must be one mail address, such as support@example.org",
    "subdivision": "must be the code of a part of the country, such as ENG (ISO 3166-2 without the country)",
    "country": "must be a country of two capital letters, such as GB (ISO 3166-1)",
    "files": "must be the plain name of an iCalendar file beside the policy, such as closed.ics",
    "to": "must be one mail address, such as team@example.org",
    "feedback": "must be one mail address, such as feedback@example.org",
    "link": "must be a web address (https://...) or a path on this site that begins with /",
    "picture": "must be a path on this site to a picture, such as /evidence/images/call-id.svg",
    "origin": "must be https:// and a host in small letters, such as https://portal.example.org, without a path",
    "website": "must be a web address, such as https://example.org/",
    "status_page": "must be a web address, such as https://status.example.org/",
}


def load_policy(text: str, *, name: str = "policy.yml", files: Mapping[str, bytes] | None = None) -> Policy:
    """The policy of a file's text, with the iCalendar files beside it (its PolicySource).
    Raises Misconfigured with one line for each mistake:
    `policy.yml:LINE:COLUMN: severities[1].examples: what is wrong, what was expected`."""
    document = read_document(text, name=name)
    mistakes = [*document.mistakes, *_top_level(document)]
    data = {key: value for key, value in document.data.items() if key in KNOWN}
    filed, unreadable = filed_days(data, files or {})
    mistakes += [*check(data), *unreadable]
    source = PolicySource(text, files or {})
    try:
        policy = Policy.model_validate({**dict(with_filed(data, filed)), "hash": source.hash})
    except ValidationError as error:
        mistakes += [_mistake(detail, data) for detail in error.errors(include_url=False)]
    if mistakes:
        raise Misconfigured("\n".join(_told(mistakes, document, name)))
    return policy


def _top_level(document: Document) -> Iterable[Mistake]:
    for key in document.data:
        if key not in KNOWN:
            yield Mistake((key,), f"unknown key{did_you_mean(key, KNOWN)}")


def _told(mistakes: list[Mistake], document: Document, name: str) -> list[str]:
    """One line for each place, in the order of the file; the first mistake found at a place stands for it."""
    first: dict[Place, Mistake] = {}
    for mistake in mistakes:
        first.setdefault(mistake.place, mistake)
    in_order = sorted(first.values(), key=lambda mistake: document.position(mistake.place))
    lines = [
        f"{name}:{line}:{column}: {_written(found.place)}{found.text}"
        for found in in_order
        for line, column in [document.position(found.place)]
    ]
    told = [line[:LONGEST_LINE] if line.endswith("?") else f"{line[:LONGEST_LINE]}." for line in lines[:MOST_LINES]]
    return [*told, f"{name}: and {len(lines) - MOST_LINES} more mistakes."] if len(lines) > MOST_LINES else told


def _written(place: Place) -> str:
    """("severities", 1, "examples") as `severities[1].examples: `."""
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return f"{path.lstrip('.')}: " if place else ""


def _mistake(detail: ErrorDetails, data: dict[str, object]) -> Mistake:
    """One of pydantic's findings, at its place in the file and in our words."""
    within = detail.get("ctx", {}).get("within")
    place = _place_in(data, (*detail["loc"], within) if within else detail["loc"])
    if detail["type"] == "extra_forbidden":
        return Mistake(place, f"unknown key{did_you_mean(str(place[-1]), _keys_at(detail['loc'][:-1]))}")
    if detail["input"] is None:
        return Mistake(place, "nothing stands here, expected a value")
    wording = WORDINGS.get(detail["type"])
    return Mistake(place, wording(detail) if wording else detail["msg"])


def _place_in(data: object, loc: Place) -> Place:
    """Where a finding stands in the file, which may write one value for a list of one, and text for a mapping."""
    place: Place = ()
    for step in loc:
        if isinstance(data, dict):
            if step == "[key]":
                break
            place = (*place, step)
            data = data.get(step, MISSING)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            place = (*place, step)
            data = data[step]
    return place


def _keys_at(place: Place) -> list[str]:
    """The keys that the model knows at a place."""
    model: type[Frozen] = Policy
    for step in place:
        if isinstance(step, str):
            field = next((field for key, field in model.model_fields.items() if step in {key, field.alias}), None)
            model = (_model_within(field.annotation) if field else None) or model
    return [field.alias or key for key, field in model.model_fields.items() if not field.exclude]


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
    "policy": lambda detail: detail["ctx"]["sentence"],
    "missing": lambda _: "is missing",
    "string_type": lambda _: "must be text",
    "string_too_short": lambda _: "nothing stands here, expected text",
    "string_too_long": lambda detail: (
        f"has {len(detail['input'])} characters, {detail['ctx']['max_length']} at most fit"
    ),
    "string_pattern_mismatch": _pattern,
    "literal_error": _one_of,
    "too_long": lambda detail: f"has {len(detail['input'])} entries, {detail['ctx']['max_length']} at most fit",
    "tuple_type": lambda _: "must be a list: lines that begin with `- `, or [one, two]",
    "dict_type": lambda _: "must be a mapping: lines such as `key: value`",
    "model_type": lambda _: "must be a mapping: lines such as `key: value`",
    "bool_parsing": lambda detail: f"is `{detail['input']}`, expected true or false",
    "bool_type": lambda _: "must be true or false",
    "int_parsing": lambda detail: f"is `{detail['input']}`, expected a whole number",
    "int_type": lambda _: "must be a whole number",
    "greater_than_equal": lambda detail: f"is `{detail['input']}`, expected {detail['ctx']['ge']} at least",
    "less_than_equal": lambda detail: f"is `{detail['input']}`, expected {detail['ctx']['le']} at most",
}
