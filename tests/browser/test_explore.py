"""The explorables in a browser: their numbers, and each control by each means.

The page is the one that a reader gets: the stored output of a cell, the book's script
and style sheet, opened from a file.
"""

import itertools
import pkgutil
from importlib import import_module

import pytest

from lessons_pkg.explore import Growth, Neuron, Slope
from lessons_pkg.interactive.bundle import book_script, styles

from .. import explore as explorables
from ..explore import CLASSES, options, settings
from .conftest import mounted

PAGE = """<!doctype html><html lang="en" data-theme="{theme}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Explorables</title>
<style>{styles}</style><main>{widgets}</main><script>{script}</script></html>"""
# Finer than the ends and the default of each setting, which every explorable gets.
GRIDS = {}
for module in pkgutil.iter_modules(explorables.__path__):
    GRIDS |= import_module(f"{explorables.__name__}.{module.name}").GRIDS
TARGETS = "input, button, summary, .lessons-handle, .lessons-point"
# Set radio buttons and sliders to each state in turn and read what the page then says.
READ = """(widget, states) => states.map((state) => {
  for (const [name, value] of Object.entries(state)) {
    if (typeof value === "string") {
      const radio = `.lessons-picker input[name$="${name}"][value="${value}"]`;
      widget.querySelector(radio).click();
      continue;
    }
    const label = `.lessons-slider:has([data-name="${name}"]) input`;
    const input = widget.querySelector(label);
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const shown = [...widget.querySelectorAll("output")];
  return Object.fromEntries(shown.map((o) => [o.dataset.name, o.textContent]));
})"""


@pytest.fixture
def explore(visit, tmp_path):
    """Return a function that opens a page with these explorables on it."""

    def open_page(*widgets, theme="light", **options):
        bundles = "".join(w._repr_mimebundle_()["text/html"] for w in widgets)
        page = PAGE.format(
            theme=theme, styles=styles(), widgets=bundles, script=book_script()
        )
        path = tmp_path / "page.html"
        path.write_text(page, "utf-8")
        opened = visit(path.as_uri(), **options)
        mounted(opened.page)
        # What is folded away is tried too.
        opened.page.locator("details").evaluate_all(
            "(all) => all.forEach((each) => (each.open = true))"
        )
        return opened

    return open_page


def shown(page):
    """Return the numbers on the page, by name."""
    return page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('output')]"
        ".map((output) => [output.dataset.name, output.textContent]))"
    )


def differing(page, before):
    return {name for name, text in shown(page).items() if text != before[name]}


@pytest.mark.parametrize("cls", CLASSES)
def test_the_page_shows_the_numbers_of_the_package(explore, cls):
    opened = explore(cls())
    assert shown(opened.page) == cls().shown()
    ends = {n: [s.low, s.default_value, s.high] for n, s in settings(cls).items()}
    grid = options(cls) | ends | GRIDS.get(cls, {})
    states = [
        dict(zip(grid, values, strict=True))
        for values in itertools.product(*grid.values())
    ]
    found = opened.page.locator("[data-module]").evaluate(READ, states)
    assert found == [cls(**state).shown() for state in states]
    assert opened.complaints == []


@pytest.mark.parametrize("cls", CLASSES)
def test_every_slider_has_the_range_of_its_setting(explore, cls):
    page = explore(cls()).page
    for name, setting in settings(cls).items():
        slider = page.locator(f'.lessons-slider:has([data-name="{name}"]) input')
        ends = [float(slider.get_attribute(end)) for end in ("min", "max")]
        assert ends == [setting.low, setting.high]


@pytest.mark.parametrize("cls", [cls for cls in CLASSES if options(cls)])
def test_every_option_can_be_chosen_by_mouse_and_keyboard(explore, cls):
    page = explore(cls()).page
    for name, words in options(cls).items():
        radios = page.locator(f'.lessons-picker input[name$="{name}"]')
        assert [r.get_attribute("value") for r in radios.all()] == list(words)
        radios.last.click()
        assert radios.last.is_checked()
        assert shown(page) == cls(**{name: words[-1]}).shown()
        page.keyboard.press("ArrowRight")  # from the last to the first
        assert radios.first.is_checked()
        assert shown(page) == cls().shown()


def drag_by_mouse(page, handle, across, up):
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across, y - up, steps=4)
    page.mouse.up()
    # Afterwards the pointer is free again.
    page.mouse.move(5, 5)


def drag_by_finger(page, handle, across, up):
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch = page.context.new_cdp_session(page)

    def send(kind, *points):
        points = [{"x": a, "y": b} for a, b in points]
        event = {"type": kind, "touchPoints": points}
        touch.send("Input.dispatchTouchEvent", event)

    send("touchStart", (x, y))
    for part in (0.25, 0.5, 0.75, 1):
        send("touchMove", (x + part * across, y - part * up))
    send("touchEnd")


@pytest.mark.parametrize("drag", [drag_by_mouse, drag_by_finger])
@pytest.mark.parametrize("cls", CLASSES)
def test_every_handle_can_be_dragged_and_the_page_stays_where_it_is(explore, cls, drag):
    page = explore(cls(), width=700, height=400, has_touch=True).page
    for handle in page.locator(".lessons-handle").all():
        handle.scroll_into_view_if_needed()
        before, scroll = shown(page), page.evaluate("scrollY")
        value = float(handle.get_attribute("aria-valuenow"))
        # Away from the end of its range, where it cannot go on.
        is_last = value == float(handle.get_attribute("aria-valuemax"))
        drag(page, handle, -20 if is_last else 20, -20)
        assert float(handle.get_attribute("aria-valuenow")) != value
        assert differing(page, before)
        assert page.evaluate("scrollY") == scroll
        page.get_by_role("button", name="Reset").click()
        assert shown(page) == before


def test_a_handle_stays_under_the_pointer(explore):
    page = explore(Neuron(), width=700).page
    handle = page.get_by_role("slider", name="input x").first
    before = handle.bounding_box()
    drag_by_mouse(page, handle, 60, 0)
    assert handle.bounding_box()["x"] == pytest.approx(before["x"] + 60, abs=1)


def test_the_lever_tilts_the_curve_and_stops_upright(explore):
    page = explore(Neuron(), width=700).page
    lever = page.locator("g").get_by_role("slider", name="steepness k")
    drag_by_mouse(page, lever, 0, -80)
    assert float(lever.get_attribute("aria-valuenow")) < 0
    drag_by_mouse(page, lever, -100, 90)
    assert float(lever.get_attribute("aria-valuenow")) == 8


@pytest.mark.parametrize("cls", CLASSES)
def test_every_control_answers_the_keyboard(explore, cls):
    opened = explore(cls(), height=400)
    page = opened.page
    sliders = page.get_by_role("slider").count()
    assert sliders == page.locator("input[type=range], .lessons-handle").count()
    others = page.locator("button, fieldset, summary, .lessons-point").count()
    reached = set()
    for _ in range(sliders + others):
        page.keyboard.press("Tab")
        active = page.locator(":focus")
        reached.add(active.evaluate("(e) => [...document.all].indexOf(e)"))
        if active.evaluate("(e) => e.matches('button, summary, input[type=radio]')"):
            if active.text_content() == "Reset":
                page.keyboard.press("Enter")
                assert shown(page) == cls().shown()
            continue
        scroll = page.evaluate("scrollY")
        point = active.evaluate("(e) => e.matches('.lessons-point')")
        keys = ("ArrowRight", "ArrowUp", "ArrowLeft")
        if not point:
            page.keyboard.press("Home")  # perhaps it stood there
            keys += ("End", "PageDown", "Home")
        for key in keys:
            said = "aria-label" if point else "aria-valuetext"
            text = active.get_attribute(said)
            page.keyboard.press(key)
            assert active.get_attribute(said) != text, key
        assert page.evaluate("scrollY") == scroll
    assert len(reached) == sliders + others
    assert opened.complaints == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 700, 1600])
def test_every_target_is_large_enough_and_nothing_overflows(explore, width, theme):
    widgets = [cls() for cls in CLASSES]
    page = explore(*widgets, width=width, theme=theme).page
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for control in page.locator(TARGETS).all():
        box = control.bounding_box()
        assert min(box["width"], box["height"]) >= 24
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 800)])
@pytest.mark.parametrize("cls", CLASSES)
def test_the_drawing_and_its_main_control_share_a_screen(explore, cls, width, height):
    page = explore(cls(), width=width, height=height).page
    # A column as narrow as the book's, in a font with wide letters.
    column = "main { max-width: 672px; margin: auto } body { margin: 16px; font: 16px "
    page.add_style_tag(content=column + "'DejaVu Sans', Verdana }")
    drawing = page.locator(".lessons-figure").bounding_box()
    toolbar = page.locator(".lessons-toolbar").bounding_box()
    header = 53 if width < 1000 else 0  # the book's bar, which stays in sight
    assert toolbar["y"] + toolbar["height"] - drawing["y"] <= height - header
    # They are one below the other, with nothing between them.
    assert 0 <= toolbar["y"] - drawing["y"] - drawing["height"] <= 16


@pytest.mark.parametrize("width", [360, 1280])
def test_play_step_and_reset_stand_in_one_row_under_the_drawing(explore, width):
    page = explore(*[cls() for cls in CLASSES], width=width).page
    for widget in page.locator(".lessons-explore").all():
        buttons = widget.locator(".lessons-toolbar button")
        names = buttons.all_text_contents()
        assert names in (["Reset"], ["Clear", "Reset"], ["Play", "Step", "Reset"])
        tops = {button.bounding_box()["y"] for button in buttons.all()}
        assert len(tops) == 1


def test_sliders_are_as_long_as_their_row_allows(explore):
    page = explore(*[cls() for cls in CLASSES], width=360).page
    for slider in page.locator("input[type=range]").all():
        room = slider.locator("xpath=ancestor::div[1]").bounding_box()
        assert slider.bounding_box()["width"] >= room["width"] - 1


# The lines of the legends, and the lines of the same classes in the drawings.
LEGENDS = """(root) => [...root.querySelectorAll(".lessons-key path")].map((key) => {
  const drawn = [...root.querySelectorAll("path")].find((path) =>
    path !== key && path.getAttribute("class") === key.getAttribute("class"));
  return [key, drawn].map((path) => {
    const { stroke, strokeWidth, strokeDasharray } = getComputedStyle(path);
    return [stroke, strokeWidth, strokeDasharray].join();
  });
})"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_legend_shows_the_line_that_is_drawn(explore, theme):
    page = explore(*[cls() for cls in CLASSES], theme=theme).page
    pairs = page.locator("main").evaluate(LEGENDS)
    assert [key for key, _ in pairs] == [drawn for _, drawn in pairs]
    # Two of a chain's nudges, three ways down and three that race; no two are alike but
    # gradient descent, which has one line in both.
    assert len(pairs) == 8
    assert len({key for key, _ in pairs}) == 7


def test_the_drawing_takes_a_new_width(explore):
    page = explore(Slope(), width=1200).page
    page.set_viewport_size({"width": 360, "height": 800})
    page.wait_for_function("document.querySelector('.lessons-plot').clientWidth < 330")
    for plot in page.locator(".lessons-plot").all():
        assert float(plot.get_attribute("width")) < 330


def test_without_a_script_the_numbers_are_there(explore, visit, tmp_path):
    explore(Growth())
    opened = visit((tmp_path / "page.html").as_uri(), java_script_enabled=False)
    assert Growth().page_text() in opened.page.locator("main").text_content()
    assert opened.page.locator("table tbody tr").count() == len(Growth().table())
