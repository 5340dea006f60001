"""Every name that stands for something is the name of something, and of one thing only."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reporter.policy.document import Mistake, Place, places
from reporter.policy.nearest import did_you_mean


@dataclass(frozen=True)
class Named:
    """Things of one noun: the `part` they are defined in, and every place that refers to one of them."""

    noun: str
    part: str
    used: tuple[str, ...]

    def known(self, data: Mapping[str, object]) -> list[str]:
        """The names that the file gives."""
        things = data.get(self.part)
        if isinstance(things, dict):
            return [code for code in things if isinstance(code, str)]
        return [code for _, code in places(data, f"{self.part}[].code") if isinstance(code, str)]


NAMES = (
    Named(
        "calendar",
        "calendars",
        (
            "channels[].calendar",
            "channels[].outside.calendar",
            "severities[].first_answer[].calendar",
            "severities[].first_answer[].reported_in",
            "severities[].solution[].calendar",
            "severities[].solution[].reported_in",
            "severities[].notifies[].during",
            "severities[].notifies[].outside",
            "closing.calendar",
            "escalation.calendar",
        ),
    ),
    Named(
        "channel",
        "channels",
        (
            "severities[].report_by[]",
            "problem_types[].exit.channel",
            "questions[].options[].exit.channel",
            "one_problem.several",
            "escalation.channel",
            "guide[].channel",
        ),
    ),
    Named(
        "severity",
        "severities",
        (
            "channels[].severities[]",
            "channels[].outside.severities[]",
            "channels[].labels.*",
            "channels[].otherwise",
            "severity.none_of_these",
            "escalation.ladder[].severities[]",
            "fair_use.levels[]",
            "fair_use.downgraded_to",
        ),
    ),
    Named("line", "lines", ("problem_types[].line",)),
    Named("problem type", "problem_types", ("questions[].types[]",)),
    Named("status", "statuses", ("transitions[].from[]", "transitions[].to", "closing.awaiting[]")),
    Named("button", "buttons", ("transitions[].button",)),
)
UNIQUE = {
    "channels[].code": "a channel's code",
    "severities[].code": "a severity's code",
    "severities[].number": "a severity's number",
    "lines[].code": "a line's code",
    "problem_types[].code": "a problem type's code",
    "questions[].code": "a question's code",
    "statuses[].code": "a status's code",
    "buttons[].code": "a button's code",
    "escalation.reasons[].code": "the code of a reason",
    "evidence.probe[].name": "the name of a host",
}
UNIQUE_WITHIN = {
    "severities[].confirm": ("[]", "a statement to confirm"),
    "problem_types[].evidence": ("[].kind", "a kind of evidence"),
    "problem_types[].evidence[].accepts": ("[]", "a kind of evidence"),
    "problem_types[].evidence[].reasons": ("[]", "a reason"),
    "questions[].options": ("[].code", "the code of an option"),
}


def _names_exist(data: dict[str, object]) -> Iterator[Mistake]:
    for named in NAMES:
        known = named.known(data)
        if not known and data.get(named.part):
            continue  # the part has another form than it should: that is told, and its names cannot be read
        for pattern in named.used:
            for place, value in places(data, pattern):
                if isinstance(value, str) and value not in known:
                    near = did_you_mean(value, known)
                    yield Mistake(place, f"there is no {named.noun} `{value}` in this policy{near}")


def _names_are_unique(data: dict[str, object]) -> Iterator[Mistake]:
    for pattern, noun in UNIQUE.items():
        yield from _repeated(places(data, pattern), noun)
    for pattern, (each, noun) in UNIQUE_WITHIN.items():
        for place, within in places(data, pattern):
            yield from _repeated((((*place, *inner), value) for inner, value in places(within, each)), noun)


def _examples_are_unique(data: dict[str, object]) -> Iterator[Mistake]:
    texts = (
        (place, example.get("text") if isinstance(example, dict) else example)
        for place, example in places(data, "severities[].examples[]")
    )
    yield from _repeated(texts, "an example")


def _labels_are_told_apart(data: dict[str, object]) -> Iterator[Mistake]:
    """A label sets the severity whatever its case."""
    for place, labels in places(data, "channels[].labels"):
        written = [label for label in labels if isinstance(label, str)] if isinstance(labels, dict) else []
        yield from _repeated((((*place, label), label.casefold()) for label in written), "a label")


def _repeated(found: Iterable[tuple[Place, object]], noun: str) -> Iterator[Mistake]:
    seen: set[str] = set()
    for place, value in found:
        if not isinstance(value, str):
            continue
        if value in seen:
            yield Mistake(place, f"`{value}` stands here a second time; {noun} must be the only one of its name")
        seen.add(value)


CHECKS_OF_NAMES = (_names_exist, _names_are_unique, _examples_are_unique, _labels_are_told_apart)
