"""Pages made from the policy: what stands in them is what the reporter promises, because both read one file.

An article shows a part of the policy where it carries `<!-- lifering: severities -->` on a line of its own. A page that
no article shows whole, and that no file of the project takes the place of, is made under support/.
"""

import gettext
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from reporter.errors import Refused
from reporter.policy.model import Policy, Transition
from reporter.policy.nearest import did_you_mean
from reporter.site.policy_sheets import Sheet, sheets_of
from reporter.site.policy_words import Words, moment, plain

FOLDER = "support"
TEMPLATES = Path(__file__).parent / "theme/lifering/policy"
PAGES = {
    "reporting": "Reporting a problem",
    "severities": "Levels and response times",
    "statuses": "Statuses and buttons",
    "contact": "Contact and hours",
    "escalation": "Escalation",
}
PARTS = (*PAGES, "levels", "channels", "needs", "guide")
BLOCKS = ("- ", "|", "#", "<div")
WORDING = gettext.NullTranslations()
MARKER = re.compile(r"^<!--\s*lifering:\s*([\w-]*)\s*-->[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class PolicyPages:
    """The policy, ready to be shown on pages. `report_path` begins and ends with a slash."""

    policy: Policy
    report_path: str

    def add(self, files: Files, config: MkDocsConfig, *, shown_in: Iterable[str]) -> tuple[str, ...]:
        """Puts the pages and sheets among the site's files; the paths of the pages that were made.
        `shown_in`: the text of every article, to see which pages are shown there."""
        made = tuple(self._missing(files, shown_in))
        for name in made:
            text = f"---\ntitle: {PAGES[name]}\n---\n\n# {PAGES[name]}\n\n<!-- lifering: {name} -->\n"
            files.append(File.generated(config, _path(name), content=text))
        for sheet in self._sheets():
            if files.get_file_from_path(sheet.path) is None:
                files.append(File.generated(config, sheet.path, content=sheet.html))
        return tuple(_path(name) for name in made)

    def fill(self, markdown: str, *, path: str, url: str) -> str:
        """Every marker replaced by its part. Raises Refused when a marker names none; `url` is the page's own."""

        def part(found: re.Match[str]) -> str:
            if found[1] not in PARTS:
                near = did_you_mean(found[1], PARTS)
                raise Refused(
                    f"{path}: there is no part `{found[1]}` of the policy to show{near}. Known: {', '.join(PARTS)}."
                )
            return self._render(found[1], url)

        return MARKER.sub(part, markdown)

    def _missing(self, files: Files, texts: Iterable[str]) -> Iterable[str]:
        shown = {name for text in texts for name in MARKER.findall(text)}
        for name in PAGES:
            if name == "escalation" and self.policy.escalation is None:
                continue
            if name not in shown and files.get_file_from_path(_path(name)) is None:
                yield name

    def _sheets(self) -> tuple[Sheet, ...]:
        words = Words(self.policy, say, report="")
        return sheets_of(self.policy, environment(words), words, say, folder=FOLDER)

    def _render(self, name: str, url: str) -> str:
        report = get_relative_url(self.report_path.lstrip("/"), url)
        sheets = [
            {"title": plain(sheet.title), "size": sheet.size, "href": get_relative_url(sheet.path, url)}
            for sheet in self._sheets()
        ]
        env = environment(Words(self.policy, say, report=report))
        return _spaced(env.get_template(f"{name}.md").render(self._scene(name), report=report, sheets=sheets))

    def _scene(self, name: str) -> dict[str, object]:
        policy, closing = self.policy, self.policy.closing
        reasons = policy.escalation.reasons if policy.escalation else ()
        return {
            "policy": policy,
            "words": policy.pages.get(name, _Silent()),  # type: ignore[call-overload]
            "updated": moment(policy.updated) if policy.updated else "",
            "several": policy.one_problem.several,
            "general": [question for question in policy.questions if not question.types],
            "none_of_these": policy.severity_of(policy.severity.none_of_these),
            "clocks": {"runs": say("runs on"), "paused": say("is paused"), "stopped": say("has ended")},
            "moves": [_move(policy, move) for move in policy.transitions],
            "closing": closing,
            "awaiting": ", ".join(plain(policy.status(code).name) for code in closing.awaiting) if closing else "",
            "after_silence": _after_silence(policy),
            "escalation": policy.escalation,
            "accepted": [reason for reason in reasons if reason.accepted],
            "refused": [reason for reason in reasons if not reason.accepted],
        }


def add_to_nav(config: MkDocsConfig, made: tuple[str, ...]) -> None:
    """A navigation that is written by hand gets those of the made pages that it does not name at its end."""
    unnamed = [path for path in made if path not in str(config.nav)]
    if config.nav and unnamed:
        config.nav = [*config.nav, {"Support": unnamed}]


class _Silent:
    """A page to which the organisation adds no words of its own."""

    intro: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def environment(words: Words) -> jinja2.Environment:
    """Escapes nothing in Markdown by itself: that is no HTML, so each value goes through a filter (`p`)."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        extensions=["jinja2.ext.i18n"],
        autoescape=jinja2.select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    env.install_gettext_callables(WORDING.gettext, WORDING.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.filters.update(words.filters())
    return env


def say(sentence: str, **values: str) -> str:
    """The sentence in the language of the site, its {placeholders} filled."""
    return WORDING.gettext(sentence).format(**values)


def _spaced(text: str) -> str:
    """A list, a table and a heading begin after an empty line, or Markdown reads them as part of the text before."""
    lines: list[str] = []
    for line in text.splitlines():
        before = lines[-1] if lines else ""
        begins = line.startswith(BLOCKS) and not before.lstrip().startswith(line[0])
        if before and line.strip() and (begins or before.startswith("#")):
            lines.append("")
        if line.strip() or before:
            lines.append(line.rstrip())
    return "\n".join(lines)


def _path(name: str) -> str:
    return f"{FOLDER}/{name}.md"


def _after_silence(policy: Policy) -> str:
    """The statuses that silence leads to, by name."""
    codes = dict.fromkeys(move.to for move in policy.transitions if move.on == "silence")
    return ", ".join(plain(policy.status(code).name) for code in codes)


def _move(policy: Policy, move: Transition) -> dict[str, str]:
    when = {
        "change": say("we change it"),
        "answer": say("we answer"),
        "reply": say("you answer"),
        "approval": say("you say that it may be closed"),
        "silence": say("we hear nothing from you for long"),
        "automatic": say("at once, where you pressed the button") if move.button else say("at once"),
        "button": say("you press the button"),
    }[move.on]
    button = next((button.name for button in policy.buttons if button.code == move.button), "")
    return {
        "source": ", ".join(policy.status(code).name for code in move.source),
        "to": policy.status(move.to).name,
        "when": f"{when} “{button}”" if button else when,
    }
