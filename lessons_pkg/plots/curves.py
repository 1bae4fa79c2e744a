"""Curves over one number: a line with its name, its tangent, and chapter 1's beans.

Each is drawn from the numbers that it is given. Nothing here computes a model's
output; that stays in the chapter.
"""

import numpy as np

from lessons_pkg.plots.style import INK, PALETTE, axes, colour_of, same_length


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
    >>> import matplotlib.pyplot as plt
    >>> ax = curve([0, 1, 2], [0, 1, 4], label="square")
    >>> [text.get_text() for text in ax.texts]
    ['square']
    >>> plt.close()
    """
    x, y = same_length("x", x, "y", y)
    line_colour = colour_of(colour)
    ax = axes(ax)
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
    >>> import matplotlib.pyplot as plt
    >>> ax = tangent(1.0, 1.0, slope=2.0, reach=0.5)
    >>> ax.lines[0].get_ydata().tolist()
    [0.0, 2.0]
    >>> plt.close()
    """
    if not reach > 0:
        raise ValueError(f"reach is {reach}; give a positive length.")
    colour = colour_of(colour)
    ax = axes(ax)
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
    >>> import matplotlib.pyplot as plt
    >>> ax = beans([[0.2], [0.9]], [0, 1])
    >>> ax.get_xlabel()
    'size x'
    >>> plt.close()
    """
    size, y = same_length("X", np.ravel(X), "y", y)
    strange = sorted(set(y.tolist()) - {0.0, 1.0})
    if strange:
        raise ValueError(f"y holds {strange[0]:g}; label a bean 0 (safe) or 1 (toxic).")
    ax = axes(ax)
    kinds = [(0, "o", "blue"), (1, "^", "vermillion")]
    for label, marker, colour in kinds:
        x = size[y == label]
        ax.plot(x, np.full_like(x, label), marker, color=PALETTE[colour], mfc="none")
    ax.set(xlabel="size x", yticks=[0, 1], yticklabels=["safe 0", "toxic 1"])
    ax.margins(y=0.12)
    return ax
