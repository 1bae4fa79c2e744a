"""What chapter 7 says of iris and digits holds, from what was run and beyond it."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression as Theirs

from lessons_pkg import MLP, data, sigmoid, softmax, softmax_cross_entropy

from .conftest import CELLS

SPLITS = range(10)


@pytest.fixture(scope="module")
def page():
    """Return what the cells that define the learner, and its use, define."""
    known = {"np": np, "data": data, "softmax": softmax, "sigmoid": sigmoid}
    known["flowers"], known["species"] = data.iris()
    cells = {i.cell.id: i.cell.source for i in CELLS if i.path.stem == "07_softmax"}
    for name in ("learner", "digits", "report", "steps-needed"):
        exec(cells[name], known)
    return known


def standardised(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


def test_centring_changes_no_weights_and_saves_steps(page):
    X, y = page["flowers"], page["species"]
    centred = X - X.mean(axis=0)
    how = {"C": 1 / (150 * 0.01), "tol": 1e-10, "max_iter": 10_000}
    one, other = Theirs(**how).fit(X, y), Theirs(**how).fit(centred, y)
    np.testing.assert_allclose(one.coef_, other.coef_, atol=1e-4)
    steps = page["steps_needed"]
    best = min(steps(centred, rate) for rate in (1.2, 2.5, 4.0))
    most = 300 * best
    for rate in (0.05, 0.1, 0.15, 0.18):
        assert steps(X, rate, most) == f"more than {most}"


def test_the_same_small_gradient_is_farther_from_the_best_in_centimetres(page):
    X, Y = page["flowers"], np.eye(3)[page["species"]]
    best = Theirs(C=1 / (150 * 0.01), tol=1e-10, max_iter=10_000).fit(X, Y.argmax(1))

    def distance(X, rate):
        W, _ = page["descend"](X, Y, rate, page["steps_needed"](X, rate))
        return np.abs(W - best.coef_.T).max()

    assert distance(X, 0.18) > 5 * distance(X - X.mean(axis=0), 4.0)


def test_in_centimetres_a_larger_rate_overshoots(page):
    X, Y = page["flowers"], np.eye(3)[page["species"]]
    W, b, losses = np.zeros((4, 3)), np.zeros(3), []
    for _ in range(3000):
        loss = softmax_cross_entropy(Y, X @ W + b) + 0.005 * (W**2).sum()
        losses.append(loss)
        dW, db = page["gradients"](X, Y, W, b, 0.01, softmax)
        W, b = W - 0.2 * dW, b - 0.2 * db
    assert (np.diff(losses[-1000:]) > 1e-6).sum() > 100


def test_without_a_penalty_the_weights_of_iris_go_on_growing(page):
    S, Y = standardised(page["flowers"]), np.eye(3)[page["species"]]
    sizes = [
        np.abs(page["descend"](S, Y, 3.0, steps, l2=0.0)[0]).max()
        for steps in (1000, 4000, 16_000)
    ]
    assert sizes[0] < sizes[1] - 1 < sizes[2] - 2
    assert (MLP(hidden=(), epochs=1).fit(S, page["species"])).out_activation_ == (
        "softmax"
    )


def test_in_the_picture_setosa_is_right_and_a_few_others_are_not():
    X, y = data.iris()
    how = {"hidden": (), "batch_size": None, "learning_rate": 0.1, "epochs": 3000}
    guess = MLP(**how).fit(X[:, 2:], y).predict(X[:, 2:])
    assert (guess[y == 0] == 0).all()
    assert 3 <= (guess != y).sum() <= 8


def test_our_weights_of_the_digits_are_scikit_learns(page):
    X, y = data.digits()
    X = (X - X.mean(axis=0)) / 16
    W, _ = page["descend"](X, np.eye(10)[y], 5.0, 2000, 0.001)
    theirs = Theirs(C=1 / (1797 * 0.001), tol=1e-8, max_iter=10_000).fit(X, y)
    np.testing.assert_allclose(W, theirs.coef_.T, atol=1e-3)


def test_sigmoids_make_more_mistakes_and_say_none_or_two(page):
    soft = [page["mistakes"](*each) for each in page["shared"]]
    sigm = [page["mistakes"](*each) for each in page["apart"]]
    assert min(np.subtract(sigm, soft)) > 0
    none = [(P.max(axis=1) <= 0.5).mean() for P, _ in page["apart"]]
    assert 0.07 < min(none) < max(none) < 0.12
    for P, _ in page["shared"]:
        np.testing.assert_allclose(P.sum(axis=1), 1)
    doubts = [(P.max(axis=1) <= 0.5).sum() for P, _ in page["shared"]]
    assert round(np.mean(doubts)) == 22


@pytest.mark.parametrize("seed", range(3))
def test_with_a_tenth_of_the_penalty_one_in_ten_has_not_one_yes(page, seed):
    X, y = data.digits()
    rows = np.random.default_rng(seed).permutation(1797)
    train, test = rows[:1297], rows[1297:]
    S, Y = (X - X[train].mean(axis=0)) / 16, np.eye(10)[y[train]]
    W, b = page["descend"](S[train], Y, 5.0, 2000, 0.0001, sigmoid)
    yes = (S[test] @ W + b > 0).sum(axis=1)
    assert 0.07 < (yes != 1).mean() < 0.13


def test_the_doubtful_digit_is_a_four(page):
    (P, truth), (shares, _) = page["apart"][0], page["shared"][0]
    doubtful = P.sum(axis=1).argmax()
    assert truth[doubtful] == 4
    assert list(np.flatnonzero(P[doubtful] > 0.5)) == [4, 7]
    assert P[doubtful].argmax() == 7
    assert shares[doubtful].argmax() == 4
    assert shares[doubtful].max() < 0.5


@pytest.mark.parametrize("seed", SPLITS)
def test_what_the_pictures_of_the_weights_show_is_in_each_split(page, seed):
    X, y = data.digits()
    rows = np.random.default_rng(seed).permutation(1797)[:1297]
    S = (X[rows] - X[rows].mean(axis=0)) / 16
    W, _ = page["descend"](S, np.eye(10)[y[rows]], 5.0, 300, 0.001)
    three, five, eight = (W[:, j].reshape(8, 8) for j in (3, 5, 8))
    assert three[2:6, 1:3].mean() < -0.5
    assert five[2, 4:7].mean() < -0.7
    assert eight[3:5, 3].mean() > 0.7


def test_in_the_heat_and_the_cold_the_order_is_the_same():
    rng = np.random.default_rng(7)
    for z in rng.normal(0, 3, size=(50, 4)):
        for T in (0.2, 0.7, 3.0, 40.0):
            assert (np.argsort(softmax(z / T)) == np.argsort(z)).all()
