from hypothesis import given
from hypothesis import strategies as st

from reporter.journey.splitting import LONGEST_TITLE, MOST, symptoms
from tests.unit.journey.told_problems import ONE, SEVERAL

PIECES = [text for _, text in ONE] + [text for _, text, _ in SEVERAL]
MARKS = [
    "Another problem: ",
    "Also, ",
    "\n1. ",
    "\n2. ",
    "\n- ",
    "\n\n",
    " ",
    "```\n",
    "We have three problems:",
    "1) ",
]
TOLD = st.lists(st.sampled_from(PIECES) | st.sampled_from(MARKS) | st.text(max_size=30), max_size=8).map("".join)


@given(st.sampled_from(["No audio", "Two problems", "", "Portal down and invoice wrong"]) | st.text(max_size=40), TOLD)
def test_every_word_of_what_is_seen_is_in_one_of_the_problems(title, seen):
    found = symptoms(title, seen)

    assert len(found) != 1
    assert len(found) <= MOST
    if found:
        said = " ".join(one.text for one in found)
        assert set(seen.split()) <= set(said.split())
        assert all(0 < len(one.title) <= LONGEST_TITLE for one in found[1:])


@given(TOLD)
def test_problems_are_in_the_order_in_which_they_were_told(seen):
    texts = [one.text.splitlines()[-1] for one in symptoms("Trouble", seen)]

    places = [seen.rfind(text) for text in texts]
    assert -1 not in places
