"""A page of ours in the site's own look: the shell rendered at build around a Jinja template."""

import hashlib
from dataclasses import dataclass
from html import escape
from pathlib import Path

from flask import Flask, current_app, render_template, request, url_for
from markupsafe import Markup

from reporter.policy.channels import OfferedChannel, dialled, link_of, offered
from reporter.policy.model import Channel, Policy
from reporter.web.beside import other_drafts
from reporter.web.current import now, services
from reporter.web.question_views import by_subject
from reporter.web.services import PageShell

PLAIN_TOP = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
)


@dataclass(frozen=True)
class PlainShell:
    """What stands around a page while there is no build: reports must go on."""

    top: str
    middle: str
    bottom: str


def plain_shell(name: str) -> PlainShell:
    header = f'</head><body class="lr-plain"><header class="lr-plain__header">{escape(name)}</header><main>'
    return PlainShell(top=PLAIN_TOP, middle=header, bottom="</main></body></html>")


def shell() -> PageShell:
    site = services().site()
    return site.shell if site else plain_shell(services().policy.organisation.name)


def site_root() -> str:
    """Path of the knowledge base's root, with a slash at its end."""
    return url_for("known_problems.start").removesuffix(services().settings.report_path.lstrip("/")) or "/"


def article_url(location: str) -> str:
    """The page behind a hit's location (relative to the site's root)."""
    return site_root() + location


def public_link(endpoint: str, **values: str) -> str:
    """The address of a page of ours as people type it: at the base URL, whatever proxy the request came through."""
    return services().settings.public_url + url_for(endpoint, **values).removeprefix(request.script_root)  # type: ignore[arg-type]


def article_title(location: str) -> str:
    """The title of the page behind a location; the location itself when the site has no such page any more."""
    site = services().site()
    return site.titles.get(location.partition("#")[0], location) if site else location


def show(template: str, *, title: str, status: int = 200, **values: object) -> tuple[str, int]:
    """Render `template` in the shell. `title` is in the reader's language; an error page's begins with "Error:"."""
    return render_template(template, title=title, **values), status


def phones() -> dict[str, list[OfferedChannel]]:
    """The telephone numbers with what each is for, for the line that stands on every step."""
    numbers: dict[str, list[OfferedChannel]] = {}
    for offer in offered(services().policy, level=None, now=now()):
        if offer.channel.kind == "phone":
            numbers.setdefault(offer.channel.address, []).append(offer)
    return numbers


def _asset(filename: str) -> str:
    """Address of a file of ours, with its content's hash so that it can be cached for ever."""
    known: dict[str, str] = current_app.extensions["lifering.assets"]
    if filename not in known:
        content = (Path(str(current_app.static_folder)) / filename).read_bytes()
        known[filename] = hashlib.sha256(content).hexdigest()[:12]
    return url_for("static", filename=filename, v=known[filename])


def channel_link(channel: Channel) -> str:
    """What opens the channel; a path on this site begins at its root, wherever a proxy mounts it."""
    link = link_of(channel)
    return article_url(link[1:]) if link.startswith("/") else link


def severity_title(code: str, policy: Policy | None = None) -> str:
    """The level's title under `policy`, or the one in use; its code when there is no such level."""
    return next((level.title for level in (policy or services().policy).severities if level.code == code), code)


def _merge(first: dict[str, object], second: dict[str, object]) -> dict[str, object]:
    return {**first, **second}


def install_page(app: Flask) -> None:
    app.extensions["lifering.assets"] = {}
    app.jinja_env.filters.update(merge=_merge, article_title=article_title, by_subject=by_subject)
    app.jinja_env.filters.update(dialled=dialled, link_of=channel_link, severity_title=severity_title)

    @app.context_processor
    def _always() -> dict[str, object]:
        found = shell()
        return {
            "shell_top": Markup(found.top),  # noqa: S704 - made by our own build from the theme
            "shell_middle": Markup(found.middle),  # noqa: S704
            "shell_bottom": Markup(found.bottom),  # noqa: S704
            "policy": services().policy,
            "phones": phones,
            "other_drafts": other_drafts,
            "site_root": site_root,
            "article_url": article_url,
            "now": now,
            "asset": _asset,
        }
