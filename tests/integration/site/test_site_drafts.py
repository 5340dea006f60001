"""Front matter as writers bring it from elsewhere: shown, tolerated, and a draft is not published."""

from pathlib import Path

import pytest

from reporter.site.articles import is_draft

BROUGHT = """---
layout: post
title: Contacting us
date: 2021-04-06T17:22:42.783Z
featured: false
draft: {draft}
comment: false
excerpt: How to contact us
post_image: /images/icon.png
author: Ilenia
categories: self_hosted
tags:
  - functionality
  - Support
---
# Contacting us

Ring the xylophone.
"""


@pytest.mark.row("002-29")
def test_a_draft_is_neither_published_nor_found_and_an_article_is(project, build, tmp_path):
    (project / "docs" / "draft.md").write_text(BROUGHT.format(draft="true"))
    (project / "docs" / "done.md").write_text(BROUGHT.format(draft="false"))
    manifest = build()
    (folder,) = (tmp_path / "data" / "builds").glob("*/site")
    assert not (folder / "draft").exists()
    assert manifest.warnings == ()
    shown = (folder / "done" / "index.html").read_text()
    assert "Contacting us</title>" in shown.replace(" - Try it", "")
    assert "categories: self_hosted" not in shown
    assert [path for path in Path(folder).rglob("*.html") if "xylophone" in path.read_text()] == [
        folder / "done" / "index.html"
    ]


def test_a_draft_with_a_byte_order_mark_is_one_too(project, build, tmp_path):
    draft = "---\r\ndraft: true\r\n---\r\n# Not yet\r\n"
    (project / "docs" / "draft.md").write_bytes(draft.encode("utf-8-sig"))
    build()
    (folder,) = (tmp_path / "data" / "builds").glob("*/site")
    assert not (folder / "draft").exists()


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("---\ndraft: true\n---\n# A", True),
        ("---\r\ntitle: A\r\ndraft: Yes # soon\r\n---\r\n", True),
        ("---\ndraft: false\n---\n# A", False),
        ("---\ntitle: draft: true\n---\n", False),
        ("# A\n\ndraft: true\n", False),
        ("---\nmeta:\n  draft: true\n---\n", False),
    ],
)
def test_a_draft_is_said_by_the_front_matter_alone(text, draft):
    assert is_draft(text) == draft
