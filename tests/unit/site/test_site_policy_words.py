"""The policy's text on a page: plain, whatever characters it holds."""

import html

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.site.policy_words import plain


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1))
def test_any_text_is_shown_as_it_is(text):
    shown = markdown.markdown(f"x {plain(text)} x", extensions=["tables", "attr_list", "def_list", "footnotes"])
    assert shown.startswith("<p>x ")
    assert "<" not in shown.removeprefix("<p>").removesuffix("</p>")
    assert " ".join(html.unescape(shown.removeprefix("<p>").removesuffix("</p>")).split()) == " ".join(
        f"x {text} x".split()
    )


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "[link](javascript:alert(1))", "a | b", "# heading", "1. list",
     "<!-- lifering: x -->",     "{: onclick=alert(1) }", "&lt;b&gt;", "![x](y)", "https://example.org/",
     "`code`", "*stars*", '--8<-- "file"'],
)  # fmt: skip
def test_what_could_be_markdown_stays_text(text):
    (paragraph,) = markdown.markdown(plain(text), extensions=["tables", "attr_list"]).splitlines()
    inner = paragraph.removeprefix("<p>").removesuffix("</p>")
    assert "<" not in inner
    assert html.unescape(inner) == text
