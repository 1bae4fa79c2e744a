"""The measured data sets are the ones that the literature knows."""

import sys

import numpy as np
import pytest
from sklearn import datasets

from lessons_pkg.activation import sigmoid
from lessons_pkg.measured import breast_cancer, challenger, digits, iris

SHIPPED = {
    iris: datasets.load_iris,
    breast_cancer: datasets.load_breast_cancer,
    digits: datasets.load_digits,
}


def test_the_challenger_table():
    X, y = challenger()
    assert X.shape == (23, 1)
    assert X.dtype == np.float64
    assert y.dtype == int
    assert y.sum() == 7
    # Every launch below 65 °F showed distress.
    assert y[X[:, 0] < 65].tolist() == [1, 1, 1, 1]
    assert X.min() == 53
    assert X.max() == 81


def test_the_challenger_table_gives_the_published_fit():
    X, y = challenger()
    A = np.column_stack([np.ones(23), X])
    w = np.zeros(2)
    for _ in range(25):
        p = sigmoid(A @ w)
        w += np.linalg.solve(A.T @ (A * (p * (1 - p))[:, np.newaxis]), A.T @ (y - p))
    np.testing.assert_allclose(w, [15.0429, -0.2322], atol=5e-5)


@pytest.mark.parametrize(("load", "source"), SHIPPED.items())
def test_what_scikit_learn_ships_arrives_unchanged(load, source):
    X, y = load()
    expected = source()
    np.testing.assert_array_equal(X, expected.data)
    np.testing.assert_array_equal(y, expected.target)
    assert X.dtype == np.float64
    assert y.dtype == int


def test_what_the_docstrings_say():
    X, y = iris()
    assert np.bincount(y).tolist() == [50, 50, 50]
    assert X[y == 0, 2].max() < X[y != 0, 2].min()  # petal length parts setosa
    assert datasets.load_iris().feature_names[2] == "petal length (cm)"
    assert np.bincount(breast_cancer()[1]).tolist() == [212, 357]
    assert datasets.load_breast_cancer().target_names.tolist() == [
        "malignant",
        "benign",
    ]
    X, y = digits()
    assert (X.min(), X.max()) == (0, 16)
    assert set(y) == set(range(10))


@pytest.mark.parametrize("load", SHIPPED)
def test_without_scikit_learn_there_is_one_clear_sentence(load, monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn", None)
    message = (
        rf"data\.{load.__name__}\(\) reads what scikit-learn ships, and scikit-lea"
    )
    with pytest.raises(ImportError, match=message):
        load()
