"""The line crosses the whole view and no more, and its arrow is its normal."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons_pkg import Perceptron, data, plots


@pytest.fixture(autouse=True, scope="module")
def canvas():
    with mpl.rc_context({"backend": "agg"}):
        yield
        plt.close("all")


def view(left=-2, right=3, bottom=-1, top=2):
    plt.close("all")
    ax = plt.subplots()[1]
    ax.set(xlim=(left, right), ylim=(bottom, top))
    return ax


weight = st.integers(-5, 5).map(float)


@given(w=st.tuples(weight, weight).filter(any), b=weight)
def test_the_line_crosses_the_whole_view(w, b):
    """Its ends lie on the line and on the frame; no line means none in the view."""
    ax = plots.line(w, b, ax=view())
    corners = np.array([[-2, -1], [-2, 2], [3, -1], [3, 2]])
    scores = corners @ w + b
    assert bool(ax.lines) == (scores.min() < 0 < scores.max() or _along_edge(w, b))
    if ax.lines:
        ends = ax.lines[0].get_xydata()
        np.testing.assert_allclose(ends @ w + b, 0, atol=1e-12)
        frame = np.isclose(ends, [-2, -1]) | np.isclose(ends, [3, 2])
        assert frame.any(axis=1).all()


def _along_edge(w, b):
    return (w[1] == 0 and -b / w[0] in (-2, 3)) or (w[0] == 0 and -b / w[1] in (-1, 2))


def test_it_moves_no_limit():
    ax = plots.line([1, 2], -1, normal=9.0, label="far", ax=view())
    assert (ax.get_xlim(), ax.get_ylim()) == ((-2, 3), (-1, 2))


def test_an_axis_that_runs_backwards_is_no_matter():
    ax = plots.line([1, 0], -1, ax=view(left=3, right=-2))
    assert sorted(ax.lines[0].get_ydata()) == [-1, 2]


@pytest.mark.parametrize("w", [(3, 4), (-3, -4), (0, 2), (-1, 0)])
def test_the_arrow_is_the_normal_and_has_the_length_asked_for(w):
    ax = plots.line(w, 0.5, normal=0.7, ax=view())
    (arrow,) = ax.texts
    start, tip = np.array(arrow.xyann), np.array(arrow.xy)
    assert start @ w + 0.5 == pytest.approx(0)
    assert np.hypot(*(tip - start)) == pytest.approx(0.7)
    along = np.diff(ax.lines[0].get_xydata(), axis=0)[0]
    assert (tip - start) @ along == pytest.approx(0)
    assert tip @ w + 0.5 > 0


def test_it_takes_a_fitted_models_weights():
    X, y = data.gates("and")
    model = Perceptron().fit(X, y)
    ends = plots.line(model.coef_, model.intercept_, ax=view()).lines[0].get_xydata()
    np.testing.assert_allclose(model.decision_function(ends), 0, atol=1e-12)


@pytest.mark.parametrize(
    ("w", "b", "end", "side"),
    [
        ((1, 0), -1, (1, 2), ("center", "bottom")),  # leaves through the top
        ((1, -3), 0, (3, 1), ("left", "center")),  # through the right side
        ((1, 3), 0, (-2, 2 / 3), ("right", "center")),  # through the left
    ],
)
def test_it_bears_its_name_outside_the_view_at_its_upper_end(w, b, end, side):
    ax = plots.line(w, b, label="mine", colour="purple", style="--", ax=view())
    (text,) = ax.texts
    assert text.get_text() == "mine"
    assert text.xy == pytest.approx(end)
    assert (text.get_ha(), text.get_va()) == side
    assert text.get_color() == plots.INK["purple"]
    assert ax.lines[0].get_linestyle() == "--"


def test_without_axes_it_makes_a_figure_of_its_own():
    assert plots.line([1, 1], -1) is not plots.line([1, 1], -1)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plots.line([0, 0], 1), "w is 0, 0; give two weights that are not"),
        (lambda: plots.line([1, 2, 3], 1), "w has 3 weights and b has 1; give two"),
        (lambda: plots.line([1, 2], [1, 1]), "w has 2 weights and b has 2"),
        (lambda: plots.line([1, np.nan], 1), "w must be finite"),
        (lambda: plots.line([1, 2], 1, colour="red"), "colour is 'red'; choose one"),
    ],
)
def test_bad_input_is_answered_by_one_sentence_and_no_figure(call, message):
    plt.close("all")
    with pytest.raises(ValueError, match=message):
        call()
    assert not plt.get_fignums()
