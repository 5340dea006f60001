"""The build that a running process answers with: the one that the pointer names."""

import logging
import threading
import time
from pathlib import Path

from reporter.errors import Unavailable
from reporter.site.release import current_release, pointer_stamp
from reporter.web.services import Site
from search.errors import BadIndex
from search.retrieval.query import Searcher

LOOK_AGAIN = 1.0  # seconds between looks at whether another build is in use
log = logging.getLogger("lifering.app")


class CurrentSite:
    """The build in use, opened once and again when another one is put in its place. Safe for many threads."""

    def __init__(self, data: Path, *, vectors: bool) -> None:
        self._data, self._vectors = data, vectors
        self._lock = threading.Lock()
        self._stamp: object = object()
        self._looked = 0.0
        self._site: Site | None = None

    def __call__(self) -> Site | None:
        if time.monotonic() - self._looked > LOOK_AGAIN:
            with self._lock:
                self._look()
        return self._site

    def _look(self) -> None:
        stamp = pointer_stamp(self._data)
        if stamp != self._stamp:
            self._site = self._open()
            self._stamp = stamp
        self._looked = time.monotonic()

    def _open(self) -> Site | None:
        """A searcher of the build before stays open: requests under way still use it, and it closes with them."""
        try:
            release = current_release(self._data)
        except Unavailable as error:
            log.warning("%s", error)
            return None
        searcher, trouble = None, ""
        try:
            searcher = Searcher.open(release.index, vectors=self._vectors)
        except BadIndex as error:
            trouble = str(error)
            log.error("%s", error)  # noqa: TRY400 - the sentence says it all
        return Site(
            build_id=release.manifest.build,
            folder=release.site,
            sitemap=release.sitemap,
            shell=release.shell,
            titles=release.titles,
            script_hashes=release.manifest.script_hashes,
            shell_script_hashes=release.manifest.shell_script_hashes,
            searcher=searcher,
            search_problem=trouble,
        )
