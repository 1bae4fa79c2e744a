"""The figures of the book, one function each: `plots.x(..., ax=None)` returns its axes.

A function draws exactly the numbers it is given and writes names beside the lines, so
that a figure needs no legend and does not speak by colour alone. Limits and axis labels
are the chapter's choice. `style` has the palette, `curves` the figures over one number,
`dividing` and `regions` those over two, `links` and `graph` draw calculations,
`network` layers of neurons, `uncertainty` what an estimate leaves open.
"""

from lessons_pkg.plots.curves import beans, curve, tangent
from lessons_pkg.plots.dividing import line
from lessons_pkg.plots.graph import computation_graph
from lessons_pkg.plots.links import chain
from lessons_pkg.plots.network import network
from lessons_pkg.plots.regions import decision_regions, points
from lessons_pkg.plots.style import INK, PALETTE
from lessons_pkg.plots.training import loss_curve, loss_surface, weight_path
from lessons_pkg.plots.uncertainty import band, intervals

__all__ = [
    "INK",
    "PALETTE",
    "band",
    "beans",
    "chain",
    "computation_graph",
    "curve",
    "decision_regions",
    "intervals",
    "line",
    "loss_curve",
    "loss_surface",
    "network",
    "points",
    "tangent",
    "weight_path",
]
