"""Words and moments in the reader's language: gettext for the sentences, Babel for dates."""

import gettext
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_datetime, format_timedelta
from flask import Flask, g, request

from reporter.journey.answers import Mistake
from reporter.web.current import now

TRANSLATIONS = (
    gettext.NullTranslations()
)  # English is the only catalogue so far; docs/dev/translating.md says how to add
DEFAULT_LOCALE = "en_GB"
LANGUAGES = {"en"}  # dates follow the reader's locale among the languages the words exist in


def sentence(message: str, **values: object) -> str:
    """The message in the reader's language, its {placeholders} filled."""
    return TRANSLATIONS.gettext(message).format(**values)


def mistake_sentence(mistake: Mistake) -> str:
    return sentence(mistake.text, **mistake.values)


def reader_locale() -> Locale:
    if "locale" not in g:
        g.locale = _negotiated()
    found = g.locale
    assert isinstance(found, Locale)
    return found


def _negotiated() -> Locale:
    for tag, _ in list(request.accept_languages)[:10]:
        try:
            locale = Locale.parse(tag.replace("-", "_"))
        except (ValueError, UnknownLocaleError):
            continue
        if locale.language in LANGUAGES:
            return locale if locale.territory else Locale.parse(DEFAULT_LOCALE)
    return Locale.parse(DEFAULT_LOCALE)


def moment(at: datetime, zone: str) -> str:
    """An absolute moment with its zone: "Mon 23 Nov, 09:30 GMT"; "GMT+01:00" where the reader's language has no short
    name for the zone."""
    local = at.astimezone(ZoneInfo(zone))
    this_year = local.year == now().astimezone(ZoneInfo(zone)).year
    said = format_datetime(local, "EEE d MMM, HH:mm" if this_year else "EEE d MMM y, HH:mm", locale=reader_locale())
    name = format_datetime(local, "zzz", locale=reader_locale())
    return f"{said} {format_datetime(local, 'ZZZZ', locale=reader_locale()) if name[0] in '+-' else name}"


def day(at: datetime, zone: str) -> str:
    """A day without a time: "Mon 23 Nov 2026"."""
    return format_datetime(at.astimezone(ZoneInfo(zone)), "EEE d MMM y", locale=reader_locale())


def relative(at: datetime) -> str:
    """The distance from now: "in 14 hours", "3 minutes ago"."""
    delta = at - now()
    if abs(delta) < timedelta(minutes=1):
        return sentence("now")
    return format_timedelta(delta, add_direction=True, locale=reader_locale())


def install_locale(app: Flask) -> None:
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_translations(TRANSLATIONS, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.filters.update(moment=moment, day=day, relative=relative, said=mistake_sentence)
