"""How a ticket may move from status to status: what the policy's transitions allow, and nothing else.

A policy without transitions lets an agent change any status that is not closed to any other.
"""

from reporter.policy.model import Button, Policy, Status
from reporter.policy.model.statuses import On


def moves(policy: Policy, status: str, on: On, button: str | None = None) -> tuple[Status, ...]:
    """The statuses a ticket of this status (its code) may go to on that occasion, in the policy's order; none when the
    move is refused. `button`: the code of the button that is pressed, or that led here. Raises KeyError when the policy
    has no such status."""
    here = policy.status(status)
    if not policy.transitions:
        free = on == "change" and here.kind != "closed"
        return tuple(other for other in policy.statuses if free and other != here)
    allowed = {
        transition.to
        for transition in policy.transitions
        if status in transition.source and transition.on == on and transition.button in {None, button}
    }
    return tuple(known for known in policy.statuses if known.code in allowed)


def way(policy: Policy, status: str, on: On, *, to: str | None = None, button: str | None = None) -> tuple[str, ...]:
    """The codes of the statuses that a ticket passes through: the one it goes to (`to` where there is a choice, else
    the first allowed) and those that follow automatically; the last is where it stays. Empty when it is refused."""
    allowed = [known.code for known in moves(policy, status, on, button) if to in {None, known.code}]
    passed = allowed[:1]
    while passed:
        following = [known.code for known in moves(policy, passed[-1], "automatic", button)]
        if not following or following[0] in passed:
            break
        passed.append(following[0])
    return tuple(passed)


def buttons(policy: Policy, status: str) -> tuple[Button, ...]:
    """What the requester can press while the ticket has this status: what leads somewhere, and muting while there is
    still something to be told."""
    final = policy.status(status).kind == "closed"
    return tuple(
        button
        for button in policy.buttons
        if moves(policy, status, "button", button.code) or (button.does == "mute" and not final)
    )
