"""Problems as people tell them, out of told_problems.txt: of each how many it is, its title and what is seen."""

from pathlib import Path

_BLOCKS = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split("\n=== ")[1:]
_HEADS = [block.partition("\n") for block in _BLOCKS]
TOLD = [(int(head.partition(" ")[0]), head.partition(" ")[2], seen) for head, _, seen in _HEADS]
ONE = [(title, seen) for number, title, seen in TOLD if number == 1]
SEVERAL = [(title, seen, number) for number, title, seen in TOLD if number > 1]
