"""The thin wrapper around MkDocs, for `lifering build`, `mkdocs build` and `mkdocs serve` alike."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from reporter.errors import LiferingError, Refused
from reporter.policy.load import load_policy
from reporter.policy.model import Policy
from reporter.policy_file import read_source
from reporter.site.articles import answers_of, check_front_matter, check_search, is_draft, refuse_collisions
from reporter.site.contact import in_articles
from reporter.site.live_search import LiveSearch
from reporter.site.pages import Additions, edit_page, report_href
from reporter.site.policy_pages import PolicyPages, add_to_nav
from reporter.site.search_files import put_index_aside, read_sections
from reporter.site.standing_pages import render_shell, write_static_report
from search.articles.cutting import with_words_apart
from search.articles.rendering import said
from search.errors import BadIndex
from search.language.languages import ENGLISH, language_of, language_of_page
from search.language.synonym_file import FILE as SYNONYMS
from search.language.synonym_file import synonyms_of
from search.language.synonyms import Groups

THEME = Path(__file__).parent / "theme"
STYLES = tuple(f"assets/lifering/{name}.css" for name in ("site", "search", "policy"))
LOOK = "assets/lifering/look.css"
SCRIPTS = ("assets/lifering/search-box.js", "assets/lifering/same-page.js")
FONTS = "assets/lifering/fonts/"

log = get_plugin_logger("lifering")


class Options(Config):  # type: ignore[no-untyped-call]
    """`report_path` and `policy` in mkdocs.yml; `lifering build` overrides both from its settings.
    `policy_pages: false` makes no pages of their own from the policy; articles can show parts of it all the same."""

    report_path = Type(str, default="/report/")
    policy = Type(str, default="policy.yml")
    policy_pages = Type(bool, default=True)


class LiferingPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """After a build: `shell` is the rendered page shell, `pages` maps each location to (source path, description),
    `answers` each source path to the questions that the article says it answers, `languages` each location to the code
    of its language; `synonyms` are the groups of the writers' file.
    `policy` takes the place of the project's own, `live` is the search of `mkdocs serve`.
    `told` is called with the number of pages whenever one is read, and again when it is written."""

    policy: Policy | None = None
    live: LiveSearch | None = None
    told: Callable[[int], None] | None = None

    def on_startup(self, *, command: str, **_: object) -> None:
        """With this event MkDocs keeps the plugin from one build to the next."""
        if command == "serve":
            self.live = LiveSearch()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if config.theme.name != "material":
            raise PluginError(f"Lifering needs `theme: name: material` in {config.config_file_path}.")
        if not {"search", "material/search"} & set(config.plugins):
            raise PluginError(
                f"Lifering needs the search plugin: add `- search` to `plugins:` in {config.config_file_path}."
            )
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        config.extra_css[:0] = STYLES
        config.extra_javascript.extend(SCRIPTS)
        config.extra.setdefault("scope", base_path(config))
        self.pages: dict[str, tuple[str, str]] = {}
        self.answers: dict[str, tuple[str, ...]] = {}
        self.languages: dict[str, str] = {}
        self.synonyms: Groups = ()
        self.shell = ""
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        try:
            self.promise = self.policy or read_policy(config, self.config.policy)
            refuse_collisions(
                {file.dest_uri: file.abs_src_path or file.src_uri for file in files}, self.config.report_path
            )
        except LiferingError as error:
            raise PluginError(str(error)) from error
        self._read_synonyms(files, Path(config.docs_dir))
        texts = {file: file.content_bytes.decode("utf-8-sig", "replace") for file in files.documentation_pages()}
        for file in (file for file, text in texts.items() if is_draft(text)):
            file.inclusion = InclusionLevel.DRAFT
        self.policy_pages = PolicyPages(self.promise, self.config.report_path)
        if self.config.policy_pages:
            add_to_nav(config, self.policy_pages.add(files, config, shown_in=texts.values()))
        if LOOK not in config.extra_css:
            for file in [file for file in files if file.src_uri.startswith(FONTS)]:
                files.remove(file)
        self.files = files
        self.count = len(files.documentation_pages())
        return files

    def _read_synonyms(self, files: Files, docs: Path) -> None:
        """The file is for the search alone: it is not published."""
        try:
            self.synonyms = synonyms_of(docs)
        except BadIndex as error:
            raise PluginError(str(error)) from error
        if file := files.get_file_from_path(SYNONYMS):
            files.remove(file)

    def on_nav(self, nav: Navigation, **_: object) -> Navigation:
        self.nav = nav
        return nav

    def on_page_markdown(self, markdown: str, *, page: Page, **_: object) -> str:
        path = page.file.abs_src_path or page.file.src_uri
        try:
            check_front_matter(page.file.content_string, path=path)
            check_search(page.meta, path=path)
            if answers := answers_of(page.meta, path=path):
                self.answers[page.file.src_uri] = answers
        except Refused as error:
            raise PluginError(str(error)) from error
        self._tell()
        try:
            return self.policy_pages.fill(markdown, path=path, url=page.url)
        except Refused as error:
            raise PluginError(str(error)) from error

    def on_page_content(self, html: str, **_: object) -> str:
        """Before the search plugin takes the tags off."""
        return with_words_apart(html)

    def on_env(self, env: jinja2.Environment, **_: object) -> jinja2.Environment:
        self.env = env
        return env

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        self.pages[page.url] = (page.file.src_uri, said(page.meta.get("description")))
        self.languages[page.url] = language_of_page(page.meta) or language_of(config.theme.get("language")) or ENGLISH
        self._tell()
        to_root = get_relative_url(".", page.url)
        article = ""
        if not page.is_homepage and page.meta.get("report_link", True):
            href = report_href(self.config.report_path, page.url, to_root=to_root)
            article = self._link("article-end", href, ways=in_articles(self.promise))
        return edit_page(output, self._additions(to_root, article))

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        if not template_name.endswith(".html"):
            return output
        return edit_page(output, self._additions(base_path(config)))

    @event_priority(-100)  # after the search plugin has written its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        site = Path(config.site_dir)
        if put_index_aside(site) and self.live:
            self._update(self.live, site)
        scene = (self.env, self.nav, self.files, config)
        base = base_path(config)
        self.shell = edit_page(render_shell(*scene, base_url=base), self._additions(base))
        write_static_report(*scene, report_path=self.config.report_path, policy=self.promise)

    def _update(self, live: LiveSearch, site: Path) -> None:
        try:
            log.info(live.update(read_sections(site, pages=self.pages, languages=self.languages), self.synonyms))
        except (BadIndex, OSError) as error:
            raise PluginError(f"The search was not brought up to date: {error}") from error

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: object) -> LiveReloadServer:
        server.watch(str(Path(config.config_file_path).parent / self.config.policy))
        if self.live:
            server.set_app(self.live.in_front_of(server.serve_request, mount=base_path(config)))
        return server

    def on_shutdown(self) -> None:
        if self.live:
            self.live.close()

    def _tell(self) -> None:
        if self.told:
            self.told(self.count)

    def _additions(self, to_root: str, article: str = "") -> Additions:
        href = report_href(self.config.report_path, "", to_root=to_root)
        return Additions(self._link("header-link", href), self._link("search-said", href), article)

    def _link(self, name: str, href: str, **values: object) -> str:
        return self.env.get_template(f"lifering/{name}.html").render(href=href, **values)


def base_path(config: MkDocsConfig) -> str:
    """The path under which the site stands, with slashes at both ends: "/" or "/help/"."""
    return "/" + f"{urlsplit(config.site_url or '').path.strip('/')}/".lstrip("/")


def read_policy(config: MkDocsConfig, name: str) -> Policy:
    """Raises Misconfigured."""
    path = Path(config.config_file_path).parent / name
    try:
        source = read_source(path)
        return load_policy(source.text, name=name, files=source.files)
    except FileNotFoundError as error:
        raise Refused(
            f"There is no {path}: run `lifering init` to get one, or name it with the plugin's option `policy:`."
        ) from error
