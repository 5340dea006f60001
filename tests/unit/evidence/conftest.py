import io

import pytest
from PIL import Image


@pytest.fixture
def picture():
    """Encodes a small picture: `picture("PNG")`, `picture("GIF", frames=3)`."""

    def encode(kind, *, size=(40, 30), frames=1, **options):
        first, *more = [Image.new("RGB", size, (number % 256, 90, 200 - number % 200)) for number in range(frames)]
        out = io.BytesIO()
        animation = {"save_all": True, "append_images": more} if more else {}
        first.save(out, kind, **animation, **options)
        return out.getvalue()

    return encode
