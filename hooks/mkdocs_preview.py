"""The site in a preview: read again when a file has changed, and each page made when somebody asks for it.

MkDocs' own ``serve`` builds all of a site after each change. This drives the same steps for one page: the events of
plugins and hooks, the page's Markdown, the theme's template. What concerns all files at once (``on_files``, ``on_env``,
``on_post_build``) is made by us when it is asked for, and with ``on_serve`` no hook is asked for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from publishing.content.kinds import Newsletter
from publishing.desk.text_again import with_text_again
from publishing.feeds.email_editions import too_long
from publishing.feeds.lists import HTML_FILE
from publishing.gate import held_back, pieces_of
from publishing.kept.environment import LAYER
from publishing.kept.memory import NOTHING, Memory
from publishing.kept.on_disk import memory_beside
from publishing.outputs import TextsAsAsked, by_address, syndication
from publishing.pages.site_pages import SitePage
from publishing.paper.everything import Papers
from publishing.problems.problem import report
from publishing.reading.passed import Passed
from publishing.reading.tree import CONTENT_FOLDERS
from publishing.search.build import INDEX_FOLDER, search_files
from publishing.site import Site
from publishing.words.addresses import WRITE

MISSING = "404.html"


def watched(root: Path) -> tuple[Path, ...]:
    """Return the files and folders that a preview is made of."""
    return tuple(root / name for name in (*CONTENT_FOLDERS, "data", "overrides", "mkdocs.yml"))


class PagesAsAsked:
    """A site whose files are made one by one. What was made for one reading is forgotten with the next."""

    def __init__(self, root: Path, address: str) -> None:
        """Read it the first time. ``address`` is where it is served."""
        self._root, self._address = root, address
        self._memory = memory if (memory := memory_beside(root)) is not NOTHING else Memory()
        self._passed = Passed(self._memory.store)
        self._looked_at: dict[str, object] = {}
        self.read()
        self._memory.keep()

    def read(self) -> None:
        """Read the site again. Raises what MkDocs raises, and then what was read before still stands."""
        config = load_config(str(self._root / "mkdocs.yml"))
        config.site_url = self._address
        config.plugins.on_startup(command="serve", dirty=False)
        layer: Any = config.plugins[LAYER]
        layer.state.memory, layer.state.as_asked = self._memory, True
        config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        nav = config.plugins.on_nav(Navigation([], []), config=config, files=Files([]))
        self._config, self._layer, self._nav, self._templates = config, layer, nav, config.theme.get_env()
        self._apart: dict[str, str | bytes] | None = None
        self._show()

    def read_text(self, path: str) -> bool:
        """Read one text again, if its change shows on its own page alone, and nothing is wrong with it; return whether that was done. Raises :class:`OSError` where its file cannot be read."""
        file = Path(path).relative_to(self._root).as_posix()
        site = with_text_again(self._layer.state.read, file, self._memory)
        if site is None:
            return False
        self._layer.show(site, self._config)
        self._show()
        return True

    def _show(self) -> None:
        """Make whatever is asked for from now on of what has been read."""
        layer = self._layer
        self._site: Site = layer.state.site
        self._papers: Papers = layer.state.papers
        self._pages = {f"{made.address}index.html".removeprefix("/"): made for made in self._site.pages}
        self._copied: dict[str, Path] = {source.address.removeprefix("/"): source.path for source in self._site.files}
        self._populated: dict[str, Page] = {}
        self._to_write: Mapping[str, str | bytes] | None = None
        self._syndicated: Mapping[str, Callable[[], bytes]] | None = None
        self._index: Mapping[str, str] | None = None
        self._further = self._changed_pages()

    def file(self, path: str) -> bytes | None:
        """Return what is published at a path below the site's root; ``None`` where there is nothing."""
        found = self._file(path)
        return found.encode() if isinstance(found, str) else found

    def _file(self, path: str) -> str | bytes | None:
        if path in self._pages:
            return self._page(self._pages[path])
        if path in self._copied:
            return self._copied[path].read_bytes()
        if path == MISSING:
            return self._missing()
        folder, slash, _ = path.rpartition("/")
        beside = self._pages.get(f"{folder}{slash}index.html")
        if beside and (code := self._papers.code_beside(beside.address).get(f"/{path}")):
            return code
        if path.endswith(".pdf"):
            near = (made.address for made in self._site.pages if f"/{path}".startswith(made.address))
            return next((paper.content for address in near for paper in self._papers.beside(address) if paper.address == f"/{path}"), None)
        if path.startswith(WRITE.removeprefix("/")):
            if self._to_write is None:
                self._to_write = self._layer.files_to_write(self._our_assets())
            return self._to_write.get(path)
        if path.startswith(f"{INDEX_FOLDER}/"):
            if self._index is None:
                self._index = search_files(self._site, TextsAsAsked({made.uri: made for made in self._site.pages}, self._html))
            return self._index.get(path)
        if self._apart is None:
            self._apart = dict(self._layer.files_apart(self._our_assets()))
        if path in self._apart:
            return self._apart[path]
        make = self._made_beside().get(path)
        return make() if make else None

    def _made_beside(self) -> Mapping[str, Callable[[], bytes]]:
        """Return what makes each feed, fragment, calendar and email, by its path."""
        if self._syndicated is None:
            self._syndicated = syndication(self._site, TextsAsAsked(by_address(self._site), self._html))
        return self._syndicated

    def _our_assets(self) -> Files:
        """Return our style and scripts as they are written: MkDocs would look at the thousands of files of its themes as well, of which none is published."""
        config, folder = self._config, self._root / "overrides"
        found = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file())
        return Files([File(uri, str(folder), config.site_dir, config.use_directory_urls) for uri in found])

    def _made_of(self, made: SitePage) -> Page:
        """Return a page with its text, as MkDocs has it before it meets the template."""
        if made.uri not in self._populated:
            config, plugins = self._config, self._config.plugins
            file = self._layer.file_of(config, made)
            files = Files([file])
            page = plugins.on_pre_page(file.page, config=config, files=files)
            page.read_source(config)
            page.markdown = plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
            page.render(config, files)
            page.content = plugins.on_page_content(page.content or "", page=page, config=config, files=files)
            self._populated[made.uri] = page
        return self._populated[made.uri]

    def _html(self, made: SitePage) -> str:
        return self._made_of(made).content or ""

    def _page(self, made: SitePage) -> bytes:
        page, config = self._made_of(made), self._config
        context = get_context(self._nav, [page.file], config, page)
        template = self._templates.get_template(str(page.meta.get("template", "main.html")))
        context = config.plugins.on_page_context(context, page=page, config=config, nav=self._nav)
        output = config.plugins.on_post_page(template.render(context), page=page, config=config)
        return output.encode("utf-8", errors="xmlcharrefreplace")

    def _missing(self) -> str:
        config: Any = self._config
        template = config.plugins.on_pre_template(self._templates.get_template(MISSING), template_name=MISSING, config=config)
        context = get_context(self._nav, [], config, base_url=urlsplit(self._address).path)
        context = config.plugins.on_template_context(context, template_name=MISSING, config=config)
        return str(config.plugins.on_post_template(template.render(context), template_name=MISSING, config=config))

    def look_further(self) -> bool:
        """Let the next changed page through the gate, though nobody has asked for it; return whether there may be more."""
        return next(self._further, None) is not None

    def _changed_pages(self) -> Iterator[SitePage]:
        """Go over the pages whose texts have changed since they were last looked at, and say what must not be published, and what is too long."""
        self._memory.forget_the_rest()
        self._memory.keep()
        site, address = self._site, self._site.catalogue.data.partnership.site_address
        for made in site.pages:
            if made.text and self._looked_at.get(made.uri) is not made.text:
                problems = held_back(pieces_of(site, made), address, self._passed)
                if isinstance(made.page, Newsletter) and made.page in site.catalogue.listed:
                    edition = self._made_beside()[f"{made.address}{HTML_FILE}".removeprefix("/")]().decode()
                    problems += [problem for problem in [too_long(made.page, edition)] if problem]
                if problems:
                    print(report(problems), flush=True)
                self._looked_at[made.uri] = made.text
                site.rendered.pop(made.uri, None)  # for which nobody has asked
                yield made
        self._memory.keep()
