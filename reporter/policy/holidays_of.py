"""National and regional holidays, as the package `holidays` knows them: countries by ISO 3166-1, subdivisions by
ISO 3166-2 without the country. The package is imported at the first question, so that a policy without holidays
never pays for it. Nothing is read from anywhere."""

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from types import ModuleType

from reporter.policy.nearest import did_you_mean


@lru_cache(maxsize=512)
def national(country: str, subdivision: str | None, year: int) -> Mapping[date, str]:
    """The holidays of a year and their names, in the country's language; days that stand in for one at a weekend
    are among them. Empty for a year of which nothing is known. Raises ValueError for an unknown place."""
    if sentence := known(country, subdivision):
        raise ValueError(sentence)
    return dict(_package().country_holidays(country, subdiv=subdivision, years=year))


@cache
def known(country: str, subdivision: str | None = None) -> str | None:
    """None for a place whose holidays are known, else what is wrong with it, as a sentence that follows a colon."""
    countries = _countries()
    if country not in countries:
        near = did_you_mean(country, countries)
        return f"the holidays of `{country}` are not known, expected a country such as GB{near}"
    if subdivision is None:
        return None
    parts: tuple[str, ...] = _package().country_holidays(country).subdivisions
    if subdivision in parts:
        return None
    if not parts:
        return f"the holidays of {country} are the same everywhere: leave `subdivision` out"
    near = did_you_mean(subdivision, parts) or f", expected one of {', '.join(parts[:30])}"
    return f"the holidays of `{subdivision}` in {country} are not known{near}"


@cache
def _countries() -> frozenset[str]:
    """By their two letters, out of the package's list: asking it for each country would import them all."""
    listed: dict[str, tuple[str, ...]] = _package().registry.COUNTRIES
    return frozenset(code for names in listed.values() for code in names if len(code) == len("GB"))


def _package() -> ModuleType:
    import holidays  # noqa: PLC0415 - 60 ms and 5 MB that a policy without holidays does not pay for

    return holidays
