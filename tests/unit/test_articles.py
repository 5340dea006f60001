"""What a reader may rely on in every article, and a writer is told when it does not hold."""

import ipaddress
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import html5lib
import markdown
import pytest
import yaml
from mkdocs.utils.meta import get_data

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
TAGS = {"audio", "billing", "calls", "evidence", "network", "numbers", "phones", "portal", "registration"} | {
    "security",
    "service",
}
MADE = ("support/escalation.md", "support/severities.md", "support/statuses.md")  # from the policy, by the build
EXAMPLE_NETWORKS = [
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/32",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "192.0.2.0/24",  # RFC 5737, like the next two
        "198.51.100.0/24",
        "203.0.113.0/24",
    )
]


@dataclass(frozen=True)
class Article:
    path: str  # relative to docs/
    meta: dict[str, Any]
    text: str
    tree: ET.Element

    def attributes(self, name: str) -> Iterator[tuple[str, str]]:
        """(tag, value) of every element that has the attribute."""
        for element in self.tree.iter():
            if name in element.attrib:
                yield str(element.tag), element.attrib[name]

    @property
    def is_incident(self) -> bool:
        return self.path.startswith("incidents/") and self.path != "incidents/index.md"


@cache
def settings() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    return loaded


def to_html(text: str) -> str:
    names: list[str] = []
    options: dict[str, dict[str, Any]] = {}
    for entry in settings()["markdown_extensions"]:
        for name, values in (entry if isinstance(entry, dict) else {entry: {}}).items():
            names.append(name)
            options[name] = values
    return markdown.markdown(text, extensions=names, extension_configs=options)


@cache
def articles() -> dict[str, Article]:
    found = {}
    for file in sorted(DOCS.rglob("*.md")):
        path = file.relative_to(DOCS).as_posix()
        if not path.startswith("dev/"):
            text, meta = get_data(file.read_text(encoding="utf-8"))
            tree = html5lib.parse(to_html(text), namespaceHTMLElements=False)
            found[path] = Article(path, meta, text, tree)
    return found


def paths_of_nav(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, list):
        for item in entry:
            yield from paths_of_nav(item)
    else:
        for item in entry.values():
            yield from paths_of_nav(item)


EVERY = pytest.mark.parametrize("article", articles().values(), ids=articles().keys())
EVERY_INCIDENT = pytest.mark.parametrize(
    "article", [a for a in articles().values() if a.is_incident], ids=lambda a: str(a.path)
)


def test_the_knowledge_base_has_at_least_twenty_articles_besides_the_pages_about_support():
    assert sum("/" in path and not path.startswith("incidents/") for path in articles()) >= 20


@EVERY
def test_front_matter_has_a_title_and_a_description_of_one_sentence(article: Article):
    assert isinstance(article.meta.get("title"), str)
    description = article.meta.get("description")
    assert isinstance(description, str)
    assert 40 <= len(description) <= 200
    assert description.endswith(".")
    assert ". " not in description


@EVERY
def test_tags_come_from_the_list(article: Article):
    tags = article.meta.get("tags")
    assert tags
    assert set(tags) <= TAGS


@EVERY
def test_an_article_says_which_questions_it_answers(article: Article):
    answers = article.meta.get("answers", [])
    if article.is_incident or article.path == "index.md":
        assert answers == []
    else:
        assert 3 <= len(answers) <= 8
        assert all(isinstance(answer, str) and len(answer.split()) >= 2 for answer in answers)


def test_no_two_articles_share_a_title():
    titles = Counter(str(article.meta["title"]).casefold() for article in articles().values())
    assert [title for title, times in titles.items() if times > 1] == []


def test_no_question_is_answered_twice():
    questions = Counter(
        " ".join(answer.casefold().split())
        for article in articles().values()
        for answer in article.meta.get("answers", [])
    )
    assert [question for question, times in questions.items() if times > 1] == []


@EVERY
def test_the_heading_is_one_and_the_first(article: Article):
    levels = [int(str(e.tag)[1]) for e in article.tree.iter() if re.fullmatch(r"h[1-6]", str(e.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@EVERY
def test_every_link_leads_somewhere(article: Article):
    wrong = [target for _, target in article.attributes("href") if not leads_somewhere(article, target)]
    assert wrong == []


def leads_somewhere(article: Article, target: str) -> bool:
    parts = urlsplit(target)
    if parts.scheme:
        return parts.scheme in {"mailto", "tel"} or target.startswith("https://www.rfc-editor.org/rfc/rfc")
    if target.startswith("/"):
        return target == "/report/"
    path = article.path
    if parts.path:
        path = posixpath.normpath(PurePosixPath(article.path).parent / parts.path)
    if path in MADE:
        return not parts.fragment
    if path not in articles():
        return False
    return not parts.fragment or parts.fragment in {value for _, value in articles()[path].attributes("id")}


@EVERY
def test_the_reporter_opens_as_a_page_of_its_own(article: Article):
    """Instant navigation must not fetch it as if it were an article."""
    links = [e.attrib for e in article.tree.iter("a") if e.attrib.get("href") == "/report/"]
    assert all(link.get("target") == "_self" for link in links)
    made = "<!-- lifering: reporting -->" in article.text
    assert links or made or article.is_incident or article.path == "privacy.md"


@EVERY
def test_nothing_is_fetched_from_elsewhere_and_nothing_breaks_the_content_security_policy(article: Article):
    tags = {str(element.tag) for element in article.tree.iter()}
    assert tags.isdisjoint({"script", "iframe", "object", "embed", "link", "style", "video", "audio", "form"})
    assert [source for _, source in article.attributes("src") if urlsplit(source).netloc] == []
    assert list(article.attributes("style")) == []


@EVERY
def test_every_picture_is_there_has_its_size_and_says_in_words_what_it_shows(article: Article):
    for picture in article.tree.iter("img"):
        file = (DOCS / article.path).parent / picture.attrib["src"]
        drawing = ET.parse(file).getroot()
        assert (picture.attrib["width"], picture.attrib["height"]) == (drawing.get("width"), drawing.get("height"))
        assert len(picture.attrib["alt"]) > 40


@EVERY
def test_addresses_in_examples_are_private_or_set_aside_for_documentation(article: Article):
    body, *_ = article.text.partition("\n## Sources")  # which name sections such as 8.1.1.4
    written = re.findall(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)", body)
    real = [a for a in written if not any(ipaddress.ip_address(a) in network for network in EXAMPLE_NETWORKS)]
    assert real == []


def test_every_article_but_an_incident_stands_once_in_the_navigation():
    listed = Counter(paths_of_nav(settings()["nav"]))
    assert listed == Counter([*MADE, *(path for path, article in articles().items() if not article.is_incident)])


@EVERY_INCIDENT
def test_an_incident_says_when_how_bad_and_what_it_affects(article: Article):
    meta = article.meta
    assert meta["severity"] in {"notice", "disrupted", "down"}
    assert meta.get("kind", "incident") in {"incident", "maintenance"}
    assert meta["affected"]
    assert isinstance(meta["date"], datetime)
    assert meta["date"].tzinfo is not None
    assert article.path.startswith(f"incidents/{meta['date']:%Y-%m-%d}-")
    assert meta["resolved"] == ("resolvedWhen" in meta)
    if meta["resolved"]:
        assert meta["resolvedWhen"] > meta["date"]


@EVERY_INCIDENT
def test_an_incident_affects_parts_that_the_service_status_names(article: Article):
    known = set(re.findall(r"^\| ([A-Z][^|]+?) \|", articles()["service-status.md"].text, flags=re.MULTILINE))
    assert set(article.meta["affected"]) <= known


@EVERY_INCIDENT
def test_an_incident_stands_on_the_page_of_incidents(article: Article):
    listed = [target for _, target in articles()["incidents/index.md"].attributes("href")]
    assert PurePosixPath(article.path).name in listed
