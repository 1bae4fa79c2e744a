"""The perceptron's playground in a browser: points to drag and to flip, and the run."""

import numpy as np
import pytest

from lessons_pkg.explore import Playground
from lessons_pkg.explore.perceptron import SETS
from lessons_pkg.interactive.bundle import book_script, styles

from .conftest import mounted
from .test_explore import PAGE, drag_by_finger, drag_by_mouse, shown

NUMBERS = """(node) => Object.fromEntries([...node.querySelectorAll("output")]
  .map((output) => [output.dataset.name, output.textContent]))"""


@pytest.fixture
def open_page(visit, tmp_path):
    """Return a function that opens a page with these playgrounds on it."""

    def opened(*widgets, **options):
        bundles = "".join(w._repr_mimebundle_()["text/html"] for w in widgets)
        words = {"theme": "light", "styles": styles(), "script": book_script()}
        path = tmp_path / "page.html"
        path.write_text(PAGE.format(widgets=bundles, **words), "utf-8")
        visited = visit(path.as_uri(), **{"width": 800, "height": 700, **options})
        return mounted(visited.page)

    return opened


def points(page):
    """Return what a screen reader says of each point."""
    labels = page.locator(".lessons-point").all()
    return [label.get_attribute("aria-label") for label in labels]


def unit(page):
    """Return how many pixels a step of 1 is."""
    x = [page.locator(".lessons-point").nth(i).bounding_box()["x"] for i in (0, 2)]
    return x[1] - x[0]


def press(page, name, times=1):
    for _ in range(times):
        page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("drag", [drag_by_mouse, drag_by_finger])
def test_dragging_a_point_changes_the_run(open_page, drag):
    page = open_page(Playground(step=12), has_touch=True, height=400)
    point = page.locator(".lessons-point").nth(3)
    point.scroll_into_view_if_needed()
    scroll, one = page.evaluate("scrollY"), unit(page)
    drag(page, point, 0.5 * one, -0.25 * one)
    moved = Playground(points=[*SETS["AND"][:3], (1.5, 0.75, 1)], step=12)
    assert points(page)[3].startswith("point 4 at (1.50, 0.75), class +1")
    assert shown(page) == moved.shown()
    assert page.evaluate("scrollY") == scroll
    # It is no longer AND, and one can go back to it.
    assert page.locator(".lessons-picker input:checked").count() == 0
    page.locator(".lessons-picker label", has_text="AND").click()
    assert shown(page) == Playground().shown()


def test_a_dragged_point_stays_in_the_plane_and_under_the_pointer(open_page):
    page = open_page(Playground())
    point = page.locator(".lessons-point").first
    before = point.bounding_box()
    drag_by_mouse(page, point, 33, 21)
    after = point.bounding_box()
    assert after["x"] == pytest.approx(before["x"] + 33, abs=1.5)
    assert after["y"] == pytest.approx(before["y"] - 21, abs=1.5)
    drag_by_mouse(page, point, -500, -600)
    assert points(page)[0].startswith("point 1 at (−1.00, −1.00)")


def test_the_arrow_keys_move_a_point_by_a_tenth(open_page):
    page = open_page(Playground(step=5))
    page.locator(".lessons-point").nth(2).focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
    page.keyboard.press("ArrowUp")
    assert points(page)[2].startswith("point 3 at (1.10, 0.10), class −1")
    moved = [*SETS["AND"][:2], (1.1, 0.1, -1), SETS["AND"][3]]
    assert shown(page) == Playground(points=moved, step=5).shown()


@pytest.mark.parametrize("way", ["Enter", " ", "mouse", "finger", "screen reader"])
def test_a_point_changes_its_class(open_page, way):
    page = open_page(Playground(data="XOR", step=9), has_touch=True)
    first = page.locator(".lessons-point").first
    assert shown(page)["bound"] == "∞"
    if way == "mouse":
        first.click()
    elif way == "finger":
        first.tap()
    elif way == "screen reader":
        first.evaluate("(e) => e.dispatchEvent(new MouseEvent('click'))")
    else:
        first.focus()
        page.keyboard.press(way)
    assert points(page)[0].startswith("point 1 at (0.00, 0.00), class +1")
    flipped = [(0, 0, 1), *SETS["XOR"][1:]]
    assert shown(page) == Playground(points=flipped, step=9).shown()
    assert shown(page)["bound"] == "51.0"


def test_step_makes_one_update_until_the_rule_rests(open_page):
    page = open_page(Playground(step=0))
    assert "no line yet" in page.locator(".lessons-telling").text_content()
    assert "last mistake" not in " ".join(points(page))
    for step in range(1, 20):
        press(page, "Step")
        assert shown(page) == Playground(step=step).shown()
        ringed = ["last mistake" in label for label in points(page)]
        assert sum(ringed) == (step < 19)
    assert (
        "the rule rests"
        in page.locator(".lessons-buttons [role=status]").text_content()
    )
    press(page, "Step", times=3)
    assert shown(page)["step"] == "19"


def test_xor_never_rests(open_page):
    page = open_page(Playground(data="XOR", step=58))
    press(page, "Step", times=5)
    assert shown(page)["step"] == "60"
    assert shown(page)["mistakes"] == "60"
    note = page.locator(".lessons-note").text_content()
    assert "No line divides these points" in note
    assert "never rests" in note


def test_play_walks_to_the_rest_and_stops_there(open_page):
    page = open_page(Playground(data="two groups", step=0))
    press(page, "Play")
    page.wait_for_function(
        "document.querySelector('output[data-name=step]').textContent === '6'"
    )
    page.wait_for_function(
        "document.querySelector('.lessons-play').textContent === 'Play again'"
    )
    assert shown(page) == Playground(data="two groups", step=6).shown()
    press(page, "Play again")
    page.wait_for_function(
        "document.querySelector('output[data-name=step]').textContent === '2'"
    )
    press(page, "Pause")
    assert shown(page) == Playground(data="two groups", step=2).shown()


def test_a_new_set_has_its_own_number_of_points(open_page):
    page = open_page(Playground())
    for name, at in [*SETS.items(), ("AND", SETS["AND"])]:
        page.locator(".lessons-picker label", has_text=name).click()
        assert len(points(page)) == len(at)
        assert page.locator(".lessons-order").count() == len(at)
    press(page, "Reset")
    assert shown(page) == Playground().shown()


def test_any_points_have_the_numbers_of_the_package(open_page):
    rng = np.random.default_rng(0)
    playgrounds = []
    for _ in range(60):
        n = rng.integers(1, 13)
        places = rng.integers(-100, 201, size=(n, 2)) / 100
        # By a line, with a few on its wrong side, so that many can be divided.
        wrong = np.where(rng.random(n) < 0.1, -1, 1)
        labels = np.where((places @ rng.normal(size=2) - 0.3) * wrong >= 0, 1, -1)
        rows = np.column_stack([places, labels])
        playgrounds.append(Playground(points=rows, step=int(rng.integers(61))))
    page = open_page(*playgrounds)
    found = [widget.evaluate(NUMBERS) for widget in page.locator("[data-module]").all()]
    assert found == [playground.shown() for playground in playgrounds]
    assert 5 < sum(numbers["bound"] == "∞" for numbers in found) < 50
