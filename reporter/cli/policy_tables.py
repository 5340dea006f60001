"""`lifering policy show`: a policy as tables for the terminal."""

from collections.abc import Iterator

from rich.markup import escape
from rich.table import Table

from reporter.policy.model import Calendar, Channel, Policy, Severity
from reporter.policy.model.calendars import DAYS, Frames, write_frames


def tables(policy: Policy) -> Iterator[Table]:
    """In the order in which a reader asks: how bad, by when, how to reach us, what happens then."""
    yield _severities(policy)
    yield _channels(policy)
    yield _calendars(policy)
    yield _problem_types(policy)
    yield _statuses(policy)


def _severities(policy: Policy) -> Table:
    rule = policy.severity
    how = "follow from the examples ticked" if rule.choice == "derived" else "are chosen by the requester"
    none = policy.severity_of(rule.none_of_these).title
    table = _table(f"Levels {how}; when none fits: {none}", "Level", "First answer", "Wakes and tells")
    table.add_column("Examples", overflow="fold", ratio=2)
    for level in policy.severities:
        _row(table, f"{level.title}\n({level.code})", _targets(policy, level), _told(policy, level), _listed(level))
    return table


def _targets(policy: Policy, level: Severity) -> str:
    lines = []
    for target in level.first_answer:
        counted = f"{target.within} of {policy.calendar(target.calendar).name}"
        reported = policy.calendar(target.reported_in).name if target.reported_in else ""
        lines.append(f"{counted}, if reported in {reported}" if reported else counted)
    return "\n".join([*lines, *(f"solved: {target.within}" for target in level.solution)])


def _told(policy: Policy, level: Severity) -> str:
    told = [f"wakes {level.wakes}"] if level.wakes else []
    for notice in level.notifies:
        when = [
            f"in {policy.calendar(notice.during).name}" if notice.during else "",
            f"outside {policy.calendar(notice.outside).name}" if notice.outside else "",
            "when the time is missed" if notice.on == "breached" else "",
        ]
        told.append(" ".join(filter(None, [f"{notice.who},", *when])).rstrip(","))
    return "\n".join(told)


def _listed(level: Severity) -> str:
    return "\n".join(f"• {example.text}" for example in level.examples)


def _channels(policy: Policy) -> Table:
    table = _table("Channels", "Channel", "Address", "Staffed", "For")
    for channel in policy.channels:
        staffed = policy.calendar(channel.calendar).name
        _row(table, f"{channel.name}\n({channel.kind})", channel.address, staffed, _meant_for(policy, channel))
    return table


def _meant_for(policy: Policy, channel: Channel) -> str:
    titles = {level.code: level.title for level in policy.severities}
    every = ", ".join(titles[code] for code in channel.severities) or "all levels"
    if channel.outside is None:
        return every
    kept = ", ".join(titles[code] for code in channel.outside.severities)
    return f"{every}; outside {policy.calendar(channel.outside.calendar).name} only {kept}"


def _calendars(policy: Policy) -> Table:
    table = _table("Hours", "Calendar", "Zone", "Week", "Holidays")
    for code, calendar in policy.calendars.items():
        _row(table, f"{calendar.name}\n({code})", calendar.zone, _week(calendar), _holidays(calendar))
    return table


def _week(calendar: Calendar) -> str:
    """Neighbouring days with the same hours stand on one line: `mon-fri 08:00-18:00`."""
    runs: list[tuple[str, str, Frames]] = []
    for day in DAYS:
        frames = calendar.week.get(day, ())
        if runs and runs[-1][2] == frames:
            runs[-1] = (runs[-1][0], day, frames)
        else:
            runs.append((day, day, frames))
    return "\n".join(
        f"{first if first == last else f'{first}-{last}'} {', '.join(write_frames(frames))}"
        for first, last, frames in runs
        if frames
    )


def _holidays(calendar: Calendar) -> str:
    rule = calendar.holidays
    if rule is None:
        return "none"
    country = "-".join(filter(None, (rule.country, rule.subdivision)))
    hours = f"open {', '.join(write_frames(rule.hours))}" if rule.hours else "closed"
    return f"{', '.join(filter(None, (country, *rule.files)))}: {hours}"


def _problem_types(policy: Policy) -> Table:
    table = _table("Problem types", "Type", "Goes to", "Evidence")
    lines = {line.code: line.name for line in policy.lines}
    for kind in policy.problem_types:
        needs = "\n".join(f"{need.kind}{', required' if need.required else ''}" for need in kind.evidence)
        _row(table, f"{kind.name}\n({kind.code})", lines.get(kind.line or "", ""), needs)
    return table


def _statuses(policy: Policy) -> Table:
    table = _table("Statuses", "Status", "Kind", "Clock", "What it means")
    for status in policy.statuses:
        _row(table, f"{status.name}\n({status.code})", status.kind, status.clock_rule, status.description)
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=escape(title), title_justify="left", show_lines=True)
    for column in columns:
        table.add_column(column, overflow="fold", ratio=1)
    return table


def _row(table: Table, *cells: str) -> None:
    table.add_row(*map(escape, cells))
