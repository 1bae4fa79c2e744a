"""One epoch of stochastic descent: shuffled samples, and a rate that decays.

Batches of more than one sample are left to the package's `LogisticRegression`.
"""

from dataclasses import dataclass

import numpy as np

from lessons_pkg.activation import sigmoid
from lessons_pkg.interactive.exercise import Order, Wrong, edited


def one_pass(X, y, w, b, k, rng):
    """Return w and b after epoch k, with rates from 2 downwards."""
    rate = 2.0 / (1 + 0.1 * k)
    for i in rng.permutation(len(y)):
        delta = sigmoid(X[i] @ w + b) - y[i]
        w = w - rate * delta * X[i]
        b = b - rate * delta
    return w, b


def bias_first(X, y, w, b, k, rng):
    """Return w and b after epoch k, with the two steps in the other order."""
    rate = 2.0 / (1 + 0.1 * k)
    for i in rng.permutation(len(y)):
        delta = sigmoid(X[i] @ w + b) - y[i]
        b = b - rate * delta
        w = w - rate * delta * X[i]
    return w, b


@dataclass
class Shuffler:
    """A generator without memory, so that every call of a program sees one order."""

    seed: int

    def permutation(self, n):
        """Return the numbers from 0 to n - 1 in random order."""
        return np.random.default_rng(self.seed).permutation(n)


X = np.array([[0.2, 1.0], [0.9, -0.4], [-0.5, 0.7], [1.2, 0.3], [-0.8, -1.1]])
Y = np.array([0, 1, 0, 1, 1])
W = np.array([0.4, -0.3])

one_epoch = Order(
    "logistic_regression.one-epoch",
    prompt="Epoch k of stochastic gradient descent: visit the samples one by one, in a "
    "random order, and step after each. The rate is 2/(1 + 0.1·k) for the whole epoch. "
    "`rng.permutation(n)` gives the numbers from 0 to n - 1 in random order. Not every "
    "line is needed, and indentation counts.",
    answer=[one_pass, bias_first],
    cases=[(X, Y, W, 0.1, 4, Shuffler(3)), (X, Y, 3 * W, -0.5, 20, Shuffler(1))],
    wrong=[
        Wrong(
            "constant-rate",
            edited(one_pass, "2.0 / (1 + 0.1 * k)", "2.0"),
            hint="Your rate is the same in every epoch, so the last few samples always "
            "pull the weights their way, and they never settle.",
        ),
        Wrong(
            "in-file-order",
            edited(one_pass, "rng.permutation(len(y))", "range(len(y))"),
            hint="You visit the samples in the order in which they happen to lie. If "
            "all the toxic beans come last, each epoch ends too toxic.",
        ),
        Wrong(
            "all-samples",
            edited(
                one_pass,
                "sigmoid(X[i] @ w + b) - y[i]",
                "np.mean(sigmoid(X @ w + b) - y)",
            ),
            hint="You look at all samples before each step, which is what stochastic "
            "descent saves. And a mean error does not belong to the one sample whose "
            "features you step along.",
        ),
        Wrong(
            "step-before-error",
            edited(
                one_pass,
                """        delta = sigmoid(X[i] @ w + b) - y[i]
        w = w - rate * delta * X[i]
        b = b - rate * delta
""",
                """        w = w - rate * delta * X[i]
        b = b - rate * delta
        delta = sigmoid(X[i] @ w + b) - y[i]
""",
            ),
            hint="Your program steps before it knows this sample's error: at the first "
            "sample there is none yet, and later it is the previous one's.",
        ),
        Wrong(
            "bias-after-weights",
            edited(
                one_pass,
                """        delta = sigmoid(X[i] @ w + b) - y[i]
        w = w - rate * delta * X[i]
        b = b - rate * delta
    return""",
                """        delta = sigmoid(X[i] @ w + b) - y[i]
        w = w - rate * delta * X[i]
    b = b - rate * delta
    return""",
            ),
            hint="Your bias steps once an epoch, after the loop. It has a slope at "
            "every sample, as the weights have.",
        ),
        Wrong(
            "one-sample",
            edited(one_pass, "    return w, b", "        return w, b"),
            hint="Your program returns inside the loop, after its first sample.",
        ),
    ],
    hints=[
        "The rate belongs to the epoch, so it is worked out once.",
        "Then one loop. At each sample: first its error, then the two steps.",
        "After the loop, and no deeper than it, comes the result.",
    ],
    solution="""
        ```
        rate = 2.0 / (1 + 0.1 * k)
        for i in rng.permutation(len(y)):
            delta = sigmoid(X[i] @ w + b) - y[i]
            w = w - rate * delta * X[i]
            b = b - rate * delta
        return w, b
        ```

        The two steps may change places, for both use the error made before them. A step
        is along one sample's gradient, so nothing is divided by the number of samples.
    """,
)
