"""A chain of links: boxes in a row, slopes on the arrows, their product beneath.

Boxes, arrows and numbers are written by the small functions at the end, which the
drawing of a whole graph uses too. Nothing here computes a slope.
"""

import math

import matplotlib.pyplot as plt
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.path import Path

from lessons_pkg.plots.style import INK, PALETTE

GAP = 2.0  # from the middle of one box to the middle of the next


def chain(names, slopes, below=(), ax=None):
    """Draw boxes in a row, the slopes on the arrows, and their product beneath.

    d(last)/d(first) = slope₁ · slope₂ · …, the chain rule.

    Parameters
    ----------
    names : list of str
        What stands in the boxes, two at least.
    slopes : list of float
        One for each arrow, hence one fewer than the names.
    below : list of str, optional
        A line beneath each box, such as its value.
    ax : matplotlib.axes.Axes, optional
        Where to draw; the default is a new figure.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If there are fewer than two names, not one slope for each arrow, or not one line
        below each box.

    Examples
    --------
    >>> ax = chain(["x", "3x", "6x"], [3, 2])
    >>> [text.get_text() for text in ax.texts]
    ['x', '3x', '6x', '× 3', '× 2', '× 6']
    >>> plt.close()
    """
    if len(names) < 2 or len(slopes) != len(names) - 1:
        raise ValueError(
            f"names has {len(names)} entries and slopes has {len(slopes)}; give two "
            "names at least, and a slope for each arrow between them."
        )
    if len(below) not in (0, len(names)):
        raise ValueError(
            f"below has {len(below)} entries; give one for each of {len(names)} names."
        )
    ax = plt.subplots(figsize=(5, 1.9))[1] if ax is None else ax
    for i, name in enumerate(names):
        box(ax, (GAP * i, 0), 1.16, 0.8, [(name, "black")])
    for i, slope in enumerate(slopes):
        arrow(ax, [(GAP * i + 0.6, 0), (GAP * (i + 1) - 0.6, 0)])
        words(ax, GAP * (i + 0.5), 0.5, f"× {number(slope)}", "blue", va="bottom")
    for i, line in enumerate(below):
        words(ax, GAP * i, -0.5, line, va="top")
    end, depth = GAP * (len(names) - 1), -1.1 if below else -0.5
    bracket = [(0, depth), (0, depth - 0.5), (end, depth - 0.5), (end, depth)]
    arrow(ax, bracket, "vermillion")
    product = f"× {number(math.prod(slopes))}"
    words(ax, end / 2, depth - 0.6, product, "vermillion", va="top")
    ax.set(xlim=(-0.7, end + 0.7), ylim=(depth - 1.2, 1.1))
    ax.set_axis_off()
    return ax


def number(x):
    """Write x with four digits at most and with a true minus sign."""
    return f"{x:.4g}".replace("-", "−")


def box(ax, middle, width, height, lines):
    """Draw a box around `middle` with lines of text in it, each (words, colour)."""
    x, y = middle
    corner = (x - width / 2, y - height / 2)
    style = "round,pad=0,rounding_size=0.1"
    edge = {"facecolor": "none", "edgecolor": "0.4", "linewidth": 1.2}
    ax.add_patch(FancyBboxPatch(corner, width, height, style, **edge))
    for i, (text, colour) in enumerate(lines):
        at = y + height * ((len(lines) - 1) / 2 - i) / (len(lines) + 0.3)
        words(ax, x, at, text, colour)


def arrow(ax, points, colour=None):
    """Draw an arrow along the points."""
    shape = {"arrowstyle": "-|>", "mutation_scale": 12, "capstyle": "butt"}
    ink = PALETTE[colour] if colour else "0.4"
    pen = {"facecolor": ink, "edgecolor": ink, "linewidth": 1.4, "joinstyle": "round"}
    ax.add_patch(FancyArrowPatch(path=Path(points), **shape, **pen))


def words(ax, x, y, text, colour="black", ha="center", va="center"):
    """Write a text in the darkened colour of this name."""
    style = {"ha": ha, "va": va, "color": INK.get(colour, "#222222"), "fontsize": 11}
    ax.text(x, y, text, **style)
