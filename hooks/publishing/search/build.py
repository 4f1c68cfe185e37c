"""From the site to the files of its index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from publishing.data.everything import Data
from publishing.kept.memory import NOTHING, Memory
from publishing.output_folder.standing import Known
from publishing.pages.site_pages import SitePage
from publishing.search.documents import documents, sections_of
from publishing.search.folding import Folder
from publishing.search.index import index_again, index_files
from publishing.seen import Seen
from publishing.site import Site

INDEX_FOLDER = "assets/search-index"
"""Where the index lies: beside the scripts, not among them. ``overrides/assets/search/start.js`` says so too."""


def search_files(site: Site, contents: Mapping[str, str], seen: Seen | None = None, made_of: bytes | None = None) -> dict[str, str]:
    """Return the files of the search's index by their path on the site.

    ``contents`` is each page's HTML by its path, and what was ``seen`` by an earlier build is not made again; nor is for :func:`search_files_again` what this one is ``made_of``.
    """
    memory = seen.memory if seen else NOTHING
    data = site.catalogue.data
    frames = f"{data.synonyms.frames} {data.partnership.area}"  # whose pages these are says nothing of what is asked
    folder = _folder(data)
    files = index_files(documents(site, contents, site.synonyms_lead_to, folder, seen), folder,
                        {name: topic.name for name, topic in data.topics.items()},
                        {name: audience.name for name, audience in data.audiences.items()},
                        _shown(data), frames, data.synonyms.elsewhere, data.accounts, memory, made_of)
    return {f"{INDEX_FOLDER}/{path}": text for path, text in files.items()}


def search_files_again(site: Site, contents: Mapping[str, str], pages: Iterable[SitePage], memory: Memory, made_of: bytes) -> dict[str, str | Known]:
    """Return the same where the texts of some ``pages`` alone are others than those that it was ``made_of``. Raises :class:`~publishing.kept.memory.NotRead` where ``memory`` does not have all that is needed."""
    data = site.catalogue.data
    files = index_again({page.address: sections_of(contents[page.uri]) for page in pages}, _folder(data), _shown(data), memory, made_of)
    return {f"{INDEX_FOLDER}/{path}": text for path, text in files.items()}


def _folder(data: Data) -> Folder:
    return Folder([(form, variant[0]) for variant in data.synonyms.variants for form in variant[1:]])


def _shown(data: Data) -> list[str]:
    """Return words that may be printed though they stand on no page."""
    return [word for group in data.synonyms.groups for word in group.shown]
