"""What each step shows besides its form: incidents, articles, promises, what an engineer still needs."""

from collections.abc import Callable, Mapping

from flask import request

from reporter.journey.answers import ProblemAnswer, Raw
from reporter.journey.contact import asks_for_contract
from reporter.journey.journey import Journey
from reporter.journey.ports import Draft
from reporter.web.articles import LONGEST_SEARCH, note_gap, problem_query
from reporter.web.beside import offered_split
from reporter.web.current import carried, services
from reporter.web.evidence_views import evidence_values
from reporter.web.forms import ContactForm, EvidenceForm, ProblemForm, QuestionsForm, StepForm
from reporter.web.hits import passage_html
from reporter.web.promises import severity_values
from reporter.web.proposals import propose, signs_of_traces
from reporter.web.question_views import question_values
from reporter.web.traces import traces_of
from reporter.web.ways import offer_of

LONGEST_TITLE = 150  # characters, as the field takes


def step_values(key: str, journey: Journey, current: Draft | None, typed: Raw, form: StepForm) -> Mapping[str, object]:
    if isinstance(form, EvidenceForm):
        return evidence_values(journey, current, typed, form, zone_of(journey))
    if isinstance(form, ProblemForm) and not typed:
        form.title.data = carried().get("title", "")[:LONGEST_TITLE]  # what was searched in vain is not asked again
    if isinstance(form, ProblemForm | ContactForm):
        form.zone.data = form.zone.data or zone_of(journey)  # as long as no script proposes the browser's
    if isinstance(form, QuestionsForm):
        return question_values(journey, typed, form)
    return _VIEWS[key](journey, current, typed)


def zone_of(journey: Journey) -> str:
    """The zone the requester typed times in; the policy's first calendar's before there is one."""
    problem = journey.answer("problem")
    return problem.zone if isinstance(problem, ProblemAnswer) else services().policy.zone


def _problem(_: Journey, current: Draft | None, typed: Raw) -> Mapping[str, object]:
    kinds = services().policy.problem_types
    zone = typed.get("zone", ("",))[-1] or services().policy.zone
    several = offer_of(services().policy.one_problem.several)
    origin, traces = carried().get("from", ""), traces_of(current)
    return {"kinds": kinds, "origin": origin, "default_zone": zone, "several": several, "traces": traces}


def _articles(journey: Journey, current: Draft | None, _: Raw) -> Mapping[str, object]:
    """What does not fit is not shown: it would be noise between somebody in trouble and their report."""
    asked = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    query = asked or problem_query(journey)
    signs = () if asked else signs_of_traces(current)
    found = propose(query, signs)
    if current and not (found.hits or found.trouble):
        note_gap(current, query)
    return {
        "proposals": found,
        "signs": signs,
        "split": offered_split(journey, current),
        "several": offer_of(services().policy.one_problem.several),
        "passage_html": passage_html,
        "asked": asked,
        "query": query,
    }


def _severity(journey: Journey, _: Draft | None, typed: Raw) -> Mapping[str, object]:
    return severity_values(services().policy, typed, zone_of(journey))


def _contact(_journey: Journey, _: Draft | None, _typed: Raw) -> Mapping[str, object]:
    return {"asks_for_contract": asks_for_contract(services().policy)}


_VIEWS: Mapping[str, Callable[[Journey, Draft | None, Raw], Mapping[str, object]]] = {
    "problem": _problem,
    "articles": _articles,
    "severity": _severity,
    "contact": _contact,
}
