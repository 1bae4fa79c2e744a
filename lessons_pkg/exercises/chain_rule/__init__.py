"""Chapter 2, the chain rule.

The chapter's sections in order: `links`, `neuron`, `paths`, `walk`, `twice`,
`difference`, `step`, `depth`. A chapter writes `from lessons_pkg.exercises import
chain_rule as ex`.
"""

from lessons_pkg.exercises.chain_rule.depth import five_sigmoids
from lessons_pkg.exercises.chain_rule.difference import central_difference
from lessons_pkg.exercises.chain_rule.links import fill_in, sigmoid_of_line, two_links
from lessons_pkg.exercises.chain_rule.neuron import nudge_of_neuron
from lessons_pkg.exercises.chain_rule.paths import gear_ratios, product_path
from lessons_pkg.exercises.chain_rule.step import best_step
from lessons_pkg.exercises.chain_rule.twice import second_call
from lessons_pkg.exercises.chain_rule.walk import assigned_gradient, order_of_walk

__all__ = [
    "assigned_gradient",
    "best_step",
    "central_difference",
    "fill_in",
    "five_sigmoids",
    "gear_ratios",
    "nudge_of_neuron",
    "order_of_walk",
    "product_path",
    "second_call",
    "sigmoid_of_line",
    "two_links",
]
