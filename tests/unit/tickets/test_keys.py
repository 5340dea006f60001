"""The private link: made from the secret, stored as a hash, opened in constant time."""

from dataclasses import replace

import pytest

from reporter.errors import Misconfigured
from reporter.tickets.keys import Secrets, hash_key, new_key, opens, ticket_key
from tests.fakes import a_ticket

OLD, NEW = b"o" * 32, b"n" * 32


def ticket_of(secret):
    ticket = a_ticket()
    return replace(ticket, key_hash=hash_key(new_key(Secrets(secret), ticket.id)))


def test_the_key_of_a_ticket_can_be_made_again():
    ticket = ticket_of(NEW)
    assert opens(ticket, ticket_key(Secrets(NEW), ticket))


def test_a_key_has_at_least_128_bits_and_fits_into_a_link():
    key = ticket_key(Secrets(NEW), ticket_of(NEW))
    assert len(key) * 6 >= 128
    assert key.replace("-", "").replace("_", "").isalnum()


def test_after_a_rotation_the_links_of_older_tickets_stay_the_same():
    ticket = ticket_of(OLD)
    assert ticket_key(Secrets(NEW, (OLD,)), ticket) == ticket_key(Secrets(OLD), ticket)


def test_a_lost_secret_is_said_with_what_to_do():
    with pytest.raises(Misconfigured, match="Put the former key back"):
        ticket_key(Secrets(NEW), ticket_of(OLD))


@pytest.mark.parametrize("guess", ["", "x", "é\udcff", "a" * 10_000])
def test_another_key_opens_nothing(guess):
    assert not opens(ticket_of(NEW), guess)


def test_two_tickets_have_different_keys():
    assert new_key(Secrets(NEW), "one") != new_key(Secrets(NEW), "two")


def test_secrets_do_not_show_in_logs():
    assert "nnn" not in repr(Secrets(NEW, (OLD,)))
