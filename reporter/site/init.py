"""`lifering init`: what a MkDocs project needs for Lifering, and nothing else changed."""

import shutil
from pathlib import Path

from reporter.errors import Refused
from reporter.policy.schema import schema_text
from reporter.site.mkdocs_file import docs_folder, with_plugin

STARTER = Path(__file__).parent / "starter"
SCHEMA = "policy.schema.json"
SCHEMA_LINE = f"# yaml-language-server: $schema={SCHEMA}\n"
"""Read by editors with the YAML language server. The file it names lies beside the policy: nothing is fetched."""


def add_to_project(folder: Path) -> tuple[str, ...]:
    """Add the plugin to `folder`/mkdocs.yml and give it a policy.yml; everything else stays as it is, byte for byte.

    Returns what was done, as sentences; run again, it does nothing. Raises Refused when mkdocs.yml is missing or
    has a form in which the plugin must be added by hand.
    """
    file = folder / "mkdocs.yml"
    if not file.is_file():
        raise Refused(f"There is no {file}: `lifering init` in an empty folder makes a new project.")
    before = file.read_bytes()
    text = before.decode()
    after = with_plugin(text, name=str(file)).encode()
    done = []
    if after != before:
        file.write_bytes(after)
        done.append(f"{file}: the plugin `lifering` is added; nothing else in it is changed.")
    done += _policy(folder)
    done += _incidents(folder / docs_folder(text) / "incidents")
    return tuple(done) or (f"{folder} has all it needs; nothing was changed.",)


def new_project(folder: Path) -> tuple[str, ...]:
    """A small knowledge base to begin with. Raises Refused when the folder holds something already."""
    if folder.exists() and any(folder.iterdir()):
        raise Refused(f"{folder} is not empty, and it holds no mkdocs.yml to add Lifering to.")
    shutil.copytree(STARTER, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("policy.yml"))
    _policy(folder)
    return (
        f"{folder} is a new knowledge base: articles in docs/, their order in mkdocs.yml, the promise in policy.yml.",
        "The next step: change policy.yml to your organisation, then run `lifering serve`.",
    )


def _policy(folder: Path) -> list[str]:
    path = folder / "policy.yml"
    if path.exists():
        return []
    path.write_text(SCHEMA_LINE + (STARTER / "policy.yml").read_text("utf-8"), "utf-8")
    schema = folder / SCHEMA
    schema.write_text(schema_text(), "utf-8")
    return [
        f"{path}: an example of a support promise is added. Change it to your own, then `lifering policy check`.",
        f"{schema}: the keys a policy may have are added, by which editors complete and explain them.",
    ]


def _incidents(folder: Path) -> list[str]:
    if folder.exists():
        return []
    folder.mkdir(parents=True)
    (folder / ".gitkeep").touch()
    return [f"{folder}: an empty folder for incidents is added, one Markdown file each."]
