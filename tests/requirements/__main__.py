"""`make requirements`: runs every test marked with a row, prints what is proven per policy, what is not and why.

Ends with 1 when a marked test fails, else with 0; rows that are open are told, and are no failure.
"""

import sys
from collections import Counter
from dataclasses import dataclass, field

import click
import pytest

from tests.requirements.table import TESTS, open_rows, policy_of, rows

NOT_CLAIMED = "no test is marked with it"


@dataclass(eq=False)
class Ledger:
    """A pytest plugin: which tests claim which rows, and which of those did not pass."""

    claims: dict[str, set[str]] = field(default_factory=dict)
    passed: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        for item in session.items:
            for mark in item.iter_markers("row"):
                for row in mark.args:
                    self.claims.setdefault(row, set()).add(item.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            self.passed.add(report.nodeid)
        elif not report.passed:
            self.failed.add(report.nodeid)

    def why_not(self, row: str) -> str:
        """Nothing when the row is proven: it has tests, and each of them passed."""
        tests = self.claims.get(row, set())
        bad = sorted(tests & self.failed or tests - self.passed)
        if bad:
            return f"not passed: {bad[0]}"
        return "" if tests else NOT_CLAIMED


def main() -> int:
    ledger = Ledger()
    ended = pytest.main([str(TESTS), "-m", "row", "-q", "--no-header", "-p", "no:cacheprovider"], plugins=[ledger])
    table, reasons = rows(), open_rows()
    missing = {row: why for row in table if (why := ledger.why_not(row))}
    click.echo()
    for row, why in missing.items():
        click.echo(f"{row}  {table[row]}: {reasons.get(row, why) if why == NOT_CLAIMED else why}")
    click.echo()
    proven = Counter(policy_of(row) for row in table if row not in missing)
    for policy, total in Counter(policy_of(row) for row in table).items():
        click.echo(f"{policy:<12} {proven[policy]:>3} of {total}")
    click.echo(f"{sum(proven.values())} of {len(table)} rows proven")
    return 0 if ended in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED} else 1


if __name__ == "__main__":
    sys.exit(main())
