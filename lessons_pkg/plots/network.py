"""A network as circles and arrows, with the words and numbers that it is given.

More than about ten neurons in a layer do not fit. Nothing here computes an activation
or a gradient; that stays in the chapter.
"""

import itertools

import numpy as np

from lessons_pkg.plots.style import INK, PALETTE, axes

RADIUS = 15  # of a neuron, in points
RUN = 2.2  # from layer to layer, where neurons of a layer are 1 apart


def network(sizes, nodes=None, weights=None, layers=None, gaps=None, path=(), ax=None):
    """Draw the layers of a network from left to right, each neuron as a circle.

    Parameters
    ----------
    sizes : sequence of int
        Inputs, neurons of each hidden layer, outputs.
    nodes : list of list of str, optional
        For each layer, what is written into its circles, from the top.
    weights : list of array_like, optional
        For each gap between layers, a matrix (inputs, outputs) of numbers to write
        along the arrows.
    layers : list of str, optional
        For each layer, what is written under it.
    gaps : list of str, optional
        For each gap between layers, what is written above it, such as ``"(3, 4)"``.
    path : sequence of (int, int, int)
        Arrows to draw in vermillion and thick: (gap, from, to), each counted from 0.
    ax : matplotlib.axes.Axes, optional
        Where to draw; the default is a new figure.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If there are fewer than two layers or an empty one, or if nodes, weights,
        layers, gaps or path do not fit the sizes.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = network([2, 3, 1], layers=["input", "hidden", "output"])
    >>> len(ax.lines), [text.get_text() for text in ax.texts if text.get_text()]
    (6, ['input', 'hidden', 'output'])
    >>> plt.close()
    """
    sizes = list(sizes)
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(f"sizes is {sizes}; give two layers or more, none empty.")
    shapes = list(itertools.pairwise(sizes))
    arrows = [
        (gap, i, j)
        for gap, (inputs, outputs) in enumerate(shapes)
        for i, j in itertools.product(range(inputs), range(outputs))
    ]
    _fit("nodes", nodes, [len(row) for row in nodes or ()], sizes)
    _fit("weights", weights, [np.shape(W) for W in weights or ()], shapes)
    _fit("layers", layers, [1 for _ in layers or ()], [1] * len(sizes))
    _fit("gaps", gaps, [1 for _ in gaps or ()], [1] * len(shapes))
    if strange := sorted(set(path) - set(arrows)):
        raise ValueError(f"path holds {strange[0]}, which is no arrow from {shapes}.")

    ax = axes(ax)
    places = [
        [(RUN * layer, (size - 1) / 2 - i) for i in range(size)]
        for layer, size in enumerate(sizes)
    ]
    for gap, i, j in arrows:
        start, end = places[gap][i], places[gap + 1][j]
        marked = (gap, i, j) in path
        _arrow(start, end, marked, ax)
        if weights:
            _number(f"{weights[gap][i][j]:g}".replace("-", "−"), start, end, marked, ax)
    for layer, row in enumerate(places):
        for i, place in enumerate(row):
            ax.plot(*place, "o", ms=2 * RADIUS, mfc="none", mec="0.35", mew=1.3)
            word = nodes[layer][i] if nodes else ""
            ax.text(*place, word, ha="center", va="center", fontsize=11)
    low, high = -max(sizes) / 2, max(sizes) / 2
    for layer, word in enumerate(layers or ()):
        ax.text(RUN * layer, low, word, ha="center", va="top")
    for gap, word in enumerate(gaps or ()):
        ax.text(RUN * (gap + 0.5), high, word, ha="center", va="bottom")
    ax.set(
        xlim=(-0.5, RUN * (len(sizes) - 1) + 0.5),
        ylim=(low - 0.1 - 0.45 * bool(layers), high + 0.1 + 0.35 * bool(gaps)),
    )
    ax.set_axis_off()
    return ax


def _fit(name, given, found, wanted):
    if given is not None and found != wanted:
        raise ValueError(f"{name} has sizes {found}; give {wanted}.")


def _arrow(start, end, marked, ax):
    ax.annotate(
        "",
        end,
        start,
        arrowprops={
            "arrowstyle": "-|>",
            "shrinkA": RADIUS,
            "shrinkB": RADIUS,
            "color": PALETTE["vermillion"] if marked else "0.55",
            "linewidth": 2.5 if marked else 1.0,
        },
    )


def _number(word, start, end, marked, ax):
    """Write a weight along the first half of its arrow, on its upper side."""
    (x0, y0), (x1, y1) = start, end
    ax.text(
        x0 + 0.36 * (x1 - x0),
        y0 + 0.36 * (y1 - y0),
        word,
        rotation=np.degrees(np.arctan2(y1 - y0, x1 - x0)),
        rotation_mode="anchor",
        transform_rotates_text=True,
        ha="center",
        va="bottom",
        color=INK["vermillion"] if marked else "0.13",
        fontsize=11,
    )
