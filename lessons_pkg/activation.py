"""The sigmoid, its relatives, and under each function its derivative.

A derivative takes what its function takes, the pre-activation: `sigmoid_derivative(z)`
is σ′(z), never a(1 - a) of an activation passed in. Each body is the formula alone,
written so that no float overflows or cancels, and `elementwise` brings numbers, lists
and arrays to it. The rectifiers of chapter 6 are in `rectifier`, not here.
"""

import numpy as np

from lessons_pkg._validation import BLOCK, elementwise, finite_number

# From z = 37 on σ(z) rounds to 1, and e⁴⁰ is far from overflow. It is an array because
# NumPy's minimum of two arrays is three times as fast as that with a number.
CEILING = np.full(BLOCK, 40.0)


@elementwise
def step(z):
    """Return 1 where z ≥ 0 and 0 elsewhere, the unit of McCulloch and Pitts.

    Examples
    --------
    >>> step([-0.5, 0.0, 0.5])
    array([0., 1., 1.])
    """
    return np.where(np.isnan(z), z, z >= 0)


@elementwise
def step_derivative(z):
    """Return 0, the slope of the step: it gives gradient descent no direction.

    At z = 0 the step jumps and has no derivative; 0 is returned there too.

    Examples
    --------
    >>> step_derivative([-0.5, 0.0, 0.5])
    array([0., 0., 0.])
    """
    return np.where(np.isnan(z), z, 0)


@elementwise
def sigmoid(z):
    """Return σ(z) = 1 / (1 + e⁻ᶻ), the standard logistic function, in (0, 1).

    The relative error of a float64 stays below 4e-16, down to z = -708, and from there
    to -745, where the smallest float is reached, it is a unit in the last place. From
    z = 37 on the nearest float is 1 itself.

    Examples
    --------
    >>> sigmoid(0)
    0.5
    >>> sigmoid([-800.0, 0.0, 800.0])
    array([0. , 0.5, 1. ])
    """
    e = np.exp(np.minimum(z, CEILING[: z.size]))
    e /= 1 + e
    return e


@elementwise
def sigmoid_derivative(z):
    """Return σ′(z) = σ(z)(1 - σ(z)), at most 1/4, from the pre-activation z.

    Computed as e / (1 + e)² with e = e⁻|ᶻ|, because 1 - σ(z) is 0 in floats where
    z > 37.

    Examples
    --------
    >>> sigmoid_derivative(0)
    0.25
    >>> sigmoid_derivative(40) > 0
    True
    """
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2


@elementwise
def logit(p):
    """Return log(p / (1 - p)), the log-odds of p and the inverse of the sigmoid.

    The ends 0 and 1 give -∞ and ∞; outside [0, 1] there are no odds: ValueError.
    Near 1/2 the logarithm would lose digits; there this is 2 artanh(2p - 1), the same.

    Examples
    --------
    >>> logit([0.0, 0.5, 1.0])
    array([-inf,   0.,  inf])
    """
    _check_probability(p)
    with np.errstate(divide="ignore"):
        outer = np.log(p / (1 - p))
        return np.where(np.abs(p - 0.5) < 0.25, 2 * np.arctanh(2 * p - 1), outer)


@elementwise
def logit_derivative(p):
    """Return 1 / (p(1 - p)), the slope of the logit; outside [0, 1]: ValueError.

    Examples
    --------
    >>> logit_derivative(0.5)
    4.0
    """
    _check_probability(p)
    with np.errstate(divide="ignore", over="ignore"):
        return 1 / (p * (1 - p))


def _check_probability(p):
    outside = p[(p < 0) | (p > 1)]
    if outside.size:
        raise ValueError(f"p must lie in [0, 1], but it holds {outside[0]}.")


@elementwise
def logistic(x, L=1.0, k=1.0, x0=0.0):
    """Return L / (1 + exp(-k(x - x0))), growth towards the limit L.

    Parameters
    ----------
    x : float or array_like of float
        Any shape.
    L, k, x0 : float
        Limit, growth rate and midpoint. Any finite number.

    Returns
    -------
    float or ndarray
        The same shape as x: a Python number gives a float.

    Raises
    ------
    TypeError, ValueError
        If x does not hold real numbers, or L, k or x0 is not one finite number.

    References
    ----------
    Verhulst (1838), "Notice sur la loi que la population suit dans son accroissement",
    Correspondance mathématique et physique 10, 113-121.

    Examples
    --------
    >>> logistic(1990, L=12.0, k=0.03, x0=1990)
    6.0
    """
    return finite_number(L, "L") * sigmoid(_logistic_exponent(x, k, x0))


@elementwise
def logistic_derivative(x, L=1.0, k=1.0, x0=0.0):
    """Return the slope L k σ′(k(x - x0)) of `logistic`, which has its parameters.

    Examples
    --------
    >>> logistic_derivative(0.0, L=4.0, k=3.0)
    3.0
    """
    slope = finite_number(L, "L") * sigmoid_derivative(_logistic_exponent(x, k, x0))
    with np.errstate(over="ignore"):
        return slope * finite_number(k, "k")


def _logistic_exponent(x, k, x0):
    k, x0 = finite_number(k, "k"), finite_number(x0, "x0")
    largest = np.finfo(x.dtype).max
    with np.errstate(over="ignore"):
        return k * np.clip(x - x0, -largest, largest)  # clipped, for 0 * inf is nan


@elementwise
def tanh(z):
    """Return tanh(z) = 2σ(2z) - 1, in (-1, 1).

    Examples
    --------
    >>> tanh(0)
    0.0
    """
    return np.tanh(z)


@elementwise
def tanh_derivative(z):
    """Return tanh′(z) = 1 - tanh²(z), at most 1, from the pre-activation z.

    Computed as 4e² / (1 + e²)² with e = e⁻|ᶻ|, which keeps its digits in the tails.

    Examples
    --------
    >>> tanh_derivative(0)
    1.0
    """
    e = np.exp(-np.abs(z)) ** 2
    return 4 * e / (1 + e) ** 2
