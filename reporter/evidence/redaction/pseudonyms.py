"""Stand-ins for values: the same value has the same one under the same key, and nobody without the key finds the value.

A pseudonym can not be dialled and is valid where the value stood (a user part, a token, an address). Its letters are
consonants alone, so that it can neither be a name nor hold a number by chance."""

import hmac
import re
from collections.abc import Callable

from reporter.evidence.redaction import addresses

LETTERS = "bcdfghjkmnpqrstvwxz"
LENGTH = 8  # letters: 17 thousand million values
MADE = re.compile(
    rf"num-[{LETTERS}]{{8}}(?:\.cc[1-9]\d{{0,2}})?\.d\d{{1,4}}|(?:user|name|nonce|host|place)-[{LETTERS}]{{8}}"
)
"""What `Pseudonyms` makes of words; such a value is never replaced again."""

SHORTEST_NUMBER, LONGEST_NUMBER = 7, 15  # digits with the country code (E.164: at most 15)
MOST_TRIES = 16
# fmt: off
SHORT_COUNTRY_CODES = frozenset((  # ITU-T E.164: those of two digits; 1 and 7 have one, all others three
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49",
    "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84",
    "86", "90", "91", "92", "93", "94", "95", "98",
))
# fmt: on
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_WRITTEN = re.compile(r"[\s().\-/]")
_NUMBER = re.compile(r"(\+|00(?=[1-9]\d{7}))?([0-9*#]+)")
_ADDRESS_INSIDE = re.compile(r"\d{1,3}(?:[-_.x]\d{1,3}){3}")
_OWN_NETWORK = (".local", ".lan", ".home", ".internal", ".localdomain", ".home.arpa", ".fritz.box")


class Pseudonyms:
    """One report's. `key`: any bytes; another key gives other pseudonyms."""

    def __init__(self, key: bytes) -> None:
        self._key = key or b"\0"  # HMAC wants one
        self._known: dict[tuple[str, str], str] = {}
        self._addresses: set[str] = set()

    def user(self, value: str) -> str:
        """Of a telephone number or a user name. Of a number it is kept how many digits it has, and the country code
        where it begins with + or 00: `num-bcdfghjk.cc49.d12`. However it is written, one number has one pseudonym."""
        return value if MADE.fullmatch(value) else self._once("user", value, self._user)

    def word(self, kind: str, value: str) -> str:
        """Of anything else: `name-bcdfghjk`."""
        return value if MADE.fullmatch(value) else f"{kind}-{self._letters(kind, value)}"

    def host(self, value: str) -> str:
        """Of an IPv4 or IPv6 address, with or without brackets: another one of the same class. Of a host name only
        where it holds an address or names a machine of somebody's own network; others stay."""
        return self._once("host", value, self._host)

    def _host(self, value: str) -> str:
        bare = value.removeprefix("[").removesuffix("]")
        known = addresses.parse(bare)
        if known is None:
            return self._named(value)
        if known in self._addresses:
            return value
        made = self._once("address", known, self._address)
        return f"[{made}]" if value.startswith("[") else made

    def stand_in(self, value: str) -> str:
        """An IPv4 address for a host name, where nothing but an address will do."""
        return addresses.moved(addresses.PUBLIC, self._bytes("stand-in", value))

    def _user(self, value: str) -> str:
        plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        number = _NUMBER.fullmatch(_WRITTEN.sub("", plain.replace("(0)", "") if plain.lstrip()[:1] == "+" else plain))
        if number is None:
            return f"user-{self._letters('user', plain)}"
        digits = number[2]
        international = bool(number[1]) and SHORTEST_NUMBER <= len(digits) <= LONGEST_NUMBER and digits[0] not in "0*#"
        country = f".cc{_country(digits)}" if international else ""
        return f"num-{self._letters('num', digits)}{country}.d{min(len(digits), 9999)}"

    def _address(self, known: str) -> str:
        """Not the pseudonym of another address, nor the address itself."""
        if addresses.stays(known):
            return known
        made = known
        for attempt in range(MOST_TRIES):
            made = addresses.moved(known, self._bytes("address", f"{known} {attempt or ''}"))
            if made != known and made not in self._addresses and ("address", made) not in self._known:
                break
        self._addresses.add(made)
        return made

    def _named(self, value: str) -> str:
        low = value.lower().rstrip(".")
        if MADE.match(low):
            return value
        inside = _ADDRESS_INSIDE.search(low)
        if inside:
            dot = low.find(".", inside.end())
            return self.word("host", low) + (low[dot:] if dot >= 0 else "")
        ending = next((one for one in _OWN_NETWORK if low.endswith(one)), "")
        return self.word("host", low) + ending if ending else value

    def _once(self, kind: str, value: str, make: Callable[[str], str]) -> str:
        made = self._known.get((kind, value))
        if made is None:
            made = self._known[kind, value] = make(value)
        return made

    def _letters(self, kind: str, value: str) -> str:
        number = int.from_bytes(self._bytes(kind, value)[:16])
        found = []
        for _ in range(LENGTH):
            number, digit = divmod(number, len(LETTERS))
            found.append(LETTERS[digit])
        return "".join(found)

    def _bytes(self, kind: str, value: str) -> bytes:
        return hmac.digest(self._key, f"{kind}\0{value}".encode(errors="surrogatepass"), "sha256")


def _country(digits: str) -> str:
    if digits[0] in "17":
        return digits[0]
    return digits[:2] if digits[:2] in SHORT_COUNTRY_CODES else digits[:3]
