"""What each step shows besides its form: incidents, articles, promises, what an engineer still needs."""

from collections.abc import Callable, Mapping

from flask import request

from reporter.errors import Unavailable
from reporter.journey.answers import ProblemAnswer, Raw
from reporter.journey.contact import asks_for_contract
from reporter.journey.journey import Journey
from reporter.journey.ports import Draft
from reporter.policy.model import EvidenceNeed
from reporter.web.articles import LONGEST_SEARCH, note_gap, problem_query
from reporter.web.beside import offered_split
from reporter.web.current import carried, services
from reporter.web.forms import EvidenceForm, ProblemForm, QuestionsForm, StepForm
from reporter.web.hits import find, passage_html, why
from reporter.web.locale import sentence
from reporter.web.promises import severity_values
from reporter.web.question_views import question_values
from reporter.web.ways import offer_of
from search.hits import Answer, Hit
from search.reasons import read_as

SHOWN_ARTICLES = 5
SECTIONS_A_PAGE = 3  # the search gives at most so many of one page
LONGEST_TITLE = 150  # characters, as the field takes


def step_values(key: str, journey: Journey, current: Draft | None, typed: Raw, form: StepForm) -> Mapping[str, object]:
    if isinstance(form, EvidenceForm):
        _say_what_is_needed(form, needs_of(journey))
    if isinstance(form, ProblemForm) and not typed:
        form.title.data = carried().get("title", "")[:LONGEST_TITLE]  # what was searched in vain is not asked again
    if isinstance(form, QuestionsForm):
        return question_values(journey, typed, form)
    return _VIEWS[key](journey, current, typed)


def zone_of(journey: Journey) -> str:
    """The zone the requester typed times in; the policy's first calendar's before there is one."""
    problem = journey.answer("problem")
    return problem.zone if isinstance(problem, ProblemAnswer) else services().policy.zone


def needs_of(journey: Journey) -> tuple[EvidenceNeed, ...]:
    problem = journey.answer("problem")
    return services().policy.problem_type(problem.problem_type).evidence if isinstance(problem, ProblemAnswer) else ()


def _problem(_: Journey, __: Draft | None, typed: Raw) -> Mapping[str, object]:
    kinds = services().policy.problem_types
    zone = typed.get("zone", ("",))[-1] or services().policy.zone
    several = offer_of(services().policy.one_problem.several)
    return {"kinds": kinds, "origin": carried().get("from", ""), "default_zone": zone, "several": several}


def _articles(journey: Journey, current: Draft | None, _: Raw) -> Mapping[str, object]:
    """What does not fit is not shown: it would be noise between somebody in trouble and their report."""
    asked = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    query = asked or problem_query(journey)
    try:
        found, trouble = find(query, limit=SHOWN_ARTICLES * SECTIONS_A_PAGE), ""
    except Unavailable as error:
        found, trouble = Answer((), None, fits=False), str(error)
    if current and not (found.fits or trouble):
        note_gap(current, query)
    mended = read_as(query, found)
    hits = [(hit, why(hit, mended)) for hit in _one_a_page(found.hits)] if found.fits else []
    shown = {"passage_html": passage_html, "asked": asked, "query": query, "trouble": trouble}
    several = offer_of(services().policy.one_problem.several)
    return {"hits": hits, "mended": mended, "split": offered_split(journey, current), "several": several, **shown}


def _one_a_page(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The best section of each of the best pages."""
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.page_location, hit)
    return tuple(best.values())[:SHOWN_ARTICLES]


def _severity(journey: Journey, _: Draft | None, typed: Raw) -> Mapping[str, object]:
    return severity_values(services().policy, typed, zone_of(journey))


def _evidence(journey: Journey, current: Draft | None, _: Raw) -> Mapping[str, object]:
    files = services().files.of_draft(current.id) if current else ()
    return {
        "needs": {need.kind: need for need in needs_of(journey)},
        "files": files,
        "caps": services().settings.upload_caps,
    }


def _say_what_is_needed(form: EvidenceForm, needs: tuple[EvidenceNeed, ...]) -> None:
    for need in needs:
        if need.kind == "call_ids":
            how = sentence("Required.") if need.required else sentence("Optional.")
            instead = sentence("Or instead: {instead}", instead=need.instead) if need.instead else ""
            form.call_ids.description = " ".join(filter(None, (how, need.help, form.call_ids.description, instead)))


def _contact(journey: Journey, _: Draft | None, typed: Raw) -> Mapping[str, object]:
    asks = asks_for_contract(services().policy)
    return {"default_zone": typed.get("zone", ("",))[-1] or zone_of(journey), "asks_for_contract": asks}


_VIEWS: Mapping[str, Callable[[Journey, Draft | None, Raw], Mapping[str, object]]] = {
    "problem": _problem,
    "articles": _articles,
    "severity": _severity,
    "evidence": _evidence,
    "contact": _contact,
}
