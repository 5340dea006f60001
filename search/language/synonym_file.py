"""The writers' file of synonyms, checked: `synonyms.yml` beside the articles."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from search.errors import BadIndex
from search.language.synonyms import MOST_WORDS, Groups, Phrase, phrase

FILE = "synonyms.yml"  # in the folder of the articles; it is no page
LARGEST = 100_000  # bytes
MOST_GROUPS = 1000
MOST_PHRASES = 24  # of a group
LONGEST = 80  # characters of a phrase
MOST_TOLD = 20  # mistakes in one sentence


class BadSynonyms(BadIndex):
    """`str(error)` names each mistake with its line, a line each."""

    def __init__(self, file: Path, mistakes: list[str]) -> None:
        more = [f"... and {len(mistakes) - MOST_TOLD} more."] if len(mistakes) > MOST_TOLD else []
        super().__init__("\n".join([*(f"{file}:{mistake}" for mistake in mistakes[:MOST_TOLD]), *more]))


def synonyms_of(docs: Path) -> Groups:
    """The groups of the folder's file; none when there is no file, or nothing in it. Raises BadSynonyms, OSError."""
    file = docs / FILE
    if not file.exists() and not file.is_symlink():
        return ()
    if not file.is_file():
        raise BadSynonyms(file, ["1: this is no file: remove it, or write the groups into a file of this name."])
    if file.stat().st_size > LARGEST:
        raise BadSynonyms(file, [f"1: the file has more than {LARGEST} bytes: leave out what nobody types."])
    mistakes: list[str] = []
    groups = _groups(_document(file), mistakes)
    if mistakes:
        raise BadSynonyms(file, mistakes)
    return groups


class _Loader(yaml.SafeLoader):
    """Without aliases, by which a small file can become endless."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]  # so in its stubs
            raise yaml.MarkedYAMLError(problem="an alias is not read here", problem_mark=mark)
        return super().compose_node(parent, index)


def _document(file: Path) -> yaml.Node | None:
    """As nodes, which know their lines, and in which `no` and 487 are still the texts that somebody wrote."""
    try:
        return yaml.compose(file.read_text(encoding="utf-8-sig"), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = str(error.problem)
        told = f"{error.context}, {problem}" if problem.startswith("but ") else problem
        raise BadSynonyms(file, [f"{mark.line + 1 if mark else 1}: this is no valid YAML: {told}."]) from error
    except UnicodeDecodeError as error:
        raise BadSynonyms(file, [f"1: the file is no UTF-8 (byte {error.start})."]) from error
    except yaml.YAMLError as error:
        raise BadSynonyms(file, ["1: this is no valid YAML: it holds control characters."]) from error
    except RecursionError as error:
        raise BadSynonyms(file, ["1: the lists are nested too deep."]) from error


def _groups(document: yaml.Node | None, mistakes: list[str]) -> Groups:
    if document is None or (isinstance(document, yaml.ScalarNode) and not document.value):
        return ()
    if not isinstance(document, yaml.SequenceNode):
        mistakes.append(f"{_line(document)}: expected a list of groups, such as `- [voicemail, answering machine]`.")
    elif len(document.value) > MOST_GROUPS:
        mistakes.append(f"{_line(document)}: there are {len(document.value)} groups, at most {MOST_GROUPS} are read.")
    else:
        return [list(_phrases(node, mistakes)) for node in document.value]
    return ()


def _phrases(group: yaml.Node, mistakes: list[str]) -> Iterator[str]:
    if not isinstance(group, yaml.SequenceNode):
        mistakes.append(f"{_line(group)}: a group is a list of words or phrases, such as `- [DID, direct number]`.")
        return
    if not 1 < len(group.value) <= MOST_PHRASES:
        mistakes.append(f"{_line(group)}: a group has 2 to {MOST_PHRASES} words or phrases, found {len(group.value)}.")
    seen: set[Phrase] = set()
    for entry in group.value:
        if mistake := _mistake(entry, seen):
            mistakes.append(f"{_line(entry)}: {mistake}.")
        else:
            yield entry.value


def _mistake(entry: yaml.Node, seen: set[Phrase]) -> str:
    """`seen`: the phrases of the group so far; this one is added."""
    if not isinstance(entry, yaml.ScalarNode):
        return "a word or phrase must be a text"
    if len(entry.value) > LONGEST:
        return f"a phrase has at most {LONGEST} characters, found {len(entry.value)}"
    read = phrase(entry.value)
    if not 0 < len(read) <= MOST_WORDS:
        return f"a phrase has 1 to {MOST_WORDS} words that tell something, found {len(read)} in {entry.value!r}"
    if read in seen:
        return f"{entry.value!r} stands in the group already"
    seen.add(read)
    return ""


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
