"""A figure of a training run holds its losses and its path, each point in its place."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex

from lessons_pkg import plots

W, B = np.array([-2.0, -1.0, 0.0, 1.0, 2.0]), np.array([0.0, 1.0, 2.0])
BOWL = W**2 + 10 * B[:, np.newaxis]
PATH = [[0.0, 2.0], [1.0, 1.5], [1.5, 0.5]]
DRAW = {
    "loss_curve": lambda ax=None: plots.loss_curve([0.7, 0.4, 0.3], ax=ax),
    "loss_surface": lambda ax=None: plots.loss_surface(W, B, BOWL, ax=ax),
    "weight_path": lambda ax=None: plots.weight_path(PATH, ax=ax),
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
    assert right.has_data()
    assert not left.has_data()


@pytest.mark.parametrize("draw", DRAW.values(), ids=DRAW)
def test_without_axes_it_makes_a_figure_of_its_own(draw):
    assert draw() is not draw()
    assert len(plt.get_fignums()) == 2


def test_the_first_loss_stands_at_epoch_1():
    (line,) = plots.loss_curve([0.7, 0.4], colour="green", style="--").lines
    np.testing.assert_array_equal(drawn(line), [[1, 0.7], [2, 0.4]])
    assert to_hex(line.get_color()).upper() == plots.PALETTE["green"]
    assert line.get_linestyle() == "--"


def test_a_loss_curve_says_what_it_shows_and_whose():
    ax = plots.loss_curve([0.7, 0.4], "slow", colour="vermillion")
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("epoch", "loss L")
    (name,) = ax.texts
    assert (name.get_text(), name.xy) == ("slow", (2, 0.4))
    assert name.get_color() == plots.INK["vermillion"]


def test_the_name_of_a_loss_curve_can_stand_on_it():
    (name,) = plots.loss_curve([0.8, 0.4, 0.3], "run", at=2).texts
    assert name.xy == (2, pytest.approx(0.4))


def test_each_line_of_the_map_joins_points_of_its_loss():
    (lines,) = plots.loss_surface(W, B, BOWL, levels=[5.0, 12.0]).collections
    assert lines.levels.tolist() == [5, 12]
    for loss, path in zip(lines.levels, lines.get_paths(), strict=True):
        # In this bowl the loss between two grid points is straight in each direction.
        w, b = path.vertices.T
        np.testing.assert_allclose(np.interp(w, W, W**2) + 10 * b, loss, atol=1e-9)


def test_the_map_has_weights_to_the_right_and_biases_upwards():
    ax = plots.loss_surface(W, B, BOWL, levels=[5.0])
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("weight w", "bias b")
    assert ax.get_xlim() == (-2, 2)
    assert ax.get_ylim() == (0, 2)


def test_the_lines_of_the_map_bear_their_loss():
    ax = plots.loss_surface(W, B, BOWL, levels=[5.0, 12.5])
    assert {text.get_text() for text in ax.texts} <= {"5", "12.5"}
    assert ax.texts


def test_a_path_joins_its_points_from_a_ring_to_a_disc():
    line, start, end = plots.weight_path(PATH, colour="purple", style=".--").lines
    np.testing.assert_array_equal(drawn(line), PATH)
    assert (line.get_marker(), line.get_linestyle()) == (".", "--")
    np.testing.assert_array_equal(drawn(start), PATH[:1])
    np.testing.assert_array_equal(drawn(end), PATH[-1:])
    assert start.get_markerfacecolor() == "none"
    assert to_hex(end.get_markerfacecolor()).upper() == plots.PALETTE["purple"]


@pytest.mark.parametrize(("at", "place"), [(None, (1.5, 0.5)), ((0.2, 0.1),) * 2])
def test_a_path_bears_its_name_where_it_is_asked_to(at, place):
    (name,) = plots.weight_path(PATH, "way", at=at, colour="green").texts
    assert (name.get_text(), tuple(name.xy)) == ("way", place)
    assert name.get_color() == plots.INK["green"]


def test_a_path_leaves_the_map_as_it_was():
    ax = plots.loss_surface(W, B, BOWL)
    lines = len(ax.collections)
    plots.weight_path(PATH, ax=ax)
    assert len(ax.collections) == lines
    assert ax.get_xlabel() == "weight w"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plots.loss_curve([]), r"losses has shape \(0,\)"),
        (lambda: plots.loss_curve([[1, 2]]), r"losses has shape \(1, 2\)"),
        (lambda: plots.loss_curve(0.5), r"losses has shape \(\)"),
        (lambda: plots.loss_curve([1], colour="red"), "colour is 'red'; choose"),
        (
            lambda: plots.loss_surface(W, B, BOWL.T),
            r"L has shape \(5, 3\); give \(3, 5\), a row for each of b",
        ),
        (lambda: plots.loss_surface(BOWL, B, BOWL), r"L has shape \(3, 5\); give"),
        (
            lambda: plots.weight_path([1.0, 2.0]),
            r"path has shape \(2,\); give \(points, 2\)",
        ),
        (lambda: plots.weight_path([[1, 2, 3]]), r"path has shape \(1, 3\)"),
        (lambda: plots.weight_path(np.empty((0, 2))), r"path has shape \(0, 2\)"),
        (lambda: plots.weight_path(PATH, colour="red"), "colour is 'red'; choose"),
    ],
)
def test_bad_input_is_answered_by_one_sentence_and_no_figure(call, message):
    with pytest.raises(ValueError, match=message):
        call()
    assert not plt.get_fignums()
