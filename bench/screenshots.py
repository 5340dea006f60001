"""A 1080p screenshot is acknowledged: our web process beside a bare one, one person at a time.

Both sides are one waitress process on loopback and get the same bytes; rounds alternate, so that whatever else the
machine does falls on both. No two pictures are the same, for the second would be known already. The bare functions
(parse, hash, sync) without any server are measured in the same rounds.
"""

import io
import struct
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from statistics import median

from PIL import Image, ImageDraw

from bench.drafts import Shot, our_shots
from bench.floor import THREADS
from bench.place import environment, folder, serving
from bench.result import Result, median_of
from bench.screenshot_floor import bare
from bench.submit import settings_of

ROUNDS = 21
PICTURES = 8  # in each round of each side: a draft has one already, and takes ten
GOAL = 1.5
PATH = "/report/evidence/files"
BOUNDARY = "----a-boundary-of-a-browser"
NO_DRAFT: Shot = {"cookie": "a=b", "token": "t" * 91, "network": "10.0.0.7"}


@dataclass
class Side:
    name: str
    port: int
    drafts: list[Shot]
    seconds: list[float] = field(default_factory=list)
    """A median of each round."""


def run() -> list[Result]:
    picture = screenshot()
    numbers = iter(range(1_000_000))
    with folder("screenshots") as data, folder("screenshot-floor") as kept:
        settings = settings_of(data)
        drafts = our_shots(settings, ROUNDS + 1)
        env = environment(data=data, policy=settings.policy, mkdocs=settings.mkdocs, threads=THREADS, trusted_proxies=1)
        with (
            serving("reporter.cli.children", "web", cwd=data, env=env, ask="/healthz") as web,
            serving("bench.screenshot_floor", str(kept), cwd=kept) as fixed,
        ):
            sides = (Side("ours", web.port, drafts), Side("floor", fixed.port, [NO_DRAFT] * (ROUNDS + 1)))
            alone = measure(sides, picture, numbers, kept)
    return results(*sides, alone, len(picture))


def screenshot() -> bytes:
    """A 1080p desktop as PNG, about 0.9 MB: windows, text, and a picture of a camera in one corner."""
    random = Random(7)
    desktop = Image.linear_gradient("L").resize((1920, 1080)).convert("RGB")
    draw = ImageDraw.Draw(desktop)
    for left, top in ((60, 60), (900, 160), (300, 420)):
        draw.rectangle((left, top, left + 860, top + 560), fill="#f7f8fa", outline="#24527a", width=3)
        for line in range(30):
            words = " ".join("".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=6)) for _ in range(18))
            draw.text((left + 20, top + 24 + line * 17), words, fill="#14202b")
    camera = Image.frombytes("RGB", (480, 360), random.randbytes(480 * 360 * 3))
    desktop.paste(camera.resize((960, 720), Image.Resampling.BICUBIC).crop((0, 0, 480, 360)), (1400, 700))
    out = io.BytesIO()
    desktop.save(out, "PNG")
    return out.getvalue()


def measure(sides: tuple[Side, Side], picture: bytes, numbers: Iterator[int], kept: Path) -> list[float]:
    """Fills the sides; the bare functions' seconds, a median of each round."""
    alone: list[float] = []
    for number in range(ROUNDS + 1):
        taken = [(side, a_round(side, picture, numbers)) for side in (sides if number % 2 else reversed(sides))]
        functions = median(without_server(kept, body_of(picture, next(numbers), NO_DRAFT)) for _ in range(PICTURES))
        if number:  # the first warms up
            alone.append(functions)
            for side, seconds in taken:
                side.seconds.append(seconds)
    return alone


def a_round(side: Side, picture: bytes, numbers: Iterator[int]) -> float:
    """The median of its seconds. An answer that keeps no picture ends the benchmark."""
    draft = side.drafts.pop()
    headers = {
        "Cookie": draft["cookie"],
        "X-Forwarded-For": draft["network"],
        "Accept": "application/json",
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
    }
    connection = HTTPConnection("127.0.0.1", side.port, timeout=30)
    taken = []
    for _ in range(PICTURES):
        body = body_of(picture, next(numbers), draft)
        began = time.perf_counter()
        connection.request("POST", PATH, body, headers)
        answer = connection.getresponse()
        said = answer.read()
        taken.append(time.perf_counter() - began)
        if answer.status != 200 or b'"file"' not in said:
            raise RuntimeError(f"{side.name} took no picture: {answer.status} {said[:200]!r}")
    connection.close()
    return median(taken)


def without_server(kept: Path, body: bytes) -> float:
    began = time.perf_counter()
    bare(kept, io.BytesIO(body), len(body), BOUNDARY)
    return time.perf_counter() - began


def body_of(picture: bytes, number: int, draft: Shot) -> bytes:
    """The form as a browser sends it; the picture's bytes are like no other's."""
    comment = b"tEXt" + b"Comment\0%d" % number
    chunk = struct.pack(">I", len(comment) - 4) + comment + struct.pack(">I", zlib.crc32(comment))
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{draft["token"]}\r\n'
    file = 'Content-Disposition: form-data; name="screenshots"; filename="screenshot.png"\r\nContent-Type: image/png'
    start = f"{head}--{BOUNDARY}\r\n{file}\r\n\r\n".encode()
    return start + picture[:-12] + chunk + picture[-12:] + f"\r\n--{BOUNDARY}--\r\n".encode()


def results(ours: Side, floor: Side, alone: list[float], size: int) -> list[Result]:
    ratios = [mine / theirs for mine, theirs in zip(ours.seconds, floor.seconds, strict=True)]
    to_functions = [mine / theirs for mine, theirs in zip(ours.seconds, alone, strict=True)]
    named = {"ours": ours.seconds, "floor": floor.seconds, "the functions alone": alone}
    return [
        median_of("screenshots: ours to form parse + hash + fsync, both served", ratios, "ratio", at_most=GOAL),
        median_of("screenshots: ours, served, to the functions alone", to_functions, "ratio"),
        *(median_of(f"screenshots: {name}", [one * 1000 for one in taken], "ms") for name, taken in named.items()),
        median_of("screenshots: size", [size / 1e6], "MB"),
    ]
