"""The logistic curve with its three parameters, and the beans.

What k, x0 and L do to the curve, by hand first and then as a formula. The parameters
are chosen here, not yet learned.
"""

from lessons_pkg import data
from lessons_pkg.activation import logistic_derivative
from lessons_pkg.interactive.exercise import Build, Formula, Wrong

separate_beans = Build(
    "sigmoid.separate-beans",
    prompt="Each dot is a bean: toxic ones above, safe ones below. Choose the "
    "steepness k and the midpoint x0 of p = σ(k(x - x0)) so that all goals are met.",
    controls={
        "k": ("steepness", -80, 80, 2, 4),
        "x0": ("midpoint", 0, 1, 0.01, 0.8),
    },
    goals=[
        ("larger beans get larger p", "k"),
        ("a bean of size 0.35 gets p below 0.1", "0.1 - sigmoid(k*(0.35 - x0))"),
        ("a bean of size 0.50 gets p above 0.9", "sigmoid(k*(0.5 - x0)) - 0.9"),
        ("the curve is no cliff: its slope stays below 15", "15 - abs(k)/4"),
    ],
    answer={"k": 40, "x0": 0.43},
    plot={
        "curve": "sigmoid(k*(x - x0))",
        "x": [0, 1, "size x"],
        "y": [0, 1, "p(toxic)"],
        "points": [
            [round(float(x), 3), int(y)]
            for x, y in zip(*(a.ravel() for a in data.beans()), strict=True)
        ],
    },
    wrong=[
        Wrong(
            "falling",
            {"k": -40, "x0": 0.43},
            hint="Your curve does not rise, so it trusts the large beans. Which of the "
            "two numbers decides whether it rises?",
        ),
        Wrong(
            "too-soft",
            {"k": 6, "x0": 0.43},
            hint="Near the midpoint your curve is undecided for too many beans, on "
            "both sides. Make it turn faster.",
        ),
        Wrong(
            "too-far-left",
            {"k": 40, "x0": 0.2},
            hint="Small beans get too large a p. The curve turns too early.",
        ),
        Wrong(
            "too-far-right",
            {"k": 40, "x0": 0.8},
            hint="Large beans get too small a p. The curve turns too late.",
        ),
        Wrong(
            "cliff",
            {"k": 80, "x0": 0.43},
            hint="That is nearly the step function: sure of itself even for the beans "
            "in the middle, where sizes overlap. Look at the last goal.",
        ),
    ],
    hints=[
        "Put x0 where toxic and safe beans meet; then only k is left.",
        "The logit of 0.9 is 2.2: that far from 0 must k(x - x0) be at both sizes.",
    ],
    solution="With noise left out a bean is toxic when 0.7x + 0.5 > 0.8, so beyond "
    "x = 3/7 = 0.43. From there it is 0.07 or more to both sizes, so k must be at "
    "least 2.2/0.07 = 31, and below 60 for the last goal.",
)

steepest_slope = Formula(
    "sigmoid.steepest-slope",
    prompt="The logistic curve L/(1 + e^(-k(x - x0))) is steepest at x = x0. "
    "What is its slope there?",
    variables={"L": (0.5, 4), "k": (0.5, 4)},
    answer="L*k/4",
    reference=lambda L, k: logistic_derivative(0.0, L=L, k=k),
    functions=(),
    wrong=[
        Wrong(
            "standard",
            "1/4",
            hint="True for the standard sigmoid, where L = 1 and k = 1. Stretching the "
            "curve changes its slope.",
        ),
        Wrong(
            "without-k",
            "L/4",
            hint="The height is in it. But if x runs k times as fast through the "
            "curve, what happens to the slope?",
        ),
        Wrong(
            "without-l",
            "k/4",
            hint="The speed is in it. But a curve that is L times as high climbs L "
            "times as fast.",
        ),
        Wrong(
            "without-peak",
            "L*k",
            hint="Both stretches are in it; the slope of σ itself at 0 is missing.",
        ),
        Wrong(
            "height",
            "L/2",
            hint="That is how high the curve is at x0, not how steep.",
        ),
    ],
    hints=[
        "σ has slope 1/4 at 0. The curve is L times as high, and x runs through it k "
        "times as fast: what does each do to rise over run?",
    ],
    solution="L·σ(k(x - x0)) has slope L·σ′(z)·k, and σ′(0) = 1/4: together `L*k/4`.",
)
