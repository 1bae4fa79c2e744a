"""The figures of the book, one function each: `plots.x(..., ax=None)` returns its axes.

A function draws exactly the numbers it is given and writes names beside the lines, so
that a figure needs no legend and does not speak by colour alone. Limits and axis labels
are the chapter's choice. `style` has the palette, `curves` the figures over one number.
"""

from lessons_pkg.plots.curves import beans, curve, tangent
from lessons_pkg.plots.style import INK, PALETTE

__all__ = ["INK", "PALETTE", "beans", "curve", "tangent"]
