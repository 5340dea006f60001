"""The kinds of things that are taken out, as people are told of them."""

KINDS: dict[str, str] = {
    "credentials": "sign-in credentials",
    "nonces": "values of sign-in challenges",
    "identity": "signed caller identities",
    "keys": "encryption keys",
    "cookies": "cookies",
    "tokens": "access tokens and session ids",
    "passwords": "passwords and other secrets",
    "digits": "dialled digits (DTMF)",
    "bodies": "texts of messages",
    "locations": "places",
    "numbers": "telephone numbers and user names",
    "names": "names of people",
    "addresses": "network addresses",
}
"""Kind, as counted -> gettext message id for a person who reads "3 ..." in a list."""
