"""Beans that a cut divides: there the weights have nowhere to stop.

The penalty that stops them is the chapter's.
"""

import numpy as np

from lessons_pkg.activation import sigmoid
from lessons_pkg.interactive.exercise import Predict, Wrong
from lessons_pkg.interactive.exercise.program import source


def weight_after(epochs):
    """Return w after some epochs."""
    x = np.array([0.1, 0.3, 0.6, 0.9])
    y = np.array([0, 0, 1, 1])
    w, b = 0.0, 0.0
    for _ in range(epochs):
        delta = sigmoid(w * x + b) - y
        w -= 5 * np.mean(delta * x)
        b -= 5 * np.mean(delta)
    return round(float(w), 1)


EPOCHS = (100, 1000, 10_000)


def weights(rule):
    """Return the weights after 100, 1000 and 10000 epochs, as some rule has them."""
    return [round(rule(epochs), 1) for epochs in EPOCHS]


never_ending = Predict(
    "logistic_regression.never-ending",
    prompt="Four beans. The two small ones are safe, the two large ones toxic: a cut "
    "divides them. Gradient descent has all four right long before epoch 100. What "
    "does its weight do from there to epoch 1000, and to epoch 10000?",
    code=f"{source(weight_after)}\n\n[weight_after(n) for n in (100, 1000, 10_000)]",
    answer=lambda: weights(weight_after),
    wrong=[
        Wrong(
            "rests-when-right",
            lambda: weights(lambda epochs: weight_after(100)),
            hint="A perceptron rests when all are right. Here each bean has an error "
            "term p - y still; when would that be 0?",
        ),
        Wrong(
            "finds-the-best",
            lambda: weights(lambda epochs: weight_after(min(epochs, 400))),
            hint="That would be a lowest place of the loss. Double w and b: every bean "
            "stays on its side. What happens to its surprise?",
        ),
        Wrong(
            "even-steps",
            lambda: weights(lambda epochs: weight_after(100) * epochs / 100),
            hint="It does go on, but not at one pace. The steps are as large as the "
            "errors, and what becomes of these?",
        ),
        Wrong(
            "explodes",
            "It overflows, and becomes `nan`.",
            hint="Each step makes the errors smaller, and with them the next step. "
            "Nothing explodes.",
        ),
    ],
    hints=[
        "Is there a weight at which all four error terms p - y are 0?",
        "The loss can fall as long as some bean is not at 0 or 1 exactly. But how "
        "large are the steps by then?",
    ],
    solution="Every p comes nearer to its label, and no finite score makes it equal. "
    "So the weight grows for ever, ever more slowly. Stopped at any epoch, it says "
    "more about your patience than about beans.",
)
