"""What an estimate leaves open: the room around a curve, and bars around points.

Both draw the limits that they are given. Where these come from, and what they promise,
is the chapter's affair.
"""

import numpy as np

from lessons_pkg.plots.style import INK, axes, colour_of, same_length


def band(x, low, high, label="", at=None, colour="blue", ax=None):
    """Shade the room between two curves.

    Parameters
    ----------
    x, low, high : array_like, shape (n,)
        The points in rising order, and the two heights at each of them.
    label : str
        The band's name, written in its colour, darkened.
    at : (float, float), optional
        Where the name is written; the default is beyond the right end.
    colour : str
        A name from `PALETTE`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; the default is a new figure.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If the three differ in length, if `low` lies above `high` somewhere, or if
        `colour` is not in the palette.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = band([0, 1, 2], [0, 1, 1], [2, 2, 3], "room")
    >>> [text.get_text() for text in ax.texts]
    ['room']
    >>> plt.close()
    """
    _, low = same_length("x", x, "low", low)
    x, high = same_length("x", x, "high", high)
    _in_order(low, high)
    band_colour = colour_of(colour)
    ax = axes(ax)
    ax.fill_between(x, low, high, color=band_colour, alpha=0.2, lw=0)
    if label:
        place = (x[-1], (low[-1] + high[-1]) / 2) if at is None else at
        offset = (6, 0) if at is None else (0, 0)
        ax.annotate(
            label,
            place,
            offset,
            textcoords="offset points",
            va="center",
            color=INK[colour],
        )
    return ax


def intervals(x, estimate, low, high, marker="o", colour="blue", ax=None):
    """Draw estimates as marks, each on a bar from its lower to its upper limit.

    Parameters
    ----------
    x, estimate, low, high : array_like, shape (n,)
        The places, and at each the estimate and the two limits around it.
    marker : str
        A marker of matplotlib, such as ``"o"`` or ``"s"``.
    colour : str
        A name from `PALETTE`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; the default is a new figure.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If the four differ in length, if an estimate lies outside its limits, or if
        `colour` is not in the palette.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = intervals([1, 2], [0.4, 0.6], [0.3, 0.5], [0.6, 0.7])
    >>> ax.lines[0].get_ydata().tolist()
    [0.4, 0.6]
    >>> plt.close()
    """
    _, low = same_length("x", x, "low", low)
    _, high = same_length("x", x, "high", high)
    x, estimate = same_length("x", x, "estimate", estimate)
    _in_order(low, estimate)
    _in_order(estimate, high)
    colour = colour_of(colour)
    ax = axes(ax)
    bars = np.array([estimate - low, high - estimate])
    ax.errorbar(
        x, estimate, bars, fmt=marker, color=colour, elinewidth=1.5, capsize=3, ms=6
    )
    return ax


def _in_order(low, high):
    if (low > high).any():
        i = int(np.argmax(low > high))
        raise ValueError(
            f"At place {i} the lower number is {low[i]:g} and the upper {high[i]:g}; "
            "give them in rising order."
        )
