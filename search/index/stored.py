"""What an index keeps of its sections, to read all of them back."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from search.index.facts import read_index
from search.index.texts import Texts


def stored_sections(folder: Path) -> Iterator[Mapping[str, str]]:
    """location, page_location, path, page_title, title and text of every section. Raises BadIndex."""
    facts, texts = read_index(folder, lambda facts: (facts, Texts(folder)))
    return (texts.shown(number)._asdict() for number in range(facts.sections))
