"""The same pages built twice: with Lifering, and with Material for MkDocs alone. Built sites are kept."""

import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from bench.pages import Pages
from bench.place import ROOT
from reporter.cli.build import build_site
from reporter.config import Settings
from reporter.site.compression import compress_site

CONFIGURATION = """\
site_name: {name}
site_url: http://127.0.0.1:8000/
docs_dir: docs
site_dir: site
nav: [index.md]
not_in_nav: "**"
theme:
  name: material
  font: false
  features: [navigation.prune, navigation.instant]
extra:
  scope: /
markdown_extensions: [admonition, attr_list, tables, pymdownx.superfences]
validation: {{links: {{not_found: ignore, anchors: ignore, absolute_links: ignore, unrecognized_links: ignore}}}}
plugins: [{plugins}]
"""


def ours(pages: Pages) -> Settings:
    """Settings of a data folder that holds the built site; built again only when pages or program changed."""
    file = _configuration(pages, "lifering.yml", "search, lifering")
    settings = Settings(_env_file=None, data=pages.docs.parent / "data", mkdocs=file, policy=ROOT / "policy.yml")
    build_site(settings, if_changed=True)
    return settings


def built_in(pages: Pages) -> Path:
    """The folder of the site as Material makes it, with compressed copies like ours."""
    file = _configuration(pages, "material.yml", "search")
    site = pages.docs.parent / f"material-{version('mkdocs')}-{version('mkdocs-material')}"
    if not site.is_dir():
        unfinished = site.with_name("unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        command = [sys.executable, "-m", "mkdocs", "--quiet", "build", "-f", str(file), "-d", str(unfinished)]
        quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        subprocess.run(command, check=True, env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        compress_site(unfinished, leave_out=())
        unfinished.rename(site)
    return site


def _configuration(pages: Pages, file: str, plugins: str) -> Path:
    path = pages.docs.parent / file
    text = CONFIGURATION.format(name=f"{pages.real + pages.synthetic + 1} pages", plugins=plugins)
    if not path.is_file() or path.read_text("utf-8") != text:
        path.write_text(text, encoding="utf-8")
    return path
