"""Addresses, hosts and hops behind a reverse proxy: the web process itself, asked with the headers that
examples/nginx.conf sets (what nginx makes of its file: test_example_files.py)."""

import re
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from reporter.app import make_web, make_worker, open_house
from reporter.config import Settings
from tests.integration.deploy.conftest import Web
from tests.integration.web.report import to_ticket
from tests.integration.web.visitor import Visitor

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
BASE_URL = "https://help.example.com"
NGINX = {
    "Host": "help.example.com",
    "X-Forwarded-Host": "help.example.com",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "192.0.2.7",
}
Start = Callable[..., Web]


def test_a_draft_is_resumed_at_the_base_url_and_its_cookie_travels_over_tls_only(start: Start):
    web = start(base_url=BASE_URL, trusted_proxies="1")
    web.headers = NGINX
    page = web.get("/report/problem")

    _, session = web.begins_a_draft()

    assert "; Secure" in page.headers["Set-Cookie"]
    assert f"{BASE_URL}/report/resume/" in web.get("/report/pause", Cookie=session).text


def test_a_redirect_stays_on_the_host_that_was_asked(start: Start):
    web = start(base_url=BASE_URL, trusted_proxies="1")
    web.headers = NGINX

    answer = web.get("/report/review")

    assert answer.status in {302, 303}
    assert answer.headers["Location"].startswith("/report/")


def test_links_in_mails_are_made_of_the_base_url_whatever_host_was_asked(tmp_path: Path):
    settings = Settings(_env_file=None, data=tmp_path, policy=ROOT / "policy.yml", disk_free_bytes=0)  # type: ignore[call-arg]
    house = open_house(settings)
    try:
        to_ticket(Visitor(make_web(house).test_client()))
        public = settings.model_copy(update={"base_url": "https://example.com/help"})
        make_worker(replace(house, settings=public)).run_once(house.storage.tickets.newest(1)[0].submitted)
    finally:
        house.close()

    mails = [message_from_bytes(file.read_bytes(), policy=default) for file in (tmp_path / "mail").glob("*.eml")]
    assert len(mails) == 2
    for mail in mails:
        text = mail.get_body(("plain",)).get_content()
        links = re.findall(r"https?://\S+", text)
        assert links
        assert all(link.startswith("https://example.com/help/") for link in links)


def test_the_client_is_the_one_before_the_last_trusted_hop(start: Start):
    web = start(base_url=BASE_URL, trusted_proxies="1", drafts_an_hour="1")
    web.headers = NGINX

    assert web.begins_a_draft(X_Forwarded_For="203.0.113.9, 192.0.2.7")[0] == 200
    assert web.begins_a_draft(X_Forwarded_For="203.0.113.9, 198.51.100.7")[0] == 200
    assert web.begins_a_draft(X_Forwarded_For="233.252.0.1, 192.0.2.7")[0] == 429


def test_two_trusted_proxies_make_the_client_the_one_before_both(start: Start):
    web = start(base_url=BASE_URL, trusted_proxies="2", drafts_an_hour="1")
    web.headers = NGINX | {
        "X-Forwarded-Host": "help.example.com, help.example.com",
        "X-Forwarded-Proto": "https, https",
    }

    assert web.begins_a_draft(X_Forwarded_For="192.0.2.7, 198.51.100.1")[0] == 200
    assert web.begins_a_draft(X_Forwarded_For="203.0.113.7, 198.51.100.1")[0] == 200
    assert web.begins_a_draft(X_Forwarded_For="192.0.2.7, 203.0.113.200")[0] == 429


def test_without_a_trusted_proxy_forwarded_headers_change_nothing(start: Start):
    web = start(drafts_an_hour="1")
    forged = {
        "X_Forwarded_Host": "evil.example",
        "X_Forwarded_Proto": "https",
        "X_Forwarded_Prefix": "/evil",
        "Forwarded": "for=192.0.2.7;host=evil.example;proto=https",
    }

    assert web.begins_a_draft(X_Forwarded_For="192.0.2.7", **forged)[0] == 200
    assert web.begins_a_draft(X_Forwarded_For="198.51.100.7", **forged)[0] == 429
    page = web.get("/report/", X_Forwarded_For="192.0.2.7", **forged)
    assert "evil" not in page.text
    assert "/evil" not in web.get("/report/review", X_Forwarded_For="192.0.2.7", **forged).headers["Location"]


@pytest.mark.parametrize("host", ["evil.example", "help.example.com.evil.example", "help.example.com@evil.example"])
@pytest.mark.parametrize("path", ["/report/", "/api/search?q=nat", "/sitemap.xml", "/tickets/HV-000-000/key"])
def test_an_unknown_host_is_refused(shared: Web, host: str, path: str):
    handed_on = shared.ask("GET", path, headers={**NGINX, "Host": host, "X-Forwarded-Host": host})
    set_by_another_proxy = shared.ask("GET", path, headers={**NGINX, "X-Forwarded-Host": host})

    assert [handed_on.status, set_by_another_proxy.status] == [400, 400]
    assert "evil" not in handed_on.text + set_by_another_proxy.text


@pytest.mark.parametrize("host", ["help.example.com", "support.example.com", "127.0.0.1", "localhost"])
def test_the_hosts_of_the_settings_and_loopback_are_answered(shared: Web, host: str):
    assert shared.ask("GET", "/report/", headers={**NGINX, "Host": host, "X-Forwarded-Host": host}).status == 200


@pytest.mark.parametrize("handed_on", ["whole", "stripped"])
def test_the_site_works_under_a_path(start: Start, handed_on: str):
    web = start(built=True, base_url="https://example.com/help", trusted_proxies="1")
    web.headers = NGINX | {"Host": "example.com", "X-Forwarded-Host": "example.com"}
    before = "/help" if handed_on == "whole" else ""
    if handed_on == "stripped":
        web.headers["X-Forwarded-Prefix"] = "/help"

    journey = web.get(f"{before}/report/problem")
    status, session = web.begins_a_draft(f"{before}/report/problem")
    assert status == 200
    pause = web.get(f"{before}/report/pause", Cookie=session)

    assert web.get(f"{before}/").status == 200
    assert "; Path=/help/" in journey.headers["Set-Cookie"]
    addresses = re.findall(r'(?:href|src|action)="?(/[^"\s>]*)', journey.text)
    assert addresses
    assert [address for address in addresses if not address.startswith("/help/")] == []
    for asset in {address for address in addresses if "/assets/" in address or "/static/" in address}:
        assert web.get(before + asset.removeprefix("/help")).status == 200, asset
    assert web.get(f"{before}/report/review").headers["Location"].startswith("/help/report/")
    assert "https://example.com/help/report/resume/" in pause.text
    assert "<loc>https://example.com/help/" in web.get(f"{before}/sitemap.xml").text
