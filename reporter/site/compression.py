"""Compressed copies beside the files, made once at build, for servers that hand them out as they are."""

import gzip
from pathlib import Path

from reporter.site.inspection import files_of

COMPRESSED = {".html", ".css", ".js", ".json", ".xml", ".svg", ".txt"}
WORTH = 1_000  # bytes; below this the header costs what the compression saves
LARGEST = 20_000_000  # bytes; larger files are served as they are, so that a build's time stays bounded
LEVEL = 6  # level 9 takes three times as long for 1 % less


def compress_site(site: Path, *, leave_out: tuple[str, ...]) -> None:
    """Writes `<file>.gz` beside every text file that becomes smaller. The same bytes give the same copy."""
    for path in files_of(site, COMPRESSED):
        if path.relative_to(site).as_posix() in leave_out or not WORTH <= path.stat().st_size <= LARGEST:
            continue
        data = path.read_bytes()
        small = gzip.compress(data, compresslevel=LEVEL, mtime=0)
        if len(small) < len(data):
            path.with_name(path.name + ".gz").write_bytes(small)
