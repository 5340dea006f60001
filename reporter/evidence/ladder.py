"""A call's picture as numbers: a line down for each place, an arrow for each message. Nothing is drawn here."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from reporter.evidence.reading import Call, Step

Kind = Literal["request", "provisional", "asks", "success", "error"]
"""`asks`: answers after which the same is sent once more, changed: redirects, sign-ins and the like."""

MOST_LIFELINES = 6
WIDTHS = {1: 300, 2: 300, 3: 256, 4: 170, 5: 170, 6: 170}
"""Room between two lifelines, by how many there are: up to four fit the page, more are scrolled to."""
LEFT, RIGHT = 66, 64  # of the first and the last lifeline: times stand at the left, half a name at the right
TOP, NAMES, BOTTOM = 10, 42, 18  # above the names, their height, below the last arrow
ROW, MEDIA, PAUSE = 36, 15, 26  # height of an arrow, of its line about sound, of a pause
LONG = 12  # arrows, after which the names stand at the foot again
PAUSED = 3.0  # s without a message that are worth a mark
LETTER, BOLD, SMALL = 7.3, 7.8, 6.6  # mean width in the three kinds of type
SIGN = 18  # the mark before what went well or wrong
NAME = 17  # letters of a place's name
FAMILIES: Mapping[str, Kind] = {"1": "provisional", "2": "success", "3": "asks"}
ASKS = {401, 407, 422, 423, 491, 494}
_STATUS = re.compile(r"([1-9]\d\d)(?!\d)")


@dataclass(frozen=True)
class Lifeline:
    """`names`: the places it stands for; several only for the last one of too many. `host` and `port` are the short
    forms that are shown of a single one, "" where the trace does not tell."""

    x: float
    names: tuple[str, ...]
    host: str
    port: str


@dataclass(frozen=True)
class Arrow:
    """From `start` to `end` at the height `y`; equal where a place sends to itself. `label` and `media` are cut to the
    room they have at `middle`; `step` has them whole. `pause`: seconds of silence before it, where that is long, told
    at `pause_y`; else 0."""

    step: Step
    kind: Kind
    y: float
    start: float
    end: float
    middle: float
    label: str
    media: str
    pause: float = 0.0
    pause_y: float = 0.0


@dataclass(frozen=True)
class Ladder:
    """All lengths in px; all texts without what no page may hold. `key` is made of the Call-ID, so that several
    pictures may stand on a page. `foot`: where the names stand again at the end of a long one, 0 for a short one."""

    call_id: str
    key: str
    width: float
    height: float
    top: float
    bottom: float
    foot: float
    lifelines: tuple[Lifeline, ...]
    arrows: tuple[Arrow, ...]


def ladder_of(call: Call) -> Ladder:
    """Lifelines in the order in which places appear, those beyond the most as one."""
    steps = tuple(_printable(step) for step in call.steps)
    places = tuple(dict.fromkeys(place for step in steps for place in (step.source, step.target)))
    lifelines = _lifelines(places)
    at = {name: lifeline.x for lifeline in lifelines for name in lifeline.names}
    top = TOP + NAMES
    arrows, bottom = _arrows(steps, at, top + 8)
    foot = bottom if len(arrows) > LONG else 0
    return Ladder(
        call_id=_visible(call.call_id),
        key=hashlib.sha256(call.call_id.encode(errors="replace")).hexdigest()[:12],
        width=lifelines[-1].x + RIGHT if lifelines else LEFT + RIGHT,
        height=bottom + (NAMES + TOP if foot else 4),
        top=top,
        bottom=bottom,
        foot=foot,
        lifelines=lifelines,
        arrows=arrows,
    )


def _lifelines(places: Sequence[str]) -> tuple[Lifeline, ...]:
    if len(places) > MOST_LIFELINES:
        groups = [*((place,) for place in places[: MOST_LIFELINES - 1]), tuple(places[MOST_LIFELINES - 1 :])]
    else:
        groups = [(place,) for place in places]
    room = WIDTHS.get(len(groups), 0)
    return tuple(Lifeline(LEFT + number * room, names, *_short(names)) for number, names in enumerate(groups))


def _short(names: Sequence[str]) -> tuple[str, str]:
    if len(names) > 1:
        return "", ""
    host, colon, port = names[0].rpartition(":")
    if not colon or not port.isdigit() or (":" in host and not host.endswith("]")):  # v6 without a port
        host, port = names[0], ""
    return _cut(host.removeprefix("[").removesuffix("]"), NAME), _cut(port, len("65535"))


def _arrows(steps: Sequence[Step], at: dict[str, float], y: float) -> tuple[tuple[Arrow, ...], float]:
    """The arrows, and where the lifelines end."""
    arrows = []
    for before, step in pairwise([None, *steps]):
        assert step is not None
        pause = _pause(before, step)
        pause_y = y + PAUSE / 2 if pause else 0.0
        y += (PAUSE if pause else 0) + ROW
        start, end = at[step.source], at[step.target]
        kind = _kind(step.what)
        room = abs(end - start) or WIDTHS[2]
        beside = SIGN * (kind in {"success", "error"}) + 2 * SIGN * (step.times > 1)
        label = _cut(step.what, round((room - 20 - beside) / (BOLD if kind in {"request", "error"} else LETTER)))
        media = _cut(step.media, round((room - 12) / SMALL))
        middle = (start + end) / 2 if start != end else start + 14
        arrows.append(Arrow(step, kind, y, start, end, middle, label, media, pause, pause_y))
        y += MEDIA if media or start == end else 0
    return tuple(arrows), y + BOTTOM


def _pause(before: Step | None, step: Step) -> float:
    if before is None or before.after is None or step.after is None:
        return 0.0
    passed = step.after - before.after
    return passed if passed >= PAUSED else 0.0


def _kind(what: str) -> Kind:
    found = _STATUS.match(what)
    if not found:
        return "request"
    return "asks" if int(found[1]) in ASKS else FAMILIES.get(found[1][0], "error")


def _printable(step: Step) -> Step:
    what, source, target, media = map(_visible, (step.what, step.source, step.target, step.media))
    return replace(step, what=what, source=source, target=target, media=media)


def _visible(text: str) -> str:
    """Without control characters and what turns the direction of a text."""
    return "".join(letter for letter in text if letter.isprintable())


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: max(1, letters - 1)].rstrip() + "…"
