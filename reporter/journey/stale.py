"""Evidence that is too old: the organisation's own traces of it are gone, so nobody can look it up."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from reporter.journey.answers import EvidenceAnswer, EvidenceFile, ProblemAnswer
from reporter.journey.needs import kinds_read
from reporter.journey.situation import Situation

LOOKED_UP = frozenset({"call_ids", "trace", "times"})
"""The kinds of evidence that an engineer takes to the organisation's own traces."""
FIRST_YEAR = 2000  # before it a clock was not set, or the trace told the time of day alone


@dataclass(frozen=True)
class Stale:
    """A warning, no mistake: the report may be sent. `text` is a gettext message id with {kept} and {age}, which are
    `kept` and `age` in words. `calls`: which Call-IDs are meant."""

    text: str
    kept: timedelta
    age: timedelta
    calls: tuple[str, ...] = ()


def stale(situation: Situation, problem: ProblemAnswer, evidence: EvidenceAnswer | None = None) -> tuple[Stale, ...]:
    """What of the evidence is older than the policy keeps traces, each once: the chosen calls of the traces, the moment
    of a bad call, and where neither is known, when the problem began. Nothing where the policy does not say how long,
    or nothing of this type is looked up. A time without a zone is meant in the zone of the problem."""
    kept = situation.policy.evidence.traces_kept
    if kept is None or not kinds_read(situation.problem_type) & LOOKED_UP:
        return ()
    calls = dict(_chosen(situation.files, problem.zone))
    moment = evidence.moment.at if evidence and evidence.moment else None
    told = (
        _calls(calls, kept, situation.now),
        _moment(moment, kept, situation.now),
        None if calls or moment else _problem(problem.since, kept, situation.now),
    )
    return tuple(one for one in told if one)


def _calls(calls: Mapping[str, datetime], kept: timedelta, now: datetime) -> Stale | None:
    gone = {call_id: now - at for call_id, at in calls.items() if now - at > kept}
    if not gone:
        return None
    return Stale(
        "We keep our own traces for {kept}, and the oldest of these calls was {age} ago: we cannot look it up. "
        "Choose newer ones if you can.",
        kept,
        max(gone.values()),
        tuple(gone),
    )


def _moment(at: datetime | None, kept: timedelta, now: datetime) -> Stale | None:
    if at is None or now - at <= kept:
        return None
    return Stale(
        "We keep our own traces for {kept}, and this was {age} ago: we cannot look it up. "
        "Give the time of a newer call if you can.",
        kept,
        now - at,
    )


def _problem(since: datetime, kept: timedelta, now: datetime) -> Stale | None:
    if now - since <= kept:
        return None
    return Stale(
        "We keep our own traces for {kept}, and this began {age} ago. If it still happens, give a newer call.",
        kept,
        now - since,
    )


def _chosen(files: Iterable[EvidenceFile], zone: str) -> Iterator[tuple[str, datetime]]:
    """Each chosen call that tells when it began, with that moment."""
    for call in (call for file in files if file.reading for call in file.reading.calls):
        if call.chosen and call.first and call.first.year >= FIRST_YEAR:
            yield call.call_id, call.first if call.first.tzinfo else call.first.replace(tzinfo=ZoneInfo(zone))
