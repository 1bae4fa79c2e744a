"""Softmax, from logits to probabilities that sum to 1, with its cross-entropy.

Rows are samples and columns are classes. Only the differences of a row's logits count:
a constant cancels, and for two classes it is the sigmoid of their difference.
"""

import numpy as np

from lessons_pkg._validation import finite_array


def softmax(z):
    """Return eᶻ / Σ eᶻ, where the sum runs over the last axis.

    The largest logit is subtracted first: the ratio stays the same, and no exponential
    overflows.

    Parameters
    ----------
    z : array_like of float, shape (…, classes)
        Finite, not empty.

    Returns
    -------
    ndarray of float64
        Probabilities, of z's shape.

    Raises
    ------
    TypeError, ValueError
        If z is not such an array.

    References
    ----------
    Bridle (1990), "Probabilistic interpretation of feedforward classification network
    outputs", in Neurocomputing, Springer, 227-236.

    Examples
    --------
    >>> softmax([0.0, 0.0])
    array([0.5, 0.5])
    >>> softmax([1000.0, 0.0])
    array([1., 0.])
    """
    with np.errstate(over="ignore", under="ignore"):
        return unchecked_softmax(_logits(z))


def unchecked_softmax(z):
    """Return `softmax` of a float64 array, which training has checked already."""
    e = z - np.maximum.reduce(z, axis=-1, keepdims=True)
    np.exp(e, out=e)
    e /= np.add.reduce(e, axis=-1, keepdims=True)
    return e


def softmax_cross_entropy(Y, Z):
    """Return the mean over the samples of -Σ y log softmax(z), in nats.

    Computed as Σ y (log Σ eᶻ - z), so that no logarithm of 0 can arise.

    Parameters
    ----------
    Y, Z : array_like of float, shape (n, classes)
        Targets and logits. A row of Y sums to 1: it is 1 at the class of the sample, or
        spread over several classes as a soft label.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If Y or Z is not made of finite real numbers, their shapes differ, or a row of Y
        is no distribution.

    Examples
    --------
    >>> print(f"{softmax_cross_entropy([[0, 1, 0]], [[5.0, 5.0, 5.0]]):.4f}")
    1.0986
    """
    with np.errstate(over="ignore", under="ignore"):
        return float(each_softmax_cross_entropy(*_pair(Y, Z)).mean())


def each_softmax_cross_entropy(Y, Z):
    """Return -Σ y log softmax(z), unchecked, for each row of float64 matrices."""
    # With a row for each class the sums run along the memory, twice as fast.
    Z = np.ascontiguousarray(Z.T)
    Z = Z - Z.max(axis=0)
    Z = np.maximum(Z, np.finfo(float).min)  # for 0 * -inf is nan
    return np.log(np.exp(Z).sum(axis=0)) - np.einsum("ij,ji->i", Y, Z)


def softmax_cross_entropy_gradient(Y, Z):
    """Return d/dZ of `softmax_cross_entropy`: (softmax(Z) - Y) / n for n samples.

    Parameters and errors are those of `softmax_cross_entropy`; the shape is Z's.

    Examples
    --------
    >>> softmax_cross_entropy_gradient([[0, 1]], [[3.0, 3.0]])
    array([[ 0.5, -0.5]])
    """
    Y, Z = _pair(Y, Z)
    with np.errstate(over="ignore", under="ignore"):
        return (unchecked_softmax(Z) - Y) / len(Y)


def _logits(z):
    z = finite_array(z, "z")
    if z.ndim == 0:
        raise ValueError("z must hold the logits of several classes, but it is one.")
    return z


def _pair(Y, Z):
    Y, Z = finite_array(Y, "Y"), finite_array(Z, "Z")
    if Y.shape != Z.shape or Y.ndim != 2:
        raise ValueError(
            "Y and Z must both have a row per sample and a column per class, "
            f"but Y has shape {Y.shape} and Z has {Z.shape}."
        )
    if Y.min() < 0 or np.abs(Y.sum(axis=1) - 1).max() > 1e-9:
        raise ValueError("Each row of Y must be at least 0 and sum to 1.")
    return Y, Z
