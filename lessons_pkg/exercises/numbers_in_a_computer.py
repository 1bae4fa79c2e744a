"""Chapter 1b, numbers in a computer.

Its exercises: how far apart floats lie, what is lost when two of them are subtracted,
and a sigmoid that neither overflows nor loses its tail. Some of them stood in chapter 1
before this page had them, and keep the id that they had there, so that whoever has
solved them has still solved them.
"""

import math

import numpy as np

from lessons_pkg.exercises.sigmoid import (
    at_40,
    filled_array,
    slope_at_40,
    stable_sigmoid,
)
from lessons_pkg.interactive.exercise import Choice, Numeric, Wrong

__all__ = [
    "at_40",
    "gap_at_1024",
    "log_of_the_rest",
    "slope_at_40",
    "stable_sigmoid",
    "filled_array",
]


def exponent_of_gap(x):
    """Return the power of two that lies between x and the next float."""
    return round(math.log2(np.spacing(x)))


gap_at_1024 = Numeric(
    "numbers_in_a_computer.gap-at-1024",
    prompt="From 1 to 2 the floats lie 2^-52 apart. How far apart do they lie from "
    "1024 to 2048? Give the exponent of 2. (1024 is 2^10.)",
    answer=lambda: exponent_of_gap(1024.0),
    tolerance=0.01,
    wrong=[
        Wrong(
            "wrong-way",
            lambda: -52 - 10,
            hint="Not quite: you probably went the wrong way. With the same number of "
            "digits, a larger number has fewer of them after the point.",
        ),
        Wrong(
            "everywhere-the-same",
            lambda: exponent_of_gap(1.0),
            hint="Not quite: that would be a ruler with even marks. The number of "
            "digits is what stays the same, and more of them stand before the point.",
        ),
        Wrong(
            "sign",
            lambda: 42,
            hint="Not quite: the size is right, but that would be a gap of four "
            "trillion.",
        ),
        Wrong(
            "decimal",
            lambda: -52 + 3,
            hint="Not quite: you probably counted decimal places. 1024 has three more "
            "of those than 1, and how many binary ones?",
        ),
    ],
    hints=[
        "From 2 to 4 the gap is twice as large as from 1 to 2. Go on from there.",
        "How often do you have to double 1 to get to 1024?",
    ],
    solution="From 1 to 1024 the numbers double ten times, and with each doubling the "
    "gap doubles as well: 2^-52 · 2^10 = 2^-42.",
    why="A float has 53 binary digits wherever it lies, so ten more binary "
    "places in front leave ten fewer behind.",
)


log_of_the_rest = Choice(
    "numbers_in_a_computer.log-of-the-rest",
    prompt="A neuron has the logit 40, and we want ln(1 - σ(40)). The right result is "
    "very nearly -40. Which of these gives it?",
    answer="`np.log(sigmoid(-40.0))`",
    wrong=[
        Wrong(
            "subtract",
            "`np.log(1 - sigmoid(40.0))`",
            hint="Not quite: σ(40) is exactly 1 in floats. What does the logarithm "
            "make of the difference?",
        ),
        Wrong(
            "add-a-little",
            "`np.log(1 - sigmoid(40.0) + 1e-12)`",
            hint="Not quite: it gives a number, about -27.6, and the same one for "
            "every logit above 40. It comes from the 1e-12 and not from the neuron.",
        ),
        Wrong(
            "more-digits",
            "`np.log(np.float64(1) - sigmoid(np.float64(40)))`",
            hint="Not quite: a Python float has 64 bits already.",
        ),
        Wrong(
            "difference-of-logs",
            "`np.log(1) - np.log(sigmoid(40.0))`",
            hint="Not quite: the logarithm of a difference is not the difference of "
            "the logarithms. This gives 0.",
        ),
    ],
    hints=[
        "Put in the value of σ(40) as a float has it, and follow each expression.",
        "The first page has a line that says what 1 - σ(z) is, without a minus.",
    ],
    solution="1 - σ(40) = σ(-40), and that is about 4e-18, with all its digits. Its "
    "logarithm is -40.",
    why="A digit that is lost in a subtraction is lost for good, so avoid the "
    "subtraction.",
)
