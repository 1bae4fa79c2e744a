"""What chapter 2's explorables draw: levers as long as their numbers, and a walk."""

import re

import pytest

from lessons_pkg.explore import Gears, Graph, StepSize

from .test_explore import drag_by_mouse, explore, shown

__all__ = ["explore"]

# The lengths of the bars on the rulers in pixels, the nudges first.
BARS = """(plot) => [...plot.querySelectorAll(".lessons-bar")].map((path) =>
  [...path.getAttribute("d").matchAll(/M([\\d.]+) [\\d.]+H([\\d.]+)/g)]
  .map(([, from, to]) => to - from))"""


@pytest.mark.parametrize(
    "gears",
    [
        Gears(x=0.3, dx=0.5),
        Gears(x=0.8, dx=0.6, chain="sigmoid"),
        Gears(x=-1.2, dx=-0.7, chain="bell"),
    ],
)
def test_every_bar_is_as_long_as_its_number(explore, gears):
    plot = explore(gears).page.locator(".lessons-plot").first
    nudges, changes = plot.evaluate(BARS)
    unit = nudges[0] / gears.dx
    numbers = gears.numbers()
    for i, name in enumerate("uvy", start=1):
        assert nudges[i] == pytest.approx(unit * numbers[f"d{name}"], abs=0.1)
        assert changes[i] == pytest.approx(unit * numbers[f"true_{name}"], abs=0.1)


@pytest.mark.parametrize("chain", ["sigmoid", "bell"])
def test_a_smaller_nudge_brings_bars_and_truth_together(explore, chain):
    page = explore(Gears(x=0.8, dx=0.8, chain=chain), width=800).page
    plot = page.locator(".lessons-plot").first

    def gap():
        nudges, changes = plot.evaluate(BARS)
        return abs(nudges[3] - changes[3])

    wide = gap()
    drag_by_mouse(page, plot.locator(".lessons-handle"), -35, 0)
    assert 0 < gap() < wide / 2


def test_the_walk_fills_the_boxes_and_says_each_step(explore):
    page = explore(Graph(step=0)).page
    boxes = page.locator(".lessons-box")
    step = page.get_by_role("slider", name="step")
    said = set()
    unknown = []
    for n in range(10):
        assert step.input_value() == str(n)
        hidden = boxes.locator("output:not(:visible)").count()
        unknown.append(hidden)
        words = page.locator(".lessons-step-words").inner_text()
        assert re.sub(r"\s+", " ", words) in step.get_attribute("aria-valuetext")
        said.add(words)
        step.press("ArrowRight")
    # Four values to compute on the way forward, eight slopes on the way back.
    assert unknown == [12, 11, 10, 9, 8, 7, 5, 4, 2, 0]
    assert len(said) == 10


@pytest.mark.parametrize("width", [320, 360, 800])
def test_no_boxes_overlap_and_no_number_leaves_its_box(explore, width):
    graph = Graph(w=-3, x=-3, b=-3, y=1, step=9)
    page = explore(graph, width=width).page
    page.add_style_tag(content="body { font-family: 'DejaVu Sans', Verdana; }")
    places = [box.bounding_box() for box in page.locator(".lessons-box").all()]
    for i, one in enumerate(places):
        for other in places[:i]:
            beside = one["x"] + one["width"] <= other["x"] + 0.5
            beside |= other["x"] + other["width"] <= one["x"] + 0.5
            below = one["y"] + one["height"] <= other["y"] + 0.5
            below |= other["y"] + other["height"] <= one["y"] + 0.5
            assert beside or below
    fits = "(box) => box.scrollWidth <= box.clientWidth"
    for box in page.locator(".lessons-box").all():
        assert box.evaluate(fits)


@pytest.mark.parametrize("width", [320, 360, 800])
def test_a_table_of_numbers_is_no_wider_than_its_page(explore, width):
    long = Gears(x=-1.8, dx=-0.75, chain="bell"), StepSize(function="exp")
    page = explore(*long, width=width).page
    # A font with wide letters, where there is one.
    page.add_style_tag(content="body { font-family: 'DejaVu Sans', Verdana; }")
    for table in page.locator(".lessons-numbers").all():
        assert table.evaluate("(t) => t.scrollWidth <= t.parentNode.clientWidth")


def test_play_walks_to_the_end_and_changes_no_other_number(explore):
    page = explore(Graph(step=7)).page
    before = shown(page)
    page.get_by_role("button", name="Play").click()
    page.wait_for_function(
        "document.querySelector('output[data-name=step]').textContent === '9'"
    )
    assert shown(page) == before | {"step": "9"}
    assert page.get_by_role("button", name="Play").is_visible()


def test_the_curves_of_the_errors_pass_through_the_record(explore):
    size = StepSize(exponent=-16)
    page = explore(size, width=800).page
    plot = page.locator(".lessons-plot")
    paths = plot.locator(".lessons-thin").all()
    names = ("one_sided_error", "central_error")
    for path, name in zip(paths, names, strict=True):
        points = re.findall(r"([\d.-]+) ([\d.-]+)", path.get_attribute("d"))
        heights = [float(y) for _, y in points]
        errors = size.measured["sigmoid"][name]
        assert len(heights) == len(errors) == 161
        # One straight line turns every error into its height.
        unit = (heights[160] - heights[100]) / (errors[160] - errors[100])
        for height, error in zip(heights, errors, strict=True):
            expected = heights[160] + unit * (error - errors[160])
            assert height == pytest.approx(expected, abs=0.1)


def test_the_error_is_drawn_as_far_as_the_reader_has_gone(explore):
    page = explore(StepSize(exponent=-3)).page
    step = page.get_by_role("slider", name="step").last
    drawn = page.locator(".lessons-thin").first

    def points():
        return drawn.get_attribute("d").count("L")

    assert points() == 30  # from 10⁻³ to 1, in tenths
    for _ in range(4):
        step.press("ArrowLeft")
    assert points() == 50
    step.press("End")
    assert points() == 50  # what was seen stays
