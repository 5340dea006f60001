"""National holidays: which places are known, and what a policy without holidays pays."""

import subprocess
import sys
from datetime import date

import pytest

from reporter.policy.holidays_of import known, national


def test_a_country_has_its_holidays_with_those_that_stand_in_for_a_weekend():
    days = national("GB", "ENG", 2026)
    assert days[date(2026, 12, 25)] == "Christmas Day"
    assert date(2026, 12, 28) in days  # Boxing Day is a Saturday


def test_a_part_of_a_country_has_its_own():
    assert date(2026, 11, 30) in national("GB", "SCT", 2026)
    assert date(2026, 11, 30) not in national("GB", "ENG", 2026)


def test_a_place_that_is_known_is_no_mistake():
    assert known("US") is None
    assert known("DE", "BY") is None


@pytest.mark.parametrize(
    ("country", "part", "sentence"),
    [
        ("XQ", None, "the holidays of `XQ` are not known, expected a country such as GB"),
        ("GB", "EN", "the holidays of `EN` in GB are not known; did you mean `ENG`?"),
        ("GB", "QQQ", "the holidays of `QQQ` in GB are not known, expected one of ENG, NIR, SCT, WLS"),
        ("SG", "XX", "the holidays of SG are the same everywhere: leave `subdivision` out"),
    ],
)
def test_a_place_that_is_not_known_gets_a_sentence(country, part, sentence):
    assert known(country, part) == sentence
    with pytest.raises(ValueError, match=r"\w"):
        national(country, part, 2026)


def test_a_policy_without_holidays_never_imports_the_package():
    asked = (
        "import sys, datetime as d; from pathlib import Path; from reporter.policy.load import load_policy;"
        "from reporter.policy.hours import due; text = Path('policy.yml').read_text();"
        "policy = load_policy(text.replace('    holidays: {country: GB, subdivision: ENG}\\n', ''));"
        "due(d.datetime.now(d.UTC), d.timedelta(hours=9), policy.calendar('office')); print('holidays' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
