"""What the checks say of graphs, beside what a slower way of looking at them says."""

import re
from graphlib import CycleError, TopologicalSorter
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from reporter.policy.checks import check
from reporter.policy.checks.names import NAMES
from reporter.policy.document import Mistake, places, read_document
from tests.policies.broken import WHOLE

CODES = ["a", "b", "c", "d", "e"]
PARTS = read_document(WHOLE, name="policy.yml").data


def told(part: str, value: object) -> list[Mistake]:
    return [mistake for mistake in check({**PARTS, part: value}) if mistake.place[0] == part]


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(CODES), st.sets(st.sampled_from(CODES)), min_size=1))
def test_questions_that_wait_in_a_circle_are_told_and_no_others(waits):
    questions = [{"code": code, "kind": "yes_no", "when": dict.fromkeys(waits.get(code, ()), "yes")} for code in CODES]
    try:
        TopologicalSorter(waits).prepare()
        circle = False
    except CycleError:
        circle = True
    assert bool(told("questions", questions)) == circle


@settings(deadline=None)
@given(st.sets(st.sampled_from(list(product(CODES, CODES))), min_size=1), st.sets(st.sampled_from(CODES[1:])))
def test_what_nobody_can_reach_or_leave_is_told_and_nothing_else(moves, closed):
    statuses = [{"code": code, "kind": "closed" if code in closed else "open"} for code in CODES]
    transitions = [{"from": source, "to": to} for source, to in moves]
    reached = {"a"}
    for _ in CODES:
        reached |= {to for source, to in moves if source in reached}
    stuck = {code for code in CODES if code not in closed and not any(s == code != t for s, t in moves)}
    wrong = {CODES.index(code) for code in (set(CODES) - reached) | stuck}
    data = {"statuses": statuses, "transitions": transitions}
    assert {mistake.place[1] for mistake in check(data) if mistake.place[0] == "statuses"} == wrong


@settings(deadline=None)
@given(st.data())
def test_a_name_nobody_gave_is_told_wherever_it_stands(data):
    named = data.draw(st.sampled_from(NAMES))
    place, code = data.draw(st.sampled_from([found for used in named.used for found in places(PARTS, used)]))
    document = read_document(WHOLE, name="policy.yml")
    wrong: object = document.data
    for step in place[:-1]:
        wrong = wrong[step]  # type: ignore[index]
    wrong[place[-1]] = f"{code}x"  # type: ignore[index]
    sentence = rf"there is no {named.noun} `{code}x` in this policy; did you mean `\w+`\?"
    assert any(mistake.place == place and re.fullmatch(sentence, mistake.text) for mistake in check(document.data))
