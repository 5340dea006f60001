"""The editor for every hand: keyboard alone, a finger, a narrow screen, dark mode; and no JavaScript at all."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.journey.editor import UPLOADS, WIDTH, Editor, add, board, colours, edit, kept, pixels
from tests.e2e.journey.pages import Contact, Evidence, Problem, Review, to_evidence
from tests.e2e.journey.pictures import chosen

pytestmark = pytest.mark.e2e
BLACK = (0, 0, 0)
SMALL = """() => [...document.querySelectorAll("dialog[open] button")].filter((e) => e.checkVisibility())
  .filter((e) => { const box = e.getBoundingClientRect(); return Math.min(box.width, box.height) < 43.5 })
  .map((e) => e.outerHTML.slice(0, 120))"""
GIVE_BOTH = """async (field) => {
  const data = new DataTransfer();
  data.setData("text/plain", "cells");
  data.items.add(new File([new Uint8Array([1])], "cells.png", { type: "image/png" }));
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
COPY = """async () => {
  const canvas = document.createElement("canvas");
  const picture = await new Promise((resolve) => canvas.toBlob(resolve));
  await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
}"""


def evidence_of(visitor) -> Evidence:
    return to_evidence(Problem(visitor.opens("/report/problem"))).fill()


def opened(visitor) -> Editor:
    page = evidence_of(visitor).page
    add(page, board())
    return edit(page)


def grave(page: Page) -> list[str]:
    found = Axe().run(page, context="dialog[open]", options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


def test_a_black_box_is_placed_moved_and_sized_by_keyboard_alone(visitor):
    page = evidence_of(visitor).page
    add(page, board())
    [former] = kept(page)
    page.get_by_role("button", name="Edit before it is sent").focus()
    page.keyboard.press("Enter")
    editor = Editor(page)
    expect(editor.button("Black box")).to_be_focused()
    for key in ("ArrowRight", "ArrowLeft", "Enter"):
        page.keyboard.press(key)
    expect(editor.picture).to_be_focused()
    expect(editor.said).to_contain_text("Black box: 38 % from the left, 44 % from the top, 160 by 43 pixels")
    for key in ("ArrowUp", "ArrowUp", "Shift+ArrowDown", "ArrowLeft"):
        page.keyboard.press(key)
    expect(editor.said).to_contain_text("Black box: 35 % from the left, 35 % from the top, 160 by 59 pixels")
    page.keyboard.press("Enter")
    expect(editor.said).to_contain_text("Black box placed")
    while not editor.button("Done").evaluate("(button) => button === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(editor.dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Edit board.png")).to_be_focused()

    [edited] = kept(page)
    assert edited != former
    assert colours(pixels(page, edited), 0.36, 0.37, 0.59, 0.5) == {BLACK}
    assert colours(pixels(page, edited), 0.62, 0.1, 0.9, 0.9) != {BLACK}


def test_every_tool_says_whether_it_is_chosen(visitor):
    editor = opened(visitor)
    for tool in ("Blur", "Arrow", "Box", "Cut", "Black box"):
        editor.press(tool)
        expect(editor.button(tool)).to_have_attribute("aria-pressed", "true")
        expect(editor.dialog.locator("[data-lr-tool][aria-pressed=true]")).to_have_count(1)
    expect(editor.button("Undo")).to_be_disabled()
    editor.drag("Box", 0.1, 0.1, 0.4, 0.4)
    expect(editor.button("Undo")).to_be_enabled()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_open_editor_is_accessible_fits_and_can_be_hit_by_a_thumb(visit, width, scheme):
    editor = opened(visit(width=width, color_scheme=scheme))
    page = editor.page

    assert grave(page) == []
    editor.drag("Cut", 0.2, 0.2, 0.8, 0.8)
    assert grave(page) == []
    editor.press("100 %")
    page.keyboard.press("Escape")
    editor.drag("Box", 0.2, 0.2, 0.4, 0.4)
    page.keyboard.press("Escape")
    expect(editor.button("Go on editing")).to_be_focused()
    assert grave(page) == []
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_whole_picture_is_in_sight_on_a_phone_and_the_dialog_fills_it(visit):
    editor = opened(visit(width=360, has_touch=True, is_mobile=True))
    page = editor.page
    dialog, picture = editor.dialog.bounding_box(), editor.picture.bounding_box()

    assert (dialog["x"], dialog["y"], dialog["width"], dialog["height"]) == (0, 0, 360, 800)
    assert picture["width"] <= 360
    editor.press("100 %")
    assert editor.picture.bounding_box()["width"] == WIDTH
    editor.press("Move view")
    before = editor.picture.bounding_box()["x"]
    touch(page, (300, 400), (200, 400))
    assert editor.picture.bounding_box()["x"] == pytest.approx(before - 100, abs=2)


def test_a_finger_draws(visit):
    editor = opened(visit(width=360, has_touch=True, is_mobile=True))
    editor.press("Black box")
    touch(editor.page, editor.at(0.2, 0.2), editor.at(0.5, 0.6))
    expect(editor.said).to_contain_text("Black box placed")
    editor.done()

    [edited] = kept(editor.page)
    assert colours(pixels(editor.page, edited), 0.22, 0.23, 0.48, 0.57) == {BLACK}


def touch(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """A finger that goes down at `start` and up at `end`."""
    device = page.context.new_cdp_session(page)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    for kind, at in (("touchStart", start), ("touchMove", middle), ("touchMove", end), ("touchEnd", None)):
        points = [{"x": at[0], "y": at[1]}] if at else []
        device.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_two_clicks_do_instead_of_a_drag(visitor):
    editor = opened(visitor)
    editor.page.mouse.click(*editor.at(0.2, 0.2))
    expect(editor.said).to_contain_text("opposite corner")
    editor.page.mouse.click(*editor.at(0.5, 0.6))
    editor.done()

    [edited] = kept(editor.page)
    assert colours(pixels(editor.page, edited), 0.22, 0.23, 0.48, 0.57) == {BLACK}


def test_a_photo_is_taken_where_there_is_a_finger_and_no_mouse(visit):
    expect(evidence_of(visit()).page.get_by_label("Take a photo")).to_be_hidden()
    phone = evidence_of(visit(width=360, has_touch=True, is_mobile=True)).page
    expect(phone.get_by_label("Take a photo")).to_have_attribute("capture", "environment")
    phone.get_by_label("Take a photo").set_input_files(board("photo.jpg", "JPEG"))
    expect(phone.get_by_role("img", name="Screenshot photo.jpg")).to_be_visible()


def test_the_paste_button_takes_the_picture_that_was_copied_and_says_when_there_is_none(visitor):
    page = evidence_of(visitor).page
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("navigator.clipboard.writeText('no picture')")
    button = page.get_by_role("button", name="Paste a screenshot")
    button.click()
    expect(page.get_by_text("There is no picture to paste")).to_be_visible()
    page.evaluate(COPY)
    button.click()
    expect(page.get_by_role("img", name="Screenshot screenshot.png")).to_be_visible()


def test_cells_pasted_into_a_field_are_text_although_they_are_a_picture_too(visitor):
    evidence = evidence_of(visitor)
    evidence.call_ids.evaluate(GIVE_BOTH)
    evidence.chooser.set_input_files(chosen("one.png"))
    expect(evidence.picture("one.png")).to_be_visible()
    expect(evidence.main.get_by_text("cells.png")).to_have_count(0)


def test_a_picture_that_did_not_arrive_is_sent_again_by_a_button(visitor):
    visitor.expected.append("ERR_FAILED")
    evidence = evidence_of(visitor)
    evidence.page.route(UPLOADS, lambda route: route.abort())
    evidence.chooser.set_input_files(chosen("one.png"))
    expect(evidence.page.get_by_text("The picture did not arrive")).to_be_visible()
    evidence.page.unroute(UPLOADS)
    evidence.press("Try again")
    expect(evidence.picture("one.png")).to_be_visible()


def test_without_javascript_a_picture_is_uploaded_and_asked_for_what_it_shows(visit):
    evidence = evidence_of(visit(java_script_enabled=False))
    evidence.chooser.set_input_files(board())
    evidence.press("Upload and stay here")
    kept(evidence.page)
    evidence.page.get_by_label("What does board.png show?").fill("A board")
    expect(evidence.page.get_by_role("button", name=re.compile("^Edit"))).to_have_count(0)
    expect(evidence.page.get_by_role("dialog", name="Edit the picture")).to_have_count(0)

    ticket = Evidence(evidence.page).go_on(Contact).fill().go_on(Review).send()
    expect(ticket.main.get_by_role("img", name="A board")).to_be_visible()
