"""What a ticket can be, and how it moves."""

from typing import Annotated, Literal

from pydantic import Field

from reporter.policy.model.values import Code, Frozen, Prose, Sentence, one_or_more

StatusKind = Literal["open", "pending", "on_hold", "solved", "closed"]
ClockRule = Literal["runs", "paused", "stopped"]
On = Literal["change", "answer", "reply", "approval", "button", "silence", "automatic"]
DEFAULT_CLOCK: dict[StatusKind, ClockRule] = {
    "open": "runs",
    "pending": "paused",
    "on_hold": "paused",
    "solved": "stopped",
    "closed": "stopped",
}


class Status(Frozen):
    """What a ticket can be."""

    code: Code
    """Its name in this file."""
    name: Sentence
    """Its name for people."""
    kind: StatusKind
    """`open`, `pending` (waits for the requester), `on_hold` (waits for a third party), `solved` or `closed`."""
    description: Prose
    """What it means for the requester."""
    clock: ClockRule | None = None
    """What the target for the solution does meanwhile; when left out, as the kind says."""

    @property
    def clock_rule(self) -> ClockRule:
        return self.clock or DEFAULT_CLOCK[self.kind]


class Transition(Frozen):
    """A move that is allowed."""

    source: Annotated[tuple[Code, ...], one_or_more(Code)] = Field(alias="from")
    """The status, or the statuses, it leads from."""
    to: Code
    """The status it leads to."""
    on: On = "change"
    """What moves it: an agent's change or answer, the requester's reply, approval or button, silence, nothing more."""
    button: Code | None = None
    """Which button, with `on: button`; with `on: automatic` only after that button."""


class Button(Frozen):
    """What the requester can press on a ticket's page. Where it leads is a transition's."""

    code: Code
    """Its name in this file."""
    does: Literal["mute", "escalate", "approve_closing", "cancel"]
    """No more mail about it (`mute`), escalate it, agree that it is closed (`approve_closing`), or `cancel` it."""
    name: Sentence
    """What stands on it."""
    description: Prose
    """What happens when it is pressed."""
