"""Definition sheets: the levels on one page each, to download, keep and print. They need nothing but a browser."""

from dataclasses import dataclass

import jinja2
from markupsafe import Markup

from reporter.policy.model import Policy, Severity
from reporter.site.policy_words import Say, Words, moment


@dataclass(frozen=True)
class Sheet:
    """`path` within the site; `html` a whole document; `size` as people read it."""

    path: str
    title: str
    html: str

    @property
    def size(self) -> str:
        return f"HTML, {max(1, round(len(self.html.encode()) / 1000))} kB"


def sheets_of(policy: Policy, env: jinja2.Environment, words: Words, say: Say, *, folder: str) -> tuple[Sheet, ...]:
    """What each level means, and how quickly each is answered."""
    level, meaning = say("Level"), say("What it means")
    definitions = [
        [one.title, one.description, [example.text for example in one.examples]] for one in policy.severities
    ]
    times = [
        [one.title, one.description, _how(policy, one), Markup(words.targets(one.first_answer))]  # noqa: S704 - escaped
        for one in policy.severities
    ]
    notes = [note for note in (policy.severity.note, policy.severity.aims) if note]
    sheets = (
        ("definitions", say("Levels and what they mean"), [level, meaning, say("For example")], definitions),
        (
            "response-times",
            say("Levels and response times"),
            [level, meaning, say("How to report it"), say("First answer within")],
            times,
        ),
    )
    updated = moment(policy.updated) if policy.updated else ""
    shared = {"policy": policy, "notes": notes, "updated": updated, "language": "en"}
    page = env.get_template("sheet.html")
    return tuple(
        Sheet(f"{folder}/{name}.html", title, page.render(shared, title=title, columns=columns, rows=rows))
        for name, title, columns, rows in sheets
    )


def _how(policy: Policy, level: Severity) -> str:
    return level.how_to_report or ", ".join(policy.channel(code).name for code in level.report_by)
