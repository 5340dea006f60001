"""The organisation's customers, from a CSV file: who has a contract until when, and who misused the levels."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from reporter.errors import Misconfigured
from reporter.policy.nearest import did_you_mean
from reporter.policy.standing import UNKNOWN, Contract, Standing

COLUMNS = ("address", "customer", "contract_until", "technical_contacts", "downgraded")
NEEDED = COLUMNS[:2]
MOST_BYTES = 20_000_000
MOST_ROWS = 200_000
MOST_MISTAKES = 100
LONGEST = 300  # characters of a value
LONGEST_CONTACTS = 4_000
LAST_PLACE_ON_EARTH = timedelta(hours=12)  # behind UTC: where a day ends last
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_LOCAL = re.compile(r"[^\s@<>,;\"()\\\x00-\x1f\x7f]{1,64}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Customer:
    """One line. `until`: the last day of the contract, None without one, "unlimited" without an end.
    `contacts` are the technical contacts that the contract names, in small letters."""

    name: str
    until: date | Literal["unlimited"] | None = None
    contacts: frozenset[str] = frozenset()
    downgraded: bool = False


@dataclass(frozen=True)
class Customers:
    """By address or domain, in small letters and ASCII. `listed` False: there is no list, so nobody is known."""

    by_address: Mapping[str, Customer] = field(default_factory=dict)
    by_contact: Mapping[str, Customer] = field(default_factory=dict)
    listed: bool = False

    def standing(self, email: str, now: datetime) -> Standing:
        """Who writes from this address: by the address itself, else its domain, else the first line that names it as a
        technical contact. A contract holds until its last day is over everywhere on earth. `now` is aware."""
        if not self.listed:
            return UNKNOWN
        address = _normal(email) or email.lower()
        domain = address.rpartition("@")[2]
        found = self.by_address.get(address) or self.by_address.get(domain) or self.by_contact.get(address)
        if found is None:
            return Standing(contract="none", technical_contact=False)
        return Standing(
            customer=found.name,
            contract=_contract(found, now),
            technical_contact=address in found.contacts,
            downgraded=found.downgraded,
        )


NO_CUSTOMERS = Customers()


def read_customers(data: bytes, name: str) -> Customers:
    """The customers in a CSV file's bytes (UTF-8, comma or semicolon, the first line names the columns); `name` is the
    file's, for what is said about it. Raises Misconfigured with a sentence for each wrong line."""
    mistakes: list[str] = []
    by_address: dict[str, Customer] = {}
    by_contact: dict[str, Customer] = {}
    lines: dict[str, int] = {}
    for number, row in _rows(data, name, mistakes):
        customer, wrong = _customer(row)
        address = _normal(row["address"])
        if address is None:
            wrong.insert(0, f"`{row['address'][:80]}` is neither a mail address nor a domain such as example.org")
        elif address in lines:
            wrong.append(f"`{address}` stands on line {lines[address]} already")
        mistakes += [f"{name}:{number}: {sentence}." for sentence in wrong]
        if address and not wrong:
            lines[address] = number
            by_address[address] = customer
            for contact in customer.contacts:
                by_contact.setdefault(contact, customer)
    if mistakes:
        more = len(mistakes) - MOST_MISTAKES
        told = [*mistakes[:MOST_MISTAKES], f"{name}: and {more} more mistakes."] if more > 0 else mistakes
        raise Misconfigured("\n".join(told))
    return Customers(by_address, by_contact, listed=True)


def _contract(customer: Customer, now: datetime) -> Contract:
    if customer.until is None:
        return "none"
    if customer.until == "unlimited":
        return "valid"
    return "valid" if (now - LAST_PLACE_ON_EARTH).date() <= customer.until else "ended"


def _rows(data: bytes, name: str, mistakes: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, column -> value) of each customer; what cannot be read as such is a mistake."""
    text = _text(data, name)
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first and "," not in first else ",")
    try:
        header = [column.strip().lower() for column in next(reader, [])]
        if wrong := _header(header):
            mistakes += [f"{name}:1: {sentence}." for sentence in wrong]
            return
        for count, values in enumerate(reader, start=1):
            if count > MOST_ROWS:
                mistakes.append(f"{name}:{reader.line_num}: there are more than {MOST_ROWS:,} lines.")
                return
            if len(values) > len(header):
                mistakes.append(f"{name}:{reader.line_num}: has {len(values)} values for {len(header)} columns.")
            elif any(value.strip() for value in values) and not values[0].startswith("#"):
                row = dict.fromkeys(COLUMNS, "") | dict(zip(header, map(str.strip, values), strict=False))
                yield reader.line_num, row
    except csv.Error as error:
        mistakes.append(f"{name}:{reader.line_num}: this is no CSV ({error}).")


def _text(data: bytes, name: str) -> str:
    if len(data) > MOST_BYTES:
        raise Misconfigured(f"{name}: the list of customers has {len(data):,} bytes, {MOST_BYTES:,} at most fit.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Misconfigured(f"{name}:{line}: the list of customers must be UTF-8 text.") from error


def _header(header: Sequence[str]) -> list[str]:
    missing = [f"there is no column `{column}`" for column in NEEDED if column not in header]
    strange = [
        f"there is no such column as `{column[:80]}`{did_you_mean(column, COLUMNS)}"
        for column in header
        if column not in COLUMNS
    ]
    twice = ["a column stands here twice"] if len(set(header)) < len(header) else []
    expected = [f"the first line names the columns: {', '.join(COLUMNS)}"]
    return [*missing, *strange, *twice, *expected] if missing or strange or twice else []


def _customer(row: Mapping[str, str]) -> tuple[Customer, list[str]]:
    """The customer of a line, and what is wrong with it."""
    wrong = [
        f"`{column}` is longer than {longest:,} characters"
        for column, longest in (("customer", LONGEST), ("technical_contacts", LONGEST_CONTACTS))
        if len(row[column]) > longest
    ]
    if not row["customer"] or not row["customer"].isprintable():
        wrong.append("`customer` must be the customer's name")
    until = _until(row["contract_until"])
    if until is False:
        wrong.append(
            f"`contract_until` is `{row['contract_until'][:80]}`, expected a day such as 2027-03-31, `unlimited`, "
            "or nothing where there is no contract"
        )
    contacts = {contact: _normal(contact) for contact in row["technical_contacts"].split()}
    wrong += [f"`{contact[:80]}` is no mail address" for contact, read in contacts.items() if "@" not in (read or "")]
    if row["downgraded"].lower() not in {"", "yes", "no"}:
        wrong.append(f"`downgraded` is `{row['downgraded'][:80]}`, expected yes or nothing")
    return Customer(
        name=row["customer"],
        until=until or None,
        contacts=frozenset(read for read in contacts.values() if read),
        downgraded=row["downgraded"].lower() == "yes",
    ), wrong


def _until(text: str) -> date | Literal["unlimited", False] | None:
    """False when it is no such thing."""
    if text.lower() == "unlimited":
        return "unlimited"
    if text and not _DAY.fullmatch(text):
        return False
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return False


def _normal(text: str) -> str | None:
    """An address or a domain in small letters, the domain in ASCII (IDNA); None when it is neither."""
    local, at, domain = text.strip().lower().rpartition("@")
    if len(text) > LONGEST or (at and not _LOCAL.fullmatch(local)):
        return None
    try:
        name = domain.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    return f"{local}{at}{name}" if _DOMAIN.fullmatch(name) else None
