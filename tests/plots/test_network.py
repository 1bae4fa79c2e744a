"""A drawn network has every neuron, every arrow and every word once, in its place."""

import itertools

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import same_color

from lessons_pkg import plots

W1, W2 = [[2, -1, 0.5], [-1, 1, 3]], [[2.0], [-1.0], [4.0]]


@pytest.fixture(autouse=True)
def canvas():
    with mpl.rc_context({"backend": "agg"}):
        yield
        plt.close("all")


def circles(ax):
    return [(line.get_xdata()[0], line.get_ydata()[0]) for line in ax.lines]


def arrows(ax):
    drawn = [t for t in ax.texts if getattr(t, "arrow_patch", None)]
    return {(tuple(t.xyann), tuple(t.xy)): t.arrow_patch for t in drawn}


def words(ax):
    return {t.get_text(): t.get_position() for t in ax.texts if t.get_text()}


def test_it_returns_the_axes_it_was_given():
    _, (left, right) = plt.subplots(1, 2)
    assert plots.network([2, 3, 1], ax=right) is right
    assert right.lines
    assert not left.lines


def test_without_axes_it_makes_a_figure_of_its_own():
    assert plots.network([2, 3, 1]) is not plots.network([2, 3, 1])
    assert len(plt.get_fignums()) == 2


@pytest.mark.parametrize("sizes", [[1, 1], [2, 3, 1], [4, 2, 2, 3]])
def test_each_neuron_is_drawn_once_in_the_column_of_its_layer(sizes):
    places = circles(plots.network(sizes))
    assert len(set(places)) == len(places) == sum(sizes)
    columns = [
        len(list(group)) for _, group in itertools.groupby(places, lambda p: p[0])
    ]
    assert columns == sizes
    assert [x for x, _ in places] == sorted(x for x, _ in places)


@pytest.mark.parametrize("sizes", [[1, 1], [2, 3, 1], [4, 2, 2, 3]])
def test_an_arrow_leads_from_each_neuron_to_each_of_the_next_layer(sizes):
    ax = plots.network(sizes)
    by_column = {}
    for place in circles(ax):
        by_column.setdefault(place[0], []).append(place)
    layers = [by_column[x] for x in sorted(by_column)]
    wanted = [
        pair
        for one, two in itertools.pairwise(layers)
        for pair in itertools.product(one, two)
    ]
    assert sorted(arrows(ax)) == sorted(wanted)


def test_a_word_stands_in_its_circle():
    nodes = [["x1", "x2"], ["a", "b", "c"], ["out"]]
    ax = plots.network([2, 3, 1], nodes=nodes)
    written = words(ax)
    assert [written[word] for row in nodes for word in row] == circles(ax)
    assert written["x1"][1] > written["x2"][1]  # from the top


def test_a_weight_stands_on_its_own_arrow():
    ax = plots.network([2, 3, 1], weights=[W1, W2])
    numbers = [t for t in ax.texts if t.get_text()]
    assert len(numbers) == 9
    assert "−1" in words(ax)  # with a proper minus sign
    place = circles(ax)
    for number, (start, end) in zip(numbers, arrows(ax), strict=True):
        i, j = place.index(start), place.index(end)
        weight = W1[i][j - 2] if i < 2 else W2[i - 2][0]
        assert float(number.get_text().replace("−", "-")) == weight
        run, step = np.subtract(end, start), np.subtract(number.get_position(), start)
        assert np.cross([*run, 0], [*step, 0])[2] == pytest.approx(0)  # on the line
        assert 0 < step @ run < run @ run / 2  # before other arrows cross it


def test_a_path_is_marked_by_colour_and_by_thickness():
    ax = plots.network([2, 3, 1], path=[(0, 1, 2), (1, 2, 0)])
    place, drawn = circles(ax), arrows(ax)
    marked = {(place[1], place[4]), (place[4], place[5])}
    vermillion = plots.PALETTE["vermillion"]
    for ends, arrow in drawn.items():
        assert same_color(arrow.get_edgecolor(), vermillion) == (ends in marked)
        assert (arrow.get_linewidth() > 2) == (ends in marked)


def test_layers_are_named_below_and_gaps_above():
    ax = plots.network([2, 3, 1], layers=["in", "mid", "out"], gaps=["W1", "W2"])
    written, place = words(ax), circles(ax)
    heights = [y for _, y in place]
    assert [written[w][0] for w in ("in", "mid", "out")] == sorted(
        {x for x, _ in place}
    )
    assert all(written[w][1] < min(heights) for w in ("in", "mid", "out"))
    assert all(written[w][1] > max(heights) for w in ("W1", "W2"))
    assert written["in"][0] < written["W1"][0] < written["mid"][0]


def test_everything_lies_within_the_picture():
    ax = plots.network([2, 5, 1], layers=["in", "mid", "out"], gaps=["W1", "W2"])
    ax.figure.canvas.draw()
    frame = ax.figure.bbox
    for text in ax.texts:
        box = text.get_window_extent()
        assert frame.x0 <= box.x0 <= box.x1 <= frame.x1
        assert frame.y0 <= box.y0 <= box.y1 <= frame.y1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plots.network([3]), r"sizes is \[3\]; give two layers or more"),
        (lambda: plots.network([2, 0, 1]), r"sizes is \[2, 0, 1\]; .* none empty"),
        (
            lambda: plots.network([2, 1], nodes=[["a"], ["b"]]),
            r"nodes has sizes \[1, 1\]; give \[2, 1\]",
        ),
        (
            lambda: plots.network([2, 1], weights=[[[1, 2]]]),
            r"weights has sizes \[\(1, 2\)\]; give \[\(2, 1\)\]",
        ),
        (lambda: plots.network([2, 1], layers=["in"]), r"layers has sizes \[1\]"),
        (lambda: plots.network([2, 1], gaps=["a", "b"]), r"gaps has sizes \[1, 1\]"),
        (
            lambda: plots.network([2, 1], path=[(0, 2, 0)]),
            r"path holds \(0, 2, 0\), which is no arrow from \[\(2, 1\)\]",
        ),
    ],
)
def test_bad_input_is_answered_by_one_sentence_and_no_figure(call, message):
    with pytest.raises(ValueError, match=message):
        call()
    assert not plt.get_fignums()
