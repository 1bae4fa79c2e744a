"""A row and a column that meet where two rows should.

NumPy makes a table of them without a word, and a mean hides it.
"""

import numpy as np

from lessons_pkg.activation import sigmoid
from lessons_pkg.interactive.exercise import FindBug, Wrong, edited


def slopes(x, y, w, b):
    """Return the slopes for beans of sizes x, badly."""
    p = sigmoid(w * x + b)
    delta = p - y.reshape(-1, 1)
    dw = np.mean(delta * x)
    db = np.mean(delta)
    return dw, db


column_and_row = FindBug(
    "logistic_regression.column-and-row",
    prompt="The three beans that you did by hand; x and y have shape (3,). There is no "
    "error and no warning, and the slope by the bias is even right. The slope by the "
    "weight is not. Which line is wrong, and why?",
    buggy=slopes,
    fixed=edited(
        slopes,
        "y.reshape(-1, 1)",
        "y",
        "A row minus a column is a table of all pairs.",
    ),
    cases=[
        (np.array([0.2, 0.4, 0.6]), np.array([0, 1, 1]), 10, -4),
        (np.array([0.1, 0.9, 0.3, 0.5, 0.8]), np.array([0, 1, 0, 0, 1]), 3, -1),
    ],
    wrong=[
        Wrong(
            "mean",
            edited(
                slopes,
                "np.mean(delta * x)",
                "np.sum(delta * x) / len(y)",
                "The mean should be the sum divided by `len(y)`.",
            ),
            hint="For three numbers the two are the same. How many numbers does "
            "`delta * x` hold here? Look for what has made them so many.",
        ),
        Wrong(
            "sigmoid-slope",
            edited(
                slopes,
                "delta * x",
                "delta * p * (1 - p) * x",
                "The factor p(1 - p) is missing.",
            ),
            hint="With cross-entropy that factor cancels. And it would be missing from "
            "`db` too, which is right.",
        ),
        Wrong(
            "x-as-column",
            edited(
                slopes,
                "delta * x",
                "delta * x.reshape(-1, 1)",
                "x should be made a column too.",
            ),
            hint="Then each size would meet its own label, but every bean's p: also "
            "wrong. One shape for all three is the cure; which one is the odd one "
            "out?",
        ),
        Wrong(
            "sign",
            edited(
                slopes,
                "p - y.reshape(-1, 1)",
                "y.reshape(-1, 1) - p",
                "The error term has the wrong sign.",
            ),
            hint="With the other sign `db` would be wrong, and it is right.",
        ),
    ],
    hints=[
        "Write the shape of what each line makes next to it.",
        "What is `np.array([1, 2, 3]) - np.array([[1], [2], [3]])`?",
    ],
    solution="(3,) minus (3, 1) gives (3, 3): every p minus every y. The mean of all "
    "nine is still mean p minus mean y, so `db` hides it. In `dw` each size is paired "
    "with everybody's labels. An `assert delta.shape == y.shape` costs one line.",
)
