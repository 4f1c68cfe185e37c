"""Where the site meets MkDocs: each event, one or two calls. Everything else is in ``publishing``.

The story of a build: read and check the whole site; hand MkDocs every page and file; let each page's macros run in
their sandbox; put the parts around each page's text.
"""

from __future__ import annotations

import logging
import os
import posixpath
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from publishing.addresses import Target, uri_of
from publishing.dates import today
from publishing.layout import Heading, not_found, page_parts, redirect
from publishing.pages import SitePage
from publishing.problems import ContentError, report
from publishing.rendering import EXTENSIONS, PageLinks
from publishing.search.build import search_files
from publishing.tree import CONTENT_FOLDERS
from publishing.whole_site import Site, read_site

log = logging.getLogger("mkdocs.hooks.publishing")

THEME_FILES = ("assets/stylesheets/", "assets/icon.svg", "assets/site.css", "assets/search.js", "assets/search-box.js",
               "assets/search-page.js")
"""What we use of the theme's own files and of ours: none of the theme's scripts is loaded, so none is published."""

state = SimpleNamespace(preview=False, site=None, pages={}, links=PageLinks(), contents={})
"""What one event leaves for the next. MkDocs keeps hook modules across rebuilds: ``on_config`` renews it."""


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is a preview, which shows drafts and future resources."""
    state.preview = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the whole site, and tell MkDocs what it needs to know of it."""
    root = Path(config.config_file_path).parent
    try:
        site = read_site(root, today(), state.preview)
    except ContentError as error:
        raise PluginError(f"\n{error}") from None
    if site.problems:
        print(report(site.problems))
    state.site = site
    state.pages = {page.uri: page for page in site.pages}
    state.contents = {}
    partnership = site.catalogue.data.partnership
    config.site_name = partnership.site_name
    if not state.preview:
        config.site_url = os.environ.get("SITE_URL") or partnership.site_address
    config.nav = ["index.md"]  # the menu is ours; without this MkDocs would sort every page into one
    config.watch = [str(root / folder) for folder in (*CONTENT_FOLDERS, "data", "overrides") if (root / folder).is_dir()]
    state.links = PageLinks()
    config.markdown_extensions = [*EXTENSIONS, state.links]
    config.mdx_configs = EXTENSIONS
    return config


@event_priority(100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Replace what MkDocs found by the site's own pages and files, and keep the little we use of the theme's."""
    site: Site = state.site
    kept = [file for file in files if file.src_uri.startswith(THEME_FILES) and not file.src_uri.endswith(".map")]
    made = [File.generated(config, page.uri, content=_with_title(page)) for page in site.pages]
    copied = [File.generated(config, source.uri, abs_src_path=str(source.path)) for source in site.files]
    old = [File.generated(config, uri_of(old).removesuffix(".md") + ".html",
                          content=str(redirect(site, old, target, config.site_url or "/")))
           for old, target in site.redirects.items()]
    colours = site.catalogue.data.partnership.colours
    style = (f":root {{ --accent: {colours.light}; }}\n"
             f"@media (prefers-color-scheme: dark) {{ :root {{ --accent: {colours.dark}; }} }}\n")
    return Files([*kept, *made, *copied, *old, File.generated(config, "assets/partnership.css", content=style)])


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
    """Make ready the page's sandbox, in which mkdocs-macros then expands its macros, and its links."""
    site: Site = state.site
    made = state.pages[page.file.src_uri]
    macros = config.plugins["macros"]
    macros._env = site.macros(made.address).environment()
    state.links.page = lambda link: _link(link, made)
    return markdown


def _link(link: str, made: SitePage) -> str:
    """Return a link as MkDocs understands it: from page to page by their paths on the site."""
    target = state.site.links.resolve(link, made.page.file if made.page else "")
    if not isinstance(target, Target) or link.startswith("#"):
        return link
    uri = next((uri for uri, page in state.pages.items() if page.address == target.address), target.address.removeprefix("/"))
    way = posixpath.relpath(uri, posixpath.dirname(made.uri))
    return f"{way}#{target.fragment}" if target.fragment else way


@event_priority(-90)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep the page's text for the search."""
    state.contents[page.file.src_uri] = html
    return html


@event_priority(-90)
def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Add the search's index, now that every page has its text."""
    for path, text in search_files(state.site, state.contents).items():
        files.append(File.generated(config, path, content=text))
    return env


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """Put the parts around the page's text; its headings stand among them, so Material need not list them."""
    made = state.pages[page.file.src_uri]
    contents = [Heading(item.id, item.title) for item in page.toc if item.level == 2 and made.page]
    context["parts"] = page_parts(state.site, made, contents, config.site_url or "/")
    page.toc = TableOfContents([])
    return context


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Make the page for addresses that do not exist."""
    if template_name == "404.html":
        context["parts"] = {"not_found": not_found(state.site, config.site_url or "/")}
    return context
