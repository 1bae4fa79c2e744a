"""The slope in code, and the two conventions for it.

A derivative of z and a derivative of a look alike in a program. First the reader writes
one, then finds the place where two are mixed.
"""

import numpy as np

from lessons_pkg.activation import sigmoid, sigmoid_derivative
from lessons_pkg.exercise import Code, FindBug, Wrong, edited


def sigmoid_slope_reference(z):
    """Return σ′(z)."""
    a = sigmoid(z)
    return a * (1 - a)


sigmoid_slope = Code(
    "sigmoid.sigmoid-slope",
    prompt="Write `sigmoid_slope(z)`, the slope of the sigmoid at the pre-activation "
    "z, for a number or an array. You may call `sigmoid`.",
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


def loss_slope(w, b, x, y):
    """Return the slope of one neuron's squared error."""
    z = w * x + b
    a = sigmoid(z)
    dL_da = 2 * (a - y)
    da_dz = sigmoid_derivative(a)
    return dL_da * da_dz * x


neuron_slope = FindBug(
    "sigmoid.neuron-slope",
    prompt="This function should return dL/dw of the loss (a - y)². A nudge of w tells "
    "another story. In this book `sigmoid_derivative(z)` takes the pre-activation. "
    "Which line is wrong, and why?",
    buggy=loss_slope,
    fixed=edited(
        loss_slope,
        "sigmoid_derivative(a)",
        "sigmoid_derivative(z)",
        "The slope is taken at the wrong place: two conventions are mixed.",
    ),
    cases=[(0.5, 1.0, 2.0, 0.0), (-1.5, 0.25, 3.0, 1.0)],
    wrong=[
        Wrong(
            "sign",
            edited(loss_slope, "(a - y)", "(y - a)", "The error has the wrong sign."),
            hint="(a - y)² grows with a when a is above y, and 2(a - y) says so. The "
            "sign is right.",
        ),
        Wrong(
            "x-or-w",
            edited(
                loss_slope, "da_dz * x", "da_dz * w", "The last factor should be w."
            ),
            hint="z = wx + b, and you nudge w. How much does z move? The last factor "
            "is right.",
        ),
        Wrong(
            "no-two",
            edited(loss_slope, "2 * (a", "(a", "The factor 2 is too much."),
            hint="The derivative of a square brings a 2. It would be gone only if the "
            "loss had a 1/2 in front.",
        ),
    ],
    hints=[
        "Say for each line which variable the derivative is taken in, and where.",
        "A function of z and a function of a can have the same name in two books.",
    ],
    solution="`sigmoid_derivative` applies the sigmoid itself, so given a it returns "
    "the slope at a. With the other convention, the line would be `a * (1 - a)`.",
)
