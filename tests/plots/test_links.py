"""A chain shows its links in order, their slopes, and the product that they make."""

import math

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from lessons_pkg import plots
from lessons_pkg.plots.links import number

NAMES = ["size", "score", "answer", "loss"]
SLOPES = [14.0, 0.25, -0.495]


@pytest.fixture(autouse=True)
def canvas():
    with mpl.rc_context({"backend": "agg"}), plt.style.context("lessons_pkg.lessons"):
        yield
        plt.close("all")


def kind(ax, what):
    return [patch for patch in ax.patches if isinstance(patch, what)]


def texts(ax):
    return {text.get_text(): text.get_position() for text in ax.texts}


def test_it_returns_the_axes_it_was_given():
    _, (left, right) = plt.subplots(1, 2)
    assert plots.chain(NAMES, SLOPES, ax=right) is right
    assert not left.patches


def test_without_axes_it_makes_a_figure_of_its_own():
    assert plots.chain(NAMES, SLOPES) is not plots.chain(NAMES, SLOPES)


def test_the_names_stand_in_boxes_from_left_to_right():
    ax = plots.chain(NAMES, SLOPES)
    places = [texts(ax)[name] for name in NAMES]
    assert places == sorted(places)
    boxes = kind(ax, FancyBboxPatch)
    assert len(boxes) == len(NAMES)
    for box, (x, y) in zip(boxes, places, strict=True):
        assert box.get_x() < x < box.get_x() + box.get_width()
        assert box.get_y() < y < box.get_y() + box.get_height()


def test_each_slope_stands_above_its_arrow_and_the_product_beneath_them_all():
    ax = plots.chain(NAMES, SLOPES)
    written = texts(ax)
    for i, slope in enumerate(["× 14", "× 0.25", "× −0.495"]):
        x, y = written[slope]
        assert written[NAMES[i]][0] < x < written[NAMES[i + 1]][0]
        assert y > 0
    x, y = written[f"× {number(math.prod(SLOPES))}"]
    assert y < 0
    assert x == pytest.approx((written["size"][0] + written["loss"][0]) / 2)
    assert len(kind(ax, FancyArrowPatch)) == len(SLOPES) + 1


def test_lines_below_stand_beneath_their_boxes():
    ax = plots.chain(["x", "3x"], [3], below=["2.0", "6.0"])
    written = texts(ax)
    for name, line in (("x", "2.0"), ("3x", "6.0")):
        assert written[line][0] == written[name][0]
        assert written[line][1] < written[name][1]


@pytest.mark.parametrize(
    ("x", "text"),
    [
        (14.0, "14"),
        (-0.25, "−0.25"),
        (0.249975, "0.25"),
        (1 / 3, "0.3333"),
        (0, "0"),
        (0.25**5, "0.0009766"),
    ],
)
def test_a_number_is_short_and_has_a_true_minus_sign(x, text):
    assert number(x) == text


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plots.chain(["x"], []), "names has 1 entries and slopes has 0; give"),
        (lambda: plots.chain(NAMES, [1, 2]), "names has 4 entries and slopes has 2"),
        (
            lambda: plots.chain(NAMES, SLOPES, below=["one"]),
            "below has 1 entries; give one for each of 4 names",
        ),
    ],
)
def test_bad_input_is_answered_by_one_sentence_and_no_figure(call, message):
    with pytest.raises(ValueError, match=message):
        call()
    assert not plt.get_fignums()
