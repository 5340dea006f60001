"""The commands. Each imports what it needs when it runs, so that `--help` and `serve` start at once."""

import sys

import click

from reporter import __version__
from reporter.cli import build, evidence, index, judge, operate, policy, search, serve, tickets
from reporter.errors import LiferingError

HELP = """A knowledge base that really finds the answer, and a guided report for everything else.

\b
First steps:
  lifering init           add what is needed to an MkDocs Material project
  lifering build          make site and search index
  lifering serve          run everything on http://127.0.0.1:8000
  lifering doctor         is it well? what is not delivered?

Settings are environment variables LIFERING_* or lines of .env; the support promise is policy.yml.
Exit codes: 0 done, 1 refused or failed, 2 wrong use.
"""


@click.group(help=HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="lifering")
def cli() -> None:
    pass


for command in (
    build.init,
    build.build,
    search.search,
    index.index,
    judge.judge,
    evidence.evidence,
    serve.serve,
    serve.worker,
    policy.policy,
    tickets.ticket,
    operate.doctor,
):
    cli.add_command(command)


def main() -> None:
    """The `lifering` command: our own errors are a sentence on stderr and exit code 1, never a stack trace."""
    try:
        cli.main(prog_name="lifering")
    except LiferingError as error:
        click.secho(str(error), fg="red", err=True)
        sys.exit(1)
