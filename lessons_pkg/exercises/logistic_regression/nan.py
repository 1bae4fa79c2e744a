"""A cost that is nan: the logarithm of 0, and the cures that miss it.

The lasting cure, a loss that never forms p, is the next module's.
"""

import numpy as np

from lessons_pkg.activation import sigmoid
from lessons_pkg.interactive.exercise import FindBug, Wrong, edited


def train(x, y, rate, epochs):
    """Learn one weight, and return it with the cost, badly."""
    w = 0.0
    for _ in range(epochs):
        p = sigmoid(w * x)
        delta = p - y
        w = w - rate * np.mean(delta * x)
    cost = y * np.log(p) + (1 - y) * np.log(1 - p)
    return w, -np.mean(cost)


cost_is_nan = FindBug(
    "logistic_regression.cost-is-nan",
    prompt="Sizes x in hundredths of a millimetre, counted from a bean of middle size; "
    "so no bias is needed. The weight comes out well, but the cost is `nan`, which is "
    "no number. Which line makes `nan` out of good numbers, and why?",
    buggy=train,
    fixed=edited(
        train,
        "y * np.log(p) + (1 - y) * np.log(1 - p)",
        "np.log(np.where(y == 1, p, 1 - p))",
        "For a bean that is right and sure it multiplies 0 by ln 0.",
    ),
    cases=[
        (np.array([-150, -60, -3, 90, 200]), np.array([0, 0, 1, 1, 1]), 0.1, 3),
        (np.array([-180, -40, 70, 160]), np.array([0, 0, 1, 1]), 0.2, 4),
    ],
    wrong=[
        Wrong(
            "rate",
            edited(
                train,
                "rate * np",
                "0.1 * rate * np",
                "The learning rate is too large, so the weight explodes.",
            ),
            hint="Look at the weight: it is a modest number. With a tenth of the rate "
            "the cost is `nan` as well.",
        ),
        Wrong(
            "epsilon-on-z",
            edited(
                train,
                "sigmoid(w * x)",
                "sigmoid(w * x + 1e-9)",
                "A small number must be added to the score, so that p is not 1.",
            ),
            hint="σ(970) and σ(970.000000001) are both 1.0. It is not the score that "
            "comes too near to something, and p = 1.0 is a good number.",
        ),
        Wrong(
            "overflow",
            edited(
                train,
                "sigmoid(w * x)",
                "sigmoid(np.clip(w * x, -500, 500))",
                "The sigmoid overflows for large scores.",
            ),
            hint="This book's `sigmoid` does not: it gives 1.0 for every large z, and "
            "so it does with z limited to 500. What is made of that 1.0?",
        ),
        Wrong(
            "sigmoid-slope",
            edited(
                train,
                "delta * x",
                "delta * p * (1 - p) * x",
                "The slope lacks the factor p(1 - p).",
            ),
            hint="With cross-entropy it is right without. And the weight comes out "
            "well; only the cost does not.",
        ),
    ],
    hints=[
        "Put in the last bean: y = 1, and its score is in the hundreds. What is p?",
        "What do `np.log(0.0)` and `0 * np.log(0.0)` give?",
    ],
    solution="Now only the probability that the label was given goes into the "
    "logarithm. That is no full cure yet: a bean that is wrong and sure costs ∞ here, "
    "where it should cost its score. So the next section makes the loss without p.",
)
