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
    countries = _places()
    if country not in countries:
        near = did_you_mean(country, countries)
        return f"the holidays of `{country}` are not known, expected a country such as GB{near}"
    if subdivision is None or subdivision in countries[country]:
        return None
    if not countries[country]:
        return f"the holidays of {country} are the same everywhere: leave `subdivision` out"
    near = did_you_mean(subdivision, countries[country]) or f", expected one of {', '.join(countries[country][:30])}"
    return f"the holidays of `{subdivision}` in {country} are not known{near}"


@cache
def _places() -> dict[str, list[str]]:
    """Each country with two letters, with its subdivisions that ISO 3166-2 has a code for."""
    listed: dict[str, list[str]] = _package().list_supported_countries()
    return {
        country: [part for part in parts if part.isascii() and part.isalnum() and part == part.upper()]
        for country, parts in listed.items()
        if len(country) == 2  # noqa: PLR2004 - ISO 3166-1 alpha-2
    }


def _package() -> ModuleType:
    import holidays  # noqa: PLC0415 - 60 ms and 5 MB that a policy without holidays does not pay for

    return holidays
