import pytest

from search.articles.sections import plain, sections_from_index
from search.errors import BadIndex


def one_page(**lead: object) -> dict[str, object]:
    return {
        "docs": [
            {"location": "nat/", "title": "NAT &amp; you", "text": "<p>Behind a router.</p>", **lead},
            {"location": "nat/#alg", "title": "The <code>SIP ALG</code>", "text": "<ul><li>Off</li><li>On</li></ul>"},
        ]
    }


def test_a_page_becomes_its_sections_in_plain_text():
    lead, alg = sections_from_index(one_page(), paths={"nat/": "guides/nat.md"}, descriptions={"nat/": "About NAT."})
    assert (lead.location, lead.title, lead.text) == ("nat/", "NAT & you", "Behind a router.")
    assert (alg.location, alg.title, alg.text) == ("nat/#alg", "The SIP ALG", "Off\nOn")
    assert (lead.headings, alg.headings) == (("NAT & you",), ("NAT & you", "The SIP ALG"))
    assert lead.leads
    assert not alg.leads
    for section in (lead, alg):
        assert (section.page_location, section.path) == ("nat/", "guides/nat.md")
        assert (section.page_title, section.description) == ("NAT & you", "About NAT.")


def test_without_a_source_path_the_location_stands_in():
    assert sections_from_index(one_page(), paths={}, descriptions={})[0].path == "nat/"


def test_tags_and_boost_are_taken_over():
    lead, alg = sections_from_index(one_page(tags=["nat", "5"], boost=2), paths={}, descriptions={})
    assert (lead.tags, lead.boost) == (("nat", "5"), 2.0)
    assert (alg.tags, alg.boost) == ((), 1.0)


@pytest.mark.parametrize("boost", ["high", -1, None, True, float("nan"), float("inf")])
def test_a_boost_that_is_no_number_names_the_article(boost: object):
    with pytest.raises(BadIndex, match=r"guides/nat\.md: `search\.boost`"):
        sections_from_index(one_page(boost=boost), paths={"nat/": "guides/nat.md"}, descriptions={})


@pytest.mark.parametrize("document", [{}, {"docs": None}, {"docs": [None]}, {"docs": [{"location": "a", "title": 3}]}])
def test_a_document_of_another_shape_is_refused_with_what_to_do(document: dict[str, object]):
    with pytest.raises(BadIndex, match=r"mkdocs\.yml"):
        sections_from_index(document, paths={}, descriptions={})


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a  b\n\n c ", "a b\nc"),
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("<pre>INVITE sip:a@b\nVia: x</pre>", "INVITE sip:a@b\nVia: x"),
        ("H<sub>2</sub>O and <code>a=sendonly</code>", "H2O and a=sendonly"),
        ("&lt;script&gt; &amp;amp;", "<script> &amp;"),
        ("cafe\u0301", "café"),
        ("", ""),
    ],
)
def test_html_becomes_the_text_a_reader_sees(markup: str, text: str):
    assert plain(markup) == text
