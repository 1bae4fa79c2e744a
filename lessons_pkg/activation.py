"""Activation functions, and under each one its derivative.

A derivative takes what its function takes, the pre-activation: `sigmoid_derivative(z)`
is σ′(z), never a(1 - a) of an activation passed in. Each body is the formula alone,
written so that no float overflows or cancels, and `elementwise` brings numbers, lists
and arrays to it. First come the functions of chapter 1, then those of chapter 6: the
line, the rectifiers that bend it at 0, and the rectifiers with a smooth bend. The
table `ACTIVATIONS` stands last. Swish and its many relatives are not here.
"""

import math

import numpy as np

from lessons_pkg._validation import elementwise, finite_number, real_array


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
    e = np.exp(np.minimum(z, 40))  # from z = 37 on σ(z) rounds to 1
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


# The line, and the rectifiers that bend it at 0 ---------------------------------------


@elementwise
def identity(z):
    """Return z itself, the output of a neuron that predicts a number.

    Examples
    --------
    >>> identity(-3)
    -3.0
    """
    return z.copy()


@elementwise
def identity_derivative(z):
    """Return 1, the slope of the identity everywhere.

    Examples
    --------
    >>> identity_derivative([-3.0, 0.0])
    array([1., 1.])
    """
    return np.where(np.isnan(z), z, 1)


@elementwise
def relu(z):
    """Return max(0, z), the rectified linear unit.

    References
    ----------
    Nair & Hinton (2010), "Rectified linear units improve restricted Boltzmann
    machines", ICML.

    Examples
    --------
    >>> relu([-2.0, 0.0, 2.0])
    array([0., 0., 2.])
    """
    return np.maximum(z, 0)


@elementwise
def relu_derivative(z):
    """Return 1 where z > 0 and 0 elsewhere; at the bend z = 0 it is 0.

    Examples
    --------
    >>> relu_derivative([-2.0, 0.0, 2.0])
    array([0., 0., 1.])
    """
    return np.where(np.isnan(z), z, z > 0)


@elementwise
def leaky_relu(z, alpha=0.01):
    """Return z where z > 0 and αz elsewhere: a unit that cannot die.

    α (alpha) is one finite number, fixed before training; no other value is taken.

    References
    ----------
    Maas, Hannun & Ng (2013), "Rectifier nonlinearities improve neural network acoustic
    models", ICML Workshop on Deep Learning for Audio, Speech and Language Processing.

    Examples
    --------
    >>> leaky_relu([-2.0, 0.0, 2.0])
    array([-0.02,  0.  ,  2.  ])
    """
    alpha = finite_number(alpha, "alpha")
    below = alpha * np.minimum(z, 0) if alpha else 0  # 0 * -inf is nan, its limit is 0
    return np.maximum(z, 0) + below


@elementwise
def leaky_relu_derivative(z, alpha=0.01):
    """Return 1 where z > 0 and α elsewhere; at the bend z = 0 it is α.

    Examples
    --------
    >>> leaky_relu_derivative([-2.0, 0.0, 2.0])
    array([0.01, 0.01, 1.  ])
    """
    positive = relu_derivative(z)
    return positive + finite_number(alpha, "alpha") * (1 - positive)


@elementwise
def prelu(z, alpha=0.25):
    """Return z where z > 0 and αz elsewhere, where α is learned with the weights.

    The formula is that of `leaky_relu`; α (alpha), one finite number shared by the
    layer, starts at 0.25. Its own gradient is ∂a/∂α = min(z, 0).

    References
    ----------
    He, Zhang, Ren & Sun (2015), "Delving deep into rectifiers: surpassing human-level
    performance on ImageNet classification", ICCV.

    Examples
    --------
    >>> prelu([-2.0, 0.0, 2.0], alpha=0.5)
    array([-1.,  0.,  2.])
    """
    return leaky_relu(z, alpha)


@elementwise
def prelu_derivative(z, alpha=0.25):
    """Return ∂a/∂z: 1 where z > 0 and α elsewhere; at the bend z = 0 it is α.

    Examples
    --------
    >>> prelu_derivative([-2.0, 0.0, 2.0], alpha=0.5)
    array([0.5, 0.5, 1. ])
    """
    return leaky_relu_derivative(z, alpha)


# Rectifiers with a smooth bend --------------------------------------------------------


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


# A bend made of pieces, not a function of one z ---------------------------------------


def maxout(z):
    """Return max over the last axis: a bend made of learned straight pieces.

    Parameters
    ----------
    z : array_like of float, shape (..., k)
        k ≥ 1 pre-activations for each unit.

    Returns
    -------
    ndarray, shape (...), or a NumPy float for a single unit
        One activation for each unit; nan where one of its pieces is nan.

    Raises
    ------
    TypeError, ValueError
        If z does not hold real numbers, or its last axis is missing or empty.

    References
    ----------
    Goodfellow, Warde-Farley, Mirza, Courville & Bengio (2013), "Maxout networks", ICML.

    Examples
    --------
    >>> maxout([[-2.0, 1.0], [3.0, 0.5]])
    array([1., 3.])
    """
    return _pieces(z).max(axis=-1)


def maxout_derivative(z):
    """Return 1 at the largest piece, the first one of equals, and 0 at the others.

    Parameters, errors and reference are those of `maxout`; the shape is z's.

    Examples
    --------
    >>> maxout_derivative([[-2.0, 1.0], [3.0, 0.5]])
    array([[0., 1.],
           [1., 0.]])
    """
    pieces = _pieces(z)
    slope = np.zeros_like(pieces)
    np.put_along_axis(slope, pieces.argmax(axis=-1, keepdims=True), 1, axis=-1)
    slope[np.isnan(pieces).any(axis=-1)] = np.nan
    return slope


def _pieces(z):
    pieces = identity(real_array(z, "z"))
    shape = np.shape(pieces)
    if not shape or not shape[-1]:
        raise ValueError(f"z must end in an axis of pieces, but its shape is {shape}.")
    return pieces


# The table ----------------------------------------------------------------------------


# `prelu` and `maxout` are missing, for each has parameters to learn and so is more than
# a function of z; `logistic` is `sigmoid` in other units.
ACTIVATIONS = {
    "identity": (identity, identity_derivative),
    "step": (step, step_derivative),
    "sigmoid": (sigmoid, sigmoid_derivative),
    "tanh": (tanh, tanh_derivative),
    "relu": (relu, relu_derivative),
    "leaky_relu": (leaky_relu, leaky_relu_derivative),
    "softplus": (softplus, softplus_derivative),
    "elu": (elu, elu_derivative),
    "gelu": (gelu, gelu_derivative),
}
