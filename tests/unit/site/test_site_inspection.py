import base64
import hashlib

import pytest

from reporter.site.inspection import hosts_loaded, inline_script_hashes


def test_only_scripts_that_run_and_are_written_into_the_page_are_hashed():
    body = 'var a = "<b>"\nrun(a)'
    page = f"""<script>{body}</script><script src="x.js"></script><script></script>
    <script type="application/json">{{"a": 1}}</script><p>&lt;script&gt;no&lt;/script&gt;</p>"""
    digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
    assert inline_script_hashes(page) == {f"sha256-{digest}"}


@pytest.mark.parametrize(
    "tag",
    [
        '<script src="https://cdn.example/x.js"></script>',
        "<script src=https://cdn.example/x.js></script>",
        '<link rel="stylesheet" href="//cdn.example/x.css">',
        '<link rel="preconnect" href="https://cdn.example">',
        '<img alt="" srcset="/a.png 1x, https://cdn.example/b.png 2x">',
        "<iframe src='https://cdn.example/frame'></iframe>",
        '<object data="https://cdn.example/a.swf"></object>',
        '<style>@import "https://cdn.example/x.css";</style>',
        "<style>b{background:url(//cdn.example/x.png)}</style>",
    ],
)
def test_what_is_loaded_from_another_host_is_named(tag):
    assert hosts_loaded(tag, own="help.example") == {"cdn.example"}


@pytest.mark.parametrize(
    "tag",
    [
        '<a href="https://cdn.example/">a link to click</a>',
        '<link rel="canonical" href="https://cdn.example/">',
        '<link rel="stylesheet" href="https://help.example/x.css">',
        '<img src="data:image/png;base64,AAAA//8="><script src="/x.js"></script>',
        "<style>b{background:url(a//b.png)}</style>",
    ],
)
def test_links_to_click_and_own_files_are_no_other_host(tag):
    assert hosts_loaded(tag, own="help.example") == set()
