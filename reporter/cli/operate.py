"""`lifering doctor`: is everything well, and what is not delivered?"""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

from reporter.errors import LiferingError, Unavailable

if TYPE_CHECKING:
    from reporter.app import House


SILENT = 60  # seconds without a round of the worker


@dataclass(frozen=True)
class Finding:
    part: str
    well: bool
    says: str


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--retry", is_flag=True, help="Make parked messages due again.")
def doctor(*, as_json: bool, retry: bool) -> None:
    """Look at settings, policy, site, database, outbox and disk, and say what to do; exit code 1 if one is not well."""
    from reporter.app import clock, open_house
    from reporter.config import read_settings

    house = open_house(read_settings(), or_last_good=True)
    try:
        if retry:
            click.echo(f"{house.storage.outbox.retry_parked(now=clock())} parked messages are due again.", err=as_json)
        findings = list(_examine(house))
    finally:
        house.close()
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], indent=1))
    else:
        for finding in findings:
            mark = click.style("well  ", fg="green") if finding.well else click.style("wrong ", fg="red")
            click.echo(f"{mark} {finding.part}: {finding.says}")
    sys.exit(0 if all(finding.well for finding in findings) else 1)


def _examine(house: "House") -> "Iterator[Finding]":
    yield Finding("settings", well=True, says=f"data in {house.settings.data.resolve()}, {house.settings.public_url}")
    for part, look in (
        ("policy", _policy),
        ("database", _database),
        ("site", _site),
        ("outbox", _outbox),
        ("worker", _worker),
        ("disk", _disk),
    ):
        yield _finding(part, look, house)


def _finding(part: str, look: "Callable[[House], str]", house: "House") -> Finding:
    try:
        return Finding(part, well=True, says=look(house))
    except LiferingError as error:
        return Finding(part, well=False, says=str(error))


def _policy(house: "House") -> str:
    in_use = house.promise()
    known = f"{in_use.policy.organisation.name}, {in_use.policy.hash[:12]}"
    if in_use.refused is None:
        return known
    mistakes = "\n  ".join(in_use.refused.mistakes)
    raise Unavailable(
        f"what {house.settings.policy} holds is refused. A server that runs goes on with the last good one, of "
        f"{in_use.since:%Y-%m-%d %H:%M} UTC ({known}); none is started until this is mended:\n  {mistakes}"
    )


def _database(house: "House") -> str:
    house.storage.ready()
    return "answers, the schema fits"


def _site(house: "House") -> str:
    from reporter.site.release import current_release
    from search.errors import BadIndex
    from search.retrieval.query import Searcher

    release = current_release(house.settings.data)
    try:
        Searcher.open(release.index).close()
    except BadIndex as error:
        raise Unavailable(str(error)) from error
    if release.manifest.policy_hash != house.policy.hash:
        raise Unavailable("its pages were made from another policy than the one in use: run `lifering build`.")
    return f"{release.manifest.pages} pages, {release.manifest.sections} sections, built {release.manifest.built}"


def _outbox(house: "House") -> str:
    from reporter.app import clock

    health = house.storage.outbox.health(now=clock())
    if health.parked:
        gone = "; ".join(f"{m.kind} {m.message_id}" for m in house.storage.outbox.parked()[:5])
        raise Unavailable(
            f"{health.parked} messages are parked ({gone}). Last error: {health.last_error} "
            "Mend the cause, then run `lifering doctor --retry`."
        )
    late = f", the oldest due since {health.oldest:%Y-%m-%d %H:%M} UTC" if health.oldest else ""
    return f"{health.pending} messages waiting{late}"


def _disk(house: "House") -> str:
    import shutil

    free = shutil.disk_usage(house.settings.data).free
    if free < house.settings.disk_free_bytes:
        raise Unavailable(f"only {free // 1_000_000} MB are free: uploads are refused. Free some space.")
    return f"{free // 1_000_000} MB free"


def _worker(house: "House") -> str:
    from reporter.app import clock, worker_seen

    seen = worker_seen(house.settings.data)
    if seen is None:
        raise Unavailable("it never ran here: `lifering serve` or `lifering worker` delivers what is sent.")
    if (clock() - seen).total_seconds() > SILENT:
        raise Unavailable(f"it was last seen {seen:%Y-%m-%d %H:%M} UTC: nothing is delivered while it is away.")
    return "works"
