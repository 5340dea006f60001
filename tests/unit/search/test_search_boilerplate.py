from collections.abc import Sequence

from search.articles.boilerplate import without_boilerplate
from search.articles.sections import Section

LEVELS = ["Beginner", "Intermediate", "Advanced"]
TIMES = ["5 minutes", "20 minutes"]
TOPICS = ["trunks", "queues", "fax", "numbers", "voicemail", "invoices", "codecs", "conference", "portal", "NAT"]


def section(number: int, text: str, *, title: str = "", anchor: str = "") -> Section:
    return Section(
        location=f"p{number}/{anchor}",
        page_location=f"p{number}/",
        path=f"p{number}.md",
        page_title=f"Page {number}",
        title=title or f"Page {number}",
        headings=(f"Page {number}",),
        text=text,
        tags=(),
        boost=1.0,
        description="",
        language="en",
    )


def texts(written: Sequence[str]) -> list[str]:
    return [kept.text for kept in without_boilerplate([section(at, text) for at, text in enumerate(written)])]


def facts(number: int, *, joint: str = "\n") -> str:
    level, time = LEVELS[number % 3], TIMES[number // 2 % 2]
    return joint.join([f"For: Admins of {TOPICS[number]}", f"Level: {level}", f"Reading time: {time}"])


def test_a_line_that_many_pages_repeat_goes_and_the_rest_stays():
    written = [f"About {topic}.\nWas this page of help to you?\nMore on {topic}." for topic in TOPICS]
    assert texts(written) == [f"About {topic}.\nMore on {topic}." for topic in TOPICS]


def test_a_short_step_of_some_guides_stays_and_a_short_line_of_most_pages_goes():
    some = [f"About {topic}.\n{'Click Save.' if at < 5 else 'Sign in.'}" for at, topic in enumerate(TOPICS)]
    assert texts(some) == some
    most = [f"About {topic}.\nClick Save." for topic in TOPICS]
    assert texts(most) == [f"About {topic}." for topic in TOPICS]


def test_a_script_without_spaces_has_sentences_short_steps_and_metadata_too():
    some = [
        f"{topic}。\n{'这篇文章对您有帮助吗？' if at < 5 else '请告诉我们更多信息。'}"
        for at, topic in enumerate(TOPICS)
    ]
    assert texts(some) == [f"{topic}。" for topic in TOPICS]
    steps = [f"{topic}。\n{'点击保存。' if at < 5 else '请登录。'}" for at, topic in enumerate(TOPICS)]
    assert texts(steps) == steps
    levels = [
        f"受众：{topic}\n级别：{'初级' if at % 2 else '高级'}\n时间：五分钟\n{topic}。"
        for at, topic in enumerate(TOPICS)
    ]
    assert texts(levels) == [f"{topic}。" for topic in TOPICS]


def test_a_few_pages_lose_nothing():
    few = ["Was this page of help to you?\n" + facts(number) for number in range(4)]
    assert texts(few) == few


def test_pages_that_are_all_alike_keep_what_they_say():
    alike = ["Audio goes one way when a router rewrites addresses."] * 9
    assert texts(alike) == alike


def test_metadata_at_the_top_of_pages_go_in_lines_of_their_own():
    written = [f"{facts(at)}\nAbout {topic}. Note: read on." for at, topic in enumerate(TOPICS)]
    assert texts(written) == [f"About {topic}. Note: read on." for topic in TOPICS]


def test_metadata_go_too_when_rendering_has_put_them_into_one_line():
    written = [f"Page facts {facts(at, joint=' ')}. About {topic}." for at, topic in enumerate(TOPICS)]
    assert texts(written) == [f"About {topic}." for topic in TOPICS]


def test_a_template_that_is_filled_in_anew_stays():
    written = [f"Symptom: {topic} fail\nCause: old {topic}\nRemedy: new {topic}" for topic in TOPICS]
    assert texts(written) == written


def test_a_note_and_a_pair_of_labels_stay():
    labels = [f"Level: {LEVELS[at % 3]}\nTime: {TIMES[at % 2]}" for at in range(len(TOPICS))]
    written = [f"{pair}\nAbout {topic}.\nNote: see {topic}." for pair, topic in zip(labels, TOPICS, strict=True)]
    assert texts(written) == written


def test_an_example_of_headers_in_the_middle_of_an_article_stays():
    message = "INVITE sip:{0}@host SIP/2.0\nMax-Forwards: {1}\nContent-Length: {1}\nCall-ID: {0}@host\n"
    parts = [
        part
        for at, topic in enumerate(TOPICS)
        for part in (
            section(at, f"About {topic}."),
            section(
                at, f"{message.format(at, 70 + at % 2)}That was {topic}.", title=f"Calls of {topic}", anchor="#calls"
            ),
        )
    ]
    assert without_boilerplate(parts) == parts


def test_a_section_of_metadata_alone_keeps_its_title():
    parts = [
        part
        for at, topic in enumerate(TOPICS)
        for part in (
            section(at, f"About {topic}."),
            section(at, facts(at), title="About this page", anchor="#facts"),
        )
    ]
    emptied = without_boilerplate(parts)[1::2]
    assert [(kept.title, kept.text) for kept in emptied] == [("About this page", "")] * len(TOPICS)


def test_metadata_at_the_end_of_nearly_all_pages_go():
    parts = [
        part
        for at, topic in enumerate(TOPICS)
        for part in (
            section(at, f"About {topic}."),
            section(at, f"More on {topic}.\n{facts(at)}", title=topic, anchor="#more"),
        )
    ]
    assert [kept.text for kept in without_boilerplate(parts)[1::2]] == [f"More on {topic}." for topic in TOPICS]


def test_labels_at_the_end_of_some_pages_only_stay():
    parts = [
        part
        for at, topic in enumerate(TOPICS)
        for part in (
            section(at, f"About {topic}."),
            section(at, facts(at) if at % 2 else topic, title=topic, anchor="#x"),
        )
    ]
    assert without_boilerplate(parts) == parts
