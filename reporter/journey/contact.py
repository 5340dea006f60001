"""Step: who reports, and how to answer."""

import re

from reporter.journey.answers import ContactAnswer, Mistake
from reporter.journey.fields import Field, Typed
from reporter.journey.situation import Situation
from reporter.policy.model import Policy
from reporter.policy.standing import Said
from reporter.policy.zones import is_zone

LONGEST = 254  # RFC 5321: a path of 256 without its brackets
LONGEST_LOCAL = 64
LONGEST_PHONE = 40
LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")  # RFC 5322 dot-atom
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
TOP_LABEL = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{1,59}")

FIELDS = (
    Field("name", "Say what we may call you."),
    Field("email", "Give the address to which we send the answer.", longest=LONGEST),
    Field("phone", longest=LONGEST_PHONE),
    Field("customer"),
    Field("zone", "Choose your time zone."),
)
CONTRACT = Field("contract")


def asks_for_contract(policy: Policy) -> bool:
    return policy.entitlement.contract != "none" and policy.entitlement.ask is not None


def read_contact(typed: Typed, situation: Situation) -> ContactAnswer | None:
    values = {field.name: typed.one(field.name) for field in FIELDS}
    email = read_email(values["email"])
    if email is None:
        typed.wrong(
            Mistake("email", "Something is wrong with this address. Write it like name@example.org, without blanks.")
        )
    if values["zone"] and not is_zone(values["zone"]):
        typed.wrong(
            Mistake("zone", "There is no time zone “{zone}”. Choose one from the list.", {"zone": values["zone"]})
        )
    if not is_phone(values["phone"]):
        typed.wrong(Mistake("phone", "Write the phone number in digits, such as +44 20 7946 0123."))
    contract = _contract(typed, situation.policy)
    return None if typed.mistakes or email is None else ContactAnswer(**{**values, "email": email}, contract=contract)


def _contract(typed: Typed, policy: Policy) -> Said:
    """The answer to the policy's question about a contract; "" where it asks none, whatever was sent."""
    if not asks_for_contract(policy):
        return ""
    match typed.one(CONTRACT.name):
        case "yes":
            return "yes"
        case "no":
            return "no"
    typed.wrong(Mistake(CONTRACT.name, "Say yes or no: {question}", {"question": policy.entitlement.ask or ""}))
    return ""


def is_phone(text: str) -> bool:
    """Digits with what people write between them, an extension too; nothing at all as well."""
    return not re.search(r"[^0-9+()/.\- extEXT#*,;]", text)


def read_email(text: str) -> str | None:
    """One deliverable-looking address (RFC 5321 lengths, a dot-atom, a domain name with two labels at least),
    its domain in ASCII and small letters; None when it is no such thing. Nothing is looked up."""
    local, _, domain = text.removeprefix("mailto:").removeprefix("<").removesuffix(">").rpartition("@")
    try:
        name = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:  # an empty or too long label, or a character no domain may hold
        return None
    *labels, top = name.split(".")
    fits = len(local) <= LONGEST_LOCAL and LOCAL_PART.fullmatch(local) and TOP_LABEL.fullmatch(top)
    known = bool(labels) and all(LABEL.fullmatch(label) for label in labels)
    return f"{local}@{name}" if fits and known and len(local) + 1 + len(name) <= LONGEST else None
