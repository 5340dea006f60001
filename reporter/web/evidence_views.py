"""What the evidence step shows besides its fields: what is needed and how it stands, in words."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from babel.dates import format_timedelta

from reporter.evidence.reading import ApiRequest
from reporter.journey import api_request, call_times
from reporter.journey.answers import EvidenceAnswer, Moment, ProblemAnswer, Raw
from reporter.journey.evidence import excuse_of, needs_at
from reporter.journey.fields import Field, Typed
from reporter.journey.journey import Journey
from reporter.journey.needs import Need, kinds_read
from reporter.journey.ports import Draft
from reporter.journey.stale import stale
from reporter.policy.model import EvidenceKind, EvidenceNeed
from reporter.web.current import services
from reporter.web.evidence_words import clocks_of, doubt_said, name_of_kind
from reporter.web.forms import EvidenceForm
from reporter.web.headers import allow_probes
from reporter.web.locale import mistake_sentence, reader_locale, sentence
from reporter.web.traces import traces_of

Part = Literal["calls", "times", "browser", "request", "screenshots"]
"""Of the page. A log is pasted where calls are asked for, and otherwise where an API request is."""


@dataclass(frozen=True)
class Told:
    """A need as the list at the top of the step shows it. `given`: nothing is left to do about it."""

    need: Need
    words: str
    given: bool


@dataclass(frozen=True)
class Warned:
    """That evidence is too old, shown in the list and beside what is meant: `about` the calls with these Call-IDs, the
    time of a call, or the problem as a whole ("")."""

    words: str
    about: Literal["calls", "times", ""] = ""
    calls: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clocks:
    """The time that was typed, on every clock that matters, (whose, moment); what to know of it; why it is none."""

    shown: tuple[tuple[str, str], ...] = ()
    doubt: str = ""
    wrong: tuple[str, ...] = ()


def evidence_values(
    journey: Journey, current: Draft | None, typed: Raw, form: EvidenceForm, zone: str
) -> dict[str, object]:
    problem_type = journey.problem_type
    asked = {need.kind: need for need in problem_type.evidence} if problem_type else {}
    kinds = kinds_read(problem_type)
    _offer_reasons(form, asked)
    form.time_zone.data = form.time_zone.data or zone
    traces = traces_of(current)
    parts = _parts(asked, kinds, with_traces=bool(traces))
    probes = services().policy.evidence.probe
    if "browser" in kinds:
        allow_probes(probe.origin for probe in probes)
    needed = needs_at(journey.situation, typed)
    moment, clocks = _moment(journey, typed, zone) if "times" in kinds else (None, Clocks())
    told = _list_of(needed, of_calls="calls" in parts)
    return {
        "needs": asked,
        "given": {need.kind for need in needed if need.state in {"given", "replaced"}},
        "kinds": kinds,
        "parts": parts,
        "needed": told,
        "said_of_needed": _said(told),
        "stale": list(_stale(journey, moment)),
        "clocks": clocks,
        "request_kept": _request_cut(typed) if "request" in kinds else None,
        "excuse_of": excuse_of,
        "traces": traces,
        "files": [file for file in journey.files if file.kind == "picture"],
        "caps": services().settings.upload_caps,
        "probes": probes,
        "probe_pairs": [(probe.name, probe.origin) for probe in probes],
    }


def _parts(
    asked: Mapping[EvidenceKind, EvidenceNeed], kinds: Collection[EvidenceKind], *, with_traces: bool
) -> list[Part]:
    """In the policy's order; then what does as well, and screenshots, which may always be added."""
    logged: Part = "request" if "request" in kinds and "call_ids" not in kinds else "calls"
    places: Mapping[EvidenceKind, Part] = {
        "call_ids": "calls",
        "trace": logged,
        "times": "times",
        "browser": "browser",
        "request": "request",
        "screenshots": "screenshots",
    }
    instead = (kind for kind in places if kind in kinds)
    first: list[Part] = [places[kind] for kind in (*asked, *instead)]
    return list(dict.fromkeys([*first, *([logged] if with_traces else []), "screenshots"]))


def _list_of(needed: Collection[Need], *, of_calls: bool) -> list[Told]:
    """Without what could be given and stands there anyway as doing as well as something required."""
    others = {kind for need in needed if need.open for kind in need.asked.accepts}
    shown = (need for need in needed if need.required or need.state != "missing" or need.kind not in others)
    return [_told(need, of_calls=of_calls) for need in shown]


def _told(need: Need, *, of_calls: bool) -> Told:
    def named(kind: EvidenceKind) -> str:
        return name_of_kind(kind, of_calls=of_calls)

    name = named(need.kind)[:1].upper() + named(need.kind)[1:]
    match need.state:
        case "given":
            return Told(need, name, given=True)
        case "replaced":
            by = named(need.by) if need.by else ""
            return Told(need, sentence("{name}: {instead} does as well", name=name, instead=by), given=True)
        case "excused":
            return Told(need, sentence("{name}: {reason}", name=name, reason=need.reason), given=True)
    if not need.required:
        return Told(need, sentence("{name}, if you can", name=name), given=False)
    others = sentence(" or ").join(named(kind) for kind in need.asked.accepts)
    words = sentence("{name}, or {others}", name=name, others=others) if others else name
    return Told(need, words, given=False)


def _said(told: Collection[Told]) -> str:
    """The list in one sentence, for whoever hears it when it changes."""
    missing = [one.words for one in told if one.need.open]
    if missing:
        return sentence("An engineer still needs: {what}.", what="; ".join(missing))
    return sentence("An engineer can start with this.")


def _offer_reasons(form: EvidenceForm, asked: Mapping[EvidenceKind, EvidenceNeed]) -> None:
    for kind, need in asked.items():
        form[excuse_of(kind)].choices = [("", sentence("Choose why, if so")), *((one, one) for one in need.reasons)]


def _moment(journey: Journey, typed: Raw, zone: str) -> tuple[Moment | None, Clocks]:
    """A time of which the day or the hour is still to come is no mistake yet."""
    given = _only(typed, call_times.FIELDS)
    moment = call_times.read_moment(given, now=journey.situation.now)
    if moment:
        return moment, Clocks(tuple(clocks_of(moment, zone)), doubt_said(moment))
    whole = all(given.one(field.name) for field in call_times.FIELDS[:3])
    return None, Clocks(wrong=tuple(map(mistake_sentence, given.mistakes)) if whole else ())


def _request_cut(typed: Raw) -> ApiRequest | None:
    """The request as it is kept, where that is less than what was typed."""
    given = _only(typed, api_request.FIELDS)
    request = api_request.read_request(given)
    return request if request and request.path != given.one("request_path") else None


def _only(typed: Raw, fields: Collection[Field]) -> Typed:
    names = {field.name for field in fields}
    return Typed({name: values for name, values in typed.items() if name in names}, fields)


def _stale(journey: Journey, moment: Moment | None) -> Iterator[Warned]:
    problem = journey.answer("problem")
    if not isinstance(problem, ProblemAnswer):
        return
    for one in stale(journey.situation, problem, EvidenceAnswer((), "", moment=moment)):
        kept, age = (format_timedelta(span, locale=reader_locale()) for span in (one.kept, one.age))
        words = sentence(one.text, kept=kept, age=age)
        yield Warned(words, "calls" if one.calls else "times" if moment else "", one.calls)
