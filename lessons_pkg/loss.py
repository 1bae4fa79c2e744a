"""Losses, and under each its gradient.

A loss is the mean over all entries of y, as in scikit-learn: over the samples, or for
several independent outputs over samples and outputs. Targets come first. Shapes must
be equal, because (n,) against (n, 1) would broadcast to (n, n) without a word.
"""

import numpy as np

from lessons_pkg._validation import finite_array
from lessons_pkg.activation import sigmoid


def mean_squared_error(y, p):
    """Return the mean of (p - y)².

    Parameters
    ----------
    y, p : float or array_like of float
        Targets and predictions: equal shapes, finite, not empty.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If y or p is not made of real numbers; if one is empty or not finite, or their
        shapes differ.

    Examples
    --------
    >>> mean_squared_error([0, 1], [0.5, 1.0])
    0.125
    """
    y, p = _pair(y, p, "p")
    return float(np.mean((p - y) ** 2))


def mean_squared_error_gradient(y, p):
    """Return d/dp of `mean_squared_error`: 2(p - y) / n for n entries.

    Parameters and errors are those of `mean_squared_error`; the shape is p's.

    Examples
    --------
    >>> mean_squared_error_gradient([0, 1], [0.5, 1.0])
    array([0.5, 0. ])
    """
    y, p = _pair(y, p, "p")
    return _like(2 * (p - y) / y.size)


def cross_entropy(y, p):
    """Return the mean of -(y log p + (1 - y) log(1 - p)), in nats.

    With 0 log 0 = 0, as the limit has it: a certain and right p costs 0, a certain and
    wrong one ∞. Where p is a sigmoid, `cross_entropy_from_logits` knows more.

    Parameters
    ----------
    y, p : float or array_like of float
        Targets and probabilities of 1, both in [0, 1]: equal shapes, not empty. A
        target between 0 and 1 is a soft label.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If y or p is not made of real numbers; if one is empty or outside [0, 1], or
        their shapes differ.

    References
    ----------
    Good (1952), "Rational decisions", J. Royal Statistical Society B 14, 107-114.

    Examples
    --------
    >>> print(f"{cross_entropy([1], [0.2]):.3f}")
    1.609
    """
    y, p = _unit_interval(*_pair(y, p, "p"))
    with np.errstate(divide="ignore", under="ignore"):
        hit = y * np.log(p, out=np.zeros_like(p), where=y > 0)
        miss = (1 - y) * np.log1p(-p, out=np.zeros_like(p), where=y < 1)
        return float(0 - np.mean(hit + miss))  # 0 - x, for -x can be -0.0


def cross_entropy_gradient(y, p):
    """Return d/dp of `cross_entropy`: ((1 - y)/(1 - p) - y/p) / n for n entries.

    Parameters and errors are those of `cross_entropy`; the shape is p's. A certain and
    wrong p gives ±∞.

    Examples
    --------
    >>> cross_entropy_gradient([1, 0], [0.5, 0.5])
    array([-1.,  1.])
    """
    y, p = _unit_interval(*_pair(y, p, "p"))
    with np.errstate(divide="ignore", over="ignore"):
        hit = np.divide(y, p, out=np.zeros_like(p), where=y > 0)
        miss = np.divide(1 - y, 1 - p, out=np.zeros_like(p), where=y < 1)
    return _like((miss - hit) / y.size)


def cross_entropy_from_logits(y, z):
    """Return `cross_entropy` at p = σ(z): the mean of max(z, 0) - yz + log(1 + e⁻|ᶻ|).

    No logarithm of 0 can arise, and no digits are lost where σ(z) rounds to 1.

    Parameters
    ----------
    y, z : float or array_like of float
        Targets in [0, 1] and pre-activations: equal shapes, finite, not empty.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If y or z is not made of real numbers; if one is empty or not finite, y leaves
        [0, 1], or their shapes differ.

    Examples
    --------
    >>> cross_entropy_from_logits([1, 0], [-800.0, 0.0]) > 400
    True
    """
    y, z = _pair(y, z, "z")
    _unit_interval(y)
    with np.errstate(under="ignore"):
        return float(np.mean(each_cross_entropy_from_logits(y, z)))


def each_cross_entropy_from_logits(y, z):
    """Return max(z, 0) - yz + log(1 + e⁻|ᶻ|), unchecked, for each entry of arrays."""
    small = np.log1p(np.exp(-np.abs(z)))  # added last, to keep its digits
    return np.maximum(z, 0) - y * z + small


def cross_entropy_from_logits_gradient(y, z):
    """Return d/dz of `cross_entropy_from_logits`: (σ(z) - y) / n for n entries.

    Parameters and errors are those of `cross_entropy_from_logits`; the shape is z's.

    Examples
    --------
    >>> cross_entropy_from_logits_gradient([1, 0], [0.0, 0.0])
    array([-0.25,  0.25])
    """
    y, z = _pair(y, z, "z")
    _unit_interval(y)
    return _like((sigmoid(z) - y) / y.size)


def _pair(y, other, name):
    y, other = finite_array(y, "y"), finite_array(other, name)
    if y.shape != other.shape:
        raise ValueError(
            f"y and {name} must have equal shapes, "
            f"but y has {y.shape} and {name} has {other.shape}."
        )
    return y, other


def _unit_interval(y, p=None):
    for name, values in (("y", y), ("p", p)):
        outside = values[(values < 0) | (values > 1)] if values is not None else ()
        if len(outside):
            raise ValueError(f"{name} must lie in [0, 1], but it holds {outside[0]}.")
    return y, p


def _like(gradient):
    return gradient if gradient.ndim else float(gradient)
