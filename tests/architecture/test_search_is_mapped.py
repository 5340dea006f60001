"""Whoever opens the search's package finds every module of it on the map in its docstring."""

import re
from pathlib import Path

import search


def test_every_module_of_the_search_is_named_in_the_packages_docstring():
    modules = {file.stem for file in Path(search.__file__).parent.rglob("*.py")} - {"__init__"}
    assert search.__doc__ is not None
    assert modules <= set(re.findall(r"`(\w+)`", search.__doc__))
