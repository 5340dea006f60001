"""A page of Markdown to the sections that it would have on a site."""

from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from material.plugins.search.plugin import Parser
from mkdocs.utils.meta import get_data

from search.articles.cutting import cut
from search.articles.rendering import _EXTENSIONS, front_matter, location, sections_of_page
from search.articles.sections import plain
from search.errors import BadIndex

DOCS = Path(__file__).parents[3] / "docs"
PAGE = """---
title: Routers
description: About NAT.
tags: [network, 5060]
search:
  boost: 2
---
Before any heading.

## SIP ALG

Switch it **off** &amp; restart.

!!! tip
    Ask first.

| Port | For |
|---|---|
| 5060 | SIP |

```sh
# no heading
```

## SIP ALG

Again.
{: data-search-exclude }

## Secret {: data-search-exclude }

Not searched.

### Named { #mine }

Last.[^1]

[^1]: A footnote.
"""


def as_material_cuts(markup: str) -> list[tuple[str, str, str]]:
    parser = Parser()
    parser.feed(markup)
    parser.close()
    return [
        (piece.id or "", plain("".join(piece.title)), plain("".join(piece.text)))
        for piece in parser.data
        if not piece.is_excluded()
    ]


def as_we_cut(markup: str) -> list[tuple[str, str, str]]:
    return [(anchor, plain(title), plain(text)) for anchor, title, text in cut(markup)]


@pytest.mark.parametrize("file", sorted(DOCS.rglob("*.md")), ids=lambda file: file.relative_to(DOCS).as_posix())
def test_every_article_of_ours_is_cut_as_material_does(file: Path):
    markup = markdown.markdown(get_data(file.read_text("utf-8"))[0], extensions=list(_EXTENSIONS))

    assert as_we_cut(markup) == as_material_cuts(markup)


def test_a_page_has_the_sections_anchors_and_front_matter_of_a_site():
    lead, alg, again, mine = sections_of_page(PAGE, path="guides/nat.md")

    assert [section.location for section in (lead, alg, again, mine)] == [
        *("guides/nat/", "guides/nat/#sip-alg", "guides/nat/#sip-alg_1", "guides/nat/#mine"),
    ]
    assert (lead.title, lead.page_title, lead.text) == ("Routers", "Routers", "Before any heading.")
    assert (lead.path, lead.description, lead.tags, lead.boost) == (
        "guides/nat.md",
        "About NAT.",
        ("network", "5060"),
        2,
    )
    assert alg.headings == ("Routers", "SIP ALG")
    assert "Switch it off & restart." in alg.text
    assert all(part in alg.text for part in ("Ask first.", "5060", "# no heading"))
    assert again.text == ""
    assert "A footnote." in mine.text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Behind NAT[^1] only.\n\n[^1]: Or two.", "Behind NAT only.\nOr two."),
        ("| Ports | For |\n|---|---|\n| 5060<br>5061 | SIP |", "Ports For 5060 5061 SIP"),
        ("<table><tr><td>one</td><td>way</td></tr></table>", "one way"),
        ("<div><div>one</div><div>way</div></div>", "one way"),
        ('=== "Yealink"\n\n    Press `OK`.\n\n=== "Poly"\n\n    Wait.', "Yealink\nPress OK.\nPoly\nWait."),
        ('??? note "More"\n    Press *OK*.', "More\nPress OK."),
        ('``` yaml title="a.yml" hl_lines="1"\n# no heading\nb: 1\n```', "a.yml\n# no heading\nb: 1"),
        ('``` py linenums="1"\nfirst()\n```', "first()"),
        ("1. One\n\n    ```sh\n    # no heading\n    ls\n    ```\n\n2. Two", "One\n# no heading\nls\nTwo"),
    ],
)
def test_a_text_is_what_a_reader_of_a_material_site_sees(written: str, text: str):
    (section,) = sections_of_page(written, path="a.md")
    assert section.text == text


@pytest.mark.parametrize("meta", ["search:\n  exclude: true", "draft: true", "draft: yes # not yet"])
def test_a_page_that_wants_no_search_has_no_section(meta: str):
    assert sections_of_page(f"---\n{meta}\n---\n# Not this\n", path="a.md") == []
    assert sections_of_page("---\ndraft: false\n---\n# This\n", path="a.md")


def test_a_page_whose_name_holds_the_sign_of_an_anchor_is_one_page():
    first, second = sections_of_page("# C\n\n## Install\n", path="c#.md")
    assert (first.location, second.location) == ("c%23/", "c%23/#install")
    assert (first.leads, first.path, second.path) == (True, "c#.md", "c#.md")


def test_a_page_without_a_title_is_named_by_its_file():
    assert sections_of_page("Text.", path="audio/one-way_audio.md")[0].title == "One way audio"
    assert sections_of_page("Text.", path="audio/index.md")[0].title == "Audio"
    assert sections_of_page("Text.", path="index.md")[0].title == "Home"


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("index.md", ""),
        ("README.md", ""),
        ("nat.md", "nat/"),
        ("c#.md", "c%23/"),
        ("größe/what now?.md", "gr%C3%B6%C3%9Fe/what%20now%3F/"),
        ("guides/index.md", "guides/"),
        ("guides/v1.2.md", "guides/v1.2/"),
    ],
)
def test_a_page_stands_where_mkdocs_puts_it(path: str, place: str):
    assert location(path) == place


@pytest.mark.parametrize(
    "text", ["---\na: [\n---\nText", "---\n- a\n---\nText", "--- \nText", "---\nd: 2026-02-30\n---\n"]
)
def test_what_is_no_front_matter_is_text(text: str):
    assert front_matter(text) == ({}, text)


@pytest.mark.parametrize("text", ["", "---\ntitle: Only a title\n---\n", "<!-- nothing -->"])
def test_a_page_without_text_is_refused(text: str):
    with pytest.raises(BadIndex, match="there is no text in it"):
        sections_of_page(text, path="a.md")


def test_front_matter_that_grows_without_end_is_not_written_out():
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 12))

    (section,) = sections_of_page(f"---\nl0: &l0 [a]\n{levels}\ntitle: *l11\ntags: [*l11]\n---\nText", path="a.md")

    assert (section.title, section.tags) == ("A", ())


PIECES = [
    "<h2 id=a>",
    "</h2>",
    "<h3 id=b>",
    "</h3>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<br>",
    "word ",
    "&lt;",
    "</li>",
]


@given(st.lists(st.sampled_from(PIECES)))
def test_no_word_is_lost_or_doubled_however_the_html_is_nested(pieces: list[str]):
    found = list(cut("".join(pieces)))

    assert sum((title + text).count("word") for _, title, text in found) == pieces.count("word ")


@given(st.text(alphabet="<>/!-&;=\"' \nab#h2p"))
def test_any_text_can_be_cut(markup: str):
    assert all(isinstance(part, str) for section in cut(markup) for part in section)
