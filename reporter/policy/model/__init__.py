"""The typed, frozen form of `policy.yml`: a file for each noun.
Every value is checked once, when the file is loaded."""

from reporter.policy.model.calendars import Calendar, Frame, Holidays, Weekday
from reporter.policy.model.care import Entitlement, FairUse, Retention, Survey
from reporter.policy.model.channels import Channel, OneProblem
from reporter.policy.model.closing import Chase, Closing
from reporter.policy.model.escalation import Escalation, Reason, Rung
from reporter.policy.model.evidence import Evidence, EvidenceKind, EvidenceNeed, Hidden, Probe
from reporter.policy.model.organisation import Guide, Organisation, PageText
from reporter.policy.model.policy import Policy
from reporter.policy.model.problem_types import Exit, Line, Option, ProblemType, Question
from reporter.policy.model.severities import Example, Notice, Severity, SeverityRule, Target
from reporter.policy.model.statuses import Button, Status, StatusKind, Transition
from reporter.policy.model.values import Code, Frozen, WorkingTime

__all__ = [
    "Button",
    "Calendar",
    "Channel",
    "Chase",
    "Closing",
    "Code",
    "Entitlement",
    "Escalation",
    "Evidence",
    "EvidenceKind",
    "EvidenceNeed",
    "Example",
    "Exit",
    "FairUse",
    "Frame",
    "Frozen",
    "Guide",
    "Hidden",
    "Holidays",
    "Line",
    "Notice",
    "OneProblem",
    "Option",
    "Organisation",
    "PageText",
    "Policy",
    "Probe",
    "ProblemType",
    "Question",
    "Reason",
    "Retention",
    "Rung",
    "Severity",
    "SeverityRule",
    "Status",
    "StatusKind",
    "Survey",
    "Target",
    "Transition",
    "Weekday",
    "WorkingTime",
]
