"""References: short, readable aloud, with a check character, such as `HV-4K7-2MQ`.

Alphabet: 31 symbols, a prime, without I, L, O, S and U (they are read as 1, 1, 0, 5 and V). Five random symbols and one
check symbol make the weighted sum 0 modulo 31; all weights differ and none is 0, so every single wrong symbol and
every swap of two different symbols is detected. The check covers these six; the prefix is the organisation's.
"""

import re
import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRTVWXYZ"
WEIGHTS = (2, 3, 4, 5, 6, 1)
_LOOK_ALIKES = str.maketrans("ILOSU", "1105V")
_LONGEST = 64
_SHAPE = re.compile(r"([A-Z]{2,4})([0-9A-Z]{6})")


def new_reference(prefix: str) -> str:
    """A random reference; `prefix` is the policy's two to four capitals. One of 28.6 million: it can be taken."""
    return with_check(prefix, "".join(secrets.choice(ALPHABET) for _ in WEIGHTS[:-1]))


def with_check(prefix: str, five: str) -> str:
    """The reference of five symbols of the alphabet."""
    return _written(prefix, five + ALPHABET[-_sum(five) % len(ALPHABET)])


def normalise(text: str) -> str | None:
    """The reference somebody typed or dictated, in its one written form; None when it cannot be one.
    Case, blanks, dashes and other marks do not matter, look-alikes are read as the symbol they resemble."""
    kept = re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", text[:_LONGEST]).upper())
    found = _SHAPE.fullmatch(kept)
    if not found:
        return None
    prefix, body = found[1], found[2].translate(_LOOK_ALIKES)
    return None if _sum(body) % len(ALPHABET) else _written(prefix, body)


def _sum(body: str) -> int:
    return sum(weight * ALPHABET.index(symbol) for weight, symbol in zip(WEIGHTS, body, strict=False))


def _written(prefix: str, body: str) -> str:
    return f"{prefix}-{body[:3]}-{body[3:]}"
