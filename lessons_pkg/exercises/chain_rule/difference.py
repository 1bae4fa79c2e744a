"""All slopes of a function by nudging, as a function to write.

The wrong answers nudge on one side, nudge everything, or spoil what they were given.
"""

import numpy as np

from lessons_pkg.activation import sigmoid
from lessons_pkg.interactive.exercise import Code, Wrong


def my_gradient_reference(f, x, h):
    """Return the gradient of f at x by central differences of step h."""
    x = np.array(x, dtype=float)
    gradient = np.zeros(len(x))
    for i in range(len(x)):
        right, left = x.copy(), x.copy()
        right[i] += h
        left[i] -= h
        gradient[i] = (f(right) - f(left)) / (2 * h)
    return gradient


def _entry_by_entry(quotient, array=float, result=float):
    """Return a gradient made of one quotient per entry, in arrays of these types."""

    def gradient(f, x, h):
        slopes = np.zeros(len(x), dtype=result or x.dtype)
        for i in range(len(x)):
            right, left = np.array(x, dtype=array), np.array(x, dtype=array)
            right[i] += h
            left[i] -= h
            slopes[i] = quotient(f, right, left, x, h)
        return slopes

    return gradient


def _central(f, right, left, x, h):
    return (f(right) - f(left)) / (2 * h)


def _in_place(dtype):
    """Return a gradient that moves the entries of x itself and leaves them there."""

    def gradient(f, x, h):
        x = np.asarray(x, dtype=dtype)
        slopes = np.zeros(len(x))
        for i in range(len(x)):
            x[i] += h
            right = f(x)
            x[i] -= 2 * h
            slopes[i] = (right - f(x)) / (2 * h)
        return slopes

    return gradient


def _one_array(f, x, h):
    x = np.array(x, dtype=float)
    slopes = np.zeros(len(x))
    for i in range(len(x)):
        right, left = x, x
        right[i] += h
        left[i] -= h
        slopes[i] = (f(right) - f(left)) / (2 * h)
    return slopes


def hills(x):
    """Return a smooth function of two or more numbers, whole at whole numbers."""
    return x[0] ** 3 - 2 * x[0] * x[1] + (x**2).sum()


def neuron_loss(x):
    """Return the loss of a neuron with two weights and a bias, target 1."""
    return (sigmoid(1.5 * x[0] - 0.8 * x[1] + x[2]) - 1) ** 2 / 2


MOVED = (
    "You move the entries of x itself and do not put them back: x has changed after "
    "the call, and each slope is taken at a place that has drifted. Work on a copy."
)

central_difference = Code(
    "chain_rule.central-difference",
    prompt="Write `my_gradient(f, x, h)`: the slope of f by each entry of the array x, "
    "the others held still, by central differences of step h. f takes such an array "
    "and returns a number. The x that you are given must not change, and it may hold "
    "whole numbers.",
    starter='''
        def my_gradient(f, x, h):
            """Return the gradient of f at x by central differences of step h."""
            ...
    ''',
    reference=my_gradient_reference,
    cases=[
        (hills, np.array([1.5, -0.7]), 0.1),
        (neuron_loss, np.array([0.4, -1.2, 0.3]), 0.01),
        (hills, np.array([2, -1, 3]), 0.125),
    ],
    rtol=1e-7,
    wrong=[
        Wrong(
            "one-sided",
            _entry_by_entry(lambda f, right, left, x, h: (f(right) - f(x)) / h),
            hint="You compare with x itself: that is the one-sided difference. Step to "
            "both sides.",
        ),
        Wrong(
            "not-doubled",
            _entry_by_entry(
                lambda f, right, left, x, h: (f(right) - f(left)) / h,
            ),
            hint="Everything is twice too large. How far is it from one side to the "
            "other?",
        ),
        Wrong(
            "turned",
            _entry_by_entry(
                lambda f, right, left, x, h: -_central(f, right, left, x, h)
            ),
            hint="The sign is turned: left minus right is the rise of a walk to the "
            "left.",
        ),
        Wrong(
            "all-at-once",
            lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h),
            hint="x + h moves every entry at the same time, and so you get one number: "
            "the sum of the slopes. Move one entry, and hold the others still.",
        ),
        Wrong("left-changed", _in_place(float), hint=MOVED),
        Wrong(
            "left-changed-and-whole",
            _in_place(None),
            hint=f"{MOVED} (And whole numbers would not even move.)",
        ),
        Wrong(
            "one-array",
            _one_array,
            hint="All slopes are 0, so `f(right)` and `f(left)` are the same. Are "
            "right and left two arrays, or two names for one?",
        ),
        Wrong(
            "integers",
            _entry_by_entry(_central, array=None),
            hint="Right for floats. But a copy of whole numbers holds whole numbers: 2 "
            "+ 0.125 is put in as 2, and 2 - 0.125 as 1.",
        ),
        Wrong(
            "integer-result",
            _entry_by_entry(_central, result=None),
            hint="Right for floats. But an array made like x has the type of x, and "
            "slopes put into whole numbers lose their fraction.",
        ),
    ],
    hints=[
        "A loop over the entries. In each turn two copies of x, one moved up by h, one "
        "moved down.",
        "Make floats at the door: `np.array` with a `dtype` copies and converts.",
    ],
    solution="Two calls of f for every entry: for a million weights that is two "
    "million calls. The walk back over the graph finds all slopes in one.",
)
