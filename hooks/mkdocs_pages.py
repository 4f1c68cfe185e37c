"""Where Python-Markdown stood: MkDocs still asks it for a page's HTML, and gets that of the text that was checked.

MkDocs can be given extensions of Python-Markdown and no other renderer. This one puts itself in the place of all the
others, so that Python-Markdown parses nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from markdown import Markdown
from markdown.extensions import Extension
from mkdocs.exceptions import PluginError


class CheckedText(Extension):
    """Answers with the HTML of one page after the other."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._checked = "", ""
        self._html: Callable[[], str] = str

    def expect(self, name: str, checked: str, html: Callable[[], str]) -> None:
        """Say which page MkDocs renders next: its name, its text as it was checked, its macros run, and what makes its HTML."""
        self._name, self._checked, self._html = name, checked, html

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Take the place of everything that Python-Markdown would do."""
        md.convert = self._answer  # type: ignore[method-assign]

    def _answer(self, source: str) -> str:
        if source.strip() != self._checked.strip():
            raise PluginError(f"{self._name}: the text that would be published is not the text that was checked. This is a mistake of ours, not yours.")
        return self._html()
