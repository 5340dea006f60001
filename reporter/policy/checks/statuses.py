"""Statuses, the moves between them, and what moves a ticket."""

from collections.abc import Iterator
from dataclasses import dataclass

from reporter.policy.document import Mistake, places

NO_MOVE = "mute"  # the one button that leaves the status as it is


@dataclass(frozen=True)
class Move:
    """One way of a transition that leads to another status. `on`: what moves the ticket."""

    source: str
    to: str
    on: str


def _moves(data: dict[str, object]) -> list[Move]:
    return [
        Move(source, to, str(transition.get("on", "change")))
        for _, transition in places(data, "transitions[]")
        if isinstance(transition, dict)
        for _, source in places(transition, "from[]")
        for to in [transition.get("to")]
        if isinstance(source, str) and isinstance(to, str) and source != to
    ]


def _first_status_is_open(data: dict[str, object]) -> Iterator[Mistake]:
    for place, kind in places(data, "statuses[].kind"):
        if place[1] == 0 and kind != "open":
            yield Mistake(place, "the first status is the one a new ticket gets, so its kind must be `open`")


def _every_status_is_reached_and_left(data: dict[str, object]) -> Iterator[Mistake]:
    """Only where the policy says how tickets move: without transitions every move is allowed."""
    if not data.get("transitions"):
        return
    moves = _moves(data)
    left = {move.source for move in moves}
    reached = _reached(data, moves)
    for place, status in places(data, "statuses[]") if reached else ():
        if not isinstance(status, dict) or not isinstance(status.get("code"), str):
            continue
        code, final = status["code"], status.get("kind") == "closed"
        if code not in reached:
            neither = "" if final or code in left else " or leave"
            yield Mistake(place, f"nobody can reach{neither} `{code}`: no transitions lead from the first status to it")
        elif code not in left and not final:
            yield Mistake(place, f"nobody can leave `{code}`: add a transition from it, or give it `kind: closed`")


def _reached(data: dict[str, object], moves: list[Move]) -> set[str]:
    """The first status and all that moves lead to from there."""
    reached = {code for place, code in places(data, "statuses[].code") if place[1] == 0 and isinstance(code, str)}
    ahead = list(reached)
    while ahead:
        here = ahead.pop()
        found = {move.to for move in moves if move.source == here} - reached
        reached |= found
        ahead += found
    return reached


def _buttons_lead_somewhere(data: dict[str, object]) -> Iterator[Mistake]:
    pressed: set[str] = set()
    for place, transition in places(data, "transitions[]"):
        if not isinstance(transition, dict):
            continue
        on, button = transition.get("on"), transition.get("button")
        if on == "button":
            pressed.add(str(button))
        if on == "button" and not button:
            yield Mistake(place, "moves on a button: `button` must say on which, such as `button: escalate`")
        elif button and on not in ("button", "automatic"):
            yield Mistake((*place, "button"), "stands only with `on: button`, or `on: automatic` after that button")
    for place, button in places(data, "buttons[]"):
        code = button.get("code") if isinstance(button, dict) and button.get("does") != NO_MOVE else None
        if isinstance(code, str) and code not in pressed:
            yield Mistake(place, f"nothing happens on `{code}`: add a transition with `on: button, button: {code}`")


def _silence_moves_what_waits(data: dict[str, object]) -> Iterator[Mistake]:
    silent = {move.source for move in _moves(data) if move.on == "silence"}
    for place, closing in places(data, "closing"):
        if not isinstance(closing, dict) or "after" not in closing:
            continue
        if not closing.get("awaiting"):
            yield Mistake((*place, "after"), "needs `awaiting`: the statuses in which silence is counted")
        for inner, code in places(closing, "awaiting[]"):
            if isinstance(code, str) and code not in silent:
                sentence = f"silence leads nowhere from `{code}`: add a transition `from: {code}` with `on: silence`"
                yield Mistake((*place, *inner), sentence)


CHECKS_OF_STATUSES = (
    _first_status_is_open,
    _every_status_is_reached_and_left,
    _buttons_lead_somewhere,
    _silence_moves_what_waits,
)
