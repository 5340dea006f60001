import pytest

from reporter.journey.splitting import LONGEST_TITLE, MOST, symptoms
from tests.unit.journey.told_problems import ONE, SEVERAL


@pytest.mark.parametrize(("title", "seen"), ONE, ids=[title for title, _ in ONE])
def test_one_problem_told_at_length_is_one(title, seen):
    assert symptoms(title, seen) == ()


@pytest.mark.parametrize(("title", "seen", "number"), SEVERAL, ids=[title for title, _, _ in SEVERAL])
def test_several_problems_are_found_and_the_first_keeps_the_title(title, seen, number):
    found = symptoms(title, seen)

    assert len(found) == number
    assert title.startswith(found[0].title)


def test_a_problem_gets_its_first_sentence_as_title_without_what_marks_it():
    seen = "Callers hear silence. Another problem is that the portal is blank since Monday. I cleared the cache."
    first, second = symptoms("No audio", seen)

    assert (first.title, first.text) == ("No audio", "Callers hear silence.")
    assert second.title == "The portal is blank since Monday"
    assert second.text == "Another problem is that the portal is blank since Monday. I cleared the cache."


def test_a_short_lead_of_a_list_goes_with_each_and_a_long_one_with_the_first():
    listed = "\n1. Nobody hears us on any call\n2. The invoice is wrong again"
    short, long = "Since the move:", "Since the move: " + "and so on " * 40

    assert [one.text.startswith(short) for one in symptoms("Trouble", short + listed)] == [True, True]
    assert [one.text.startswith(short) for one in symptoms("Trouble", long + listed)] == [True, False]


def test_what_a_list_says_besides_stays_with_the_problem_before_it():
    seen = "- nobody hears us\n- it began on Monday\n- the October invoice is wrong\n"

    first, second = symptoms("", seen)

    assert (first.text, second.text) == ("- nobody hears us\n- it began on Monday", "- the October invoice is wrong")


def test_a_list_of_which_only_half_complains_may_as_well_be_one_story():
    seen = "- nobody hears us\n- it began on Monday\n- the portal is blank\n- we paid the invoice"

    assert symptoms("Trouble", seen) == ()


def test_there_are_at_most_five_and_the_last_holds_what_is_left():
    seen = "\n".join(f"{number}. The telephone of room {number} is broken" for number in range(1, 9))

    found = symptoms("Several problems", seen)

    assert len(found) == MOST
    assert found[-1].text.endswith("8. The telephone of room 8 is broken")


def test_a_title_fits_its_field():
    seen = "Nobody hears us at all. Another problem: " + "very " * 60 + "bad."

    assert len(symptoms("No audio", seen)[1].title) <= LONGEST_TITLE


@pytest.mark.parametrize("introduction", ["Steps:", "What we tried:", "Our configuration:", "To reproduce"])
def test_a_list_of_what_was_done_is_no_list_of_problems(introduction):
    seen = f"{introduction}\n1. No audio on the first call\n2. The portal is blank\n3. The invoice is wrong"

    assert symptoms("Calls fail", seen) == ()


def test_nobody_complains_in_a_log():
    log = "2026-11-20 10:00:01 no audio\n2026-11-20 10:00:02 invoice wrong\n```\n1. portal down\n2. call failed\n```"

    assert symptoms("Please look at this", log) == ()
