"""The data sets of the course, each as X, y: rows of X are samples, y their labels.

Here are the made-up ones, drawn anew from a seed so that every reader sees the same
points; the measured ones come from `measured` and are offered here by name. Nothing is
scaled, split or downloaded.
"""

import numpy as np

from lessons_pkg._validation import choice, finite_number, whole_number
from lessons_pkg.measured import breast_cancer, challenger, digits, iris

__all__ = [
    "beans",
    "blobs",
    "breast_cancer",
    "challenger",
    "digits",
    "gates",
    "iris",
    "moons",
]

GATES = {
    "and": (0, 0, 0, 1),
    "or": (0, 1, 1, 1),
    "nand": (1, 1, 1, 0),
    "nor": (1, 0, 0, 0),
    "xor": (0, 1, 1, 0),
    "xnor": (1, 0, 0, 1),
}


def gates(name):
    """Return the truth table of a logical gate of two inputs.

    Parameters
    ----------
    name : {"and", "or", "nand", "nor", "xor", "xnor"}

    Returns
    -------
    X : ndarray of float64, shape (4, 2)
        The rows 00, 01, 10, 11.
    y : ndarray of int, shape (4,)
        The gate's output, 0 or 1.

    Raises
    ------
    ValueError
        If there is no gate of that name.

    Examples
    --------
    >>> X, y = gates("xor")
    >>> y
    array([0, 1, 1, 0])
    """
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    return X, np.array(GATES[choice(name, "name", tuple(GATES))])


def beans(n=100, noise=0.1, seed=0):
    """Return n beans of size x, uniform in [0, 1], toxic if 0.7x + 0.5 + e > 0.8.

    Parameters
    ----------
    n : int
        Number of beans, at least 1.
    noise : float
        Standard deviation of the normal error e, at least 0. Without it every bean
        larger than 3/7 is toxic.
    seed : int

    Returns
    -------
    X : ndarray of float64, shape (n, 1)
        Sizes.
    y : ndarray of int, shape (n,)
        1 for toxic, 0 for edible.

    Raises
    ------
    TypeError, ValueError
        If n, noise or seed is not such a number.

    Examples
    --------
    >>> X, y = beans()
    >>> X.shape, y.shape
    ((100, 1), (100,))
    """
    n, noise, rng = _sample(n, 1, noise, seed)
    x = rng.uniform(size=n)
    toxicity = 0.7 * x + 0.5 + rng.normal(scale=noise, size=n)
    return x[:, np.newaxis], (toxicity > 0.8).astype(int)


def blobs(n=100, classes=2, noise=1.0, seed=0):
    """Return n points in round normal clouds, their centres 3 away from the origin.

    Parameters
    ----------
    n : int
        Number of points, at least one per class. Class sizes differ by at most 1.
    classes : int
        Number of clouds, at least 2, evenly spaced around the origin.
    noise : float
        Standard deviation of a cloud in each direction, at least 0. Two clouds are
        apart up to about 1.
    seed : int

    Returns
    -------
    X : ndarray of float64, shape (n, 2)
    y : ndarray of int, shape (n,)
        The cloud, from 0 to classes - 1.

    Raises
    ------
    TypeError, ValueError
        If n, classes, noise or seed is not such a number.

    Examples
    --------
    >>> X, y = blobs(n=5, classes=3)
    >>> X.shape, sorted(y.tolist())
    ((5, 2), [0, 0, 1, 1, 2])
    """
    classes = whole_number(classes, "classes", minimum=2)
    n, noise, rng = _sample(n, classes, noise, seed)
    y = rng.permutation(np.arange(n) % classes)
    angle = np.pi / 4 + 2 * np.pi * y / classes
    centre = 3 * np.column_stack([np.cos(angle), np.sin(angle)])
    return centre + rng.normal(scale=noise, size=(n, 2)), y


def moons(n=200, noise=0.15, seed=0):
    """Return n points on two half circles of radius 1 that reach into each other.

    Class 0 is the upper half around (0, 0), class 1 the lower half around (1, 1/2).

    Parameters
    ----------
    n : int
        Number of points, at least 2. Class sizes differ by at most 1.
    noise : float
        Standard deviation of the normal error in each direction, at least 0.
    seed : int

    Returns
    -------
    X : ndarray of float64, shape (n, 2)
    y : ndarray of int, shape (n,)

    Raises
    ------
    TypeError, ValueError
        If n, noise or seed is not such a number.

    Examples
    --------
    >>> X, y = moons()
    >>> X.shape, int(y.sum())
    ((200, 2), 100)
    """
    n, noise, rng = _sample(n, 2, noise, seed)
    y = rng.permutation(np.arange(n) % 2)
    angle = np.pi * (rng.uniform(size=n) + y)  # 0 to π above, π to 2π below
    circle = np.column_stack([np.cos(angle) + y, np.sin(angle) + y / 2])
    return circle + rng.normal(scale=noise, size=(n, 2)), y


def _sample(n, minimum, noise, seed):
    n = whole_number(n, "n", minimum)
    noise = finite_number(noise, "noise")
    if noise < 0:
        raise ValueError(f"noise must be at least 0, but it is {noise}.")
    return n, noise, np.random.default_rng(whole_number(seed, "seed"))
