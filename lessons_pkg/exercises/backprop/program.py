"""The backward pass as a function to write.

The cases have different sizes in every direction and more than one output, so that a
forgotten transpose or sum cannot pass.
"""

import numpy as np

from lessons_pkg.activation import sigmoid, sigmoid_derivative
from lessons_pkg.interactive.exercise import Code, Wrong, edited


def backward_reference(X, Y, Z1, A1, A2, W2):
    """Return dW1, db1, dW2, db2 of the mean cross-entropy."""
    delta2 = (A2 - Y) / len(X)
    delta1 = delta2 @ W2.T * sigmoid_derivative(Z1)
    return X.T @ delta1, delta1.sum(axis=0), A1.T @ delta2, delta2.sum(axis=0)


def case(n, m, h, k):
    """Return a forward pass of random numbers."""
    rng = np.random.default_rng(n)
    X, Y = rng.normal(size=(n, m)), rng.integers(0, 2, size=(n, k)).astype(float)
    W1, W2 = rng.normal(size=(m, h)), rng.normal(size=(h, k))
    Z1 = X @ W1 + rng.normal(size=h)
    A1 = sigmoid(Z1)
    return X, Y, Z1, A1, sigmoid(A1 @ W2 + rng.normal(size=k)), W2


def _wrong(old, new):
    return edited(backward_reference, old, new)


SLOPE = "sigmoid_derivative(Z1)"
backward = Code(
    "backprop.backward",
    prompt="Write `backward`, the slopes of the mean cross-entropy of a network with "
    "sigmoid outputs. The forward pass Z1 = X @ W1 + b1, A1 = σ(Z1), "
    "A2 = σ(A1 @ W2 + b2) has been done. Return dW1, db1, dW2, db2.",
    starter='''
        def backward(X, Y, Z1, A1, A2, W2):
            """Return dW1, db1, dW2, db2 of the mean cross-entropy."""
            ...
    ''',
    reference=backward_reference,
    cases=[case(5, 2, 3, 1), case(4, 3, 5, 2), case(6, 1, 2, 3)],
    wrong=[
        Wrong(
            "slope-at-answer",
            _wrong(SLOPE, "sigmoid_derivative(A1)"),
            hint="dW2 and db2 are right. `sigmoid_derivative` wants the score, and you "
            "gave it the answer A1.",
        ),
        Wrong(
            "score-as-answer",
            _wrong(SLOPE, "Z1 * (1 - Z1)"),
            hint="a(1 - a) is the slope in the answer; Z1 holds the scores.",
        ),
        Wrong(
            "no-slope",
            _wrong(f" * {SLOPE}", ""),
            hint="dW2 and db2 are right. On its way back through the hidden neurons "
            "the blame passes their sigmoids.",
        ),
        Wrong(
            "moved-first",
            _wrong("delta2 @ W2.T", "delta2 @ (W2 - A1.T @ delta2).T"),
            hint="You sent the blame back through a W2 that had moved already.",
        ),
        Wrong(
            "score-in-dW2",
            _wrong("A1.T @ delta2", "Z1.T @ delta2"),
            hint="Three of four are right. What comes in along the weights of W2: the "
            "hidden scores, or what the hidden neurons answered?",
        ),
        Wrong(
            "no-W2",
            lambda X, Y, Z1, A1, A2, W2: backward_reference(
                X, Y, Z1, A1, A2, np.ones_like(W2)
            ),
            hint="The blame goes back through the arrows, and each multiplies it by "
            "its weight. Where is W2?",
        ),
        Wrong(
            "slope-kept",
            _wrong("(A2 - Y) / len(X)", "(A2 - Y) * A2 * (1 - A2) / len(X)"),
            hint="The output's slope cancels with cross-entropy. With it, this is the "
            "gradient of squared error.",
        ),
        Wrong(
            "sum",
            _wrong(" / len(X)", ""),
            hint="All your slopes are n times too large. The loss is a mean.",
        ),
        Wrong(
            "sign",
            _wrong("(A2 - Y)", "(Y - A2)"),
            hint="All signs are turned. These are the steps downhill; the slopes are "
            "asked for.",
        ),
        Wrong(
            "bias-per-sample",
            _wrong(
                "X.T @ delta1, delta1.sum(axis=0), A1.T @ delta2, delta2.sum(axis=0)",
                "X.T @ delta1, delta1, A1.T @ delta2, delta2",
            ),
            hint="Your bias slopes have a row for each sample. One bias serves them "
            "all, so their blames add up.",
        ),
        Wrong(
            "bias-over-neurons",
            _wrong(
                "X.T @ delta1, delta1.sum(axis=0), A1.T @ delta2, delta2.sum(axis=0)",
                "X.T @ delta1, delta1.sum(), A1.T @ delta2, delta2.sum()",
            ),
            hint="Without `axis=0` the sum runs over the neurons too, and each neuron "
            "has its own bias.",
        ),
        Wrong(
            "bias-mean",
            _wrong(
                "X.T @ delta1, delta1.sum(axis=0), A1.T @ delta2, delta2.sum(axis=0)",
                "X.T @ delta1, delta1.mean(axis=0), A1.T @ delta2, delta2.mean(axis=0)",
            ),
            hint="The biases are divided by n twice: the mean stands in delta2 "
            "already.",
        ),
    ],
    hints=[
        "First delta2, from A2 and Y; the 1/n of the mean goes in here.",
        "Then delta1: back through W2, then times the slope of the hidden sigmoids.",
        "A weight's slope is what came in times the error term; over all samples that "
        "is a matrix product. A bias's slope is a sum over the rows.",
    ],
    solution="These are the four equations, one after the other.",
)
