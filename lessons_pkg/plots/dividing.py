"""The line on which a unit of two inputs changes its mind, with its normal.

It is drawn across the view as the axes are now, and moves no limit. Curved boundaries
belong to `regions`, which asks a model point by point.
"""

import numpy as np

from lessons_pkg._validation import finite_array
from lessons_pkg.plots.style import INK, axes, colour_of


def line(w, b, label="", normal=0.0, colour="green", style="-", ax=None):
    """Draw the line w·x + b = 0 across the view, as wide as the axes are now.

    Set the limits first. Where the line lies outside the view, nothing is drawn.

    Parameters
    ----------
    w, b : array_like of float
        Two weights, not both 0, and one bias; a model's `coef_` and `intercept_` do.
    label : str
        The line's name, written outside the view at the line's upper end.
    normal : float
        Length of an arrow from the middle of the line in the direction of w, to the
        side where w·x + b > 0; the default of 0 is no arrow. It looks perpendicular
        only on axes of equal scales, ``ax.set_aspect("equal")``.
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
    TypeError, ValueError
        If w and b do not give a line, or `colour` is not in the palette.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = line([1.0, 1.0], -1.0)  # the view is 0 to 1 both ways
    >>> ax.lines[0].get_xydata().tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    >>> plt.close()
    """
    w, b = finite_array(w, "w").ravel(), finite_array(b, "b").ravel()
    if (w.size, b.size) != (2, 1):
        raise ValueError(
            f"w has {w.size} weights and b has {b.size}; give two weights and one bias."
        )
    if not w.any():
        raise ValueError("w is 0, 0; give two weights that are not both 0.")
    line_colour, ax = colour_of(colour), axes(ax)
    ends = _ends_in_view(w, b[0], ax)
    if ends is None:
        return ax
    ax.plot(*ends.T, style, color=line_colour, scalex=False, scaley=False)
    if normal:
        middle = ends.mean(axis=0)
        tip = middle + normal * w / np.hypot(*w)
        arrow = {
            "arrowstyle": "-|>",
            "color": line_colour,
            "lw": 2,
            "shrinkA": 0,
            "shrinkB": 0,
        }
        ax.annotate("", tip, middle, arrowprops=arrow)
    if label:
        _name(label, ends[ends[:, 1].argmax()], colour, ax)
    return ax


def _name(label, end, colour, ax):
    """Write the line's name beyond its end, on whichever side of the view that is."""
    if np.isclose(end[1], max(ax.get_ylim())):
        offset, align = (0, 3), {"ha": "center", "va": "bottom"}
    elif end[0] > np.mean(ax.get_xlim()):
        offset, align = (5, 0), {"ha": "left", "va": "center"}
    else:
        offset, align = (-5, 0), {"ha": "right", "va": "center"}
    ax.annotate(
        label, end, offset, textcoords="offset points", color=INK[colour], **align
    )


def _ends_in_view(w, b, ax):
    """Return where w·x + b = 0 enters and leaves the view, or None."""
    foot, along = -b * w / (w @ w), np.array([w[1], -w[0]])
    box = np.sort([ax.get_xlim(), ax.get_ylim()])
    moving = along != 0
    if ((foot < box[:, 0]) | (foot > box[:, 1]))[~moving].any():
        return None
    steps = (box - foot[:, np.newaxis])[moving] / along[moving, np.newaxis]
    enter, leave = np.sort(steps).T[0].max(), np.sort(steps).T[1].min()
    return foot + np.outer([leave, enter], along) if enter < leave else None
