"""The list of customers: what a line means, and what is said about a wrong one."""

from datetime import UTC, datetime

import pytest

from reporter.errors import Misconfigured
from reporter.policy.customers import MOST_BYTES, NO_CUSTOMERS, read_customers
from reporter.policy.standing import UNKNOWN, Standing
from tests.strict import CUSTOMERS

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
KNOWN = read_customers(CUSTOMERS.encode(), "customers.csv")
HEADER = "address,customer,contract_until,technical_contacts,downgraded\n"


def mistakes_in(text: str | bytes) -> list[str]:
    with pytest.raises(Misconfigured) as caught:
        read_customers(text if isinstance(text, bytes) else text.encode(), "customers.csv")
    return str(caught.value).split("\n")


@pytest.mark.parametrize(
    ("email", "standing"),
    [
        ("Some.One@GOOD.example", Standing("Good Ltd", "valid", technical_contact=False)),
        ("chief@good.example", Standing("Good Ltd", "valid", technical_contact=True)),
        ("ops@partner.example", Standing("Good Ltd", "valid", technical_contact=True)),
        ("a@ended.example", Standing("Ended Ltd", "ended", technical_contact=False)),
        ("a@none.example", Standing("None Ltd", "none", technical_contact=False)),
        ("a@noisy.example", Standing("Noisy Ltd", "valid", technical_contact=False, downgraded=True)),
        ("ada@mail.example", Standing("Ada Byrne", "valid", technical_contact=True)),
        ("other@mail.example", Standing(contract="none", technical_contact=False)),
        ("a@sub.good.example", Standing(contract="none", technical_contact=False)),
        ("no address at all", Standing(contract="none", technical_contact=False)),
    ],
)
def test_a_requester_is_known_by_address_then_by_domain_then_as_a_technical_contact(email, standing):
    assert KNOWN.standing(email, NOW) == standing


def test_without_a_list_nobody_is_known():
    assert NO_CUSTOMERS.standing("a@good.example", NOW) == UNKNOWN


def test_the_address_s_own_line_comes_before_its_domain_s():
    text = f"{HEADER}good.example,Good Ltd,unlimited,,\nboss@good.example,The Boss,,,\n"

    assert read_customers(text.encode(), "c").standing("boss@good.example", NOW).customer == "The Boss"


def test_a_contract_holds_until_its_last_day_is_over_everywhere():
    def on(day, hour):
        return KNOWN.standing("a@ended.example", datetime(2026, 11, day, hour, tzinfo=UTC)).contract

    assert (on(19, 23), on(20, 11), on(20, 12)) == ("valid", "valid", "ended")


def test_a_list_from_a_spreadsheet_with_semicolons_a_byte_order_mark_and_other_order_is_read():
    text = '\ufeffCustomer; Address\r\n"Müller; Söhne";bücher.example\r\n\r\n# a remark;\r\n'

    assert read_customers(text.encode(), "c").standing("a@xn--bcher-kva.example", NOW).customer == "Müller; Söhne"


def test_every_wrong_line_is_told_at_once_with_what_is_expected():
    lines = [
        "good.example,Good Ltd,tomorrow,,",
        "nonsense,Name,,,",
        "a.example,,2026-02-30,,",
        "b.example,B,,not-an-address,perhaps",
        "c.example,C,,,,too many",
        "d.example,D,,,",
        "D.example,D again,,,",
    ]
    expected = "expected a day such as 2027-03-31, `unlimited`, or nothing where there is no contract"

    assert mistakes_in(HEADER + "\n".join(lines)) == [
        f"customers.csv:2: `contract_until` is `tomorrow`, {expected}.",
        "customers.csv:3: `nonsense` is neither a mail address nor a domain such as example.org.",
        "customers.csv:4: `customer` must be the customer's name.",
        f"customers.csv:4: `contract_until` is `2026-02-30`, {expected}.",
        "customers.csv:5: `not-an-address` is no mail address.",
        "customers.csv:5: `downgraded` is `perhaps`, expected yes or nothing.",
        "customers.csv:6: has 6 values for 5 columns.",
        "customers.csv:8: `d.example` stands on line 7 already.",
    ]


def test_columns_that_are_missing_or_strange_are_named_with_the_nearest():
    told = mistakes_in("adress,customer\na.example,A\n")  # codespell:ignore

    assert "customers.csv:1: there is no column `address`." in told
    assert any("`adress`" in line and "`address`?" in line for line in told)  # codespell:ignore
    assert told[-1].startswith("customers.csv:1: the first line names the columns: address, customer")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "customers.csv:1: there is no column `address`."),
        (HEADER.encode() + b"a.example,\xff\xfe,,,", "customers.csv:2: the list of customers must be UTF-8 text."),
        (b"x" * (MOST_BYTES + 1), "at most fit"),
        (HEADER.encode() + b"a.example," + b"x" * 200_000, "customers.csv:2: this is no CSV"),
        (HEADER.encode() + b"a.example,\x00\x1b[31m,,,", "must be the customer's name"),
        (HEADER.encode() + b'a.example,"never closed', ""),
        (HEADER.encode() + b"a.example,A,,x@" + b"y" * 5_000 + b",", "longer than 4,000"),
    ],
)
def test_what_is_no_list_at_all_gets_a_sentence(data, told):
    if told:
        assert told in mistakes_in(data)[0]
    else:
        assert read_customers(data, "customers.csv").listed


def test_a_hopeless_list_does_not_bury_the_terminal():
    told = mistakes_in(HEADER + "x,\n" * 500)

    assert len(told) == 101
    assert told[-1] == "customers.csv: and 900 more mistakes."
