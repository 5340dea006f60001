"""The whole promise as one value."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, Protocol, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema, model_validator
from pydantic.json_schema import SkipJsonSchema

from reporter.policy.model.calendars import Calendar
from reporter.policy.model.care import Entitlement, FairUse, Retention, Survey
from reporter.policy.model.channels import Channel, OneProblem
from reporter.policy.model.closing import Closing
from reporter.policy.model.escalation import Escalation
from reporter.policy.model.evidence import Evidence
from reporter.policy.model.organisation import Guide, Organisation, PageText
from reporter.policy.model.problem_types import Line, ProblemType, Question
from reporter.policy.model.severities import Severity, SeverityRule
from reporter.policy.model.statuses import Button, Status, Transition
from reporter.policy.model.values import Code, Frozen, Prose, quoted, wrong
from reporter.policy.zones import is_zone

Page = Literal["reporting", "severities", "statuses", "contact", "escalation"]
"""The pages of the documentation that are made from the policy."""


def read_updated(value: object) -> datetime:
    """`2016-08-01 18:27 America/New_York`; aware, in that zone."""
    if isinstance(value, datetime):
        return value
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d) (\S+)", value) if isinstance(value, str) else None
    if not found or not is_zone(found[3]):
        raise wrong(f"is {quoted(value)}, expected a day, a time and a zone, such as `2026-03-01 09:00 Europe/London`")
    try:
        return datetime.fromisoformat(f"{found[1]}T{found[2]}").replace(tzinfo=ZoneInfo(found[3]))
    except ValueError as error:
        raise wrong(f"is {quoted(value)}, and there is no such moment") from error


_UPDATED = {"type": "string", "examples": ["2026-03-01 09:00 Europe/London"]}
_WRITTEN = PlainSerializer(lambda moment: f"{moment:%Y-%m-%d %H:%M} {moment.tzinfo.key}")


class Policy(Frozen):
    """A support promise: who answers what, how soon, and what happens meanwhile."""

    organisation: Organisation
    """Who makes the promise, and where its tickets go."""
    updated: Annotated[datetime, BeforeValidator(read_updated), _WRITTEN, WithJsonSchema(_UPDATED)] | None = None
    """When the promise was last changed, as its pages say."""
    calendars: dict[Code, Calendar]
    """Working hours by name; the first one's zone is the team's own."""
    channels: tuple[Channel, ...]
    """The ways to reach support, best first."""
    severities: tuple[Severity, ...]
    """The levels of effect on the service, from the highest to the lowest."""
    severity: SeverityRule
    """How a report gets its level."""
    lines: tuple[Line, ...] = ()
    """The teams that tickets are routed to."""
    problem_types: tuple[ProblemType, ...]
    """The kinds of problem a requester chooses from."""
    questions: tuple[Question, ...] = ()
    """What is asked beside the problem itself, in this order."""
    evidence: Evidence = Evidence()
    """How evidence is treated: what is hidden, how long it can be looked up, which hosts are tried."""
    why_asked: Prose | None = None
    """Why all this is asked; said above the questions and on the page about reporting."""
    one_problem: OneProblem = OneProblem()
    """What is said to whoever has several problems."""
    statuses: tuple[Status, ...]
    """What a ticket can be; a new one gets the first."""
    transitions: tuple[Transition, ...] = ()
    """How a ticket may move from status to status; when left out, every move is allowed."""
    buttons: tuple[Button, ...] = ()
    """What the requester can press on a ticket's page."""
    notify_requester: Literal["changes", "answers"] = "changes"
    """What a requester is mailed about: every change of the ticket, or answers alone."""
    closing: Closing | None = None
    """How a ticket ends, and whether it comes back."""
    escalation: Escalation | None = None
    """When a ticket may be escalated, and who is told."""
    fair_use: FairUse | None = None
    """What happens to misuse."""
    entitlement: Entitlement = Entitlement()
    """Who may ask for what."""
    survey: Survey | None = None
    """What is asked when a ticket is closed."""
    guide: tuple[Guide, ...] = ()
    """Who to contact for what, a line each."""
    pages: dict[Page, PageText] = Field(default={})
    """The organisation's own words on the pages made from this file."""
    retention: Retention
    """How long what is stored stays. The privacy page says the same."""
    hash: SkipJsonSchema[str] = Field(default="", exclude=True)  # SHA-256 of the file's text, set by the loader

    @model_validator(mode="before")
    @classmethod
    def _calendars_know_their_codes(cls, data: Any) -> Any:
        calendars = data.get("calendars") if isinstance(data, dict) else None
        if not isinstance(calendars, dict):
            return data
        named = {
            code: {**body, "code": code} if isinstance(body, Mapping) else body for code, body in calendars.items()
        }
        return {**data, "calendars": named}

    @property
    def zone(self) -> str:
        """The team's own IANA zone."""
        return next(iter(self.calendars.values())).zone

    def severity_of(self, code: str) -> Severity:
        """Raises KeyError when the policy has no such level."""
        return named(self.severities, code)

    def problem_type(self, code: str) -> ProblemType:
        """Raises KeyError when the policy has no such type."""
        return named(self.problem_types, code)

    def calendar(self, code: str) -> Calendar:
        """Raises KeyError when the policy has no such calendar."""
        return self.calendars[code]

    def channel(self, code: str) -> Channel:
        """Raises KeyError when the policy has no such channel."""
        return named(self.channels, code)

    def status(self, code: str) -> Status:
        """Raises KeyError when the policy has no such status."""
        return named(self.statuses, code)

    def line(self, code: str) -> Line:
        """Raises KeyError when the policy has no such line."""
        return named(self.lines, code)


class Coded(Protocol):
    """What has a code."""

    @property
    def code(self) -> str: ...


Named = TypeVar("Named", bound=Coded)


def named(things: Iterable[Named], code: str) -> Named:
    """The one of this code. Raises KeyError when there is none."""
    for thing in things:
        if thing.code == code:
            return thing
    raise KeyError(code)
