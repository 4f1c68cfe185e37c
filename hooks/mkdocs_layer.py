"""Where the site meets MkDocs: each event, one or two calls. Everything else is in ``publishing``.

The story of a build: read and check the whole site; hand MkDocs every page and file; let each page's macros run in
their sandbox; put the parts around each page's text.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, partial
from itertools import chain, groupby
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs_macros import context as macros_context

from mkdocs_pages import CheckedPage
from publishing.data.partnership import NO_SITE_ADDRESS, site_address
from publishing.desk.text_again import built_again, keep_reading, kept_reading
from publishing.figures.downloads import download_files
from publishing.gate import FRAME, TEMPLATES, Piece, held_back, page_as_built, redirect_pieces
from publishing.kept.environment import asks_the_environment, knows_all
from publishing.kept.memory import NOTHING, AsItIs, Memory, News
from publishing.kept.on_disk import memory_beside
from publishing.kept.second_process import LEAST, Meanwhile, Pile, in_halves, interleaved
from publishing.kept.whole import Since
from publishing.kept.written import Name, Record, Written
from publishing.layout import coloured_files, manifest, not_found, not_kept, open_now_script, page_parts, redirects, same_for_many
from publishing.output_folder.inside import FilesOf, OutsideError, inside
from publishing.output_folder.standing import NewFolder, Standing, packed, sum_of
from publishing.outputs import TextsAsAsked, Wrong, at_address, by_address, feed_style, feeds_in, headers_file, syndication, texts_in
from publishing.pages.assets import minified, needed, ours
from publishing.pages.cards import social_cards
from publishing.pages.keeping import LIST, WORKER, copy_list, worker
from publishing.pages.security_policy import HEADERS_FILE
from publishing.pages.site_pages import SitePage
from publishing.paper.everything import Papers, papers_of
from publishing.paper.sheets import Paper
from publishing.problems.problem import ContentError, Fault, Problem, errors, report, shortened
from publishing.search.build import INDEX_FOLDER, search_files, search_files_again
from publishing.search.scripts import SCRIPTS_FOLDER, published_scripts
from publishing.seen import Seen
from publishing.site import HOME, Checked, Site, read_site
from publishing.templating.sandbox import may_have_macros
from publishing.typesetting.made import made_beside
from publishing.typesetting.typst_document import Typesetter
from publishing.words.dates import today
from publishing.writing.runtime import has_runtime

SITEMAP = "sitemap.xml"
"""Where MkDocs writes the list of pages for search engines; beside it stands the same, packed."""

BUILD, OF_TEXTS = "build", "of texts"
"""Under which names it is kept what the next build needs to read texts alone."""

CLOCK = "assets/open-now.js"
"""The script that says which services are open."""

WRITES_OFFLINE, OFFLINE = "workers/write-offline.js", "write/offline.js"
"""What shows the page to write on without network, and its place on the site."""

KEEPS, KEEPS_NOTHING = "workers/keep.js", "workers/keep-nothing.js"
"""What shows pages that are kept on a device, and what stands in its place in a preview."""

macros_context.get_git_info = dict
"""mkdocs-macros would ask git a dozen things, of which our sandbox shows none."""

state = SimpleNamespace(preview=False, writes=False, carried=None, read=None, site=None, pages={}, papers=Papers(), themes=[], memory=NOTHING, beside=None, seen=None, as_asked=False, standing=Standing, new=None, written=None,
                        since=None, made_of=None, is_kept=False, known=None)
"""What one event leaves for the next. MkDocs keeps hook modules across rebuilds: ``on_config`` renews it, but for the memory."""


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is a preview, which shows drafts and future resources."""
    state.preview = command == "serve"
    state.memory, state.as_asked = NOTHING, False  # a preview that reads again gives it one
    state.standing = Standing  # a build into a folder says what stands there
    state.since = state.made_of = None  # and of what it was made


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the whole site, and tell MkDocs what it needs to know of it."""
    root = Path(config.config_file_path).parent
    if state.memory is NOTHING:
        state.memory = memory_beside(root)
    chosen = _chosen_address(config)
    state.writes = has_runtime(root) and not (chosen or "").endswith(".invalid/")  # from a disk no browser runs a worker
    state.written = Written(_memory_of_pages(config), "preview" if state.preview else "site")
    try:
        site = _read_alone() or _read(root)
    except ContentError as error:
        raise PluginError(f"\n{error}") from None
    if site.problems:
        print(report(site.problems))
    config.site_url = chosen or site.catalogue.data.partnership.site_address
    show(site, config)
    return config


def _memory_of_pages(config: MkDocsConfig) -> Memory:
    """Return what has results that are made of pages: nothing where nobody knows what these are made of."""
    return state.memory if knows_all(config.plugins) and not asks_the_environment(Path(config.config_file_path).parent) else NOTHING


def _read(root: Path) -> Site:
    """Read the whole site, and let the next build know what it needs to read texts alone."""
    state.known = None
    site = read_site(root, today(), state.preview, memory=state.memory)
    state.is_kept = state.made_of is not None and not state.writes and keep_reading(BUILD, state.made_of, Checked(site, site.problems), state.memory)
    return site


def _read_alone() -> Site | None:
    """Read those texts that alone have changed since the whole site was read, where all else stands as the build before has left it; ``None`` where the whole site must be read."""
    since: Since | None = state.since
    if since is None or state.writes or state.standing().sums != since.left.files or not state.written.is_all_in(since.left.files):
        return None
    reading, of_texts = kept_reading(BUILD, since.made_of, since.files, state.memory), state.memory.known(OF_TEXTS, (since.made_of,))
    found = built_again(reading, of_texts[0], since.files, state.written, state.memory) if reading and of_texts else None
    if found is None:
        return None
    (site, problems, _), state.known = found
    if site is None:
        raise ContentError(problems)
    state.is_kept = False
    return site


def on_pre_build(config: MkDocsConfig) -> None:
    """Put the theme's folder aside while MkDocs looks for files: it has thousands, of which none is published."""
    if knows_all(config.plugins) and not state.as_asked:
        config.theme.dirs, state.themes = [config.theme.dirs[0], config.theme.dirs[-1]], config.theme.dirs


def show(site: Site, config: MkDocsConfig) -> None:
    """Let all that is made from now on be made of a site, at the address that is chosen for it."""
    root, state.read = site.catalogue.root, site
    if state.writes:
        site = _with_page_to_write_on(site)
    state.pages = {page.uri: page for page in site.pages}
    config.site_name = site.catalogue.data.partnership.site_name
    state.site = at_address(site, config.site_url or "")
    memory = _memory_of_pages(config)
    state.seen = Seen(state.site, memory, str(state.writes)) if state.known is None else Seen.of_known(state.site, AsItIs(memory), state.known)
    state.papers = papers_of(state.site, Typesetter(root, made_beside(root)))


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
    """Write the site's own files, and our style and scripts as browsers get them; begin what is made beside the pages; and hand MkDocs those pages alone which would be others than those that stand."""
    site: Site = state.site
    state.new = NewFolder(Path(config.site_dir), state.standing())
    state.written.begin(state.new)
    syndicated = _Syndicated(site, site.html)
    if state.known is not None:
        _take_over(site, syndicated)
        config.theme.static_templates = set()
    else:
        for source in site.files:
            state.new.write(source.uri, source.path.read_bytes())
        for path, content in {**files_apart(files), **files_to_write(files)}.items():
            state.new.write(path, content)
    pages = [made for made in _new_pages(site) if not state.written.again(("page", made.uri), _made_of(made))]
    ours = knows_all(config.plugins)  # then what is made of texts need not wait for MkDocs, which would hand over the same
    few = len(pages) < LEAST
    if ours and few:
        _begin_beside(syndicated, site.html)
    _typeset(site)
    if ours and not few:  # by now two processes have rendered half of the texts each, which else each of those beside would do
        _begin_beside(syndicated, site.html)
    config.nav = [made.uri for made in pages[:1]]  # the menu is ours; without this MkDocs would sort every page into one
    theirs = [file_of(config, made) for made in pages]
    for path in (*(file.dest_uri for file in theirs), *config.theme.static_templates):
        state.new.place(path)  # MkDocs writes into whatever lies there
    return Files(theirs)


def _new_pages(site: Site) -> Sequence[SitePage]:
    """Return the pages that may be others than those that stand: of texts that alone were read, theirs, and else all."""
    return site.pages if state.known is None else [made for made in site.pages if made.text and not state.known.has(made.text)]


def _take_over(site: Site, syndicated: _Syndicated) -> None:
    """Take over all that stands, but for what holds texts that alone have changed."""
    names = {*(("file", path) for path in chain.from_iterable(syndicated.folders)), ("file", INDEX_FOLDER), *((sort, made.uri) for made in _new_pages(site) for sort in ("page", "papers"))}
    state.written.take_over_but(names, [LIST] if site.keep else [])


def files_apart(files: Files) -> dict[str, str | bytes]:
    """Return what the site makes besides its pages and of no text, by path; ``files`` has our style and scripts as they are written."""
    site: Site = state.site
    address = site.catalogue.data.partnership.site_address
    old = redirects(site, address)
    _stop_for(held_back(redirect_pieces(old.values()), address))
    assets = {file.src_uri: file.content_string for file in files if file.src_uri in ours()}
    clock = (assets[CLOCK], site.catalogue.today)
    assets[CLOCK] = state.memory.result("clock", clock, partial(open_now_script, *clock))  # the calendar of holidays takes long to import
    return {**old, **download_files(site.catalogue.data.figures), **{f"assets/{name}": content for name, content in coloured_files(site).items()},
            **_minified({**assets, **_scripts(files), **(_kept_by(files) if site.keep else {})}), **({"manifest.webmanifest": manifest(site)} if site.keep else {}),
            "assets/feed.css": feed_style(site, _style_of_feeds(site))}


def _style_of_feeds(site: Site) -> str:
    return (site.catalogue.root / "overrides" / "assets" / "feed.css").read_text(encoding="utf-8")


def _typeset(site: Site) -> None:
    """Write what Typst sets: PDFs, their codes, social cards. It takes longer than all the rest, and is kept for the next build. On the way each text that is new is rendered."""
    kept, papers, written = made_beside(site.catalogue.root), state.papers, state.written
    sheets = {("papers", made.uri): (_made_of(made), partial(_papers_beside, made)) for made in _new_pages(site)}
    cards = {} if site.preview or state.known is not None else {("card", path): (bytes.fromhex(name), partial(_card, path, make)) for path, (name, make) in social_cards(site.pages, site.catalogue, kept).items()}
    each: dict[Name, tuple[bytes, Callable[[], tuple[Any, ...]]]] = {**sheets, **cards}

    def typeset(names: Sequence[Name]) -> tuple[list[tuple[Record, str | None]], News]:
        return [(written.write(name, each[name][0], *each[name][1]()), site.html(state.pages[name[1]]) if name in sheets else None) for name in names], state.memory.news()

    new = [name for name, (made_of, _) in each.items() if not written.again(name, made_of)]
    halves = in_halves(new, typeset, "typst" not in sys.modules)  # whose threads, where it has begun, no other process has
    for _, news in halves:
        state.memory.take(news)
    for name, (record, html) in zip(new, interleaved([done for done, _ in halves]), strict=True):
        written.know(name, record)
        if html is not None:
            site.take_html(state.pages[name[1]], html)
    problems: list[Problem] = []
    for name in [name for name in written.now if name[0] == "papers"]:
        pdfs, wrong = written.now[name][2]
        papers.know(state.pages[name[1]].address, pdfs)
        problems += wrong
    if problems:
        print(report(problems))
    if state.known is None:
        kept.forget_unused()


def _made_of(made: SitePage) -> bytes:
    seen: Seen = state.seen
    return seen.made_of_page(made)


def _papers_beside(made: SitePage) -> tuple[dict[str, bytes | str], tuple[tuple[Paper, ...], tuple[Problem, ...]]]:
    """Return the files for paper beside a page; and what is to be known of them, with what is wrong with them."""
    papers, before = state.papers, len(state.papers.problems)
    files = papers.files_beside(made.address)
    return files, (papers.let_go(made.address), papers.problems[before:])


def _card(path: str, make: Callable[[], bytes]) -> tuple[dict[str, bytes | str]]:
    return ({path: make()},)


def file_of(config: MkDocsConfig, made: SitePage) -> File:
    """Return the file of a page for MkDocs, with its page."""
    file = File.generated(config, _inside(made.uri), content=made.markdown, inclusion=InclusionLevel.INCLUDED)
    CheckedPage(made.title, file, config, made.text.expanded.text if made.text else "", partial(state.site.html, made))
    return file


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


def _minified(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the same as :func:`publishing.pages.assets.minified`, or what it returned of the same."""
    found: dict[str, str] = state.memory.result("minified", tuple(chain(*texts.items())), partial(minified, texts))
    return found


def _scripts(files: Files) -> dict[str, str]:
    """Return the search's scripts, by their paths."""
    modules = {Path(file.src_uri).stem: file.content_string for file in files if file.src_uri.startswith(f"{SCRIPTS_FOLDER}/")}
    return {f"{SCRIPTS_FOLDER}/{name}.js": text for name, text in published_scripts(modules).items()}


def _kept_by(files: Files) -> dict[str, str]:
    """Return the script that lets readers keep pages on their device, by its path; in a preview, what takes such a copy away again."""
    texts = {file.src_uri: file.content_string for file in files if file.src_uri in (KEEPS, KEEPS_NOTHING)}
    return {WORKER: texts[KEEPS_NOTHING] if state.preview else worker(texts[KEEPS])}


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
    return {**state.carried().files, **minified({OFFLINE: offline})}


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Make ready the page's sandbox, in which mkdocs-macros then runs its macros."""
    site: Site = state.site
    made = state.pages[page.file.src_uri]
    if may_have_macros(made.markdown):
        config.plugins["macros"]._env = site.environment(made).with_stand_ins()  # type: ignore[attr-defined]  # private: its minor version is pinned
    page.meta["render_macros"] = may_have_macros(made.markdown)  # without one, mkdocs-macros leaves the text as it is
    return markdown


@event_priority(-100)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let go of the text that MkDocs holds twice besides its HTML, which alone stands in the frame."""
    if knows_all(config.plugins):
        page.markdown = page.file.content_string = ""
    return html


@event_priority(-100)
def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Make what is made of the rendered pages, if it is not begun, while MkDocs puts these into their frames: feeds, archives, fragments, calendars, emails, and the search's index."""
    site: Site = state.site
    if state.themes:
        config.theme.dirs, state.themes = state.themes, []
        env.loader = config.theme.get_env().loader
    if state.beside is None:
        rendered = {file.src_uri: file.page.content or "" for file in files.documentation_pages() if file.page}

        def html(made: SitePage) -> str:
            return rendered[made.uri] if made.uri in rendered else site.html(made)  # of some MkDocs has no part in this build

        _begin_beside(_Syndicated(site, html), html)
    if not state.preview and state.known is None:
        state.new.write(HEADERS_FILE, headers_file(site))
    return env


_Html = Callable[[SitePage], str]
"""Returns the HTML of a page's text."""


def _begin_beside(syndicated: _Syndicated, html: _Html) -> None:
    """Let a copy of this process write the index, and then take of the folders of feeds and emails those that nobody has taken: this process does so as well, once the pages are in their frames."""
    folders = Pile(syndicated.folders)
    state.beside = _Beside(Meanwhile(partial(_beside, syndicated, folders, html), len(state.pages) >= LEAST), syndicated, folders)


def _beside(syndicated: _Syndicated, folders: Iterable[Sequence[str]], html: _Html) -> tuple[dict[Name, Record], News]:
    """Return what is written, and what is to be kept of it."""
    texts = TextsAsAsked(state.pages, html)
    index = (search_files_again(state.site, texts, _new_pages(state.site), state.seen.memory, state.since.made_of) if state.known is not None
             else search_files(state.site, texts, state.seen, state.made_of if state.is_kept else None))
    written = {("file", INDEX_FOLDER): state.written.write_folder(INDEX_FOLDER, index)}
    return {**written, **syndicated.write(folders)}, state.memory.news()


class _Syndicated:
    """What is made beside the pages and is not the index: feeds, archives, fragments, calendars, emails."""

    def __init__(self, site: Site, html: _Html) -> None:
        self._made, self._feeds, self._texts = syndication(site, TextsAsAsked(by_address(site), html), state.seen if state.seen.memory is not NOTHING else None), feeds_in(site), texts_in(site)
        read = None if state.known is None else {made.text.file for made in _new_pages(site) if made.text}
        self._wrong = Wrong(site, read)
        self.paths = [*self._made]
        new = self.paths if read is None else [path for path in self.paths if self._holds(path, read)]
        together = groupby(sorted(new, key=_folder), key=_folder)
        self.folders = sorted((tuple(paths) for _, paths in together), key=lambda paths: paths[0] not in self._feeds)
        """The paths of what may be another than it stands, those of one folder together, for these hold the same; feeds come first, whose items many have in common, so that one process makes most of them."""

    def _holds(self, path: str, files: Collection[str]) -> bool:
        """Say whether a file holds the text of one of these pages."""
        texts = self._feeds[path].texts if path in self._feeds else (text.file for text in self._texts.get(path, ()))
        return any(file in files for file in texts)

    def write(self, folders: Iterable[Sequence[str]]) -> dict[Name, Record]:
        """Write the files of some folders, one after the other, each with what is wrong with it."""
        written, seen, records = state.written, state.seen, {}
        for path in chain.from_iterable(folders):
            make = self._made.pop(path)  # what the files of an email have in common goes with the last of them
            name, made_of = ("file", path), seen.made_of_document(self._feeds[path]) if path in self._feeds else seen.made_of(self._texts.get(path, ()))
            if not written.again(name, made_of):
                content = make()
                written.write(name, made_of, {path: content}, self._wrong.with_file(path, content))
            records[name] = written.now[name]
        return records


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


class _Beside(NamedTuple):
    """What is made beside the pages."""

    copy: Meanwhile[tuple[dict[Name, Record], News]]
    syndicated: _Syndicated
    folders: Pile[tuple[str, ...]]


def _written_beside() -> None:
    """Write what nobody has begun, wait until all is written, and stop the build for what must not be published."""
    beside, state.beside = state.beside, None
    if beside is None:
        return
    try:
        here = beside.syndicated.write(beside.folders)
        there, news = beside.copy.result()
    finally:
        beside.copy.stop()
        beside.folders.close()
    for name, record in {**there, **here}.items():
        state.written.know(name, record)
    state.memory.take(news)
    lost = [[path] for path in beside.syndicated.paths if ("file", path) not in state.written.now]  # taken by a copy that has come to nothing
    beside.syndicated.write(lost)
    problems = [problem for path in beside.syndicated.paths for problem in state.written.now["file", path][2]]
    _stop_for(errors(problems))
    if problems:
        print(report(problems))


def on_shutdown() -> None:
    """End what is still made beside, where a build has been stopped."""
    beside, state.beside = state.beside, None
    if beside is not None:
        beside.copy.stop()
        beside.folders.close()


def _days() -> dict[str, date | None]:
    """Return the day of its last change of each page in the sitemap, by its address; where no page has such a day, the home page gets one."""
    listed = {made.address: made.page.last_changed if made.page else None for made in state.site.pages if not made.unlisted}
    if not any(listed.values()):
        listed[HOME] = date(state.site.catalogue.data.partnership.ids.year, 1, 1)
    return listed


def _in_sitemap(config: MkDocsConfig) -> list[SimpleNamespace]:
    """Return each page with its address and the day of its last change, as the sitemap's template asks for them."""
    return [SimpleNamespace(page=SimpleNamespace(canonical_url=urljoin(config.site_url or "", address.removeprefix("/")), update_date=day.isoformat() if day else ""))
            for address, day in _days().items()]


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """Put the parts around the page's text."""
    made = state.pages[page.file.src_uri]
    parts = page_parts(state.site, made, config.site_url or "/", state.papers)
    context["parts"] = parts
    context["styles"], context["scripts"] = needed("".join((*parts.values(), page.content or "")))
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Let the finished page through the gate, as it will be written; what the build before has let through for the same address goes."""
    made = state.pages[page.file.src_uri]
    if state.as_asked:
        _stop_for(_held_back(made, output))
        return output
    name, record = ("page", made.uri), (_made_of(made), {page.file.dest_uri: sum_of(output.encode(errors="xmlcharrefreplace"))}, config.site_url)
    if not state.written.same(name, record):
        _stop_for(_held_back(made, output))
    state.written.know(name, record)
    return output


def _held_back(made: SitePage, output: str) -> list[Problem]:
    return page_as_built(state.site, FRAME, output, same_for_many(state.site, made).values())


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Let the page for addresses that do not exist through the gate; and write the sitemap, which MkDocs would pack by the days of those pages alone that it has a part in."""
    if template_name == "404.html":
        _stop_for(page_as_built(state.site, f"{TEMPLATES}/not-found.html", output_content))
    if template_name == SITEMAP:
        newest = max(day for day in _days().values() if day)
        state.new.write(SITEMAP, output_content)
        state.new.write(f"{SITEMAP}.gz", packed(output_content.encode(), newest))
        return ""
    return output_content


def on_post_build(config: MkDocsConfig) -> None:
    """List what readers may keep on their device, once all of it is there; and let the next build have what this one has made."""
    site: Site = state.site
    _written_beside()
    state.new.take_away_the_rest()
    if site.keep and not site.preview:
        _list_what_is_kept(config)
    state.written.keep()
    if state.is_kept:
        state.memory.learn(OF_TEXTS, (state.made_of,), state.seen.of_texts())
    state.memory.keep()


def _list_what_is_kept(config: MkDocsConfig) -> None:
    site: Site = state.site
    missing = not_kept(site)
    _stop_for(held_back([Piece(missing, "page", f"{TEMPLATES}/not-kept.html")]))
    state.new.write(LIST, copy_list(FilesOf(Path(config.site_dir)), [address for _, address in site.keep], missing, state.seen.memory))


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Make the page for addresses that do not exist, and list all pages in the sitemap."""
    if template_name == SITEMAP:
        context["pages"] = _in_sitemap(config)
    if template_name == "404.html":
        context["parts"] = {"not_found": not_found(state.site, config.site_url or "/")}
    return context
