"""What stands for a value."""

from ipaddress import ip_address

import pytest

from reporter.evidence.redaction import Redactor
from reporter.evidence.redaction.pseudonyms import MADE, Pseudonyms

KEY = b"k" * 32
EVERYTHING = ("numbers", "names", "addresses")


@pytest.mark.parametrize(
    "written", ["+493012345678", "00493012345678", "+49 30 12345678", "+49 (0)30 1234-5678", "%2B493012345678"]
)
def test_one_number_has_one_pseudonym_however_it_is_written(written: str):
    assert Redactor(KEY, EVERYTHING).party(written) == Redactor(KEY, EVERYTHING).party("+493012345678")


def test_a_number_keeps_its_country_and_its_length_and_can_not_be_dialled():
    made = Redactor(KEY, EVERYTHING).party("+442079460958")

    assert MADE.fullmatch(made)
    assert made.endswith(".cc44.d12")
    assert not any(letter.isdigit() for letter in made.partition(".")[0])


@pytest.mark.parametrize(("number", "country"), [("+12125551234", "1"), ("+35312345678", "353"), ("+79991234567", "7")])
def test_the_country_code_has_one_to_three_digits(number: str, country: str):
    assert f".cc{country}.d11" in Redactor(KEY, EVERYTHING).party(number)


def test_the_same_digits_without_the_plus_are_seen_to_be_the_same_digits():
    redactor = Redactor(KEY, EVERYTHING)

    assert redactor.party("493012345678") == redactor.party("+493012345678").replace(".cc49", "")


def test_an_extension_keeps_only_its_length():
    assert Redactor(KEY, EVERYTHING).party("1001").endswith(".d4")


def test_values_without_a_person_stay():
    redactor = Redactor(KEY, EVERYTHING)

    for party in ("anonymous", "", "unknown", "sip:anonymous@anonymous.invalid"):
        assert redactor.party(party) == party


@pytest.mark.parametrize(
    ("address", "beginning"),
    [
        ("10.1.2.3", "10."),
        ("172.20.1.2", "10."),
        ("192.168.1.5", "10."),
        ("100.64.3.4", "100."),
        ("169.254.7.8", "169.254."),
        ("fe80::1", "fe80::"),
        ("fd12:3456::1", "fd00::"),
    ],
)
def test_an_address_of_somebody_s_own_network_stays_one(address: str, beginning: str):
    made = Redactor(KEY, EVERYTHING).endpoint(address)

    assert made != address
    assert made.startswith(beginning)
    assert not ip_address(made).is_global


@pytest.mark.parametrize(
    ("address", "beginning"),
    [
        ("8.8.8.8:5060", "198.1"),
        ("[2001:4860:4860::8888]:5061", "[2001:db8:198:18:"),
        ("[fd12:3456::1]:5060", "[fd00:"),
        ("[::ffff:8.8.8.8]:5060", "[::ffff:198.1"),
    ],
)
def test_an_address_and_its_pseudonym_are_of_one_class_and_the_port_stays(address: str, beginning: str):
    made = Redactor(KEY, EVERYTHING).endpoint(address)

    assert made.startswith(beginning)
    assert made.rpartition(":")[2] == address.rpartition(":")[2]


@pytest.mark.parametrize("address", ["127.0.0.1:5060", "0.0.0.0", "[::1]:5060", "224.0.1.75:5060", "255.255.255.255"])
def test_what_is_nobody_s_address_stays(address: str):
    assert Redactor(KEY, EVERYTHING).endpoint(address) == address


@pytest.mark.parametrize(("one", "other"), [("192.168.001.005", "192.168.1.5"), ("[2001:DB8:0::1]", "[2001:db8::1]")])
def test_an_address_written_otherwise_has_the_same_pseudonym(one: str, other: str):
    redactor = Redactor(KEY, EVERYTHING)

    assert redactor.endpoint(one) == redactor.endpoint(other)


def test_no_two_addresses_of_a_report_share_a_pseudonym():
    redactor = Redactor(KEY, EVERYTHING)
    addresses = [f"192.168.{third}.{fourth}" for third in range(40) for fourth in range(1, 255)]

    assert len({redactor.endpoint(address) for address in addresses}) == len(addresses)


def test_a_host_name_that_holds_an_address_is_hidden_and_others_stay():
    pseudonyms = Pseudonyms(KEY)

    assert pseudonyms.host("sip.example.com") == "sip.example.com"
    assert pseudonyms.host("host-203-0-113-7.isp.example").endswith(".isp.example")
    assert "203" not in pseudonyms.host("host-203-0-113-7.isp.example")
    assert "alice" not in pseudonyms.host("alices-laptop.local")


def test_what_is_not_to_be_hidden_stays():
    redactor = Redactor(KEY, ())

    assert redactor.party("+493012345678") == "+493012345678"
    assert redactor.endpoint("192.168.1.5:5060") == "192.168.1.5:5060"
    assert redactor.counts == {}
