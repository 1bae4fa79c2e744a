"""Where floats are not real numbers: saturation, truncation, cancellation.

Each of the three loses something without a word. Overflow has its own module.
"""

import numpy as np

from lessons_pkg.activation import sigmoid
from lessons_pkg.interactive.exercise import FindBug, Predict, Wrong, edited

at_40 = Predict(
    "sigmoid.at-40",
    prompt="In mathematics 0 < σ(z) < 1 for every z. In Python?",
    code="sigmoid(40.0) == 1.0, sigmoid(-40.0) == 0.0",
    answer=lambda: (sigmoid(40.0) == 1.0, sigmoid(-40.0) == 0.0),
    wrong=[
        Wrong(
            "as-in-mathematics",
            (False, False),
            hint="A float has 53 binary digits. 1 - σ(40) is about 4e-18, and the "
            "nearest neighbour of 1 is 1e-16 away.",
        ),
        Wrong(
            "symmetric",
            (True, True),
            hint="Floats lie close together near 0 and far apart near 1: 4e-18 is a "
            "float like any other, 1 - 4e-18 is not.",
        ),
        Wrong(
            "other-way-round",
            (False, True),
            hint="It is the other way round: floats lie closer together near 0 than "
            "near 1.",
        ),
    ],
    hints=[
        "How far from 1 is the next smaller float? `1 - np.nextafter(1.0, 0.0)` tells."
    ],
    solution="σ(40) rounds to 1, so 1 - σ(40) is 0 and a slope a(1 - a) is lost; "
    "σ(-40) = 4e-18 keeps all its digits.",
)


def filled_with_integers():
    """Put the sigmoid's values into an array of integers."""
    z = np.array([-2, 0, 2])
    out = np.zeros_like(z)
    out[:] = sigmoid(z)
    return out.tolist()


filled_array = Predict(
    "sigmoid.filled-array",
    prompt="σ(-2), σ(0) and σ(2) are 0.1192, 0.5 and 0.8808. What is in `out`?",
    code="""
        z = np.array([-2, 0, 2])
        out = np.zeros_like(z)
        out[:] = sigmoid(z)
        out.tolist()
    """,
    answer=filled_with_integers,
    wrong=[
        Wrong(
            "floats",
            lambda: sigmoid([-2, 0, 2]).round(4).tolist(),
            hint="`zeros_like` makes an array of z's own type. Which type has z?",
        ),
        Wrong(
            "rounded",
            lambda: np.rint(sigmoid([-2, 0, 2])).astype(int).tolist(),
            hint="The array does hold integers; but NumPy does not round on the way "
            "in.",
        ),
        Wrong(
            "refused",
            "a `TypeError`",
            hint="It would be better so. But NumPy converts in silence when you assign "
            "into an array.",
        ),
    ],
    hints=["What is `z.dtype`? And what does `int(0.8808)` give?"],
    solution="Assigning into an integer array cuts off the fraction. Make the array "
    "with `np.zeros(z.shape)`, or z with `2.0` in it.",
)


def slope(z):
    """Return σ′(z), badly."""
    a = sigmoid(z)
    rest = 1 - a
    return a * rest


slope_at_40 = FindBug(
    "sigmoid.slope-at-40",
    prompt="The formula σ′ = σ(1 - σ) is right, and so is `sigmoid`. Still the slope "
    "at 40 comes out as 0, and a neuron with such a slope never learns again. Which "
    "line loses it, and why?",
    buggy=slope,
    fixed=edited(
        slope,
        "1 - a",
        "sigmoid(-z)",
        "A difference of two nearly equal numbers keeps no digits.",
    ),
    cases=[(40.0,), (np.array([-2.0, 25.0, 60.0]),)],
    wrong=[
        Wrong(
            "overflow",
            edited(
                slope,
                "sigmoid(z)",
                "sigmoid(min(z, 30.0))",
                "e^z overflows for large z.",
            ),
            hint="`sigmoid` takes care of that: σ(40) is right to the last digit. A "
            "limit on z gives some slope, but not that at 40.",
        ),
        Wrong(
            "underflow",
            edited(
                slope,
                "a * rest",
                "np.exp(np.log(a) + np.log(rest))",
                "The product is too small for a float.",
            ),
            hint="Floats go down to 5e-324, and the slope is about 4e-18. One factor "
            "is already 0 before they are multiplied.",
        ),
        Wrong(
            "wrong-product",
            edited(
                slope, "a * rest", "a - a * a", "The two factors should be subtracted."
            ),
            hint="a - a² is the same formula, and it gives 0 as well.",
        ),
    ],
    hints=["Put in z = 40 and follow each line's value.", "σ(40) == 1.0 in floats."],
    solution="1 - σ(z) = σ(-z), and this keeps its digits.",
)
