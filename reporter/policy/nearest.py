"""The nearest right word for a wrong one."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """`; did you mean ...?`, or nothing when no word is near."""
    near = get_close_matches(word[:80], list(words), n=1, cutoff=0.6)
    return f"; did you mean `{near[0]}`?" if near else ""
