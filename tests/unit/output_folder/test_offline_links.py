"""A site opened from a disk needs every link to name a file; nothing else of a page changes."""

from __future__ import annotations

import pytest

from publishing.output_folder.offline_links import named, with_files_named


@pytest.mark.parametrize(("link", "file"), [
    ("../genogram/", "../genogram/index.html"), ("./", "./index.html"), ("..", "../index.html"),
    ("../glossary/#chat", "../glossary/index.html#chat"), ("search/?q=neglect", "search/index.html?q=neglect"),
    ("#content", "#content"), ("https://example.org/a/", "https://example.org/a/"), ("mailto:a@example.org", "mailto:a@example.org"),
    ("feed.xml", "feed.xml"),
])
def test_only_links_to_folders_change(link: str, file: str) -> None:
    assert named(link) == file


def test_the_rest_of_a_page_stays_as_it_was() -> None:
    page = ('<!doctype html>\n<html lang="en"><head><title>é &amp; ü</title></head><body>\n<a class="x" href="{}?b=1&amp;c=2" download>é &amp; ü</a>\n'
            '<!-- <a href="b/"> --><script>"<a href=\'c/\'>"</script>\n</body></html>\n')
    assert with_files_named(page.format("a/")) == page.format("a/index.html")
