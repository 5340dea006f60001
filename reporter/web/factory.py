"""The Flask application over given services, and the static site in front of it."""

from datetime import timedelta
from tempfile import SpooledTemporaryFile
from typing import IO
from urllib.parse import urlsplit

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from reporter.web import (
    articles,
    current,
    elsewhere,
    errors,
    headers,
    health,
    journey,
    known_problems,
    remembered,
    review,
    search_api,
    splitting,
    ticket_traces,
    tickets,
    traces,
    uploads,
)
from reporter.web.evidence_words import install_evidence_words
from reporter.web.locale import install_locale
from reporter.web.page import install_page
from reporter.web.services import Services
from reporter.web.site_files import SiteFiles
from reporter.web.trace_words import install_trace_words

FILE_IN_MEMORY = 4_000_000  # bytes: a larger one waits in a temporary file while its form is read
LONGEST_FORM_FIELD = 1_500_000  # bytes of all text fields: a log pasted without JavaScript is one of them
FORM_PARTS = 200


class Sessions(SecureCookieSessionInterface):
    """The programming interface has none: its answers are nobody's own, and to check a cookie takes a while. A session
    lasts as long as drafts do under the policy in use."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if request.path.startswith("/api/"):
            return None
        app.permanent_session_lifetime = current.services().policy.retention.drafts
        return super().open_session(app, request)


class Forms(Request):
    """A screenshot is not written to a temporary file only to be read again."""

    def _get_file_stream(self, *_: object, **__: object) -> IO[bytes]:
        return SpooledTemporaryFile(max_size=FILE_IN_MEMORY, mode="rb+")


def make_app(services: Services) -> Flask:
    """The application. `app.wsgi_app` already includes the static site and the reverse proxies' headers."""
    app = Flask("reporter.web", static_url_path="/static/lifering")
    _configure(app, services)
    CSRFProtect(app).exempt(search_api.api)  # reads no cookie, so there is nothing to forge
    app.extensions["lifering"] = services
    for steps in (known_problems, journey, elsewhere, remembered, articles, uploads, traces, splitting, review):
        app.register_blueprint(steps.pages, url_prefix=services.settings.report_path.rstrip("/"))
    for blueprint in (tickets.pages, ticket_traces.pages, splitting.beside, search_api.api, health.probes):
        app.register_blueprint(blueprint)
    install_locale(app)
    install_page(app)
    install_trace_words(app)
    install_evidence_words(app)
    errors.install(app)
    headers.install(app)
    _wrap(app, services)
    return app


def _configure(app: Flask, services: Services) -> None:
    app.session_interface = Sessions()
    app.request_class = Forms
    settings = services.settings
    newest, *older = [key.decode("ascii") for key in settings.secret_keys]
    app.config.update(
        SECRET_KEY=newest,
        SECRET_KEY_FALLBACKS=older,
        SESSION_COOKIE_NAME="lifering",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.public_url.startswith("https:"),
        SESSION_COOKIE_PATH=(urlsplit(settings.public_url).path or "") + "/",
        SESSION_REFRESH_EACH_REQUEST=False,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=365),
        TRUSTED_HOSTS=settings.hosts,
        MAX_CONTENT_LENGTH=settings.upload_caps.draft_bytes + 1_000_000,
        MAX_FORM_MEMORY_SIZE=LONGEST_FORM_FIELD,
        MAX_FORM_PARTS=FORM_PARTS,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a form left open over night must still be sent
        WTF_CSRF_SSL_STRICT=False,  # our pages send no Referer; SameSite cookies and the token stand for it
    )
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _wrap(app: Flask, services: Services) -> None:
    site_files = SiteFiles(app.wsgi_app, services)
    hops = services.settings.trusted_proxies
    wrapped = ProxyFix(site_files, x_for=hops, x_proto=hops, x_host=hops, x_prefix=hops) if hops else site_files
    app.wsgi_app = wrapped  # type: ignore[method-assign]
