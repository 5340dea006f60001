from collections.abc import Callable

from reporter.app import House, make_worker
from tests.integration.web.conftest import Clock
from tests.integration.web.report import CONTACT, to_ticket
from tests.integration.web.visitor import Visitor


def test_the_page_opens_only_by_its_whole_link(visitor: Visitor, another: Callable[[], Visitor]):
    page = to_ticket(visitor).path
    reference, key = page.split("/")[2:]

    assert another().opens(page).status == 200
    wrong = another().opens(f"/tickets/{reference}/{key[:-1]}{'y' if key.endswith('x') else 'x'}")
    unknown = another().opens(f"/tickets/HV-222-222/{key}")
    assert wrong.status == unknown.status == 404
    assert wrong.text == unknown.text


def test_the_reference_in_the_link_may_be_written_as_it_is_spoken(visitor: Visitor, another: Callable[[], Visitor]):
    reference, key = to_ticket(visitor).path.split("/")[2:]

    assert another().opens(f"/tickets/{reference.replace('-', ' ').lower()}/{key}").status == 200


def test_the_page_is_kept_out_of_caches_and_search_engines(visitor: Visitor):
    headers = to_ticket(visitor).opens(visitor.path).response.headers

    assert headers["Cache-Control"] == "no-store"
    assert "noindex" in headers["X-Robots-Tag"]
    assert headers["Referrer-Policy"] == "no-referrer"


def test_it_says_what_was_sent_what_is_promised_and_by_when(visitor: Visitor):
    to_ticket(visitor)

    for said in ("Received", "First answer by", "Fri 20 Nov, 12:00 CET", "in 30 minutes", "the engineer on call"):
        assert said in visitor.text
    assert "a84b4c76e66710@192.0.2.10" in visitor.text


def test_a_zone_without_a_short_name_in_the_reader_s_language_is_its_distance_from_gmt(visitor: Visitor):
    page = to_ticket(visitor).path
    for language, said in (("en-GB", "12:00 CET"), ("en-US", "12:00 GMT+01:00")):
        visitor.opens(page, **{"Accept-Language": language})
        assert said in visitor.text


def test_what_was_sent_can_be_downloaded_as_text(visitor: Visitor):
    response = visitor.client.get(to_ticket(visitor).path + "/report.txt")

    assert response.mimetype == "text/plain"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "7c02a9e4-11aa@pbx.example.net" in response.text
    assert visitor.client.get(visitor.path[:-1] + "/report.txt").status_code == 404


def test_a_mistyped_address_is_mended_and_the_confirmation_goes_there(visitor: Visitor, house: House, clock: Clock):
    to_ticket(visitor).sends({"email": "not an address"}, form="/address")
    assert visitor.status == 422
    assert visitor.value("email") == "not an address"

    visitor.sends({"email": "grace@customer.example"}, form="/address")

    assert "grace@customer.example" in visitor.text
    make_worker(house).run_once(clock())
    mails = [mail.read_text() for mail in (house.settings.data / "mail").glob("*.eml")]
    assert sum("\nTo: grace@customer.example" in mail for mail in mails) == 1
    assert not any(f"\nTo: {CONTACT['email']}" in mail for mail in mails)  # whoever has that address gets no link


def test_the_requesters_mail_holds_nothing_that_was_typed(visitor: Visitor, house: House, clock: Clock):
    to_ticket(visitor)
    make_worker(house).run_once(clock())

    [mail] = [m.read_text() for m in (house.settings.data / "mail").glob("*requester*.eml")]
    assert f"To: {CONTACT['email']}" in mail
    assert visitor.path.split("/")[-1][:10] in mail
    for typed in ("Callers cannot hear us", "Ada", "router", "a84b4c76e66710"):
        assert typed not in mail
