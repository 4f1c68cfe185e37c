"""Where a site can stand: a folder, not a page in it."""

from __future__ import annotations

import pytest

from publishing.data.partnership import site_address


@pytest.mark.parametrize("page", ["index.html", "a/INDEX.HTM", "default.aspx", "index.php", "home.asp", "about.html/"])
def test_a_page_is_no_address_of_a_site(page: str) -> None:
    assert site_address(f"https://northmoor.example/{page}") is None


@pytest.mark.parametrize("folder", ["", "index", "v1.2", "northmoor.example.org", "html"])
def test_a_folder_is(folder: str) -> None:
    assert site_address(f"https://northmoor.example/{folder}") == f"https://northmoor.example/{folder}".rstrip("/") + "/"
