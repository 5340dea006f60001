"""The child process that runs MkDocs: `python -m reporter.site.render FOLDER`.

It reads FOLDER/request.json, renders the site, prints one JSON object a line (page, warning, error) and at the end
writes FOLDER/rendered.json.
"""

import json
import logging
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from mkdocs.commands.build import build
from mkdocs.config import load_config

from reporter.errors import Refused
from reporter.policy.model import Policy
from reporter.site.child import Rendered
from reporter.site.freshness import digest
from reporter.site.project import plugins_to_load, watched


class Telling(logging.Handler):
    """MkDocs' warnings and errors, one JSON object a line."""

    def __init__(self, out: IO[str]) -> None:
        super().__init__(logging.WARNING)
        self.out = out

    def emit(self, record: logging.LogRecord) -> None:
        kind = "error" if record.levelno >= logging.ERROR else "warning"
        tell(self.out, {kind: record.getMessage()})


def tell(out: IO[str], value: dict[str, Any]) -> None:
    print(json.dumps(value), file=out, flush=True)


def main(folder: Path) -> None:
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what other people's plugins print does not mix with ours
    log = logging.getLogger("mkdocs")
    log.addHandler(Telling(out))
    log.propagate = False
    request = json.loads((folder / "request.json").read_text(encoding="utf-8"))
    try:
        rendered = render(request, out)
    except Refused as error:
        tell(out, {"error": str(error)})
        sys.exit(1)
    (folder / "rendered.json").write_text(json.dumps(asdict(rendered)), encoding="utf-8")


def render(request: dict[str, Any], out: IO[str]) -> Rendered:
    """Raises what MkDocs, its plugins and extensions raise; the parent shows the last line of it."""
    plugins = plugins_to_load(Path(request["mkdocs_file"]), without=request["without"])
    chosen = {"site_dir": request["site"], "plugins": plugins, "site_url": request["base_url"]}
    config = load_config(request["mkdocs_file"], **chosen)  # what is None stays as mkdocs.yml says
    sources = watched(config)
    before = digest(sources)
    plugin: Any = config.plugins["lifering"]
    plugin.config.report_path = request["report_path"]
    plugin.policy = Policy.model_validate_json(request["policy"])
    plugin.told = lambda pages: tell(out, {"pages": pages})
    build(config)
    return Rendered(
        site_url=config.site_url or "http://127.0.0.1:8000/",
        shell=plugin.shell,
        pages=plugin.pages,
        answers=plugin.answers,
        languages=plugin.languages,
        synonyms=plugin.synonyms,
        watched=tuple(map(str, sources)),
        sources=before,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
