"""Gradients by finite differences: slow, but for any function, and so a fair judge.

`numerical_gradient` moves one coordinate at a time to both sides and looks at what the
function does; `check_gradient` compares a derived gradient with that. Higher
derivatives, complex steps and functions with many outputs are left out.
"""

import numpy as np

from lessons_pkg._validation import finite_array, finite_number, real_array


def numerical_gradient(f, x, h=None):
    """Return the gradient of f at x by central differences.

    ∂f/∂xᵢ ≈ (f(x + h eᵢ) - f(x - h eᵢ)) / 2h. A large h leaves a truncation error of
    about ``h²|f‴|/6``, a small one a rounding error of about ``ε|f|/h``; where f and
    its derivatives are of one size the sum is least near h = ∛ε, about 6e-6. The
    quotient divides by the distance really moved, since x + h is rounded.

    Parameters
    ----------
    f : callable
        Takes a point like x, as float64, and returns one finite number. It is called
        twice per coordinate, each time with an array of its own.
    x : float or array_like of float
        Any shape but an empty one. Integers become floats; x itself is never changed.
    h : float, optional
        Step for every coordinate. By default ``∛ε · max(1, |xᵢ|)`` for each, which is
        right for float64. If f computes in float32, ε is 1.2e-7 and you have to give
        an h yourself, about 0.005: the gradient is then good to three or four digits.

    Returns
    -------
    float or ndarray of float64
        The gradient, of x's shape; a float when x is a number.

    Raises
    ------
    ValueError
        If x is empty or not finite, h is not positive or too small to move x, or f
        returns nan, infinity or more than one number.
    TypeError
        If x, h or what f returns is not made of real numbers; if f returns float32 or
        float16 and there is no h. (Once ``float`` or ``.item()`` has made a Python
        float of it, nobody can tell.)

    References
    ----------
    Press, Teukolsky, Vetterling & Flannery (2007), "Numerical recipes", 3rd ed., 5.7.

    Examples
    --------
    >>> print(f"{numerical_gradient(lambda x: x**3, 2.0):.8f}")
    12.00000000
    >>> numerical_gradient(lambda x: (x**2).sum(), [1, 2, 3]).round(8)
    array([2., 4., 6.])
    """
    point = finite_array(x, "x")
    if h is None:
        steps = np.cbrt(np.finfo(float).eps) * np.maximum(1, np.abs(point))
    else:
        h = finite_number(h, "h")
        if h <= 0:
            raise ValueError(f"h must be positive, but it is {h}.")
        steps = np.full(point.shape, h)
    gradient = np.empty_like(point)
    for index in np.ndindex(point.shape):
        right, left = point.copy(), point.copy()
        right[index] += steps[index]
        left[index] -= steps[index]
        moved = right[index] - left[index]
        if moved == 0:
            raise ValueError(f"h = {h} is too small: x = {point[index]} does not move.")
        gradient[index] = (_value(f, right, h) - _value(f, left, h)) / moved
    return gradient if gradient.ndim else float(gradient)


def relative_error(a, b):
    """Return ``max|a - b| / max(|a|, |b|)``, each maximum over all entries.

    It is 0 for equal arrays, two arrays of zeros included, and at most 2. It measures
    the arrays as wholes, and so it forgives the rounding noise of an entry that should
    be 0. It also forgives a mistake in an entry far smaller than the largest: to see
    one, compare entry by entry, as in the second example.

    Parameters
    ----------
    a, b : float or array_like of float
        Equal shapes, finite, not empty.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If a or b is not made of real numbers; if one is empty or not finite, or their
        shapes differ.

    Examples
    --------
    >>> relative_error([3.0, 4.0], [3.0, 2.0])
    0.5
    >>> a, b = [1.0, 1e-9], [1.0, 2e-9]
    >>> relative_error(a, b), max(map(relative_error, a, b))
    (1e-09, 0.5)
    """
    a, b = finite_array(a, "a"), finite_array(b, "b")
    if a.shape != b.shape:
        raise ValueError(
            f"a and b must have equal shapes, but a has {a.shape} and b has {b.shape}."
        )
    scale = max(np.abs(a).max(), np.abs(b).max())
    if scale == 0:
        return 0.0
    with np.errstate(under="ignore"):
        return float(np.abs(a / scale - b / scale).max())  # a - b could overflow


def check_gradient(f, gradient, x, h=None):
    """Return the relative error of a gradient against `numerical_gradient`.

    For a smooth f, a right gradient gives about 1e-8 or less; 1e-2 or more is a mistake
    in the derivation; in between, look for a small one, or for a kink of f near x.

    The measure looks at the largest entries: a mistake in an entry that is 1e-8 times
    the largest one passes unseen. If some parameters have far smaller derivatives than
    others, check them on their own, as an x of their own.

    The measure also contains the rounding error of f: about ``4e-11·|f|``, divided by
    the largest derivative. So even a right gradient gives more than 1e-8 if f is large
    beside its derivatives, and at a minimum, where they are all 0, it can give 1: check
    it somewhere else.

    Parameters
    ----------
    f, x, h
        As in `numerical_gradient`.
    gradient : callable or array_like of float
        The derived gradient, or the function that returns it at x.

    Returns
    -------
    float
        The `relative_error` of the two.

    Raises
    ------
    TypeError, ValueError
        As `numerical_gradient`; ValueError too if the gradient is not of x's shape
        or is not finite.

    Examples
    --------
    >>> check_gradient(lambda w: (w**2).sum(), lambda w: 2 * w, [1.0, -2.0]) < 1e-8
    True
    >>> print(f"{check_gradient(lambda w: (w**2).sum(), lambda w: w, [1.0, -2.0]):.3f}")
    0.500
    """
    numerical = numerical_gradient(f, x, h)
    if callable(gradient):
        gradient = gradient(_argument(finite_array(x, "x")))
    derived = finite_array(gradient, "gradient")
    if derived.shape != np.shape(numerical):
        raise ValueError(
            f"gradient must have the shape of x, {np.shape(numerical)}, "
            f"but it has {derived.shape}."
        )
    return relative_error(derived, numerical)


def _argument(point):
    return point if point.ndim else float(point)


def _value(f, point, h):
    value = real_array(f(_argument(point)), "the value of f")
    if value.ndim:
        raise ValueError(f"f must return one number, but its shape is {value.shape}.")
    if not np.isfinite(value):
        raise ValueError(f"f must return a finite number, but it returned {value}.")
    if h is None and value.dtype.kind == "f" and value.dtype.itemsize < 8:
        step = np.cbrt(np.finfo(value.dtype).eps) * max(1, np.abs(point).max())
        raise TypeError(
            f"f computes in {value.dtype}, which rounds away the difference over so "
            f"small a step: let it compute in float64, or give a larger h, about "
            f"{step:.1g}."
        )
    return float(value)
