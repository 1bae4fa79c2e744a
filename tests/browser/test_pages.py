"""Every page of the book, in a phone's and a laptop's window, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import HTML, mounted

PAGES = sorted(p.relative_to(HTML).as_posix() for p in HTML.glob("book/**/*.html"))
WINDOWS = [(360, False), (360, True), (1280, False), (1280, True)]

# Formulas that are wider than a box that does not scroll.
CLIPPED = """() => [...document.querySelectorAll("div.math")].filter((box) => {
  const scrolls = ["auto", "scroll"].includes(getComputedStyle(box).overflowX);
  return !scrolls && box.scrollWidth > box.clientWidth + 1;
}).map((box) => box.id || box.textContent)"""

each_page = pytest.mark.parametrize("name", PAGES)
each_window = pytest.mark.parametrize(("width", "dark"), WINDOWS)


def typeset(page):
    """Wait until the formulas are drawn and no colour is on its way to another."""
    page.wait_for_load_state("networkidle")
    page.wait_for_function("!window.MathJax || window.MathJax.startup?.promise")
    page.evaluate("window.MathJax?.startup?.promise")
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
    assert seen.page.locator("mjx-merror").count() == 0
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


def test_the_book_works_from_a_file(visit):
    seen = visit((HTML / "book/01_sigmoid.html").as_uri())
    typeset(seen.page)
    assert seen.page.locator("mjx-container").count() > 10
    assert seen.complaints == []
    assert seen.strangers("file://") == []
