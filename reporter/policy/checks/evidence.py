"""What is asked for as evidence: what does as well is another kind, a picture says what it shows."""

from collections.abc import Iterator

from reporter.policy.document import Mistake, places

NEEDS = "problem_types[].evidence[]"


def _something_else_does_as_well(data: dict[str, object]) -> Iterator[Mistake]:
    for place, need in places(data, NEEDS):
        kind = need.get("kind") if isinstance(need, dict) else None
        for inner, accepted in places(need, "accepts[]"):
            if kind is not None and accepted == kind:
                yield Mistake((*place, *inner), f"is what is asked for: leave `{kind}` out, or name another kind")


def _pictures_say_what_they_show(data: dict[str, object]) -> Iterator[Mistake]:
    for place, need in places(data, NEEDS):
        if not isinstance(need, dict):
            continue
        if "picture" in need and "picture_alt" not in need:
            yield Mistake(
                (*place, "picture"), "needs `picture_alt` beside it: what it shows, for whoever does not see it"
            )
        if "picture_alt" in need and "picture" not in need:
            yield Mistake((*place, "picture_alt"), "stands only beside a `picture`")


CHECKS_OF_EVIDENCE = (_something_else_does_as_well, _pictures_say_what_they_show)
