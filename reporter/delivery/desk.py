"""What all letters of one organisation share: its promise, its links, its language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from reporter.delivery.language import Language
from reporter.policy.model import Line, Policy, Severity
from reporter.tickets.ticket import Ticket


@dataclass(frozen=True)
class Desk:
    """`base_url` ends without a slash; `report_path` begins and ends with one."""

    policy: Policy
    base_url: str
    report_path: str
    language: Language

    def ticket_link(self, ticket: Ticket, key: str) -> str:
        return f"{self.base_url}/tickets/{ticket.reference}/{key}"

    def page_link(self, location: str) -> str:
        """A page of the site; whatever `location` holds, the link leads to our own host."""
        return f"{self.base_url}/{quote(location.lstrip('/'), safe='/#-._~', errors='replace')}"

    def report_link(self, location: str) -> str:
        """The journey, told from which page one comes."""
        return f"{self.base_url}{self.report_path}?from={quote(location, safe='/')}"

    def level(self, code: str) -> Severity | None:
        """None when the policy was changed since and no longer has the level."""
        return next((level for level in self.policy.severities if level.code == code), None)

    def level_title(self, code: str) -> str:
        """Such as "10 - Urgent"; the code itself when the policy no longer has the level."""
        level = self.level(code)
        return level.title if level else code

    def line(self, code: str) -> Line | None:
        """None for no team at all, and when the policy no longer has it."""
        return next((line for line in self.policy.lines if line.code == code), None)

    def promise_zone(self, ticket: Ticket) -> str:
        """The zone of the calendar in which the ticket's promise runs."""
        level = self.level(ticket.level)
        code = ticket.promise.calendar or (level.first_answer[-1].calendar if level else "")
        return self.policy.calendars[code].zone if code in self.policy.calendars else self.policy.zone

    def moments(self, at: datetime, zones: Sequence[str]) -> tuple[str, ...]:
        """The same moment in each zone, each reading once."""
        return tuple(dict.fromkeys(f"{self.language.moment(at, zone)} ({zone})" for zone in dict.fromkeys(zones)))
