"""What the evidence step takes, refuses and still asks for."""

import pytest

from reporter.evidence.call_ids import MOST_CALL_IDS
from reporter.evidence.reading import ApiRequest
from reporter.journey.answers import EvidenceAnswer, Excuse
from reporter.journey.evidence import needs_at
from tests.unit.journey.asking import PICTURE, answer_of, asking, call, mistakes_of, need, trace

DOWN = "The portal is down"
REQUIRED = need("call_ids", required=True, accepts=["trace", "times"], reasons=[DOWN, "It was in a test"])


def states(journey, **typed):
    """kind -> (state, kind that replaced it or reason of the excuse)."""
    raw = {name.replace("excuse_", "excuse-"): (value,) for name, value in typed.items()}
    return {need.kind: (need.state, need.by or need.reason) for need in needs_at(journey.situation, raw)}


def test_required_evidence_that_is_neither_there_nor_excused_is_refused():
    assert mistakes_of(asking(REQUIRED)) == {"call_ids": "Give at least one Call-ID, or say below why you cannot."}


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("trace", "traces"),
        ("screenshots", "screenshots"),
        ("times", "time_date"),
        ("browser", "browser"),
        ("request", "request_path"),
    ],
)
def test_every_kind_that_is_required_is_asked_for_where_it_is_given(kind, field):
    assert list(mistakes_of(asking(need(kind, required=True)))) == [field]


def test_optional_evidence_may_be_left_out():
    assert answer_of(asking(need("call_ids"), need("times"), need("browser"), need("request"))) == EvidenceAnswer(
        (), ""
    )


def test_a_kind_that_does_as_well_takes_the_place_of_what_is_required():
    journey = asking(REQUIRED, files=[trace()])
    assert answer_of(journey).call_ids == ()
    assert states(journey) == {"call_ids": ("replaced", "trace")}


def test_the_time_of_a_call_does_as_well_where_the_policy_says_so():
    when = {"time_date": "2026-11-23", "time_time": "09:15", "time_zone": "Europe/Berlin"}
    assert answer_of(asking(REQUIRED, **when)).moment is not None
    assert mistakes_of(asking(need("call_ids", required=True), **when))


def test_a_reason_of_the_policy_excuses_what_it_stands_under():
    answer = answer_of(asking(REQUIRED, need("screenshots"), excuse_call_ids=DOWN))
    assert answer.excuses == (Excuse("call_ids", DOWN),)
    assert answer.missing_reason == ""


def test_a_reason_for_one_kind_does_not_excuse_another():
    journey = asking(REQUIRED, need("screenshots", required=True), excuse_call_ids=DOWN)
    assert list(mistakes_of(journey)) == ["screenshots"]


def test_own_words_excuse_whatever_is_required():
    journey = asking(REQUIRED, need("screenshots", required=True), need("browser"), missing_reason="Power cut")
    assert answer_of(journey).missing_reason == "Power cut"
    assert states(journey, missing_reason="Power cut") == {
        "call_ids": ("excused", "Power cut"),
        "screenshots": ("excused", "Power cut"),
        "browser": ("missing", ""),
    }


def test_a_reason_that_the_policy_has_no_longer_is_told():
    told = mistakes_of(asking(REQUIRED, call_ids="a@h", excuse_call_ids="Because"))
    assert told == {"excuse-call_ids": "This reason is no longer in the list. Choose one again, or say it below."}


def test_an_excuse_for_what_is_there_all_the_same_goes_nowhere():
    assert answer_of(asking(REQUIRED, call_ids="a@h", excuse_call_ids=DOWN)).excuses == ()


def test_an_excuse_typed_for_another_type_of_problem_is_no_mistake():
    assert answer_of(asking(need("screenshots"), excuse_call_ids="Because", time_date="rubbish")).excuses == ()


def test_typed_call_ids_come_before_those_of_the_traces_and_each_stands_once():
    journey = asking(REQUIRED, files=[trace(call("b@h"), call("a@h"), taken=("c@h",))], call_ids="a@h")
    assert answer_of(journey).call_ids == ("a@h", "b@h", "c@h")


def test_the_chosen_calls_of_a_trace_are_the_call_ids_asked_for():
    journey = asking(REQUIRED, files=[trace(call("a@h"), call("b@h", chosen=False))])
    assert answer_of(journey).call_ids == ("a@h",)
    assert states(journey) == {"call_ids": ("given", "")}


def test_a_trace_of_which_no_call_is_chosen_asks_for_those_that_show_the_problem():
    told = mistakes_of(asking(REQUIRED, files=[trace(call("a@h", chosen=False))]))
    assert told == {"traces": "Choose the calls that show the problem: every call you send must show the problem."}


def test_whoever_typed_call_ids_need_not_choose_any_of_the_trace():
    assert answer_of(asking(REQUIRED, files=[trace(call("b@h", chosen=False))], call_ids="a@h")).call_ids == ("a@h",)


def test_a_trace_brings_the_step_up_though_nothing_is_asked():
    assert "evidence" not in {step.key for step in asking().steps}
    assert answer_of(asking(files=[trace(call("a@h"))])).call_ids == ("a@h",)


@pytest.mark.parametrize(("typed", "field"), [(0, "traces"), (MOST_CALL_IDS + 1, "call_ids")])
def test_more_call_ids_than_are_read_are_too_many_wherever_they_come_from(typed, field):
    written = "\n".join(f"{number}@typed" for number in range(typed))
    calls = [call(f"{number}@trace") for number in range(MOST_CALL_IDS + 1 - typed)]
    told = mistakes_of(asking(REQUIRED, files=[trace(*calls)], call_ids=written))
    assert told == {field: "These are 51 Call-IDs; 50 at most are read. Keep the newest."}


def test_a_picture_is_no_trace_and_a_trace_no_picture():
    both = need("screenshots", required=True), need("trace", required=True)
    assert list(mistakes_of(asking(*both, files=[PICTURE]))) == ["traces"]
    assert list(mistakes_of(asking(*both, files=[trace()]))) == ["screenshots"]


def test_a_refused_file_gives_nothing():
    assert list(mistakes_of(asking(need("trace", required=True), files=[trace(state="refused")]))) == ["traces"]


def missing(journey, raw):
    return [need.kind for need in needs_at(journey.situation, raw) if need.state == "missing"]


def test_what_is_missing_is_told_in_the_order_of_the_policy_and_only_the_required_holds_up():
    journey = asking(need("screenshots"), need("browser"), REQUIRED)
    assert missing(journey, {}) == ["screenshots", "browser", "call_ids"]
    assert [need.open for need in needs_at(journey.situation, {})] == [False, False, True]


def test_what_is_still_needed_shrinks_with_what_is_typed():
    journey = asking(need("screenshots"), need("browser"), REQUIRED, files=[PICTURE])
    assert missing(journey, {"call_ids": ("a@h",)}) == ["browser"]


def test_what_is_still_needed_is_told_also_while_the_step_has_mistakes():
    journey = asking(need("times"), REQUIRED)
    raw = {"time_date": ("rubbish",), "nonsense": ("x",), "call_ids": ("a@h",)}
    assert missing(journey, raw) == ["times"]


def test_an_api_request_is_taken_without_host_and_query():
    journey = asking(
        need("request", required=True),
        request_id="req-81",
        request_method="post",
        request_path="https://api.harbourvoice.example/v1/calls?key=secret#top",
        request_status="429 Too Many Requests",
    )
    assert answer_of(journey).requests == (ApiRequest("POST", "/v1/calls", 429, "req-81"),)


def test_a_key_in_the_path_of_a_request_is_taken_out():
    (request,) = answer_of(asking(need("request"), request_path="/v1/keys/sk_live_abcdefgh12345678/calls")).requests
    assert request.path.startswith("/v1/keys/")
    assert "abcdefgh" not in request.path


def test_requests_of_a_trace_follow_the_one_typed_and_each_stands_once():
    logged = (ApiRequest("GET", "/v1/calls", 500), ApiRequest("GET", "/v1/numbers", 200))
    journey = asking(
        need("request"), files=[trace(requests=logged)], request_method="GET", request_path="/v1/calls",
        request_status="500",
    )  # fmt: skip
    assert answer_of(journey).requests == logged
    assert answer_of(asking(need("request", required=True), files=[trace(requests=logged)])).requests == logged


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"request_path": "/v1", "request_method": "GET it"}, "request_method"),
        ({"request_path": "/v1", "request_status": "bad"}, "request_status"),
        ({"request_path": "/v1", "request_status": "2000"}, "request_status"),
        ({"request_status": "429"}, "request_path"),
        ({"request_path": "?key=secret"}, "request_path"),
    ],
)
def test_an_api_request_that_nobody_could_find_is_told(typed, field):
    assert list(mistakes_of(asking(need("request", required=True), **typed))) == [field]
