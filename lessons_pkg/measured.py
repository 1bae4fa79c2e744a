"""The measured data sets, each as X, y and as its source gives them.

The Challenger table is short enough to stand here; the others are shipped with
scikit-learn and read from there, without a download. Nothing is scaled or split.
"""

import numpy as np

# Launch temperature and whether an O-ring showed thermal distress, in order of launch.
# STS-4 is missing: its boosters were lost at sea.
CHALLENGER = (
    (66, 0), (70, 1), (69, 0), (68, 0), (67, 0), (72, 0), (73, 0), (70, 0),
    (57, 1), (63, 1), (70, 1), (78, 0), (67, 0), (53, 1), (67, 0), (75, 0),
    (70, 0), (81, 0), (76, 0), (79, 0), (75, 1), (76, 0), (58, 1),
)  # fmt: skip


def challenger():
    """Return the 23 shuttle flights before the loss of Challenger on 28 January 1986.

    The launch was at 31 °F. The maximum-likelihood fit of the log-odds of distress is
    15.0429 - 0.2322 × temperature.

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


def _shipped(name):
    try:
        from sklearn import datasets
    except ImportError:
        raise ImportError(
            f"data.{name}() reads what scikit-learn ships, and scikit-learn is not "
            "installed: pip install scikit-learn."
        ) from None
    X, y = getattr(datasets, f"load_{name}")(return_X_y=True)
    return X.astype(float), y.astype(int)
