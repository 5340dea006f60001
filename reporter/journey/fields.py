"""A step's fields as declared, and what was typed into them, read by the declaration."""

from collections.abc import Iterable
from dataclasses import dataclass

from reporter.journey.answers import Mistake, Raw
from reporter.journey.text import clean_line, clean_text
from reporter.policy.model import Exit


@dataclass(frozen=True)
class Field:
    """`missing` is what an empty field is told, a gettext message id; "" makes the field optional.
    `shortest` and `longest` count characters. `many`: several values; `lines`: text of several lines."""

    name: str
    missing: str = ""
    shortest: int = 0
    longest: int = 100
    lines: bool = False
    many: bool = False


class Typed:
    """One step's raw values. Reading never raises: what is wrong is gathered in `mistakes`, one for each field;
    `exits` are the answers that show the requester is in the wrong place."""

    def __init__(self, raw: Raw, fields: Iterable[Field]) -> None:
        self._raw = raw
        self._fields = {field.name: field for field in fields}
        self.mistakes: list[Mistake] = []
        self.exits: list[Exit] = []
        for name in raw:
            if name not in self._fields:
                self.mistakes.append(Mistake(name, "This page has no field “{name}”.", {"name": clean_line(name)[:40]}))

    def one(self, name: str) -> str:
        """The cleaned value, "" when nothing acceptable was typed."""
        field = self._fields[name]
        values = self._raw.get(name, ())
        if len(values) > 1:
            return self._refuse(Mistake(name, "This was sent twice. Answer it once, please."))
        value = (clean_text if field.lines else clean_line)("".join(values))
        if not value:
            return self._refuse(Mistake(name, field.missing)) if field.missing else ""
        if len(value) < field.shortest:
            return self._refuse(
                Mistake(name, "Say a little more: at least {shortest} characters.", {"shortest": str(field.shortest)})
            )
        if len(value) > field.longest:
            sizes = {"length": f"{len(value):,}", "longest": f"{field.longest:,}"}
            return self._refuse(
                Mistake(name, "This has {length} characters, and {longest} fit. Keep what matters most.", sizes)
            )
        return value

    def many(self, name: str) -> tuple[str, ...]:
        """The cleaned values in order, each once, without empty ones."""
        cleaned = (clean_line(value) for value in self._raw.get(name, ()))
        return tuple(dict.fromkeys(value for value in cleaned if value))

    def wrong(self, mistake: Mistake) -> None:
        """Gather a mistake; the first one of a field stands."""
        if all(known.field != mistake.field for known in self.mistakes):
            self.mistakes.append(mistake)

    def in_order(self, names: Iterable[str]) -> None:
        """Put the mistakes in the order of these fields; any other's last."""
        places = {name: place for place, name in enumerate(names)}
        self.mistakes.sort(key=lambda mistake: places.get(mistake.field, len(places)))

    def leads_away(self, where: Exit) -> None:
        """Gather an exit. One that `ends` leaves the step without an answer."""
        self.exits.append(where)

    def _refuse(self, mistake: Mistake) -> str:
        self.wrong(mistake)
        return ""
