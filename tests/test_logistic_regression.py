"""The loss of logistic regression, its derivatives, three ways down, and the model."""

import itertools
import math
import pickle
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog
from sklearn import linear_model
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from lessons_pkg import data, logistic_regression
from lessons_pkg.activation import sigmoid
from lessons_pkg.estimator import ConvergenceWarning, Trace
from lessons_pkg.gradient import check_gradient, numerical_gradient, relative_error
from lessons_pkg.logistic_regression import (
    LogisticRegression,
    Problem,
    solve,
)
from lessons_pkg.loss import cross_entropy_from_logits

# The loss and three ways down ---------------------------------------------------------


seeds = st.integers(0, 10_000)


def problem(seed=0, n=20, m=3, l2=0.3):
    """Return a problem, and weights to look at it from."""
    rng = np.random.default_rng(seed)
    X = np.column_stack([rng.normal(size=(n, m)), np.ones(n)])
    y = rng.permutation(np.arange(n) % 2).astype(float)
    penalty = np.append(np.full(m, l2), 0.0)
    return Problem(X, y, penalty), rng.normal(size=m + 1)


@given(seeds, st.sampled_from([0.0, 0.01, 3.0]))
def test_the_loss_is_the_mean_cross_entropy_and_the_penalty(seed, l2):
    task, w = problem(seed, l2=l2)
    point = task.at(w)
    expected = cross_entropy_from_logits(task.y, task.X @ w) + l2 / 2 * sum(w[:-1] ** 2)
    assert point.loss == pytest.approx(expected, rel=1e-14)
    assert type(point.loss) is float
    np.testing.assert_allclose(point.p, sigmoid(task.X @ w), rtol=1e-15)


@given(seeds, st.sampled_from([0.0, 0.3]))
def test_the_gradient_and_the_hessian_are_slopes(seed, l2):
    task, w = problem(seed, l2=l2)
    assert check_gradient(lambda w: task.at(w).loss, task.at(w).gradient, w) < 1e-7
    rows = [
        numerical_gradient(lambda w, k=k: float(task.at(w).gradient[k]), w)
        for k in range(len(w))
    ]
    assert relative_error(task.hessian(task.at(w).p), rows) < 1e-7


@given(seeds, st.integers(2, 40), st.integers(1, 6), st.sampled_from([0.0, 0.3]))
def test_the_gradient_agrees_with_pytorch(seed, n, m, l2):
    torch = pytest.importorskip("torch")
    task, start = problem(seed, n, m, l2)
    w = torch.tensor(start, requires_grad=True)
    X, y, penalty = (torch.tensor(array) for array in task[:3])
    entropy = torch.nn.functional.binary_cross_entropy_with_logits(X @ w, y)
    (entropy + (penalty * w**2).sum() / 2).backward()
    assert relative_error(task.at(start).gradient, w.grad.numpy()) < 1e-12


def test_the_gradient_and_the_hessian_are_loops():
    task, w = problem()
    gradient, hessian = task.penalty * w, np.diag(task.penalty)
    for x, y in zip(task.X, task.y, strict=True):
        p = 1 / (1 + math.exp(-sum(a * b for a, b in zip(x, w, strict=True))))
        for j in range(len(w)):
            gradient[j] += (p - y) * x[j] / len(task.y)
            for k in range(len(w)):
                hessian[j, k] += p * (1 - p) * x[j] * x[k] / len(task.y)
    np.testing.assert_allclose(task.at(w).gradient, gradient, rtol=1e-12)
    np.testing.assert_allclose(task.hessian(task.at(w).p), hessian, rtol=1e-12)


@pytest.mark.parametrize("block", [0, 1, 4, 8, 1000])
def test_the_hessian_does_not_depend_on_the_blocks(block, monkeypatch):
    task, w = problem()
    p = task.at(w).p
    expected = task.hessian(p)
    monkeypatch.setattr(logistic_regression, "BLOCK", block)
    np.testing.assert_allclose(task.hessian(p), expected, rtol=1e-13)


def test_a_gradient_is_flat_if_no_entry_is_larger_than_tol():
    point = problem()[0].at(np.zeros(4))._replace(gradient=np.array([0.25, -0.5]))
    assert point.is_flat(0.5) is True
    assert point.is_flat(np.nextafter(0.5, 0)) is False
    assert point.is_flat(0.3) is False  # although the 0.25 is smaller


@given(seeds)
def test_a_newton_step_never_raises_the_loss(seed):
    task, w = problem(seed, l2=0.0, n=12)
    point = task.at(w * 20)  # far out, where the loss is nearly straight
    for new in logistic_regression.newton(task, point, 1e-8, Trace(2, point.w)):
        assert new.loss <= point.loss * (1 + 1e-13)
        point = new


def test_newton_halves_a_step_that_is_too_long():
    task = Problem(np.array([[1.0], [1.0]]), np.array([0.0, 1.0]), np.zeros(1))
    start = task.at(np.array([3.0]))  # from here the full step lands at -7.02
    full = start.w - start.gradient / task.hessian(start.p)[0]
    assert task.at(full).loss > start.loss
    first = next(logistic_regression.newton(task, start, 1e-8, Trace(2, start.w)))
    np.testing.assert_allclose(first.w, (start.w + full) / 2)


class Told(Problem):
    """A problem whose loss is 1 at zeros, and elsewhere what it is told."""

    def at(self, w):
        loss = self.told if np.any(w) else self.start
        return super().at(w)._replace(loss=loss)


@pytest.mark.parametrize(
    ("start", "told", "taken"),
    [(1.0, 1.0, 1), (1.0, 1 + 5e-15, 1), (0.0, 0.0, 1), (1.0, 1 + 5e-14, 0)],
)
def test_newton_takes_a_rise_of_the_loss_by_rounding_for_none(start, told, taken):
    task = Told(*problem()[0])
    task.start, task.told = start, told
    point = task.at(np.zeros(4))
    step = solve(task.hessian(point.p), point.gradient)
    points = list(
        itertools.islice(
            logistic_regression.newton(task, point, 1e-8, Trace(2, point.w)), 1
        )
    )
    assert len(points) == taken  # if not, the step was halved until it was none
    if taken:
        np.testing.assert_array_equal(points[0].w, -step)


def test_newton_stops_where_no_step_can_move_it():
    task, _ = problem(l2=0.0)
    lost = task.at(np.full(4, 1e4))  # each p is 0 or 1, and the Hessian 0
    assert not lost.is_flat(1e-8)
    assert list(logistic_regression.newton(task, lost, 1e-8, Trace(2, lost.w))) == []


@given(seeds)
def test_solve_gives_the_solution_where_there_is_one(seed):
    rng = np.random.default_rng(seed)
    R = rng.normal(size=(9, 4)) * 10.0 ** np.array([-6, 0, 5, 2])
    x = rng.normal(size=4) / np.abs(R).max(axis=0)
    H = R.T @ R
    np.testing.assert_allclose(solve(H, H @ x), x, rtol=1e-6)


def test_solve_shares_between_columns_that_say_the_same():
    R = np.random.default_rng(0).normal(size=(9, 2))[:, [0, 0, 1]]
    R = np.column_stack([R, np.zeros(9)])  # and a column that says nothing
    H = R.T @ R
    step = solve(H, H @ [1.0, 0.0, 2.0, 0.0])
    np.testing.assert_allclose(step, [0.5, 0.5, 2.0, 0.0], atol=1e-12)


@pytest.mark.parametrize(("difference", "shared"), [(1e-6, False), (3e-8, True)])
def test_solve_tells_columns_apart_that_differ_by_more_than_rounding(
    difference, shared
):
    # The square of 3e-8 is as small as the rounding of H.
    a, b = np.linalg.qr(np.random.default_rng(0).normal(size=(9, 2)))[0].T
    R = np.column_stack([a, a + difference * b])
    H = R.T @ R
    expected = [0.5, 0.5] if shared else [1.0, 0.0]
    np.testing.assert_allclose(solve(H, H @ [1.0, 0.0]), expected, atol=2e-3)


def test_solve_says_what_to_do_about_a_hessian_that_overflows():
    for H in ([[np.inf]], [[np.nan]], [[1.0, np.inf], [np.inf, 1.0]]):
        message = r"The squares of X overflow: standardise X\."
        with pytest.raises(FloatingPointError, match=message):
            solve(np.array(H), np.ones(len(H)))


def test_a_line_separates_if_each_sample_is_on_its_own_side():
    X = np.array([[-1.0, 1.0], [0.0, 1.0], [2.0, 1.0]])
    task = Problem(X, np.array([0.0, 0.0, 1.0]), np.zeros(2))
    assert task.is_separated(task.at(np.array([1.0, -1.0])))
    assert not task.is_separated(task.at(np.array([1.0, 0.0])))  # one on the line
    assert not task.is_separated(task.at(np.array([-1.0, 1.0])))
    penalised = task._replace(penalty=np.array([0.1, 0.0]))
    assert not penalised.is_separated(penalised.at(np.array([1.0, -1.0])))


def test_margins_count_from_the_line_to_the_own_side():
    task = Problem(np.ones((3, 1)), np.array([0.0, 1.0, 1.0]), np.zeros(1))
    np.testing.assert_array_equal(task.margins(np.array([2.0, 3.0, -4.0])), [-2, 3, -4])


@pytest.mark.parametrize(
    ("moves", "drifts"),
    [
        ([1.0, 0.0, 0.0], True),  # two on the line, and one that moves away for ever
        ([1.0, 1.0, -5e-4], True),  # the line itself may turn a little
        ([2.0, 2.0, -1.5e-3], True),  # beside what it moves
        ([1.0, 1.0, -5e-3], False),  # but no sample goes back
        ([0.4, 0.4, 0.4], False),  # towards a minimum steps shrink
        ([0.0, 0.0, 0.0], False),
    ],
)
def test_margins_that_all_grow_by_a_step_show_that_there_is_no_minimum(moves, drifts):
    # Each sample is at z = -1 and so on the wrong side: no line separates them yet.
    task = Problem(np.eye(3), np.array([0.0, 1.0, 1.0]), np.zeros(3))
    signs = np.array([-1.0, 1.0, 1.0])
    point = task.at(-signs)
    before = task.at(signs * (-1 - np.array(moves)))
    assert task.has_no_minimum(before, point, tol=10.0) is drifts
    assert task.has_no_minimum(before, point, tol=1e-8) is False  # it is not there yet


# The model ----------------------------------------------------------------------------


every_solver = pytest.mark.parametrize("solver", ["gd", "sgd", "newton"])
INF, NAN = math.inf, math.nan
SEPARATED = "A line separates the classes, so without a penalty the loss has no minimum"


def overlapping(seed=0, n=30, m=3):
    """Return classes that no line can keep apart, not even with samples on it.

    More samples than there are weights come twice, once with each label.
    """
    rng = np.random.default_rng(seed)
    y = rng.permutation(np.arange(n) % 2)
    X = rng.normal(size=(n, m)) + y[:, np.newaxis]
    return np.vstack([X, X[: m + 2]]), np.append(y, 1 - y[: m + 2])


def newton(**params):
    return LogisticRegression(solver="newton", **params)


def weights(model):
    return np.append(model.coef_, model.intercept_)


def loss_at(w, X, y, l2=0.0):
    z = np.asarray(X) @ w[:-1] + w[-1]
    return cross_entropy_from_logits(y, z) + l2 / 2 * (w[:-1] @ w[:-1])


def step_by_hand(w, rows, rate, l2):
    """Return the weights after a gradient step on some rows (x, y), in plain loops."""
    gradient = [l2 * each for each in w[:-1]] + [0.0]
    for x, y in rows:
        z = w[-1] + sum(a * b for a, b in zip(w, x, strict=False))
        error = 1 / (1 + math.exp(-z)) - y
        for j, value in enumerate([*x, 1.0]):
            gradient[j] += error * value / len(rows)
    return [a - rate * g for a, g in zip(w, gradient, strict=True)]


@pytest.mark.parametrize("l2", [0.0, 0.2])
def test_gradient_descent_is_a_loop(l2):
    X, y = overlapping()
    rows = list(zip(X.tolist(), y.tolist(), strict=True))
    w, losses = [0.0] * 4, []
    for _ in range(25):
        w = step_by_hand(w, rows, 0.3, l2)
        losses.append(loss_at(np.array(w), X, y, l2))
    model = LogisticRegression(learning_rate=0.3, l2=l2, epochs=25).fit(X, y)
    np.testing.assert_allclose(weights(model), w, rtol=1e-12)
    np.testing.assert_allclose(model.loss_curve_, losses, rtol=1e-12)
    assert model.n_iter_ == 25


@pytest.mark.parametrize("size", [1, 5, 100])
def test_stochastic_descent_is_a_loop_over_shuffled_batches(size):
    X, y = overlapping()
    rows = list(zip(X.tolist(), y.tolist(), strict=True))
    rng, w, losses = np.random.default_rng(7), [0.0] * 4, []
    for epoch in range(6):
        order = rng.permutation(len(rows))
        shuffled = [rows[k] for k in order]
        for start in range(0, len(rows), size):
            batch = shuffled[start : start + size]
            w = step_by_hand(w, batch, 0.4 / (1 + 0.5 * epoch), 0.1)
        losses.append(loss_at(np.array(w), X, y, 0.1))
    model = LogisticRegression(
        solver="sgd",
        learning_rate=0.4,
        decay=0.5,
        batch_size=size,
        l2=0.1,
        epochs=6,
        seed=7,
    ).fit(X, y)
    np.testing.assert_allclose(weights(model), w, rtol=1e-12)
    np.testing.assert_allclose(model.loss_curve_, losses, rtol=1e-12)


def test_a_newton_step_worked_out_by_hand():
    # At w = 0 all p are 1/2: gradient (-1, 0) / 2 and Hessian diag(2, 4) / 16.
    X, y = [[-1.0], [0.0], [0.0], [1.0]], [0, 0, 1, 1]
    model = newton(epochs=1, tol=0, l2=0.125).fit(X, y)
    np.testing.assert_allclose(weights(model), [0.25 / (0.125 + 0.125), 0])


def reference(X, y, l2):
    """Return scikit-learn's weights for the same loss, solved tightly."""
    model = linear_model.LogisticRegression(
        C=1 / (len(y) * l2) if l2 else np.inf,
        solver="newton-cholesky",
        tol=1e-12,
        max_iter=1000,
    )
    return weights(model.fit(X, y))


@pytest.mark.parametrize("l2", [1e-4, 0.01, 1.0])
def test_newton_agrees_with_scikit_learn_on_breast_cancer(l2):
    X, y = data.breast_cancer()
    X = StandardScaler().fit_transform(X)
    ours = weights(newton(l2=l2, tol=1e-12).fit(X, y))
    error = np.abs(ours - reference(X, y, l2)).max() / np.abs(ours).max()
    assert error < 1e-8


@pytest.mark.parametrize("l2", [0.0, 1e-4, 0.1])
def test_newton_agrees_with_scikit_learn_on_the_o_rings(l2):
    X, y = data.challenger()
    ours = weights(newton(l2=l2, tol=1e-10).fit(X, y))
    np.testing.assert_allclose(ours, reference(X, y, l2), rtol=1e-5)


def test_the_o_rings_have_their_published_coefficients():
    X, y = data.challenger()
    model = newton().fit(X, y)  # the values of Dalal, Fowlkes & Hoadley's data
    assert weights(model) == pytest.approx([-0.2322, 15.0429], abs=5e-5)
    assert model.predict_proba([[31.0]])[0, 1] == pytest.approx(0.9996, abs=5e-5)


@given(seeds, st.sampled_from([0.0, 1e-3, 0.1, 10.0]))
def test_newton_agrees_with_scikit_learn_anywhere(seed, l2):
    X, y = overlapping(seed, n=60, m=2)
    ours = weights(newton(l2=l2, tol=1e-10).fit(X, y))
    np.testing.assert_allclose(ours, reference(X, y, l2), rtol=1e-5, atol=1e-8)


def test_all_solvers_go_to_the_same_minimum():
    X, y = overlapping()
    goal = newton(l2=0.1).fit(X, y)
    gd = LogisticRegression(l2=0.1, learning_rate=1.0, epochs=5000).fit(X, y)
    np.testing.assert_allclose(weights(gd), weights(goal), atol=1e-6)
    sgd = LogisticRegression(
        solver="sgd", l2=0.1, learning_rate=0.3, decay=1.0, epochs=400
    ).fit(X, y)
    np.testing.assert_allclose(weights(sgd), weights(goal), atol=0.02)
    assert sgd.loss_curve_[-1] == pytest.approx(goal.loss_curve_[-1], abs=1e-4)


@every_solver
def test_the_last_loss_is_the_loss_of_the_model(solver):
    X, y = overlapping()
    model = LogisticRegression(solver=solver, l2=0.1, epochs=7).fit(X, y)
    expected = loss_at(weights(model), X, y, 0.1)
    assert model.loss_curve_[-1] == pytest.approx(expected, rel=1e-12)
    assert len(model.loss_curve_) == model.n_iter_ <= 7
    assert type(model.loss_curve_[0]) is float


def test_the_intercept_is_not_penalised():
    X, y = overlapping()
    model = newton(l2=1e6).fit(X, y)
    assert np.abs(model.coef_).max() < 1e-5
    share = np.mean(y)
    assert model.intercept_[0] == pytest.approx(math.log(share / (1 - share)), abs=1e-5)


@given(seeds)
def test_without_a_penalty_the_probabilities_meet_the_labels(seed):
    X, y = overlapping(seed)
    p = newton().fit(X, y).predict_proba(X)[:, 1]
    np.testing.assert_allclose(X.T @ (p - y), 0, atol=1e-6)
    assert np.sum(p) == pytest.approx(np.sum(y), abs=1e-6)


def test_the_fit_follows_the_units():
    X, y = overlapping()
    small, large = X * [1e-7, 1, 1e7], [1e7, 1, 1e-7, 1]
    expected = weights(newton(tol=0, epochs=30).fit(X, y))
    found = weights(newton(tol=0, epochs=30).fit(small, y))
    np.testing.assert_allclose(found / large, expected, rtol=1e-7)


def test_scores_probabilities_and_labels_say_the_same():
    X, y = overlapping()
    model = newton().fit(X, y)
    z = model.decision_function(X)
    assert z.shape == (len(X),)
    np.testing.assert_allclose(z, X @ model.coef_[0] + model.intercept_[0])
    p = model.predict_proba(X)
    assert p.shape == (len(X), 2)
    np.testing.assert_allclose(p[:, 1], sigmoid(z))
    np.testing.assert_allclose(p.sum(axis=1), 1)
    np.testing.assert_array_equal(model.predict(X), p.argmax(axis=1))
    assert model.score(X, y) == np.mean(model.predict(X) == y)
    assert model.coef_.shape == (1, 3)
    assert model.intercept_.shape == (1,)


def test_both_probabilities_keep_their_digits_far_out():
    model = newton(l2=0.1).fit([[-1.0], [1.0]], [0, 1])
    p = model.predict_proba([[200.0], [-200.0]])
    assert 0 < p[0, 0] < 1e-100
    assert 0 < p[1, 1] < 1e-100


@every_solver
@pytest.mark.parametrize(
    "labels", [(0, 1), (-1, 1), (2.5, 7.0), ("edible", "toxic"), (False, True)]
)
def test_labels_are_any_two_values(solver, labels):
    X, y = overlapping()
    plain = LogisticRegression(solver=solver, l2=0.1, epochs=20).fit(X, y)
    model = clone(plain).fit(X, np.array(labels)[y])
    np.testing.assert_array_equal(weights(model), weights(plain))
    np.testing.assert_array_equal(model.classes_, labels)
    np.testing.assert_array_equal(model.predict(X), np.array(labels)[plain.predict(X)])
    assert model.score(X, np.array(labels)[y]) == plain.score(X, y)


@every_solver
def test_the_form_of_X_does_not_matter(solver):
    X = np.random.default_rng(0).integers(-4, 5, (40, 6))
    y = (X[:, 0] + X[:, 2] > np.tile([-3, 3], 20)).astype(int)
    model = LogisticRegression(solver=solver, l2=0.1, epochs=30).fit(X[:, ::2] * 1.0, y)
    read_only = X[:, ::2].astype(float)
    read_only.flags.writeable = False
    for form in (
        X[:, ::2],
        X[:, ::2].tolist(),
        X[:, ::2].astype(np.float32),
        X[:, ::2].astype(np.int8),
        np.asfortranarray(X[:, ::2]),
        read_only,
    ):
        other = clone(model).fit(form, y)
        np.testing.assert_allclose(weights(other), weights(model), rtol=1e-12)
        np.testing.assert_array_equal(other.predict(form), model.predict(X[:, ::2]))
    np.testing.assert_array_equal(read_only, X[:, ::2])


# Classes that a line separates --------------------------------------------------------


def no_minimum(X, y):
    """Return whether some line keeps every sample on its side, or on the line itself.

    Linear programming finds the direction, in a box, along which the margins grow most
    and none falls; it is 0 only if the loss has a minimum (Albert & Anderson 1984).
    """
    signed = np.where(y == 1, 1, -1)[:, np.newaxis] * np.column_stack(
        [X, np.ones(len(X))]
    )
    found = linprog(
        -signed.sum(axis=0),
        A_ub=-signed,
        b_ub=np.zeros(len(X)),
        bounds=[(-1, 1)] * signed.shape[1],
    )
    return -found.fun > 1e-7


@given(seeds, st.integers(4, 14), st.integers(1, 3), st.booleans())
def test_newton_reports_just_the_data_that_have_no_minimum(seed, n, m, coarse):
    rng = np.random.default_rng(seed)
    X = rng.integers(-2, 3, (n, m)) if coarse else rng.normal(size=(n, m))
    y = rng.permutation(np.arange(n) % 2)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model = newton().fit(X, y)
    assert [SEPARATED in str(each.message) for each in caught] == [True] * no_minimum(
        X, y
    )
    assert model.n_iter_ < 50
    assert np.isfinite(weights(model)).all()


@every_solver
def test_separated_classes_are_reported_in_one_sentence(solver):
    X, y = [[1.0], [2.0], [8.0], [9.0]], [0, 0, 1, 1]
    model = LogisticRegression(solver=solver, learning_rate=0.5, epochs=400)
    with pytest.warns(ConvergenceWarning, match=SEPARATED) as caught:
        model.fit(X, y)
    assert len(caught) == 1
    assert "set l2 > 0" in str(caught[0].message)
    assert caught[0].filename == __file__
    assert model.score(X, y) == 1
    model.set_params(l2=0.1).fit(X, y)  # and with a penalty nothing is


def test_the_weights_of_separated_classes_never_stop_growing():
    X, y = [[1.0], [2.0], [8.0], [9.0]], [0, 0, 1, 1]
    sizes = []
    for epochs in (100, 1000, 10_000):
        with pytest.warns(ConvergenceWarning):
            model = LogisticRegression(learning_rate=0.1, epochs=epochs).fit(X, y)
        sizes.append(model.coef_[0, 0])
    assert sizes[0] < sizes[1] < sizes[2]


def test_newton_stops_once_the_classes_are_separated():
    X, y = [[-1.0], [1.0]], [0, 1]  # from w = 0 the first step goes to w = 2
    with pytest.warns(ConvergenceWarning, match=SEPARATED):
        model = newton().fit(X, y)
    assert model.n_iter_ == 1
    np.testing.assert_allclose(weights(model), [2, 0], atol=1e-12)


def test_only_the_end_of_the_epochs_is_reported_as_too_early(monkeypatch):
    way = logistic_regression.newton  # one that finds nothing better after a step:
    monkeypatch.setattr(
        logistic_regression, "newton", lambda *args: itertools.islice(way(*args), 1)
    )
    assert newton(epochs=2).fit(*overlapping()).n_iter_ == 1  # without a warning
    with pytest.warns(ConvergenceWarning, match="After 1 epochs the gradient still"):
        newton(epochs=1).fit(*overlapping())


def test_samples_on_the_line_do_not_hide_that_the_rest_is_separated():
    X, y = [[1.0], [2.0], [2.0], [3.0]], [0, 0, 1, 1]
    with pytest.warns(ConvergenceWarning, match=SEPARATED):
        model = newton().fit(X, y)
    assert model.n_iter_ < 30
    assert model.predict_proba([[2.0]])[0, 1] == pytest.approx(0.5)


@given(seeds, st.sampled_from([0.3, 0.1, 0.03, 1e-3]))
def test_a_loose_tol_raises_no_false_alarm(seed, tol):
    newton(tol=tol).fit(*overlapping(seed))  # a warning would be an error


def test_raw_breast_cancer_is_separated():
    X, y = data.breast_cancer()
    with pytest.warns(ConvergenceWarning, match=SEPARATED):
        model = newton().fit(X, y)
    assert model.score(X, y) == 1


# Learning rates that are too large ----------------------------------------------------


def test_weights_that_overflow_are_reported_and_nothing_is_lost():
    X, y = overlapping()
    model = LogisticRegression(l2=1.0, learning_rate=0.1, epochs=10).fit(X, y)
    before = weights(model)
    for solver in ("gd", "sgd"):
        message = "The weights overflow with learning_rate=50: take a smaller one, or"
        with pytest.raises(FloatingPointError, match=message):
            model.set_params(learning_rate=50, epochs=1000, solver=solver).fit(X, y)
        assert 0 < len(model.loss_curve_) < 1000
        assert np.isfinite(model.loss_curve_).all()
        np.testing.assert_array_equal(weights(model), before)


def test_a_learning_rate_of_any_size_has_a_defined_outcome():
    X, y = overlapping()
    for rate in (1e3, 1e100):  # the loss is nearly straight far out: it cannot overflow
        message = f"The loss has doubled with learning_rate={rate}: take a smaller one"
        with pytest.warns(ConvergenceWarning, match=message.replace("+", r"\+")):
            model = LogisticRegression(learning_rate=rate, epochs=50).fit(X, y)
        assert model.loss_curve_[-1] > 2 * math.log(2)
    with pytest.raises(FloatingPointError, match=r"learning_rate=1e\+308"):
        LogisticRegression(learning_rate=1e308, epochs=50).fit(X * 10, y)


def test_just_a_loss_that_has_doubled_is_reported():
    X, y = overlapping()
    ratios = []
    for rate in np.geomspace(1, 30, 25):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            model = LogisticRegression(learning_rate=rate, epochs=1).fit(X, y)
        ratios.append(model.loss_curve_[-1] / math.log(2))
        doubled = ["The loss has doubled" in str(each.message) for each in caught]
        assert doubled == [True] * (ratios[-1] > 2)
    assert any(1 < ratio < 2 for ratio in ratios)
    assert any(2 < ratio < 3 for ratio in ratios)


@every_solver
def test_numpys_own_answer_to_small_numbers_does_not_matter(solver):
    X, y = overlapping()
    model = LogisticRegression(solver=solver, l2=0.1, epochs=5)
    X = X * 1000  # far out, where exponentials underflow
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        expected = weights(model.fit(X, y))
        with np.errstate(all="raise"):
            np.testing.assert_array_equal(weights(model.fit(X, y)), expected)


def test_features_of_any_size_have_a_defined_outcome():
    X, y = overlapping()
    for size in (1e-300, 1e-30):
        assert np.isfinite(weights(newton().fit(X * size, y))).all()
    for size in (1e30, 1e100):  # no gradient of that size can be made as small as tol
        with pytest.warns(ConvergenceWarning, match="more than tol=1e-08: allow more"):
            model = newton(epochs=40).fit(X * size, y)
        assert np.isfinite(weights(model)).all()
    message = r"The squares of X overflow: standardise X\."
    with pytest.raises(FloatingPointError, match=message):
        newton().fit(X * 1e200, y)
    with pytest.raises(FloatingPointError, match=r"learning_rate=0\.1: take a smaller"):
        LogisticRegression().fit(X * 1e200, y)


# Data with little to learn from -------------------------------------------------------


@every_solver
@pytest.mark.parametrize("l2", [0.0, 0.1])
def test_a_constant_column_says_nothing_and_does_no_harm(solver, l2):
    X, y = overlapping()
    model = LogisticRegression(solver=solver, l2=l2, epochs=50).fit(X, y)
    zeros = clone(model).fit(np.column_stack([X, np.zeros(len(X))]), y)
    assert zeros.coef_[0, 3] == 0
    np.testing.assert_allclose(zeros.coef_[0, :3], model.coef_[0], rtol=1e-8)
    if solver == "newton":
        ones = clone(model).fit(np.column_stack([X, np.ones(len(X))]), y)
        again = np.column_stack([X, np.ones(len(X))])
        np.testing.assert_allclose(
            ones.predict_proba(again), model.predict_proba(X), rtol=1e-6
        )
        if l2:
            assert abs(ones.coef_[0, 3]) < 1e-6


def test_columns_that_say_the_same_share_their_weight():
    X, y = overlapping()
    single = newton().fit(X, y)
    double = newton().fit(X[:, [0, 0, 1, 2]], y)
    np.testing.assert_allclose(double.coef_[0, :2], single.coef_[0, 0] / 2, rtol=1e-6)
    np.testing.assert_allclose(double.coef_[0, 2:], single.coef_[0, 1:], rtol=1e-6)


def test_columns_of_zeros_leave_the_share_of_the_classes():
    model = newton().fit(np.zeros((4, 2)), [0, 1, 1, 1])
    assert weights(model) == pytest.approx([0, 0, math.log(3)])
    balanced = newton().fit(np.zeros((4, 2)), [0, 1, 0, 1])  # the start is the minimum
    assert balanced.n_iter_ == 0
    assert balanced.loss_curve_ == []
    assert weights(balanced).tolist() == [0, 0, 0]


def test_one_sample_of_each_class_is_enough_with_a_penalty():
    model = newton(l2=0.5).fit([[0.0], [2.0]], ["no", "yes"])
    assert model.predict([[0.0], [2.0]]).tolist() == ["no", "yes"]
    assert model.decision_function([[1.0]])[0] == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("X", "y", "message"),
    [
        ([[1.0], [2.0]], [1, 1], "y must hold two classes, but it holds one class, 1"),
        ([[1.0]], [0], "y must hold two classes, but it holds one class, 0"),
        ([[1.0], [2.0], [3.0]], [0, 1, 2], "y must hold two classes, but it holds 3"),
        ([[1.0], [2.0]], [[0], [1]], r"y must have one dimension, .* \(2, 1\)"),
        ([[1.0], [NAN]], [0, 1], "X must be finite, but it holds nan or infinity"),
        ([1.0, 2.0], [0, 1], "X must have two dimensions"),
        ([[1.0]], [0, 1], "but X has 1 rows and y has 2 labels"),
    ],
)
def test_bad_data_get_one_sentence(X, y, message):
    with pytest.raises(ValueError, match=message):
        LogisticRegression().fit(X, y)


# Hyperparameters and the record -------------------------------------------------------


@pytest.mark.parametrize(
    ("params", "kind", "message"),
    [
        ({"solver": "lbfgs"}, ValueError, "'gd', 'sgd', 'newton', but it is 'lbfgs'"),
        ({"solver": None}, ValueError, "solver must be one of .* but it is None"),
        ({"l2": -1}, ValueError, r"l2 must be at least 0, but it is -1\.0"),
        ({"l2": "strong"}, TypeError, "l2 must hold real numbers"),
        (
            {"learning_rate": 0},
            ValueError,
            r"learning_rate must be positive, but .* 0\.0",
        ),
        ({"learning_rate": NAN}, ValueError, "learning_rate must be one finite number"),
        ({"decay": -0.1}, ValueError, r"decay must be at least 0, but it is -0\.1"),
        ({"batch_size": 0}, ValueError, "batch_size must be at least 1, but it is 0"),
        ({"batch_size": 2.5}, TypeError, r"batch_size must be an integer, .* 2\.5"),
        ({"epochs": -1}, ValueError, "epochs must be at least 0, but it is -1"),
        ({"epochs": 1e3}, TypeError, r"epochs must be an integer, but it is 1000\.0"),
        ({"tol": -1e-3}, ValueError, r"tol must be at least 0, but it is -0\.001"),
        ({"seed": -1}, ValueError, "seed must be at least 0, but it is -1"),
        ({"record": 1}, ValueError, "record must be at least 2, but it is 1"),
    ],
)
def test_a_bad_hyperparameter_gets_one_sentence(params, kind, message):
    model = LogisticRegression(**params)
    with pytest.raises(kind, match=message):
        model.fit([[0.0], [1.0]], [0, 1])
    assert not hasattr(model, "coef_")


def test_the_hyperparameters_have_their_defaults():
    assert LogisticRegression().get_params() == {
        "solver": "gd",
        "l2": 0.0,
        "learning_rate": 0.1,
        "decay": 0.01,
        "batch_size": 1,
        "epochs": 1000,
        "tol": None,
        "seed": 0,
        "record": 0,
    }


def test_hyperparameters_have_names():
    with pytest.raises(TypeError, match="positional argument"):
        LogisticRegression("newton")


def test_the_same_seed_gives_the_same_weights():
    X, y = overlapping()
    one, two, other = (
        LogisticRegression(solver="sgd", epochs=3, seed=seed).fit(X, y)
        for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(weights(one), weights(two))
    assert (weights(one) != weights(other)).any()
    np.random.seed(0)  # noqa: NPY002 - the global state is not to be touched
    expected = np.random.random()  # noqa: NPY002
    np.random.seed(0)  # noqa: NPY002
    LogisticRegression(solver="sgd", epochs=3).fit(X, y)
    assert np.random.random() == expected  # noqa: NPY002


def test_a_decaying_rate_lets_the_weights_settle():
    X, y = overlapping()
    still, restless = (
        LogisticRegression(
            solver="sgd", learning_rate=0.5, decay=decay, epochs=60, record=5000
        ).fit(X, y)
        for decay in (1.0, 0.0)
    )
    assert np.ptp(still.path_[-70:], axis=0).max() < 0.1
    assert np.ptp(restless.path_[-70:], axis=0).max() > 0.3


@every_solver
def test_the_path_goes_from_zeros_to_the_weights(solver):
    X, y = overlapping()
    model = LogisticRegression(solver=solver, l2=0.1, epochs=40, record=1000).fit(X, y)
    assert model.path_.shape == (len(model.path_steps_), 4)
    np.testing.assert_array_equal(model.path_[0], np.zeros(4))
    np.testing.assert_array_equal(model.path_[-1], weights(model))
    steps = model.n_iter_ * (len(y) if solver == "sgd" else 1)
    assert model.path_steps_[-1] == steps
    assert len(model.path_) <= 1000
    if solver != "sgd":
        assert model.path_steps_ == list(range(steps + 1))
        losses = [loss_at(w, X, y, 0.1) for w in model.path_[1:]]
        np.testing.assert_allclose(losses, model.loss_curve_, rtol=1e-12)


def test_the_path_is_kept_only_on_demand_and_bounded():
    X, y = overlapping()
    assert not hasattr(LogisticRegression(epochs=3).fit(X, y), "path_")
    model = LogisticRegression(epochs=3000, learning_rate=0.001, record=50).fit(X, y)
    assert 25 <= len(model.path_) <= 50


def test_no_epochs_leave_the_start():
    X, y = overlapping()
    model = LogisticRegression(epochs=0).fit(X, y)
    assert model.n_iter_ == 0
    np.testing.assert_array_equal(model.predict_proba(X), np.full((len(X), 2), 0.5))
    assert (
        model.predict(X) == 0
    ).all()  # of two equal chances the first class is named


def test_tol_ends_the_descent():
    X, y = overlapping()
    loose = LogisticRegression(tol=0.01, l2=0.1).fit(X, y)
    tight = LogisticRegression(tol=0.001, l2=0.1).fit(X, y)
    assert 0 < loose.n_iter_ < tight.n_iter_ < 1000
    assert newton(tol=0).fit(X, y).n_iter_ <= 1000


def test_a_gradient_just_as_large_as_tol_is_small_enough():
    X, y = overlapping()
    model = LogisticRegression(l2=0.1, learning_rate=0.3, epochs=5).fit(X, y)
    ones = np.column_stack([X, np.ones(len(X))])
    task = Problem(ones, y * 1.0, np.array([0.1, 0.1, 0.1, 0.0]))
    largest = np.abs(task.at(weights(model)).gradient).max()
    model.set_params(tol=largest).fit(X, y)  # a warning would be an error
    assert model.n_iter_ == 5
    message = r"After 5 epochs the gradient still has an entry of .* more than tol="
    with pytest.warns(ConvergenceWarning, match=message):
        model.set_params(tol=np.nextafter(largest, 0)).fit(X, y)
    assert model.n_iter_ == 5


def test_without_epochs_nothing_is_said_about_the_gradient():
    LogisticRegression(tol=1e-3, epochs=0).fit(*overlapping())


# In scikit-learn's company ------------------------------------------------------------


def test_scikit_learn_takes_it_for_one_of_its_own():
    X, y = data.breast_cancer()
    model = newton(l2=0.01)
    assert clone(model).get_params() == model.get_params()
    piped = make_pipeline(StandardScaler(), model)
    assert cross_val_score(piped, X, y, cv=5).min() > 0.94
    assert cross_val_score(piped, X, y, cv=5, scoring="roc_auc").min() > 0.98
    assert cross_val_score(piped, X, y, cv=5, scoring="neg_log_loss").min() > -0.2
    grid = {"logisticregression__l2": [1e-3, 10.0]}
    search = GridSearchCV(piped, grid, cv=3).fit(X, y)
    assert search.best_params_ == {"logisticregression__l2": 1e-3}
    restored = pickle.loads(pickle.dumps(piped.fit(X, y)))
    np.testing.assert_array_equal(restored.predict(X), piped.predict(X))


def test_refitting_forgets():
    X, y = overlapping()
    model = newton().fit(X, y)
    model.fit(X[:, :2], np.array(["a", "b"])[y])
    fresh = newton().fit(X[:, :2], y)
    np.testing.assert_array_equal(weights(model), weights(fresh))
    assert model.classes_.tolist() == ["a", "b"]
    with pytest.raises(ValueError, match="X has 3 features, but Logistic"):
        model.predict(X)


def test_refitting_without_a_record_leaves_no_path_of_before():
    X, y = overlapping()
    model = LogisticRegression(epochs=3, record=9).fit(X, y)
    assert len(model.path_) == len(model.path_steps_) == 4
    model.set_params(record=0).fit(X, y)
    assert not hasattr(model, "path_")
    assert not hasattr(model, "path_steps_")


def test_before_fit_there_is_nothing_to_predict():
    for method in ("predict", "predict_proba", "decision_function"):
        message = r"This LogisticRegression has not learned yet: call fit\(X, y\) first"
        with pytest.raises(ValueError, match=message):
            getattr(LogisticRegression(), method)([[1.0]])
