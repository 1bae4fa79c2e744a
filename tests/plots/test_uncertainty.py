"""A band fills the room between its limits, and a bar reaches from limit to limit."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex

from lessons_pkg import plots


@pytest.fixture(autouse=True)
def canvas():
    with mpl.rc_context({"backend": "agg"}):
        yield
        plt.close("all")


X, LOW, MIDDLE, HIGH = (
    [0.0, 1.0, 3.0],
    [0.1, 0.4, 0.2],
    [0.3, 0.4, 0.5],
    [0.5, 0.7, 0.9],
)


def test_a_band_has_its_limits_as_its_edge_and_nothing_else():
    ax = plots.band(X, LOW, HIGH, colour="green")
    (shape,) = ax.collections
    corners = {tuple(p) for p in shape.get_paths()[0].vertices.round(9)}
    assert corners == {*zip(X, LOW, strict=True), *zip(X, HIGH, strict=True)}
    assert to_hex(shape.get_facecolor()[0]) == plots.PALETTE["green"].lower()
    assert not ax.lines
    assert not ax.texts


@pytest.mark.parametrize(
    ("at", "place"), [(None, (3.0, 0.55)), ((1.5, 0.2), (1.5, 0.2))]
)
def test_a_band_bears_its_name(at, place):
    (text,) = plots.band(X, LOW, HIGH, "room", at=at, colour="purple").texts
    assert text.get_text() == "room"
    assert text.xy == pytest.approx(place)
    assert text.get_color() == plots.INK["purple"]


def test_bars_reach_from_limit_to_limit():
    ax = plots.intervals(X, MIDDLE, LOW, HIGH, marker="s", colour="vermillion")
    marks = ax.lines[0]
    assert marks.get_ydata().tolist() == MIDDLE
    assert marks.get_marker() == "s"
    assert to_hex(marks.get_color()) == plots.PALETTE["vermillion"].lower()
    (bars,) = ax.collections
    wanted = [[[x, a], [x, b]] for x, a, b in zip(X, LOW, HIGH, strict=True)]
    np.testing.assert_allclose(bars.get_segments(), wanted)


def test_they_draw_on_the_axes_that_they_are_given():
    ax = plots.band(X, LOW, HIGH)
    assert plots.intervals(X, MIDDLE, LOW, HIGH, ax=ax) is ax
    assert plots.intervals(X, MIDDLE, LOW, HIGH) is not ax


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plots.band(X, LOW, HIGH[:2]), "equally long"),
        (lambda: plots.band(X, LOW[:2], HIGH), "equally long"),
        (lambda: plots.band(X, HIGH, LOW), "At place 0 the lower number is 0.5"),
        (lambda: plots.band(X, LOW, HIGH, colour="red"), "choose one of"),
        (lambda: plots.intervals(X, MIDDLE, LOW, HIGH[:2]), "equally long"),
        (lambda: plots.intervals(X, MIDDLE, LOW[:2], HIGH), "equally long"),
        (lambda: plots.intervals(X, MIDDLE[:2], LOW, HIGH), "equally long"),
        (lambda: plots.intervals(X, LOW, MIDDLE, HIGH), "At place 0"),
        (lambda: plots.intervals(X, HIGH, LOW, MIDDLE), "At place 0"),
        (lambda: plots.intervals(X, MIDDLE, LOW, HIGH, colour="red"), "choose one of"),
    ],
)
def test_bad_input_is_answered_by_one_sentence_and_no_figure(call, message):
    with pytest.raises(ValueError, match=message):
        call()
    assert not plt.get_fignums()
