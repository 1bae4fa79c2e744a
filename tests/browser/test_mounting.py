"""Widgets are mounted when they come near the screen, and then nothing jumps."""

import json
import re

import pytest

from lessons_pkg.explore import Growth, Neuron, Slope
from lessons_pkg.interactive.bundle import book_script, styles

from .conftest import HTML, mounted
from .test_exercise import NAME, PAGES, PLACE

CHAPTERS = sorted(p.stem for p in (HTML / "book").glob("[0-9]*.html"))
FAR = '<p style="height: 3000px">far away</p>'
WAITING = ".lessons-waiting"


@pytest.fixture
def page_of(tmp_path):
    """Return a function that writes a page of widgets, far from one another."""

    def write(*widgets, head=""):
        bundles = [w if isinstance(w, str) else html(w) for w in widgets]
        page = (
            '<!doctype html><html lang="en" data-theme="light"><meta charset="utf-8">'
            f'{head}<title>Far</title><link rel="stylesheet" href="lessons.css">'
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
    frame = "new Promise((r) => requestAnimationFrame(() => setTimeout(r)))"
    for _ in range(3):
        page.evaluate(frame)


def test_a_widget_is_mounted_when_it_is_less_than_a_screen_away(visit, page_of):
    seen = visit(page_of(Neuron(), Growth(), Slope()), height=700)
    page = seen.page
    on_screen(page)
    assert page.locator(".lessons-explore").count() == 1
    assert page.locator(WAITING).count() == 2
    # The second is a little more, and then a little less, than 700 px below.
    second = page.locator("[data-module]").nth(1)
    below = second.bounding_box()["y"] - 1400
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


def test_for_a_printer_all_are_mounted_in_the_width_of_the_paper(visit, page_of):
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


def test_where_a_browser_cannot_say_what_is_near_all_are_mounted(visit, page_of):
    seen = visit("about:blank")
    seen.page.add_init_script("delete window.IntersectionObserver")
    seen.page.goto(page_of(Neuron(), Growth(), Slope()))
    assert seen.page.locator(".lessons-explore").count() == 3
    assert seen.complaints == []


BROKEN = {
    "a state that is no JSON": html(Growth()).replace('json">{', 'json">{{'),
    "a state that lacks something": html(Growth()).replace('"K"', '"k"'),
    "a module of another version": html(Growth()).replace("growth", "grown"),
    "an exercise without its data": html(Growth()).replace("growth", "exercise"),
}


@pytest.mark.parametrize("trouble", BROKEN)
def test_a_broken_widget_keeps_its_text_and_hinders_no_other(visit, page_of, trouble):
    seen = visit(page_of(Neuron(), BROKEN[trouble], Slope()))
    page = mounted(seen.page)
    assert page.locator(".lessons-explore").count() == 2
    text = page.locator("[data-module]").nth(1)
    assert Growth().page_text() in text.locator(".lessons-fallback").text_content()
    assert text.locator("> *").count() == 2
    said = " ".join(seen.complaints)
    assert ("could not start" in said) == (trouble != "a module of another version")


def test_a_strict_content_security_policy_is_kept(visit, site):
    policy = "default-src 'none'; script-src 'self'; style-src 'self'"
    exercise = json.dumps({"spec": PAGES["book/01_sigmoid.html"][BUILD], "verdict": ""})
    text = html(Growth()).partition('<script type="application/json">')[0]
    text = text.replace("growth", "exercise")
    text += f'<script type="application/json">{exercise.replace("<", "&lt;")}</script>'
    text += '<div class="lessons-fallback"><p>An exercise</p></div></div>'
    page = (
        '<!doctype html><html lang="en" data-theme="light"><meta charset="utf-8">'
        '<title>Strict</title><link rel="stylesheet" href="/_static/lessons.css">'
        f"<main>{html(Neuron())}{text}</main>"
        '<script src="/_static/lessons.js"></script></html>'
    )
    headers = {"Content-Security-Policy": policy, "Content-Type": "text/html"}
    seen = visit("about:blank")
    seen.page.route("**/strict.html", lambda r: r.fulfill(body=page, headers=headers))
    seen.page.route("**/favicon.ico", lambda r: r.fulfill(body=""))
    seen.page.goto(f"{site}/strict.html")
    mounted(seen.page)
    assert seen.page.locator(".lessons-explore, .lessons-exercise").count() == 2
    assert seen.complaints == []
    assert seen.strangers(site) == []


BUILD = "sigmoid.separate-beans"


# In the book -------------------------------------------------------------------------

# What a reader sees jump, apart from the theme's own contents beside the text.
SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      const nodes = sources.map(({ node }) => node).filter(Boolean);
      if (nodes.some((node) => node.closest?.("main, article"))) {
        window.shifts.push([value, nodes.map((node) => node.textContent)]);
      }
    }
  }).observe({ type: "layout-shift" });
}"""
SCROLL = """async (step) => {
  for (let place = -1; place !== scrollY;) {
    place = scrollY;
    scrollBy({ top: step, behavior: "instant" });
    await new Promise((r) => requestAnimationFrame(() => setTimeout(r)));
  }
}"""


@pytest.mark.parametrize("chapter", CHAPTERS)
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("step", [120, 1500], ids=["slow", "fast"])
def test_nothing_jumps_while_a_reader_scrolls(visit, site, chapter, width, step):
    page = visit(f"{site}/book/{chapter}.html", width=width, height=740).page
    settled(page)
    page.evaluate(SHIFTS)
    page.evaluate(SCROLL, step)
    shifts = page.evaluate("window.shifts")
    assert sum(value for value, _ in shifts) < 0.02, shifts


def settled(page):
    """Wait until the page's formulas are drawn."""
    page.evaluate("window.MathJax?.startup?.promise")
    page.wait_for_timeout(300)


# The height of each widget's room before it is mounted and after.
HEIGHTS = """(widgets) => widgets.map((widget) => [
  widget.dataset.module, widget.clientWidth, widget.getBoundingClientRect().height,
  widget.querySelector(".lessons-explore, .lessons-exercise")
    ?.getBoundingClientRect().height ?? 0,
])"""


@pytest.mark.parametrize("chapter", CHAPTERS)
@pytest.mark.parametrize("width", [360, 412, 1280])
def test_the_room_is_as_high_as_what_comes(visit, site, chapter, width):
    seen = visit("about:blank", width=width)
    # No widget is near before they are measured.
    seen.page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { let d = document.documentElement;"
        " d.style.paddingTop = '9000px'; }, { once: true })"
    )
    seen.page.goto(f"{site}/book/{chapter}.html")
    page = seen.page
    settled(page)
    widgets = page.locator("[data-module]")
    assert page.locator(WAITING).count() == widgets.count()
    before = widgets.evaluate_all(HEIGHTS)
    after = mounted(page).locator("[data-module]").evaluate_all(HEIGHTS)
    for (name, column, room, _), (*_, kept, height) in zip(before, after, strict=True):
        # No higher than its text was, where a reader leapt to it.
        assert max(height, room) + 1 > kept
        # How the text of an exercise wraps is not known to a row or two.
        least, most = (-25, 90) if name == "exercise" else (-8, 40)
        assert least < room - height < most, f"{name}: {height} px at {column} px"


def test_a_link_to_a_place_in_the_page_leads_there(visit, site):
    text = (HTML / f"book/{CHAPTERS[0]}.html").read_text("utf-8")
    sections = re.findall(r'<section id="([\w-]+)">', text)
    for anchor in sections[len(sections) // 3 :: 8]:
        page = visit(f"{site}/book/{CHAPTERS[0]}.html#{anchor}", width=360).page
        settled(page)
        page.wait_for_timeout(300)
        heading = page.locator(f"#{anchor} :is(h2, h3)").first
        assert 0 <= heading.bounding_box()["y"] < 200, anchor
        assert heading.evaluate(NEAR) == 0
        page.context.close()


# How many widgets within half a screen are not mounted yet.
NEAR = """() => [...document.querySelectorAll(".lessons-waiting")].filter((widget) => {
  const { top, bottom } = widget.getBoundingClientRect();
  return bottom > -innerHeight / 2 && top < 1.5 * innerHeight;
}).length"""


def test_a_widget_that_comes_late_knows_what_was_solved_before(visit, site):
    name, specs = next(iter(PAGES.items()))
    last = list(specs)[-1]
    page = visit(f"{site}/{name}").page
    page.evaluate(NAME)
    box = page.locator(f'[id="{last}"]')
    assert "lessons-waiting" in box.get_attribute("class")
    progress = {"format": "from-sigmoid-to-backprop progress", "version": 1}
    progress["exercises"] = {last: "solved"}
    keep = "([place, text]) => localStorage.setItem(place, text)"
    page.evaluate(keep, [PLACE, json.dumps(progress)])
    mounted(page)
    assert box.locator(".lessons-mark").text_content() == "✓ solved"
