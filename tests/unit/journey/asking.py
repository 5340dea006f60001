"""A journey whose policy asks for the evidence a test needs, with traces as they were read."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reporter.evidence.reading import Call, Reading
from reporter.journey.answers import EvidenceFile
from reporter.journey.journey import Journey
from reporter.policy.load import load_policy
from reporter.policy.model import Evidence, ProblemType

POLICY = load_policy((Path(__file__).parents[3] / "policy.yml").read_text())
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PROBLEM = {
    "problem_type": ("asked",),
    "title": ("Calls drop",),
    "seen": ("Silence",),
    "since_date": ("2026-11-22",),
    "zone": ("Europe/Berlin",),
}
PICTURE = EvidenceFile("f1", "a.png", "image/png", 10, 1, 1, "waiting")


def need(kind, **more):
    return {"kind": kind, "help": "Here.", **more}


def asking(*needs: Any, files=(), evidence=None, problem=None, raw=None, **typed):
    """The journey of a report of a type that asks for these needs, where this (or `raw`) was typed into the step."""
    asked = ProblemType.model_validate({"code": "asked", "name": "Asked", "description": "-", "evidence": needs})
    policy = POLICY.model_copy(
        update={"problem_types": (asked,), "evidence": Evidence.model_validate(evidence or {}), "questions": ()}
    )
    fields = {name.replace("excuse_", "excuse-"): (value,) for name, value in typed.items()}
    steps = {"problem": {**PROBLEM, **(problem or {})}, "evidence": fields if raw is None else raw}
    return Journey(steps, policy=policy, files=tuple(files), now=NOW)


def mistakes_of(journey):
    """Field -> sentence of the evidence step."""
    return {mistake.field: mistake.text.format(**mistake.values) for mistake in journey.mistakes("evidence")}


def answer_of(journey):
    """The evidence step's answer; the test fails with its mistakes where it has none."""
    answer = journey.answer("evidence")
    assert answer is not None, mistakes_of(journey)
    return answer


def call(call_id, *, chosen=True, first=None):
    return Call(call_id, "call", first, first, ("INVITE",), 486, "Busy", "", "a", "b", "", None, 2, chosen=chosen)


def trace(*calls: Call, state="clean", **more):
    return EvidenceFile(
        "t1", "log.txt", "text/plain", 10, 0, 0, state, kind="trace", reading=Reading(calls=calls, **more)
    )
