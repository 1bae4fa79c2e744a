"""Two features at once: labelled points, and the regions of any classifier.

Each class has a marker and a colour of its own, in the order of the sorted labels.
More than two features are not drawn; axis labels stay the chapter's choice.
"""

import numpy as np
from matplotlib.colors import ListedColormap, to_rgba

from lessons_pkg.estimator import check_X_y
from lessons_pkg.plots.style import PALETTE, axes

#: Marker and colour of the first class, the second, and so on.
KINDS = [
    ("o", PALETTE["blue"]),
    ("^", PALETTE["vermillion"]),
    ("s", PALETTE["green"]),
    ("D", PALETTE["purple"]),
    ("v", PALETTE["orange"]),
    ("P", PALETTE["sky"]),
]
CELLS = 600  # of the shaded field, along each side


def points(X, y, ax=None):
    """Draw each row of X as a mark whose shape and colour tell its label.

    Parameters
    ----------
    X : array_like of float, shape (n, 2)
        The first feature runs to the right, the second upwards.
    y : array_like, shape (n,)
        Labels of at most six kinds.
    ax : matplotlib.axes.Axes, optional
        Where to draw; the default is a new figure.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    TypeError, ValueError
        If X does not have two columns, or y not one label per row, or too many kinds.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = points([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1])
    >>> [len(line.get_xdata()) for line in ax.lines]
    [3, 1]
    >>> plt.close()
    """
    X, y = _two_features(X, y)
    return _marks(X, y, _kinds(y), axes(ax))


def decision_regions(model, X, y, ax=None):
    """Shade the plane by what a fitted model predicts there, and draw the points.

    Parameters
    ----------
    model : object
        A classifier with a method ``predict(X)``, fitted on two features.
    X : array_like of float, shape (n, 2)
        The points; the shaded field reaches a little beyond them.
    y : array_like, shape (n,)
        Their labels, of at most six kinds.
    ax : matplotlib.axes.Axes, optional
        Where to draw; the default is a new figure.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    TypeError, ValueError
        If X does not have two columns, or y not one label per row, or too many kinds.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from lessons_pkg import Perceptron
    >>> X, y = [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1]
    >>> ax = decision_regions(Perceptron().fit(X, y), X, y)
    >>> ax.images[0].get_extent()  # a little more than the points need
    [-0.1, 1.1, -0.1, 1.1]
    >>> plt.close()
    """
    X, y = _two_features(X, y)
    low, high = X.min(axis=0), X.max(axis=0)
    low, high = low - 0.1 * _width(low, high), high + 0.1 * _width(low, high)
    fraction = (np.arange(CELLS) + 0.5) / CELLS  # the middles of the cells
    across, up = (low + np.outer(fraction, high - low)).T
    grid = np.column_stack([np.tile(across, CELLS), np.repeat(up, CELLS)])
    answers = np.asarray(model.predict(grid))
    kinds = _kinds(np.append(y, answers))
    index = np.searchsorted(kinds, answers).reshape(CELLS, CELLS)

    ax = axes(ax)
    shades = ListedColormap([to_rgba(colour, 0.25) for _, colour in KINDS])
    view = [float(edge) for edge in (low[0], high[0], low[1], high[1])]
    ax.imshow(
        index, shades, vmin=0, vmax=len(KINDS) - 1, extent=view, origin="lower",
        aspect="auto", interpolation="nearest",
    )  # fmt: skip
    for kind in np.unique(index)[1:]:
        ax.contour(across, up, index >= kind, [0.5], colors="0.35", linewidths=1)
    ax.set(xlim=view[:2], ylim=view[2:])
    return _marks(X, y, kinds, ax)


def _two_features(X, y):
    X, y = check_X_y(X, y)
    if X.shape[1] != 2:
        raise ValueError(f"X has {X.shape[1]} columns; give two features.")
    return X, y


def _kinds(labels):
    kinds = np.unique(labels)
    if len(kinds) > len(KINDS):
        raise ValueError(f"y holds {len(kinds)} kinds; give at most {len(KINDS)}.")
    return kinds


def _marks(X, y, kinds, ax):
    for kind, (marker, colour) in zip(kinds, KINDS, strict=False):
        x = X[y == kind]
        if len(x):
            ax.plot(*x.T, marker, color=colour, mec="white", mew=0.7)
    return ax


def _width(low, high):
    return np.where(high > low, high - low, 1.0)  # points in one row get a view too
