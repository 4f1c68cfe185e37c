"""Where the site meets MkDocs: each event, one or two calls. Everything else is in ``publishing``.

The story of a build: read and check the whole site; hand MkDocs every page and file; let each page's macros run in
their sandbox; put the parts around each page's text.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from mkdocs_markdown import CheckedText
from publishing.data.partnership import NO_SITE_ADDRESS, site_address
from publishing.desk.machine import sentence
from publishing.desk.preview_server import for_this_computer
from publishing.figures.downloads import download_files
from publishing.layout import coloured_files, not_found, open_now_script, page_parts, redirect
from publishing.outputs import at_address, feed_style, syndicated_files, syndication_problems
from publishing.pages.site_pages import SitePage
from publishing.problems.problem import ContentError, Fault, report
from publishing.reading.fields import shortened
from publishing.reading.tree import CONTENT_FOLDERS
from publishing.search.build import search_files
from publishing.search.scripts import SCRIPTS_FOLDER, published_scripts
from publishing.site import Site, read_site
from publishing.words.addresses import uri_of
from publishing.words.dates import today

STYLE_FILES = ("assets/material.css", "assets/site.css", "assets/record.js")
"""The style and script of ours that is published as it stands; of the theme's own files, none is."""

CLOCK = "assets/open-now.js"
"""The script that says which services are open."""

state = SimpleNamespace(preview=False, site=None, pages={}, checked=CheckedText())
"""What one event leaves for the next. MkDocs keeps hook modules across rebuilds: ``on_config`` renews it."""


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is a preview, which shows drafts and future resources."""
    state.preview = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the whole site, and tell MkDocs what it needs to know of it."""
    root = Path(config.config_file_path).parent
    chosen = _chosen_address(config)
    try:
        site = read_site(root, today(), state.preview)
    except ContentError as error:
        raise PluginError(f"\n{error}") from None
    if site.problems:
        print(report(site.problems))
    state.pages = {page.uri: page for page in site.pages}
    partnership = site.catalogue.data.partnership
    config.site_name = partnership.site_name
    config.site_url = chosen or partnership.site_address
    state.site = at_address(site, config.site_url)
    config.nav = ["index.md"]  # the menu is ours; without this MkDocs would sort every page into one
    config.watch = [str(root / folder) for folder in (*CONTENT_FOLDERS, "data", "overrides") if (root / folder).is_dir()]
    state.checked = CheckedText()
    config.markdown_extensions = [state.checked]
    return config


def _chosen_address(config: MkDocsConfig) -> str | None:
    """Return the address that somebody chose for this build: a preview has its own, else ``SITE_URL`` may name one."""
    chosen = config.site_url if state.preview else os.environ.get("SITE_URL")
    if not chosen:
        return None
    address = site_address(chosen)
    if address is None:
        shown = re.sub("//[^/]*@", "//…@", chosen)  # a password, perhaps
        raise PluginError(f"\n{Fault(NO_SITE_ADDRESS, {'name': 'SITE_URL', 'value': shortened(shown)})}")
    return address


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Let the preview's server answer this computer alone, and say in words why a rebuild failed."""
    build = server.builder

    def rebuild() -> None:
        try:
            build()
        except (OSError, MemoryError) as error:
            raise Abort(sentence(error, Path(config.config_file_path).parent)) from None
        except MkDocsException as error:
            raise Abort(error.message) from None

    server.builder = rebuild
    server.set_app(for_this_computer(server.serve_request, config.dev_addr.host))
    return server


@event_priority(100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Replace what MkDocs found by the site's own pages and files, and keep our style and scripts."""
    site: Site = state.site
    kept = [file for file in files if file.src_uri.startswith(STYLE_FILES)]
    made = [File.generated(config, page.uri, content=_with_title(page)) for page in site.pages]
    copied = [File.generated(config, source.uri, abs_src_path=str(source.path)) for source in site.files]
    old = [File.generated(config, uri_of(old).removesuffix(".md") + ".html",
                          content=str(redirect(site, old, target, config.site_url or "/")))
           for old, target in site.redirects.items()]
    data = [File.generated(config, uri, content=content) for uri, content in download_files(site.catalogue.data.figures).items()]
    coloured = [File.generated(config, f"assets/{name}", content=content) for name, content in coloured_files(site).items()]
    clock = [File.generated(config, file.src_uri, content=open_now_script(file.content_string, site.catalogue.today)) for file in files if file.src_uri == CLOCK]
    return Files([*kept, *made, *copied, *old, *data, *coloured, *clock, *_scripts(files, config)])


def _scripts(files: Files, config: MkDocsConfig) -> list[File]:
    """Return the search's scripts as readers get them."""
    modules = {Path(file.src_uri).stem: file.content_string for file in files if file.src_uri.startswith(f"{SCRIPTS_FOLDER}/")}
    return [File.generated(config, f"{SCRIPTS_FOLDER}/{name}.js", content=text) for name, text in published_scripts(modules).items()]


def _with_title(page: SitePage) -> str:
    """Return a page's text with the title in front, as MkDocs reads it."""
    return f"---\n{yaml.safe_dump({'title': page.title}, allow_unicode=True)}---\n{page.markdown}\n"


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Give the page the day of its last change, for the sitemap; none where none is known."""
    made = state.pages[page.file.src_uri]
    changed = made.page.last_changed if made.page else None
    page.update_date = changed.isoformat() if changed else ""
    return page


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Make ready the page's sandbox, in which mkdocs-macros then runs its macros, and the HTML of what comes out."""
    site: Site = state.site
    made = state.pages[page.file.src_uri]
    config.plugins["macros"]._env = site.environment(made).with_stand_ins()  # type: ignore[attr-defined]  # private: its minor version is pinned
    state.checked.expect(made.uri, made.text.expanded.text if made.text else "", lambda: site.html(made))
    return markdown


@event_priority(-100)
def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Add what is made of the rendered pages: feeds, archives, fragments, calendars, emails, and the search's index."""
    rendered = {file.src_uri: file.page.content or "" for file in files.documentation_pages() if file.page}
    syndicated = syndicated_files(state.site, {state.pages[uri].address: html for uri, html in rendered.items()})
    if problems := syndication_problems(state.site, syndicated):
        print(report(problems))
    style = Path(config.config_file_path).parent / "overrides" / "assets" / "feed.css"
    made: dict[str, bytes | str] = {**syndicated, "assets/feed.css": feed_style(state.site, style.read_text(encoding="utf-8")),
                                    **search_files(state.site, rendered)}
    for uri, content in made.items():
        files.append(File.generated(config, uri, content=content))
    _date_the_sitemap(files)
    return env


def _date_the_sitemap(files: Files) -> None:
    """Give the home page a day where no page has one: MkDocs stamps the compressed sitemap with the newest."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    if not any(page.update_date for page in pages):
        home = next(page for page in pages if page.is_homepage)
        home.update_date = f"{state.site.catalogue.data.partnership.ids.year}-01-01"


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """Put the parts around the page's text."""
    made = state.pages[page.file.src_uri]
    context["parts"] = page_parts(state.site, made, config.site_url or "/")
    return context


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Make the page for addresses that do not exist."""
    if template_name == "404.html":
        context["parts"] = {"not_found": not_found(state.site, config.site_url or "/")}
    return context
