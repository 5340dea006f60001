"""What must hold between the parts of a policy file. Works on the file's values: one reading finds everything."""

from collections.abc import Callable, Iterator

from reporter.policy.document import Mistake, Place, places
from reporter.policy.nearest import did_you_mean
from reporter.policy.zones import is_zone, zone_names

NAMES: tuple[tuple[Place, Place, str], ...] = (
    (("channels", "*", "calendar"), ("calendars",), "calendar"),
    (("severities", "*", "first_answer", "calendar"), ("calendars",), "calendar"),
    (("severities", "*", "first_answer", "*", "calendar"), ("calendars",), "calendar"),
    (("channels", "*", "severities", "*"), ("severities", "*", "code"), "severity"),
    (("severity", "none_of_these"), ("severities", "*", "code"), "severity"),
)
UNIQUE: tuple[tuple[Place, str], ...] = (
    (("channels", "*", "code"), "a channel's code"),
    (("severities", "*", "code"), "a severity's code"),
    (("severities", "*", "examples", "*"), "an example"),
    (("problem_types", "*", "code"), "a problem type's code"),
    (("statuses", "*", "code"), "a status's code"),
)
NOT_EMPTY: tuple[tuple[Place, str], ...] = (
    (("calendars",), "needs one calendar at least"),
    (("severities",), "needs one level at least"),
    (("severities", "*", "examples"), "needs one statement at least that a requester can tick"),
    (("problem_types",), "needs one problem type at least"),
    (("statuses",), "needs one status at least"),
)


def check(data: dict[str, object]) -> Iterator[Mistake]:
    """Every mistake between the parts; a value of the wrong form is passed over, the model reports it."""
    rules: tuple[Callable[[dict[str, object]], Iterator[Mistake]], ...] = (
        _names_exist,
        _codes_are_unique,
        _evidence_is_asked_once,
        _lists_are_filled,
        _zones_exist,
        _first_status_is_open,
        _inner_names_are_not_written,
    )
    for rule in rules:
        yield from rule(data)


def _names_exist(data: dict[str, object]) -> Iterator[Mistake]:
    for pattern, where, noun in NAMES:
        if where == ("calendars",):
            calendars = data.get("calendars")
            known = list(calendars) if isinstance(calendars, dict) else []
        else:
            known = [code for _, code in places(data, where) if isinstance(code, str)]
        for place, value in places(data, pattern):
            if isinstance(value, str) and known and value not in known:
                yield Mistake(place, f"there is no {noun} `{value}` in this policy{did_you_mean(value, known)}")


def _codes_are_unique(data: dict[str, object]) -> Iterator[Mistake]:
    for pattern, noun in UNIQUE:
        yield from _repeated(places(data, pattern), noun)


def _evidence_is_asked_once(data: dict[str, object]) -> Iterator[Mistake]:
    for place, _ in places(data, ("problem_types", "*", "evidence")):
        yield from _repeated(places(data, (*place, "*", "kind")), "a kind of evidence")


def _repeated(found: Iterator[tuple[Place, object]], noun: str) -> Iterator[Mistake]:
    seen: set[str] = set()
    for place, value in found:
        if not isinstance(value, str):
            continue
        if value in seen:
            yield Mistake(place, f"`{value}` stands here a second time; {noun} must be the only one of its name")
        seen.add(value)


def _lists_are_filled(data: dict[str, object]) -> Iterator[Mistake]:
    for pattern, sentence in NOT_EMPTY:
        for place, value in places(data, pattern):
            if not value:
                yield Mistake(place, sentence)


def _zones_exist(data: dict[str, object]) -> Iterator[Mistake]:
    for place, value in places(data, ("calendars", "*", "zone")):
        if isinstance(value, str) and not is_zone(value):
            near = did_you_mean(value, sorted(zone_names()))
            yield Mistake(place, f"there is no time zone `{value}`, expected a name such as Europe/London{near}")


def _first_status_is_open(data: dict[str, object]) -> Iterator[Mistake]:
    for place, kind in places(data, ("statuses", "*", "kind")):
        if place[1] == 0 and kind != "open":
            yield Mistake(place, "the first status is the one a new ticket gets, so its kind must be `open`")


def _inner_names_are_not_written(data: dict[str, object]) -> Iterator[Mistake]:
    for place, _ in places(data, ("calendars", "*", "code")):
        yield Mistake(place, f"is not written here: the calendar's code is `{place[1]}`")
    for place, _ in places(data, ("calendars", "*", "filed")):
        yield Mistake(place, "unknown key")
