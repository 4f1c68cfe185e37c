"""The search box works for everybody: keyboard, screen reader, phone, dark, under any path, and without script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from built_site import BuiltSite, serving
from shapes import violations


@pytest.fixture(scope="module")
def under_a_path(example_site: BuiltSite) -> Iterator[str]:
    with serving(example_site.folder, "/some/where") as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    context.close()
    assert problems == []


def requests_of(page: Page) -> list[str]:
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url))
    return found


def test_page_that_is_not_searched_fetches_no_index(page: Page, under_a_path: str) -> None:
    found = requests_of(page)
    page.goto(f"{under_a_path}/briefings/general/journeys/", wait_until="networkidle")
    assert [url for url in found if "/assets/search" in url] == [f"{under_a_path}/assets/search/start.js"]
    page.get_by_role("searchbox", name="Search").click()
    page.wait_for_load_state("networkidle")
    assert f"{under_a_path}/assets/search-index/core.json" in found


FETCHED = """(path) => performance.getEntriesByType("resource").filter(({ name }) => new RegExp(path).test(name))"""


@pytest.mark.parametrize("typed", ["quarry pool", "where is the quarry pool please", "quary"])
def test_words_are_asked_for_before_the_script_that_reads_them_is_here(page: Page, under_a_path: str, typed: str) -> None:
    """On a slow line, what is asked for later is one more wait: of a misspelt word, what it is meant for too."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/assets/search/search.js", hold)
    page.goto(f"{under_a_path}/about/")
    page.get_by_role("searchbox", name="Search").fill(typed)
    page.wait_for_function(f"() => ({FETCHED})('/w/').length > 1")
    held[0].continue_()
    expect(page.get_by_role("option").first).to_contain_text("Ponds in seven minutes")
    [script] = page.evaluate(f"() => ({FETCHED})('/search/search.js').map((one) => one.responseEnd)")
    files = page.evaluate(f"() => ({FETCHED})('/(w|v)/').map((one) => one.startTime)")
    assert max(files) < script


def test_words_of_an_older_index_are_fetched_anew(page: Page, under_a_path: str) -> None:
    """They are asked for before anybody knows which index is there now."""
    asked: list[str] = []

    def old_at_first(route: Route) -> None:
        asked.append(route.request.url.rpartition("/")[2])
        if asked.count(asked[-1]) > 1:
            route.continue_()
        else:
            route.fulfill(json=["yesterday", "", ""])

    page.route("**/assets/search-index/v/*", old_at_first)
    page.goto(f"{under_a_path}/about/")
    page.get_by_role("searchbox", name="Search").fill("quary")
    expect(page.get_by_role("option").first).to_contain_text("Ponds in seven minutes")
    assert asked == ["qu.json", "qu.json"]


def test_rest_of_an_older_index_is_fetched_anew(page: Page, under_a_path: str) -> None:
    """It lies beside the core, and a browser may have kept either."""
    asked: list[str] = []

    def old_at_first(route: Route) -> None:
        asked.append(route.request.url.rpartition("/")[2])
        if "rest.json" in asked[:-1]:
            route.continue_()
        else:
            route.fulfill(json={"version": "yesterday"})

    page.route("**/assets/search-index/rest.json", old_at_first)
    page.goto(f"{under_a_path}/about/")
    page.get_by_role("searchbox", name="Search").fill("quary")
    expect(page.get_by_role("option").first).to_contain_text("Ponds in seven minutes")
    assert asked == ["rest.json", "rest.json"]


@pytest.mark.parametrize(("address", "results"), [
    ("/about/", "[role=option]"), ("/search/?q=water", "#results--list li")])
def test_first_result_is_shown_before_the_others_are_here(page: Page, under_a_path: str, address: str, results: str) -> None:
    held: list[Route] = []
    asked: list[str] = []

    def let_one_through(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.continue_()
        else:
            held.append(route)

    page.route("**/assets/search-index/*/d/*", let_one_through)
    page.goto(f"{under_a_path}{address}")
    if "?" not in address:
        page.get_by_role("searchbox", name="Search").fill("water")
    found, whole = page.locator(results), page.locator("form.search[data-state=shown], #search--results[data-state=shown]")
    expect(found).to_have_count(1)
    expect(whole).to_have_count(0)
    before = found.inner_text()
    for route in held:
        route.continue_()
    expect(whole).to_have_count(1)
    assert found.count() > 2 and found.first.inner_text() == before


def test_nothing_is_asked_of_others_or_stored_and_no_word_is_sent(page: Page, under_a_path: str) -> None:
    found = requests_of(page)
    page.goto(f"{under_a_path}/")
    page.keyboard.press("/")
    page.keyboard.type("quarry pool")
    expect(page.get_by_role("option").first).to_contain_text("Ponds in seven minutes")
    page.wait_for_load_state("networkidle")
    assert all(url.startswith(under_a_path) for url in found)
    assert not [url for url in found if "quarry" in url or "pool" in url]
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_keyboard_alone_finds_and_opens(page: Page, under_a_path: str, key: str) -> None:
    page.goto(f"{under_a_path}/about/")
    page.keyboard.press(key)
    page.keyboard.type("journeys")
    box = page.get_by_role("combobox", name="Search")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).not_to_have_attribute("aria-activedescendant", "search-option-0")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "search-option-0")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Journeys")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("journeys")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{under_a_path}/briefings/general/journeys/")


def test_slash_stays_a_slash_where_one_types(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}/")
    box = page.get_by_role("searchbox", name="Search")
    box.click()
    page.keyboard.type("a/b")
    expect(page.locator("#search--words")).to_have_value("a/b")


def test_count_is_announced(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}/")
    page.keyboard.press("/")
    page.keyboard.type("water")
    expect(page.get_by_role("status")).to_contain_text("results")


def test_enter_leads_to_results_that_can_be_linked_and_gone_back_to(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}/about/")
    page.keyboard.press("/")
    page.keyboard.type("hold a meeting")
    asked = requests_of(page)
    headers = []
    page.on("request", lambda request: headers.append(request.headers.get("referer", "")))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{under_a_path}/search/?q=hold+a+meeting")
    first = page.locator("#search--results li").first
    expect(first).to_contain_text("Meetings")
    expect(first).to_contain_text("General briefing · 12 April 2032")
    expect(first.locator("mark").first).to_be_visible()
    first.get_by_role("link").click()
    page.wait_for_url("**/briefings/general/meetings/**")
    assert not [url for url in (*asked, *headers) if "hold" in url.partition("#")[0]], "the question left the device"
    page.go_back()
    expect(page.locator("#search--results li").first).to_contain_text("Meetings")
    expect(page.locator("#search--words")).to_have_value("hold a meeting")
    page.go_back()
    page.wait_for_url(f"{under_a_path}/about/")


def test_result_leads_to_the_section(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}/search/?q=attending+well")
    link = page.locator("#search--results li a").first
    expect(link).to_have_text("Meetings: Attending well")
    link.click()
    page.wait_for_url("**/meetings/#attending-well")


def test_filters_work_without_words_and_stay_in_the_address(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}/search/")
    page.get_by_label("Kind").select_option("Practice learning briefing")
    page.wait_for_url("**/search/?kind=Practice+learning+briefing")
    titles = page.locator("#search--results h3")
    expect(titles).to_have_count(2)
    assert sorted(titles.all_text_contents()) == ["Elm", "Oak"]
    page.get_by_label("Kind").select_option("")
    page.get_by_label("Topic").select_option("water")
    page.get_by_label("For", exact=True).select_option("schools")
    page.get_by_label("Year").select_option("2032")
    expect(titles).to_have_text(["Ice on open water"])
    page.go_back()
    page.go_back()
    page.go_back()
    page.go_back()
    expect(titles).to_have_count(2)
    page.goto(f"{under_a_path}/search/?kind=Strategy+or+campaign&year=2031")
    expect(titles).to_have_text(["River safety strategy"])


def test_correction_is_said_and_only_in_words_that_pages_have(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}/search/?q=agnda")
    expect(page.locator("#results--note")).to_have_text("Nothing has “agnda”. Did you mean agenda? These are results for that.")
    expect(page.locator("#search--results h3").first).to_contain_text("Meetings")
    expect(page.locator("#search--results .card__facts").first).to_contain_text("Found by: agenda")
    page.goto(f"{under_a_path}/search/?q=zebrawlak")
    expect(page.locator("#results--note")).to_have_text("Nothing has “zebrawlak”. These are results for similar words.")
    expect(page.locator("#search--results h3").first).to_contain_text("Journeys")


def test_rare_word_of_english_is_not_mended_but_another_is_offered(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}/about/")
    page.keyboard.press("/")
    page.keyboard.type("rivet")
    expect(page.locator(".search__note")).to_contain_text("Nothing here is about that.")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(page.locator(".search__status")).to_contain_text("Did you mean river?")
    for _ in range(2):  # over the button beside the box
        page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="river", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#search--results h3").first).to_contain_text("River safety strategy")
    page.goto(f"{under_a_path}/search/?q=journeys+rivet")
    expect(page.locator("#results--note")).to_contain_text("Nothing has “rivet”. These are results for the other words.Did you mean journeys river?")
    page.get_by_role("link", name="journeys river", exact=True).click()
    expect(page.locator("#results--note")).to_be_hidden()
    expect(page.locator("[name=q]")).to_have_value("journeys river")


def test_filter_in_the_address_opens_the_filters_before_anything_is_drawn(browser: Browser, under_a_path: str) -> None:
    """Opened when the results are here, they would push these down."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.route("**/assets/search/page.js", lambda route: route.abort())
    page.goto(f"{under_a_path}/search/?q=water&kind=Newsletter")
    expect(page.get_by_label("Kind")).to_be_visible()
    context.close()


def test_word_that_nothing_has_is_named(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}/search/?q=journeys+xylophone")
    expect(page.locator("#results--note")).to_contain_text("Nothing has “xylophone”. These are results for the other words.")
    expect(page.locator("#search--results h3").first).to_have_text("Journeys")
    page.goto(f"{under_a_path}/search/?q=quarrypool")
    expect(page.locator("#search--results h3").first).to_have_text("Ponds in seven minutes")
    expect(page.locator("#results--note")).to_be_hidden()
    page.goto(f"{under_a_path}/search/?q=thequarry+pool")  # a small word is a part as well
    expect(page.locator("#search--results h3").first).to_have_text("Ponds in seven minutes")
    expect(page.locator("#results--note")).to_be_hidden()
    page.goto(f"{under_a_path}/search/?q=zebrawalkponds")  # two words of no one name, of which one is never printed
    expect(page.locator("#search--results h3").first).to_contain_text("Journeys")
    expect(page.locator("#search--results h3", has_text="Ponds in seven minutes")).to_be_visible()


def test_topic_of_the_first_result_is_among_the_first_three(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}/")
    page.keyboard.press("/")
    page.keyboard.type("quarry pool")
    expect(page.get_by_role("option").first).to_contain_text("Ponds in seven minutes")
    expect(page.locator("[role=option]:nth-child(-n+3)", has_text="Topic: Safety near water")).to_have_count(1)


def test_nothing_found_helps(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}/search/?q=watterium+zzzz")
    offered = page.locator("#search--help")
    expect(offered).to_be_visible()
    for text in ("Who to call", "999", "Tell us what you looked for"):
        expect(offered.get_by_role("link", name=text, exact=True)).to_be_visible()
    expect(offered).to_contain_text("Ring First Call 01632 960001. Closed? Ring Night Team 01632 960002")
    expect(offered.locator("[data-topic]").first).to_have_text("Safety near water")
    expect(offered.get_by_role("button")).to_be_hidden()


def test_question_without_an_answer_is_told_so(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}/about/")
    page.keyboard.press("/")
    page.keyboard.type("parking permit")
    expect(page.locator(".search__note")).to_have_text("Nothing here is about that. On this site: Briefings and guidance for everybody who works with children in Northmoor.")
    expect(page.get_by_role("option")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator("#results--note")).to_contain_text("Nothing here is about that.")
    expect(page.locator("#search--help")).to_be_visible()
    expect(page.locator("#search--results li")).to_have_count(0)


def test_words_around_a_subject_lead_to_it_together(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}/about/")
    page.keyboard.press("/")
    page.keyboard.type("he was paddling without armbands, slipped, and no lifeguard saw it")
    first = page.get_by_role("option").first
    expect(first).to_contain_text("Ponds in seven minutes")
    expect(first).to_contain_text("Found by: paddling, slipped, saw")
    expect(first).to_have_attribute("href", f"{under_a_path}/briefings/seven-minute/ponds/")
    page.locator("#search--words").fill("they had all jumped from a jetty under the bridge")
    expect(first).to_contain_text("Ponds in seven minutes")
    many = "he was paddling in a pond, jumped from the bridge, slipped, and nobody saw him drowning"
    page.locator("#search--words").fill(many)
    expect(page.locator("form.search")).to_have_attribute("data-asked", many)
    facts = first.locator(".search__facts").text_content() or ""
    assert len(facts.rpartition("Found\u00a0by:\u00a0")[2].split(", ")) == 4, facts  # the strongest reasons, of more


def test_whom_to_ring_stands_above_the_results_of_a_child_in_danger(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}/about/")
    page.keyboard.press("/")
    page.keyboard.type(danger := "a boy is drowning in the quarry pool")
    expect(page.locator("form.search")).to_have_attribute("data-asked", danger)  # until then the panel is drawn again with each letter
    card = page.locator(".search__panel .search__call")
    expect(card.get_by_role("link", name="999")).to_be_visible()
    assert card.bounding_box()["y"] < page.get_by_role("option").first.bounding_box()["y"]  # type: ignore[index]
    page.keyboard.press("Enter")
    expect(page.locator("#results--call").get_by_role("link", name="999")).to_be_visible()


@pytest.mark.parametrize(("asked", "stands"), [
    ("a boy is drowning", True), ("poster about drowning", False),  # the same subject
    ("thin ice", True), ("poster about thin ice for schools", False),  # an urgent guide answers best
    ("zzyx fell in and nobody can reach her", True), ("zzyx", False), ("order a pizza", False)])  # nothing is known of a word, or no page answers
def test_all_words_say_whether_whom_to_ring_stands_above_the_results(page: Page, under_a_path: str, asked: str, stands: bool) -> None:
    page.goto(f"{under_a_path}/about/")
    page.keyboard.press("/")
    page.keyboard.type(asked)
    expect(page.locator("form.search")).to_have_attribute("data-asked", asked)
    expect(page.locator(".search__panel .search__call")).to_be_visible(visible=stands)
    page.keyboard.press("Enter")
    expect(page.locator("#search--results")).to_have_attribute("data-state", "shown")
    expect(page.locator("#results--call")).to_be_visible(visible=stands)


def test_question_takes_the_place_of_the_a_to_z_and_comes_back(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}/search/?q=water&kind=Newsletter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search: \u201cwater\u201d")
    expect(page).to_have_title("Search: \u201cwater\u201d - Safeguarding in Northmoor")
    expect(page.locator("#search--results[data-state=shown] h3").first).to_be_visible()
    expect(page.locator("nav.letters, .a-to-z").first).to_be_hidden()
    page.goto(f"{under_a_path}/about/")
    page.go_back()
    expect(page.get_by_label("Kind")).to_have_value("Newsletter")
    expect(page.locator("#search--words")).to_have_value("water")
    page.goto(f"{under_a_path}/search/")
    expect(page.locator("nav.letters, .a-to-z").first).to_be_visible()


def test_panel_stays_while_a_keyboard_is_put_away_or_its_words_are_tapped(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}/about/")
    page.keyboard.press("/")
    page.keyboard.type("agnda")
    page.locator(".search__note strong").click()
    page.locator("#search--words").evaluate("box => box.blur()")
    expect(page.get_by_role("option").first).to_be_visible()
    page.locator("h1").click()
    expect(page.locator(".search__panel")).to_be_hidden()


def test_filters_that_leave_nothing_can_be_taken_away(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}/search/?q=quarry+pool&kind=Newsletter&year=2031")
    offered = page.locator("#search--help")
    expect(offered).to_be_visible()
    expect(offered.locator("[data-topic]").first).to_have_text("Safety near water")
    offered.get_by_role("button", name="Take the filters away").click()
    page.wait_for_url("**/search/?q=quarry+pool")
    expect(page.locator("#search--results h3").first).to_have_text("Ponds in seven minutes")
    expect(offered).to_be_hidden()


def test_what_hardly_matches_is_left_out(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}/search/?q=quarry+pool")
    expect(page.locator("#search--results h3").first).to_have_text("Ponds in seven minutes")
    assert not {"Meetings", "Elm", "Journeys"} & set(page.locator("#search--results h3").all_text_contents())


def test_on_a_phone_the_first_results_are_in_view(browser: Browser, under_a_path: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{under_a_path}/briefings/general/journeys/")
    page.get_by_role("searchbox", name="Search").tap()
    page.keyboard.type("thresolds")
    page.keyboard.press("Enter")
    first = page.locator("#search--results h3").first
    expect(first).to_have_text("Level of Need")
    expect(first).to_be_in_viewport(ratio=1)
    expect(page.get_by_label("Kind")).to_be_hidden()
    page.get_by_text("Filters: kind, topic, year").tap()
    expect(page.get_by_label("Kind")).to_be_visible()
    page.goto(f"{under_a_path}/search/?kind=Newsletter")
    expect(page.get_by_label("Kind")).to_have_value("Newsletter")
    context.close()


def test_key_can_be_switched_off_and_on(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}/search/")
    choice = page.get_by_role("checkbox", name="So does / alone")
    expect(choice).to_be_checked()
    choice.uncheck()
    page.goto(f"{under_a_path}/about/")
    page.keyboard.press("/")
    expect(page.locator("#search--words")).not_to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.locator("#search--words")).to_be_focused()
    page.goto(f"{under_a_path}/search/")
    expect(choice).not_to_be_checked()
    choice.check()
    assert page.evaluate("localStorage.length") == 0
    page.goto(f"{under_a_path}/about/")
    page.keyboard.press("/")
    expect(page.locator("#search--words")).to_be_focused()


def test_key_works_where_the_browser_keeps_nothing(page: Page, under_a_path: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });")
    page.goto(f"{under_a_path}/search/")
    page.get_by_role("checkbox", name="So does / alone").click()
    expect(page.get_by_role("checkbox", name="So does / alone")).to_be_checked()
    page.get_by_role("heading", name="Search: A to Z").click()
    page.keyboard.press("/")
    expect(page.locator("#search--words")).to_be_focused()


def test_search_that_cannot_be_loaded_says_so(page: Page, under_a_path: str) -> None:
    page.route("**/assets/search-index/*/w/**", lambda route: route.abort())
    page.goto(f"{under_a_path}/search/?q=water")
    expect(page.locator("#results--title")).to_have_text("The search could not be loaded. The A to Z works without it.")
    page.goto(f"{under_a_path}/about/")
    page.keyboard.press("/")
    page.keyboard.type("water")
    expect(page.locator(".search__note")).to_have_text("The search could not be loaded. The A to Z works without it.")


def test_typed_markup_stays_text(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}/search/?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E")
    expect(page.locator("#results--title")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator("#search--results img, .search__panel img").count() == 0


def test_without_script_the_form_leads_to_the_a_to_z(browser: Browser, under_a_path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{under_a_path}/about/")
    page.get_by_role("searchbox", name="Search").fill("water")
    page.get_by_role("button", name="Search").click()
    assert page.url == f"{under_a_path}/search/?q=water"
    expect(page.get_by_role("link", name="River safety strategy")).to_be_visible()
    expect(page.locator("#search--filters")).to_be_hidden()
    context.close()


def test_page_for_missing_addresses_leads_to_results_too(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}/no/such/page/")
    expect(page.get_by_role("main").get_by_role("link", name="Who to call")).to_have_attribute("href", "/some/where/contact/")
    asked = requests_of(page)
    page.get_by_role("searchbox", name="Search").fill("journeys")
    page.keyboard.press("Enter")
    expect(page.locator("#search--results h3").first).to_have_text("Journeys")
    assert page.url == f"{under_a_path}/search/?q=journeys"
    assert not [url for url in asked if "journeys" in url.partition("#")[0]], "the question left the device"


@pytest.mark.parametrize(("width", "scheme"), [
    (360, "light"), (1280, "dark"), pytest.param(360, "dark", marks=pytest.mark.exhaustive), pytest.param(1280, "light", marks=pytest.mark.exhaustive)])
def test_what_it_shows_passes_axe_and_fits(browser: Browser, under_a_path: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()

    def check(state: str) -> None:
        page.wait_for_load_state("networkidle")
        assert violations(page) == [], state
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state

    page.goto(f"{under_a_path}/about/")
    page.keyboard.press("/")
    page.keyboard.type("watre")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    check("open")
    page.goto(f"{under_a_path}/search/?q=watre")
    expect(page.locator("#search--results li").first).to_be_visible()
    check("results")
    page.goto(f"{under_a_path}/search/?q=zzzzqqqq")
    expect(page.locator("#search--help")).to_be_visible()
    check("nothing found")
    page.goto(f"{under_a_path}/search/?q=rivet")
    expect(page.locator("#results--note a")).to_be_visible()
    check("offered")
    context.close()
