"""Chapter 1, the sigmoid and its derivative.

The chapter's sections in order: `probability`, `logistic`, `growth`, `slope`,
`convention`, `floats`, `stable`. A chapter writes `from lessons_pkg.exercises import
sigmoid as ex`.
"""

from lessons_pkg.exercises.sigmoid.convention import sigmoid_slope, tangent_line
from lessons_pkg.exercises.sigmoid.floats import at_40, filled_array, slope_at_40
from lessons_pkg.exercises.sigmoid.growth import euler_program, euler_step
from lessons_pkg.exercises.sigmoid.logistic import separate_beans, steepest_slope
from lessons_pkg.exercises.sigmoid.probability import (
    at_minus_2,
    true_statements,
    which_z,
)
from lessons_pkg.exercises.sigmoid.slope import (
    curve_of_derivative,
    derivative_at_minus_1,
    derivative_in_a,
    tanh_from_sigma,
)
from lessons_pkg.exercises.sigmoid.stable import stable_sigmoid

__all__ = [
    "at_40",
    "at_minus_2",
    "curve_of_derivative",
    "derivative_at_minus_1",
    "derivative_in_a",
    "euler_program",
    "euler_step",
    "filled_array",
    "separate_beans",
    "sigmoid_slope",
    "slope_at_40",
    "stable_sigmoid",
    "steepest_slope",
    "tangent_line",
    "tanh_from_sigma",
    "true_statements",
    "which_z",
]
