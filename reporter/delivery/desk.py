"""What all letters of one organisation share: its promise, its links, its language."""

from dataclasses import dataclass
from urllib.parse import quote

from reporter.delivery.language import Language
from reporter.policy.model import Policy, Severity
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

    def team_zone(self, code: str) -> str:
        """The zone of the calendar in which a level's promise runs."""
        level = self.level(code)
        if level is None:
            return self.policy.zone
        return self.policy.calendar(level.first_answer[-1].calendar).zone
