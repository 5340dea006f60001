"""A call as a picture and as a table: whole, whatever stands in it."""

import gettext
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader

from reporter.evidence.ladder import ladder_of
from reporter.evidence.reading import Call, Step

ROOT = Path(__file__).parents[3]
SVG = "{http://www.w3.org/2000/svg}"
A, B = "198.51.100.10:5060", "203.0.113.20:5060"
STEPS = (
    Step("INVITE", A, B, 0.0, 3, "PCMU, PCMA"),
    Step("180 Ringing", B, A, 1.25),
    Step("200 OK", B, A, 65.4, 1, "PCMU · sendonly"),
    Step("486 Busy Here", B, A, 70.0),
)
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>&{{7*7}}\x00\x1b\u202e'


def call(*steps: Step, call_id="a@h"):
    return Call(call_id, "call", None, None, (), 0, "", "", "", "", "", None, 0, chosen=True, steps=steps)


def page(*calls: Call):
    """The macro as the pages use it, for each of the calls."""
    templates = FileSystemLoader(ROOT / "reporter/web/templates")
    environment = Environment(loader=templates, autoescape=True, extensions=["jinja2.ext.i18n"])
    environment.install_gettext_translations(gettext.NullTranslations(), newstyle=True)
    environment.filters["ladder"] = ladder_of
    source = '{% import "ladder.html" as p with context %}{% for one in calls %}{{ p.ladder(one) }}{% endfor %}'
    return environment.from_string(source).render(calls=calls)


def picture(html):
    """The first SVG, which has to be well-formed XML."""
    return ET.fromstring(re.search(r"<svg.*?</svg>", html, re.DOTALL)[0])


def cells(html):
    found = ET.fromstring(re.search(r"<table.*?</table>", html, re.DOTALL)[0])
    return [[(cell.text or "").strip() for cell in row] for row in found.iter("tr")]


def test_the_picture_has_a_name_and_a_description():
    svg = picture(page(call(*STEPS)))
    named = {element.get("id"): element.text for element in svg if element.get("id")}

    assert svg.get("role") == "img"
    assert [named[one] for one in svg.get("aria-labelledby").split()] == [
        "Call flow of a@h",
        "Messages: 4. Places: 2. The table after the picture says the same.",
    ]


def test_labels_are_texts_and_failure_and_success_have_a_sign():
    texts = ["".join(one.itertext()) for one in picture(page(call(*STEPS))).iter(f"{SVG}text")]

    assert {"INVITE ×3", "180 Ringing", "✓ 200 OK", "✕ 486 Busy Here", "PCMU, PCMA", "198.51.100.10", ":5060"} <= set(
        texts
    )
    assert {"1.25 s", "1 min 4 s later"} <= set(texts)


def test_the_table_says_the_same_in_order():
    assert cells(page(call(*STEPS))) == [
        ["No.", "Seconds", "Message", "From", "To", "Sound"],
        ["1", "0.00", "INVITE (seen 3 times)", A, B, "PCMU, PCMA"],
        ["2", "1.25", "180 Ringing", B, A, ""],
        ["3", "65.40", "200 OK", B, A, "PCMU · sendonly"],
        ["4", "70.00", "486 Busy Here", B, A, ""],
    ]


def test_an_arrow_has_the_head_of_its_kind():
    svg = picture(page(call(*STEPS)))
    heads = {marker.get("id") for marker in svg.iter(f"{SVG}marker")}
    used = [path.get("marker-end")[5:-1] for path in svg.iter(f"{SVG}path") if path.get("marker-end")]

    assert [one.rpartition("-")[2] for one in used] == ["request", "provisional", "success", "error"]
    assert set(used) <= heads


def test_what_scrolls_is_reached_by_the_keyboard_and_has_a_name():
    boxes = re.findall(r'<div class="lr-ladder__box"([^>]*)>', page(call(*STEPS)))

    assert len(boxes) == 2
    assert all('tabindex="0"' in box and 'role="region"' in box and "aria-label=" in box for box in boxes)


def test_ids_are_unique_on_a_page_with_several_calls():
    ids = re.findall(r' id="([^"]*)"', page(call(*STEPS, call_id="a@h"), call(*STEPS, call_id="A@h")))

    assert len(ids) == len(set(ids)) == 14


def test_nothing_is_styled_or_run_inline():
    html = page(call(*STEPS))

    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", html)


def test_hostile_texts_are_texts():
    html = page(call(Step(HOSTILE, HOSTILE, B, 0.0, 1, HOSTILE), call_id=HOSTILE))
    svg = picture(html)

    assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= {
        "svg", "title", "desc", "defs", "marker", "path", "g", "rect", "text", "tspan",
    }  # fmt: skip
    assert "<script" not in html
    assert "<img" not in html
    assert "49" not in "".join(svg.itertext())
    assert cells(html)[1][2].startswith('"><script>')


def test_a_place_that_is_not_told_is_said_so():
    assert cells(page(call(Step("INVITE", "", B))))[1][3] == "unknown"


def test_without_steps_there_is_nothing():
    assert page(call()).strip() == ""


@pytest.mark.parametrize(("seconds", "said"), [(3.2, "3 s later"), (3725.0, "1 h 2 min later")])
def test_silence_is_told_in_round_figures(seconds, said):
    svg = picture(page(call(Step("ACK", A, B, 0.0), Step("BYE", A, B, seconds))))

    assert said in ["".join(one.itertext()) for one in svg.iter(f"{SVG}text")]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.text(max_size=40), st.text(max_size=30), st.text(max_size=30)), max_size=8),
    st.text(max_size=20),
)
def test_any_texts_make_a_well_formed_picture_and_table(drawn, call_id):
    html = page(
        call(*[Step(what, source, source[::-1], 1.0, 1, media) for what, source, media in drawn], call_id=call_id)
    )

    if drawn:
        assert len(cells(html)) == len(drawn) + 1
        assert picture(html).tag == f"{SVG}svg"
