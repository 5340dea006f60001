"""What the end of a ticket hangs on: silence, reminders, words that give leave to close, and coming back."""

import re
from dataclasses import dataclass
from datetime import datetime

from reporter.policy.hours import due
from reporter.policy.model import Chase, Policy, WorkingTime
from reporter.policy.moves import way


@dataclass(frozen=True)
class Silence:
    """At `at` (UTC) a ticket that nobody answers goes to the status `to` (its code)."""

    at: datetime
    to: str


def silence(policy: Policy, status: str, since: datetime) -> Silence | None:
    """What becomes of a ticket of this status (its code) since that moment (aware) if the requester stays silent.
    None when silence changes nothing. Raises KeyError when the policy has no such status."""
    closing = policy.closing
    passed = way(policy, status, "silence")
    if closing is None or closing.after is None or status not in closing.awaiting or not passed:
        return None
    return Silence(_after(policy, closing.after, since), passed[-1])


def reminders(policy: Policy, status: str, since: datetime) -> tuple[tuple[datetime, Chase], ...]:
    """When (UTC) a silent requester is reminded, and how, while the ticket waits in this status."""
    closing = policy.closing
    if closing is None or status not in closing.awaiting:
        return ()
    return tuple((_after(policy, chase.after, since), chase) for chase in closing.chase)


def gives_leave(policy: Policy, reply: str) -> bool:
    """Whether a reply in plain text allows closing: it has a phrase of `closing.approval` and no word that takes it
    back. What is quoted from an earlier mail (lines that begin with `>`) does not count. In doubt it is no leave."""
    closing = policy.closing
    said = "\n".join(line for line in reply.splitlines() if not line.lstrip().startswith(">"))
    words = " ".join(said.replace("\u2019", "'").casefold().split())
    if closing is None or any(_has(words, word) for word in closing.approval_unless):
        return False
    return any(_has(words, phrase) for phrase in closing.approval)


def may_come_back(policy: Policy, closed: datetime, now: datetime) -> bool:
    """Whether a reply at `now` opens a ticket again that was closed at `closed` (both aware)."""
    closing = policy.closing
    return closing is not None and closing.reopen is not None and now <= _after(policy, closing.reopen, closed)


def _after(policy: Policy, time: WorkingTime, since: datetime) -> datetime:
    assert policy.closing
    calendar = policy.calendar(policy.closing.calendar)
    return due(since, time.of(calendar.day_length), calendar)


def _has(words: str, phrase: str) -> bool:
    """Whether the phrase stands there as whole words."""
    wanted = phrase.casefold()
    before, after = (r"(?<!\w)" if wanted[0].isalnum() else ""), (r"(?!\w)" if wanted[-1].isalnum() else "")
    return re.search(f"{before}{re.escape(wanted)}{after}", words) is not None
