"""The gradient over all samples, as a function to write.

X has a row for each sample. The steps taken along the gradient are the chapter's.
"""

import numpy as np

from lessons_pkg.activation import sigmoid
from lessons_pkg.interactive.exercise import Code, Wrong, edited


def gradient_reference(X, y, w, b):
    """Return the slopes by the weights, shape (m,), and by the bias."""
    delta = sigmoid(X @ w + b) - y
    return X.T @ delta / len(y), np.mean(delta)


def _changed(old, new):
    return edited(gradient_reference, old, new)


X = np.array(
    [
        [0.4, -1.2, 2.0],
        [1.5, 0.3, -0.7],
        [-0.9, 0.8, 1.1],
        [0.2, 1.9, -1.6],
        [-1.4, -0.5, 0.6],
    ]
)

gradient = Code(
    "logistic_regression.gradient",
    prompt="Write `gradient(X, y, w, b)`: the slopes of the mean cross-entropy by each "
    "weight and by the bias. X has n rows, the samples, and m columns, the features; y "
    "and w have shapes (n,) and (m,), and b is a number. Return an array of shape (m,) "
    "and a number. You may call `sigmoid`.",
    starter='''
        def gradient(X, y, w, b):
            """Return the slopes by the weights, shape (m,), and by the bias."""
            ...
    ''',
    reference=gradient_reference,
    cases=[
        (X[:2, :2], np.array([1, 0]), np.array([0.6, -0.3]), 0.2),
        (X, np.array([0, 1, 1, 0, 1]), np.array([0.5, -1.0, 0.8]), 0.3),
        (X, np.array([1, 0, 0, 1, 0]), np.array([-1.5, 0.2, 2.0]), -1.1),
    ],
    wrong=[
        Wrong(
            "sum",
            lambda X, y, w, b: _times(len(y), gradient_reference(X, y, w, b)),
            hint="You added up all samples' slopes. The loss is their mean, or else "
            "twice the samples would mean twice the step.",
        ),
        Wrong(
            "sign",
            lambda X, y, w, b: _times(-1, gradient_reference(X, y, w, b)),
            hint="All signs are turned. Where p is larger than y, a larger score makes "
            "the loss larger.",
        ),
        Wrong(
            "squared-error",
            lambda X, y, w, b: _from_delta(
                X, (p := sigmoid(X @ w + b)) * (1 - p) * (p - y)
            ),
            hint="Your error term has the factor p(1 - p) in it. The squared error "
            "has; with cross-entropy it cancels.",
        ),
        Wrong(
            "no-sigmoid",
            _changed("sigmoid(X @ w + b)", "(X @ w + b)"),
            hint="You compare the label with the score. The neuron's answer is a "
            "probability.",
        ),
        Wrong(
            "yes-or-no",
            _changed("sigmoid(X @ w + b)", "(X @ w + b >= 0)"),
            hint="You compare the label with a bare yes or no, as a perceptron does. "
            "The error term knows how sure the neuron was.",
        ),
        Wrong(
            "no-bias",
            _changed("X @ w + b", "X @ w"),
            hint="Your scores are made without the bias.",
        ),
        Wrong(
            "bias-not-averaged",
            _changed("np.mean(delta)", "np.sum(delta)"),
            hint="The slopes by the weights are right. That by the bias is a mean over "
            "the samples as well, and yours is a sum.",
        ),
        Wrong(
            "bias-not-summed",
            _changed("np.mean(delta)", "delta"),
            hint="The slopes by the weights are right. But there is one bias for all "
            "samples, so it has one slope, not one for each of them.",
        ),
        Wrong(
            "bias-divided-twice",
            _changed("np.mean(delta)", "np.mean(delta) / len(y)"),
            hint="The slopes by the weights are right. That by the bias you divide by "
            "the number of samples twice.",
        ),
        Wrong(
            "divided-by-features",
            _changed("len(y)", "X.shape[1]"),
            hint="You divide the weights' slopes by the number of features. The mean "
            "is over the samples.",
        ),
        Wrong(
            "star",
            _changed("X.T @ delta", "X.T * delta"),
            hint="`*` multiplies entry by entry and adds nothing up, so you have a "
            "table. `@` multiplies and adds.",
        ),
        Wrong(
            "rows-not-added",
            _changed("X.T @ delta / len(y)", "X * delta[:, np.newaxis]"),
            hint="You have a table with the slopes of each single sample. The weights "
            "are shared: take the mean over the rows.",
        ),
        Wrong(
            "labels-as-column",
            lambda X, y, w, b: _from_delta(
                X, sigmoid(X @ w + b)[:, np.newaxis] - y[:, np.newaxis]
            ),
            hint="The numbers are right, but the weights' slopes are a column, and w "
            "is a row. Subtracted from w they would make a table.",
        ),
        Wrong(
            "star-on-x",
            _changed("X.T @ delta", "X * delta"),
            hint="`X * delta` pairs the samples' error terms with the features. Each "
            "error term belongs to a row of X, and then the rows have to be added up.",
        ),
        Wrong(
            "not-transposed",
            _changed("X.T @ delta", "X @ delta"),
            hint="`X @ delta` adds over the features. To add over the samples, which "
            "shape has X to have?",
        ),
        Wrong(
            "one-for-all",
            lambda X, y, w, b: (
                np.mean(gradient_reference(X, y, w, b)[0]),
                np.mean(sigmoid(X @ w + b) - y),
            ),
            hint="You took one mean over everything. Each weight has a slope of its "
            "own.",
        ),
        Wrong(
            "weights-after",
            lambda X, y, w, b: _after_step(w, b, *gradient_reference(X, y, w, b)),
            hint="You return weights after a step. Asked for are the slopes alone; "
            "how far to step is decided elsewhere.",
        ),
    ],
    hints=[
        "First δ, one number for each sample: the neuron's answer minus the label.",
        "The slope by weight j is the mean of δ times column j of X.",
        "A product of shapes (m, n) and (n,) does this for all columns at once.",
    ],
    solution="Rows are samples, so the transpose has a row for each feature; its "
    "product with δ adds over the samples. The bias is the weight of a column of ones.",
)


def _times(c, slopes):
    return c * slopes[0], c * slopes[1]


def _from_delta(X, delta):
    return X.T @ delta / len(delta), np.mean(delta)


def _after_step(w, b, dw, db):
    return w - dw, b - db
