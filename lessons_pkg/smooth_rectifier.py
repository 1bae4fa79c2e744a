"""Rectifiers with a smooth bend, and under each its derivative.

They behave like `relu` far from 0 and have a slope that varies near it, at the price
of an exponential or of erf. The derivatives take the pre-activation z, as everywhere.
Swish and its many relatives are not here.
"""

import math

import numpy as np

from lessons_pkg._validation import elementwise, finite_number
from lessons_pkg.activation import sigmoid


@elementwise
def softplus(z):
    """Return log(1 + eᶻ), whose derivative is the sigmoid.

    Computed as log1p(e⁻|ᶻ|) + max(z, 0), which neither overflows nor loses the tail.

    References
    ----------
    Dugas, Bengio, Bélisle, Nadeau & Garcia (2000), "Incorporating second-order
    functional knowledge for better option pricing", NIPS.

    Examples
    --------
    >>> softplus(1000)
    1000.0
    """
    return np.log1p(np.exp(-np.abs(z))) + np.maximum(z, 0)


@elementwise
def softplus_derivative(z):
    """Return σ(z), the slope of the softplus.

    Examples
    --------
    >>> softplus_derivative(0)
    0.5
    """
    return sigmoid(z)


@elementwise
def elu(z, alpha=1.0):
    """Return z where z > 0 and α(eᶻ - 1) elsewhere, which saturates at -α.

    α (alpha) is one finite number; with α = 1 the slope has no jump.

    References
    ----------
    Clevert, Unterthiner & Hochreiter (2016), "Fast and accurate deep network learning
    by exponential linear units (ELUs)", ICLR.

    Examples
    --------
    >>> elu([-1000.0, 0.0, 2.0])
    array([-1.,  0.,  2.])
    """
    below = finite_number(alpha, "alpha") * np.expm1(np.minimum(z, 0))
    return np.maximum(z, 0) + below


@elementwise
def elu_derivative(z, alpha=1.0):
    """Return 1 where z > 0 and αeᶻ elsewhere; at z = 0 it is α.

    Examples
    --------
    >>> elu_derivative([-1000.0, 0.0, 2.0])
    array([0., 1., 1.])
    """
    below = finite_number(alpha, "alpha") * np.exp(np.minimum(z, 0))
    return np.where(z > 0, 1, below)


@elementwise
def gelu(z):
    """Return zΦ(z), z times the chance that a standard normal number lies below z.

    Φ is the true normal distribution, not the common approximation by tanh. NumPy has
    no erf, so Python's own is called for each element: right to 1e-12 relative even
    in the left tail, and about fifty times the cost of the sigmoid.

    References
    ----------
    Hendrycks & Gimpel (2016), "Gaussian error linear units (GELUs)", arXiv:1606.08415.

    Examples
    --------
    >>> gelu([-1.0, 0.0, 1.0]).round(4)
    array([-0.1587,  0.    ,  0.8413])
    """
    return np.maximum(z, -40) * _normal_below(z)  # Φ(-40) is 0 in floats


@elementwise
def gelu_derivative(z):
    """Return Φ(z) + zφ(z), with φ = Φ′ the standard normal density.

    Examples
    --------
    >>> gelu_derivative(0)
    0.5
    """
    bounded = np.clip(z, -40, 40)  # beyond, φ(z) is 0 in floats
    density = np.exp(-(bounded**2) / 2) / math.sqrt(2 * math.pi)
    return _normal_below(z) + bounded * density


def _normal_below(z):
    # erfc keeps the digits of a small Φ(z), where 1 + erf(z / √2) would cancel.
    return _erfc(-z / math.sqrt(2)).astype(float) / 2


_erfc = np.frompyfunc(math.erfc, 1, 1)
