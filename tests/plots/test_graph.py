"""A graph shows each number, slope and gradient once, and nothing lies on another."""

import itertools

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from lessons_pkg import Value, plots
from lessons_pkg.plots.links import number


def neuron():
    w, x, b = Value(14, name="w"), Value(0.5, name="x"), Value(-6, name="b")
    z = w * x + b
    z.name = "z"
    return (z.sigmoid() - 1) ** 2 / 2


def two_paths():
    x = Value(1.0, name="x")
    return x * x * x.sigmoid()


def long_way_round():
    w, x = Value(2.0, name="w"), Value(3.0, name="x")
    return (w * x).tanh() + w


def input_alone():
    return Value(3.0)


def wide():
    weights = [Value(i, name=f"w{i}") for i in range(4)]
    return sum(weights[1:], weights[0])


GRAPHS = [neuron, two_paths, long_way_round, input_alone, wide]
every_graph = pytest.mark.parametrize("make", GRAPHS, ids=lambda make: make.__name__)
twice = pytest.mark.parametrize("solved", [False, True], ids=["forward", "backward"])


@pytest.fixture(autouse=True)
def canvas():
    with mpl.rc_context({"backend": "agg"}), plt.style.context("lessons_pkg.lessons"):
        yield
        plt.close("all")


def draw(make, solved=False):
    value = make()
    if solved:
        value.backward()
    ax = plots.computation_graph(value)
    ax.figure.canvas.draw()
    return value, ax


def kind(ax, what):
    return [patch for patch in ax.patches if isinstance(patch, what)]


def shown(ax):
    return sorted(text.get_text() for text in ax.texts)


def frame(box):
    return box.get_window_extent().shrunk(0.98, 0.98)


def test_it_returns_the_axes_it_was_given():
    _, (left, right) = plt.subplots(1, 2)
    assert plots.computation_graph(neuron(), ax=right) is right
    assert not left.patches


@every_graph
@twice
def test_every_number_slope_and_gradient_is_shown_once(make, solved):
    value, ax = draw(make, solved)
    wanted = []
    for node in value.nodes():
        head = ": ".join(part for part in (node.name, node.operation) if part)
        wanted += [head] * bool(head) + [number(node.data)]
        wanted += [f"grad {number(node.grad)}"] * solved
        wanted += [number(slope) for slope in node.slopes]
    assert shown(ax) == sorted(wanted)


@every_graph
@twice
def test_each_node_has_a_box_and_each_slope_an_arrow_downwards(make, solved):
    value, ax = draw(make, solved)
    nodes = value.nodes()
    assert len(kind(ax, FancyBboxPatch)) == len(nodes)
    arrows = kind(ax, FancyArrowPatch)
    assert len(arrows) == sum(len(node.slopes) for node in nodes)
    for arrow in arrows:
        heights = arrow._path_original.vertices[:, 1]
        assert all(upper > lower for upper, lower in itertools.pairwise(heights))


@every_graph
@twice
def test_nothing_overlaps_and_nothing_is_cut_off(make, solved):
    _, ax = draw(make, solved)
    boxes = [frame(box) for box in kind(ax, FancyBboxPatch)]
    for one, other in itertools.combinations(boxes, 2):
        assert not one.overlaps(other)
    letters = [text.get_window_extent() for text in ax.texts]
    slopes = [e for e in letters if not any(e.overlaps(box) for box in boxes)]
    inside = [e for e in letters if e not in slopes]
    assert len(slopes) == len(kind(ax, FancyArrowPatch))
    for one, other in itertools.combinations(letters, 2):
        assert not one.overlaps(other)
    for extent in inside:
        assert any(box.x0 <= extent.x0 and extent.x1 <= box.x1 for box in boxes)
    for extent in letters:
        assert ax.figure.bbox.x0 <= extent.x0
        assert extent.x1 <= ax.figure.bbox.x1


@every_graph
@twice
def test_no_arrow_runs_through_a_box_or_a_word(make, solved):
    _, ax = draw(make, solved)
    obstacles = [frame(box) for box in kind(ax, FancyBboxPatch)]
    obstacles += [text.get_window_extent() for text in ax.texts]
    for arrow in kind(ax, FancyArrowPatch):
        points = ax.transData.transform(arrow._path_original.vertices)
        for (x0, y0), (x1, y1) in itertools.pairwise(points):
            for t in (i / 200 for i in range(2, 199)):
                x, y = x0 + t * (x1 - x0), y0 + t * (y1 - y0)
                assert not any(box.contains(x, y) for box in obstacles)


def test_two_paths_between_the_same_boxes_are_two_arrows_apart():
    x = Value(3.0, name="x")
    ax = plots.computation_graph(x * x)
    one, other = (a._path_original.vertices for a in kind(ax, FancyArrowPatch))
    assert abs(one - other)[:, 0].min() > 0.1


@pytest.mark.parametrize("given", [3.0, None, [Value(1.0)]])
def test_anything_but_a_value_is_refused_and_no_figure_made(given):
    with pytest.raises(TypeError, match="computation_graph takes a Value, not"):
        plots.computation_graph(given)
    assert not plt.get_fignums()
