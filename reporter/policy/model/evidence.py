"""What an engineer needs for a problem type, what does as well, and how what is sent is treated."""

from typing import Annotated, Literal

from pydantic import Field

from reporter.policy.model.values import Duration, Frozen, Prose, Sentence, one_or_more

EvidenceKind = Literal["call_ids", "trace", "screenshots", "times", "browser", "request"]
Hidden = Literal["numbers", "names", "addresses"]

MOST_PROBES = 8
_FILE = r"^(/[A-Za-z0-9._~%-]+)+\.(svg|png|jpg|jpeg|webp|gif)$"
_ORIGIN = r"^https://[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]{1,5})?$"


class EvidenceNeed(Frozen):
    """What an engineer needs for a problem type."""

    kind: EvidenceKind
    """Call-IDs, a log or capture (`trace`), screenshots, when it was, facts about the browser, or an API request."""
    required: bool = False
    """Whether a report without it must say why."""
    help: Prose
    """Where to find it."""
    accepts: Annotated[tuple[EvidenceKind, ...], one_or_more(EvidenceKind)] = ()
    """The kinds that do as well: whoever gives one of them need not give this."""
    instead: Prose | None = None
    """What does as well, in words."""
    reasons: Annotated[tuple[Sentence, ...], one_or_more(Sentence)] = ()
    """Why somebody may not have it, to choose from. Own words do as well."""
    picture: Annotated[str, Field(pattern=_FILE, max_length=300)] | None = None
    """Shows where to find it: a picture of the documentation, as a path on this site that begins with a slash."""
    picture_alt: Sentence | None = None
    """What the picture shows, for whoever does not see it; with `picture` only."""


class Probe(Frozen):
    """A host that the browser of a requester tries to reach."""

    name: Sentence
    """What it is called for people."""
    origin: Annotated[str, Field(pattern=_ORIGIN, max_length=200)]
    """Where it is: `https://` and a host, perhaps a port, and nothing after it."""


class Evidence(Frozen):
    """How evidence is treated. Passwords, keys, tokens and what else is secret are taken out whatever stands here."""

    hide: Annotated[tuple[Hidden, ...], one_or_more(Hidden)] = ("names", "addresses")
    """What becomes pseudonyms in traces; left out: names and addresses, `[]`: nothing. Requesters may hide more."""
    traces_kept: Duration | None = None
    """How long the organisation's own traces of calls stay; whoever names an older call is asked for a newer one."""
    probe: Annotated[tuple[Probe, ...], Field(max_length=MOST_PROBES)] = ()
    """Hosts, 8 at most, that a requester's browser tries to reach where facts about it are asked, on their word."""
