"""What a network is to put out: labels as columns of 0 and 1, numbers as they are.

`encode` turns y into the matrix Y that the output layer is compared with, `decode`
turns scores back into what y holds. A network with one sigmoid output tells two classes
apart; with more, either exactly one class is right, or each column is a label of its
own.
"""

from typing import NamedTuple

import numpy as np

from lessons_pkg._validation import choice, finite_array
from lessons_pkg.activation import sigmoid
from lessons_pkg.estimator import check_X, check_X_y, label_array, label_classes
from lessons_pkg.softmax import softmax

OUTPUTS = ("sigmoid", "softmax", "identity")
LOSSES = ("cross_entropy", "squared_error")


class Target(NamedTuple):
    """How y is put into columns: the output function, the classes, the form of y.

    The classes are None where y holds numbers. Where it is not a vector but a matrix of
    labels, they count its columns.
    """

    output: str
    classes: np.ndarray | None
    is_vector: bool


def encode(X, y, output=None):
    """Return X and y as matrices with a row per sample, and the `Target`.

    Parameters
    ----------
    X : array_like of float, shape (n, m)
    y : array_like
        Labels, shape (n,); or with "sigmoid" a matrix of labels 0 and 1 that do not
        exclude each other; or with "identity" numbers, shape (n,) or (n, outputs).
    output : {"sigmoid", "softmax", "identity"}, optional
        By default sigmoid for two classes and softmax for more.

    Raises
    ------
    TypeError, ValueError
        If X, y or output is not such.

    Examples
    --------
    >>> X, Y, target = encode([[1], [2], [3]], ["a", "b", "c"])
    >>> target.output, Y.tolist()
    ('softmax', [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    """
    if output is not None:
        choice(output, "output", OUTPUTS)
    y = label_array(y)
    if y.ndim == 2 and output in ("sigmoid", "identity"):
        X, Y = check_X(X), finite_array(y, "y")
        if len(X) != len(Y):
            raise ValueError(
                f"X and y must have one row per sample, but X has {len(X)} rows and y "
                f"has {len(Y)}."
            )
        if output == "sigmoid" and not np.isin(Y, (0, 1)).all():
            raise ValueError("A matrix y of labels must hold 0 and 1 only.")
        classes = np.arange(Y.shape[1]) if output == "sigmoid" else None
        return X, Y, Target(output, classes, False)
    X, y = check_X_y(X, y)
    if output == "identity":
        return X, finite_array(y, "y")[:, np.newaxis], Target(output, None, True)
    if y.dtype.kind == "f" and (y % 1).any():
        raise ValueError(
            "y must hold labels, but it holds fractions: to predict numbers, "
            "set output='identity'."
        )
    classes, index = label_classes(y)
    output = output or ("sigmoid" if len(classes) == 2 else "softmax")
    if output == "sigmoid" and len(classes) == 2:
        Y = index[:, np.newaxis].astype(float)
    else:
        Y = np.eye(len(classes))[index]
    return X, Y, Target(output, classes, True)


def choose_loss(output, loss=None):
    """Return the loss or, if it is None, the one that belongs to the output.

    Examples
    --------
    >>> choose_loss("identity"), choose_loss("softmax")
    ('squared_error', 'cross_entropy')
    """
    if loss is None:
        return "squared_error" if output == "identity" else "cross_entropy"
    if choice(loss, "loss", LOSSES) == "cross_entropy" and output == "identity":
        raise ValueError(
            "loss='cross_entropy' needs probabilities, but output='identity' gives "
            "any number: set loss='squared_error'."
        )
    return loss


def check_targets(Y, shape, output):
    """Return Y as a float64 matrix of that shape, a row per sample.

    Raises
    ------
    TypeError, ValueError
        If Y is no such matrix or, for softmax, has a row that does not sum to 1.

    Examples
    --------
    >>> check_targets([[1], [0]], (2, 1), "sigmoid").shape
    (2, 1)
    """
    Y = finite_array(Y, "Y")
    if Y.shape != shape:
        raise ValueError(
            f"Y must have shape {shape}, a row for each sample and a column for each "
            f"output, but it has {Y.shape}."
        )
    if output == "softmax" and np.abs(Y.sum(axis=1) - 1).max() > 1e-9:
        raise ValueError("Each row of Y must sum to 1, for softmax gives such rows.")
    return Y


def decode(Z, target):
    """Return what scores Z, shape (n, outputs), predict, in the form of y.

    Examples
    --------
    >>> decode(np.array([[-1.0], [2.0]]), Target("sigmoid", np.array(["a", "b"]), True))
    array(['a', 'b'], dtype='<U1')
    """
    if target.output == "identity":
        return Z[:, 0] if target.is_vector else Z
    if not target.is_vector:
        return (Z > 0).astype(int)
    if Z.shape[1] == 1:
        return target.classes[(Z[:, 0] > 0).astype(int)]
    return target.classes[Z.argmax(axis=1)]


def probabilities(Z, target):
    """Return the probabilities that scores Z stand for: (n, classes) or (n, labels).

    Sigmoids for more than two classes are divided by their sum.

    Raises
    ------
    ValueError
        If the scores are numbers to predict.

    Examples
    --------
    >>> probabilities(np.array([[0.0]]), Target("sigmoid", np.array([3, 5]), True))
    array([[0.5, 0.5]])
    """
    if target.output == "identity":
        raise ValueError("With output='identity' numbers are predicted, no classes.")
    if target.output == "softmax":
        return softmax(Z)
    if not target.is_vector:
        return sigmoid(Z)
    if Z.shape[1] == 1:
        return sigmoid(np.hstack([-Z, Z]))
    return softmax(-np.logaddexp(0, -Z))  # the logarithms of the sigmoids


def score(y, predicted, target):
    """Return the accuracy or, for numbers, R² = 1 - Σ(y - p)² / Σ(y - ȳ)².

    A row of a matrix of labels is right if all of it is; R² is a mean over outputs.

    Raises
    ------
    ValueError
        If y and what is predicted have different shapes, or R² would divide by 0.

    Examples
    --------
    >>> numbers = Target("identity", None, True)
    >>> score([0.0, 2.0, 4.0], np.array([0.0, 2.0, 2.0]), numbers)
    0.5
    """
    y = label_array(y)
    if y.shape != predicted.shape:
        raise ValueError(f"y must have shape {predicted.shape}, but it has {y.shape}.")
    if target.output != "identity":
        right = y == predicted
        return float(np.mean(right if target.is_vector else right.all(axis=1)))
    total = ((y - y.mean(axis=0)) ** 2).sum(axis=0)
    if not np.all(total > 0):
        raise ValueError("R² needs numbers that differ, but all of y are equal.")
    return float(np.mean(1 - ((y - predicted) ** 2).sum(axis=0) / total))
