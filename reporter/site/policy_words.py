"""How values of the policy are written on a page: Markdown that stays as plain as the policy's text is."""

import html
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from reporter.policy.channels import link_of
from reporter.policy.model import Calendar, Channel, Frame, Notice, Policy, Question, Target, WorkingTime
from reporter.policy.model.channels import Outside
from reporter.site.contact import frames, hours

Say = Callable[..., str]
"""Translates a sentence and fills its {placeholders}."""
SPECIAL = re.compile(r"""[\\`*_{}\[\]()#+\-.!|~<>&$^=:@"]""")


def plain(text: str) -> str:
    """Text as it is, for Markdown of any dialect: what could be syntax becomes a character reference."""
    return SPECIAL.sub(lambda found: f"&#{ord(found[0])};", " ".join(text.split()))


class Words:
    """The filters of the policy's templates; `report` leads to the journey."""

    def __init__(self, policy: Policy, say: Say, *, report: str) -> None:
        self._policy, self._say, self._report = policy, say, report

    def filters(self) -> Mapping[str, Callable[..., str]]:
        return {
            "p": plain,
            "channel": self.channel,
            "targets": self.targets,
            "notice": self.notice,
            "question": self.question,
            "hours": lambda calendar: plain(hours(calendar)),
            "frames": self.frames,
            "holidays": self.holidays,
            "outside": self.outside,
            "meant_for": self.meant_for,
            "levels": self.levels,
            "time": self.time,
            "day": self.day,
        }

    def channel(self, code: str) -> str:
        """Its name, linked where the address can be followed, with a number or an address to read."""
        channel = self._policy.channel(code)
        link = self._report if channel.kind == "report" else link_of(channel)
        if not link:
            return f"{plain(channel.name)}: {plain(channel.address)}"
        whole_page = ' target="_self"' if channel.kind == "report" else ""  # no article: nothing to be fetched into one
        shown = f'<a href="{html.escape(link)}"{whole_page}>{plain(channel.name)}</a>'
        return shown if channel.kind in {"report", "chat"} else f"{shown}: {plain(channel.address)}"

    def targets(self, targets: tuple[Target, ...]) -> str:
        return "; ".join(self._target(target) for target in targets)

    def _target(self, target: Target) -> str:
        calendar = self._policy.calendar(target.calendar)
        counted = self._say("{time} ({hours})", time=self.time(target.within), hours=plain(calendar.name))
        if target.reported_in is None:
            return counted
        reported = plain(self._policy.calendar(target.reported_in).name)
        return self._say("{counted}, if it is reported in: {hours}", counted=counted, hours=reported)

    def notice(self, notice: Notice) -> str:
        parts = [plain(notice.who)]
        if notice.how:
            parts.append(plain(notice.how))
        if notice.during:
            parts.append(self._say("in: {hours}", hours=plain(self._policy.calendar(notice.during).name)))
        if notice.outside:
            parts.append(self._say("outside: {hours}", hours=plain(self._policy.calendar(notice.outside).name)))
        if notice.on == "breached":
            parts.append(self._say("when a target is missed"))
        return ", ".join(parts)

    def question(self, question: Question) -> str:
        required = f" **{self._say('Required.')}**" if question.required else ""
        return f"{plain(question.ask)} {plain(question.help or '')}".rstrip() + required

    def frames(self, written: tuple[Frame, ...]) -> str:
        return plain(frames(written)) if written else self._say("closed")

    def holidays(self, calendar: Calendar) -> str:
        assert calendar.holidays is not None
        worked = self.frames(calendar.holidays.hours)
        place = "-".join(part for part in (calendar.holidays.country, calendar.holidays.subdivision) if part)
        if place:
            return self._say("On public holidays ({place}): {hours}.", place=plain(place), hours=worked)
        return self._say("On holidays: {hours}.", hours=worked)

    def outside(self, outside: Outside) -> str:
        calendar = self._policy.calendar(outside.calendar)
        return self._say(
            "Outside {hours} only for: {levels}.", hours=plain(hours(calendar)), levels=self.levels(outside.severities)
        )

    def meant_for(self, channel: Channel) -> str:
        said = [self._say("For: {levels}.", levels=self.levels(channel.severities))] if channel.severities else []
        if not channel.several_problems:
            said.append(self._say("One problem at a time."))
        for label, level in channel.labels.items():
            name = plain(self._policy.severity_of(level).title)
            said.append(self._say("“{label}” in the subject: {level}.", label=plain(label), level=name))
        if channel.otherwise:
            name = plain(self._policy.severity_of(channel.otherwise).title)
            sentence = "Without such a word: {level}." if channel.labels else "What comes this way is: {level}."
            said.append(self._say(sentence, level=name))
        return " ".join(said)

    def levels(self, codes: Iterable[str]) -> str:
        """The levels' titles; "all" for none."""
        titles = [plain(self._policy.severity_of(code).title) for code in codes]
        return ", ".join(titles) or self._say("all levels")

    def time(self, worked: WorkingTime) -> str:
        return self._say(f"{{number}} {worked.unit}{'s' * (worked.amount != 1)}", number=str(worked.amount))

    def day(self, day: date) -> str:
        return f"{day.day} {day:%B %Y}"


def moment(at: datetime) -> str:
    """`1 August 2016, 18:27 EDT`, in the zone it carries."""
    return f"{at.day} {at:%B %Y, %H:%M %Z}"
