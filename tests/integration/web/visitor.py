"""A visitor without JavaScript: opens pages, fills in the forms that are on them, presses a button."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

Fields = dict[str, Any]


def parsed(html: str) -> Element:
    """The page as a tree; malformed HTML fails the test."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


@dataclass
class Visitor:
    client: FlaskClient
    page: Element = field(default_factory=lambda: Element("html"))
    response: TestResponse | None = None

    def opens(self, path: str, **headers: str) -> "Visitor":
        return self._read(self.client.get(path, headers=headers))

    def sends(
        self, fields: Fields | None = None, *, form: int | str = 0, button: str = "", follow: bool = True
    ) -> "Visitor":
        """Fill in the form (its number, or part of its action) and press the named button's value."""
        found = self._form(form)
        data = {**_filled(found), **(fields or {})}
        if button:
            data["go"] = button
        data = {name: value for name, value in data.items() if value is not None}
        action = found.get("action") or self.path
        self._read(self.client.post(action, data=data, content_type="multipart/form-data", follow_redirects=follow))
        return self

    @property
    def path(self) -> str:
        assert self.response
        return self.response.request.path

    @property
    def status(self) -> int:
        assert self.response
        return self.response.status_code

    @property
    def text(self) -> str:
        return " ".join("".join(self.page.itertext()).split())

    def value(self, name: str) -> str:
        """What stands in a field."""
        for element in self.page.iter():
            if element.get("name") == name and element.tag in {"input", "textarea"}:
                return (element.text or "").strip("\n") if element.tag == "textarea" else element.get("value", "")
            if element.get("name") == name and element.tag == "select":
                return next((o.get("value", "") for o in element.iter("option") if o.get("selected") is not None), "")
        raise AssertionError(f"no field {name} on {self.path}")

    def value_of(self, field_id: str) -> str:
        return next(e.get("value", "") for e in self.page.iter("input") if e.get("id") == field_id)

    def mistakes(self) -> dict[str, str]:
        """The error summary: anchor -> sentence."""
        summary = [e for e in self.page.iter("div") if "lr-summary" in e.get("class", "")]
        return {a.get("href", ""): "".join(a.itertext()) for e in summary for a in e.iter("a")}

    def links(self) -> list[str]:
        return [a.get("href", "") for a in self.page.iter("a")]

    def _form(self, form: int | str) -> Element:
        forms = [f for f in self.page.iter("form") if f.get("method") == "post"]
        return forms[form] if isinstance(form, int) else next(f for f in forms if form in f.get("action", ""))

    def _read(self, response: TestResponse) -> "Visitor":
        self.response = response
        if response.mimetype == "text/html":
            self.page = parsed(response.text)
        return self


def _filled(form: Element) -> Fields:
    data: Fields = {}
    for element in form.iter():
        name, kind = element.get("name"), element.get("type", "")
        if not name or kind in {"file", "submit"} or element.tag == "button":
            continue
        if element.tag == "textarea":
            data[name] = (element.text or "").removeprefix("\n")
        elif element.tag == "select":
            data[name] = next((o.get("value", "") for o in element.iter("option") if o.get("selected") is not None), "")
        elif element.tag == "input" and (kind not in {"radio", "checkbox"} or element.get("checked") is not None):
            data.setdefault(name, element.get("value", ""))
    return data


def upload(data: bytes, name: str) -> tuple[BytesIO, str]:
    return BytesIO(data), name
