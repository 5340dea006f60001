"""Edits of a page that Material has rendered. Text in, text out: so they work with any template a project brings,
and a place that is not found is left alone."""

import html
import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

WORKER = re.compile(r'("search":\s*"[^"]*?)assets/javascripts/workers/(search\.[\w.]+\.js)"')
DIALOG = re.compile(r'<div class="?md-search"? data-md-component="?search"? role="?dialog"?')
DIALOG_NAME = re.compile(r'<nav class="?md-search__options"? aria-label=("[^"]*"|[^\s>]+)')
RESULTS = re.compile(r'(<div class="?md-search__scrollwrap"? tabindex="?0"?)')
RESULT = re.compile(r'<div class="?md-search-result"? data-md-component')
SEARCH_BUTTON = re.compile(r'<label class="md-header__button md-icon" for="?__search"?>')
SKIP = re.compile(r'(<div data-md-component="?skip"?>)\s*(</div>)')
TOPIC = re.compile(r'(data-md-component="?header-topic"?>\s*<span class="?md-ellipsis"?>)\s*(</span>)')


@dataclass(frozen=True)
class Additions:
    """What a page gets: HTML for the header, above the search's results and for the end of the article."""

    header: str = ""
    search: str = ""
    article: str = ""


def report_href(report_path: str, location: str, *, to_root: str) -> str:
    """The way from a page to the reporter, carrying the page: "../../report/?from=guides/nat/".
    `to_root` leads to the site's root ("../..", or "/help/" when it is absolute)."""
    path = f"{to_root.rstrip('/')}/{quote(report_path.strip('/'))}/"
    return f"{path}?{urlencode({'from': location}, safe='/')}" if location else path


def edit_page(text: str, additions: Additions) -> str:
    """Our search worker, a name for the search dialog, what it says, and the links to the reporter."""
    text = WORKER.sub(r'\1assets/lifering/search-worker.js?built-in=\2"', text, count=1)
    text = _name_search(text)
    text = _before(SEARCH_BUTTON, additions.header, text)
    text = _before(RESULT, additions.search, text)
    end = text.rfind("</article>")
    if end >= 0 and additions.article:
        text = text[:end] + additions.article + text[end:]
    return text


def edit_shell(text: str, *, title: str, skip_text: str, skip_to: str) -> str:
    """Material has no skip link without a table of contents, and no title in the header without an article."""
    text = SKIP.sub(rf'\1<a href="{skip_to}" class="md-skip">{html.escape(skip_text)}</a>\2', text, count=1)
    return TOPIC.sub(lambda found: found[1] + html.escape(title) + found[2], text, count=1)


def _before(place: re.Pattern[str], addition: str, text: str) -> str:
    return place.sub(lambda found: addition + found[0], text, count=1)


def _name_search(text: str) -> str:
    """Material's search dialog and its scrolling list have a role and no name; the options beside them are named in the
    page's language ("Search")."""
    named = DIALOG_NAME.search(text)
    if not named:
        return text
    label = named[1] if named[1].startswith('"') else f'"{named[1]}"'
    text = DIALOG.sub(lambda found: f"{found[0]} aria-label={label}", text, count=1)
    return RESULTS.sub(lambda found: f'{found[0]} role="region" aria-label={label}', text, count=1)
