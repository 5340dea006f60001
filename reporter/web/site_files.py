"""The static knowledge base in front of the application: WhiteNoise over the current build, swapped as a whole."""

from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.headers import Headers

from whitenoise import WhiteNoise

from reporter.web.headers import site_headers
from reporter.web.services import Services, Site

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
NEVER_STATIC = ("/api/", "/tickets/", "/static/lifering/", "/healthz", "/readyz", "/sitemap.xml")


class SiteFiles:
    """WSGI: a path of the site is answered from the build, everything else by the application.

    The journey's path belongs to the application although the build holds a static page there (for plain hosting).
    """

    def __init__(self, app: Wsgi, services: Services) -> None:
        self._app = app
        self._services = services
        self._own = (*NEVER_STATIC, services.settings.report_path)
        self._built: tuple[str, Wsgi] = ("", app)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path.startswith(self._own) or f"{path}/" == self._services.settings.report_path:
            return self._app(environ, start_response)
        return self._current()(environ, start_response)

    def _current(self) -> Wsgi:
        site = self._services.site()
        if site is None:
            return self._app
        if self._built[0] != site.build_id:
            self._built = (site.build_id, self._files_of(site))
        return self._built[1]

    def _files_of(self, site: Site) -> Wsgi:
        extra = tuple(site_headers(self._services.settings, site).items())

        def add_headers(headers: Headers, path: str, url: str) -> None:  # noqa: ARG001 - WhiteNoise's signature
            for name, value in extra:
                headers[name] = value

        files: Wsgi = WhiteNoise(
            self._app,
            root=str(site.folder),
            index_file=True,
            max_age=60,
            immutable_file_test=_named_by_content,
            add_headers_function=add_headers,
        )
        return files


def _named_by_content(path: str, url: str) -> bool:  # noqa: ARG001 - WhiteNoise's signature
    """Material's bundles carry a hash: main.1a2b3c4d.min.js never changes its content."""
    parts = url.rsplit("/", 1)[-1].split(".")
    return "/assets/" in url and any(len(part) == 8 and _is_hex(part) for part in parts)  # noqa: PLR2004


def _is_hex(text: str) -> bool:
    return all(character in "0123456789abcdef" for character in text)
