"""The loss of logistic regression against `loss`, its derivatives against nudges."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons_pkg import descent
from lessons_pkg.activation import sigmoid
from lessons_pkg.gradient import check_gradient, numerical_gradient, relative_error
from lessons_pkg.loss import cross_entropy_from_logits
from lessons_pkg.trace import Trace

seeds = st.integers(0, 10_000)


def problem(seed=0, n=20, m=3, l2=0.3):
    """Return a problem, and weights to look at it from."""
    rng = np.random.default_rng(seed)
    X = np.column_stack([rng.normal(size=(n, m)), np.ones(n)])
    y = rng.permutation(np.arange(n) % 2).astype(float)
    penalty = np.append(np.full(m, l2), 0.0)
    return descent.Problem(X, y, penalty), rng.normal(size=m + 1)


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
    X, y, penalty = (torch.tensor(array) for array in task)
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
    monkeypatch.setattr(descent, "BLOCK", block)
    np.testing.assert_allclose(task.hessian(p), expected, rtol=1e-13)


@given(seeds)
def test_a_newton_step_never_raises_the_loss(seed):
    task, w = problem(seed, l2=0.0, n=12)
    point = task.at(w * 20)  # far out, where the loss is nearly straight
    for new in descent.newton(task, point, 1e-8, Trace(2, point.w)):
        assert new.loss <= point.loss * (1 + 1e-13)
        point = new


def test_newton_halves_a_step_that_is_too_long():
    task = descent.Problem(np.array([[1.0], [1.0]]), np.array([0.0, 1.0]), np.zeros(1))
    start = task.at(np.array([3.0]))  # from here the full step lands at -7.02
    full = start.w - start.gradient / task.hessian(start.p)[0]
    assert task.at(full).loss > start.loss
    first = next(descent.newton(task, start, 1e-8, Trace(2, start.w)))
    np.testing.assert_allclose(first.w, (start.w + full) / 2)


def test_newton_stops_where_no_step_can_move_it():
    task, _ = problem(l2=0.0)
    lost = task.at(np.full(4, 1e4))  # each p is 0 or 1, and the Hessian 0
    assert not lost.is_flat(1e-8)
    assert list(descent.newton(task, lost, 1e-8, Trace(2, lost.w))) == []


@given(seeds)
def test_solve_gives_the_solution_where_there_is_one(seed):
    rng = np.random.default_rng(seed)
    R = rng.normal(size=(9, 4)) * 10.0 ** np.array([-6, 0, 5, 2])
    x = rng.normal(size=4) / np.abs(R).max(axis=0)
    H = R.T @ R
    np.testing.assert_allclose(descent.solve(H, H @ x), x, rtol=1e-6)


def test_solve_shares_between_columns_that_say_the_same():
    R = np.random.default_rng(0).normal(size=(9, 2))[:, [0, 0, 1]]
    R = np.column_stack([R, np.zeros(9)])  # and a column that says nothing
    H = R.T @ R
    step = descent.solve(H, H @ [1.0, 0.0, 2.0, 0.0])
    np.testing.assert_allclose(step, [0.5, 0.5, 2.0, 0.0], atol=1e-12)


def test_solve_says_what_to_do_about_a_hessian_that_overflows():
    for H in ([[np.inf]], [[np.nan]], [[1.0, np.inf], [np.inf, 1.0]]):
        message = r"The squares of X overflow: standardise X\."
        with pytest.raises(FloatingPointError, match=message):
            descent.solve(np.array(H), np.ones(len(H)))


def test_a_line_separates_if_each_sample_is_on_its_own_side():
    X = np.array([[-1.0, 1.0], [0.0, 1.0], [2.0, 1.0]])
    task = descent.Problem(X, np.array([0.0, 0.0, 1.0]), np.zeros(2))
    assert task.is_separated(task.at(np.array([1.0, -1.0])))
    assert not task.is_separated(task.at(np.array([1.0, 0.0])))  # one on the line
    assert not task.is_separated(task.at(np.array([-1.0, 1.0])))
    penalised = task._replace(penalty=np.array([0.1, 0.0]))
    assert not penalised.is_separated(penalised.at(np.array([1.0, -1.0])))


def test_margins_count_from_the_line_to_the_own_side():
    task = descent.Problem(np.ones((3, 1)), np.array([0.0, 1.0, 1.0]), np.zeros(1))
    np.testing.assert_array_equal(task.margins(np.array([2.0, 3.0, -4.0])), [-2, 3, -4])
