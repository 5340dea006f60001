"""The dialog in which a picture is edited, as a requester sees it, and what the server has of the pictures."""

from dataclasses import dataclass
from io import BytesIO
from random import Random

from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.running import until

WIDTH, HEIGHT = 640, 360
CELL = 8  # px of the chessboard that everything is drawn on
UPLOADS = "**/evidence/files"


def board(name: str = "board.png", kind: str = "PNG") -> FilePayload:
    """A fine chessboard: whatever is hidden or mixed shows in its pixels."""
    cells = Image.new("L", (WIDTH // CELL, HEIGHT // CELL))
    cells.putdata([255 * ((x + y) % 2) for y in range(HEIGHT // CELL) for x in range(WIDTH // CELL)])
    return _payload(cells.resize((WIDTH, HEIGHT), Image.Resampling.NEAREST).convert("RGB"), name, kind)


def noise(name: str = "noise.png") -> FilePayload:
    """No pixel is like the next one, and no block's average like that of the next one."""
    return _payload(Image.frombytes("RGB", (WIDTH, HEIGHT), Random(5).randbytes(WIDTH * HEIGHT * 3)), name, "PNG")


def _payload(picture: Image.Image, name: str, kind: str) -> FilePayload:
    out = BytesIO()
    picture.save(out, kind, quality=95)
    return {"name": name, "mimeType": f"image/{kind.lower()}", "buffer": out.getvalue()}


@dataclass
class Editor:
    """Open, with its picture loaded. Places are shares of the picture's sides."""

    page: Page

    def __post_init__(self) -> None:
        expect(self.dialog).to_be_visible()
        expect(self.picture).to_be_visible()

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog", name="Edit the picture")

    @property
    def picture(self) -> Locator:
        return self.dialog.get_by_role("application", name="Picture of")

    @property
    def said(self) -> Locator:
        return self.dialog.get_by_role("status")

    def button(self, name: str) -> Locator:
        return self.dialog.get_by_role("button", name=name, exact=True)

    def press(self, name: str) -> None:
        self.button(name).click()

    def drag(self, tool: str, left: float, top: float, right: float, bottom: float) -> "Editor":
        self.press(tool)
        self.page.mouse.move(*self.at(left, top))
        self.page.mouse.down()
        self.page.mouse.move(*self.at((left + right) / 2, (top + bottom) / 2))
        self.page.mouse.move(*self.at(right, bottom))
        self.page.mouse.up()
        return self

    def at(self, left: float, top: float) -> tuple[float, float]:
        box = self.picture.bounding_box()
        assert box
        return box["x"] + left * box["width"], box["y"] + top * box["height"]

    def done(self) -> None:
        self.press("Done")
        expect(self.dialog).to_be_hidden()


def add(page: Page, picture: FilePayload) -> None:
    page.get_by_label("Add screenshots").set_input_files(picture)
    expect(page.get_by_label(f"What does {picture['name']} show?")).to_be_visible()


def edit(page: Page, name: str = "board.png") -> Editor:
    page.get_by_role("button", name="Edit").and_(page.get_by_role("button", name=name)).click()
    return Editor(page)


def kept(page: Page, count: int = 1) -> list[str]:
    """The addresses of the draft's pictures, once all of them are checked."""
    url = page.url.removesuffix("/evidence")

    def look() -> list[str] | None:
        files = page.context.request.get(f"{url}/evidence/files").json()["files"]
        clean = [f"{url}/evidence/files/{file['id']}/picture" for file in files if file["state"] == "clean"]
        return clean if len(clean) == len(files) == count else None

    return until(look, what=f"{count} checked pictures") or []


def pixels(page: Page, address: str) -> Image.Image:
    """What the server gives out, in its full size."""
    answer = page.context.request.get(address)
    assert answer.ok, f"{answer.status} {address}"
    return Image.open(BytesIO(answer.body())).convert("RGB")


def colours(picture: Image.Image, left: float, top: float, right: float, bottom: float) -> set[tuple[int, ...]]:
    """All there are between these shares of the sides."""
    across, down = picture.size
    part = picture.crop((round(left * across), round(top * down), round(right * across), round(bottom * down)))
    return {colour for _, colour in part.getcolors(across * down) or []}


def is_red(picture: Image.Image, left: float, top: float) -> bool:
    """Whether the pixel there has the colour of arrows and boxes."""
    red, green, blue = picture.getpixel((round(left * picture.width), round(top * picture.height)))
    return red > 200 and max(green, blue) < 100


def steps(picture: Image.Image, left: float, top: float, *, down: bool, length: int) -> list[int]:
    """Where the colour changes on the way of `length` px from that place, across or down."""
    x, y = round(left * picture.width), round(top * picture.height)
    line = [picture.getpixel((x, y + way) if down else (x + way, y)) for way in range(length)]
    return [way for way in range(1, length) if line[way] != line[way - 1]]
