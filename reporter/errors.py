"""The closed family of errors. Each carries a sentence for a person; `web` maps the class to HTTP in one table."""


class LiferingError(Exception):
    """Something a person must be told. `str(error)` is the sentence: what is wrong, where, what to do."""


class Misconfigured(LiferingError):
    """A setting or the policy is wrong: stops the start. Retrying cannot help."""


class Refused(LiferingError):
    """The input is not acceptable. Sending the same again cannot help."""


class NotFound(LiferingError):
    """No such thing, or not for whoever asks: the two are never told apart."""


class Conflict(LiferingError):
    """Somebody (another tab) wrote in between; what was typed is kept beside what is stored."""


class LimitReached(LiferingError):
    """A cap is met. The same may be accepted after `retry_after` seconds."""

    def __init__(self, sentence: str, *, retry_after: int = 3600) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class Unavailable(LiferingError):
    """A part of the house (disk, database, index, mail server) does not answer. A retry can help."""


class DeliveryFailed(LiferingError):
    """A destination did not take a message; `permanent` says that a retry cannot help."""

    def __init__(self, sentence: str, *, permanent: bool) -> None:
        super().__init__(sentence)
        self.permanent = permanent
