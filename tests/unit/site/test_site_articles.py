import pytest

from reporter.errors import Refused
from reporter.site.articles import check_front_matter, refuse_collisions


def test_front_matter_that_is_no_yaml_is_told_with_path_and_line():
    with pytest.raises(Refused, match=r"docs/a\.md:3: the front matter"):
        check_front_matter("---\ntitle: A\ntags: [one\n---\n# A\n", path="docs/a.md")


@pytest.mark.parametrize(
    "text", ["# A\n", "---\ntitle: A\n---\n# A\n", "---\n", "", "---\n\n---\n", "a\n---\nb: [\n---\n"]
)
def test_articles_with_good_or_no_front_matter_pass(text):
    check_front_matter(text, path="docs/a.md")


@pytest.mark.parametrize("target", ["report/index.html", "report/severity/index.html", "report.html"])
def test_a_file_at_the_reporters_path_is_refused_with_its_name_and_the_setting(target):
    with pytest.raises(Refused, match=r"docs/report\.md .* LIFERING_REPORT_PATH"):
        refuse_collisions({"index.html": "docs/index.md", target: "docs/report.md"}, "/report/")


def test_a_path_that_only_begins_alike_is_free():
    refuse_collisions(
        {"reporting/index.html": "docs/reporting.md", "a/report/index.html": "docs/a/report.md"}, "/report/"
    )
