"""The bound below a gain."""

import pytest

from bench.bootstrap import lower_bound


def test_the_bound_lies_below_the_mean_and_nearer_to_it_with_more_questions():
    few, many = [1.0, 0.0, -1.0, 1.0], [1.0, 0.0, -1.0, 1.0] * 100

    assert lower_bound(few) < lower_bound(many) < 0.25


def test_a_gain_that_is_the_same_for_every_question_is_sure():
    assert lower_bound([0.5] * 20) == pytest.approx(0.5)


def test_the_bound_is_that_of_the_normal_distribution_when_there_are_many_questions():
    half = [1.0, 0.0] * 450

    assert lower_bound(half) == pytest.approx(0.5 - 1.645 * 0.5 / 30, abs=0.002)


def test_the_same_questions_give_the_same_bound():
    assert lower_bound([1.0, -1.0, 0.0]) == lower_bound([1.0, -1.0, 0.0])
