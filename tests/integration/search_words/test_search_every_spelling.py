"""Whatever is written, in whatever way it is asked: its page comes first, before those that share its parts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from search.articles.rendering import sections_of_page
from search.index.build import build_index
from search.retrieval.query import Searcher

KINDS = {
    "accents": ("The naïve café in Zürich answers.", ["naive cafe", "NAÏVE", "nai\u0308ve", "zurich"]),
    "hyphen": ("There is one-way audio.", ["one-way", "oneway", "one way", "One\u2011Way", "ONE WAY audio"]),
    "joined": ("Set up your voicemail here.", ["voicemail", "voice mail", "voice-mail", "Voicemail"]),
    "apart": ("The caller id is withheld.", ["callerid", "caller-id", "caller ID", "CallerID"]),
    "codec": ("Faxes go by T.38 here.", ["T.38", "t38", "T38", "t 38"]),
    "sdp": ("The line a=sendonly is for hold.", ["a=sendonly", "sendonly", "A=SENDONLY", "(a=sendonly)"]),
    "ipv4": ("Allow 198.51.100.7 in the router.", ["198.51.100.7", "198.51.100.7:5060", "from 198.51.100.7,"]),
    "ipv6": ("Allow 2001:db8:1::7 too.", ["2001:db8:1::7", "2001:DB8:1:0:0:0:0:7", "[2001:db8:1::7]:5061"]),
    "mac": ("The handset is 00:1a:2b:3c:4d:5e of ours.", ["00:1A:2B:3C:4D:5E", "001a.2b3c.4d5e", "001a2b3c4d5e"]),
    "mail": ("Write to noc.desk@voice.example for that.", ["noc.desk@voice.example", "noc desk", "nocdesk"]),
    "host": ("Register at sbc1.fra.eu.voice.example now.", ["sbc1.fra.eu.voice.example", "sbc1 fra", "sbc1.fra"]),
    "uri": ("Dial sip:echo.test@voice.example;transport=tcp once.", ["sip:echo.test@voice.example", "echo.test@"]),
    "camel": ("Call setMaxCalls to change it.", ["setMaxCalls", "max calls", "setmaxcalls", "set max calls"]),
    "snake": ("The option max_forwards_seen is new.", ["max_forwards_seen", "max forwards seen", "maxforwardsseen"]),
    "dotted": ("Edit trunk.codec.order to change it.", ["trunk.codec.order", "trunk codec order", "codec.order"]),
    "flag": ("Start with --keep-alive-time then.", ["--keep-alive-time", "keep alive time", "keepalivetime"]),
    "header": (
        "We trust P-Asserted-Identity alone.",
        ["P-Asserted-Identity", "asserted identity", "p asserted identity"],
    ),
    "forwards": (
        "The Max-Forwards header counts down.",
        ["Max-Forwards", "max_forwards", "maxforwards", "max forwards"],
    ),
    "version": ("Broken since firmware v6.14.2 of it.", ["v6.14.2", "6.14.2", "version 6.14.2", "firmware 6.14"]),
    "error": ("The log says ERR_CERT_DATE_INVALID then.", ["ERR_CERT_DATE_INVALID", "err cert date invalid"]),
    "errno": ("The log says ECONNREFUSED then.", ["ECONNREFUSED", "econnrefused", "Error: connect ECONNREFUSED"]),
    "rfc": ("Session timers stand in RFC 4028 alone.", ["RFC 4028", "rfc4028", "RFC-4028"]),
    "japanese": ("音声が片方向になる。", ["片方向", "音声", "音声が片方向"]),
}
DISTRACTORS = (
    "One audio call went its way: the caller was one of many, and his id was not one.",
    "Mail is sent by a server that stands in the basement. A key opens the keep. Then a voice is heard.",
    "Set the time of the day. Calls are calls, and the max of it is another.",
    "Asserted is what the identity says. The header of a letter is a p and forwards the max.",
    "198 calls, 51 lines, 100 users and 7 phones; 2001 was the year of the db8, and 1 more.",
    "The trunk of a tree, the codec of a book, the order of a meal; version 6 of 14 in 2 days.",
    "An error of a cert, an invalid date, a refused one. RFC 3261 is read in sessions.",
    "Noc noc says the desk. The echo of a test. Europe's fra has an sbc. 38 faxes, 4028 pages.",
    "音楽は保留中に流れる。方向を変える。",
)


@pytest.fixture(scope="module")
def ask(made: Callable[..., Callable[..., list[str]]]) -> Callable[..., list[str]]:
    pages = {f"page-{number}": f"# Page\n\n{text}\n" for number, text in enumerate(DISTRACTORS)}
    return made(pages | {f"{place}": f"# Page\n\n{text}\n" for place, (text, _) in enumerate(KINDS.values())})


@pytest.mark.parametrize(("kind", "written"), [(kind, way) for kind, (_, ways) in KINDS.items() for way in ways])
def test_a_thing_is_found_first_however_it_is_written(ask: Callable[..., list[str]], kind: str, written: str):
    page = str(list(KINDS).index(kind))
    assert ask(written)[:1] == [page]
    assert ask(f"what is it with {written}?")[:1] == [page]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_half_typed_already_finds_it(ask: Callable[..., list[str]], kind: str):
    written = KINDS[kind][1][0]
    assert str(list(KINDS).index(kind)) in ask(written[: max(3, len(written) - 2)], way="typing")


def test_the_passage_marks_what_was_written(tmp_path: Path):
    build_index(sections_of_page("# Page\n\nNow do setMaxCalls of 2001:db8::7.", path="a.md"), tmp_path / "index")
    searcher = Searcher.open(tmp_path / "index")
    for asked, marked in {"max calls": ("Max", "Calls"), "2001:DB8:0::7": ("2001:db8::7",)}.items():
        (hit,) = searcher.search(asked)
        assert hit.passage[1::2] == marked
    searcher.close()
