"""Sealed originals: whoever has a secret gets them back whole, nobody else anything."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reporter.errors import Unavailable
from reporter.intake.sealed import fingerprint, pseudonym_key, seal, unseal

secrets = st.binary(min_size=32, max_size=64)
contents = st.binary(max_size=300)
names = st.text(max_size=40)


def refused(sealed, known, name):
    with pytest.raises(Unavailable, match=r"cannot be opened.*secret\.key"):
        unseal(sealed, known, name)
    return True


@given(contents, secrets, names, st.lists(secrets, max_size=2))
def test_what_was_sealed_comes_back_under_the_newest_secret_and_after_rotations(data, secret, name, newer):
    assert unseal(seal(data, secret, name), [*newer, secret], name) == data


@given(contents, secrets, names, st.data())
def test_one_changed_byte_is_noticed_wherever_it_is(data, secret, name, choose):
    sealed = bytearray(seal(data, secret, name))
    sealed[choose.draw(st.integers(0, len(sealed) - 1))] ^= choose.draw(st.integers(1, 255))
    assert refused(bytes(sealed), [secret], name)


@given(contents, secrets, names, st.integers(0, 400))
def test_a_part_of_it_or_more_than_it_is_not_opened(data, secret, name, length):
    sealed = seal(data, secret, name)
    assume(length != len(sealed))
    assert refused(sealed[:length] if length < len(sealed) else sealed.ljust(length, b"\0"), [secret], name)


@given(st.binary(max_size=100), secrets)
def test_bytes_that_were_never_sealed_are_said_to_be_shut(junk, secret):
    assert refused(junk, [secret], "draft")
    assert refused(b"\x01" + junk, [secret], "draft")


@given(contents, secrets, names, names, st.lists(secrets, max_size=2))
def test_another_report_or_another_secret_does_not_open_it(data, secret, name, other, strangers):
    assume(secret not in strangers)
    sealed = seal(data, secret, name)
    assert refused(sealed, strangers, name)
    assert name == other or refused(sealed, [secret], other)


@given(contents, secrets, names)
def test_sealing_shows_nothing_of_two_equal_contents_but_their_length(data, secret, name):
    one, two = seal(data, secret, name), seal(data, secret, name)
    assert one != two
    assert len(one) == len(two) == len(data) + 45
    assert len(data) < 8 or data not in one


@given(contents, contents, secrets, secrets)
def test_a_fingerprint_tells_contents_apart_and_depends_on_the_secret(one, two, secret, other):
    assert (fingerprint(one, secret) == fingerprint(two, secret)) == (one == two)
    assert (fingerprint(one, secret) == fingerprint(one, other)) == (secret == other)
    assert len(fingerprint(one, secret)) == 64


@given(names, names, secrets)
def test_each_report_has_a_key_of_its_own_for_pseudonyms(one, two, secret):
    assert (pseudonym_key(secret, one) == pseudonym_key(secret, two)) == (one == two)
    assert len(pseudonym_key(secret, one)) == 32
