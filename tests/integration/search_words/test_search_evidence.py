"""A pasted trace, log line or error text finds the article about what went wrong, not one that shares its addresses."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from search.index.vocabulary import Vocabulary
from search.language.evidence import ANSWER, EXACT, SAYS_NOTHING, Evidence, holds_message
from search.retrieval.lexicon import Lexicon
from search.retrieval.question import MOST_TERMS, read_question

Ask = Callable[..., list[str]]

PAGES = {
    "codecs": "# Codecs\n\n488 Not Acceptable Here: no common codec, such as PCMA or G.729, in the offer.",
    "cancelled": "# Hung up while ringing\n\nA call that the caller cancels ends with 487 Request Terminated.",
    "forbidden": "# Refused calls\n\n403 Forbidden: the caller ID in P-Asserted-Identity is not yours.",
    "password": "# Sign-in of phones\n\n401 Unauthorized comes again and again: a wrong password at REGISTER.",
    "hold": "# Silence after hold\n\nThe other side sends a=sendonly or inactive and never takes the call back.",
    "timers": "# Calls end after half an hour\n\nA Session-Expires header that nobody refreshes.",
    "rejected": "# Rejected numbers\n\nCause 21 means that the other network has said call rejected.",
    "refused": "# The PBX does not start\n\nECONNREFUSED on port 5061 means that TLS is switched off.",
    "expired": "# Browser phone\n\nThe browser shows NET::ERR_CERT_DATE_INVALID when our certificate has run out.",
    "trace": "# Take a trace\n\nA trace holds Via, From, To, Call-ID, CSeq, Contact, Content-Length of an INVITE.",
    "addresses": "# Our addresses\n\nWe send from 192.0.2.10 and 192.0.2.20, port 5060 UDP. Written 2026-11-20.",
    "numbers": "# Numbers\n\nA number such as 2079460018 is written with its country, 44. 10 calls.",
}
HEAD = """Via: SIP/2.0/UDP 192.0.2.20:5060;branch=z9hG4bK74b488;rport=5060
From: "Alice 487" <sip:alice@192.0.2.20>;tag=9fxced403sl
To: Bob <sip:+442079460018@example.com>;tag=314159
Call-ID: 3848276298220188511@trace.example.com
Contact: <sip:bob@192.0.2.20>
Max-Forwards: 70
"""
TRACES = {
    "codecs": f"SIP/2.0 488 Not Acceptable Here\n{HEAD}CSeq: 1 INVITE\nContent-Length: 0\n",
    "cancelled": f"SIP/2.0 100 Trying\n{HEAD}CSeq: 1 INVITE\n\nSIP/2.0 487 Request Terminated\n{HEAD}CSeq: 1 INVITE\n",
    "forbidden": (
        f"INVITE sip:bob@example.com SIP/2.0\n{HEAD}P-Asserted-Identity: <sip:42@example.com>\n\n"
        f"SIP/2.0 407 Proxy Authentication Required\n{HEAD}\n\nSIP/2.0 403 Forbidden\n{HEAD}"
    ),
    "password": f"REGISTER sip:example.com SIP/2.0\n{HEAD}CSeq: 2 REGISTER\n\nSIP/2.0 401 Unauthorized\n{HEAD}",
    "hold": f"INVITE sip:bob@example.com SIP/2.0\n{HEAD}\nv=0\no=- 2 2 IN IP4 192.0.2.20\ns=-\nt=0 0\na=sendonly\n",
    "timers": f"INVITE sip:bob@example.com SIP/2.0\n{HEAD}Session-Expires: 1800;refresher=uac\nCSeq: 1 INVITE\n",
    "rejected": f'BYE sip:bob@example.com SIP/2.0\n{HEAD}Reason: Q.850;cause=21;text="Call rejected"\n',
    "refused": "2026-11-20 10:11:12.345 ERROR [pbx] connect ECONNREFUSED 192.0.2.10:5061 (0x7f3a9c10)",
    "expired": 'Nov 20 10:11:12 WARNING phone: "NET::ERR_CERT_DATE_INVALID" at wss://192.0.2.10/ws 10:11:12',
}


@pytest.fixture(scope="module")
def ask(made: Callable[..., Ask]) -> Ask:
    return made(PAGES)


@pytest.mark.parametrize("page", TRACES)
def test_what_was_pasted_finds_its_article_first(ask: Ask, page: str):
    assert ask(TRACES[page], way="evidence")[0] == page
    assert ask(TRACES[page].replace("\n", "\r\n"), way="evidence")[0] == page


@pytest.mark.parametrize("way", ["question", "typing"])
@pytest.mark.parametrize("page", [page for page, trace in TRACES.items() if holds_message(trace)])
@pytest.mark.parametrize("between", ["\n", " "], ids=["lines", "as a search box pastes them"])
def test_a_message_that_is_pasted_among_words_is_known_for_one(ask: Ask, page: str, between: str, way: str):
    trace = TRACES[page].replace("\n", between)
    assert ask(f"Our calls do not work since Friday\n{trace}", way=way)[0] == page


def test_only_a_message_is_taken_for_one():
    assert not any(
        map(holds_message, ["", "SIP/2.0", "a SIP/2.0 phone", "what is SIP 488", "INVITE sip:bob@example.com"])
    )


@pytest.mark.parametrize(
    ("line", "page"),
    [
        ("488", "codecs"),
        ("error 487", "cancelled"),
        ("request terminated", "cancelled"),
        ("SIP;cause=403", "forbidden"),
        ("P-Asserted-Identity", "forbidden"),
        ("a=sendonly", "hold"),
        ("Q.850 cause 21", "rejected"),
        ("192.0.2.10", "addresses"),
        ("PCMA", "codecs"),
    ],
)
def test_a_single_thing_is_enough(ask: Ask, line: str, page: str):
    assert ask(line, way="evidence")[0] == page


HELD = ("488", "not", "acceptable", "192", "0", "2", "20", "1920220", "5060", "10", "sip")
LEXICON = Lexicon(Vocabulary.of(dict.fromkeys(HELD, 5)), sections=99)


def asked(text: str) -> dict[str, float]:
    return {asked.word: asked.terms[0][1] for asked in read_question(text, LEXICON, way="evidence").asked}


def test_the_last_answer_weighs_most():
    assert asked(TRACES["codecs"]) == {"488": ANSWER, "not": ANSWER, "acceptable": ANSWER}


def test_addresses_times_names_and_ids_weigh_nothing_unless_an_article_holds_them_whole():
    assert asked(f"SIP/2.0 488 x\n{HEAD}\n2026-11-20 10:20:00 10.0.0.2 +44 10 20 488 48 00:0c:29:aa:bb:02") == {
        "488": ANSWER
    }
    assert asked("488 from 192.0.2.20") == {"488": EXACT, "192.0.2.20": 1.0}


def test_the_end_of_a_long_trace_is_read_too(ask: Ask):
    ringing = f"SIP/2.0 180 Ringing\n{HEAD}\n"
    assert ask(ringing * 100 + TRACES["codecs"], way="evidence")[0] == "codecs"
    assert ask(TRACES["codecs"] + ringing * 100, way="evidence")[0] == "codecs"


def test_the_usual_first_answers_say_something_only_where_they_are_the_last():
    def weights(text: str) -> list[float]:
        return [stretch.weight for stretch in Evidence(text)._stretches if text[stretch.start].isdigit()]

    assert weights("SIP/2.0 407 Required\nSIP/2.0 403 Forbidden\n") == [SAYS_NOTHING, ANSWER]
    assert weights("SIP/2.0 401 Unauthorized\nSIP/2.0 200 OK\n") == [ANSWER, SAYS_NOTHING]


def test_what_else_stands_in_a_trace_with_a_failing_answer_weighs_little():
    assert asked("488 acceptable")["acceptable"] == 1.0
    assert asked(f"SIP/2.0 488 x\n{HEAD}\nacceptable")["acceptable"] < 1.0


def test_of_evidence_that_no_article_knows_all_of_it_is_asked():
    assert list(asked("10.9.8.7 timed out")) != []


def test_stretches_stand_in_the_text_one_after_another():
    text = TRACES["forbidden"] + TRACES["refused"]
    stretches = Evidence(text)._stretches
    assert [stretch.start for stretch in stretches] == sorted(stretch.start for stretch in stretches)
    assert all(before.end <= after.start for before, after in pairwise(stretches))
    assert {stretch.weight for stretch in stretches} == {SAYS_NOTHING, EXACT, ANSWER}


def test_of_a_long_text_the_words_that_tell_most_are_asked():
    common = {f"common{letter}{other}": 90 for letter in "abcdefghij" for other in "klmnopqrst"}
    lexicon = Lexicon(Vocabulary.of(common | {"sendonly": 1}), sections=100)
    question = read_question(" ".join([*common, "sendonly"]), lexicon)
    assert len(question.asked) == MOST_TERMS
    assert question.asked[-1].word == "sendonly"
