"""The slope in code, and the two conventions for it.

A derivative of z and a derivative of a look alike in a program. First the reader writes
one, then finds the place where two are mixed.
"""

import numpy as np

from lessons_pkg.activation import sigmoid, sigmoid_derivative
from lessons_pkg.interactive.exercise import Code, FindBug, Wrong, edited


def sigmoid_slope_reference(z):
    """Return σ′(z)."""
    a = sigmoid(z)
    return a * (1 - a)


sigmoid_slope = Code(
    "sigmoid.sigmoid-slope",
    prompt="Write `sigmoid_slope(z)`, the slope of the sigmoid at the score z, "
    "for a number or an array. You may call `sigmoid`.",
    starter='''
        def sigmoid_slope(z):
            """Return σ′(z)."""
            ...
    ''',
    reference=sigmoid_slope_reference,
    cases=[(0.5,), (-2.0,), (np.array([-3.0, 0.25, 1.5]),), (np.array([[2, -1]]),)],
    wrong=[
        Wrong(
            "z-as-a",
            lambda z: z * (1 - z),
            hint="You used a(1 - a) with z in the place of a. Which number is a?",
        ),
        Wrong(
            "slope-at-a",
            lambda z: sigmoid_derivative(sigmoid(z)),
            hint="You applied the sigmoid once too often: this is the slope at a, not "
            "at z.",
        ),
        Wrong(
            "no-parentheses",
            lambda z: sigmoid(z) * 1 - sigmoid(z),
            hint="This is 0 everywhere. Multiplication goes first; parentheses help.",
        ),
        Wrong(
            "tanh",
            lambda z: 1 - sigmoid(z) ** 2,
            hint="That rule is for tanh.",
        ),
        Wrong(
            "no-square",
            lambda z: np.exp(-z) / (1 + np.exp(-z)),
            hint="The quotient rule squares the denominator. What you have is 1 - a.",
        ),
        Wrong("is-sigma", sigmoid, hint="That is the sigmoid itself."),
    ],
    hints=[
        "First the activation, in a variable of its own.",
        "Its product with what it lacks to 1 is the slope.",
    ],
    solution="Both lines work on numbers and on arrays alike.",
)


def tangent(z, at):
    """Return the height at z of the sigmoid's tangent at another place."""
    a = sigmoid(at)
    slope = sigmoid_derivative(a)
    run = z - at
    return a + slope * run


tangent_line = FindBug(
    "sigmoid.tangent-line",
    prompt="This function should return the height at z of the line that touches the "
    "sigmoid at the place `at`. The line starts on the curve and then leaves it. In "
    "this book `sigmoid_derivative(z)` takes the score. Which line is wrong, and why?",
    buggy=tangent,
    fixed=edited(
        tangent,
        "sigmoid_derivative(a)",
        "sigmoid_derivative(at)",
        "The slope is taken at the wrong place: two conventions are mixed.",
    ),
    cases=[(3.0, 2.0), (-1.5, 0.5), (0.0, -4.0)],
    wrong=[
        Wrong(
            "run",
            edited(tangent, "z - at", "at - z", "The run has the wrong sign."),
            hint="To the right of `at` the run must be positive, and z - at is.",
        ),
        Wrong(
            "height",
            edited(tangent, "sigmoid(at)", "sigmoid(z)", "The height should be at z."),
            hint="A tangent touches the curve at `at`, so its height is known there, "
            "not at z.",
        ),
        Wrong(
            "start",
            edited(tangent, "a + slope", "at + slope", "It should start from `at`."),
            hint="`at` is a place on the axis; the line starts from the height above "
            "it, and that is a.",
        ),
    ],
    hints=[
        "Say for each line what it takes: a score or an answer.",
        "A function of z and a function of a can have the same name in two books.",
    ],
    solution="`sigmoid_derivative` applies the sigmoid itself, so given a it returns "
    "the slope at a. With the other convention, the line would be `a * (1 - a)`.",
)
