"""A screenshot, and the ways a browser hands one over."""

from base64 import b64encode
from io import BytesIO

from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page

GIVE = """([kind, name, base64, target]) => {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], name, { type: "image/png" }));
  const event = kind === "paste"
    ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
    : new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
  (target ?? document.activeElement ?? document.body).dispatchEvent(event);
}"""


def png(name: str) -> bytes:
    """A picture of its own for every name: the same one twice would be one file."""
    out = BytesIO()
    Image.new("RGB", (640, 360), tuple(name.encode()[:3])).save(out, "PNG")
    return out.getvalue()


def chosen(name: str) -> FilePayload:
    return {"name": name, "mimeType": "image/png", "buffer": png(name)}


def paste(page: Page, name: str) -> None:
    page.evaluate(GIVE, ["paste", name, _text(name), None])


def drop(page: Page, name: str, on: Locator) -> None:
    page.evaluate(GIVE, ["drop", name, _text(name), on.element_handle()])


def _text(name: str) -> str:
    return b64encode(png(name)).decode()
