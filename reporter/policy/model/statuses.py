"""What a ticket can be, and how it moves."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from reporter.policy.model.values import Code, Frozen, Prose, Sentence, one_or_list

StatusKind = Literal["open", "pending", "on_hold", "solved", "closed"]
ClockRule = Literal["runs", "paused", "stopped"]
DEFAULT_CLOCK: dict[StatusKind, ClockRule] = {
    "open": "runs",
    "pending": "paused",
    "on_hold": "paused",
    "solved": "stopped",
    "closed": "stopped",
}


class Status(Frozen):
    """`kind`: open, pending (waits for the requester), on_hold (for a third party), solved, closed.
    `clock`: what the target for the solution does meanwhile; by default as the kind says."""

    code: Code
    name: Sentence
    kind: StatusKind
    description: Prose
    clock: ClockRule | None = None

    @property
    def clock_rule(self) -> ClockRule:
        return self.clock or DEFAULT_CLOCK[self.kind]


class Transition(Frozen):
    """A move that is allowed. `on`: an agent's `change`, an `answer` of ours, a `reply` of the requester, their
    approval by words (`approval`), a button, silence (see closing), or `automatic` (at once, after another move; with a
    `button` only where that button led into the status)."""

    source: Annotated[tuple[Code, ...], BeforeValidator(one_or_list)] = Field(alias="from")
    to: Code
    on: Literal["change", "answer", "reply", "approval", "button", "silence", "automatic"] = "change"
    button: Code | None = None


class Button(Frozen):
    """What the requester can press on a ticket's page. `does`: mute (no more mail about this ticket), escalate,
    approve_closing, cancel. Where it leads is a transition's."""

    code: Code
    does: Literal["mute", "escalate", "approve_closing", "cancel"]
    name: Sentence
    description: Prose
