"""Shapes of slopes, and the order of one step.

The sizes are all different, so that no shape can be right by accident.
"""

import numpy as np

from lessons_pkg.activation import sigmoid, sigmoid_derivative
from lessons_pkg.interactive.exercise import Choice, Order, Wrong, edited

n, m, h, k = 5, 3, 4, 2


def four(dW1, db1, dW2, db2):
    """Write four shapes in a line."""
    return f"`{dW1}`, `{db1}`, `{dW2}`, `{db2}`"


shapes = Choice(
    "backprop.shapes",
    prompt="A network has 3 inputs, 4 hidden neurons and 2 outputs, and it sees 5 "
    "samples at once. Which shapes have dW1, db1, dW2 and db2?",
    answer=four((m, h), (h,), (h, k), (k,)),
    wrong=[
        Wrong(
            "transposed",
            four((h, m), (h,), (k, h), (k,)),
            hint="In this book W1 has a row per input and a column per neuron, since "
            "Z1 = X @ W1 + b1. A slope has the shape of its weight.",
        ),
        Wrong(
            "error-terms",
            four((n, h), (h,), (n, k), (k,)),
            hint="(5, 4) and (5, 2) are the shapes of the error terms. A weight does "
            "not have a slope for each sample: the samples add up.",
        ),
        Wrong(
            "bias-per-sample",
            four((m, h), (n, h), (h, k), (n, k)),
            hint="Your biases have a slope for each sample. What does every sample's "
            "blame do on the way into one bias?",
        ),
        Wrong(
            "batch-kept",
            four((n, m, h), (n, h), (n, h, k), (n, k)),
            hint="That would be one table of slopes for each sample. The loss is the "
            "mean over the samples, so they have been added up.",
        ),
    ],
    hints=["How many weights lead into the hidden layer?", "Which shape has `b1`?"],
    solution="A slope has the shape of what it is the slope of: W1 is (3, 4), b1 is "
    "(4,), W2 is (4, 2), b2 is (2,). The 5 has been summed over.",
)


def one_step(X, Y, W1, W2, rate):
    """Return both weights after one step of gradient descent."""
    Z1 = X @ W1
    A1 = sigmoid(Z1)
    A2 = sigmoid(A1 @ W2)
    delta2 = (A2 - Y) / len(X)
    delta1 = delta2 @ W2.T * sigmoid_derivative(Z1)
    W2 = W2 - rate * A1.T @ delta2
    W1 = W1 - rate * X.T @ delta1
    return W1, W2


def another_step(X, Y, W1, W2, rate):
    """Return the same, the first layer's step before the second's."""
    Z1 = X @ W1
    A1 = sigmoid(Z1)
    A2 = sigmoid(A1 @ W2)
    delta2 = (A2 - Y) / len(X)
    delta1 = delta2 @ W2.T * sigmoid_derivative(Z1)
    W1 = W1 - rate * X.T @ delta1
    W2 = W2 - rate * A1.T @ delta2
    return W1, W2


BACK = "    delta1 = delta2 @ W2.T * sigmoid_derivative(Z1)\n"
STEP = "    W2 = W2 - rate * A1.T @ delta2\n"
rng = np.random.default_rng(3)
CASE = tuple(rng.normal(size=size) for size in [(n, m), (n, k), (m, h), (h, k)])

order_of_backward = Order(
    "backprop.order-of-backward",
    prompt="One step of a network without biases, with cross-entropy at sigmoid "
    "outputs: forward, the error terms, then the steps. Not every line is needed.",
    answer=[one_step, another_step],
    cases=[(*CASE, 0.5)],
    wrong=[
        Wrong(
            "moved-first",
            edited(one_step, BACK + STEP, STEP + BACK),
            hint="You step with W2 and then send the blame back through it. It must go "
            "back through the weights that the answer came from.",
        ),
        Wrong(
            "slope-at-answer",
            edited(one_step, "sigmoid_derivative(Z1)", "sigmoid_derivative(A1)"),
            hint="`sigmoid_derivative` wants a score, and A1 holds answers.",
        ),
        Wrong(
            "entry-by-entry",
            edited(one_step, "delta2 @ W2.T *", "delta2 * W2.T *"),
            hint="A hidden neuron adds up the blame of all outputs: that is the matrix "
            "product `@`. The star multiplies entry by entry.",
        ),
        Wrong(
            "not-turned",
            edited(one_step, "delta2 @ W2.T *", "delta2 @ W2 *"),
            hint="Blame walks the arrows backwards, from outputs to hidden neurons. "
            "Look at the shapes: (5, 2) times what gives (5, 4)?",
        ),
        Wrong(
            "slope-kept",
            edited(one_step, "(A2 - Y) / len(X)", "(A2 - Y) * A2 * (1 - A2) / len(X)"),
            hint="With cross-entropy the slope of the output's sigmoid has cancelled.",
        ),
    ],
    hints=[
        "delta1 needs delta2, and the old W2.",
        "First both error terms, then both steps.",
    ],
    solution="Forward Z1, A1, A2; then delta2, delta1; then the steps, in either "
    "order. All slopes are known before the first weight moves.",
)
