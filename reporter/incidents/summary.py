"""The first paragraph of an incident's Markdown as plain text."""

import re

_LONGEST = 300
_READ = 4_000  # keeps the patterns below fast on a hostile file
_SHORTCODE = re.compile(r"\{\{[<%].*?[>%]\}\}|\{[:%#].*?\}", re.DOTALL)  # Hugo's, attribute lists
_FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NO_PARAGRAPH = re.compile(r"(?:#|[-*_=]{3,}\s*$|!!!|\?\?\?|\||<)")
_LINK = re.compile(r"!?\[([^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")
_MARKS = re.compile(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}")
_INSIDE_WORD = re.compile(r"(?<=\w)_(?=\w)")


def summary_of(markdown: str) -> str:
    """At most 300 characters on one line, "" when there is no paragraph. Plain text: escape it before showing."""
    text = _COMMENT.sub("", _FENCE.sub("", _SHORTCODE.sub("", markdown[:_READ])))
    for block in re.split(r"\n[ \t]*\n", text):
        paragraph = block.strip()
        if paragraph and not _NO_PARAGRAPH.match(paragraph):
            return _shortened(_plain(paragraph))
    return ""


def _plain(paragraph: str) -> str:
    text = _TAG.sub("", _LINK.sub(r"\1", paragraph))
    text = _INSIDE_WORD.sub("\0", text)  # snake_case is a name, not emphasis
    return " ".join(_MARKS.sub("", text).replace("\0", "_").split())


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
