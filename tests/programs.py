"""Makes sure that the programs the tests drive are here: as root by Debian packages, else says what to install."""

import os
import shutil
import subprocess
import sys
from typing import NamedTuple


class Program(NamedTuple):
    """`names`: what it may be called on the PATH; `package`: Debian's; `brew`: what Homebrew installs it by."""

    what_for: str
    names: tuple[str, ...]
    package: str
    brew: str


BROWSER = Program(
    "The browser tests need Chromium",
    ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome"),
    "chromium",
    "--cask chromium",
)
TSHARK = Program("The tests of captures compare with tshark", ("tshark",), "tshark", "wireshark")
SIPP = Program("The tests of captures make calls with SIPp", ("sipp",), "sip-tester", "sipp")
PROGRAMS = (BROWSER, TSHARK, SIPP)


def find() -> str | None:
    """Path of the browser the tests drive: LIFERING_TEST_BROWSER, or the first of its names on the PATH."""
    return os.environ.get("LIFERING_TEST_BROWSER") or _path(BROWSER)


def needed(program: Program) -> str:
    """Its path; ends the test with a sentence when it is not here."""
    path = _path(program)
    assert path, _missing(program)
    return path


def main() -> None:
    missing = _not_here()
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        packages = [program.package for program in missing]
        sys.stdout.write(f"Installing {', '.join(packages)} for the tests ...\n")
        sys.stdout.flush()
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
        subprocess.run(install, check=True, env=quiet, stdout=subprocess.DEVNULL)
        missing = _not_here()
    if missing:
        sys.exit("\n".join(map(_missing, missing)))


def _not_here() -> list[Program]:
    return [program for program in PROGRAMS if not (find() if program is BROWSER else _path(program))]


def _path(program: Program) -> str | None:
    return next((path for name in program.names if (path := shutil.which(name))), None)


def _missing(program: Program) -> str:
    named = ", or name a browser in LIFERING_TEST_BROWSER" if program is BROWSER else ""
    return (
        f"{program.what_for}. Install it (Debian, Ubuntu: sudo apt-get install {program.package}; "
        f"macOS: brew install {program.brew}){named}."
    )


if __name__ == "__main__":
    main()
