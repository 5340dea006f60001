"""From an article to a ticket whose mail has arrived, as different people walk it."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.journey.pages import (
    CALL_IDS,
    NOBODY,
    SEEN,
    SOME,
    TITLE,
    Articles,
    Contact,
    Evidence,
    Problem,
    Review,
    Severity,
    Start,
    Ticket,
    to_review,
)
from tests.e2e.journey.pictures import chosen
from tests.running import shown_ticket

pytestmark = pytest.mark.e2e
ARTICLE = "audio/one-way-audio/"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_report_goes_from_an_article_to_support(visit, house, width, script):
    requester = f"ada{width}{script}@customer.example".lower()
    page = visit(width=width, java_script_enabled=script).opens(f"/{ARTICLE}")
    page.get_by_role("complementary", name="Report a problem").get_by_role("link", name="Report a problem").click()

    articles = Start(page).describe().fill().go_on(Articles)
    expect(articles.main.get_by_role("link", name="One-way audio").first).to_be_visible()
    severity = articles.none_of_these().tick(NOBODY, SOME)
    if not script:
        severity.press("Show what we promise")
    expect(severity.promise()).to_contain_text("in 30 minutes")
    evidence = severity.go_on(Evidence).fill()
    evidence.chooser.set_input_files(chosen("portal.png"))
    if not script:
        evidence.press("Upload and stay here")
    expect(evidence.page.get_by_label("What does portal.png show?")).to_be_visible()
    review = evidence.go_on(Contact).fill(requester).go_on(Review)
    for answer in (TITLE, SEEN, "Calls are down", CALL_IDS.split()[0], "portal.png", requester):
        expect(review.main).to_contain_text(answer)
    ticket = review.send()

    expect(ticket.main).to_contain_text("First answer by")
    told = house.mail("support@harbourvoice.example", ticket.reference)
    assert told["Reply-To"].addresses[0].addr_spec == requester
    assert house.mail(requester, ticket.reference).get_body(("plain",)).get_content().count(ticket.link) == 1
    kept = shown_ticket(ticket.reference, env=house.env)
    assert kept["report"]["articles"]["read"] == [ARTICLE]
    assert "\n".join(kept["report"]["evidence"]["call_ids"]) == CALL_IDS


def test_every_mistake_is_said_and_nothing_typed_goes_away(visitor):
    problem = Problem(visitor.opens("/report/problem"))
    problem.seen.fill(SEEN)
    assert len(problem.go_on_in_vain()) == 3
    expect(problem.seen).to_have_value(SEEN)
    problem.main.get_by_role("alert").get_by_role("link", name="Say in one line").click()
    expect(problem.title).to_be_focused()
    severity = problem.fill().go_on(Articles).none_of_these()
    assert len(severity.go_on_in_vain()) == 1
    evidence = severity.tick(SOME).go_on(Evidence)
    assert len(evidence.go_on_in_vain()) == 1
    contact = evidence.fill().go_on(Contact)
    assert len(contact.go_on_in_vain()) == 2
    contact.fill().go_on(Review)


def test_an_answer_is_changed_from_the_review(visitor):
    review = to_review(Problem(visitor.opens("/report/problem")))
    review.follow("Change In one line")
    problem = Problem(review.page)
    problem.title.fill("The other way round")
    expect(problem.go_on(Review).main).to_contain_text("The other way round")


def test_an_article_that_solves_it_ends_the_report(visitor):
    articles = Problem(visitor.opens("/report/problem")).fill().go_on(Articles)
    articles.main.get_by_role("button", name="This solved it").first.click()
    expect(articles.main.get_by_role("heading", level=1)).to_have_text("Good that it is solved")
    articles.follow("It did not help after all")
    Articles(articles.page).none_of_these()


def test_a_known_problem_is_joined_instead_of_reported(visitor):
    start = Start(visitor.opens("/report/"))
    start.follow("This is my problem")
    start.page.get_by_label("E-mail address").fill("ada@customer.example")
    start.press("Count me in")
    expect(start.main).to_contain_text("We write to you when it is over")
    expect(Start(visitor.opens("/report/")).main).to_contain_text("1 other has this problem")


def test_the_whole_journey_needs_no_more_than_tab_space_and_enter(visitor):
    page = visitor.opens("/")
    hands = Keyboard(page)
    hands.enter(page.get_by_role("banner").get_by_role("link", name="Report a problem"))
    hands.enter(Start(page).main.get_by_role("link", name="Describe the problem"))

    problem = Problem(page)
    hands.space(page.get_by_role("radio", name="Calls fail or drop"))
    hands.type(problem.title, TITLE)
    hands.type(problem.seen, SEEN)
    hands.type(page.get_by_label("Since when: day"), "10102026")
    hands.enter(problem.main.get_by_role("button", name="Continue"))
    hands.enter(Articles(page).main.get_by_role("button", name="None of these: continue"))
    hands.space(Severity(page).page.get_by_label(NOBODY))
    hands.enter(page.get_by_role("button", name="Continue"))
    hands.type(Evidence(page).call_ids, CALL_IDS.split()[0])
    hands.enter(page.get_by_role("button", name="Continue"))
    Contact(page)
    hands.type(page.get_by_label("Your name"), "Ada Example")
    hands.type(page.get_by_label("E-mail address"), "keys@customer.example")
    hands.enter(page.get_by_role("button", name="Continue"))
    hands.enter(Review(page).main.get_by_role("button", name="Send report"))
    Ticket(page)
    assert hands.unseen == []


class Keyboard:
    """Hands that find nothing but keys. `unseen` lists what had the focus without showing it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.unseen: list[str] = []

    def enter(self, target: Locator) -> None:
        self._tab_to(target)
        self.page.keyboard.press("Enter")

    def space(self, target: Locator) -> None:
        self._tab_to(target)
        self.page.keyboard.press("Space")

    def type(self, target: Locator, text: str) -> None:
        self._tab_to(target)
        self.page.keyboard.type(text)

    def _tab_to(self, target: Locator) -> None:
        expect(target).to_be_visible()
        for _ in range(100):
            self.page.keyboard.press("Tab")
            if target.evaluate("element => element === document.activeElement"):
                return self._look(target)
        raise AssertionError(f"Tab never reaches {target}")

    def _look(self, target: Locator) -> None:
        shown = target.evaluate("e => { const s = getComputedStyle(e); return s.outlineStyle + s.boxShadow }")
        if shown == "nonenone":
            self.unseen.append(str(target))
