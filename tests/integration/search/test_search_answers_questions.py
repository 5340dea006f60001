import pytest

from search.retrieval.query import MOST_HITS, MOST_OF_A_PAGE, Searcher


@pytest.mark.parametrize(
    ("question", "page"),
    [
        ("Why can my customer not hear me, but I hear them? It is one way audio", "audio/one-way-audio/"),
        ("oneway audio on outgoing calls", "audio/one-way-audio/"),
        ("my calls are always cut off after 32 seconds", "calls/drop-after-30-seconds/"),
        ("what does 488 mean?", "calls/response-codes/"),
        ("SIP/2.0 503 Service Unavailable", "calls/response-codes/"),
        ("phone won't register, it keeps asking for the password", "registration/"),
        ("callers see the wrong caller id", "numbers/caller-id/"),
        ("where do I find the callid", "calls/find-a-call-id/"),
        ("how can I route my DIDs to voice mail", "numbers/did-routing/"),
        ("keys pressed in the menu are not recognized", "calls/dtmf/"),
        ("t38 faxing fails", "fax/"),
        ("I forgot my password for the portal", "portal/sign-in/"),
        ("downloading the call records as a csv", "billing/invoice/"),
        ("certificate error in browser, webrtc", "webrtc/"),
        ("NAIVE callers", "voicemail/"),
    ],
)
def test_the_right_page_comes_first(searcher: Searcher, question: str, page: str):
    assert searcher.search(question)[0].page_location == page


@pytest.mark.parametrize("written", ["a=sendonly", "sendonly", "A=SENDONLY", '"a=sendonly"'])
def test_a_line_of_sdp_finds_its_section(searcher: Searcher, written: str):
    assert searcher.search(written)[0].location == "audio/one-way-audio/#hold"


@pytest.mark.parametrize("written", ["G.711", "g711", "G711", "g 711"])
def test_a_codec_is_found_however_it_is_written(searcher: Searcher, written: str):
    assert searcher.search(written)[0].location == "calls/response-codes/#488"


@pytest.mark.parametrize(
    ("typed", "page"), [("regi", "registration/"), ("voicem", "voicemail/"), ("one-w", "audio/one-way-audio/")]
)
def test_a_half_typed_word_already_finds(searcher: Searcher, typed: str, page: str):
    assert searcher.search(typed, way="typing")[0].page_location == page


def test_a_word_with_something_after_it_is_not_completed(searcher: Searcher):
    assert searcher.search("regis", way="typing") != ()
    assert searcher.search("regis ", way="typing") == ()
    assert all(hit.by == "meaning" for hit in searcher.search("regis", way="question"))


def test_a_hit_says_where_it_is_and_why(searcher: Searcher):
    hit = searcher.search("why no voice after HOLD?")[0]
    assert (hit.location, hit.page_location) == ("audio/one-way-audio/#hold", "audio/one-way-audio/")
    assert (hit.path, hit.page_title) == ("audio/one-way-audio.md", "One-way audio")
    assert hit.title == "Music but no voice after hold"
    assert hit.terms == ("no", "voice", "hold")
    assert hit.passage[1::2] == ("hold",)
    assert "".join(hit.passage).endswith("keeps the other side on hold.")


def test_words_that_no_article_holds_give_no_hits(searcher: Searcher):
    assert searcher.search("quantum bananas") == ()
    assert searcher.search("") == ()


def test_a_question_of_question_words_only_is_still_looked_for(searcher: Searcher):
    assert searcher.search("what is the") != ()


def test_one_page_does_not_fill_the_list(searcher: Searcher):
    pages = [
        hit.page_location for hit in searcher.search("SIP response codes 486 488 503 busy unavailable trunk", limit=10)
    ]
    assert pages.count("calls/response-codes/") == MOST_OF_A_PAGE
    assert len(set(pages)) > 1


def test_no_more_hits_than_asked_for_and_never_more_than_the_cap(searcher: Searcher):
    assert len(searcher.search("call", limit=2)) == 2
    assert len(searcher.search("call", limit=0)) == 1
    assert len(searcher.search("call the phone", limit=10**9)) <= MOST_HITS


def test_a_description_finds_its_page(searcher: Searcher):
    assert searcher.search("where a number rings")[0].page_location == "numbers/did-routing/"
