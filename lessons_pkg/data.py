"""The data sets of the course, each as X, y: rows of X are samples, y their labels.

First come the made-up ones, drawn from a seed so that every reader sees the same
points, then the measured ones as their sources give them: the Challenger table stands
here, and the others come with scikit-learn. Nothing is scaled, split or downloaded;
MNIST, which has to be downloaded, is in `mnist`.
"""

import numpy as np

from lessons_pkg._validation import choice, finite_number, whole_number

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


def circles(n=200, noise=0.1, seed=0):
    """Return n points on two circles around the origin, one inside the other.

    Class 0 is the outer circle, of radius 1, and class 1 the inner one, of radius 1/2.

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
    >>> X, y = circles(noise=0.0)
    >>> X.shape, float(np.hypot(*X[y == 1].T).max().round(3))
    ((200, 2), 0.5)
    """
    n, noise, rng = _sample(n, 2, noise, seed)
    y = rng.permutation(np.arange(n) % 2)
    angle = 2 * np.pi * rng.uniform(size=n)
    radius = 1 - y / 2
    circle = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    return circle + rng.normal(scale=noise, size=(n, 2)), y


def _sample(n, minimum, noise, seed):
    n = whole_number(n, "n", minimum)
    noise = finite_number(noise, "noise")
    if noise < 0:
        raise ValueError(f"noise must be at least 0, but it is {noise}.")
    return n, noise, np.random.default_rng(whole_number(seed, "seed"))


# Measured data ------------------------------------------------------------------------

# Launch temperature and whether an O-ring showed thermal distress, in order of launch.
# STS-4 is missing: its boosters were lost at sea.
CHALLENGER = (
    (66, 0), (70, 1), (69, 0), (68, 0), (67, 0), (72, 0), (73, 0), (70, 0),
    (57, 1), (63, 1), (70, 1), (78, 0), (67, 0), (53, 1), (67, 0), (75, 0),
    (70, 0), (81, 0), (76, 0), (79, 0), (75, 1), (76, 0), (58, 1),
)  # fmt: skip


def challenger():
    """Return the 23 shuttle flights before the loss of Challenger on 28 January 1986.

    For the last launch Dalal, Fowlkes & Hoadley take 31 °F. The maximum-likelihood fit
    of the log-odds of distress is 15.0429 - 0.2322 × temperature.

    Returns
    -------
    X : ndarray of float64, shape (23, 1)
        Temperature at launch in degrees Fahrenheit.
    y : ndarray of int, shape (23,)
        1 if some O-ring of the solid-rocket boosters showed thermal distress.

    References
    ----------
    Dalal, Fowlkes & Hoadley (1989), "Risk analysis of the space shuttle:
    pre-Challenger prediction of failure", J. American Statistical Association 84,
    945-957.

    Examples
    --------
    >>> X, y = challenger()
    >>> int(y.sum()), X[y == 1].ravel().tolist()
    (7, [70.0, 57.0, 63.0, 70.0, 53.0, 75.0, 58.0])
    """
    temperature, distress = np.array(CHALLENGER).T
    return temperature[:, np.newaxis].astype(float), distress.copy()


def iris():
    """Return Anderson's measurements of 150 irises, 50 of each of three species.

    Returns
    -------
    X : ndarray of float64, shape (150, 4)
        Sepal length, sepal width, petal length and petal width in centimetres.
    y : ndarray of int, shape (150,)
        0 setosa, 1 versicolor, 2 virginica. A line separates setosa from the others.

    Raises
    ------
    ImportError
        If scikit-learn is not installed.

    References
    ----------
    Fisher (1936), "The use of multiple measurements in taxonomic problems", Annals of
    Eugenics 7, 179-188.

    Examples
    --------
    >>> X, y = iris()
    >>> X.shape, sorted(set(y.tolist()))
    ((150, 4), [0, 1, 2])
    """
    return _shipped("iris")


def breast_cancer():
    """Return the Wisconsin measurements of 569 breast tumours.

    Returns
    -------
    X : ndarray of float64, shape (569, 30)
        Mean, standard error and worst value of ten properties of the cell nuclei, in
        scikit-learn's order and with very different scales.
    y : ndarray of int, shape (569,)
        0 malignant (212 tumours), 1 benign (357).

    Raises
    ------
    ImportError
        If scikit-learn is not installed.

    References
    ----------
    Street, Wolberg & Mangasarian (1993), "Nuclear feature extraction for breast tumor
    diagnosis", Proc. SPIE 1905, 861-870.

    Examples
    --------
    >>> X, y = breast_cancer()
    >>> X.shape, int(y.sum())
    ((569, 30), 357)
    """
    return _shipped("breast_cancer")


def diabetes():
    """Return ten measurements of 442 patients, and how their diabetes went on.

    Returns
    -------
    X : ndarray of float64, shape (442, 10)
        Age, sex, body mass index, blood pressure and six blood values, as measured.
    y : ndarray of int, shape (442,)
        Progression of the disease in the year after, 25 to 346.

    Raises
    ------
    ImportError
        If scikit-learn is not installed.

    References
    ----------
    Efron, Hastie, Johnstone & Tibshirani (2004), "Least angle regression", Annals of
    Statistics 32, 407-499.

    Examples
    --------
    >>> X, y = diabetes()
    >>> X.shape, int(y.min()), int(y.max())
    ((442, 10), 25, 346)
    """
    return _shipped("diabetes", scaled=False)


def digits():
    """Return 1797 handwritten digits, 8 by 8 pixels each.

    Returns
    -------
    X : ndarray of float64, shape (1797, 64)
        Ink of each pixel, 0 to 16, row by row from the top left.
    y : ndarray of int, shape (1797,)
        The digit, 0 to 9.

    Raises
    ------
    ImportError
        If scikit-learn is not installed.

    References
    ----------
    Alpaydin & Kaynak (1998), "Optical recognition of handwritten digits", UCI Machine
    Learning Repository, doi:10.24432/C50P49.

    Examples
    --------
    >>> X, y = digits()
    >>> X.shape, float(X.max())
    ((1797, 64), 16.0)
    """
    return _shipped("digits")


def _shipped(name, **how):
    try:
        from sklearn import datasets
    except ImportError:
        raise ImportError(
            f"data.{name}() reads what scikit-learn ships, and scikit-learn is not "
            "installed: pip install scikit-learn."
        ) from None
    X, y = getattr(datasets, f"load_{name}")(return_X_y=True, **how)
    return X.astype(float), y.astype(int)
