"""What a search costs a reader: bytes and waiting, ours beside Material's built-in search, in a cold browser.

The same pages, theme and kind of server (waitress, WhiteNoise, compressed copies). Every search is a browser context of
its own with an empty cache, on loopback, so a real network only adds to the larger download. Ours and theirs alternate.
The keys come without a pause: our search waits 100 ms after the last one, which is part of its time.
"""

from collections.abc import Iterator, Sequence

from playwright.sync_api import Browser

from bench.pages import Pages, written
from bench.place import Server, environment, folder, serving
from bench.reader import Seen, browser, search
from bench.result import Result, median_of, not_measured
from bench.sites import built_in, ours
from tests.programs import find

QUESTIONS = ("registration", "codec", "firewall", "failover", "caller")
SIZES = (300, 3_000)
FEWER_BYTES = {300: 20}
SOONER = {300: 5, 3_000: 15}
HUMAN = 80  # ms between two keys


def run() -> list[Result]:
    if not find():
        print("  Not measured: there is no Chromium on this machine.")
        named = (("times fewer bytes", FEWER_BYTES), ("times sooner", SOONER))
        return [
            not_measured(f"search, {size} pages: {what}", "ratio", f">= {goal}")
            for what, goals in named
            for size, goal in goals.items()
        ]
    results = []
    with browser() as chromium:
        for size in SIZES:
            results += at_size(chromium, written(size))
    return results


def at_size(chromium: Browser, pages: Pages) -> list[Result]:
    size = pages.real + pages.synthetic + 1
    print(f"  {size} pages ({pages.real} real, {pages.synthetic} synthetic): building what is not built", flush=True)
    settings, site = ours(pages), built_in(pages)
    env = environment(data=settings.data, mkdocs=settings.mkdocs, policy=settings.policy)
    with (
        folder("search") as data,
        serving("reporter.cli.children", "web", cwd=data, env=env, ask="/") as web,
        serving("bench.plain_site", str(site), cwd=data, ask="/") as plain,
    ):
        warm(chromium, (web, plain))
        pairs = [compared(chromium, web, plain, question) for question in QUESTIONS]
        typed = [compared(chromium, web, plain, question, delay=HUMAN) for question in QUESTIONS]
    return [*results(size, pairs), *by_hand(size, typed)]


def warm(chromium: Browser, servers: Sequence[Server]) -> None:
    """The servers, not the reader: every reader's cache is empty."""
    for server in servers:
        search(chromium, server.url, "number")


def compared(chromium: Browser, web: Server, plain: Server, question: str, *, delay: int = 0) -> tuple[Seen, Seen]:
    pair = search(chromium, web.url, question, delay=delay), search(chromium, plain.url, question, delay=delay)
    said = [f"{seen.bytes:,} bytes, {seen.milliseconds:.0f} ms" for seen in pair]
    print(f"  {question} ({delay} ms between keys): ours {said[0]}; built-in {said[1]}", flush=True)
    return pair


def results(size: int, pairs: Sequence[tuple[Seen, Seen]]) -> Iterator[Result]:
    name = f"search, {size} pages"
    fewer = [theirs.bytes / mine.bytes for mine, theirs in pairs]
    sooner = [theirs.milliseconds / mine.milliseconds for mine, theirs in pairs]
    yield median_of(f"{name}: times fewer bytes", fewer, "ratio", at_least=FEWER_BYTES.get(size))
    yield median_of(f"{name}: times sooner", sooner, "ratio", at_least=SOONER.get(size))
    for who, side in both(pairs):
        yield median_of(f"{name}: downloaded, {who}", [seen.bytes for seen in side], "bytes")
        yield median_of(f"{name}: key to result, {who}", [seen.milliseconds for seen in side], "ms")


def by_hand(size: int, pairs: Sequence[tuple[Seen, Seen]]) -> Iterator[Result]:
    for who, side in both(pairs):
        name = f"search, {size} pages: key to result at {HUMAN} ms a key, {who}"
        yield median_of(name, [seen.milliseconds for seen in side], "ms")


def both(pairs: Sequence[tuple[Seen, Seen]]) -> Iterator[tuple[str, tuple[Seen, ...]]]:
    return zip(("ours", "built-in"), zip(*pairs, strict=True), strict=True)
