"""From the site to the files of its index."""

from __future__ import annotations

from collections.abc import Mapping

from publishing.kept.memory import NOTHING
from publishing.search.documents import documents
from publishing.search.folding import Folder
from publishing.search.index import index_files
from publishing.seen import Seen
from publishing.site import Site

INDEX_FOLDER = "assets/search-index"
"""Where the index lies: beside the scripts, not among them. ``overrides/assets/search/start.js`` says so too."""


def search_files(site: Site, contents: Mapping[str, str], seen: Seen | None = None) -> dict[str, str]:
    """Return the files of the search's index by their path on the site; ``contents`` is each page's HTML by its path, and what was ``seen`` by an earlier build is not made again."""
    memory = seen.memory if seen else NOTHING
    data = site.catalogue.data
    frames = f"{data.synonyms.frames} {data.partnership.area}"  # whose pages these are says nothing of what is asked
    folder = Folder([(form, variant[0]) for variant in data.synonyms.variants for form in variant[1:]])
    files = index_files(documents(site, contents, site.synonyms_lead_to, folder, seen), folder,
                        {name: topic.name for name, topic in data.topics.items()},
                        {name: audience.name for name, audience in data.audiences.items()},
                        [word for group in data.synonyms.groups for word in group.shown], frames, data.synonyms.elsewhere, data.accounts, memory)
    return {f"{INDEX_FOLDER}/{path}": text for path, text in files.items()}
