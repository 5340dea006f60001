"""Pages that MkDocs does not know, in the site's look: the page shell, the static page at the reporter's address."""

from pathlib import Path
from urllib.parse import unquote

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils import get_relative_url, write_file

from reporter.policy.model import Policy
from reporter.site.contact import context
from reporter.site.pages import Additions, edit_page, edit_shell


def render_shell(env: jinja2.Environment, nav: Navigation, files: Files, config: MkDocsConfig, *, base_url: str) -> str:
    """The page around the journey, with absolute URLs, and two comments where head and content go."""
    scene = get_context(nav, files, config, base_url=base_url)
    return _finished(env.get_template("lifering/shell.html").render(scene), env)


def write_static_report(
    env: jinja2.Environment,
    nav: Navigation,
    files: Files,
    config: MkDocsConfig,
    *,
    report_path: str,
    policy: Policy,
) -> None:
    """Writes <report path>/index.html into the site, with relative URLs."""
    place = unquote(report_path.strip("/"))
    to_root = get_relative_url(".", f"{place}/")
    scene = {**get_context(nav, files, config, base_url=to_root), **context(policy)}
    text = _finished(env.get_template("lifering/report.html").render(scene), env)
    path = Path(config.site_dir) / place / "index.html"
    write_file(edit_page(text, Additions()).encode(), str(path))


def _finished(text: str, env: jinja2.Environment) -> str:
    words = env.from_string(
        "{% trans %}Report a problem{% endtrans %}\n{% trans %}Skip to content{% endtrans %}"
    ).render()
    title, skip_text = words.splitlines()
    return edit_shell(text, title=title, skip_text=skip_text, skip_to="#lifering-content")
