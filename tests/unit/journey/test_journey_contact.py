import pytest

from reporter.journey.contact import read_email


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("ada@customer.example", "ada@customer.example"),
        ("Ada.L+sip@Customer.EXAMPLE", "Ada.L+sip@customer.example"),
        ("mailto:ada@customer.example", "ada@customer.example"),
        ("<ada@customer.example>", "ada@customer.example"),
        ("o'neil_99@sub.customer.co.uk", "o'neil_99@sub.customer.co.uk"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
        (f"{'x' * 64}@customer.example", f"{'x' * 64}@customer.example"),
    ],
)
def test_an_address_as_people_write_it_is_taken(typed, address):
    assert read_email(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "", "ada", "@", "ada@", "@customer.example", "ada@localhost", "ada@customer", "ada@@customer.example",
        "ada@customer..example", "ada@.example", "ada@customer.example.", ".ada@customer.example",
        "a..da@customer.example", "ada@-customer.example", "ada@customer_x.example", "ada@192.0.2.1",
        "ada@[192.0.2.1]", "a da@customer.example", "ada@customer.example, eve@evil.example",
        "ada@customer.example;eve@evil.example", "Ada <ada@customer.example>", "ädä@customer.example",
        f"{'x' * 65}@customer.example", f"ada@{'x' * 64}.example", f"ada@{'x.' * 130}example",
    ],
)  # fmt: skip
def test_what_cannot_be_one_address_is_refused(typed):
    assert read_email(typed) is None
