"""A figure holds the numbers it was given, names them, and stays readable."""

import itertools

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb

from lessons_pkg import plots

X = np.linspace(-2, 2, 41)
DRAW = {
    "curve": lambda ax=None: plots.curve(X, X**2, "square", ax=ax),
    "tangent": lambda ax=None: plots.tangent(1.0, 1.0, 2.0, ax=ax),
    "beans": lambda ax=None: plots.beans([[0.2], [0.9]], [0, 1], ax=ax),
}


@pytest.fixture(autouse=True)
def canvas():
    with mpl.rc_context({"backend": "agg"}):
        yield
        plt.close("all")


def drawn(line):
    return np.column_stack(line.get_data())


@pytest.mark.parametrize("draw", DRAW.values(), ids=DRAW)
def test_it_returns_the_axes_it_was_given(draw):
    _, (left, right) = plt.subplots(1, 2)
    assert draw(ax=right) is right
    assert not left.lines
    assert right.lines


@pytest.mark.parametrize("draw", DRAW.values(), ids=DRAW)
def test_without_axes_it_makes_a_figure_of_its_own(draw):
    assert draw() is not draw()
    assert len(plt.get_fignums()) == 2


def test_a_curve_joins_exactly_its_points():
    (line,) = plots.curve([0, 1, 2], [0, 1, 4], colour="green", style="--").lines
    np.testing.assert_array_equal(drawn(line), [[0, 0], [1, 1], [2, 4]])
    assert to_hex(line.get_color()).upper() == plots.PALETTE["green"]
    assert line.get_linestyle() == "--"


def test_two_curves_share_one_figure():
    ax = plots.curve(X, X)
    plots.curve(X, -X, ax=ax)
    assert [line.get_ydata()[0] for line in ax.lines] == [-2, 2]


@pytest.mark.parametrize(
    ("at", "y", "place", "side"),
    [
        (None, X, (2, 2), "left"),  # beyond the right end
        (1.0, X, (1, 1), "right"),  # rising: open on the left
        (1.0, -X, (1, -1), "left"),  # falling: open on the right
    ],
)
def test_a_curve_bears_its_name_in_its_colour(at, y, place, side):
    (text,) = plots.curve(X, y, "name", at=at, colour="vermillion").texts
    assert text.get_text() == "name"
    assert text.xy == pytest.approx(place)
    assert text.get_ha() == side
    assert text.get_color() == plots.INK["vermillion"]


@pytest.mark.parametrize("y", [X, -X], ids=["rising", "falling"])
def test_a_name_does_not_lie_on_its_curve(y):
    ax = plots.curve(X, y, "name", at=0.0)
    ax.figure.canvas.draw()
    box = ax.texts[0].get_window_extent()
    points = ax.transData.transform(drawn(ax.lines[0]))
    assert not any(box.contains(*point) for point in points)


def test_a_nameless_curve_bears_no_text():
    assert not plots.curve(X, X).texts


def test_a_tangent_touches_its_point_with_its_slope():
    line, point = plots.tangent(3.0, 5.0, slope=-0.5, reach=2.0).lines
    (x0, y0), (x1, y1) = drawn(line)
    assert (x0, x1) == (1, 5)
    assert (y1 - y0) / (x1 - x0) == -0.5
    assert (y0 + y1) / 2 == 5
    np.testing.assert_array_equal(drawn(point), [[3, 5]])


def test_each_bean_is_drawn_once_at_its_size_and_label():
    sizes, labels = [0.9, 0.1, 0.5, 0.4], [1, 0, 0, 1]
    ax = plots.beans(np.reshape(sizes, (4, 1)), labels)
    marks = np.vstack([drawn(line) for line in ax.lines])
    assert sorted(map(tuple, marks)) == sorted(zip(sizes, labels, strict=True))


def test_kinds_of_beans_differ_in_shape_and_in_colour():
    safe, toxic = plots.beans([0.2, 0.9], [0, 1]).lines
    assert safe.get_marker() != toxic.get_marker()
    assert safe.get_color() != toxic.get_color()


def test_the_axes_of_the_beans_say_what_they_show():
    ax = plots.beans([0.2, 0.9], [0, 1])
    assert ax.get_xlabel() == "size x"
    names = {t.get_position()[1]: t.get_text() for t in ax.get_yticklabels()}
    assert names == {0: "safe 0", 1: "toxic 1"}


def test_a_sack_of_one_kind_is_drawn():
    safe, toxic = plots.beans([0.2, 0.9], [0, 0]).lines
    assert len(safe.get_xdata()) == 2
    assert len(toxic.get_xdata()) == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: plots.curve([0, 1], [1, 2, 3]),
            r"x has shape \(2,\) and y has shape \(3,\); give two rows of numbers",
        ),
        (lambda: plots.curve([[0, 1]], [[1, 2]]), r"x has shape \(1, 2\)"),
        (lambda: plots.curve([], []), "give two rows of numbers"),
        (
            lambda: plots.curve(X, X, colour="red"),
            "colour is 'red'; choose one of blue",
        ),
        (lambda: plots.tangent(0, 0, 1, colour="red"), "colour is 'red'"),
        (lambda: plots.tangent(0, 0, 1, reach=0), "reach is 0; give a positive length"),
        (lambda: plots.tangent(0, 0, 1, reach=np.nan), "reach is nan"),
        (
            lambda: plots.beans([[0.1], [0.2]], [1]),
            r"X has shape \(2,\) and y has shape \(1,\)",
        ),
        (
            lambda: plots.beans([0.1, 0.2], [-1, 1]),
            r"y holds -1; label a bean 0 \(safe\) or 1 \(toxic\)",
        ),
    ],
)
def test_bad_input_is_answered_by_one_sentence_and_no_figure(call, message):
    with pytest.raises(ValueError, match=message):
        call()
    assert not plt.get_fignums()


# How a red-blind and a green-blind eye mix linear red, green and blue
# (Viénot, Brettel & Mollon, 1999).
EYES = {
    "full": np.eye(3),
    "red-blind": [[0.1124, 0.8876, 0], [0.1124, 0.8876, 0], [0.004, -0.004, 1]],
    "green-blind": [[0.2927, 0.7073, 0], [0.2927, 0.7073, 0], [-0.0223, 0.0223, 1]],
}


def lightness_and_hue(colour, eye):
    """Return L*, a*, b* of a colour as the eye sees it, on white in daylight."""
    c = np.array(to_rgb(colour))
    linear = np.where(c > 0.04045, ((c + 0.055) / 1.055) ** 2.4, c / 12.92)
    seen = np.clip(np.array(eye) @ linear, 0, 1)
    to_xyz = [
        [0.4124, 0.3576, 0.1805],
        [0.2126, 0.7152, 0.0722],
        [0.0193, 0.1192, 0.9505],
    ]
    xyz = np.cbrt(to_xyz @ seen / (0.9505, 1, 1.089))
    return np.array(
        [116 * xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])]
    )


@pytest.mark.parametrize("eye", EYES.values(), ids=EYES)
def test_any_two_colours_of_the_palette_can_be_told_apart(eye):
    for one, other in itertools.combinations(plots.PALETTE.values(), 2):
        gap = lightness_and_hue(one, eye) - lightness_and_hue(other, eye)
        assert np.linalg.norm(gap) > 10, (one, other)  # 2.3 is barely noticeable


# The book's dark theme shows a figure through `invert(1) hue-rotate(180deg)`; the
# matrix is that of the Filter Effects specification for 180 degrees.
TURN = 2 * np.array([0.213, 0.715, 0.072]) - np.eye(3)
THEMES = {
    "light": ("#ffffff", lambda c: c),
    "dark": ("#14181c", lambda c: np.clip(TURN @ (1 - c), 0, 1)),
}


def contrast(one, other):
    def luminance(c):
        linear = np.where(c > 0.04045, ((c + 0.055) / 1.055) ** 2.4, c / 12.92)
        return linear @ (0.2126, 0.7152, 0.0722)

    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", plots.PALETTE)
def test_lines_and_words_stand_out_from_the_page(name, theme):
    page, shown = THEMES[theme]
    page = np.array(to_rgb(page))
    assert contrast(shown(np.array(to_rgb(plots.INK[name]))), page) > 4.5
    if name not in ("orange", "sky"):  # pale on white: for areas and thick lines
        assert contrast(shown(np.array(to_rgb(plots.PALETTE[name]))), page) > 3


def test_the_style_draws_dark_ink_on_nothing_in_the_colours_of_the_palette():
    with plt.style.context("lessons_pkg.lessons"):
        cycle = plt.rcParams["axes.prop_cycle"].by_key()["color"]
        assert [f"#{c}".replace("##", "#") for c in cycle] == [*plots.PALETTE.values()]
        figure, ax = plt.subplots()
        assert figure.get_facecolor()[3] == 0
        assert ax.get_facecolor()[3] == 0
        assert sum(to_rgb(plt.rcParams["text.color"])) < 0.6
