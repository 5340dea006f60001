"""The language of a mail: its sentences through gettext, its moments in a place's own time."""

from dataclasses import dataclass, field
from datetime import datetime
from gettext import NullTranslations
from zoneinfo import ZoneInfo

from babel.dates import format_datetime


@dataclass(frozen=True)
class Language:
    """`locale` is a Babel locale identifier; without translations the message ids are the sentences."""

    locale: str = "en_GB"
    translations: NullTranslations = field(default_factory=NullTranslations)

    def say(self, sentence: str, **values: str) -> str:
        """The sentence in this language with its {placeholders} filled."""
        return self.translations.gettext(sentence).format(**values)

    def moment(self, at: datetime, zone: str) -> str:
        """Such as "Mon 23 Nov 2026, 09:30 GMT", or "... UTC+03" where no abbreviation is in use.
        `zone` is an IANA name."""
        local = at.astimezone(ZoneInfo(zone))
        name = local.tzname() or zone
        name = f"UTC{name}" if name.startswith(("+", "-")) else name
        return f"{format_datetime(local, 'EEE d MMM y, HH:mm', locale=self.locale)} {name}"

    def day(self, at: datetime, zone: str) -> str:
        """Such as "Mon 23 Nov 2026"."""
        return format_datetime(at, "EEE d MMM y", tzinfo=ZoneInfo(zone), locale=self.locale)


ENGLISH = Language()
