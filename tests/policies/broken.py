"""A whole policy to break, and where and how what was broken is told."""

from pathlib import Path

import pytest

from reporter.errors import Misconfigured
from reporter.policy.load import load_policy

WHOLE = (Path(__file__).parent / "every_part.yml").read_text()
FILES = {"summer.ics": (Path(__file__).parent / "summer.ics").read_bytes()}


def mistakes_in(text: str) -> list[str]:
    with pytest.raises(Misconfigured) as caught:
        load_policy(text, files=FILES)
    return str(caught.value).splitlines()


def changed(old: str, new: str) -> str:
    assert WHOLE.count(old) == 1, f"{old!r} stands {WHOLE.count(old)} times in the policy"
    return WHOLE.replace(old, new)


def position_of(words: str, text: str) -> str:
    """`line:column` at which the words begin."""
    assert text.count(words) == 1, f"{words!r} stands {text.count(words)} times in the changed policy"
    before = text[: text.index(words)]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
