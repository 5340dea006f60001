"""The table of rows (rows.txt), what is open of it (open.txt), and which tests say that they prove a row."""

import ast
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
TESTS = HERE.parent
POLICIES = {"000": "connexcs", "001": "portal", "002": "tiledesk", "003": "sharpen", "004": "communicado"}


def rows() -> dict[str, str]:
    """Every row's id and title, in order."""
    return dict(_lines("rows.txt"))


def open_rows() -> dict[str, str]:
    """The rows nothing proves yet, each with the reason."""
    return dict(_lines("open.txt"))


def policy_of(row: str) -> str:
    """`003-25` -> `sharpen`. Raises KeyError when there is no such policy."""
    return POLICIES[row.partition("-")[0]]


def marked() -> dict[str, list[str]]:
    """Row -> the files and lines where a test claims it, read from the sources without running them."""
    found: dict[str, list[str]] = {}
    for path in sorted(TESTS.rglob("*.py")):
        text = path.read_text("utf-8")
        for row, line in _marks(text) if "mark.row(" in text else ():
            found.setdefault(row, []).append(f"{path.relative_to(TESTS.parent)}:{line}")
    return found


def _marks(text: str) -> Iterator[tuple[str, int]]:
    """Raises TypeError for a mark whose ids are not written out: a reader could not find them."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.row"):
            for argument in node.args:
                if not isinstance(argument, ast.Constant):
                    raise TypeError(f"line {node.lineno}: a row's id must be written as text")
                yield str(argument.value), node.lineno


def _lines(name: str) -> Iterator[tuple[str, str]]:
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            row, _, rest = line.strip().partition(" ")
            yield row, rest.strip()
