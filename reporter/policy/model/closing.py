"""How a ticket ends: silence, approval, chasing, coming back."""

from typing import Literal

from reporter.policy.model.values import Code, Frozen, Prose, Sentence, Worked


class Chase(Frozen):
    """One reminder while we wait for the requester: `after` this much silence, `by` mail or by phone."""

    after: Worked
    by: Literal["mail", "phone"]


class Closing(Frozen):
    """`after` so much silence in a status of `awaiting` the ticket moves as its transition on `silence` says, counted
    in `calendar`. `approval`: phrases of a reply that give leave to close; a word of `approval_unless` in the same
    sentence ("not", "but") takes the leave back. `reopen`: how long after closing a reply opens the ticket again;
    None: never, a new report is offered. `note` is what the mail and the page say."""

    calendar: Code
    after: Worked | None = None
    awaiting: tuple[Code, ...] = ()
    chase: tuple[Chase, ...] = ()
    approval: tuple[Sentence, ...] = ()
    approval_unless: tuple[Sentence, ...] = ()
    reopen: Worked | None = None
    note: Prose | None = None
