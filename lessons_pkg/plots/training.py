"""Figures of a training run: how the loss falls, and where the weights wander.

A run with two weights is a path over a surface, drawn as seen from above with lines of
equal loss. Nothing here trains: the losses and the weights come from the chapter.
"""

import numpy as np

from lessons_pkg.plots.curves import curve
from lessons_pkg.plots.style import INK, axes, colour_of, same_length


def loss_curve(losses, label="", at=None, colour="blue", style="-", ax=None):
    """Draw the loss after epoch 1, 2, 3 and so on.

    Parameters
    ----------
    losses : array_like, shape (epochs,)
        A model's `loss_curve_`.
    label : str
        The run's name, written in the line's colour, darkened.
    at : float, optional
        The epoch at which the name is written, above the line on its open side; the
        default is beyond the right end.
    colour : str
        A name from `PALETTE`.
    style : str
        A line style of matplotlib, such as ``"-"`` or ``"--"``.
    ax : matplotlib.axes.Axes, optional
        Where to draw; the default is a new figure.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If `losses` is not a row of numbers, or if `colour` is not in the palette.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = loss_curve([0.69, 0.40, 0.31])
    >>> ax.lines[0].get_xdata().tolist()
    [1.0, 2.0, 3.0]
    >>> plt.close()
    """
    epochs = np.arange(1, np.size(losses) + 1)
    _, losses = same_length("epochs", epochs, "losses", losses)
    ax = curve(epochs, losses, label, at=at, colour=colour, style=style, ax=ax)
    ax.set(xlabel="epoch", ylabel="loss L")
    return ax


def loss_surface(w, b, L, levels=10, ax=None):
    """Draw the loss over two weights as a map: lines of equal loss, with their values.

    Parameters
    ----------
    w, b : array_like, shapes (k,) and (m,)
        Weights to the right and biases upwards, each in rising order.
    L : array_like, shape (m, k)
        The loss at each of them: row i, column j has bias ``b[i]`` and weight ``w[j]``.
    levels : int or array_like
        About how many lines, or the losses at which to draw one, in rising order.
    ax : matplotlib.axes.Axes, optional
        Where to draw; the default is a new figure.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If `L` has not one row for each bias and one column for each weight.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = loss_surface([-1, 0, 1], [0, 2], [[1, 0, 1], [2, 1, 2]])
    >>> ax.get_xlabel(), ax.get_ylabel()
    ('weight w', 'bias b')
    >>> plt.close()
    """
    w, b, L = (np.asarray(values, dtype=float) for values in (w, b, L))
    if w.ndim != 1 or b.ndim != 1 or L.shape != (b.size, w.size):
        raise ValueError(
            f"L has shape {L.shape}; give ({b.size}, {w.size}), a row for each of b "
            "and a column for each of w."
        )
    ax = axes(ax)
    lines = ax.contour(w, b, L, levels, colors="#888888", linewidths=1)
    ax.clabel(lines, fmt="%g", fontsize=9, colors="#444444")
    ax.set(xlabel="weight w", ylabel="bias b")
    return ax


def weight_path(path, label="", at=None, colour="blue", style="-", ax=None):
    """Draw the way of two weights, with a ring at its start and a disc at its end.

    Parameters
    ----------
    path : array_like, shape (points, 2)
        One row (w, b) for each point, such as a model's `path_`.
    label : str
        The path's name, written in its colour, darkened.
    at : (float, float), optional
        Where the name is written; the default is beside the end.
    colour : str
        A name from `PALETTE`.
    style : str
        A line style of matplotlib, with or without a marker, such as ``".-"``.
    ax : matplotlib.axes.Axes, optional
        Where to draw; the default is a new figure.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If `path` has not two columns, or if `colour` is not in the palette.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = weight_path([[0, 0], [3, -1], [4, -2]], "three points")
    >>> [text.get_text() for text in ax.texts]
    ['three points']
    >>> plt.close()
    """
    path = np.asarray(path, dtype=float)
    if path.ndim != 2 or path.shape[1] != 2 or len(path) == 0:
        raise ValueError(
            f"path has shape {path.shape}; give (points, 2), a row (w, b) for each."
        )
    line_colour = colour_of(colour)
    ax = axes(ax)
    ax.plot(*path.T, style, color=line_colour, lw=1.5)
    ax.plot(*path[0], "o", color=line_colour, mfc="none")
    ax.plot(*path[-1], "o", color=line_colour)
    if label:
        offset = (8, 0) if at is None else (0, 0)
        place = path[-1] if at is None else at
        ax.annotate(label, place, offset, textcoords="offset points", color=INK[colour])
    return ax
