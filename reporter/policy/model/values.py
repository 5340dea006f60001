"""The small values a policy is written with, and how each is read: `30 minutes`, `3 business days`, `2 years`.

A reader raises PydanticCustomError, whose sentence follows the place in the file.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

Unit = Literal["minute", "hour", "business day"]
UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "year": timedelta(days=365),
}
SHORT_UNITS: dict[str, Unit] = {"minute": "minute", "hour": "hour"}
LONGEST = timedelta(days=365 * 50)
MOST_BUSINESS_DAYS = 1_000
_AMOUNT = re.compile(r"([0-9]{1,6}) ?([a-z]+(?: [a-z]+)?)")


class Frozen(BaseModel):
    """A value of the policy: unknown keys are mistakes, nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, use_attribute_docstrings=True)


@dataclass(frozen=True)
class WorkingTime:
    """Time counted in a calendar's hours. `amount` of `unit`; a business day is as long as the calendar says
    (`Calendar.business_day`), so that pauses and several frames a day add up."""

    amount: int
    unit: Unit

    def of(self, business_day: timedelta) -> timedelta:
        """The working time itself, where a business day has this much of it."""
        return self.amount * (business_day if self.unit == "business day" else UNITS[self.unit])

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}{'s' * (self.amount != 1)}"


def read_working_time(value: object) -> WorkingTime:
    """`30 minutes`, `4 hours`, `3 business days`."""
    if isinstance(value, WorkingTime):
        return value
    expected = "a number and one of minutes, hours, business days, such as `4 hours`"
    amount, unit = _parts(value, expected)
    if unit in SHORT_UNITS:
        _must_be_sane(value, amount * UNITS[unit])
        return WorkingTime(amount, SHORT_UNITS[unit])
    if unit == "business day":
        if not 0 < amount <= MOST_BUSINESS_DAYS:
            raise wrong(f"is {quoted(value)}, expected 1 to {MOST_BUSINESS_DAYS:,} business days")
        return WorkingTime(amount, "business day")
    if unit in UNITS:
        raise wrong(f"is {quoted(value)}, expected {expected} (a working {unit} has no fixed length)")
    raise wrong(f"is {quoted(value)}, expected {expected}")


def read_duration(value: object) -> timedelta:
    """Time by the clock: `48 hours`, `90 days`, `2 years`."""
    if isinstance(value, timedelta):
        return value
    expected = "a number and one of hours, days, weeks, years, such as `90 days`"
    amount, unit = _parts(value, expected)
    if unit not in UNITS or unit == "minute":
        raise wrong(f"is {quoted(value)}, expected {expected}")
    _must_be_sane(value, amount * UNITS[unit])
    return amount * UNITS[unit]


def one_or_more(item: Any) -> BeforeValidator:
    """For a list of `item`s: a single value stands for a list of one."""
    return BeforeValidator(_in_list, json_schema_input_type=item | tuple[item, ...])


def _in_list(value: object) -> object:
    return [value] if isinstance(value, str | dict) else value


def wrong(sentence: str, *, within: str | None = None) -> PydanticCustomError:
    """A finding whose sentence is shown as it stands; `within` is the key under the value that is to blame."""
    return PydanticCustomError("policy", "{sentence}", {"sentence": sentence, "within": within})


def quoted(value: object) -> str:
    return f"`{value[:80]}`" if isinstance(value, str) else "not text"


def _parts(value: object, expected: str) -> tuple[int, str]:
    found = _AMOUNT.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise wrong(f"is {quoted(value)}, expected {expected}")
    return int(found[1]), found[2].removesuffix("s")


def _must_be_sane(value: object, duration: timedelta) -> None:
    if not timedelta() < duration <= LONGEST:
        raise wrong(f"is {quoted(value)}, expected more than nothing and at most 50 years")


def _text(pattern: str, examples: list[str]) -> Any:
    return WithJsonSchema({"type": "string", "pattern": pattern, "examples": examples})


Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
Sentence = Annotated[str, Field(min_length=1, max_length=300)]
"""One line for a person."""
Prose = Annotated[str, Field(min_length=1, max_length=2_000)]
"""A paragraph for a person: plain text, never Markdown or HTML."""
Mail = Annotated[str, Field(pattern=r"^[^@\s<>,;]+@[^@\s<>,;]+$", max_length=254)]
Link = Annotated[str, Field(pattern=r"^(https?://[^\s<>\"]+|/[^\s<>\"]*)$", max_length=500)]
"""A web address, or a path on this site that begins with a slash."""
Worked = Annotated[
    WorkingTime,
    BeforeValidator(read_working_time),
    PlainSerializer(str),
    _text(r"^[0-9]{1,6} ?(minutes?|hours?|business days?)$", ["30 minutes", "4 hours", "3 business days"]),
]
Duration = Annotated[
    timedelta,
    BeforeValidator(read_duration),
    PlainSerializer(lambda duration: f"{duration // UNITS['hour']} hours"),
    _text(r"^[0-9]{1,6} ?(hours?|days?|weeks?|years?)$", ["48 hours", "90 days", "2 years"]),
]
