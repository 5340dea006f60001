import pytest

from reporter.errors import Refused
from reporter.site.mkdocs_file import docs_folder, with_plugin

LIST = """# a comment
site_name: X
plugins:   # ours
    - search
    - redirects:
        redirect_maps: {}
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      env: !ENV [A, b]
"""


def test_a_list_of_plugins_gets_one_line_and_nothing_else_changes():
    before, after = LIST.splitlines(), with_plugin(LIST, name="mkdocs.yml").splitlines()
    assert [line for line in after if line not in before] == ["    - lifering"]
    assert [line for line in after if line != "    - lifering"] == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("plugins: [search, tags]\n", "plugins: [lifering, search, tags]\n"),
        ("plugins:\n- search\n", "plugins:\n- lifering\n- search\n"),
        ("plugins:\n  search:\n    lang: en\n", "plugins:\n  lifering: {}\n  search:\n    lang: en\n"),
        ("plugins: {search: {}}\n", "plugins: {lifering: {}, search: {}}\n"),
        ("site_name: X", "site_name: X\n\nplugins:\n  - search\n  - lifering\n"),
        ("a: b\r\nplugins:\r\n  - search\r\n", "a: b\r\nplugins:\r\n  - lifering\r\n  - search\r\n"),
    ],
)
def test_every_form_of_the_list_is_kept(before, after):
    assert with_plugin(before, name="mkdocs.yml") == after
    assert with_plugin(after, name="mkdocs.yml") == after


def test_a_plugin_with_options_counts_as_there():
    text = "plugins:\n  - search\n  - lifering:\n      report_path: /help-me/\n"
    assert with_plugin(text, name="mkdocs.yml") == text


@pytest.mark.parametrize(
    "text", ["INHERIT: ../base.yml\nsite_name: X\n", "plugins: []\n", "plugins:\n", "- a\n- b\n", "a: [\n"]
)
def test_what_cannot_be_edited_safely_is_refused_by_name(text):
    with pytest.raises(Refused, match=r"our/mkdocs\.yml"):
        with_plugin(text, name="our/mkdocs.yml")


def test_the_folder_of_the_articles_is_read_from_the_file():
    assert docs_folder("docs_dir: content # here\n") == "content"
    assert docs_folder(LIST) == "docs"
