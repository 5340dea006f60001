"""A writers' MkDocs project: its plugins and the files it is made from."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugins
from mkdocs.utils.yaml import yaml_load

from reporter.errors import Refused


def plugins_to_load(mkdocs_file: Path, *, without: Iterable[str]) -> list[Any]:
    """The project's `plugins:` less those to leave out. Raises Refused naming all that are not installed."""
    with mkdocs_file.open("rb") as file:
        values = yaml_load(file)
    declared = _entries(values.get("plugins", ["search"]))
    wanted = [(name, entry) for name, entry in declared if name not in without]
    names = [name for name, _ in wanted]
    if "lifering" not in names:
        raise Refused(f"{mkdocs_file} does not name the plugin `lifering`: run `lifering init` beside it.")
    installed = get_plugins()
    missing = [name for name in names if name not in installed and f"material/{name}" not in installed]
    if missing:
        flags = " ".join(f"--without {name}" for name in missing)
        raise Refused(
            f"{mkdocs_file} names plugins that are not installed: {', '.join(missing)}. "
            f"Install them, or leave them out: `lifering build {flags}`, "
            f"or for every build the setting LIFERING_WITHOUT={','.join(missing)}."
        )
    return [entry for _, entry in wanted]


def watched(config: MkDocsConfig) -> list[Path]:
    """Files and folders whose change makes the built site stale."""
    paths = [Path(config.config_file_path), Path(config.docs_dir), *(Path(hook) for hook in config.hooks)]
    paths += _parents(Path(config.config_file_path))
    if config.theme.custom_dir:
        paths.append(Path(config.theme.custom_dir))
    return [path.resolve() for path in paths]


def _entries(plugins: Any) -> list[tuple[str, Any]]:
    """Each entry of `plugins:` with its name: a list of names or one-key mappings, or one mapping."""
    if isinstance(plugins, dict):
        return [(name, {name: options}) for name, options in plugins.items()]
    entries = plugins or []
    return [(next(iter(entry)) if isinstance(entry, dict) else str(entry), entry) for entry in entries]


def _parents(mkdocs_file: Path) -> list[Path]:
    """The files that mkdocs.yml takes from with `INHERIT:`."""
    found: list[Path] = []
    for line in mkdocs_file.read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith("INHERIT:"):
            parent = mkdocs_file.parent / line.partition(":")[2].split("#")[0].strip().strip("\"'")
            found = [parent, *(_parents(parent) if parent.is_file() and parent != mkdocs_file else [])]
    return found
