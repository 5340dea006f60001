"""What can go wrong with an index."""


class BadIndex(Exception):
    """An index, or what it is built from, cannot be used. `str(error)` is a sentence: what, where, what to do."""
