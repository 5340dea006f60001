# ruff: noqa: INP001 - a script beside its pictures, no package
"""Takes the pictures of the README from the real pages: `.venv/bin/python docs/dev/pictures/take.py`.

Starts `lifering serve` on an empty data folder, walks through the journey in Chromium and ends it again. The incidents
and the clock are those of the day; everything else is the same each time.
"""

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, sync_playwright

HERE = Path(__file__).parent
ROOT = Path(__file__).parents[3]
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
STARTS_WITHIN = 120.0  # seconds, with the first build
WIDTH, HEIGHT = 1280, 860
SHOWN_WIDTH = 1000
COLOURS = 200
MOST_BYTES = 900_000  # of all pictures together
TRACE = "tests/evidence/traces/freeswitch.txt"
PROBLEM = "Callers cannot hear us on incoming calls since the new router"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address, sync_playwright() as playwright:
        program = os.environ.get("LIFERING_TEST_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)))
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(
            base_url=address,
            viewport={"width": WIDTH, "height": HEIGHT},
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
            color_scheme="light",
        )
        knowledge_base(page)
        journey(page)
        browser.close()
    total = sum(picture.stat().st_size for picture in HERE.glob("*.png"))
    sys.stdout.write(f"{total} bytes in all\n")
    if total > MOST_BYTES:
        sys.exit(f"The pictures are larger than {MOST_BYTES} bytes together.")


@contextmanager
def served(data: Path) -> Iterator[str]:
    """The address of a running Lifering with everything empty."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LIFERING_")}
    environment |= {"LIFERING_DATA": str(data / "var"), "LIFERING_PORT": str(port)}
    program = Path(sys.executable).with_name("lifering")
    server = subprocess.Popen([program, "serve"], cwd=ROOT, env=environment)  # noqa: S603 - our own command
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/readyz")
        yield address
    finally:
        server.terminate()
        server.wait(30)


def wait_for(address: str) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own server
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
        else:
            return
    raise TimeoutError(address)


def knowledge_base(page: Page) -> None:
    page.goto("/")
    page.wait_for_load_state("networkidle")
    keep(page, "front-page")
    page.goto("/calls/drops-after-32-seconds/")
    page.wait_for_load_state("networkidle")
    page.locator("input.md-search__input").click()
    page.keyboard.type("one side cannot hear", delay=30)
    page.wait_for_selector(".md-search-result__item .md-search-result__article")
    page.wait_for_timeout(600)
    keep(page, "search")


def journey(page: Page) -> None:
    page.goto("/report/problem?from=audio/one-way-audio/")
    page.get_by_label("Sound of a call").check()
    page.get_by_label("The problem in one line").press_sequentially(PROBLEM, delay=5)
    page.get_by_label("What happens?").fill("They hear silence, we hear them well. Outgoing calls are fine.")
    page.locator("[name=since_date]").fill(time.strftime("%Y-%m-%d"))
    page.wait_for_timeout(1500)
    to_the_middle(page.get_by_text("These articles may answer it"))
    keep(page, "problem")
    go_on(page)
    go_on(page)
    page.get_by_label("One side cannot hear the other").check()
    page.wait_for_timeout(500)
    to_the_middle(page.get_by_text("I would like something changed or added"))  # what is ticked and what it means
    keep(page, "severity")
    go_on(page)
    page.locator("#trace-file").set_input_files(ROOT / TRACE)
    page.get_by_text("Call flow").first.click()
    to_the_middle(page.locator(".lr-ladder svg").first)
    keep(page, "evidence")
    go_on(page)
    page.get_by_label("Your name").fill("Ada Example")
    page.get_by_label("E-mail address").fill("ada@customer.example")
    go_on(page)
    page.get_by_role("button", name="Send report").click()
    page.wait_for_url("**/tickets/**")
    keep(page, "ticket")


def go_on(page: Page) -> None:
    with page.expect_navigation():
        page.locator(".lr-actions button[value=on]").click()


def to_the_middle(shown: Locator) -> None:
    shown.evaluate("element => element.scrollIntoView({block: 'center'})")
    shown.page.wait_for_timeout(300)


def keep(page: Page, name: str) -> None:
    """Smaller, and in few colours: text stays sharp, and the file light."""
    taken = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    small = taken.resize((SHOWN_WIDTH, round(taken.height * SHOWN_WIDTH / taken.width)), Image.Resampling.LANCZOS)
    few = small.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(HERE / f"{name}.png", optimize=True)
    sys.stdout.write(f"{name}.png {(HERE / f'{name}.png').stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
