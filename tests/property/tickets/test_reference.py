"""References: whatever a person does to one character or two is noticed, and sloppy writing is forgiven."""

import re
import string

from hypothesis import given
from hypothesis import strategies as st

from reporter.tickets.reference import ALPHABET, new_reference, normalise, with_check

bodies = st.lists(st.sampled_from(ALPHABET), min_size=5, max_size=5).map("".join)
references = bodies.map(lambda five: with_check("HV", five))


def body(reference):
    return reference.removeprefix("HV-").replace("-", "")


def test_the_alphabet_has_a_prime_number_of_different_symbols():
    assert len(set(ALPHABET)) == len(ALPHABET) == 31


def test_a_new_reference_reads_like_the_prefix_and_two_groups_of_three():
    assert re.fullmatch(r"HV-[0-9A-Z]{3}-[0-9A-Z]{3}", new_reference("HV"))


@given(references)
def test_a_reference_is_its_own_normal_form(reference):
    assert normalise(reference) == reference


@given(references, st.integers(0, 5), st.sampled_from(ALPHABET))
def test_every_single_wrong_symbol_is_detected(reference, place, symbol):
    right = body(reference)
    wrong = right[:place] + symbol + right[place + 1 :]
    assert (normalise("HV" + wrong) is not None) == (wrong == right)


@given(references, st.integers(0, 5), st.integers(0, 5))
def test_every_swap_of_two_symbols_is_detected(reference, one, other):
    right = body(reference)
    swapped = list(right)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    assert (normalise("HV" + "".join(swapped)) is not None) == ("".join(swapped) == right)


@given(references, st.data())
def test_case_blanks_dashes_and_look_alikes_are_forgiven(reference, data):
    likes = {"0": "0Oo", "1": "1IiLl", "5": "5Ss", "V": "VvUu"}
    said = "HV" + "".join(data.draw(st.sampled_from(likes.get(x, x + x.lower()))) for x in body(reference))
    gaps = data.draw(st.lists(st.sampled_from(["", " ", "-", "–", ".", " - "]), min_size=8, max_size=8))
    assert normalise("".join(x + gap for x, gap in zip(said, gaps, strict=True))) == reference


@given(st.text(max_size=80))
def test_any_text_is_a_reference_in_normal_form_or_none(text):
    found = normalise(text)
    assert found is None or (normalise(found) == found and set(found) <= set(string.ascii_uppercase + "0123456789-"))


@given(bodies)
def test_exactly_one_check_symbol_fits(five):
    assert sum(normalise("HV" + five + check) is not None for check in ALPHABET) == 1
