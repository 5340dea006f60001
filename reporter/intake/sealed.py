"""Originals of traces on the disk: sealed with a key that only the secret key gives (AES-256-GCM, RFC 5869)."""

import hmac
import secrets as random
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from reporter.errors import Unavailable

VERSION = b"\x01"
_SALT, _NONCE, _TAG = 16, 12, 16  # bytes
_HEAD = len(VERSION) + _SALT + _NONCE
_SHUT = (
    "The original of this trace cannot be opened: it was changed on the disk, or the secret key it was sealed with is "
    "gone. Put the former key back into secret.key, below the newest."
)


def seal(data: bytes, secret: bytes, name: str) -> bytes:
    """`data` as only `unseal` reads it, with the same secret and `name`: what it belongs to, such as a draft's id.
    45 bytes longer, and another each time."""
    salt, nonce = random.token_bytes(_SALT), random.token_bytes(_NONCE)
    return VERSION + salt + nonce + _cipher(secret, salt, name).encrypt(nonce, data, VERSION + name.encode())


def unseal(sealed: bytes, secrets: Sequence[bytes], name: str) -> bytes:
    """What was sealed under one of the secrets. Raises Unavailable with a sentence when none of them opens it, a byte
    of it was changed, or it belongs to something else."""
    if sealed[:1] != VERSION or len(sealed) < _HEAD + _TAG:
        raise Unavailable(_SHUT)
    salt, nonce = sealed[len(VERSION) : len(VERSION) + _SALT], sealed[_HEAD - _NONCE : _HEAD]
    for secret in secrets:
        try:
            return _cipher(secret, salt, name).decrypt(nonce, sealed[_HEAD:], VERSION + name.encode())
        except InvalidTag:
            continue
    raise Unavailable(_SHUT)


def fingerprint(data: bytes, secret: bytes) -> str:
    """Equal for equal bytes: 64 hexadecimal digits. Whoever has not the secret cannot try guesses against it."""
    return hmac.digest(_derived(secret, b"", "fingerprints"), data, "sha256").hex()


def pseudonym_key(secret: bytes, draft_id: str) -> bytes:
    """The 32 bytes that pseudonyms of one report are made with: the same value is the same pseudonym in all its files,
    and another one in every other report."""
    return _derived(secret, b"", f"pseudonyms {draft_id}")


def _cipher(secret: bytes, salt: bytes, name: str) -> AESGCM:
    return AESGCM(_derived(secret, salt, f"original {name}"))


def _derived(secret: bytes, salt: bytes, use: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=f"lifering {use}".encode()).derive(secret)
