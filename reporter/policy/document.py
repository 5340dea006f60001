"""From the text of a policy file to plain values that know their lines.

Every scalar is text as it was written, on one line: YAML's own guesses (08:00 is a number, `no` is false) never apply.
Anchors, aliases and tags are refused, so that nothing expands and nothing is constructed.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import yaml
from yaml.composer import Composer

from reporter.errors import Misconfigured

try:
    from yaml import CSafeLoader as QuickEvents
except ImportError:  # PyYAML was built without libyaml
    from yaml import SafeLoader as QuickEvents  # type: ignore[assignment]

Place = tuple[str | int, ...]
"""The way to a value in the file, from the top: ("severities", 1, "examples")."""

Position = tuple[int, int]
"""Line and column, both from 1."""

LARGEST = 512_000  # characters; the largest real policy known has 14,000
DEEPEST = 12


@dataclass(frozen=True)
class Mistake:
    """What is wrong with the value at `place`, as a sentence that follows a colon."""

    place: Place
    text: str


@dataclass(frozen=True)
class Document:
    """`data`: dicts, lists, strings and None; `positions`: line and column (from 1) at which each place begins."""

    data: dict[str, object]
    positions: dict[Place, Position]
    mistakes: tuple[Mistake, ...]

    def position(self, place: Place) -> Position:
        """Line and column of a place, or of the nearest place around it that stands in the file."""
        while place and place not in self.positions:
            place = place[:-1]
        return self.positions.get(place, (1, 1))


def read_document(text: str, *, name: str) -> Document:
    """Raises Misconfigured with file, line and reason for text that is no plain YAML mapping."""
    if len(text) > LARGEST:
        raise Misconfigured(f"{name}: the file has {len(text):,} characters; a policy may have {LARGEST:,} at most.")
    try:
        node = _composed(text)
    except yaml.MarkedYAMLError as error:
        raise Misconfigured(f"{name}:{_position_of(error)}: {_reason(error)}") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise Misconfigured(
            f"{name}:{line}:1: a character that may not stand in YAML (U+{error.character:04X})."
        ) from error
    except (ValueError, OverflowError) as error:  # an escape such as "\UFFFFFFFF", or a version number of 5,000 digits
        raise Misconfigured(f"{name}: this is not YAML: {error}.") from error
    if not isinstance(node, yaml.MappingNode):
        raise Misconfigured(f"{name}:1:1: the file must be a mapping that begins with `organisation:`.")
    reading = _Reading()
    data = reading.mapping(node, ())
    return Document(data=data, positions=reading.positions, mistakes=tuple(reading.mistakes))


def _composed(text: str) -> yaml.Node | None:
    """What the quick parser refuses is read once more by PyYAML's own: a mistake has the same words everywhere."""
    with suppress(yaml.YAMLError, ValueError):
        return yaml.compose(text, QuickLoader)
    return yaml.compose(text, PlainLoader)


class _Plain(Composer):
    """Composes nodes, and refuses on the way what could expand, construct or exhaust the stack."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: yaml.Event = self.peek_event()  # type: ignore[attr-defined]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refused(
                "anchors (&) and aliases (*) are not used here: write the value out, or quote the text", event
            )
        if getattr(event, "tag", None):
            raise _refused("tags (!) are not used here: every value is text, a list or a mapping", event)
        if self.depth >= DEEPEST:
            raise _refused(f"nested more than {DEEPEST} deep", event)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


class PlainLoader(_Plain, yaml.SafeLoader):
    """PyYAML's own parser, which is always there."""


class QuickLoader(_Plain, QuickEvents):
    """libyaml finds the events, in a twentieth of the time; the nodes are composed of them as above."""

    def __init__(self, text: str) -> None:
        QuickEvents.__init__(self, text)
        Composer.__init__(self)


def _refused(problem: str, event: yaml.Event) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(None, None, problem, event.start_mark)  # type: ignore[arg-type]


def _position_of(error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    return f"{mark.line + 1}:{mark.column + 1}" if mark else "1:1"


def _reason(error: yaml.MarkedYAMLError) -> str:
    parts = [part for part in (error.context, error.problem) if part]
    return ", ".join(parts) + "."


def _position(node: yaml.Node) -> Position:
    return node.start_mark.line + 1, node.start_mark.column + 1


class _Reading:
    """One walk over the composed nodes, which are a tree because aliases were refused."""

    def __init__(self) -> None:
        self.positions: dict[Place, Position] = {}
        self.mistakes: list[Mistake] = []

    def mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, object]:
        self.positions.setdefault(place, _position(node))
        values: dict[str, object] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.mistakes.append(Mistake(place, "a key must be one word, not a list or a mapping"))
                continue
            key = self.scalar(key_node, place) or ""
            if key in values:
                lines = f"on line {self.positions[*place, key][0]} and on line {_position(key_node)[0]}"
                self.mistakes.append(Mistake((*place, key), f"stands here twice, {lines}"))
                continue
            self.positions[*place, key] = _position(key_node)
            values[key] = self.value(value_node, (*place, key))
        return values

    def value(self, node: yaml.Node, place: Place) -> object:
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            for number, item in enumerate(node.value):
                self.positions[*place, number] = _position(item)
            return [self.value(item, (*place, number)) for number, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return self.scalar(node, place)

    def scalar(self, node: yaml.ScalarNode, place: Place) -> str | None:
        if not node.style and node.value in {"", "~", "null"}:
            return None
        text = " ".join(node.value.split())
        if any(unicodedata.category(character) in {"Cc", "Cs"} for character in text):
            self.mistakes.append(Mistake(place, "holds a control character"))
        return text


def places(data: object, pattern: str) -> Iterator[tuple[Place, object]]:
    """Each value whose place fits, with that place. `severities[].examples[]` is every example of every level: `[]`
    is each of a list, and a single value stands for a list of one. `calendars.*.zone`: `*` is any key of a mapping.
    What has another form is passed over."""
    yield from _fitting(data, tuple(pattern.replace("[]", ".[]").lstrip(".").split(".")), ())


def _fitting(data: object, steps: tuple[str, ...], found: Place) -> Iterator[tuple[Place, object]]:
    if not steps:
        yield found, data
        return
    step, rest = steps[0], steps[1:]
    if step == "[]":
        each = [((*found, number), item) for number, item in enumerate(data)] if isinstance(data, list) else None
        for place, item in [(found, data)] if each is None else each:
            yield from _fitting(item, rest, place)
    elif isinstance(data, dict):
        for key in data if step == "*" else [step]:
            if key in data:
                yield from _fitting(data[key], rest, (*found, key))
