"""A log is pasted, a capture dropped: calls appear, what leaves is shown, and an engineer gets it."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.journey.conftest import House
from tests.e2e.journey.pages import NOBODY, Articles, Contact, Evidence, Problem, Review, Severity
from tests.e2e.journey.pictures import chosen
from tests.e2e.journey.test_looks import violations
from tests.integration.web.test_traces import ONE, SECRET, log

pytestmark = pytest.mark.e2e
CAPTURES = Path(__file__).parents[2] / "evidence/captures"
PASTE = """text => {
  const box = document.querySelector("#trace_text");
  box.focus();
  const data = new DataTransfer();
  data.setData("text/plain", text);
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  box.value = text;
}"""


def card_of(page: Page, name: str = "pasted text") -> Locator:
    return page.get_by_role("article", name=name)


def paste(page: Page, text: str) -> None:
    page.evaluate(PASTE, text)


@pytest.fixture
def problem(visitor) -> Problem:
    found = Problem(visitor.opens("/report/problem")).fill()
    found.page.get_by_text("Have a log, SIP trace or capture?").click()
    return found


def test_a_pasted_log_goes_from_the_first_step_to_the_engineer(problem: Problem, house: House):
    page = problem.page
    paste(page, log())
    card = card_of(page)
    expect(card).to_contain_text("488 Not Acceptable Here")
    expect(card).to_contain_text("One call found.")
    expect(page.get_by_label("Paste a log or trace")).to_have_value("")

    articles = problem.go_on(Articles)
    expect(articles.main).to_contain_text("What your trace shows")
    expect(articles.main.get_by_role("listitem").filter(has_text="Codecs and 488")).to_contain_text(
        "Fits what your trace shows"
    )

    evidence = articles.none_of_these().tick(NOBODY).go_on(Evidence)
    expect(evidence.main).to_contain_text("An engineer can start with this")
    review = evidence.go_on(Contact).fill("trace@customer.example").go_on(Review)
    expect(review.main).to_contain_text(ONE)
    ticket = review.send()
    ticket.main.get_by_text("Call flow").first.click()
    expect(ticket.main.get_by_role("img", name="Call flow of")).to_be_visible()
    with page.expect_download() as loaded:
        ticket.follow("Download as text")
    assert SECRET not in Path(loaded.value.path()).read_text()

    mail = house.mail("support", ticket.reference)
    (attached,) = [part for part in mail.iter_attachments() if part.get_filename("").endswith(".txt")]
    assert ONE in attached.get_content()
    assert SECRET not in mail.as_string()


def test_of_a_capture_with_few_calls_one_is_left_out(problem: Problem):
    page = problem.page
    page.get_by_label("or a file").set_input_files(CAPTURES / "wireshark.pcap")
    card = card_of(page, "wireshark.pcap")
    first = card.get_by_role("checkbox", name="105090259-446faf7a@192.168.1.2")
    expect(first).to_be_checked()
    first.uncheck()
    expect(card.locator("summary").filter(has_text="Call flow")).to_have_count(5)
    expect(first).not_to_be_checked()
    expect(first).to_be_focused()


def test_before_and_after_are_shown_beside_each_other(problem: Problem):
    page = problem.page
    paste(page, log())
    page.get_by_text("What leaves, and what does not").click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="See before and after").click()
    preview = opened.value
    row = preview.get_by_role("row").filter(has_text="Authorization").first
    expect(row.get_by_role("deletion").filter(has_text=SECRET)).to_be_visible()
    expect(row.get_by_role("insertion").first).to_be_visible()


def test_hiding_numbers_changes_what_is_shown(problem: Problem):
    page = problem.page
    paste(page, log())
    card = card_of(page)
    expect(card).to_contain_text("+442079460999")
    card.get_by_text("What leaves, and what does not").click()
    card.get_by_label("Hide telephone numbers").check()
    expect(card).not_to_contain_text("+442079460999")
    expect(card).to_contain_text("488")


def test_an_archive_is_refused_in_a_sentence_and_nothing_typed_is_lost(problem: Problem):
    page = problem.page
    archive = {"name": "logs.zip", "mimeType": "application/zip", "buffer": b"PK\x03\x04" + bytes(100)}
    page.get_by_label("or a file").set_input_files(archive)
    expect(page.get_by_text("do not open archives")).to_be_visible()
    expect(problem.title).not_to_have_value("")
    expect(card_of(page, "logs.zip")).to_have_count(0)
    problem.go_on(Articles).none_of_these()
    assert Severity(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_trace_reads_well_everywhere(problem: Problem, width: int, scheme: str):
    page = problem.page
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.get_by_label("or a file").set_input_files(CAPTURES / "wireshark.pcap")
    card = card_of(page, "wireshark.pcap")
    expect(card).to_contain_text("408")
    for summary in card.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


def test_a_picture_among_the_logs_goes_to_the_screenshots(problem: Problem):
    page = problem.page
    page.get_by_label("or a file").set_input_files(chosen("portal.png"))
    expect(page.get_by_text("portal.png is a picture: it stands among the screenshots.")).to_be_visible()
    evidence = problem.go_on(Articles).none_of_these().tick(NOBODY).go_on(Evidence)
    expect(evidence.picture("portal.png")).to_be_visible()
