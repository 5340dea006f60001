"""How a ticket ends: silence, approval, chasing, coming back."""

from typing import Literal

from reporter.policy.model.values import Code, Frozen, Prose, Sentence, Worked


class Chase(Frozen):
    """One reminder while we wait for the requester."""

    after: Worked
    """So much silence after our question."""
    by: Literal["mail", "phone"]
    """How the requester is reminded."""


class Closing(Frozen):
    """How a ticket ends, and whether it comes back."""

    calendar: Code
    """The hours in which silence is counted."""
    after: Worked | None = None
    """So much silence closes: the ticket moves as its transition on `silence` says."""
    awaiting: tuple[Code, ...] = ()
    """The statuses in which silence is counted."""
    chase: tuple[Chase, ...] = ()
    """Reminders while we wait for the requester."""
    approval: tuple[Sentence, ...] = ()
    """Phrases of a reply that give leave to close, such as `please close`."""
    approval_unless: tuple[Sentence, ...] = ()
    """Words that take the leave back when they stand in the same reply, such as `not` or `but`."""
    reopen: Worked | None = None
    """How long after closing a reply opens the ticket again; never when left out, a new report is offered."""
    note: Prose | None = None
    """What the mail and the page say about it."""
