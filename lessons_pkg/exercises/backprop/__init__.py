"""Chapter 5, backpropagation.

The chapter's sections in order: `units`, `blame`, `matrices`, `program`, `checking`,
`start`, `capstone`. A chapter writes `from lessons_pkg.exercises import backprop as
ex`.
"""

from lessons_pkg.exercises.backprop.blame import (
    delta_formula,
    delta_output,
    hidden_delta,
)
from lessons_pkg.exercises.backprop.capstone import learn_xor
from lessons_pkg.exercises.backprop.checking import gradient_check, two_conventions
from lessons_pkg.exercises.backprop.matrices import order_of_backward, shapes
from lessons_pkg.exercises.backprop.program import backward
from lessons_pkg.exercises.backprop.start import depth, zero_start
from lessons_pkg.exercises.backprop.units import xor_weights

__all__ = [
    "backward",
    "delta_formula",
    "delta_output",
    "depth",
    "gradient_check",
    "hidden_delta",
    "learn_xor",
    "order_of_backward",
    "shapes",
    "two_conventions",
    "xor_weights",
    "zero_start",
]
