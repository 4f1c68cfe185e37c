"""Where the site meets MkDocs: each event, one or two calls. Everything else is in ``publishing``.

The story of a build: read and check the whole site; hand MkDocs every page and file; let each page's macros run in
their sandbox; put the parts around each page's text.
"""

from __future__ import annotations

import os
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from mkdocs_markdown import CheckedText
from publishing.data.partnership import NO_SITE_ADDRESS, site_address
from publishing.figures.downloads import download_files
from publishing.gate import FRAME, TEMPLATES, Piece, held_back, page_as_built, redirect_pieces
from publishing.kept.environment import knows_all
from publishing.kept.memory import NOTHING, News
from publishing.kept.on_disk import memory_beside
from publishing.kept.second_process import LEAST, Meanwhile, in_halves, interleaved
from publishing.layout import coloured_files, manifest, not_found, not_kept, open_now_script, page_parts, redirects
from publishing.output_folder.inside import FilesOf, OutsideError, inside
from publishing.outputs import at_address, feed_style, headers_file, syndication, syndication_problems
from publishing.pages.assets import minified, needed, ours
from publishing.pages.cards import social_cards
from publishing.pages.keeping import LIST, WORKER, copy_list, worker
from publishing.pages.security_policy import HEADERS_FILE
from publishing.pages.site_pages import SitePage
from publishing.paper.everything import Papers, papers_of
from publishing.paper.sheets import Paper
from publishing.problems.problem import ContentError, Fault, Problem, errors, report, shortened
from publishing.search.build import search_files
from publishing.search.scripts import SCRIPTS_FOLDER, published_scripts
from publishing.seen import Seen
from publishing.site import Site, read_site
from publishing.templating.sandbox import may_have_macros
from publishing.typesetting.made import made_beside
from publishing.typesetting.typst_document import Typesetter
from publishing.words.dates import today
from publishing.writing.runtime import has_runtime

CLOCK = "assets/open-now.js"
"""The script that says which services are open."""

WRITES_OFFLINE, OFFLINE = "workers/write-offline.js", "write/offline.js"
"""What shows the page to write on without network, and its place on the site."""

KEEPS, KEEPS_NOTHING = "workers/keep.js", "workers/keep-nothing.js"
"""What shows pages that are kept on a device, and what stands in its place in a preview."""

state = SimpleNamespace(preview=False, writes=False, carried=None, read=None, site=None, pages={}, papers=Papers(), checked=CheckedText(), memory=NOTHING, beside=[], seen=None, as_asked=False, finished=None)
"""What one event leaves for the next. MkDocs keeps hook modules across rebuilds: ``on_config`` renews it, but for the memory."""


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is a preview, which shows drafts and future resources."""
    state.preview = command == "serve"
    state.memory, state.as_asked = NOTHING, False  # a preview that reads again gives it one


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the whole site, and tell MkDocs what it needs to know of it."""
    root = Path(config.config_file_path).parent
    if state.memory is NOTHING:
        state.memory = memory_beside(root)
    chosen = _chosen_address(config)
    try:
        site = read_site(root, today(), state.preview, memory=state.memory)
    except ContentError as error:
        raise PluginError(f"\n{error}") from None
    if site.problems:
        print(report(site.problems))
    state.writes = has_runtime(root) and not (chosen or "").endswith(".invalid/")  # from a disk no browser runs a worker
    config.site_url = chosen or site.catalogue.data.partnership.site_address
    show(site, config)
    return config


def show(site: Site, config: MkDocsConfig) -> None:
    """Let all that is made from now on be made of a site, at the address that is chosen for it."""
    root, state.read = site.catalogue.root, site
    if state.writes:
        site = _with_page_to_write_on(site)
    state.pages = {page.uri: page for page in site.pages}
    config.site_name = site.catalogue.data.partnership.site_name
    state.site = at_address(site, config.site_url or "")
    config.nav = ["index.md"]  # the menu is ours; without this MkDocs would sort every page into one
    state.seen = Seen(state.site, state.memory if knows_all(config.plugins) else NOTHING, str(state.writes))
    state.papers, state.checked = papers_of(state.site, Typesetter(root, made_beside(root)), None if state.as_asked else state.seen), CheckedText()
    config.markdown_extensions = [state.checked]


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


@event_priority(100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Replace what MkDocs found by the site's own pages and files, and our style and scripts as browsers get them."""
    site: Site = state.site
    copied = [file_of(config, source.uri, abs_src_path=str(source.path)) for source in site.files]
    made = {**{page.uri: with_title(page) for page in site.pages}, **files_apart(files), **files_to_write(files)}
    _typeset(config, site)
    return Files([*copied, *(file_of(config, uri, content=content) for uri, content in made.items())])


def files_apart(files: Files) -> dict[str, str | bytes]:
    """Return what the site makes besides its pages and of no text, by path; ``files`` has our style and scripts as they are written."""
    site: Site = state.site
    address = site.catalogue.data.partnership.site_address
    old = redirects(site, address)
    _stop_for(held_back(redirect_pieces(old.values()), address))
    assets = {file.src_uri: file.content_string for file in files if file.src_uri in ours()}
    assets[CLOCK] = open_now_script(assets[CLOCK], site.catalogue.today)
    return {**old, **download_files(site.catalogue.data.figures), **{f"assets/{name}": content for name, content in coloured_files(site).items()},
            **{uri: minified(uri, text) for uri, text in assets.items()}, **_scripts(files), **(_kept_by(files) if site.keep else {}),
            "assets/feed.css": feed_style(site, _style_of_feeds(site))}


def _style_of_feeds(site: Site) -> str:
    return (site.catalogue.root / "overrides" / "assets" / "feed.css").read_text(encoding="utf-8")


def _typeset(config: MkDocsConfig, site: Site) -> None:
    """Write what Typst sets: PDFs, their codes, social cards. It takes longer than all the rest, and is kept for the next build."""
    kept, papers = made_beside(site.catalogue.root), state.papers

    def typeset(pages: Sequence[SitePage]) -> tuple[list[tuple[str, tuple[Paper, ...], list[Problem], str | None]], News]:
        done = []
        for made in pages:
            before = len(papers.problems)
            _write(config, papers.written_beside(made.address))
            done.append((made.address, papers.beside(made.address), list(papers.problems[before:]), site.rendered.get(made.uri)))
        if not site.preview:
            _write(config, social_cards(pages, site.catalogue, kept).items())
        return done, state.memory.news()

    problems: list[Problem] = []
    halves = in_halves(site.pages, typeset, "typst" not in sys.modules)  # whose threads, where it has begun, no other process has
    for _, news in halves:
        state.memory.take(news)
    for made, (address, found, wrong, html) in zip(site.pages, interleaved([done for done, _ in halves]), strict=True):
        papers.know(address, found)
        problems += wrong
        if html is not None:
            site.rendered[made.uri] = html
    if problems:
        print(report(problems))
    kept.forget_unused()


def file_of(config: MkDocsConfig, uri: str, **origin: Any) -> File:
    """Return a file that MkDocs is to write."""
    return File.generated(config, _inside(uri), **origin)


def _inside(uri: str) -> str:
    """Return a path as it is: that of all that is published comes by here."""
    try:
        return inside(uri)
    except OutsideError as error:
        raise PluginError(str(error)) from None


def _stop_for(problems: Sequence[Problem]) -> None:
    """Stop the build for what must not be published."""
    if problems:
        _written_beside()  # of which it would have been said first
        raise PluginError(f"\n{report(problems)}")


def _scripts(files: Files) -> dict[str, str]:
    """Return the search's scripts as readers get them, by their paths."""
    modules = {Path(file.src_uri).stem: file.content_string for file in files if file.src_uri.startswith(f"{SCRIPTS_FOLDER}/")}
    return {f"{SCRIPTS_FOLDER}/{name}.js": text for name, text in published_scripts(modules).items()}


def _kept_by(files: Files) -> dict[str, str]:
    """Return what lets readers keep pages on their device; in a preview, what takes such a copy away again."""
    texts = {file.src_uri: file.content_string for file in files if file.src_uri in (KEEPS, KEEPS_NOTHING)}
    text = texts[KEEPS_NOTHING] if state.preview else worker(texts[KEEPS])
    return {WORKER: minified(WORKER, text), "manifest.webmanifest": manifest(state.site)}


def _with_page_to_write_on(site: Site) -> Site:
    """Return the site with that page; what it fetches is made when somebody asks for it: it holds all texts, and takes longer than to read one again."""
    from publishing.writing.carried import Carried, carried
    from publishing.writing.page import with_page
    from publishing.writing.runtime import NotCompiled

    @cache
    def made() -> Carried:
        try:
            return carried(site, made_beside(site.catalogue.root))
        except NotCompiled as error:
            raise PluginError(f"\n{error}") from None

    state.carried = made
    return with_page(site, lambda: made().version)


def files_to_write(files: Files) -> dict[str, str | bytes]:
    """Return what the page to write on fetches, and what shows it without network; nothing where there is no such page."""
    if not state.writes:
        return {}
    (offline,) = (file.content_string for file in files if file.src_uri == WRITES_OFFLINE)
    return {**state.carried().files, OFFLINE: minified(OFFLINE, offline)}


def with_title(page: SitePage) -> str:
    """Return a page's text with the title in front, as MkDocs reads it."""
    return f"---\n{yaml.dump({'title': page.title}, allow_unicode=True, Dumper=_DUMPER)}---\n{page.markdown}\n"


_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
"""The first is ten times as fast, and not everywhere."""


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Give the page the day of its last change, for the sitemap; none where none is known."""
    made = state.pages[page.file.src_uri]
    changed = made.page.last_changed if made.page else None
    page.update_date = changed.isoformat() if changed else ""
    if made.unlisted:
        page.canonical_url = page.abs_url = None  # MkDocs writes those that have one into the sitemap
    return page


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Make ready the page's sandbox, in which mkdocs-macros then runs its macros, and the HTML of what comes out."""
    site: Site = state.site
    made = state.pages[page.file.src_uri]
    if may_have_macros(made.markdown):
        config.plugins["macros"]._env = site.environment(made).with_stand_ins()  # type: ignore[attr-defined]  # private: its minor version is pinned
    page.meta["render_macros"] = may_have_macros(made.markdown)  # without one, mkdocs-macros leaves the text as it is
    finished = _finished("text", made)
    state.checked.expect(made.uri, made.text.expanded.text if made.text else "", lambda: site.html(made) if finished is None else finished)
    return markdown


def _finished(part: str, made: SitePage) -> str | None:
    """Return the HTML of a page's text, or the whole page, where an earlier build has made the same; a preview makes one page at a time, and looks for none."""
    known = state.seen.known((part, made.uri), state.seen.texts_of(made)) if not state.as_asked else None
    return known[0] if known else None


@event_priority(-100)
def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Make what is made of the rendered pages, while MkDocs puts these into their frames: feeds, archives, fragments, calendars, emails, and the search's index."""
    site: Site = state.site
    rendered = {file.src_uri: file.page.content or "" for file in files.documentation_pages() if file.page}
    for write in (_write_syndication, _write_search):
        state.beside.append(Meanwhile(partial(_beside, write, config, rendered), len(rendered) >= LEAST))
    if not state.preview:
        files.append(file_of(config, HEADERS_FILE, content=headers_file(site, state.papers.codes)))
    _date_the_sitemap(files)
    return env


def _beside(write: Callable[[MkDocsConfig, Mapping[str, str]], list[Problem]], config: MkDocsConfig, rendered: Mapping[str, str]) -> tuple[list[Problem], News]:
    """Return what is wrong with what is written, and what is to be kept of it."""
    return write(config, rendered), state.memory.news()


def _write_syndication(config: MkDocsConfig, rendered: Mapping[str, str]) -> list[Problem]:
    """Write what is made beside the pages, one file after the other; return what is wrong with it."""
    made = syndication(state.site, {state.pages[uri].address: html for uri, html in rendered.items()}, state.seen)
    _write(config, ((uri, make()) for uri, make in made.items()))
    return syndication_problems(state.site, FilesOf(Path(config.site_dir), made), state.seen)


def _write_search(config: MkDocsConfig, rendered: Mapping[str, str]) -> list[Problem]:
    _write(config, search_files(state.site, rendered, state.seen.memory).items())
    return []


def _write(config: MkDocsConfig, files: Iterable[tuple[str, bytes | str]]) -> None:
    """Write files without a word of MkDocs, which looks at each from all sides."""
    there = set[str]()
    for uri, content in files:
        path = os.path.join(config.site_dir, _inside(uri))
        if (folder := os.path.dirname(path)) not in there:
            os.makedirs(folder, exist_ok=True)
            there.add(folder)
        with open(path, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)


def _written_beside() -> None:
    """Wait until it is written, and stop the build for what must not be published."""
    beside, state.beside = state.beside, []
    problems: list[Problem] = []
    try:
        for written in beside:
            found, news = written.result()
            problems += found
            state.memory.take(news)
    finally:
        for written in beside:
            written.stop()
    _stop_for(errors(problems))
    if problems:
        print(report(problems))


def on_shutdown() -> None:
    """End what is still made beside, where a build has been stopped."""
    beside, state.beside = state.beside, []
    for written in beside:
        written.stop()


def _date_the_sitemap(files: Files) -> None:
    """Give the home page a day where no page has one: MkDocs stamps the compressed sitemap with the newest."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    if not any(page.update_date for page in pages):
        home = next(page for page in pages if page.is_homepage)
        home.update_date = f"{state.site.catalogue.data.partnership.ids.year}-01-01"


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """Put the parts around the page's text."""
    made = state.pages[page.file.src_uri]
    state.finished = _finished("page", made)
    if state.finished:  # then nobody looks at what its template makes of nothing
        return {**context, "parts": defaultdict(str), "styles": (), "scripts": ()}
    parts = page_parts(state.site, made, config.site_url or "/", state.papers)
    context["parts"] = parts
    context["styles"], context["scripts"] = needed("".join((*parts.values(), page.content or "")))
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Let the finished page through the gate, as it will be written; one that was let through before is written again."""
    made = state.pages[page.file.src_uri]
    if state.finished:
        return str(state.finished)
    _stop_for(page_as_built(state.site, FRAME, output))
    if not state.as_asked:
        for part, html in (("text", page.content or ""), ("page", output)):
            state.seen.learn((part, made.uri), state.seen.texts_of(made), html)
    return output


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Let the page for addresses that do not exist through the gate."""
    if template_name == "404.html":
        _stop_for(page_as_built(state.site, f"{TEMPLATES}/not-found.html", output_content))
    return output_content


def on_post_build(config: MkDocsConfig) -> None:
    """List what readers may keep on their device, once all of it is there; and let the next build have what this one has made."""
    site: Site = state.site
    _written_beside()
    state.memory.keep()
    if not site.keep or site.preview:
        return
    folder = Path(config.site_dir)
    missing = not_kept(site)
    _stop_for(held_back([Piece(missing, "page", f"{TEMPLATES}/not-kept.html")]))
    (folder / inside(LIST)).write_text(copy_list(FilesOf(folder), [address for _, address in site.keep], missing), encoding="utf-8", newline="\n")


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Make the page for addresses that do not exist."""
    if template_name == "404.html":
        context["parts"] = {"not_found": not_found(state.site, config.site_url or "/")}
    return context
