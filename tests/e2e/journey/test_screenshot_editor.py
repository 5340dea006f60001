"""A screenshot is cut, marked and made unreadable in places before it is sent; what was hidden is nowhere any more."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.e2e.journey.editor import (
    HEIGHT,
    UPLOADS,
    WIDTH,
    Editor,
    add,
    board,
    colours,
    edit,
    is_red,
    kept,
    noise,
    pixels,
    steps,
)
from tests.e2e.journey.pages import Contact, Evidence, Problem, Review, to_evidence
from tests.e2e.journey.pictures import paste

pytestmark = pytest.mark.e2e
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
BOARD = {BLACK, WHITE}
REGION = (0.2, 0.2, 0.5, 0.6)
LEAST_BLOCK = WIDTH // 40  # px; of a smaller picture 12
INSIDE = (0.21, 0.22, 0.49, 0.58)


@pytest.fixture
def evidence(visitor) -> Evidence:
    return to_evidence(Problem(visitor.opens("/report/problem"))).fill()


@pytest.fixture
def page(evidence):
    add(evidence.page, board())
    return evidence.page


def test_what_a_black_box_covers_is_black_wherever_it_is_kept_and_the_picture_before_is_gone(page):
    [former] = kept(page)
    assert colours(pixels(page, former), *INSIDE) == BOARD
    page.get_by_label("What does board.png show?").fill("A board")
    edit(page).drag("Black box", *REGION).done()

    [edited] = kept(page)
    assert colours(pixels(page, edited), *INSIDE) == {BLACK}
    assert colours(pixels(page, edited), 0.6, 0.1, 0.9, 0.9) == BOARD
    assert page.context.request.get(former).status == 404
    expect(page.get_by_label("What does board.png show?")).to_have_value("A board")

    ticket = Evidence(page).go_on(Contact).fill().go_on(Review).send()
    address = ticket.main.get_by_role("link", name="A board").evaluate("(link) => link.href")
    assert colours(pixels(page, address), *INSIDE) == {BLACK}


def test_a_pasted_picture_may_be_edited_before_it_is_sent_and_need_not(evidence):
    paste(evidence.page, "pasted.png")
    offer = evidence.page.get_by_role("button", name="Edit before it is sent pasted.png")
    expect(offer).to_be_visible()
    expect(evidence.page.get_by_role("dialog", name="Edit the picture")).to_be_hidden()
    offer.click()
    editor = Editor(evidence.page).drag("Arrow", 0.2, 0.5, 0.8, 0.5)
    editor.done()
    expect(evidence.page.get_by_role("button", name="Edit pasted.png")).to_be_focused()

    [edited] = kept(evidence.page)
    picture = pixels(evidence.page, edited)
    assert is_red(picture, 0.4, 0.5)
    assert is_red(picture, 0.78, 0.5)
    assert not is_red(picture, 0.9, 0.5)


def test_blurred_means_averaged_over_blocks_so_large_that_nothing_can_be_read(evidence):
    add(evidence.page, noise())
    edit(evidence.page, "noise.png").drag("Blur", *REGION).done()

    [edited] = kept(evidence.page)
    picture = pixels(evidence.page, edited)
    for left, top in ((0.22, 0.25), (0.3, 0.4), (0.38, 0.3)):
        for down in (True, False):
            changes = steps(picture, left, top, down=down, length=4 * LEAST_BLOCK)
            assert len(changes) >= 2
            assert all(later - earlier >= LEAST_BLOCK for earlier, later in pairwise(changes))
    assert len(steps(picture, 0.6, 0.4, down=False, length=40)) == 39


def test_cutting_makes_the_picture_smaller_and_undo_brings_the_rest_back(page):
    editor = edit(page).drag("Cut", 0.25, 0.25, 0.75, 0.75)
    editor.press("Keep only this part")
    expect(editor.picture).to_have_accessible_name(re.compile(r"^Picture of 32\d by 18\d"))
    editor.press("Undo")
    expect(editor.picture).to_have_accessible_name(re.compile(f"^Picture of {WIDTH} by {HEIGHT}"))
    editor.press("Redo")
    editor.done()

    [edited] = kept(page)
    width, height = pixels(page, edited).size
    assert abs(width - WIDTH / 2) <= 4
    assert abs(height - HEIGHT / 2) <= 4


def test_marks_can_be_taken_back_until_the_report_is_sent(page):
    edit(page).drag("Black box", *REGION).done()
    [hidden] = kept(page)
    again = edit(page)
    again.page.keyboard.press("Control+z")
    again.done()

    [shown] = kept(page)
    assert colours(pixels(page, shown), *INSIDE) == BOARD
    assert page.context.request.get(hidden).status == 404


def test_a_picture_of_an_earlier_visit_is_edited_from_what_the_server_checked(page):
    kept(page)
    page.reload()
    edit(page).drag("Box", *REGION).done()

    [edited] = kept(page)
    assert is_red(pixels(page, edited), 0.2, 0.4)


def test_without_a_connection_the_picture_before_stays_and_the_marks_too(page, visitor):
    visitor.expected.append("ERR_FAILED")
    [former] = kept(page)
    editor = edit(page).drag("Black box", *REGION)
    page.route(UPLOADS, lambda route: route.abort())
    editor.press("Done")
    expect(editor.dialog.get_by_role("alert")).to_contain_text("the one before is still there")
    assert kept(page) == [former]

    page.unroute(UPLOADS)
    editor.done()
    [edited] = kept(page)
    assert colours(pixels(page, edited), *INSIDE) == {BLACK}


def test_escape_drops_what_is_drawn_then_asks_before_marks_are_lost(page):
    [former] = kept(page)
    editor = edit(page).drag("Black box", *REGION).drag("Cut", 0.1, 0.1, 0.9, 0.9)
    page.keyboard.press("Escape")
    expect(editor.button("Keep only this part")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(editor.button("Go on editing")).to_be_focused()
    editor.press("Go on editing")
    page.keyboard.press("Escape")
    editor.press("Leave")

    expect(editor.dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Edit before it is sent board.png")).to_be_focused()
    assert kept(page) == [former]
    edit(page)
    page.keyboard.press("Escape")
    expect(editor.dialog).to_be_hidden()


def test_a_photo_stays_a_jpeg_and_is_edited_all_the_same(evidence):
    add(evidence.page, board("photo.jpg", "JPEG"))
    edit(evidence.page, "photo.jpg").drag("Black box", *REGION).done()

    [edited] = kept(evidence.page)
    assert evidence.page.context.request.get(edited).headers["content-type"] == "image/jpeg"
    assert all(max(colour) < 8 for colour in colours(pixels(evidence.page, edited), *INSIDE))
