"""How many mistakes can there be? The bound of the convergence theorem, with numbers.

Radius and margin are both taken in the space of x̂ = (x, 1), where the bias is one more
weight.
"""

import math

from lessons_pkg.interactive.exercise import Numeric, Wrong
from lessons_pkg.perceptron import mistake_bound

POINTS, LABELS = [[1, 2], [3, 1], [0, -1]], [1, 1, -1]

bound_of_three = Numeric(
    "perceptron.bound-of-three",
    prompt="Three points: (1, 2) and (3, 1) with t = +1, and (0, -1) with t = -1. The "
    "line with w = (2, 1) and b = -2 divides them. Which bound R²/γ² does it give for "
    "the number of mistakes? Do not round it to a whole number.",
    answer=lambda: mistake_bound(POINTS, LABELS, w=[2, 1], b=-2),
    tolerance=0.02,
    wrong=[
        Wrong(
            "margin-not-squared",
            lambda: 11 / (2 / 3),
            hint="You divided by γ. The bound has its square.",
        ),
        Wrong(
            "radius-without-1",
            lambda: 10 / (4 / 9),
            hint="Your R is the length of x. The bias is a weight too, and its input 1 "
            "belongs to x̂ = (x, 1).",
        ),
        Wrong(
            "margin-in-the-plane",
            lambda: 11 / (4 / 5),
            hint="Your γ is the distance to the line in the plane: you divided by the "
            "length of w. Divide by the length of all three numbers, w and b.",
        ),
        Wrong(
            "both-in-the-plane",
            lambda: 10 / (4 / 5),
            hint="You took R and γ in the plane. In the proof the bias counts as a "
            "weight and its input as 1: there is a third coordinate.",
        ),
        Wrong(
            "not-divided-by-length",
            lambda: 11 / 2**2,
            hint="Your γ is the smallest t·z. If you double w and b, that doubles too; "
            "divide it by the length of (w, b).",
        ),
        Wrong(
            "upside-down",
            lambda: (4 / 9) / 11,
            hint="Upside down: wide gaps should mean few mistakes.",
        ),
        Wrong(
            "label-forgotten",
            lambda: 11 / 1**2,
            hint="You took the smallest score for the smallest t·z. The point (0, -1) "
            "has t = -1, so its t·z is positive.",
        ),
        Wrong(
            "radius-not-squared",
            lambda: math.sqrt(11) / (4 / 9),
            hint="You divided R by γ². Both are squared.",
        ),
    ],
    hints=[
        "The length of (2, 1, -2) is 3. Work out t·z for each point: the smallest, "
        "divided by 3, is γ.",
        "R is the length of the longest x̂ = (x, 1). You can type an expression here.",
    ],
    solution="t·z is 2, 5 and 3, so γ = 2/3. The longest x̂ is (3, 1, 1), so R² = 11. "
    "The bound is 11/(4/9) = 24.75: at most 24 mistakes, in whatever order the points "
    "come. A wider gap gives a smaller bound.",
)
