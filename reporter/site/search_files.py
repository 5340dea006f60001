"""Material's search index: put aside for the fallback, with a stub in its place.

Material fetches search/search_index.json on every full page load. The stub keeps its `config`, which the highlighting
needs, and has no documents; our worker loads the real file only when the search API is away.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from search.articles.sections import Section, sections_from_index

IN_PLACE = "search/search_index.json"
PUT_ASIDE = "search/lifering-index.json"


def put_index_aside(site: Path) -> bool:
    """False when the project built no search index."""
    place = site / IN_PLACE
    if not place.is_file():
        return False
    document = json.loads(place.read_text(encoding="utf-8"))
    place.replace(site / PUT_ASIDE)
    place.write_text(json.dumps({"config": document["config"], "docs": []}), encoding="utf-8")
    return True


def read_sections(site: Path, *, pages: Mapping[str, tuple[str, str]], languages: Mapping[str, str]) -> list[Section]:
    """What Material's search plugin wrote, with what our plugin knows of the `pages` (location -> source path,
    description). Raises BadIndex."""
    return sections_from_index(
        json.loads((site / PUT_ASIDE).read_text(encoding="utf-8")),
        paths={location: path for location, (path, _) in pages.items()},
        descriptions={location: description for location, (_, description) in pages.items()},
        languages=languages,
    )
