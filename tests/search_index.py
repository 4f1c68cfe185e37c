"""The search's index made without MkDocs, so that a test can add as many documents as it likes."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from generated_pages import GeneratedPage, generated_pages
from projects import ROOT, TODAY
from publishing.search.build import INDEX_FOLDER
from publishing.search.documents import Document, Section, documents
from publishing.search.folding import KEY_LENGTH, Folder
from publishing.search.index import index_files
from publishing.site import Site, read_site


def real_site(root: Path = ROOT) -> Site:
    """Read the real content."""
    return read_site(root, TODAY)


def folder_of(site: Site) -> Folder:
    """Return the folding with the site's spelling variants."""
    return Folder([(form, variant[0]) for variant in site.catalogue.data.synonyms.variants for form in variant[1:]])


def real_documents(site: Site) -> list[Document]:
    """Return what can be found on the real site."""
    return documents(site, {page.uri: site.html(page) for page in site.pages}, site.synonyms_lead_to, folder_of(site))


def common_words(found: list[Document], most: int = 4000) -> list[str]:
    """Return the words of the real text, commonest first."""
    counts = Counter(word for document in found for section in document.sections for word in re.findall(r"[a-z]+", section.text.lower()))
    return [word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]]


def pages_like_ours(count: int) -> list[GeneratedPage]:
    """Return so many invented pages in the words of the real ones."""
    return list(generated_pages(count, common_words(real_documents(real_site()))))


def entries(text: str) -> dict[str, str]:
    """Return what stands at the keys of a file of the index, which are written as :func:`publishing.search.folding.in_file` does."""
    keys, texts, *_ = json.loads(text)
    return dict(zip(re.findall(f".{{{KEY_LENGTH - 1}}}", keys), texts.split(","), strict=False))  # of no key there is one text, and it is empty


def write_index(target: Path, pages: Iterable[GeneratedPage]) -> int:
    """Write an index of the real documents and of invented pages into a built site; return its bytes."""
    site = real_site()
    own = real_documents(site)
    invented = [Document(f"/briefings/general/{page.name}/", page.title, page.summary, "General briefing", 1.0,
                         (Section("", "", ""), *(Section(f"part-{place}", *section) for place, section in enumerate(page.sections, 1))),
                         month="March 2021", year="2021", resource=True)
                for page in pages]
    resources = [document for document in own if document.resource]
    others = [document for document in own if not document.resource]
    data = site.catalogue.data
    files = index_files([*invented, *resources, *others], folder_of(site),
                        {name: topic.name for name, topic in data.topics.items()}, {name: one.name for name, one in data.audiences.items()},
                        frames=data.synonyms.frames, elsewhere=data.synonyms.elsewhere, accounts=data.accounts)
    for path, text in files.items():
        file = target / INDEX_FOLDER / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return sum(len(text.encode()) for text in files.values())
