"""The figures of the book, one function each: `plots.x(..., ax=None)` returns its axes.

A function draws exactly the numbers it is given and writes names beside the lines, so
that a figure needs no legend and does not speak by colour alone. Nothing here computes
a model's output; that, and the choice of limits and axis labels, stays in the chapter.
"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import to_hex, to_rgb

#: The colours that the book uses, told apart by every kind of eye (Okabe & Ito, 2008).
PALETTE = {
    "blue": "#0072B2",
    "vermillion": "#D55E00",
    "green": "#009E73",
    "purple": "#CC79A7",
    "orange": "#E69F00",
    "sky": "#56B4E9",
}

#: These are darker, since words need more contrast than lines do.
INK = {
    name: to_hex([0.65 * c for c in to_rgb(colour)]) for name, colour in PALETTE.items()
}


def curve(x, y, label="", at=None, colour="blue", style="-", ax=None):
    """Draw `y` over `x` as a line with its name beside it.

    Parameters
    ----------
    x, y : array_like, shape (n,)
        The points that the line joins, `x` in rising order.
    label : str
        The line's name, written in the line's colour, darkened.
    at : float, optional
        The x at which the name is written, above the line on its open side; the
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
        If `x` and `y` differ in shape or are not one-dimensional, or if `colour` is
        not in the palette.

    Examples
    --------
    >>> ax = curve([0, 1, 2], [0, 1, 4], label="square")
    >>> [text.get_text() for text in ax.texts]
    ['square']
    >>> plt.close()
    """
    x, y = _same_length("x", x, "y", y)
    line_colour = _colour(colour)
    ax = _axes(ax)
    ax.plot(x, y, style, color=line_colour)
    if not label:
        return ax
    if at is None:
        place, offset, align = (x[-1], y[-1]), (6, 0), {"va": "center"}
    else:
        before, height, after = np.interp([at - 0.01, at, at + 0.01], x, y)
        rising = after >= before
        place, offset = (at, height), ((-5, 3) if rising else (5, 3))
        align = {"ha": "right" if rising else "left", "va": "bottom"}
    ax.annotate(
        label, place, offset, textcoords="offset points", color=INK[colour], **align
    )
    return ax


def tangent(x, y, slope, reach=1.0, colour="vermillion", ax=None):
    """Draw the point (`x`, `y`) and a straight line of this `slope` through it.

    Parameters
    ----------
    x, y : float
        The point of contact.
    slope : float
        The rise of the line per unit of x.
    reach : float
        How far the line goes to either side of `x`; positive.
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
        If `reach` is not positive or `colour` is not in the palette.

    Examples
    --------
    >>> ax = tangent(1.0, 1.0, slope=2.0, reach=0.5)
    >>> ax.lines[0].get_ydata().tolist()
    [0.0, 2.0]
    >>> plt.close()
    """
    if not reach > 0:
        raise ValueError(f"reach is {reach}; give a positive length.")
    colour = _colour(colour)
    ax = _axes(ax)
    run = np.array([-reach, reach])
    ax.plot(x + run, y + slope * run, "-", color=colour)
    ax.plot([x], [y], "o", color=colour)
    return ax


def beans(X, y, ax=None):
    """Draw each bean over its size: safe ones at height 0, toxic ones at height 1.

    Parameters
    ----------
    X : array_like, shape (n, 1) or (n,)
        The sizes.
    y : array_like, shape (n,)
        1 for a toxic bean and 0 for a safe one.
    ax : matplotlib.axes.Axes, optional
        Where to draw; the default is a new figure.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If there is not one label per bean, or if a label is neither 0 nor 1.

    Examples
    --------
    >>> ax = beans([[0.2], [0.9]], [0, 1])
    >>> ax.get_xlabel()
    'size x'
    >>> plt.close()
    """
    size, y = _same_length("X", np.ravel(X), "y", y)
    strange = sorted(set(y.tolist()) - {0.0, 1.0})
    if strange:
        raise ValueError(f"y holds {strange[0]:g}; label a bean 0 (safe) or 1 (toxic).")
    ax = _axes(ax)
    kinds = [(0, "o", "blue"), (1, "^", "vermillion")]
    for label, marker, colour in kinds:
        x = size[y == label]
        ax.plot(x, np.full_like(x, label), marker, color=PALETTE[colour], mfc="none")
    ax.set(xlabel="size x", yticks=[0, 1], yticklabels=["safe 0", "toxic 1"])
    ax.margins(y=0.12)
    return ax


def _axes(ax):
    return plt.subplots()[1] if ax is None else ax


def _colour(name):
    if name not in PALETTE:
        raise ValueError(f"colour is {name!r}; choose one of {', '.join(PALETTE)}.")
    return PALETTE[name]


def _same_length(name_x, x, name_y, y):
    """Return both as float arrays, or say which shapes they have."""
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if x.ndim != 1 or x.shape != y.shape or x.size == 0:
        raise ValueError(
            f"{name_x} has shape {x.shape} and {name_y} has shape {y.shape}; "
            "give two rows of numbers, equally long."
        )
    return x, y
