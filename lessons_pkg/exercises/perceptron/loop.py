"""From one visit to learning: the loops, and the weights that they are stored in.

The loops leave out that one may stop after an epoch without a mistake.
"""

import numpy as np

from lessons_pkg.interactive.exercise import FindBug, Order, Wrong, edited

CORNERS = [np.array(corner) for corner in ([0, 0], [0, 1], [1, 0], [1, 1])]
AND = list(zip(CORNERS, [-1, -1, -1, 1], strict=True))
OR = list(zip(CORNERS, [-1, 1, 1, 1], strict=True))


def train(samples, rate, epochs):
    """Learn w and b from pairs of a point and its label."""
    w, b = np.zeros(2), 0.0
    for _ in range(epochs):
        for x, t in samples:
            z = w @ x + b
            if t * z <= 0:
                w += rate * t * x
                b += rate * t
    return w, b


def bias_first(samples, rate, epochs):
    """Learn w and b, with the two steps in the other order."""
    w, b = np.zeros(2), 0.0
    for _ in range(epochs):
        for x, t in samples:
            z = w @ x + b
            if t * z <= 0:
                b += rate * t
                w += rate * t * x
    return w, b


training_loop = Order(
    "perceptron.training-loop",
    prompt="Train a perceptron with two weights. `samples` is a list of pairs (x, t), "
    "and each epoch visits them all. Begin with zeros. Not every line is needed, and "
    "indentation counts.",
    answer=[train, bias_first],
    cases=[(AND, 1.0, 9), (AND, 0.5, 2), (OR, 0.25, 4)],
    wrong=[
        Wrong(
            "where-right",
            edited(train, "<= 0", "> 0"),
            hint="Your perceptron learns where it is right already, and starting from "
            "zeros it is never right. When is t·z positive?",
        ),
        Wrong(
            "replaced",
            edited(train, "w += rate", "w = rate"),
            hint="You replace the weights by the step, so all that earlier points have "
            "taught is lost.",
        ),
        Wrong(
            "starts-anew",
            edited(
                train,
                "    w, b = np.zeros(2), 0.0\n    for _ in range(epochs):",
                "    for _ in range(epochs):\n        w, b = np.zeros(2), 0.0",
            ),
            hint="Each of your epochs begins with zeros again, so only the last one "
            "counts.",
        ),
        Wrong(
            "one-epoch",
            edited(train, "    return w, b", "        return w, b"),
            hint="Your program returns inside the loop over the epochs, so there is "
            "only one.",
        ),
        Wrong(
            "bias-every-time",
            edited(train, "                b +=", "            b +="),
            hint="Your bias moves at every visit, mistake or not. Look at its "
            "indentation.",
        ),
    ],
    hints=[
        "The zeros come once, before everything else.",
        "Two loops: epochs outside, samples within. What is done at each sample?",
        "After both loops, and no deeper than the outer one, comes the result.",
    ],
    solution="""
        ```
        w, b = np.zeros(2), 0.0
        for _ in range(epochs):
            for x, t in samples:
                z = w @ x + b
                if t * z <= 0:
                    w += rate * t * x
                    b += rate * t
        return w, b
        ```

        The last two steps may change places: neither needs the other's result. And `+=`
        does no harm here, for the array w is this function's own.
    """,
)


def or_weights(rate):
    """Learn OR, badly."""
    w = np.array([0, 0])
    b = 0.0
    for x, t in 20 * OR:
        z = w @ x + b
        if t * z > 0:
            continue
        step = rate * t
        w[0] += step * x[0]
        w[1] += step * x[1]
        b += step
    return w


whole_weights = FindBug(
    "perceptron.whole-weights",
    prompt="`OR` is the list of the four pairs (x, t) of OR, and `20 * OR` is that "
    "list twenty times over: twenty epochs. There is no error and no warning, but the "
    "weights never move. Which line has to change, and why?",
    buggy=or_weights,
    fixed=edited(
        or_weights,
        "np.array([0, 0])",
        "np.array([0.0, 0.0])",
        "The array holds whole numbers, so fractions are cut off.",
    ),
    cases=[(0.25,), (0.125,)],
    wrong=[
        Wrong(
            "points",
            edited(
                or_weights,
                "20 * OR",
                "[(1.0 * x, t) for x, t in 20 * OR]",
                "The points are whole numbers, so the steps are too.",
            ),
            hint="The step is 0.25 or -0.25, and times a whole number it still is a "
            "float. Follow where it goes from there.",
        ),
        Wrong(
            "zero-start",
            edited(
                or_weights,
                "np.array([0, 0])",
                "np.array([1, 1])",
                "From zero weights a perceptron cannot start to learn.",
            ),
            hint="It can: a score of 0 counts as a mistake, so the first point makes "
            "a step. Here steps get lost, and from other weights they would as well.",
        ),
        Wrong(
            "small-rate",
            edited(
                or_weights,
                "rate * t",
                "2 * rate * t",
                "The learning rate is too small.",
            ),
            hint="Small steps add up: twenty epochs of them would show. These weights "
            "have not moved at all, and with twice the rate they do not either.",
        ),
        Wrong(
            "on-the-line",
            edited(
                or_weights,
                "t * z > 0",
                "t * z >= 0",
                "A point with score 0 should be passed over.",
            ),
            hint="In this rule it is a mistake, or nothing would ever move from zeros. "
            "Take a point that is a mistake, and follow w[0] and w[1] through its "
            "step.",
        ),
    ],
    hints=[
        "Do one visit by hand: x = (0, 1), t = 1, z = -0.25. What is in w[1] before, "
        "and what after?",
        "You have met this trap with the sigmoid's values. What is `w.dtype`?",
    ],
    solution="`np.array([0, 0])` holds integers, and storing 0.25 in it leaves 0. "
    "(`w += …` on the whole array would have been refused with an error; `w[0] += …` "
    "is not.) `np.zeros(2)` would do as well: it holds floats.",
)
