"""Security headers for every answer: the strict policy on our pages, and by choice on the articles."""

from collections.abc import Iterable

from flask import Flask, Response, g, request

from reporter.web.current import services
from reporter.web.services import Site, WebSettings

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}
PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}
NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox"


def content_security_policy(script_hashes: tuple[str, ...], probed: tuple[str, ...] = ()) -> str:
    """Own files and the shell's known inline scripts; nothing of any other host (CSP level 3), save that a script may
    try whether these `probed` origins answer."""
    scripts = " ".join(["'self'", *(f"'{value}'" for value in script_hashes)])
    asked = " ".join(["'self'", *probed])
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        f"connect-src {asked}; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )


def site_headers(settings: WebSettings, site: Site) -> dict[str, str]:
    """For the static articles. Other people's content may need inline styles: then `docs_csp` is off."""
    headers = dict(ALWAYS)
    if settings.docs_csp:
        headers["Content-Security-Policy"] = content_security_policy(site.script_hashes)
    return headers


def allow_probes(origins: Iterable[str]) -> None:
    """The page of this request may try to reach them. They come from the policy, never from a visitor."""
    g.probed = tuple(origins)


def install(app: Flask) -> None:
    app.after_request(_add)


def _add(response: Response) -> Response:
    """What the answer does not say itself. A module that another one imports is asked for by its plain name: only what
    carries its content's hash may be kept for a year."""
    if request.endpoint == "static" and "v" not in request.args:
        response.headers["Cache-Control"] = "no-cache"
    said = {name.lower() for name, _ in response.headers}
    missing = [(name, value) for name, value in _due(response) if name.lower() not in said]
    response.headers.extend(missing)
    return response


def _due(response: Response) -> Iterable[tuple[str, str]]:
    if request.endpoint == "static":
        return ALWAYS.items()
    policy = _page_policy() if response.mimetype == "text/html" else NOTHING
    return (*ALWAYS.items(), *PRIVATE.items(), ("Content-Security-Policy", policy))


def _page_policy() -> str:
    site = services().site()
    return content_security_policy(site.shell_script_hashes if site else (), g.get("probed", ()))
