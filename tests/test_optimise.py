"""Each step against an oracle that knows nothing of it: a closed form, or a peer."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LinearRegression

from lessons_pkg import cross_entropy_from_logits, data, numerical_gradient, sigmoid
from lessons_pkg.logistic_regression import Problem
from lessons_pkg.optimise import (
    Moments,
    adam_step,
    batches,
    decayed,
    gradient_step,
    largest_rate,
    logistic_bound,
    momentum_step,
    newton_step,
)

STEPS = {
    "gradient": (gradient_step, ()),
    "momentum": (momentum_step, (0.0,)),
    "adam": (adam_step, (Moments(),)),
}
each_step = pytest.mark.parametrize(("step", "state"), STEPS.values(), ids=STEPS)
seeds = st.integers(0, 10_000)


def bowl(seed, m=3):
    """Return a symmetric positive definite matrix and a point."""
    rng = np.random.default_rng(seed)
    A = rng.normal(size=(m + 2, m))
    return A.T @ A / m, rng.normal(0, 3, m)


# Against closed forms -----------------------------------------------------------------


@given(seeds, st.floats(0.01, 0.4), st.integers(0, 30))
def test_gradient_descent_shrinks_each_eigenvector_by_its_own_factor(seed, rate, k):
    H, start = bowl(seed)
    rate = rate * largest_rate(H)
    values, vectors = np.linalg.eigh(H)
    w = start
    for _ in range(k):
        w = gradient_step(w, H @ w, rate)
    shares = (1 - rate * values) ** k * (vectors.T @ start)
    np.testing.assert_allclose(w, vectors @ shares, rtol=1e-9, atol=1e-10)


@pytest.mark.parametrize(("part", "falls"), [(0.99, True), (1.01, False)])
def test_the_largest_rate_is_the_edge(part, falls):
    H, w = bowl(3)
    rate, before = part * largest_rate(H), np.abs(w).max()
    for _ in range(2000):
        w = gradient_step(w, H @ w, rate)
    assert (np.abs(w).max() < before) == falls


@given(seeds, st.floats(0.0, 0.95), st.integers(1, 40))
def test_the_velocity_is_a_sum_of_gradients_that_fade(seed, momentum, k):
    rng = np.random.default_rng(seed)
    gradients, w, velocity = rng.normal(size=(k, 4)), np.zeros(4), 0.0
    for gradient in gradients:
        w, velocity = momentum_step(w, gradient, velocity, 0.1, momentum)
    wanted = sum(momentum ** (k - 1 - i) * g for i, g in enumerate(gradients))
    np.testing.assert_allclose(velocity, wanted, rtol=1e-9, atol=1e-12)


def test_momentum_is_the_heavy_ball_of_polyak():
    H, w = bowl(5)
    before, velocity, ball = w, 0.0, w
    for _ in range(20):
        ball, before = ball - 0.05 * H @ ball + 0.8 * (ball - before), ball
        w, velocity = momentum_step(w, H @ w, velocity, 0.05, momentum=0.8)
        np.testing.assert_allclose(w, ball, rtol=1e-10)


def test_a_velocity_of_a_steady_gradient_is_ten_times_as_long():
    w, velocity = np.zeros(2), 0.0
    for _ in range(400):
        w, velocity = momentum_step(w, [0.3, -2.0], velocity, 0.1)
    np.testing.assert_allclose(velocity, [3.0, -20.0])


@given(seeds, st.floats(0, 0.99), st.floats(0, 0.999), st.integers(1, 40))
def test_adam_is_its_weighted_means(seed, beta1, beta2, k):
    rng = np.random.default_rng(seed)
    gradients, w, moments = rng.normal(size=(k, 3)), np.zeros(3), Moments()
    for gradient in gradients:
        before = w
        w, moments = adam_step(w, gradient, moments, 0.1, beta1, beta2)
    fades = [beta ** np.arange(k)[::-1] for beta in (beta1, beta2)]
    mean = fades[0] @ gradients / fades[0].sum()
    square = fades[1] @ gradients**2 / fades[1].sum()
    wanted = before - 0.1 * mean / (np.sqrt(square) + 1e-8)
    np.testing.assert_allclose(w, wanted, rtol=1e-9, atol=1e-12)
    assert moments.steps == k


@given(st.floats(1e-3, 1e6), st.sampled_from([-1, 1]))
def test_adam_begins_with_a_step_of_the_rate_whatever_the_gradient(size, sign):
    w, _ = adam_step(np.array([2.0]), [sign * size], Moments(), 0.3)
    assert w[0] == pytest.approx(2 - sign * 0.3, abs=1e-5)


def test_adam_stays_where_there_is_no_gradient():
    w, moments = adam_step([2.0, -1.0], [0.0, 0.0], Moments())
    assert w.tolist() == [2, -1]
    assert moments.square.tolist() == [0, 0]


# Against PyTorch ----------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", STEPS)
def test_the_steps_are_those_of_pytorch(name, seed):
    torch = pytest.importorskip("torch")
    X, y = data.beans(seed=seed)
    w = np.array([3.0, -0.5])
    theirs = torch.tensor(w, requires_grad=True)
    A, t = np.column_stack([X, np.ones(len(X))]), torch.tensor(y * 1.0)
    optimiser = {
        "gradient": lambda: torch.optim.SGD([theirs], lr=0.4),
        "momentum": lambda: torch.optim.SGD([theirs], lr=0.4, momentum=0.9),
        "adam": lambda: torch.optim.Adam([theirs], lr=0.4),
    }[name]()
    step, state = STEPS[name]
    for _ in range(100):
        optimiser.zero_grad()
        z = torch.tensor(A) @ theirs
        torch.nn.functional.binary_cross_entropy_with_logits(z, t).backward()
        gradient = A.T @ (sigmoid(A @ w) - y) / len(y)
        optimiser.step()
        out = step(w, gradient, *state, 0.4)
        w, *state = out if state else (out,)
        np.testing.assert_allclose(w, theirs.detach().numpy(), rtol=1e-9)


# A few samples at a time --------------------------------------------------------------


@given(st.integers(1, 50), st.integers(1, 60), seeds)
def test_an_epoch_has_each_row_once(n, size, seed):
    found = list(batches(n, size, seed))
    assert sorted(np.concatenate(found).tolist()) == list(range(n))
    assert [len(rows) for rows in found[:-1]] == [size] * (math.ceil(n / size) - 1)


def test_each_epoch_of_a_generator_has_its_own_order_and_a_seed_gives_it_again():
    rng = np.random.default_rng(3)
    one, two = (np.concatenate(list(batches(20, 4, rng))) for _ in range(2))
    assert one.tolist() != two.tolist()
    assert np.concatenate(list(batches(20, 4, 3))).tolist() == one.tolist()


def test_the_batches_gradient_is_on_average_that_of_all():
    X, y = data.diabetes()
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    w, n = np.full(10, 2.0), len(X)
    full = X.T @ (X @ w - y) / n
    parts = [X[r].T @ (X[r] @ w - y[r]) / len(r) for r in batches(n, 13, 1)]
    np.testing.assert_allclose(np.mean(parts, axis=0), full, rtol=1e-10)


def test_decayed_rates_are_those_of_logistic_regression():
    assert decayed(0.7, 0.0, 9) == 0.7
    assert decayed(0.7, 0.25, 4) == pytest.approx(0.35)
    rates = [decayed(2.0, 1.0, k) for k in range(1000)]
    assert sum(rates) == pytest.approx(2 * (math.log(1000) + 0.5772), abs=0.01)
    assert sum(rate**2 for rate in rates) == pytest.approx(4 * math.pi**2 / 6, abs=0.01)


# With the curvature -------------------------------------------------------------------


@given(seeds)
def test_one_newton_step_fits_a_line_from_anywhere(seed):
    rng = np.random.default_rng(seed)
    X, y = data.diabetes()
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    A, start = np.column_stack([X, np.ones(len(X))]), rng.normal(0, 1000, 11)
    gradient, hessian = A.T @ (A @ start - y) / len(y), A.T @ A / len(y)
    w = newton_step(start, gradient, hessian)
    peer = LinearRegression().fit(X, y)
    np.testing.assert_allclose(w[:-1], peer.coef_, rtol=1e-8)
    assert w[-1] == pytest.approx(peer.intercept_, rel=1e-10)
    np.testing.assert_allclose(A @ w, peer.predict(X), rtol=1e-10)


def test_a_singular_hessian_gets_a_step_to_a_bottom():
    A = np.array([[2.0, 4.0], [-1.0, -2.0], [3.0, 6.0]])  # the second column is twice
    y = np.array([1.0, 0.5, 2.0])
    w = newton_step([5.0, 1.0], A.T @ (A @ [5.0, 1.0] - y), A.T @ A)
    np.testing.assert_allclose(A.T @ (A @ w - y), 0, atol=1e-12)


@given(seeds, st.floats(0.1, 30))
def test_the_bound_is_nowhere_below_the_hessian_and_no_step_raises_the_loss(seed, far):
    rng = np.random.default_rng(seed)
    A = np.column_stack([rng.normal(size=(30, 2)), np.ones(30)])
    y = (A[:, 0] + rng.normal(size=30) > 0) * 1.0
    problem, B = Problem(A, y, penalty=np.zeros(3)), logistic_bound(A)
    point = problem.at(rng.normal(0, far, 3))
    for _ in range(20):
        gap = B - problem.hessian(point.p)
        assert np.linalg.eigvalsh(gap)[0] > -1e-12
        new = problem.at(newton_step(point.w, point.gradient, B))
        gained = point.gradient @ np.linalg.solve(B, point.gradient) / 2
        assert new.loss <= point.loss - gained + 1e-12
        point = new


def test_where_p_is_a_half_the_bound_is_the_hessian():
    rng = np.random.default_rng(0)
    A = rng.normal(size=(9, 2))

    def slope(v, j):
        return numerical_gradient(
            lambda u: cross_entropy_from_logits(np.ones(9), A @ u), v
        )[j]

    hessian = [
        numerical_gradient(lambda v, j=j: slope(v, j), np.zeros(2), h=1e-4)
        for j in range(2)
    ]
    np.testing.assert_allclose(logistic_bound(A), hessian, atol=1e-6)


# What comes in ------------------------------------------------------------------------


@each_step
@pytest.mark.parametrize("shape", [(), (3,), (2, 3)])
def test_any_shape_will_do_and_nothing_is_changed(step, state, shape):
    w, gradient = np.full(shape, 2), np.full(shape, 4)  # integers
    for _ in range(2):
        out = step(w, gradient, *state, 0.25)
        new, *after = out if state else (out,)
        assert np.shape(new) == shape
        assert new.dtype == np.float64
        assert (w == 2).all()
        assert (gradient == 4).all()
        if state:
            step(new, gradient, *after, 0.25)
    assert np.all(new < 2)


@each_step
def test_a_column_is_no_row(step, state):
    message = r"gradient must have the shape of w, \(3,\), but it has \(3, 1\)\."
    with pytest.raises(ValueError, match=message):
        step(np.ones(3), np.ones((3, 1)), *state, 0.1)
    with pytest.raises(ValueError, match="gradient must have the shape"):
        step(np.ones(3), 1.0, *state, 0.1)


@each_step
@pytest.mark.parametrize("rate", [0, -0.1, math.nan, math.inf])
def test_a_rate_is_positive(step, state, rate):
    with pytest.raises(ValueError, match="learning_rate must be"):
        step([1.0], [1.0], *state, rate)


@each_step
def test_text_is_no_gradient(step, state):
    with pytest.raises(TypeError, match="gradient must hold real numbers"):
        step([1.0], ["much"], *state, 0.1)


@each_step
def test_a_gradient_that_overflowed_is_passed_on(step, state):
    out = step([1.0, 2.0], [math.nan, 1.0], *state, 0.1)
    new = out[0] if state else out
    assert math.isnan(new[0])
    assert new[1] < 2


@pytest.mark.parametrize("share", [-0.1, 1, 1.5, math.nan])
def test_a_share_is_below_one(share):
    for name in ("beta1", "beta2"):
        with pytest.raises(ValueError, match=f"{name} must be"):
            adam_step([1.0], [1.0], Moments(), 0.1, **{name: share})
    with pytest.raises(ValueError, match="momentum must be"):
        momentum_step([1.0], [1.0], 0.0, 0.1, momentum=share)


def test_a_state_is_what_the_last_step_returned():
    with pytest.raises(TypeError, match=r"moments must be Moments\(\), or what"):
        adam_step([1.0], [1.0], 0.0)
    with pytest.raises(ValueError, match="velocity must have the shape of w"):
        momentum_step([1.0, 2.0], [1.0, 2.0], [0.0], 0.1)
    with pytest.raises(ValueError, match="square must have the shape of w"):
        adam_step([1.0, 2.0], [1.0, 2.0], Moments(0.0, np.ones(3), 1))
    with pytest.raises(ValueError, match="epsilon must be positive"):
        adam_step([1.0], [1.0], Moments(), epsilon=0)
    with pytest.raises(ValueError, match="steps must be at least 0"):
        adam_step([1.0], [1.0], Moments(steps=-1))


@pytest.mark.parametrize(("n", "size"), [(0, 1), (5, 0), (5, -2)])
def test_a_batch_has_samples(n, size):
    with pytest.raises(ValueError, match="must be at least 1"):
        batches(n, size)


def test_a_schedule_is_checked():
    for bad in ((0, 0.1, 1), (0.1, -1, 1), (0.1, 0.1, -1)):
        with pytest.raises(ValueError, match="must be"):
            decayed(*bad)


def test_a_hessian_is_symmetric_and_fits():
    for H in ([1.0, 2.0], [[1.0, 2.0]], [[1.0, 2.0], [3.0, 1.0]]):
        with pytest.raises(ValueError, match="hessian must be a symmetric matrix"):
            largest_rate(H)
    with pytest.raises(ValueError, match="an eigenvalue above 0, but the largest is -"):
        largest_rate([[-1.0, 0.0], [0.0, -2.0]])
    with pytest.raises(ValueError, match="for each row of hessian, 2, but"):
        newton_step(np.ones(3), np.ones(3), np.eye(2))
    with pytest.raises(ValueError, match="gradient must be finite"):
        newton_step(np.ones(2), [math.nan, 1.0], np.eye(2))
    largest_rate([[1.0, 0.1 + 0.2], [0.3, 1.0]])  # but for rounding
