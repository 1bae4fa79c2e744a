"""The field says what the model says, and each mark stands at its point."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from lessons_pkg import Perceptron, data, plots

X, Y = data.gates("and")


class Nearest:
    """Answers with the label of the nearest of some places."""

    def __init__(self, places, labels):
        self.places, self.labels = np.array(places, dtype=float), np.array(labels)

    def predict(self, X):
        gaps = X[:, np.newaxis] - self.places
        return self.labels[(gaps**2).sum(axis=2).argmin(axis=1)]


@pytest.fixture(autouse=True)
def canvas():
    with mpl.rc_context({"backend": "agg"}):
        yield
        plt.close("all")


def answer_at(ax, point):
    """Return the number of the class that is shaded at a point of the view."""
    (field,) = ax.images
    left, right, bottom, top = field.get_extent()
    shades = field.get_array()
    height, width = shades.shape
    row = int((point[1] - bottom) / (top - bottom) * height)
    return shades[row, int((point[0] - left) / (right - left) * width)]


def marks(ax):
    return {line.get_marker(): line.get_xydata().tolist() for line in ax.lines}


@pytest.mark.parametrize(
    "draw",
    [
        lambda ax=None: plots.points(X, Y, ax=ax),
        lambda ax=None: plots.decision_regions(Perceptron().fit(X, Y), X, Y, ax=ax),
    ],
)
def test_it_draws_where_it_is_told_or_else_on_a_figure_of_its_own(draw):
    _, (left, right) = plt.subplots(1, 2)
    assert draw(ax=right) is right
    assert right.lines
    assert not left.lines
    assert draw() is not draw()
    assert len(plt.get_fignums()) == 3


def test_each_point_is_drawn_once_with_the_marker_of_its_class():
    shown = marks(plots.points(X, Y))
    assert shown == {"o": [[0, 0], [0, 1], [1, 0]], "^": [[1, 1]]}


def test_kinds_differ_in_marker_and_in_colour():
    six = plots.points(np.eye(6)[:, :2], list("fbacde")).lines
    assert len({line.get_marker() for line in six}) == 6
    assert len({line.get_color() for line in six}) == 6


def test_classes_take_their_markers_in_sorted_order():
    shown = marks(plots.points([[1, 2], [3, 4]], ["toxic", "safe"]))
    assert shown == {"o": [[3, 4]], "^": [[1, 2]]}


def test_the_field_is_the_models_answer_everywhere():
    model = Perceptron().fit(X, Y)
    ax = plots.decision_regions(model, X, Y)
    spots = np.random.default_rng(0).uniform(-0.09, 1.09, size=(200, 2))
    clear = spots[np.abs(model.decision_function(spots)) > 0.02]
    assert [answer_at(ax, p) for p in clear] == model.predict(clear).tolist()


def test_the_field_is_neither_turned_nor_mirrored():
    places = [[0, 0], [4, 0], [0, 2], [4, 2]]
    ax = plots.decision_regions(Nearest(places, list("abcd")), places, list("abcd"))
    assert [answer_at(ax, p) for p in places] == [0, 1, 2, 3]


def test_regions_and_points_of_a_class_agree_in_colour():
    places, labels = [[0, 0], [4, 0], [2, 3]], ["one", "three", "two"]
    ax = plots.decision_regions(Nearest(places, labels), places, labels)
    (field,) = ax.images
    for line in ax.lines:
        shade = field.cmap(field.norm(answer_at(ax, line.get_xydata()[0])))
        assert shade[:3] == pytest.approx(mpl.colors.to_rgb(line.get_color()))
        assert shade[3] < 0.5  # pale, so that the marks stand out


def test_a_class_that_has_no_point_is_shaded_in_a_colour_of_its_own():
    model = Nearest([[0, 0], [1, 0], [0, 1]], ["a", "b", "c"])
    ax = plots.decision_regions(model, [[0, 0], [0.8, 2]], ["a", "c"])
    assert [answer_at(ax, p) for p in [(0, 0), (0.85, 0), (0.8, 2)]] == [0, 1, 2]
    assert marks(ax) == {"o": [[0, 0]], "s": [[0.8, 2]]}


def test_the_boundary_is_drawn_between_the_regions():
    ax = plots.decision_regions(Nearest([[0, 0], [2, 0]], [0, 1]), X * 2, Y)
    ((path,),) = [c.get_paths() for c in ax.collections]
    np.testing.assert_allclose(path.vertices[:, 0], 1, atol=0.01)


def test_a_model_of_one_answer_has_no_boundary():
    ax = plots.decision_regions(Nearest([[0, 0]], [1]), X, Y)
    assert answer_at(ax, (0.5, 0.5)) == 1
    assert not ax.collections


def test_points_in_one_row_get_a_view_of_some_height():
    row = [[0, 5], [1, 5]]
    ax = plots.decision_regions(Nearest(row, [0, 1]), row, [0, 1])
    assert ax.get_ylim() == (4.9, 5.1)


def test_the_model_and_the_data_stay_as_they_are():
    model, copy = Perceptron().fit(X, Y), X.copy()
    plots.decision_regions(model, X, Y)
    np.testing.assert_array_equal(X, copy)
    assert model.coef_.tolist() == Perceptron().fit(X, Y).coef_.tolist()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plots.points([[1, 2, 3]], [0]), "X has 3 columns; give two features"),
        (lambda: plots.points(X, [0, 1]), "X has 4 rows and y has 2 labels"),
        (lambda: plots.points([1, 2], [0, 1]), "X must have two dimensions"),
        (
            lambda: plots.points(np.ones((7, 2)), range(7)),
            "y holds 7 kinds; give at most 6",
        ),
        (
            lambda: plots.decision_regions(None, [[1.0], [2.0]], [0, 1]),
            "X has 1 columns; give two features",
        ),
    ],
)
def test_bad_input_is_answered_by_one_sentence_and_no_figure(call, message):
    with pytest.raises(ValueError, match=message):
        call()
    assert not plt.get_fignums()
