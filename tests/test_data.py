"""The data sets are what their docstrings say, for every seed."""

import sys
from functools import partial

import numpy as np
import pytest
from sklearn import datasets

from lessons_pkg import data
from lessons_pkg.activation import sigmoid
from lessons_pkg.data import (
    beans,
    blobs,
    breast_cancer,
    challenger,
    circles,
    diabetes,
    digits,
    gates,
    iris,
    moons,
)

MADE_UP = [beans, blobs, moons, circles]

every_made_up = pytest.mark.parametrize("make", MADE_UP)


@pytest.mark.parametrize(
    ("name", "operator"),
    [
        ("and", lambda a, b: a and b),
        ("or", lambda a, b: a or b),
        ("nand", lambda a, b: not (a and b)),
        ("nor", lambda a, b: not (a or b)),
        ("xor", lambda a, b: a != b),
        ("xnor", lambda a, b: a == b),
    ],
)
def test_a_gate_is_its_operator(name, operator):
    X, y = gates(name)
    assert X.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert y.tolist() == [int(operator(bool(a), bool(b))) for a, b in X]
    assert X.dtype == np.float64
    assert y.dtype == int


@pytest.mark.parametrize("name", ["not", "AND", "", None, 1])
def test_an_unknown_gate_is_refused(name):
    with pytest.raises(
        ValueError, match="name must be one of 'and', 'or', 'nand', 'nor'"
    ):
        gates(name)


@every_made_up
def test_shapes_and_types(make):
    for n in (2, 3, 50):
        X, y = make(n=n)
        assert X.shape == (n, 1 if make is beans else 2)
        assert y.shape == (n,)
        assert X.dtype == np.float64
        assert y.dtype == int


@every_made_up
def test_a_seed_gives_the_same_points_and_another_seed_others(make):
    X, y = make(n=50, seed=3)
    again, labels = make(n=50, seed=np.int64(3))
    np.testing.assert_array_equal(X, again)
    np.testing.assert_array_equal(y, labels)
    assert not np.array_equal(X, make(n=50, seed=4)[0])


@pytest.mark.parametrize(
    ("make", "point", "label"),
    [
        (blobs, [-0.08218953708700782, 2.173349317819529], 0),
        (moons, [1.4326022714034161, -0.3902290125001999], 1),
        (circles, [-0.3063357232169358, -0.41126942818733636], 1),
    ],
)
def test_a_seed_gives_the_points_that_the_pages_show(make, point, label):
    X, y = make()
    np.testing.assert_allclose(X[0], point, rtol=1e-12)
    assert y[0] == label


def test_a_seed_gives_the_beans_that_the_pages_show():
    X, y = beans()
    assert X[0] == pytest.approx(0.6369616873214543, rel=1e-12)
    misfits = [18, 19, 35, 39, 40, 41, 44, 66, 75, 84]
    assert np.flatnonzero(y != (X[:, 0] > 3 / 7)).tolist() == misfits


@every_made_up
def test_the_global_random_state_is_neither_used_nor_moved(make):
    state = np.random.get_state()  # noqa: NPY002
    try:
        np.random.seed(1)  # noqa: NPY002
        X, _ = make(n=20)
        after = np.random.random()  # noqa: NPY002
        np.random.seed(1)  # noqa: NPY002
        assert np.random.random() == after  # noqa: NPY002
        np.testing.assert_array_equal(X, make(n=20)[0])
    finally:
        np.random.set_state(state)  # noqa: NPY002


@pytest.mark.parametrize("make", [*MADE_UP, lambda: gates("and"), data.challenger])
def test_every_call_gives_arrays_of_its_own(make):
    X, y = make()
    X[:], y[:] = 9, 9
    again, labels = make()
    assert not np.any(again == 9)
    assert not np.any(labels == 9)


@every_made_up
@pytest.mark.parametrize("n", [0, -1])
def test_there_is_at_least_one_sample(make, n):
    with pytest.raises(ValueError, match=r"n must be at least \d, but it is"):
        make(n=n)


@every_made_up
def test_counts_and_seeds_are_integers(make):
    for name, value in [("n", 10.0), ("n", "10"), ("seed", None), ("seed", 0.5)]:
        with pytest.raises(TypeError, match=f"{name} must be an integer, but it is"):
            make(**{name: value})
    with pytest.raises(ValueError, match="seed must be at least 0, but it is -1"):
        make(seed=-1)


@every_made_up
def test_noise_is_a_number_that_is_not_negative(make):
    with pytest.raises(ValueError, match=r"noise must be at least 0, but it is -0\.1"):
        make(noise=-0.1)
    for value in (np.nan, np.inf, [0.1]):
        with pytest.raises(ValueError, match="noise must be one finite number"):
            make(noise=value)
    with pytest.raises(
        TypeError, match="noise must hold real numbers, but it holds te"
    ):
        make(noise="0.1")


def test_beans_without_noise_follow_the_rule():
    X, y = beans(n=1000, noise=0, seed=5)
    np.testing.assert_array_equal(y, X[:, 0] > 3 / 7)
    assert 0 <= X.min() < 0.01
    assert 0.99 < X.max() <= 1


def test_noise_blurs_the_rule_for_beans_near_the_border():
    X, y = beans(n=100_000, noise=0.05)
    wrong = y != (X[:, 0] > 3 / 7)
    # A bean d from the border errs when its noise exceeds 0.7d: E|e| / 0.7 in all.
    expected = 0.05 * np.sqrt(2 / np.pi) / 0.7
    assert wrong.mean() == pytest.approx(expected, rel=0.05)
    assert np.abs(X[wrong, 0] - 3 / 7).max() < 0.4


def test_the_default_beans_hold_both_kinds_and_do_not_separate():
    X, y = beans()
    assert 30 < y.sum() <= 70
    assert X[y == 1].min() < X[y == 0].max()


@pytest.mark.parametrize("classes", [2, 3, 5])
def test_blobs_lie_around_their_centres(classes):
    X, y = blobs(n=5000 * classes, classes=classes, noise=0.8, seed=1)
    for k in range(classes):
        cloud = X[y == k]
        assert len(cloud) == 5000
        angle = np.pi / 4 + 2 * np.pi * k / classes
        centre = 3 * np.array([np.cos(angle), np.sin(angle)])
        np.testing.assert_allclose(cloud.mean(axis=0), centre, atol=0.05)
        np.testing.assert_allclose(cloud.std(axis=0), 0.8, atol=0.03)


@every_made_up
def test_the_defaults_are_those_of_the_signature(make):
    defaults = {
        beans: {"n": 100, "noise": 0.1},
        blobs: {"n": 100, "classes": 2, "noise": 1.0},
        moons: {"n": 200, "noise": 0.15},
        circles: {"n": 200, "noise": 0.1},
    }
    X, y = make()
    again, labels = make(**defaults[make], seed=0)
    np.testing.assert_array_equal(X, again)
    np.testing.assert_array_equal(y, labels)


def test_one_bean_is_a_sample():
    X, y = beans(n=1)
    assert (X.shape, y.shape) == ((1, 1), (1,))
    with pytest.raises(ValueError, match="n must be at least 1, but it is 0"):
        beans(n=0)
    for make in (moons, circles):
        with pytest.raises(ValueError, match="n must be at least 2, but it is 1"):
            make(n=1)


def test_two_blobs_are_apart_by_default():
    X, y = blobs()
    np.testing.assert_array_equal(y, X.sum(axis=1) < 0)


def test_there_is_a_point_for_every_blob():
    assert sorted(np.bincount(blobs(n=8, classes=3)[1])) == [2, 3, 3]
    with pytest.raises(ValueError, match="n must be at least 3, but it is 2"):
        blobs(n=2, classes=3)
    with pytest.raises(ValueError, match="classes must be at least 2, but it is 1"):
        blobs(classes=1)
    with pytest.raises(TypeError, match=r"classes must be an integer, but it is 2\.5"):
        blobs(classes=2.5)


def test_moons_without_noise_are_half_circles():
    X, y = moons(n=501, noise=0)
    upper, lower = X[y == 0], X[y == 1] - [1, 0.5]
    np.testing.assert_allclose(np.hypot(*upper.T), 1)
    np.testing.assert_allclose(np.hypot(*lower.T), 1)
    assert upper[:, 1].min() >= 0
    assert lower[:, 1].max() <= 1e-15
    assert (len(upper), len(lower)) == (251, 250)


def test_no_line_parts_the_moons():
    X, y = moons()
    A = np.column_stack([np.ones(len(X)), X])
    weights = np.linalg.lstsq(A, 2 * y - 1, rcond=None)[0]
    assert 0.75 < np.mean((A @ weights > 0) == y) < 0.95


def test_circles_without_noise_are_circles():
    X, y = circles(n=501, noise=0)
    np.testing.assert_allclose(np.hypot(*X[y == 0].T), 1)
    np.testing.assert_allclose(np.hypot(*X[y == 1].T), 1 / 2)
    assert np.bincount(y).tolist() == [251, 250]


def test_circles_are_as_dense_in_every_direction():
    X, y = circles(n=24_000, noise=0)
    twelfth = np.floor((np.arctan2(*X.T) / np.pi + 1) * 6).astype(int) % 12
    for k in (0, 1):
        np.testing.assert_allclose(np.bincount(twelfth[y == k]), 1000, rtol=0.1)


@pytest.mark.parametrize("make", [moons, circles])
def test_noise_moves_the_points_in_each_direction_anew(make):
    exact, _ = make(n=20_000, noise=0)
    moved, _ = make(n=20_000, noise=0.15)
    np.testing.assert_allclose((moved - exact).std(axis=0), 0.15, rtol=0.03)
    assert abs(np.corrcoef((moved - exact).T)[0, 1]) < 0.03


def test_no_line_parts_the_circles():
    X, y = circles()
    A = np.column_stack([np.ones(len(X)), X])
    weights = np.linalg.lstsq(A, 2 * y - 1, rcond=None)[0]
    assert np.mean((A @ weights > 0) == y) < 0.65


# Measured data ------------------------------------------------------------------------


SHIPPED = {
    iris: datasets.load_iris,
    breast_cancer: datasets.load_breast_cancer,
    diabetes: partial(datasets.load_diabetes, scaled=False),
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
    assert datasets.load_diabetes().feature_names[:4] == ["age", "sex", "bmi", "bp"]
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
