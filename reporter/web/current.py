"""What belongs to the request at hand: the services, the moment, the network it came from, its draft."""

import hashlib
import hmac
import ipaddress
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from flask import current_app, g, request, session

from reporter.journey.journey import Journey
from reporter.journey.ports import Draft
from reporter.web.services import Services

DRAFT = "draft"


def carried() -> dict[str, str]:
    """What a link to the journey brought: the article it stood in (`from`), the words searched in vain (`title`)."""
    return {name: request.args[name] for name in ("from", "title") if request.args.get(name)}


def services() -> Services:
    """Those of this request: one policy holds from its beginning to its end."""
    if "services" not in g:
        shared = current_app.extensions["lifering"]
        assert isinstance(shared, Services)
        g.services = replace(shared)
    found = g.services
    assert isinstance(found, Services)
    return found


def now() -> datetime:
    """The one moment of this request, aware UTC."""
    if "now" not in g:
        g.now = services().now()
    moment = g.now
    assert isinstance(moment, datetime)
    return moment


def network() -> str:
    """A keyed hash of the requester's network (IPv4 /24, IPv6 /56) that changes every day: enough to cap abuse, and
    no address is kept.
    """
    return _network(request.remote_addr or "", now().date().isoformat(), services().settings.secret_keys[0])


@lru_cache(maxsize=1024)
def _network(remote: str, day: str, key: bytes) -> str:
    try:
        address = ipaddress.ip_address(remote)
    except ValueError:
        address = ipaddress.ip_address(0)
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    prefix = ipaddress.ip_network(f"{address}/{24 if address.version == 4 else 56}", strict=False)  # noqa: PLR2004
    return hmac.new(key, f"network:{day}:{prefix}".encode(), hashlib.sha256).hexdigest()[:32]


def draft() -> Draft | None:
    """The draft of this visitor's session; None when there is none, it was sent or it has expired."""
    if "draft" not in g:
        key = session.get(DRAFT)
        g.draft = services().drafts.open(key, now=now()) if isinstance(key, str) else None
    found = g.draft
    assert found is None or isinstance(found, Draft)
    return found


def begin_draft() -> Draft:
    """The session's draft, a new one if need be. Raises LimitReached."""
    existing = draft()
    if existing:
        return existing
    started, key = services().drafts.start(
        network=network(), now=now(), expires=now() + services().policy.retention.drafts
    )
    session[DRAFT] = key
    session.permanent = True
    g.draft = started
    return started


def forget_draft() -> None:
    session.pop(DRAFT, None)
    g.draft = None


def reread_draft() -> Draft | None:
    """The draft as it is stored now, after something was kept."""
    g.pop("draft", None)
    return draft()


def journey_of(current: Draft | None) -> Journey:
    """Where this draft stands. Without a draft: at the beginning."""
    files = services().files.of_draft(current.id) if current else ()
    return Journey(current.raw() if current else {}, policy=services().policy, files=files, now=now())
