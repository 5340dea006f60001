"""Questions: what there is to choose, and which answers of others they wait for."""

from collections import deque
from collections.abc import Iterator, Mapping
from itertools import pairwise

from reporter.policy.document import Mistake, Place, places
from reporter.policy.nearest import did_you_mean

LEAST_OPTIONS = 2
YES_OR_NO = ("yes", "no")


def _options_are_there_to_choose(data: dict[str, object]) -> Iterator[Mistake]:
    for place, question in _questions(data):
        options, kind = question.get("options"), question.get("kind", "line")
        if kind != "choice" and options:
            yield Mistake((*place, "options"), f"stands only with `kind: choice`, and here the kind is `{kind}`")
        if kind == "choice" and (not options or (isinstance(options, list) and len(options) < LEAST_OPTIONS)):
            here = (*place, "options") if "options" in question else place
            yield Mistake(here, "a question of the kind `choice` needs two `options` at least")


def _awaited_answers_exist(data: dict[str, object]) -> Iterator[Mistake]:
    known = {question["code"]: question for _, question in _questions(data) if isinstance(question.get("code"), str)}
    for place, question in _questions(data):
        for code, answers in _awaited(question).items():
            here = (*place, "when", code)
            if code not in known:
                near = did_you_mean(code, map(str, known))
                yield Mistake(here, f"there is no question `{code}` in this policy{near}")
            elif (possible := _possible(known[code])) is None:
                yield Mistake(here, f"`{code}` is answered in own words, expected one of the kind choice or yes_no")
            else:
                yield from _impossible(code, here, answers, possible)


def _impossible(code: str, here: Place, answers: object, possible: tuple[str, ...]) -> Iterator[Mistake]:
    for inner, answer in places(answers, "[]"):
        if isinstance(answer, str) and possible and answer not in possible:
            expected = did_you_mean(answer, possible) or f", expected {' or '.join(f'`{each}`' for each in possible)}"
            yield Mistake((*here, *inner), f"`{code}` has no answer `{answer}`{expected}")


def _possible(question: dict[str, object]) -> tuple[str, ...] | None:
    """The codes of what can be answered; None: anything can."""
    if question.get("kind") in ("yes_no", "consent"):
        return YES_OR_NO
    if question.get("kind") != "choice":
        return None
    return tuple(code for _, code in places(question, "options[].code") if isinstance(code, str))


def _no_question_waits_for_itself(data: dict[str, object]) -> Iterator[Mistake]:
    """A loop is told once, at its first question in the file."""
    waits = {str(question.get("code")): list(_awaited(question)) for _, question in _questions(data)}
    told: set[str] = set()
    for place, question in _questions(data):
        code = str(question.get("code"))
        loop = () if code in told else _way_back(code, waits)
        if loop:
            told.update(loop)
            steps = ", ".join(f"`{one}` waits for `{next_one}`" for one, next_one in pairwise((*loop, code)))
            yield Mistake((*place, "when"), f"{steps}: none of them would ever be asked")


def _way_back(code: str, waits: Mapping[str, list[str]]) -> tuple[str, ...]:
    """The shortest way along what each question waits for that comes back to `code`; () when none does."""
    ways: deque[tuple[str, ...]] = deque([(code,)])
    seen: set[str] = set()
    while ways:
        way = ways.popleft()
        for awaited in waits.get(way[-1], ()):
            if awaited == code:
                return way
            if awaited not in seen:
                seen.add(awaited)
                ways.append((*way, awaited))
    return ()


def _questions(data: Mapping[str, object]) -> Iterator[tuple[Place, dict[str, object]]]:
    for place, question in places(data, "questions[]"):
        if isinstance(question, dict):
            yield place, question


def _awaited(question: Mapping[str, object]) -> dict[str, object]:
    awaited = question.get("when")
    return awaited if isinstance(awaited, dict) else {}


CHECKS_OF_QUESTIONS = (_options_are_there_to_choose, _awaited_answers_exist, _no_question_waits_for_itself)
