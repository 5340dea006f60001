"""From the text of a policy file to plain values that know their lines.

Every scalar is text as it was written, on one line: YAML's own guesses (08:00 is a number, `no` is false) never apply.
Anchors, aliases and tags are refused, so that nothing expands and nothing is constructed.
"""

import unicodedata
from dataclasses import dataclass

import yaml

from reporter.errors import Misconfigured

Place = tuple[str | int, ...]
"""The way to a value in the file, from the top: ("severities", 1, "examples")."""

LARGEST = 512_000  # characters; the largest real policy known has 14,000
DEEPEST = 12


@dataclass(frozen=True)
class Mistake:
    """What is wrong with the value at `place`, as a sentence that follows a colon."""

    place: Place
    text: str


@dataclass(frozen=True)
class Document:
    """`data`: dicts, lists, strings and None; `lines`: the line (from 1) on which each place begins."""

    data: dict[str, object]
    lines: dict[Place, int]
    mistakes: tuple[Mistake, ...]

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest place around it that stands in the file."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_document(text: str, *, name: str) -> Document:
    """Raises Misconfigured with file, line and reason for text that is no plain YAML mapping."""
    if len(text) > LARGEST:
        raise Misconfigured(f"{name}: the file has {len(text):,} characters; a policy may have {LARGEST:,} at most.")
    try:
        node = yaml.compose(text, PlainLoader)
    except yaml.MarkedYAMLError as error:
        raise Misconfigured(f"{name}:{_line_of(error)}: {_reason(error)}") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise Misconfigured(
            f"{name}:{line}: a character that may not stand in YAML (U+{error.character:04X})."
        ) from error
    except (ValueError, OverflowError) as error:  # an escape such as "\UFFFFFFFF", or a version number of 5,000 digits
        raise Misconfigured(f"{name}: this is not YAML: {error}.") from error
    if not isinstance(node, yaml.MappingNode):
        raise Misconfigured(f"{name}:1: the file must be a mapping that begins with `organisation:`.")
    reading = _Reading()
    data = reading.mapping(node, ())
    return Document(data=data, lines=reading.lines, mistakes=tuple(reading.mistakes))


class PlainLoader(yaml.SafeLoader):
    """Composes nodes, and refuses on the way what could expand, construct or exhaust the stack."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
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


def _refused(problem: str, event: yaml.Event) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(None, None, problem, event.start_mark)  # type: ignore[arg-type]


def _line_of(error: yaml.MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 1


def _reason(error: yaml.MarkedYAMLError) -> str:
    parts = [part for part in (error.context, error.problem) if part]
    return ", ".join(parts) + "."


class _Reading:
    """One walk over the composed nodes, which are a tree because aliases were refused."""

    def __init__(self) -> None:
        self.lines: dict[Place, int] = {}
        self.mistakes: list[Mistake] = []

    def mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, object]:
        self.lines.setdefault(place, node.start_mark.line + 1)
        values: dict[str, object] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.mistakes.append(Mistake(place, "a key must be one word, not a list or a mapping"))
                continue
            key = self.scalar(key_node, place) or ""
            line = key_node.start_mark.line + 1
            if key in values:
                first = self.lines[*place, key]
                self.mistakes.append(Mistake((*place, key), f"stands here twice, on line {first} and on line {line}"))
                continue
            self.lines[*place, key] = line
            values[key] = self.value(value_node, (*place, key))
        return values

    def value(self, node: yaml.Node, place: Place) -> object:
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            for number, item in enumerate(node.value):
                self.lines[*place, number] = item.start_mark.line + 1
            return [self.value(item, (*place, number)) for number, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return self.scalar(node, place)

    def scalar(self, node: yaml.ScalarNode, place: Place) -> str | None:
        if node.style is None and node.value in {"", "~", "null"}:
            return None
        text = " ".join(node.value.split())
        if any(unicodedata.category(character) in {"Cc", "Cs"} for character in text):
            self.mistakes.append(Mistake(place, "holds a control character"))
        return text
