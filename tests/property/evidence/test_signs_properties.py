"""Signs of messages that mean harm: some or none, each a whole sentence, never an error."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reporter.evidence.calls import call_of, exchanges
from reporter.evidence.reading import Call
from reporter.evidence.sdp import MOST_MEDIA, media_of, read_sdp
from reporter.evidence.signs import MOST_SIGNS, signs_in, signs_of
from reporter.evidence.sip import Seen, read_message
from tests.unit.evidence.planted import PLANTED

TEXTS = sorted({one.message.text for trace, _, _ in PLANTED for one in trace.seen})
moments = st.one_of(
    st.none(),
    st.datetimes(),
    st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=9))])),
    st.datetimes(max_value=datetime.fromisoformat("0001-01-01T23:59:59")),
)
ends = st.sampled_from(
    ["", "198.51.100.10:5060", "192.168.1.2:5060", "[2001:db8::1]:5060", "[", ":", "host", "::1", "é"]
)
transports = st.sampled_from(["", "UDP", "TCP"])
snippets = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["\r\n", ":", ";tag=", "9" * 24, "٣٣٣", "m=audio 9 RTP/AVP 0 ", "a=rtpmap:0 ", "²"]),
)


@st.composite
def sightings(draw):
    """A message of the planted traces, changed anywhere."""
    text = draw(st.sampled_from(TEXTS))
    for where, what in draw(st.lists(st.tuples(st.floats(0, 1), snippets), max_size=5)):
        at = int(where * len(text))
        text = text[:at] + what + text[at + draw(st.integers(0, 8)) :]
    message = read_message(text)
    return message and Seen(
        message, draw(moments), draw(ends), draw(ends), None, draw(st.sampled_from(["", "UDP", "x"]))
    )


def whole(signs):
    assert len(signs) <= MOST_SIGNS
    for sign in signs:
        said = sign.text.format(**sign.values)
        assert said
        assert "{" not in said
        assert sign.code
        assert all(term.strip() and len(term) < 80 for term in sign.terms)


@settings(deadline=None, max_examples=400)
@given(st.lists(sightings(), max_size=14))
def test_any_messages_give_whole_sentences(drawn):
    seen = [one for one in drawn if one]
    whole(signs_of(seen, [call_of(exchange) for exchange in exchanges(seen).values()]))


@settings(deadline=None, max_examples=200)
@given(st.integers(0, 999), st.text(max_size=60), st.one_of(st.none(), st.floats()), st.text(max_size=20))
@example(480, "Q.850;cause=999", float("nan"), "")
def test_any_row_of_a_list_of_calls_gives_whole_sentences(final, reason, duration, phrase):
    calls = [
        Call(str(number), "call", None, None, (), final, phrase, reason, "", "", "", duration, 0) for number in range(4)
    ]
    whole(signs_of([], calls))


@settings(deadline=None, max_examples=200)
@given(
    st.text(max_size=2000),
    st.lists(st.sampled_from(["SIP 488", "HTTP/1.1 503", "cause=34 - x", "ERROR ", "NO_ANSWER"])),
)
def test_any_text_gives_whole_sentences(text, planted):
    whole(signs_in("\n".join([*planted, text, *planted])))


@settings(deadline=None, max_examples=300)
@given(sightings())
def test_any_sdp_is_read(one):
    if one:
        assert len(read_sdp(one.message)) <= MOST_MEDIA
        assert "\n" not in media_of(one.message)
        assert "<" not in media_of(one.message)
