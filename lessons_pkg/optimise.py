"""Optimisation: from parameters and the gradient there to the next parameters.

A step is a function. What it has to remember from step to step, its state, goes in and
comes out beside the parameters, so that nothing is hidden in an object: momentum has a
velocity, and Adam two means and a count. Newton's step has no state and no learning
rate, but wants the Hessian, or a matrix that is nowhere below it. Line searches, and
rates that depend on the loss, are left out.
"""

from typing import NamedTuple

import numpy as np

from lessons_pkg._validation import (
    finite_array,
    finite_number,
    real_array,
    whole_number,
)
from lessons_pkg.estimator import check_X, positive_number
from lessons_pkg.logistic_regression import solve

# Steps along the gradient -------------------------------------------------------------


def gradient_step(w, gradient, learning_rate):
    """Return w - η ∇L, a step of gradient descent; it has no state.

    With the gradient of a few samples it is a step of stochastic gradient descent.

    Parameters
    ----------
    w, gradient : array_like of float
        The parameters and the gradient of the loss there. Equal shapes, any; a gradient
        that has overflowed is passed on.
    learning_rate : float
        η, positive.

    Returns
    -------
    ndarray of float64
        The next parameters; w itself is left as it is.

    Raises
    ------
    TypeError, ValueError
        If an argument does not hold real numbers, the shapes differ, or η is not one
        positive number.

    References
    ----------
    Cauchy (1847), "Méthode générale pour la résolution des systèmes d'équations
    simultanées", Comptes rendus de l'Académie des sciences 25, 536-538.

    Examples
    --------
    Down L(w) = ½(4w₁² + ½w₂²), whose gradient is (4w₁, ½w₂):

    >>> w, curvatures = np.array([3.0, 8.0]), np.array([4.0, 0.5])
    >>> for _ in range(2):
    ...     w = gradient_step(w, curvatures * w, learning_rate=0.3)
    ...     print(w.round(3))
    [-0.6  6.8]
    [0.12 5.78]
    """
    w, gradient = _alike(w=w, gradient=gradient)
    learning_rate = positive_number(learning_rate, "learning_rate")
    return w - learning_rate * gradient


def momentum_step(w, gradient, velocity, learning_rate, momentum=0.9):
    """Return w - ηv and v, where the velocity v = βv + ∇L has been brought up to date.

    Parameters
    ----------
    w, gradient, learning_rate
        As in `gradient_step`.
    velocity : array_like of float
        The state v: at the start 0.0, later what the last step returned.
    momentum : float
        β, at least 0 and below 1: the share of the velocity that is kept.

    Returns
    -------
    w, velocity : ndarray of float64
        Both for the next step.

    Raises
    ------
    TypeError, ValueError
        As `gradient_step`; also if the velocity has another shape or β another range.

    References
    ----------
    Polyak (1964), "Some methods of speeding up the convergence of iteration methods",
    USSR Computational Mathematics and Mathematical Physics 4(5), 1-17. This way of
    writing it is that of `torch.optim.SGD`.

    Examples
    --------
    >>> w, velocity = np.array([3.0, 8.0]), 0.0
    >>> for _ in range(2):
    ...     gradient = np.array([4.0, 0.5]) * w
    ...     w, velocity = momentum_step(w, gradient, velocity, 0.3, momentum=0.5)
    ...     print(w.round(3), velocity.round(3))
    [-0.6  6.8] [12.  4.]
    [-1.68  5.18] [3.6 5.4]
    """
    w, gradient, velocity = _alike(w=w, gradient=gradient, velocity=velocity)
    learning_rate = positive_number(learning_rate, "learning_rate")
    momentum = _share(momentum, "momentum")
    velocity = momentum * velocity + gradient
    return w - learning_rate * velocity, velocity


class Moments(NamedTuple):
    """What Adam remembers: the means m and s, and the number k of steps so far."""

    mean: np.ndarray | float = 0.0
    square: np.ndarray | float = 0.0
    steps: int = 0


def adam_step(
    w,
    gradient,
    moments,
    learning_rate=0.001,
    beta1=0.9,
    beta2=0.999,
    epsilon=1e-8,
):
    """Return w - η m̂ / (√ŝ + ε) and the moments, brought up to date.

    The mean m = β₁m + (1 - β₁)∇L of the gradients and the mean s = β₂s + (1 - β₂)∇L²
    of their squares begin at 0. After k steps the weights in them add up to 1 - β₁ᵏ and
    1 - β₂ᵏ, and so m̂ = m / (1 - β₁ᵏ) and ŝ = s / (1 - β₂ᵏ) are divided by these. The
    paper writes v for s.

    Parameters
    ----------
    w, gradient, learning_rate
        As in `gradient_step`.
    moments : Moments
        The state: at the start ``Moments()``, later what the last step returned.
    beta1, beta2 : float
        β₁ and β₂, at least 0 and below 1.
    epsilon : float
        ε, positive, which keeps the quotient finite where all gradients were 0.

    Returns
    -------
    w : ndarray of float64
    moments : Moments
        Both for the next step.

    Raises
    ------
    TypeError, ValueError
        As `gradient_step`; also if the moments are not such a state, or β₁, β₂ or ε is
        out of its range.

    References
    ----------
    Kingma & Ba (2015), "Adam: a method for stochastic optimization", ICLR,
    arXiv:1412.6980.

    Examples
    --------
    Whatever the size of a gradient, the first step is as long as the learning rate:

    >>> w, moments = np.array([3.0, 8.0]), Moments()
    >>> for _ in range(2):
    ...     gradient = np.array([4.0, 0.5]) * w
    ...     w, moments = adam_step(w, gradient, moments, learning_rate=0.1)
    ...     print(w.round(4), moments.mean.round(3))
    [2.9 7.9] [1.2 0.4]
    [2.8001 7.8   ] [2.24  0.755]
    """
    if not isinstance(moments, Moments):
        raise TypeError(
            f"moments must be Moments(), or what the last step returned, but it is "
            f"{moments!r}."
        )
    mean, square, steps = moments
    w, gradient, mean, square = _alike(w=w, gradient=gradient, mean=mean, square=square)
    learning_rate = positive_number(learning_rate, "learning_rate")
    beta1, beta2 = _share(beta1, "beta1"), _share(beta2, "beta2")
    epsilon, k = positive_number(epsilon, "epsilon"), whole_number(steps, "steps") + 1

    mean = beta1 * mean + (1 - beta1) * gradient
    square = beta2 * square + (1 - beta2) * gradient**2
    m_hat, s_hat = mean / (1 - beta1**k), square / (1 - beta2**k)
    w = w - learning_rate * m_hat / (np.sqrt(s_hat) + epsilon)
    return w, Moments(mean, square, k)


# A few samples at a time, at a rate that may decay ------------------------------------


def batches(n, size, seed=0):
    """Yield the row numbers of n samples in a random order, `size` of them at a time.

    That is one epoch. If `size` does not divide n, the last batch is smaller.

    Parameters
    ----------
    n, size : int
        At least 1.
    seed : int or numpy.random.Generator
        A generator is used up further with each epoch, so that each has its own order.

    Raises
    ------
    TypeError, ValueError
        If n or size is not such a number.

    References
    ----------
    Robbins & Monro (1951), "A stochastic approximation method", Annals of Mathematical
    Statistics 22, 400-407.

    Examples
    --------
    >>> [rows.tolist() for rows in batches(5, size=2)]
    [[2, 4], [3, 0], [1]]
    """
    n, size = whole_number(n, "n", minimum=1), whole_number(size, "size", minimum=1)
    order = np.random.default_rng(seed).permutation(n)
    return iter([order[start : start + size] for start in range(0, n, size)])


def decayed(learning_rate, decay, epoch):
    """Return η / (1 + ck), the learning rate of epoch k = 0, 1, … with the decay c.

    If c is positive, the rates add up to infinity and their squares to a finite sum, as
    Robbins and Monro ask.

    Examples
    --------
    >>> [decayed(0.6, decay=0.5, epoch=k) for k in (0, 2, 6)]
    [0.6, 0.3, 0.15]
    """
    learning_rate = positive_number(learning_rate, "learning_rate")
    decay = positive_number(decay, "decay", or_zero=True)
    return learning_rate / (1 + decay * whole_number(epoch, "epoch"))


# With the curvature -------------------------------------------------------------------


def largest_rate(hessian):
    """Return 2 / λ_max: beyond this rate gradient descent runs away from the bottom.

    λ_max is the largest eigenvalue of the Hessian. A step multiplies the part of the
    error along the eigenvector of λ by 1 - ηλ.

    Parameters
    ----------
    hessian : array_like of float, shape (m, m)
        Symmetric, with an eigenvalue above 0.

    Raises
    ------
    TypeError, ValueError
        If it is not.

    Examples
    --------
    >>> largest_rate([[4.0, 0.0], [0.0, 0.5]])
    0.5
    """
    largest = np.linalg.eigvalsh(_symmetric(hessian))[-1]
    if largest <= 0:
        raise ValueError(
            f"hessian must have an eigenvalue above 0, but the largest is {largest:g}."
        )
    return float(2 / largest)


def newton_step(w, gradient, hessian):
    """Return w - H⁻¹ ∇L: the bottom of the bowl with this gradient and Hessian.

    For a loss that is such a bowl, as in linear regression, that is the bottom itself,
    from any w. With a matrix in place of H that the Hessian nowhere exceeds, such as
    `logistic_bound`, no step raises the loss. Where H is singular, it is the shortest
    of the steps (measured in units in which its diagonal is 1).

    Parameters
    ----------
    w, gradient : array_like of float, shape (m,)
    hessian : array_like of float, shape (m, m)
        H, symmetric.

    Returns
    -------
    ndarray of float64, shape (m,)

    Raises
    ------
    TypeError, ValueError
        If they do not hold finite numbers, or their shapes do not fit.

    References
    ----------
    Ypma (1995), "Historical development of the Newton-Raphson method", SIAM Review 37,
    531-551.

    Examples
    --------
    >>> H = np.array([[4.0, 1.0], [1.0, 0.5]])
    >>> w = np.array([3.0, 8.0])
    >>> newton_step(w, H @ w, H)
    array([0., 0.])
    """
    w, gradient = finite_array(w, "w"), finite_array(gradient, "gradient")
    w, gradient = _alike(w=w, gradient=gradient)
    H = _symmetric(hessian)
    if w.shape != H.shape[:1]:
        raise ValueError(
            f"w must be a vector with an entry for each row of hessian, {len(H)}, but "
            f"its shape is {w.shape}."
        )
    return w - solve(H, gradient)


def logistic_bound(X):
    """Return B = XᵀX / 4n, which the Hessian of mean cross-entropy nowhere exceeds.

    The Hessian is XᵀSX / n, with p(1 - p) ≤ ¼ on the diagonal of S. So the loss lies
    below the bowl with B for its Hessian that touches it at w, and `newton_step` with
    B goes to the bottom of that bowl: it minorises -L (or majorises L) and optimises.

    Parameters
    ----------
    X : array_like of float, shape (n, m)
        Give it a column of ones for the intercept.

    Raises
    ------
    TypeError, ValueError
        If X is not such a matrix.

    References
    ----------
    Böhning & Lindsay (1988), "Monotonicity of quadratic-approximation algorithms",
    Annals of the Institute of Statistical Mathematics 40, 641-663.

    Examples
    --------
    >>> logistic_bound([[3.0, 1.0], [-1.0, 1.0]])
    array([[1.25, 0.25],
           [0.25, 0.25]])
    """
    X = check_X(X)
    return X.T @ X / (4 * len(X))


# Checks -------------------------------------------------------------------------------


def _alike(**arrays):
    """Return float64 arrays of w's shape; a state of 0.0 may stand for an array."""
    held = {name: real_array(a, name).astype(float) for name, a in arrays.items()}
    shape = held["w"].shape
    for name, array in held.items():
        if array.shape != shape and (name == "gradient" or array.ndim):
            raise ValueError(
                f"{name} must have the shape of w, {shape}, but it has {array.shape}."
            )
    return held.values()


def _share(value, name):
    number = finite_number(value, name)
    if not 0 <= number < 1:
        raise ValueError(f"{name} must be at least 0 and below 1, but it is {number}.")
    return number


def _symmetric(hessian):
    H = finite_array(hessian, "hessian")
    rounding = 1e-12 * np.abs(H).max()
    if H.ndim != 2 or H.shape != H.T.shape or np.abs(H - H.T).max() > rounding:
        raise ValueError("hessian must be a symmetric matrix, but it is not.")
    return H
