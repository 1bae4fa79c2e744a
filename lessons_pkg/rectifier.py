"""The line and the rectifiers that bend it at 0, and under each its derivative.

All are piecewise linear: cheap, without saturation where z > 0, and not differentiable
at the bend, where a subgradient is returned and the docstring says which. `maxout`
stands last, for it is not a function of one z. Smooth bends are in `smooth_rectifier`.
"""

import numpy as np

from lessons_pkg._validation import elementwise, finite_number, real_array


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
