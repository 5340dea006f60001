"""What stands where on a page of the journey, and in a mail."""

from email.message import EmailMessage
from xml.etree.ElementTree import Element

from tests.integration.web.visitor import Visitor


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def beside_level(visitor: Visitor, level: str) -> str:
    """What the severity step says beside the choice of a level (its code), where the policy lets choose."""
    return next(text_of(part) for part in visitor.page.iter("div") if part.get("id") == f"level-{level}-help")


def label_of(visitor: Visitor, field_id: str) -> str:
    return next(text_of(label) for label in visitor.page.iter("label") if label.get("for") == field_id)


def promised(visitor: Visitor, level: str) -> str:
    """What the severity step promises for a level."""
    return next(text_of(part) for part in visitor.page.iter("section") if part.get("data-lr-promise") == level)


def link_texts(visitor: Visitor) -> str:
    """What stands on the page's links, a line each."""
    return "\n".join(text_of(link) for link in visitor.page.iter("a"))


def words_of(mail: EmailMessage) -> str:
    """A mail's plain text on one line."""
    body = mail.get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().split())


def body_of(visitor: Visitor) -> str:
    """What a page of the documentation says, on one line."""
    return text_of(next(visitor.page.iter("article"))).replace("¶", "")
