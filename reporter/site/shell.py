"""Cutting the rendered page shell at its two places."""

from reporter.site.release import Shell

HEAD, CONTENT = "<!--lifering:head-->", "<!--lifering:content-->"


def cut_shell(text: str) -> Shell:
    """Raises ValueError when a project's own templates lost the place for head or content."""
    top, found_head, rest = text.partition(HEAD)
    middle, found_content, bottom = rest.partition(CONTENT)
    if not (found_head and found_content):
        missing = "content" if found_head else "extrahead"
        raise ValueError(f"the project's own main.html has no block `{missing}`, which the reporter's pages need")
    return Shell(top=top, middle=middle, bottom=bottom)
