"""HTTP over a real connection with the face of Flask's test client, so that the same visitor can walk either."""

from dataclasses import dataclass, field
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from types import SimpleNamespace
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

from werkzeug.test import EnvironBuilder


@dataclass(frozen=True)
class Answer:
    """What the visitor asks of an answer."""

    status_code: int
    mimetype: str
    data: bytes
    request: SimpleNamespace

    @property
    def text(self) -> str:
        return self.data.decode("utf-8")


@dataclass
class HttpClient:
    """Keeps cookies."""

    url: str
    cookies: CookieJar = field(default_factory=CookieJar)

    def get(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        return self._send(Request(self.url + path, headers=headers or {}), follow=False)

    def post(self, path: str, data: dict[str, Any], *, follow_redirects: bool = False, **_: Any) -> Answer:
        environ = EnvironBuilder(path=path, method="POST", data=data, content_type="multipart/form-data").get_environ()
        body, kind = environ["wsgi.input"].read(), environ["CONTENT_TYPE"]
        return self._send(Request(self.url + path, data=body, headers={"Content-Type": kind}), follow=follow_redirects)

    def _send(self, request: Request, *, follow: bool) -> Answer:
        opener = build_opener(HTTPCookieProcessor(self.cookies), HTTPRedirectHandler if follow else _Stay)
        try:
            with opener.open(request, timeout=30) as response:
                return _read(response)
        except HTTPError as error:
            with error:
                return _read(error)


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """A redirect is an answer like any other."""


def _read(response: HTTPResponse | HTTPError) -> Answer:
    path = urlsplit(response.url or "").path
    kind = response.headers.get_content_type()
    return Answer(response.status or 0, kind, response.read(), SimpleNamespace(path=path))
