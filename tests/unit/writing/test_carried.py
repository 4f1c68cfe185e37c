"""What a browser is sent for the checks: all that they need, and of a private repository nothing that only its people may read."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import replace
from encodings import normalize_encoding, search_function
from pathlib import Path
from shutil import copytree

import pytest

from projects import EXAMPLE, ROOT, TODAY, change, copy_project, write
from publishing.reading.tree import CONTENT_FOLDERS, SourceFile
from publishing.site import Site, check_site, read_site
from publishing.words.addresses import WRITE
from publishing.writing.carried import ENCODINGS, LATE, LEFT_OUT, PACKAGES, REPOSITORY, checks, imported, installed, packages, project, sources, told
from publishing.writing.forms import form_of
from publishing.writing.one_page import Repository
from publishing.writing.page import with_page
from publishing.writing.read_before import LINKS, links_below, links_of

WAITS = "briefings/general/night-walks.md"
"""A draft of the example."""
OPEN = "briefings/seven-minute/ponds.md"


def as_public(site: Site) -> Site:
    data = site.catalogue.data
    assert data.partnership.repository
    partnership = replace(data.partnership, repository=replace(data.partnership.repository, public=True))
    return replace(site, catalogue=replace(site.catalogue, data=replace(data, partnership=partnership)))


def text(file: str) -> str:
    return (EXAMPLE / file).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sent(example_read: Site) -> dict[str, bytes]:
    """What is sent of the example as a private repository, by its paths."""
    return dict(project(example_read))


def test_of_a_private_repository_no_draft_no_comment_and_no_text_is_sent(sent: dict[str, bytes], example_read: Site) -> None:
    assert WAITS not in sent and (EXAMPLE / WAITS).exists()
    everything = b"\n".join(content for name, content in sent.items() if name.startswith((*CONTENT_FOLDERS, "data"))).decode()
    assert "# Invented: what make accessibility" in text("data/accessibility.yml") and "Invented: what make accessibility" not in everything
    sentence = next(block.words for block in example_read.texts[OPEN].prose if len(block.words) > 60)
    assert sentence not in everything
    assert sources(example_read) == {}


def test_of_a_private_repository_no_name_is_sent_of_what_waits(sent: dict[str, bytes], example_read: Site) -> None:
    assert WAITS in example_read.catalogue.unpublished
    names = {name for page in example_read.catalogue.waiting for name in (page.file, page.address, page.title)}
    assert not {(file, name) for file, content in sent.items() for name in names if name in content.decode()}
    waits = SourceFile("briefings/general/night-walks-map.pdf", EXAMPLE / "briefings/general/night-walks-map.pdf")
    site = replace(example_read, catalogue=replace(example_read.catalogue, files={**example_read.catalogue.files, waits.file: waits}))
    assert waits.file not in dict(project(site)) and {file.file for file in site.files} <= {*dict(project(site))}
    assert waits.file in dict(project(as_public(site)))


def test_of_a_private_repository_nothing_leads_to_what_waits(tmp_path: Path) -> None:
    """Neither by its file nor by its address, wherever data and pages lead to others: all that is sent is looked through."""
    root, file, address = copy_project(tmp_path / "project"), "briefings/general/owl-count.md", "/briefings/general/owl-count/"
    write(root, file, "---\ntitle: Counting Barn Owls\nsummary: How many owls the moor has, and who counts them.\npublished: 2033-06-01\nattachments: [{file: owl-list.csv, title: Nest boxes}]\n---\n\n## Beaks to count\n\nCount them at dusk.\n")
    write(root, "briefings/general/owl-list.csv", "Box,Birds\n1,2\n")
    change(root, "briefings/seven-minute/ponds.md", "Ponds are everywhere", "[Ponds](../general/owl-count.md#beaks-to-count) are everywhere")
    for data, old, new in (("audiences", "first: [docs/urgent/thin-ice.md, docs/contact.md]", f"first: [{file}]"), ("audiences", "first: [level_of_need/index.md, docs/contact.md,", f"first: [{file}, docs/contact.md,"),
                           ("law", "pages: [briefings/seven-minute/ice.md]", f"pages: [{file}]"), ("pathways", "page: docs/contact.md", f"page: {file}"), ("forms", "more: level_of_need/index.md", f"more: {file}"),
                           ("paper", "page: level_of_need/index.md", f"page: {file}"), ("levels", "page: level_of_need/index.md", f"page: {file}"), ("navigation", "keep: [docs/contact.md", f"keep: [{file}, docs/contact.md"),
                           ("synonyms", "leads_to: [/topics/]", f"leads_to: [{file}#beaks-to-count]")):
        change(root, f"data/{data}.yml", old, new)
    site = read_site(root, TODAY)
    assert [page.address for page in site.catalogue.waiting if page.file == file] == [address]
    html = "".join(site.html(page) for page in with_page(site, lambda: "version").pages if page.address == WRITE)
    everything = b"\n".join((*told(site).values(), html.encode())).decode()
    assert "Write a page" not in everything and "What do you want to publish?" in everything and '"docs/contact.md"' in everything
    assert not [said for said in ("owl-count", "owl-list", "Barn Owls", "who counts", "beaks-to-count", "Beaks to count", "Nest boxes", "2033-06-01") if said in everything]
    assert "owl-count" in told(as_public(site))[REPOSITORY].decode()  # there anybody can read the repository
    for name, content in json.loads(told(site)[REPOSITORY]).items():
        write(root / "sent", name, content)
    copytree(ROOT / "overrides", root / "sent" / "overrides")
    assert Repository(root / "sent", TODAY).problems("docs/new.md", b"---\ntitle: A page\nsummary: What to do, in one sentence.\n---\n\nSee [whom to ring](contact.md).\n") == []


def test_with_it_links_to_the_other_pages_and_their_headings_are_checked(sent: dict[str, bytes], example_read: Site, tmp_path: Path) -> None:
    for name, content in sent.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    copytree(ROOT / "overrides", tmp_path / "overrides")
    heading = example_read.texts[OPEN].headings[0]
    repository = Repository(tmp_path, example_read.catalogue.today)
    page = "---\ntitle: A page\nsummary: What to do, in one sentence.\n---\n\nSee [the first part]({}) of it.\n"
    assert repository.problems("briefings/general/new.md", page.format(f"../seven-minute/ponds.md#{heading.id}").encode()) == []
    (problem,) = repository.problems("briefings/general/new.md", page.format("../seven-minute/ponds.md#nowhere").encode())
    assert problem.rule.id in ("link-to-no-heading", "link-near-a-heading")


def test_a_heading_that_another_page_links_to_is_missed_in_the_words_of_the_check(example_read: Site, tmp_path: Path) -> None:
    page, other = "briefings/seven-minute/floods.md", "docs/strategies/rivers.md"
    project = copy_project(tmp_path / "project")
    write(project, LINKS, links_of(as_public(example_read)))  # the page is one that waits
    repository = Repository(project, TODAY, links_below(project))
    assert repository.problems(page, (project / page).read_bytes()) == []
    change(project, page, "## 4. What to do\n", "## 4. What must be done\n")
    found = repository.problems(page, (project / page).read_bytes())
    assert [problem for problem in found if problem.file == other] == [problem for problem in check_site(project, TODAY).problems if problem.file == other] != []


def test_where_anybody_may_read_the_repository_pages_are_sent_as_they_are_written_and_drafts_never(example_read: Site) -> None:
    public = as_public(example_read)
    sent = dict(project(public))
    assert sent[OPEN].decode() == text(OPEN) == sources(public)[OPEN]
    assert WAITS not in sent and WAITS not in sources(public)


def test_every_package_is_sent_with_its_code_and_nothing_compiled() -> None:
    names = [name for name, _ in packages(ROOT)]
    assert len({name.partition("/")[0] for name in names}) == len(PACKAGES) + 1 and "yaml/__init__.py" in names
    assert {Path(name).suffix for name in names} <= {".py", ".dic", ""}
    assert {name.partition("/")[0] for chosen in LATE.values() for name, _ in installed(chosen)} == {package for chosen in LATE.values() for package in chosen}


def test_nothing_is_left_out_that_the_checks_or_their_packages_import() -> None:
    """But what a module asks for only where it is started by itself."""
    sent = [(name, content) for name, content in (*packages(ROOT), *(file for chosen in LATE.values() for file in installed(chosen)), *checks(ROOT)) if name.endswith(".py")]
    left = {(name.partition("/")[0], module) for name, content in sent for module in imported(content) if any(module == out or module.startswith(f"{out}.") for out in LEFT_OUT)}
    assert left == {("phonenumbers", "doctest")}
    ours = {name for name, _ in checks(ROOT)}
    assert "publishing/writing/device.py" in ours and "publishing/content/__init__.py" in ours and "publishing/writing/carried.py" not in ours


def test_no_encoding_is_left_out_that_what_reads_a_pdf_names() -> None:
    sources = [content for chosen in LATE.values() for name, content in installed(chosen) if name.endswith(".py")]
    words = {node.value for content in sources for node in ast.walk(ast.parse(content)) if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"\w[\w-]+", node.value, re.ASCII)}
    named = {search_function(normalize_encoding(word)) for word in words}
    modules = {found.incrementaldecoder.__module__.removeprefix("encodings.") for found in named if found}
    assert "mac_roman" in modules and modules <= ENCODINGS


def test_the_form_asks_for_each_key_once_and_offers_the_words_of_the_data(example_read: Site) -> None:
    form = form_of(example_read.catalogue)
    names = [field.name for field in form.fields]
    assert len(names) == len(set(names)) and {"title", "summary"} == {field.name for field in form.fields if field.required}
    fields = {field.name: field for field in form.fields}
    assert {value for value, _ in fields["topics"].choices} == {*example_read.catalogue.data.topics} and fields["summary"].longest == 200
    assert {value for value, _ in fields["sources"].choices} == {*example_read.catalogue.data.sources}
    assert fields["period"].kinds == ("strategy", "report") and fields["period"].sort == "period"
