"""One line more in somebody else's mkdocs.yml: the text is edited at the place that YAML's own reader names."""

import yaml

from reporter.errors import Refused

BY_HAND = "add `- lifering` to its `plugins:` by hand."


def with_plugin(text: str, *, name: str) -> str:
    """The file's text with the plugin `lifering` in `plugins:`, otherwise unchanged (comments, tags, line ends).

    Nothing is constructed, so tags such as !!python/name do no harm. Raises Refused with what to do by hand.
    """
    try:
        root = yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise Refused(f"{name} is no valid YAML: {error}") from error
    if not isinstance(root, yaml.MappingNode):
        raise Refused(f"{name} is no mapping: {BY_HAND}")
    keys = {key.value: value for key, value in root.value}
    end = "\r\n" if "\r\n" in text else "\n"
    if "plugins" in keys:
        return _added(text, keys["plugins"], end=end, name=name)
    if "INHERIT" in keys:
        raise Refused(f"{name} takes its plugins from {keys['INHERIT'].value}: in that file, {BY_HAND}")
    gap = "" if text.endswith("\n") else end
    return f"{text}{gap}{end}plugins:{end}  - search{end}  - lifering{end}"


def docs_folder(text: str) -> str:
    """The folder of the articles, as a valid mkdocs.yml names it."""
    root = yaml.compose(text, yaml.SafeLoader)
    values = {key.value: value.value for key, value in root.value} if isinstance(root, yaml.MappingNode) else {}
    return str(values.get("docs_dir", "docs"))


def _added(text: str, plugins: yaml.Node, *, end: str, name: str) -> str:
    if "lifering" in _names(plugins):
        return text
    if not isinstance(plugins, yaml.SequenceNode | yaml.MappingNode) or not plugins.value:
        raise Refused(f"{name} has `plugins:` without a list under it: {BY_HAND}")
    listed = isinstance(plugins, yaml.SequenceNode)
    if plugins.flow_style:
        place = plugins.start_mark.index + 1
        return text[:place] + ("lifering, " if listed else "lifering: {}, ") + text[place:]
    mark = plugins.start_mark  # of the first `- ` or the first key: the new line goes before it, indented alike
    line = "- lifering" if listed else "lifering: {}"
    return text[: mark.index] + line + end + " " * mark.column + text[mark.index :]


def _names(plugins: yaml.Node) -> set[str]:
    if isinstance(plugins, yaml.MappingNode):
        return {key.value for key, _ in plugins.value}
    entries = plugins.value if isinstance(plugins, yaml.SequenceNode) else []
    return {entry.value[0][0].value if isinstance(entry, yaml.MappingNode) else entry.value for entry in entries}
