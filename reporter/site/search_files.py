"""Material's search index: put aside for the fallback, with a stub in its place.

Material fetches search/search_index.json on every full page load. The stub keeps its `config`, which the highlighting
needs, and has no documents; our worker loads the real file only when the search API is away.
"""

import json
from pathlib import Path
from typing import Any

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


def read_index(site: Path) -> dict[str, Any]:
    """The whole document, as Material's search plugin wrote it: {"config": ..., "docs": [...]}."""
    document: dict[str, Any] = json.loads((site / PUT_ASIDE).read_text(encoding="utf-8"))
    return document
