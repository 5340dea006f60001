"""When one bad call was: a moment that cannot be misread, because it is shown on every clock that matters."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from reporter.evidence.reading import Note
from reporter.journey.answers import Mistake, Moment
from reporter.journey.fields import Field, Typed
from reporter.journey.since import Since, read_clock, read_since
from reporter.policy.zones import is_zone

FIELDS = (
    Field("time_date"),
    Field("time_time"),
    Field("time_zone"),
    Field("time_number"),
)


def read_moment(typed: Typed, *, now: datetime) -> Moment | None:
    """What was typed of a bad call; None where nothing was, or it has mistakes. The zone alone says nothing: the page
    fills it in. Day, time and zone are needed; which numbers were involved may be said."""
    mistakes = len(typed.mistakes)
    day, clock, zone, about = (typed.one(field.name) for field in FIELDS)
    if not (day or clock or about):
        return None
    if not zone:
        typed.wrong(Mistake("time_zone", "Choose the time zone of the time you give."))
    elif not is_zone(zone):
        typed.wrong(Mistake("time_zone", "There is no time zone “{zone}”. Choose one from the list.", {"zone": zone}))
    if not day:
        typed.wrong(Mistake("time_date", "Give the day of that call."))
    if read_clock(clock) is None or not clock:
        typed.wrong(Mistake("time_time", "Give the time of that call as hours:minutes, such as 09:30."))
    since = None if len(typed.mistakes) > mistakes else read_since(day, clock, zone=zone, now=now)
    if isinstance(since, Mistake):
        typed.wrong(replace(since, field=since.field.replace("since", "time")))
    return Moment(since.moment, zone, about, since.doubt) if isinstance(since, Since) else None


def both_sides(at: datetime, zones: Iterable[str]) -> tuple[tuple[str, datetime], ...]:
    """The same moment (aware) on the clock of each of these IANA zones, each zone once: the requester's, the team's,
    and UTC, which is what traces are written in."""
    return tuple((zone, at.astimezone(ZoneInfo(zone))) for zone in dict.fromkeys(zones))


def doubt_of(moment: Moment) -> Note | None:
    """What to say of a time at which the zone's clocks were changed; None for any other."""
    match moment.doubt:
        case "twice":
            return Note(
                "In {zone} the clocks were put back that day, and this time came twice. We take it for the first one.",
                {"zone": moment.zone},
            )
        case "skipped":
            return Note(
                "In {zone} the clocks were put forward that day, and this time was skipped. We take it as shown here.",
                {"zone": moment.zone},
            )
    return None
