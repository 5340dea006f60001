"""What comes from elsewhere, on a terminal."""


def safe(text: str) -> str:
    """Without what would do something to a terminal: the input may be hostile."""
    return "".join(one if one.isprintable() else "�" for one in text)
