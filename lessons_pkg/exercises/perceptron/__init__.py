"""Chapter 3, the perceptron.

The chapter's sections in order: `side`, `step`, `rule`, `loop`, `bound`, `gates`,
`xor`, `soft`. A chapter writes `from lessons_pkg.exercises import perceptron as ex`.
"""

from lessons_pkg.exercises.perceptron.bound import bound_of_three
from lessons_pkg.exercises.perceptron.gates import and_by_hand, xor_by_hand
from lessons_pkg.exercises.perceptron.loop import training_loop, whole_weights
from lessons_pkg.exercises.perceptron.rule import update
from lessons_pkg.exercises.perceptron.side import is_it_a_probability, which_side
from lessons_pkg.exercises.perceptron.soft import soft_update
from lessons_pkg.exercises.perceptron.step import one_step
from lessons_pkg.exercises.perceptron.xor import learned_xor, xor_mistakes

__all__ = [
    "and_by_hand",
    "bound_of_three",
    "is_it_a_probability",
    "learned_xor",
    "one_step",
    "soft_update",
    "training_loop",
    "update",
    "which_side",
    "whole_weights",
    "xor_by_hand",
    "xor_mistakes",
]
