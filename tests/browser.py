"""Makes sure that a Chromium is here for the browser tests: as root Debian's package, else it says what to install."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find() -> str | None:
    """Path of the browser the tests drive: LIFERING_TEST_BROWSER, or the first of NAMES on the PATH."""
    named = os.environ.get("LIFERING_TEST_BROWSER")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


def main() -> None:
    if find():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        sys.stdout.write("Installing Chromium for the browser tests ...\n")
        sys.stdout.flush()
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=True, stdout=subprocess.DEVNULL)
    if not find():
        sys.exit(
            "The browser tests need Chromium. Install it (Debian, Ubuntu: sudo apt-get install chromium; "
            "macOS: brew install --cask chromium), or name a browser in LIFERING_TEST_BROWSER."
        )


if __name__ == "__main__":
    main()
