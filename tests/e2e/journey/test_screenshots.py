"""Pictures are pasted, dropped or chosen, appear once they were checked, and go away again."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.journey.pages import Contact, Evidence, Problem, Review, to_evidence
from tests.e2e.journey.pictures import chosen, drop, paste

pytestmark = pytest.mark.e2e


@pytest.fixture
def evidence(visitor) -> Evidence:
    return to_evidence(Problem(visitor.opens("/report/problem"))).fill()


def test_a_screenshot_is_pasted_while_something_is_typed(evidence):
    evidence.call_ids.click()
    paste(evidence.page, "pasted.png")

    expect(evidence.picture("pasted.png")).to_be_visible()
    expect(evidence.call_ids).to_be_focused()
    expect(evidence.call_ids).to_have_value(re.compile("^a84b4c76e66710@"))
    expect(evidence.go_on(Contact).fill().go_on(Review).main).to_contain_text("pasted.png")


def test_screenshots_are_dropped_and_chosen_and_one_is_removed(evidence):
    drop(evidence.page, "dropped.png", evidence.main.get_by_text("Add screenshots"))
    expect(evidence.picture("dropped.png")).to_be_visible()
    evidence.page.get_by_label("What does dropped.png show?").fill("The portal's error page")
    evidence.chooser.set_input_files([chosen("one.png"), chosen("two.png")])
    expect(evidence.picture("one.png")).to_be_visible()
    expect(evidence.picture("two.png")).to_be_visible()
    expect(evidence.page.get_by_label("What does dropped.png show?")).to_have_value("The portal's error page")

    evidence.press("Remove one.png")

    review = Evidence(evidence.page).go_on(Contact).fill().go_on(Review)
    expect(review.main).to_contain_text("dropped.png")
    expect(review.main).to_contain_text("two.png")
    expect(review.main).not_to_contain_text("one.png")
    expect(review.send().main.get_by_role("img", name="The portal's error page")).to_be_visible()


def test_the_enter_key_leads_on_and_removes_nothing(evidence):
    evidence.chooser.set_input_files(chosen("one.png"))
    words = evidence.page.get_by_label("What does one.png show?")
    words.fill("The call log")
    words.press("Enter")
    expect(Contact(evidence.page).fill().go_on(Review).main).to_contain_text("one.png")


def test_the_list_of_screenshots_changes_around_somebody_who_types_in_it(evidence):
    evidence.chooser.set_input_files(chosen("one.png"))
    words = evidence.page.get_by_label("What does one.png show?")
    words.press_sequentially("The call")
    evidence.chooser.set_input_files(chosen("two.png"))
    expect(evidence.picture("two.png")).to_be_visible()
    expect(evidence.picture("one.png")).to_be_visible()
    expect(words).to_be_focused()
    evidence.page.keyboard.type(" log")
    expect(words).to_have_value("The call log")


def test_a_file_that_is_no_picture_is_refused_in_words_and_holds_up_nothing(evidence):
    text = {"name": "log.png", "mimeType": "image/png", "buffer": b"this is a log"}
    evidence.chooser.set_input_files(text)

    expect(evidence.main.get_by_role("listitem").filter(has_text="log.png")).to_contain_text("picture")
    evidence.go_on(Contact)
