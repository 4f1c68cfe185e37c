"""Nothing is written outside the folder of the new site."""

from __future__ import annotations

import pytest

from publishing.output_folder.inside import OutsideError, inside


@pytest.mark.parametrize("path", ["index.html", "assets/search/start.js", "briefings/general/genogram/index.md", "level-of-need/a_b.pdf", "_headers", "data/a.b.csv"])
def test_paths_within_the_folder_are_left_as_they_are(path: str) -> None:
    assert inside(path) == path


@pytest.mark.parametrize("path", ["", "/tmp/x", "//tmp/x/index.html", "../esc/feed.xml", "topics/../../../../esc/feed.xml", "a/./b", "a//b", "a/", ".htaccess", "a/.git/config", "..\\esc", "C:/x", "C:x",
                                  "a\0b", "a\nb", "a b", "~/x", "%2e%2e/x", "\uff0e\uff0e/x", "a/..", "x\n"])
def test_any_other_path_is_refused(path: str) -> None:
    with pytest.raises(OutsideError):
        inside(path)
