"""A page as MkDocs builds it, of a text that was parsed and checked by us.

MkDocs takes a page of a class of its own for each file, which reads YAML and asks Python-Markdown; a plugin may give a file
another. This one has its title, its text and what makes its HTML from the site, so that nothing is parsed a second time.
"""

from __future__ import annotations

from collections.abc import Callable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page


class CheckedPage(Page):
    """A page whose HTML is that of the text that was checked."""

    def __init__(self, title: str, file: File, config: MkDocsConfig, checked: str, html: Callable[[], str]) -> None:
        """``checked`` is the text of ``file`` as it was checked, its macros run; ``html`` makes its HTML."""
        super().__init__(title, file, config)
        self._checked, self._html = checked, html

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the text as it is: it has no front matter."""
        source = config.plugins.on_page_read_source(page=self, config=config)
        self.markdown, self.meta = self.file.content_string if source is None else source, {"title": self.title}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the HTML; raise :class:`PluginError` where another text would be published."""
        if (self.markdown or "").strip() != self._checked.strip():
            raise PluginError(f"{self.file.src_uri}: the text that would be published is not the text that was checked. This is a mistake of ours, not yours.")
        self.content = self._html()
