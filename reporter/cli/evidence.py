"""`lifering evidence`: what is found in a log, a trace, a capture or a picture."""

import json
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reporter.cli.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from reporter.evidence.reading import Call, Hidden, Reading

SECONDS = 120
HIDEABLE = ("numbers", "names", "addresses")


@click.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Everything found, as JSON.")
@click.option(
    "--hide",
    multiple=True,
    type=click.Choice(HIDEABLE),
    help="Put stand-ins for these too; may be given more than once. Secrets are taken out always.",
)
@click.option(
    "--redacted", type=click.Path(dir_okay=False, path_type=Path), help="Write the text without secrets to this file."
)
@click.option(
    "--capture", type=click.Path(dir_okay=False, path_type=Path), help="Of a capture: write one without secrets."
)
def evidence(
    file: str, hide: "tuple[Hidden, ...]", redacted: Path | None, capture: Path | None, *, as_json: bool
) -> None:
    """What an engineer can use of FILE (- reads standard input): every Call-ID with its kind, times, methods, final
    response and Reason, and what they show in plain words.

    \b
    Reads SIP traces and logs of PBXes, proxies and phones, call records (CSV), mails, pcap and pcapng, pictures.
      lifering evidence trace.pcap
      journalctl -u asterisk | lifering evidence - --json
      lifering evidence trace.pcap --hide numbers --redacted to-send.txt
    """  # noqa: D301 - click reads a backspace as "do not wrap"
    from reporter.evidence.pictures import is_picture

    data = _given(file)
    if is_picture(data):
        _say_picture(data, file, as_json=as_json)
        return
    from reporter.evidence.data import to_data
    from reporter.evidence.recognised import Wish
    from reporter.intake.read import read

    given = read(data, Wish(secrets.token_bytes(32), hide, whole=True), seconds=SECONDS)
    for path, content in ((redacted, given.redacted), (capture, given.capture)):
        if path:
            _write(path, content)
    if as_json:
        click.echo(json.dumps(_without_zeros(to_data(given.reading)), indent=1))
    else:
        _say(given.reading)


def _without_zeros(found: dict[str, Any]) -> dict[str, Any]:
    """What never came is null: a program should not take it for a number."""
    for one in (*found["calls"], *found["requests"]):
        for name in {"final", "status"} & one.keys():
            one[name] = one[name] or None
    return found


def _given(file: str) -> bytes:
    from reporter.errors import Refused
    from reporter.intake.read import LARGEST

    if file == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    try:
        with Path(file).open("rb") as handle:
            return handle.read(LARGEST + 1)
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}.") from error


def _write(path: Path, content: bytes) -> None:
    from reporter.errors import Refused

    if not content:
        raise Refused(f"{path} is not written: there is nothing of this kind in the input.")
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}.") from error


def _say_picture(data: bytes, name: str, *, as_json: bool) -> None:
    from reporter.evidence.pictures import check_picture

    facts = check_picture(data, name=name)
    if as_json:
        picture = {"media_type": facts.media_type, "width": facts.width, "height": facts.height}
        click.echo(json.dumps({"calls": [], "unsure": [], "redacted": {}, "picture": picture}, indent=1))
    else:
        click.echo(f"A picture ({facts.media_type}), {facts.width} × {facts.height} pixels. No text is read from it.")


def _say(reading: "Reading") -> None:
    click.secho(safe(reading.form or "Text of no known form"), bold=True)
    for call in reading.calls:
        click.echo(f"\n{click.style(safe(call.call_id), bold=True)}")  # on a line of its own: it is to be copied
        for line in _lines(call):
            click.echo(f"  {safe(line)}")
    if not reading.calls:
        click.echo("No call in it.")
    below = _below(reading)
    if below:
        click.echo("\n" + "\n".join(map(safe, below)))


def _lines(call: "Call") -> "Iterator[str]":
    yield f"{call.kind}, {_moment(call.first)}, {call.caller or '?'} → {call.callee or '?'}"
    final = f"{call.final} {call.phrase}".strip() if call.final else "no final response"
    lasted = f", {call.duration:.0f} s" if call.duration is not None else ""
    yield ", ".join(filter(None, (" ".join(call.methods), final))) + lasted
    if call.reason:
        yield f"Reason: {call.reason}"


def _moment(at: "datetime | None") -> str:
    """As far as the trace tells it: some know no year, some the time of day alone."""
    if at is None:
        return "time not told"
    if at.year > 1:
        return at.isoformat(" ", "seconds")
    return f"{at:%H:%M:%S}" if (at.month, at.day) == (1, 1) else f"{at:%d %b %H:%M:%S}"


def _below(reading: "Reading") -> list[str]:
    requests = [f"{r.method} {r.path} {r.status or ''} {r.request_id}" for r in reading.requests]
    signs = [f"- {sign.text.format(**sign.values)}" for sign in reading.signs]
    notes = [f"! {note.text.format(**note.values)}" for note in reading.notes]
    unsure = [f"May be a Call-ID: {one}" for one in reading.unsure]
    counts = ", ".join(f"{kind} {count}" for kind, count in reading.redacted.items())
    return [*requests, *signs, *notes, *unsure, *([f"Secrets found: {counts}"] if counts else [])]
