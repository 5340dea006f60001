"""What the evidence step shows besides its fields: what is needed and how it stands, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from babel.dates import format_timedelta

from reporter.journey.answers import EvidenceAnswer, ProblemAnswer, Raw
from reporter.journey.call_times import both_sides
from reporter.journey.evidence import excuse_of, needs_at
from reporter.journey.journey import Journey
from reporter.journey.needs import Need, kinds_read
from reporter.journey.ports import Draft
from reporter.journey.stale import stale
from reporter.policy.model import EvidenceKind, EvidenceNeed
from reporter.web.current import services
from reporter.web.forms import EvidenceForm
from reporter.web.headers import allow_probes
from reporter.web.locale import moment, reader_locale, sentence
from reporter.web.traces import traces_of

OF_CALLS = ("call_ids", "trace")  # both are given in one place: a trace is where Call-IDs come from


@dataclass(frozen=True)
class Told:
    """A need as the list at the top of the step shows it. `given`: nothing is left to do about it."""

    need: Need
    words: str
    given: bool


def evidence_values(
    journey: Journey, current: Draft | None, typed: Raw, form: EvidenceForm, zone: str
) -> dict[str, object]:
    problem_type = journey.problem_type
    asked = {need.kind: need for need in problem_type.evidence} if problem_type else {}
    kinds = kinds_read(problem_type)
    _offer_reasons(form, asked)
    form.time_zone.data = form.time_zone.data or zone
    given = journey.answer("evidence")
    answer = given if isinstance(given, EvidenceAnswer) else None
    traces = traces_of(current)
    probes = services().policy.evidence.probe
    if "browser" in kinds:
        allow_probes(probe.origin for probe in probes)
    needed = needs_at(journey.situation, typed)
    return {
        "needs": asked,
        "given": {need.kind for need in needed if need.state in {"given", "replaced"}},
        "kinds": kinds,
        "of_calls": bool(kinds & set(OF_CALLS)) or bool(traces),
        "needed": [_told(need) for need in needed],
        "stale": list(_stale(journey, answer)),
        "clocks": _clocks(answer, zone),
        "excuse_of": excuse_of,
        "traces": traces,
        "files": [file for file in journey.files if file.kind == "picture"],
        "caps": services().settings.upload_caps,
        "probes": probes,
        "probe_pairs": [(probe.name, probe.origin) for probe in probes],
    }


def name_of_kind(kind: EvidenceKind) -> str:
    names = {
        "call_ids": sentence("Call-IDs"),
        "trace": sentence("a log, SIP trace or capture"),
        "screenshots": sentence("a screenshot"),
        "times": sentence("when one bad call was"),
        "browser": sentence("which browser it is"),
        "request": sentence("which API request it was"),
    }
    return names[kind]


def _told(need: Need) -> Told:
    name = name_of_kind(need.kind)
    name = name[:1].upper() + name[1:]
    match need.state:
        case "given":
            return Told(need, name, given=True)
        case "replaced":
            by = name_of_kind(need.by) if need.by else ""
            return Told(need, sentence("{name}: {instead} does as well", name=name, instead=by), given=True)
        case "excused":
            return Told(need, sentence("{name}: {reason}", name=name, reason=need.reason), given=True)
    if not need.required:
        return Told(need, sentence("{name}, if you can", name=name), given=False)
    others = [name_of_kind(kind) for kind in need.asked.accepts]
    if others:
        return Told(need, sentence("{name}, or {others}", name=name, others=sentence(" or ").join(others)), given=False)
    return Told(need, name, given=False)


def _offer_reasons(form: EvidenceForm, asked: Mapping[EvidenceKind, EvidenceNeed]) -> None:
    for kind, need in asked.items():
        form[excuse_of(kind)].choices = [("", sentence("I can, see above")), *((one, one) for one in need.reasons)]


def _stale(journey: Journey, answer: EvidenceAnswer | None) -> Iterator[str]:
    problem = journey.answer("problem")
    if not isinstance(problem, ProblemAnswer):
        return
    for one in stale(journey.situation, problem, answer):
        kept, age = (format_timedelta(span, locale=reader_locale()) for span in (one.kept, one.age))
        yield sentence(one.text, kept=kept, age=age)


def _clocks(answer: EvidenceAnswer | None, zone: str) -> list[tuple[str, str]]:
    """The moment of the bad call on every clock that matters: (whose, moment)."""
    if answer is None or answer.moment is None:
        return []
    policy = services().policy
    zones = both_sides(answer.moment.at, (answer.moment.zone, zone, "UTC", policy.zone))
    names = {"UTC": "UTC", policy.zone: policy.organisation.name}
    return [(names.get(one, one.replace("_", " ")), moment(at, one)) for one, at in zones]
