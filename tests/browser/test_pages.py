"""Every page of the book, in a phone's and a laptop's window, light and dark."""

import functools
import re
import threading
from http.server import ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe

from benchmarks.page import Packed

from .conftest import HTML, mounted

PAGES = sorted(p.relative_to(HTML).as_posix() for p in HTML.glob("book/**/*.html"))
PAGES.append("search.html")
CORE = [name for name in PAGES if re.match(r"book/\d\d_", name)]
WINDOWS = [(360, False), (360, True), (1280, False), (1280, True)]

# Formulas that are wider than a box that does not scroll.
CLIPPED = """() => [...document.querySelectorAll("div.math > .formula, span.math")]
  .filter((box) => {
    const holder = box.closest(".table-wrapper") ?? box;
    const scrolls = ["auto", "scroll"].includes(getComputedStyle(holder).overflowX);
    return !scrolls && box.getBoundingClientRect().right > innerWidth;
  }).map((box) => box.querySelector("annotation").textContent)"""
# Nothing that stands inline runs, and nothing from another host loads.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'self'"
)
BREACHES = """addEventListener("securitypolicyviolation", (event) => {
  const { effectiveDirective, blockedURI, sample, sourceFile } = event;
  console.error("breach", effectiveDirective, blockedURI, sample, sourceFile);
});"""
# What a phone is sent until it scrolls: packed, with style sheets and fonts.
MOST = 250_000
# Everything takes its place, as when a reader has scrolled through the page.
LAID_OUT = """() => {
  document.documentElement.classList.add("laid-out");
  return document.fonts.ready.then(() => true);
}"""

each_page = pytest.mark.parametrize("name", PAGES)
each_window = pytest.mark.parametrize(("width", "dark"), WINDOWS)


def typeset(page):
    """Wait until the page is laid out and no colour is on its way to another."""
    page.wait_for_load_state("networkidle")
    page.evaluate(LAID_OUT)
    page.wait_for_function(
        "document.getAnimations().every((a) => a.playState !== 'running')"
    )


@each_page
@each_window
def test_a_page_fits_its_window_and_asks_no_one_else(visit, site, name, width, dark):
    seen = visit(f"{site}/{name}", width=width, dark=dark)
    typeset(mounted(seen.page))
    wide = seen.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width
    assert seen.page.locator("merror").count() == 0
    assert seen.page.evaluate(CLIPPED) == []
    theme = seen.page.evaluate("document.documentElement.dataset.theme")
    assert theme == ("dark" if dark else "light")
    assert seen.complaints == []
    assert seen.strangers(site) == []


@each_page
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_page_is_accessible(visit, site, name, dark):
    seen = visit(f"{site}/{name}", dark=dark)
    typeset(mounted(seen.page))
    found = Axe().run(seen.page).response["violations"]
    serious = [
        (rule["id"], [node["target"] for node in rule["nodes"]])
        for rule in found
        if rule["impact"] in ("serious", "critical")
    ]
    assert serious == []


@each_page
def test_the_book_works_from_a_file(visit, name):
    seen = visit((HTML / name).as_uri())
    typeset(mounted(seen.page))
    if name.startswith("book/0"):
        assert seen.page.locator("math").count() > 10
        assert seen.page.evaluate("document.fonts.check('1em \"STIX Two Math\"')")
    assert seen.complaints == []
    assert seen.strangers("file://") == []


def test_the_search_works_from_a_file(visit):
    seen = visit((HTML / "search.html").as_uri() + "?q=chain+rule")
    first = seen.page.locator(".search-found li").first
    assert first.locator("a").text_content() == "2. The chain rule"
    seen.page.get_by_role("searchbox").last.fill("overflow")
    seen.page.locator(".search-found a", has_text="overflow").first.click()
    seen.page.wait_for_url("**/book/**")
    assert seen.complaints == []


@each_page
def test_a_strict_policy_breaks_nothing(browser, site, name):
    context = browser.new_context()
    context.route(
        "**/*.html*",
        lambda route: route.fulfill(
            response=(answer := route.fetch()),
            headers={**answer.headers, "Content-Security-Policy": POLICY},
        ),
    )
    page = context.new_page()
    page.add_init_script(BREACHES)
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(error.message))
    page.goto(f"{site}/{name}")
    typeset(mounted(page))
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    assert complaints == []
    context.close()


@pytest.fixture(scope="module")
def packed_site():
    """The address of the book as a host serves it, packed."""
    handler = functools.partial(Packed, directory=HTML)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("name", [name for name in PAGES if "/0" in name])
def test_a_chapter_is_light_until_it_is_scrolled(visit, packed_site, name):
    opened = visit("about:blank", width=412, height=823)
    answers = []
    opened.page.on("requestfinished", lambda request: answers.append(request))
    opened.page.goto(f"{packed_site}/{name}")
    opened.page.wait_for_load_state("networkidle")
    sizes = {
        answer.url.rpartition("/")[2]: size["responseBodySize"]
        + size["responseHeadersSize"]
        for answer in answers
        for size in [answer.sizes()]
    }
    assert sum(sizes.values()) < MOST, sizes
    assert any("woff2" in file for file in sizes)
    assert opened.strangers(packed_site) == []


@pytest.mark.parametrize("name", CORE)
def test_a_chapter_is_no_longer_than_an_hour(visit, site, name):
    """All of it laid out, at the width of a desk."""
    page = visit(f"{site}/{name}").page
    page.evaluate("document.documentElement.classList.add('laid-out')")
    mounted(page).evaluate("document.fonts.ready.then(() => true)")
    height = page.evaluate("document.querySelector('article').scrollHeight")
    assert 10_000 < height <= 25_000


def test_a_page_can_be_read_without_scripts(visit, site):
    for dark in (False, True):
        seen = visit(
            f"{site}/book/01_sigmoid.html", dark=dark, java_script_enabled=False
        )
        page = seen.page
        assert page.locator("math >> visible=true").count() > 5
        page.locator("details.fold > summary").first.click()
        assert page.locator("details.fold[open]").count() == 1
        words = page.locator(".lessons-fallback").first
        words.scroll_into_view_if_needed()
        assert words.is_visible()


def test_paper_shows_what_the_screen_folds(visit, site):
    page = visit(f"{site}/book/01_sigmoid.html", dark=True).page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("details:not([open])").count() == 0
    assert page.locator("img[loading=lazy]").count() == 0
    for gone in (".sidebar-drawer", ".toc-drawer", ".copybtn", ".related-pages"):
        assert not page.locator(gone).first.is_visible(), gone
    ink = page.evaluate("getComputedStyle(document.querySelector('article p')).color")
    assert ink == "rgb(29, 33, 39)"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not([open])").count() > 0
    assert page.locator("details:not([open])").count() > 0


@pytest.mark.parametrize("width", [360, 1280])
def test_the_ways_to_run_a_chapter_open_over_it_and_close(visit, site, width):
    page = visit(f"{site}/book/01_sigmoid.html", width=width).page
    launch, article = page.locator(".launch"), page.locator("article")
    button, ways = launch.locator("summary"), launch.locator("summary + *")
    top = article.bounding_box()
    for close in (
        lambda: page.keyboard.press("Escape"),
        lambda: article.locator("p").last.dispatch_event("click"),
    ):
        button.press("Enter")
        box = ways.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert article.bounding_box() == top
        found = Axe().run(page, {"include": [[".launch"]]}).response["violations"]
        assert [rule["id"] for rule in found] == []
        page.keyboard.press("Tab")
        assert page.locator(":focus").text_content() == "Notebook"
        close()
        assert not ways.is_visible()
    button.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.locator(":focus").text_content() == "Run"
    button.press("Enter")
    with page.expect_download() as download:
        launch.get_by_role("link", name="Notebook").click()
    assert download.value.suggested_filename == "01_sigmoid.ipynb"


def test_the_contents_follow_the_reader(visit, site):
    page = visit(f"{site}/book/02_chain_rule.html").page
    link = page.locator(".toc-tree a").nth(6)
    link.click()
    page.wait_for_timeout(700)
    place = page.evaluate(
        "document.querySelector(':target').getBoundingClientRect().top"
    )
    assert -5 <= place <= 60
    assert link.get_attribute("aria-current") == "true"
    assert page.locator(".toc-tree .scroll-current").count() == 1


@pytest.mark.parametrize("width", [360, 1280])
def test_a_link_to_a_place_lands_on_it(visit, site, width):
    """Also where the sections before it were not laid out when the page came."""
    page = visit(f"{site}/book/01_sigmoid.html", width=width).page
    last = page.locator("article > section > section[id]").last.get_attribute("id")
    page = visit(f"{site}/book/01_sigmoid.html#{last}", width=width).page
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(700)
    place = page.evaluate(
        "document.querySelector(':target').getBoundingClientRect().top"
    )
    bottom = page.evaluate("scrollY + innerHeight >= document.body.scrollHeight - 2")
    assert -5 <= place <= 110 or bottom


def test_an_example_is_copied_without_its_prompts(visit, site):
    seen = visit(
        f"{site}/book/api/activation.html",
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = seen.page
    block = page.locator("div.highlight", has=page.locator(".gp")).first
    block.hover()
    block.locator("button.copybtn").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied
    assert ">>>" not in copied


def test_the_theme_can_be_chosen_and_is_kept(visit, site):
    page = visit(f"{site}/book/index.html").page
    page.locator(".theme-toggle-content .theme-toggle").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_summary_cards_fit_on_two_sides_of_paper(visit, site):
    seen = visit(f"{site}/book/summary.html")
    pdf = seen.page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2
    cards = seen.page.locator(".cards .admonition")
    chapters = [path for path in PAGES if re.match(r"book/\d", path)]
    assert cards.count() == len(chapters)
