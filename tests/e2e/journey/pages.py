"""The pages as a requester sees them: found by heading, label and button, never by class.

Every method that leads on returns the next page; a page that is not the one it should be fails at once."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar, TypeVar

from playwright.sync_api import Locator, Page, expect

YESTERDAY = f"{datetime.now(UTC) - timedelta(days=1):%Y-%m-%d}"
TITLE = "Callers cannot hear us on incoming calls"
SEEN = "They hear silence; we hear them well. It began after the new router."
CALL_IDS = "a84b4c76e66710@192.0.2.10\n7c02a9e4-11aa@pbx.example.net"
NOBODY = "None of our phones can make or receive calls"
SOME = "Some calls fail or drop, others work"
KEPT = "Everything you typed is kept until"
Next = TypeVar("Next", bound="Shown")


@dataclass
class Shown:
    """A page of ours in the browser, loaded with its scripts: what is typed before them is not kept by them."""

    page: Page
    heading: ClassVar[str] = ""

    def __post_init__(self) -> None:
        expect(self.main.get_by_role("heading", level=1)).to_have_text(self.heading)
        self.page.wait_for_load_state()

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def press(self, name: str) -> None:
        self.main.get_by_role("button", name=name).click()

    def follow(self, name: str) -> None:
        self.main.get_by_role("link", name=name).click()


class Step(Shown):
    def go_on(self, to: type[Next]) -> Next:
        self.press("Continue")
        return to(self.page)

    def go_on_in_vain(self) -> list[str]:
        """The mistakes that are summed up, each a link to its field."""
        self.press("Continue")
        summary = self.main.get_by_role("alert")
        expect(summary).to_be_visible()
        self.page.wait_for_load_state()
        if self._has_script():
            expect(summary).to_be_focused()
        return summary.get_by_role("link").all_inner_texts()

    def _has_script(self) -> bool:
        return self.page.locator(".lr--script").count() > 0

    @property
    def said(self) -> Locator:
        """What is said about what was typed."""
        return self.main.get_by_role("status").last


class Start(Shown):
    heading = "Report a problem"

    def describe(self) -> "Problem":
        self.follow("Describe the problem")
        return Problem(self.page)


class Problem(Step):
    heading = "What is wrong"

    @property
    def title(self) -> Locator:
        return self.page.get_by_label("The problem in one line")

    @property
    def seen(self) -> Locator:
        return self.page.get_by_label("What happens?")

    def fill(self, *, title: str = TITLE, kind: str = "Calls fail or drop") -> "Problem":
        self.page.get_by_role("radio", name=kind).check()
        self.title.fill(title)
        self.seen.fill(SEEN)
        self.page.get_by_label("Since when: day").fill(YESTERDAY)
        self.page.get_by_label("Since when: time").fill("00:15")
        return self


class Articles(Step):
    heading = "Articles that may help"

    def none_of_these(self) -> "Severity":
        self.press("continue")
        return Severity(self.page)


class Severity(Step):
    heading = "How it affects you"

    def tick(self, *statements: str) -> "Severity":
        for statement in statements:
            self.page.get_by_label(statement).check()
        return self

    def promise(self) -> Locator:
        """The promise that is shown; none before something is ticked."""
        return self.main.get_by_text("First answer by").locator("visible=true")


class Evidence(Step):
    heading = "What our engineers need"

    @property
    def call_ids(self) -> Locator:
        return self.page.get_by_role("textbox", name="Call-IDs")

    @property
    def chooser(self) -> Locator:
        return self.page.get_by_label("Add screenshots")

    def picture(self, name: str) -> Locator:
        """The thumbnail, shown once the picture was checked."""
        return self.main.get_by_role("img", name=f"Screenshot {name}")

    def fill(self) -> "Evidence":
        self.call_ids.fill(CALL_IDS)
        return self


class Contact(Step):
    heading = "How we reach you"

    def fill(self, email: str = "ada@customer.example") -> "Contact":
        self.page.get_by_label("Your name").fill("Ada Example")
        self.page.get_by_label("E-mail address").fill(email)
        return self


class Review(Shown):
    heading = "Check your answers"

    def send(self) -> "Ticket":
        self.press("Send report")
        return Ticket(self.page)


class Ticket(Shown):
    heading = "Your report is with us"

    @property
    def reference(self) -> str:
        return self.main.get_by_text("HV-", exact=False).first.inner_text().strip()

    @property
    def link(self) -> str:
        return self.page.get_by_label("Private link to this ticket").input_value()


class Conflict(Shown):
    heading = "Changed in another window"


def to_articles(problem: Problem) -> Articles:
    return problem.fill().go_on(Articles)


def to_severity(problem: Problem) -> Severity:
    return to_articles(problem).none_of_these()


def to_evidence(problem: Problem) -> Evidence:
    return to_severity(problem).tick(NOBODY).go_on(Evidence)


def to_contact(problem: Problem) -> Contact:
    return to_evidence(problem).fill().go_on(Contact)


def to_review(problem: Problem, email: str = "ada@customer.example") -> Review:
    return to_contact(problem).fill(email).go_on(Review)
