"""From sections to a folder of arrays, and what it holds."""
