from reporter.site.pages import Additions, edit_page, edit_shell, report_href

PAGE = """<div data-md-component="skip">
    </div><label class="md-header__button md-icon" for="__search">x</label>
<div class="md-search" data-md-component="search" role="dialog">
<nav class="md-search__options" aria-label="Suche"></nav>
<div class="md-search__scrollwrap" tabindex="0" data-md-scrollfix>
<div class="md-search-result" data-md-component="search-result"></div></div></div>
<div class="md-header__topic" data-md-component="header-topic">
  <span class="md-ellipsis">
  </span></div>
<article>one <article>inner</article></article>
<script id="__config" type="application/json">{"base": "..",
"search": "../assets/javascripts/workers/search.a7633da7.min.js"}</script>"""


def test_the_search_worker_is_ours_and_knows_the_built_in_one():
    text = edit_page(PAGE, Additions())
    assert '"search": "../assets/lifering/search-worker.js?built-in=search.a7633da7.min.js"}' in text


def test_the_search_dialog_and_its_list_are_named_in_the_pages_language():
    text = edit_page(PAGE, Additions())
    assert 'role="dialog" aria-label="Suche"' in text
    assert 'tabindex="0" role="region" aria-label="Suche"' in text


def test_the_launcher_stands_before_the_search_and_the_way_to_the_reporter_last_in_the_article():
    text = edit_page(PAGE, Additions(header="<a>LAUNCH</a>", article="<aside>END</aside>"))
    assert '<a>LAUNCH</a><label class="md-header__button' in text
    assert "<aside>END</aside></article>\n<script" in text


def test_what_the_search_says_stands_above_its_results():
    assert '<p>SAID</p><div class="md-search-result" data-md' in edit_page(PAGE, Additions(search="<p>SAID</p>"))


def test_a_page_without_any_of_the_places_stays_as_it_is():
    assert edit_page("<p>plain</p>", Additions(header="h", search="s", article="a")) == "<p>plain</p>"


def test_a_shell_gets_a_skip_link_and_a_title_that_is_escaped():
    text = edit_shell(PAGE, title="A & B", skip_text="Skip <it>", skip_to="#there")
    assert '<a href="#there" class="md-skip">Skip &lt;it&gt;</a></div>' in text
    assert '<span class="md-ellipsis">A &amp; B</span>' in text


def test_the_way_to_the_reporter_carries_the_page():
    assert report_href("/report/", "guides/nat/", to_root="../..") == "../../report/?from=guides/nat/"
    assert report_href("/help/report/", "a b/ü&c/", to_root=".") == "./help/report/?from=a+b/%C3%BC%26c/"
    assert report_href("/report/", "", to_root="/docs/") == "/docs/report/"
