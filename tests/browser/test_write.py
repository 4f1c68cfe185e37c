"""The page to write on, as an officer uses it: the checks on her device, nothing sent anywhere, and the text on the clipboard."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from attachments import jpeg, pdf, properties, word
from built_site import serving
from mistakes import MISTAKES
from projects import PATIENCE, ROOT, TODAY, build, change, copy_project
from publishing.checks import files
from publishing.desk.new_resource import file_name
from publishing.words.addresses import WRITE
from publishing.writing.carried import LATE
from publishing.writing.one_page import Repository
from shapes import violations

RULES = ("list-from-word", "table-from-word", "nhs-number", "phone", "likely-date-of-birth", "link-to-own-computer", "link-behind-sign-in", "link-out-of-email", "published-far-ahead",
            "wrong-weekday", "left-over", "half-a-help-note", "help-note", "link-text", "no-such-macro", "no-such-contact", "heading-level", "not-a-date", "unknown-word", "unknown-key")
"""What officers did, by its rules: how stands in tests/unit/messages."""

CASES: dict[str, dict[str, Any]] = {case["rule"]: case for file in sorted((ROOT / "tests" / "unit" / "messages").glob("*.yml"))
                                    for case in yaml.safe_load(file.read_text(encoding="utf-8")) if {"body", "keys"} & case.keys()}

BODY = "## What it is\n\nA pond in winter is not safe.\n"
MOST_BYTES = 9_000_000


@dataclass
class Desk:
    """A browser in which the page is open and its checks are ready, with what it has asked for."""

    context: BrowserContext
    page: Page
    address: str
    root: Path
    repository: Repository
    server: ExitStack
    asked: list[str] = field(default_factory=list)
    opened: int = 0

    def write(self, title: str, body: str = BODY, summary: str = "What to do in winter, in one sentence.") -> None:
        self.open("---\n---\n")
        self.page.locator("#write--key-title").fill(title)
        self.page.locator("#write--key-summary").fill(summary)
        self.page.locator("#write--body").fill(body)

    def open(self, text: str | bytes, name: str = "") -> None:
        """Open a file of that name, or of one that no other had, and wait until the page has it."""
        self.opened += 1
        name = name or f"unheard-of-{self.opened}.md"
        self.page.locator("#write--kind-general").check()
        self.page.locator("#write--open").set_input_files([{"name": name, "mimeType": "text/markdown", "buffer": text.encode() if isinstance(text, str) else text}])
        expect(self.page.locator(".write__came")).to_contain_text(name)

    def said(self) -> list[str]:
        """Return what is said of the text as it stands, each with its message and remedy."""
        expect(self.page.locator(".write__stop")).not_to_have_text(words(self.page, "wait"))
        return [re.sub(r"^(Please look\. )?[^:]+: ", "", line) for line in self.page.locator(".write__problems li > p").all_inner_texts()]

    def copied(self) -> str:
        self.page.locator(".instrument__copy").click()
        expect(self.page.locator(".instrument__said")).to_contain_text("characters")
        return str(self.page.evaluate("navigator.clipboard.readText()"))


def words(page: Page, name: str) -> str:
    """Return one of the sentences that the page says, as it stands in the template."""
    return str(page.locator(f".says--{name}").text_content())


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, built with the page to write on, as a repository that anybody may read."""
    assert (ROOT / "runtime/node_modules/pyodide").is_dir(), "make test fetches the runtime of the page to write on"
    root = copy_project(tmp_path_factory.mktemp("write") / "project")
    (root / "runtime").symlink_to(ROOT / "runtime")
    change(root, "data/partnership.yml", "branch: main}", "branch: main, public: true}")
    done = build(root)
    assert done.status == 0, done.output
    return root


@pytest.fixture(scope="module")
def desk(browser: Browser, project: Path) -> Iterator[Desk]:
    with ExitStack() as server, browser.new_context() as context:
        address = server.enter_context(serving(project / "site", "/safe"))
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        desk = Desk(context, page, address, project, Repository(project, TODAY), server)
        page.on("dialog", lambda dialog: dialog.accept())
        context.on("request", lambda request: desk.asked.append(request.url))
        page.clock.set_fixed_time(TODAY.isoformat())
        page.goto(address + WRITE)
        expect(page.locator(".write__state")).to_have_text(words(page, "ready"))
        yield desk


def test_the_first_load_has_its_size_and_its_policy(desk: Desk) -> None:
    assert sum(len(gzip.compress(path.read_bytes())) for path in (desk.root / "site/write").glob("*/*") if path.name not in LATE) < MOST_BYTES
    policy = desk.page.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content") or ""
    assert "connect-src 'self';" in policy and "'unsafe" not in policy and policy.count("'wasm-unsafe-eval'") == 1
    assert desk.page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
    assert WRITE not in (desk.root / "site/sitemap.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", RULES)
def test_each_mistake_is_named_before_the_last_step_in_the_words_of_the_check(desk: Desk, rule: str) -> None:
    case = CASES[rule]
    text = f"---\ntitle: A page\nsummary: What to do, in one sentence.\n{case.get('keys', '')}---\n\n{case.get('body', 'Some text.').rstrip()}\n"
    desk.open(text)
    said = desk.said()
    file = desk.page.locator(".write__file").inner_text()
    problems = desk.repository.problems(file, text.encode())
    assert rule in {problem.rule.id for problem in problems}
    assert said == [f"{problem.message}. {problem.remedy}" for problem in problems]


@pytest.fixture(scope="module")
def mistaken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with the twenty mistakes in it, each in a file of its own."""
    root = copy_project(tmp_path_factory.mktemp("mistaken") / "project")
    for mistake in MISTAKES.values():
        mistake.make(root)
    return root


@pytest.mark.parametrize("name", MISTAKES)
def test_each_of_the_twenty_mistakes_is_named_before_the_last_step(desk: Desk, mistaken: Path, name: str) -> None:
    file, _, _ = MISTAKES[name].place.rpartition(":")
    raw = (mistaken / file).read_bytes()
    if not file.endswith(".md"):
        desk.page.locator("#write--file").set_input_files([{"name": Path(file).name, "mimeType": "", "buffer": raw}])
        expect(desk.page.locator(".write__one").last).to_contain_text(MISTAKES[name].said)
        return
    desk.open(raw, Path(file).name)
    said = "\n".join([*desk.said(), desk.page.locator(".write__came").inner_text()])
    if name.startswith("name"):
        assert desk.page.locator(".write__file").inner_text() == "briefings/general/a-page-on-x.md", "it is named by the rule"
    else:
        assert MISTAKES[name].said in said


def test_an_nhs_number_does_not_leave_the_page(desk: Desk) -> None:
    desk.write("Ponds with a number", f"{BODY}\nThe child (943 476 5919) was seen.\n")
    desk.said()
    assert desk.page.locator(".instrument__copy").is_disabled() and not desk.page.locator(".instrument__text").is_visible() and not desk.page.locator(".write__go").is_visible()
    assert "NHS number" in desk.page.locator(".write__stop").inner_text()


def test_who_has_looked_at_one_doubt_has_not_looked_at_the_next(desk: Desk) -> None:
    desk.write("Ponds and names", f"{BODY}\nOlivia, aged 7, was seen.\n")
    copy, looked, body = desk.page.locator(".instrument__copy"), desk.page.locator("#write--looked"), desk.page.locator("#write--body")
    desk.said()
    assert copy.is_disabled()
    looked.check()
    assert copy.is_enabled()
    body.fill(f"{BODY}\nMore.\n\nOlivia, aged 7, was seen.\n")
    desk.said()
    assert looked.is_checked() and copy.is_enabled(), "it is the same, only further down"
    body.fill(f"{BODY}\nOlivia, aged 7, was seen.\n\nSam, aged 9, too.\n")
    desk.said()
    assert not looked.is_checked() and copy.is_disabled()


def test_a_clean_page_is_copied_whole_and_github_is_told_where_it_belongs_and_nothing_else(desk: Desk) -> None:
    desk.write("Ponds in winter")
    desk.page.locator("#write--key-topics").get_by_role("checkbox").first.check()
    assert desk.said() == []
    topic = desk.page.locator("#write--key-topics").get_by_role("checkbox").first.get_attribute("value")
    assert desk.copied() == f"---\ntitle: Ponds in winter\nsummary: \"What to do in winter, in one sentence.\"\ntopics: [{topic}]\n---\n\n{BODY}"
    go = desk.page.locator(".write__go")
    assert go.get_attribute("href") == "https://git.example/northmoor/site/new/main/briefings/general?filename=ponds-in-winter.md"
    assert go.get_attribute("rel") == "noreferrer"
    frame = desk.page.frame_locator(".write__frame")
    assert frame.locator("h1").inner_text() == "Ponds in winter" and frame.locator("h2").inner_text() == "What it is"


def test_a_new_page_begins_with_its_template_alone(desk: Desk) -> None:
    desk.page.reload()
    desk.page.locator("#write--kind-general").check()
    assert desk.page.locator("#write--body").input_value().startswith("<!-- Help:")
    expect(desk.page.locator(".write__state")).to_have_text(words(desk.page, "ready"))


def test_contacts_figures_links_and_notes_are_put_into_the_text_by_some_of_their_words(desk: Desk) -> None:
    desk.write("Ponds and links", "")
    for sort, typed, found in (("contact", "call north", "Northmoor First Call"), ("figure", "plan children", "Children with a plan"), ("page", "blowerbook", "Contact")):
        field = desk.page.locator(f"#write--insert-{sort}")
        field.focus()
        desk.page.keyboard.type(typed)
        options = desk.page.locator('.write__options [aria-selected="true"]:visible')
        expect(options).to_contain_text(found)
        assert field.get_attribute("aria-activedescendant") == options.get_attribute("id")
        assert sort != "page" or violations(desk.page) == []
        desk.page.keyboard.press("Enter")
    text = '{{ contact("first-call") }}{{ figure("plans.all") }}[Contact](../../docs/contact.md)'
    assert desk.page.locator("#write--body").input_value() == text
    desk.page.locator("#write--insert-note").select_option("WARNING")
    assert desk.page.locator("#write--body").input_value() == f"{text}\n\n> [!WARNING]\n> "


def test_what_make_fix_would_mend_is_mended_with_a_button(desk: Desk) -> None:
    desk.write("Ponds and lists", f"{BODY}\n•\tRing first\n•\tThen write\n")
    desk.said()
    mend = desk.page.get_by_role("button", name=words(desk.page, "mend")).first
    expect(mend).to_be_visible()
    mend.click()
    assert desk.said() == []
    assert "- Ring first\n- Then write" in desk.page.locator("#write--body").input_value()


def test_a_page_that_is_there_is_opened_as_it_is_written_and_keeps_what_nobody_touched(desk: Desk) -> None:
    file = "briefings/seven-minute/ponds.md"
    desk.page.locator("#write--existing").select_option(file)
    assert desk.said() == [f"{problem.message}. {problem.remedy}" for problem in desk.repository.problems(file, (desk.root / file).read_bytes())]
    assert desk.copied() == (desk.root / file).read_text(encoding="utf-8")
    assert desk.page.locator(".write__go").get_attribute("href") == f"https://git.example/northmoor/site/edit/main/{file}"


def test_lines_of_an_opened_file_keep_their_order_and_none_is_lost(desk: Desk) -> None:
    text = "---\ntitle: Ponds\n# why it is withdrawn\nsummary: What to do.\naudience: [schools]\nreview: 2033-01-01\ntitle: Ponds again\n# at the end\n---\n\nText.\n"
    desk.open(text)
    expect(desk.page.locator(".write__problems")).to_contain_text('"title" is written twice')
    desk.page.locator(".instrument__keep").click()
    draft = json.loads(desk.page.evaluate("localStorage.getItem(localStorage.key(0))"))
    desk.page.locator(".instrument__delete").click()
    assert draft["values"]["text"] == text


def test_a_key_that_no_kind_has_is_lost_with_no_other(desk: Desk) -> None:
    desk.open("---\ntitle: Ponds\nsub-title: In winter\nsummary: What to do.\n---\n\nText.\n")
    title = desk.page.locator("#write--key-title")
    assert title.input_value() == "Ponds" and desk.page.locator("#write--other").input_value() == "sub-title: In winter"
    title.fill("Rivers")
    assert "title: Rivers\n" in by_line(desk.page) and "sub-title: In winter\n" in by_line(desk.page)


def test_a_word_file_becomes_a_page_and_what_was_lost_is_said(desk: Desk, tmp_path: Path) -> None:
    desk.write("Ponds from Word")
    document = Document()
    document.add_heading("What it is", 1)
    document.add_paragraph("Ice is thin.", style="List Bullet")
    picture = BytesIO()
    Image.new("RGB", (30, 20)).save(picture, "PNG")
    document.add_picture(picture)
    document.sections[0].header.paragraphs[0].text = "Draft of the trust"
    document.save(str(tmp_path / "ponds.docx"))
    desk.page.locator("#write--open").set_input_files(tmp_path / "ponds.docx")
    expect(desk.page.locator(".write__came")).to_contain_text("The header of its pages says")
    assert desk.page.locator("#write--body").input_value().strip() == "## What it is\n\n- Ice is thin.\n\n![](ponds-from-word-1.png)"
    (said,) = desk.said()
    assert "no words for people who cannot see it" in said and desk.page.locator(".how--files").is_visible()
    assert desk.page.frame_locator(".write__frame").locator("article img").evaluate("picture => picture.decode().then(() => picture.naturalWidth)") == 30


def test_by_keyboard_alone_from_the_kind_to_the_clipboard(desk: Desk) -> None:
    desk.write("", "", "")
    desk.page.locator("main").focus()
    keyboard = desk.page.keyboard
    to_tab(desk.page, "[name=kind]")
    keyboard.press("ArrowDown")
    keyboard.press("ArrowUp")
    for key, typed in (("title", "Ponds by keyboard"), ("summary", "What to do by keyboard.")):
        to_tab(desk.page, f"#write--key-{key}")
        keyboard.type(typed)
    to_tab(desk.page, "#write--body")
    keyboard.press("Control+A")
    keyboard.type(BODY)
    assert desk.said() == []
    to_tab(desk.page, ".instrument__copy")
    keyboard.press("Enter")
    expect(desk.page.locator(".instrument__said")).to_contain_text("characters")
    assert desk.page.evaluate("navigator.clipboard.readText()") == f"---\ntitle: Ponds by keyboard\nsummary: What to do by keyboard.\n---\n\n{BODY}"
    assert desk.page.locator(".write__file").inner_text() == "briefings/general/ponds-by-keyboard.md"


def to_tab(page: Page, selector: str) -> None:
    """Press Tab until what is sought has the focus."""
    for _ in range(120):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way by Tab to {selector}")


def by_line(page: Page) -> str:
    """Return the file as it stands."""
    return str(page.locator("#instrument--write--text").input_value())


def test_what_has_parts_is_asked_for_in_rows_that_come_and_go_by_keyboard(desk: Desk) -> None:
    desk.write("Ponds in rows")
    page, keyboard = desk.page, desk.page.keyboard
    page.locator("details.write__more").evaluate("details => { details.open = true; }")
    changes = page.locator(".key--changes")
    for number, words_of_it in ((1, 'He says: "thin", and so'), (2, "It is cold.")):
        changes.locator(".write__more-rows").focus()
        keyboard.press("Enter")
        expect(changes.locator(".write__rows-said")).to_have_text(f"Changes, {number}: added.")
        assert page.evaluate("document.activeElement.type") == "date"
        page.locator("*:focus").fill(f"2032-01-0{number}")
        to_tab(page, ".write__rows .part--note textarea")
        keyboard.type(words_of_it)
    assert "changes:\n  - date: 2032-01-01\n    note: 'He says: \"thin\", and so'\n  - date: 2032-01-02\n    note: It is cold.\n" in by_line(page)
    assert desk.said() == []
    to_tab(page, ".write__rows .write__less")
    assert page.evaluate("document.activeElement.ariaLabel") == "Remove Changes, 2"
    keyboard.press("Enter")
    expect(changes.locator(".write__rows-said")).to_have_text("Changes: removed. 1 left.")
    assert page.evaluate("document.activeElement.closest('.write__row') !== null")
    assert violations(page) == []


def test_what_no_row_can_hold_stands_as_it_is_written(desk: Desk) -> None:
    text = '---\ntitle: Ponds as they stand\nsummary: What to do.\n# why\nchanges:\n  - date: 2032-01-01  # by hand\n    note: Colder.\nsources:\n  - {title: "A, b", publisher: Us, dated: May 2031}\n---\n\nText.\n'
    desk.open(text)
    desk.said()
    assert by_line(desk.page) == text
    desk.page.locator("details.write__more").evaluate("details => { details.open = true; }")
    raw = desk.page.locator(".key--changes .write__raw textarea")
    assert raw.input_value() == "- date: 2032-01-01  # by hand\n  note: Colder."
    assert desk.page.locator(".key--sources .write__rows .part--title input").input_value() == "A, b"
    raw.fill("- date: 2032-01-02\n  note: Warmer.")
    assert "# why\nchanges:\n  - date: 2032-01-02\n    note: Warmer.\nsources:" in by_line(desk.page)


def test_every_page_comes_back_as_it_was(desk: Desk) -> None:
    found = desk.page.evaluate("""async () => {
        const { sources } = await (await fetch(`${document.querySelector(".write").dataset.version}/begins.json`)).json();
        const choice = document.getElementById("write--existing");
        return Object.keys(sources).filter((file) => {
            choice.value = file;
            choice.dispatchEvent(new Event("change"));
            return document.getElementById("instrument--write--text").value !== sources[file];
        });
    }""")
    assert found == []


def photograph() -> bytes:
    """Return a photograph as a phone makes it: on its side, with its place and its owner, and another picture behind it."""
    out, tags = BytesIO(), Image.Exif()
    tags[0x0112], tags[0x013B] = 6, "Sam Smith"
    tags.get_ifd(0x8825).update({1: "N", 2: (53.0, 26.0, 1.0)})
    Image.linear_gradient("L").resize((2000, 1000)).convert("RGB").save(out, "JPEG", exif=tags, quality=95)
    return out.getvalue() + jpeg()


def moving() -> bytes:
    """Return a picture that moves."""
    out = BytesIO()
    first, *rest = (Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue"))
    first.save(out, "GIF", save_all=True, append_images=rest, duration=100)
    return out.getvalue()


def test_pictures_and_files_are_cleaned_and_handed_over(desk: Desk, tmp_path: Path) -> None:
    desk.write("Ponds and files")
    page = desk.page
    seen = pdf("The child 943 476 5919 was seen", {"/Title": "A poster", "/Author": "Sam Smith"})
    page.locator("#write--file").set_input_files([
        {"name": "IMG 0042.JPG", "mimeType": "image/jpeg", "buffer": photograph()},
        {"name": "Our form (final).docx", "mimeType": "", "buffer": word(more={"docProps/core.xml": properties(creator="Sam Smith")})},
        {"name": "poster.pdf", "mimeType": "", "buffer": pdf("A poster", {"/Title": "A poster", "/Author": "Sam Smith"})},
        {"name": "letter.pdf", "mimeType": "", "buffer": seen}])
    cards = page.locator(".write__one")
    expect(cards.nth(3)).to_contain_text("cannot be published")
    refused = desk.repository.made_ready("letter.pdf", "briefings/general", seen).problems
    assert [str(item) for item in cards.nth(3).locator("li").all_inner_texts()] == [f"{problem.message}. {problem.remedy}" for problem in refused] and "NHS number" in refused[0].message
    assert cards.nth(3).locator("[download]").count() == 0
    for place in ("this file names its author or owner", "this file says where it was made", "something else stands behind the end of this file"):
        expect(cards.nth(0)).to_contain_text(place)
    names = []
    for place in range(3):
        with page.expect_download() as download:
            cards.nth(place).locator("[download]").click()
        names.append(download.value.suggested_filename)
        kept = tmp_path / names[-1]
        download.value.save_as(kept)
        assert list(files.check(kept, f"briefings/general/{kept.name}", frozenset())) == []
    assert names == ["img-0042.jpg", "our-form-final.docx", "poster.pdf"]
    with Image.open(tmp_path / "img-0042.jpg") as picture:
        assert picture.size == (1000, 2000) and not picture.getexif()
    assert [card.locator(".write__unnamed").is_visible() for card in cards.all()[:3]] == [True] * 3
    cards.nth(0).get_by_role("button", name=words(page, "puttext")).click()
    assert page.evaluate("document.activeElement.ariaInvalid") == "true"
    page.keyboard.type("A pond under [thin] ice")
    cards.nth(0).get_by_role("button", name=words(page, "puttext")).click()
    cards.nth(1).get_by_role("button", name=words(page, "putrow")).click()
    page.keyboard.type("Our form")
    assert by_line(page).endswith(f"attachments:\n  - file: our-form-final.docx\n    title: Our form\n---\n\n{BODY}\n![A pond under thin ice](img-0042.jpg)\n")
    assert desk.said() == []
    assert [card.locator(".write__unnamed").is_visible() for card in cards.all()[:3]] == [False, False, True]
    assert page.locator(".how--files").is_visible() and page.locator(".write__folder").inner_text() == "briefings/general"
    assert violations(page) == []
    cards.nth(1).get_by_role("button", name=words(page, "off")).click()
    assert any("our-form-final.docx" in one for one in desk.said())


PASTED = r"""html => {
    const data = new DataTransfer();
    data.setData("text/html", html.text);
    data.setData("text/rtf", html.rtf);
    data.setData("text/plain", "words");
    document.getElementById("write--body").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def test_what_is_pasted_from_word_becomes_markdown_with_its_picture_and_what_was_lost_is_said(desk: Desk) -> None:
    desk.write("Ponds from the clipboard", "")
    out = BytesIO()
    Image.new("RGB", (30, 20), "red").save(out, "PNG")
    rtf = r"{\rtf1{\*\shppict{\pict{\*\picprop{\sp{\sn shapeType}{\sv 75}}}\picscalex100\pngblip\bliptag7{\*\blipuid 00112233}" + "\n" + out.getvalue().hex() + r"}}{\nonshppict{\pict\wmetafile8 0100}}}"
    html = ('<h1>What it is<o:p></o:p></h1><p class=MsoListParagraph style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">\u00b7 </span>Ice is <b>thin</b>.</p>'
            '<p class=MsoNormal><img src="file:///C:/Users/x/clip_image002.png" alt="A pond"></p><p class=MsoNormal>See the <a href="file:///S:/form.docx">form</a>.</p>'
            '<p class=MsoNormal><img src="https://pictures.example/x.png"></p>')
    desk.page.evaluate(PASTED, {"text": html, "rtf": rtf})
    expect(desk.page.locator(".write__came")).to_contain_text("leads to somebody's computer")
    expect(desk.page.locator(".write__came")).to_contain_text(words(desk.page, "nopicture"))
    assert desk.page.locator("#write--body").input_value() == "## What it is\n\n- Ice is **thin**.\n\n![A pond](ponds-from-the-clipboard-1.png)\n\nSee the form.\n\n"
    assert desk.said() == []


def test_what_came_with_a_link_keeps_it_and_what_is_markdown_already_is_left_to_the_browser(desk: Desk) -> None:
    desk.write("Ponds from elsewhere", "")
    body = desk.page.locator("#write--body")
    desk.page.evaluate(PASTED, {"text": '<p>See the <a href="https://ponds.example/ice">guide</a>.</p>', "rtf": ""})
    expect(body).to_have_value("See the [guide](https://ponds.example/ice).")
    body.fill("")
    desk.page.evaluate(PASTED, {"text": '<meta charset="utf-8"><div style="font-weight: normal;white-space: pre;"><div><b>## What it is</b></div></div>', "rtf": ""})
    desk.said()
    assert body.input_value() == "", "nobody has made other Markdown of it"


def test_what_is_pasted_before_the_checks_are_ready_comes_as_words_and_the_page_says_so(browser: Browser, project: Path) -> None:
    with serving(project / "site") as address, browser.new_context(service_workers="block") as context:
        page = context.new_page()
        page.route("**/python.zip", lambda route: None)
        page.goto(address + WRITE)
        page.locator("#write--kind-general").check()
        page.evaluate(PASTED, {"text": "<h2>What it is</h2>", "rtf": ""})
        expect(page.locator(".write__came")).to_have_text(words(page, "pastedplain"))


def test_what_the_page_puts_into_the_text_can_be_undone(desk: Desk) -> None:
    mine = "## What it is\n\nIce \U0001f9ca is thin.\n\n\u2022\tRing first\n\u2022\tThen write"
    desk.write("Ponds undone", mine)
    page, body = desk.page, desk.page.locator("#write--body")

    def undone() -> None:
        assert body.input_value() != mine
        body.press("Control+Z")
        assert body.input_value() == mine

    desk.said()
    page.get_by_role("button", name=words(page, "mend")).first.click()
    assert page.evaluate("document.activeElement.id") == "write--right"
    undone()
    page.locator("#write--insert-note").select_option("NOTE")
    undone()
    body.press("Control+A")
    page.evaluate(PASTED, {"text": "<h2>Another</h2>", "rtf": ""})
    expect(body).to_have_value(re.compile("Another"))
    undone()


def test_a_word_file_takes_the_place_of_a_published_text_only_when_asked(desk: Desk) -> None:
    asked = list[str]()
    refuse = lambda dialog: (asked.append(dialog.message), dialog.dismiss())  # noqa: E731  # short, and of this test alone
    with serving(desk.root / "site") as address, desk.page.context.browser.new_context(service_workers="block") as context:  # type: ignore[union-attr]  # it was made of one
        page = context.new_page()
        page.on("dialog", refuse)
        page.goto(f"{address}{WRITE}#docs/about.md")
        expect(page.locator(".write__state")).to_have_text(words(page, "ready"))
        before = page.locator("#write--body").input_value()
        page.locator("#write--open").set_input_files([{"name": "ponds.docx", "mimeType": "", "buffer": word()}])
        expect(page.locator("#write--open")).to_have_value("")
        assert asked == [words(page, "instead").replace("{file}", "docs/about.md")]
        assert page.locator("#write--body").input_value() == before


def test_a_key_that_is_missing_is_led_to_where_it_is_asked_for(desk: Desk) -> None:
    desk.write("Ponds without a summary", summary="")
    desk.said()
    where = desk.page.locator(".write__problems a").first
    assert where.inner_text() == "Summary"
    where.click()
    assert desk.page.evaluate("document.activeElement.id") == "write--key-summary"


def test_a_name_is_made_of_a_title_by_one_rule(desk: Desk) -> None:
    titles = ["Ponds, rivers & ice: what's new?", "Łódź – a café's “naïve” début", "Straße", "Ærø, Þór & Œuvre: İı ŋ Đorđe", "x" * 90, " ".join(["winter"] * 20), "under_score - and _ more_", "2031/32", "池", "‘Think’ first…", "a  b\tc", "No 10's"]
    own = desk.page.evaluate("async titles => { const { fileName } = await import(new URL('../assets/write/names.js', location.href)); return titles.map(fileName); }", titles)
    assert own == [file_name(title) for title in titles]


def test_nothing_can_be_chosen_before_the_page_takes_it_up(desk: Desk) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    with desk.page.context.browser.new_context(service_workers="block") as context:  # type: ignore[union-attr]  # it was made of one
        page = context.new_page()
        page.route("**/begins.json", hold)
        with page.expect_request("**/begins.json"):
            page.goto(desk.address + WRITE)
        kind = page.locator("#write--kind-general")
        assert kind.count() and not kind.is_visible()
        held[0].continue_()
        kind.check()
        expect(page.locator("#write--body")).to_be_visible()
        assert kind.is_checked()


WHERE = """() => {
    globalThis.places = [];
    const look = () => {
        const kind = document.getElementById("write--kind-general");
        const place = kind?.checkVisibility() && kind.getBoundingClientRect().top + scrollY;
        if (place && place !== places.at(-1)) places.push(place);
        requestAnimationFrame(look);
    };
    look();
}"""
"""Takes note of where a kind stands, each time that it is elsewhere."""


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_what_can_be_pressed_does_not_move_while_the_checks_start(browser: Browser, project: Path, width: int) -> None:
    with serving(project / "site") as address, browser.new_context(service_workers="block", viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.add_init_script(f"({WHERE})()")
        page.goto(address + WRITE)
        expect(page.locator(".write__state")).to_have_text(words(page, "ready"))
        assert len(page.evaluate("places")) == 1


def test_a_host_may_unpack_what_is_packed(desk: Desk) -> None:
    packed = {path.name: gzip.decompress(path.read_bytes()) for path in (desk.root / "site/write").glob("*/*.packed")}
    assert len(packed) == 2 and not [*(desk.root / "site/write").glob("*/*.gz")]
    with desk.page.context.browser.new_context(service_workers="block") as context:  # type: ignore[union-attr]  # it was made of one
        page = context.new_page()
        page.route("**/*.packed", lambda route: route.fulfill(body=packed[route.request.url.rpartition("/")[2]]))
        page.goto(desk.address + WRITE)
        expect(page.locator(".write__state")).to_have_text(words(page, "ready"))


def test_where_no_repository_is_named_the_page_says_how_to_do_it_by_hand(desk: Desk) -> None:
    context = desk.page.context.browser.new_context(service_workers="block")  # type: ignore[union-attr]  # it was made of one
    page = context.new_page()
    page.route("**/begins.json", lambda route: route.fulfill(json={**route.fetch().json(), "repository": None, "sources": {}}))
    page.goto(desk.address + WRITE)
    page.locator("#write--kind-general").check()
    page.locator("#write--key-title").fill("Ponds by hand")
    expect(page.locator(".write__file")).to_have_text("briefings/general/ponds-by-hand.md")
    assert page.locator(".how--self").is_visible() and page.locator(".write__how svg:visible").count() == 3
    assert not page.locator(".write__go").is_visible() and not page.locator(".write__existing").is_visible()
    assert violations(page) == []
    context.close()


def test_as_an_officer_from_a_word_file_to_github_in_one_sitting(desk: Desk, tmp_path: Path) -> None:
    desk.write("", "", "")
    page, keyboard = desk.page, desk.page.keyboard
    document, picture = Document(), BytesIO()
    document.core_properties.author = "Jo Bloggs"
    document.add_heading("Ponds in a hurry", 0)
    document.add_heading("What it is", 1)
    document.add_paragraph("Ice is thin. The child, 943 476 5919, was seen.")
    document.add_paragraph("\u2022\tRing first").add_run()
    document.add_paragraph("\u2022\tThen write")
    Image.new("RGB", (30, 20)).save(picture, "PNG")
    document.add_picture(picture)
    document.save(str(tmp_path / "FINAL final (2).docx"))
    page.locator("#write--open").set_input_files(tmp_path / "FINAL final (2).docx")
    expect(page.locator(".write__came p").first).to_be_visible()  # when all of it is there: its title stands there before its text
    assert page.locator("#write--key-title").input_value() == "Ponds in a hurry"
    said = "\n".join(desk.said())
    assert all(what in said for what in ('"summary" is missing', "NHS number", "no words for people who cannot see it"))
    assert page.locator(".instrument__copy").is_disabled()
    page.locator("#write--key-summary").fill("What to do first, and then.")
    page.locator("#write--body").evaluate("(box, words) => { const at = box.value.indexOf(words); box.focus(); box.setSelectionRange(at, at + words.length); }", ", 943 476 5919,")
    keyboard.press("Delete")
    page.locator(".write__one textarea").fill("A pond")
    page.get_by_role("button", name=words(page, "putwords")).click()
    assert desk.said() == []
    text = desk.copied()
    assert text == ("---\ntitle: Ponds in a hurry\nsummary: \"What to do first, and then.\"\n---\n\n## What it is\n\nIce is thin. The child was seen.\n\n- Ring first\n- Then write\n\n![A pond](ponds-in-a-hurry-1.png)\n")
    desk.context.route("https://git.example/**", lambda route: route.fulfill(content_type="text/html", body="<textarea autofocus></textarea>"))
    with desk.context.expect_page() as opened:
        page.locator(".write__go").click()
    github = opened.value
    github.locator("textarea").click()
    github.keyboard.press("Control+V")
    assert github.locator("textarea").input_value() == text
    assert github.url == "https://git.example/northmoor/site/new/main/briefings/general?filename=ponds-in-a-hurry.md"
    github.close()
    desk.asked[:] = [url for url in desk.asked if url != github.url]


def test_axe_finds_nothing_and_nothing_scrolls_sideways_on_a_phone(desk: Desk) -> None:
    desk.write("Ponds for axe", f"{BODY}\nThe child (943 476 5919) was seen.\n")
    desk.said()
    assert violations(desk.page) == []
    desk.page.set_viewport_size({"width": 320, "height": 640})
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_draft_is_kept_only_when_asked_and_can_be_deleted(desk: Desk) -> None:
    assert desk.page.evaluate("localStorage.length") == 0
    desk.page.locator(".instrument__keep").click()
    assert desk.page.evaluate("localStorage.length") == 1
    desk.page.locator(".instrument__delete").click()
    assert desk.page.evaluate("localStorage.length") == 0


def test_a_kept_draft_gives_way_to_another_page_only_when_asked(browser: Browser, project: Path) -> None:
    with serving(project / "site") as address, browser.new_context(service_workers="block") as context:
        page, asked = context.new_page(), list[str]()
        page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss() if "is kept here" in dialog.message else dialog.accept()))
        kept = lambda: json.loads(page.evaluate("localStorage.getItem(localStorage.key(0))"))["values"]["text"]  # noqa: E731  # short, and of this test alone
        page.goto(address + WRITE)
        page.locator("#write--kind-general").check()
        body, keep = page.locator("#write--body"), page.locator(".instrument__keep")
        for words in ("The first draft.", "The first draft, and more."):
            body.fill(words)
            keep.click()
        assert asked == [] and "and more" in kept()
        page.reload()
        expect(body).to_have_value(re.compile("The first draft, and more"))
        page.locator("#write--existing").select_option("docs/about.md")
        assert words_of_state(page) == "else"
        keep.click()
        page.locator(".instrument__clear").click()
        page.locator("#write--kind-general").check()
        body.fill("The second.")
        keep.click()
        assert len(asked) == 2 and "and more" in kept(), "each of the two was asked about, and refused"
        page.reload()
        page.locator("#write--kind-urgent").check()
        body.fill("The first draft, as it is now.")
        assert words_of_state(page) == "changed"
        keep.click()
        assert "as it is now" in kept()


def words_of_state(page: Page) -> str:
    """Return what is said of what is kept: that it was changed since, or that it is something else."""
    said = page.locator(".instrument__state").inner_text()
    return next(name for name in ("changed", "else") if said.endswith(words(page, name)))


def test_neither_the_page_nor_its_worker_reaches_another_host(desk: Desk) -> None:
    with serving(desk.root / "site") as elsewhere:
        assert desk.context.request.get(f"{elsewhere}/write/offline.js").ok
        reach = f"() => fetch('{elsewhere}/write/offline.js').then(() => 'reached', () => 'refused')"
        assert desk.page.evaluate(reach) == "refused"
        (worker,) = desk.page.workers
        assert worker.evaluate(reach) == "refused"
        assert worker.evaluate(reach.replace(elsewhere, desk.address)) == "reached"
    assert {url for url in desk.asked if not url.startswith((desk.address, "blob:", "data:", elsewhere, "about:"))} == set()


def kept_in_store(page: Page) -> list[str]:
    """Return the addresses of what the browser keeps of the page, from its folder on."""
    kept: list[str] = page.evaluate("caches.open(`write ${location.pathname}`).then((store) => store.keys()).then((keys) => keys.map(({ url }) => url))")
    return [url.partition(WRITE)[2] for url in kept]


def version_of(page: Page) -> str:
    return page.locator(".write").get_attribute("data-version") or ""


def until_kept(page: Page, version: str) -> None:
    """Wait until the browser has kept all that a visit without network needs, and Python's memory, of one version alone."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    while f"{version}/memory.packed" not in (kept := kept_in_store(page)) or len({name.partition("/")[0] for name in kept if re.match("[0-9a-f]{16}/", name)}) > 2:
        page.wait_for_timeout(100)


def test_a_new_deployment_is_taken_whole_and_the_old_one_goes(desk: Desk) -> None:
    folder = desk.root / "site/write" / version_of(desk.page)
    until_kept(desk.page, folder.name)
    program = {url for url in desk.asked if url.endswith("/python.zip")}
    new = folder.with_name(f"{0xbee:016x}")
    page = folder.with_name("index.html")
    page.write_text(page.read_text(encoding="utf-8").replace(folder.name, new.name), encoding="utf-8")
    folder.rename(new)
    desk.page.evaluate("version => caches.open(`write ${location.pathname}`).then((store) => store.put(`${version}/memory.packed`, new Response('not what was kept')))", new.name)
    desk.page.reload()
    expect(desk.page.locator(".write__state")).to_have_text(words(desk.page, "ready"))
    until_kept(desk.page, new.name)
    assert version_of(desk.page) == new.name and folder.name not in "".join(kept_in_store(desk.page))
    assert len(program) == 1 and [url for url in desk.asked if url.endswith("/python.zip")] == [*program]  # as it was: it is not fetched again


def test_after_the_first_visit_it_works_without_network(desk: Desk) -> None:
    desk.server.close()
    desk.page.reload()
    expect(desk.page.locator(".write__state")).to_have_text(words(desk.page, "ready"))
    desk.write("Ponds without network", f"{BODY}\nThe child (943 476 5919) was seen.\n")
    assert any("NHS number" in one for one in desk.said())
    desk.page.locator("#write--file").set_input_files([{"name": "Poster.pdf", "mimeType": "", "buffer": pdf()}])  # what reads it came with an earlier one
    expect(desk.page.locator(".write__one")).to_contain_text(words(desk.page, "readyfile").replace("{name}", "poster.pdf"))
    shown = desk.page.frame_locator(".write__frame").locator("html")
    expect(shown.locator("h1")).to_have_text("Ponds without network")
    assert shown.evaluate("() => document.styleSheets.length === document.querySelectorAll('link').length && [...document.styleSheets].every((sheet) => sheet.cssRules.length)")


@pytest.mark.parametrize(("taken", "says"), [("delete globalThis.WebAssembly", "cannot"), ("globalThis.Worker = class { constructor() { throw new Error('blocked'); } }", "notstarted")])
def test_where_the_checks_cannot_start_the_form_works_and_says_that_github_checks(browser: Browser, project: Path, taken: str, says: str) -> None:
    with serving(project / "site") as address, browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(taken)
        page.goto(address + WRITE)
        expect(page.locator(".write__state")).to_have_text(words(page, says))
        assert "on GitHub" in words(page, says) and page.locator(".write__again").is_visible() == (says == "notstarted")
        page.locator("#write--kind-general").check()
        page.locator("#write--key-title").fill("Ponds")
        assert violations(page) == []
        page.locator("#write--file").set_input_files([{"name": "My Pond.JPG", "mimeType": "image/jpeg", "buffer": photograph()}, {"name": "form.docx", "mimeType": "", "buffer": word()}, {"name": "wave.gif", "mimeType": "", "buffer": moving()}])
        expect(page.locator(".write__one").nth(2)).to_contain_text(words(page, "still"))
        expect(page.locator(".write__one").nth(1)).to_contain_text(words(page, "nochecks"))
        expect(page.locator(".write__one").nth(0)).to_contain_text("my-pond.jpg")
        assert page.locator(".write__file").inner_text() == "briefings/general/ponds.md" and page.locator(".instrument__copy").is_enabled()
        assert page.locator(".write__stop").inner_text() == words(page, says)


def test_what_fails_is_said_and_tried_again_and_a_full_disk_keeps_nothing_from_working(browser: Browser, project: Path) -> None:
    def breaks(route: Route) -> None:
        script, found = re.subn(r"device\.check\((\w+),(\w+)\)", r"device.check(\2.includes('break it')?1:\1,\2)", route.fetch().text())
        assert found == 1
        route.fulfill(body=script, content_type="text/javascript")

    with serving(project / "site") as address, browser.new_context() as context:
        page = context.new_page()
        context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", {"origin": address, "quotaSize": 1})
        page.route("**/worker.js", breaks)
        page.route("**/python.zip", lambda route: route.fulfill(status=500))
        page.goto(address + WRITE)
        expect(page.locator(".write__state")).to_have_text(words(page, "notstarted"))
        page.locator("#write--kind-general").check()
        page.locator("#write--key-title").fill("Ponds")
        assert page.locator(".instrument__copy").is_enabled() and violations(page) == []
        chosen = page.locator("#write--file")
        chosen.set_input_files([{"name": "Pond.jpg", "mimeType": "image/jpeg", "buffer": photograph()}, {"name": "Form.docx", "mimeType": "", "buffer": word(more={"docProps/core.xml": properties(creator="Sam Smith")})}])
        expect(page.locator(".write__one").nth(1)).to_contain_text(words(page, "nochecks"))
        page.unroute("**/python.zip")
        page.locator(".write__again").press("Enter")
        expect(page.locator(".write__state")).to_have_text(words(page, "ready"))
        expect(page.locator(".write__one").nth(1)).to_contain_text("Found, and taken out")
        page.route("**/pdf.zip", lambda route: route.fulfill(status=500))
        for name in ("poster.pdf", "Poster.pdf"):
            chosen.set_input_files([{"name": name, "mimeType": "", "buffer": pdf()}])
            expect(page.locator(".write__one").last).to_contain_text((words(page, "unlooked") if name == "poster.pdf" else words(page, "readyfile")).replace("{name}", "poster.pdf"))
            page.unroute("**/pdf.zip")
        body = page.locator("#write--body")
        for text, found in (("We break it.", "unread"), ("The child (943 476 5919) was seen.", None)):
            body.fill(text)
            expect(page.locator(".write__found")).to_contain_text(words(page, found) if found else "put right")
            assert page.locator(".write__state").text_content() == words(page, "ready")
        with page.expect_event("worker", timeout=1000 * PATIENCE):  # another
            page.workers[0].evaluate("() => dispatchEvent(new MessageEvent('message', { data: { call: 'no such call', id: 0 } }))")  # as where Python has stopped
        expect(page.locator(".write__state")).to_have_text(words(page, "ready"))
        body.fill("![A pond](pond.jpg)")
        expect(page.locator(".write__stop")).not_to_have_text(words(page, "wait"))
        assert not any("pond.jpg" in line for line in page.locator(".write__problems li").all_inner_texts())  # what lies beside the page is known anew
        assert "memory.packed" not in "".join(kept_in_store(page))
