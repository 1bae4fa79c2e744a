"""Figures are mounted when they come near the screen, and then nothing jumps."""

import re
import time

import pytest

from lessons_pkg.explore import Growth, Neuron, Slope
from lessons_pkg.interactive.bundle import book_script, styles
from tools import room

from .conftest import HTML, mounted

CHAPTERS = sorted(p.stem for p in (HTML / "book").glob("[0-9]*.html"))
FAR = '<p style="height: 3000px">far away</p>'
WAITING = "[data-module]:not(.lessons-mounted)"


@pytest.fixture
def page_of(tmp_path):
    """Return a function that writes a page of widgets, far from one another."""

    def write(*widgets):
        bundles = [w if isinstance(w, str) else html(w) for w in widgets]
        page = (
            '<!doctype html><html lang="en" data-theme="light"><meta charset="utf-8">'
            '<title>Far</title><link rel="stylesheet" href="lessons.css">'
            f"<main>{FAR.join(bundles)}</main><script src='lessons.js'></script></html>"
        )
        (tmp_path / "lessons.css").write_text(styles(), "utf-8")
        (tmp_path / "lessons.js").write_text(book_script(), "utf-8")
        (tmp_path / "page.html").write_text(page, "utf-8")
        return (tmp_path / "page.html").as_uri()

    return write


def html(widget):
    return widget._repr_mimebundle_()["text/html"]


def on_screen(page):
    """Wait until a frame has been drawn, and what came near is mounted."""
    for _ in range(3):
        page.evaluate("new Promise((r) => requestAnimationFrame(() => setTimeout(r)))")


def test_a_figure_is_mounted_when_it_is_less_than_two_screens_away(visit, page_of):
    seen = visit(page_of(Neuron(), Growth(), Slope()), height=700)
    page = seen.page
    on_screen(page)
    assert page.locator(".lessons-explore").count() == 1
    assert page.locator(WAITING).count() == 2
    # The second is a little more, and then a little less, than 1400 px below.
    second = page.locator("[data-module]").nth(1)
    below = second.bounding_box()["y"] - 2100
    page.evaluate("(y) => scrollTo(0, y)", below - 20)
    on_screen(page)
    assert page.locator(".lessons-explore").count() == 1
    page.evaluate("(y) => scrollTo(0, y)", below + 20)
    on_screen(page)
    assert page.locator(".lessons-explore").count() == 2
    assert second.locator(".lessons-explore").count() == 1
    mounted(page)
    assert page.locator(".lessons-explore").count() == 3
    assert page.locator(".lessons-fallback").count() == 0
    assert seen.complaints == []


def test_for_a_printer_all_are_mounted(visit, page_of):
    seen = visit(page_of(Neuron(), Growth(), Slope()))
    seen.page.pdf()
    assert seen.page.locator(".lessons-explore").count() == 3
    assert seen.complaints == []


def test_the_first_tab_leads_to_the_next_control_however_far_away(visit, page_of):
    page = visit(page_of("<a href='#'>first</a>", Neuron(), Growth())).page
    page.keyboard.press("Tab")
    assert page.locator(":focus").text_content() == "first"
    assert page.locator(WAITING).count() == 0
    last = page.locator("[data-module]").nth(1).get_by_role("button", name="Reset")
    for _ in range(40):
        page.keyboard.press("Tab")
        if last.evaluate("(node) => node === document.activeElement"):
            return
    pytest.fail("Tab does not lead into the last figure.")


BROKEN = {
    "a state that is no JSON": html(Growth()).replace('json">{', 'json">{{'),
    "a state that lacks something": html(Growth()).replace('"K"', '"k"'),
    "a module of another version": html(Growth()).replace("growth", "grown"),
    "an exercise without its data": html(Growth()).replace("growth", "exercise"),
}


@pytest.mark.parametrize("trouble", BROKEN)
def test_a_broken_widget_keeps_its_text_and_hinders_no_other(visit, page_of, trouble):
    seen = visit(page_of(Neuron(), BROKEN[trouble], Slope()))
    page = seen.page
    page.keyboard.press("Tab")
    assert page.locator(".lessons-explore").count() == 2
    broken = page.locator("[data-module]").nth(1)
    text = broken.locator(".lessons-fallback")
    assert Growth().page_text() in text.text_content()
    assert broken.locator("> *").count() == 2
    # All of it can be read.
    assert broken.bounding_box()["height"] >= text.bounding_box()["height"]
    said = " ".join(seen.complaints)
    assert ("could not start" in said) == (trouble != "a module of another version")


# In the book --------------------------------------------------------------------------


def test_the_room_of_each_figure_is_as_high_as_the_figure(browser):
    """Where this fails, `make room` writes the table again."""
    heights, rooms = room.measured(browser), room.written()
    assert rooms.keys() == heights.keys()
    wrong = {
        (module, name): (rooms[module][name], height)
        for module, found in heights.items()
        for name, height in found.items()
        if abs(rooms[module][name] - height) > 8
    }
    assert wrong == {}, "module and window: room, height"


# What a reader sees jump in the text; the page's end comes nearer when sections that
# nobody had seen turn out shorter than they were thought to be.
SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      const nodes = sources.map(({ node }) => node?.parentElement).filter(Boolean);
      if (!nodes.some((node) => node.closest("article"))) continue;
      window.shifts.push([value, nodes.map((node) => node.textContent.slice(0, 80))]);
    }
  }).observe({ type: "layout-shift" });
}"""
SCROLL = """async ([step, frames]) => {
  for (let place = -1; place !== scrollY;) {
    place = scrollY;
    scrollBy({ top: step, behavior: "instant" });
    for (let frame = 0; frame < frames; frame++) {
      await new Promise((r) => requestAnimationFrame(() => setTimeout(r)));
    }
  }
}"""


@pytest.mark.parametrize("name", ["index", *CHAPTERS])
def test_nothing_jumps_when_the_typefaces_come_late(visit, site, name):
    """The first screen of a phone; 0.1 is what is called good."""

    def late(route):
        time.sleep(0.1)
        route.continue_()

    page = visit("about:blank", width=412, height=823).page
    page.route("**/*.woff2", late)
    page.add_init_script(f"({SHIFTS})()")
    page.goto(f"{site}/book/{name}.html")
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_timeout(500)
    shifts = page.evaluate("window.shifts")
    assert sum(value for value, _ in shifts) < 0.1, shifts


@pytest.mark.parametrize("chapter", CHAPTERS)
@pytest.mark.parametrize("width", [360, 1280])
# A turn of the wheel each frame; a screen at a time, eight times a second.
@pytest.mark.parametrize("steps", [(240, 1), (660, 7)], ids=["wheel", "page down"])
def test_nothing_jumps_while_a_reader_scrolls(visit, site, chapter, width, steps):
    page = visit(f"{site}/book/{chapter}.html", width=width, height=740).page
    page.wait_for_load_state("networkidle")  # the fonts are there
    page.evaluate(SHIFTS)
    page.evaluate(SCROLL, steps)
    shifts = page.evaluate("window.shifts")
    assert sum(value for value, _ in shifts) < 0.02, shifts


# How many widgets within half a screen are not mounted yet.
NEAR = """(waiting) => waiting.filter((widget) => {
  const { top, bottom } = widget.getBoundingClientRect();
  return bottom > -innerHeight / 2 && top < 1.5 * innerHeight;
}).length"""


def test_a_link_to_a_place_in_the_page_leads_there(visit, site):
    text = (HTML / f"book/{CHAPTERS[0]}.html").read_text("utf-8")
    sections = re.findall(r'<section id="([\w-]+)">', text)
    for anchor in sections[len(sections) // 3 :: 8]:
        page = visit(f"{site}/book/{CHAPTERS[0]}.html#{anchor}", width=360).page
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)
        heading = page.locator(f"#{anchor} :is(h2, h3)").first
        assert 0 <= heading.bounding_box()["y"] < 200, anchor
        assert page.locator(WAITING).evaluate_all(NEAR) == 0
        page.context.close()
