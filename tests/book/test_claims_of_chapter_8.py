"""What chapter 8 says of its data and its comparisons holds, from many starts."""

from fractions import Fraction
from operator import mul

import numpy as np
import pytest
from sklearn.linear_model import LinearRegression

from lessons_pkg import cross_entropy_from_logits, data, sigmoid
from lessons_pkg.logistic_regression import Problem
from lessons_pkg.mlp import Network, initial_weights
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

X, Y = data.diabetes()
N = len(Y)
STANDARD = (X - X.mean(axis=0)) / X.std(axis=0)


def with_ones(inputs):
    return np.column_stack([inputs, np.ones(len(inputs))])


A = with_ones(STANDARD)
BEST = LinearRegression().fit(STANDARD, Y)


def gradient(w, inputs=A):
    return inputs.T @ (inputs @ w - Y) / N


# Valleys ------------------------------------------------------------------------------


def kappa(inputs):
    """Return the condition number, from singular values."""
    singular = np.linalg.svd(with_ones(inputs), compute_uv=False)
    return (singular[0] / singular[-1]) ** 2


def test_how_narrow_the_valleys_are():
    assert kappa(X[:, [2, 3]]) == pytest.approx(600_000, rel=0.01)
    assert kappa(STANDARD[:, [2, 3]]) == pytest.approx(2.3, abs=0.05)
    assert kappa(X) == pytest.approx(5e7, rel=0.06)
    assert kappa(STANDARD) == pytest.approx(470, abs=0.5)


def test_some_blood_values_say_nearly_the_same():
    assert np.corrcoef(X[:, 4], X[:, 5])[0, 1] > 0.85


def test_a_thousand_steps_a_digit_and_more_in_the_raw_valley():
    """ "Hundreds of thousands of steps for each digit" of two measured inputs."""
    share = (kappa(X[:, [2, 3]]) - 1) / (kappa(X[:, [2, 3]]) + 1)
    assert 2e5 < np.log(0.1) / np.log(share) < 9e5


def test_the_best_rate_is_nearly_the_best_and_momentum_takes_a_twelfth():
    """Until a thousandth of the distance is left, which is what the rates are for."""
    best = np.append(BEST.coef_, BEST.intercept_)

    def steps_needed(rate, beta):
        w, velocity, steps = np.zeros(11), 0.0, 0
        while np.linalg.norm(w - best) > 0.001 * np.linalg.norm(best):
            w, velocity = momentum_step(w, gradient(w), velocity, rate, beta)
            steps += 1
        return steps

    low, *_, high = np.linalg.eigvalsh(A.T @ A / N)
    root = (np.sqrt(high / low) - 1) / (np.sqrt(high / low) + 1)
    rate = 2 / (high + low)
    assert steps_needed(rate, 0) == 1367
    fewest = min(steps_needed(part * rate, 0) for part in (0.7, 0.8, 0.9, 0.98))
    assert fewest > 0.99 * 1367
    assert 11.5 < 1367 / steps_needed((1 + root) ** 2 / high, root**2) < 12.5


@pytest.mark.parametrize(("curvature", "steps"), [(1, 46), (100, 58)])
def test_two_equal_solutions_cost_extra_steps(curvature, steps):
    beta = (9 / 11) ** 2
    rate = (1 + 9 / 11) ** 2 / 100
    w, velocity, far = 1.0, 0.0, []
    for _ in range(200):
        w, velocity = momentum_step(w, curvature * w, velocity, rate, beta)
        far.append(abs(w))
    assert np.flatnonzero(np.array(far) > 0.001)[-1] + 2 == steps


def test_the_rate_stands_at_the_limit_that_the_trap_names():
    """A rate below 2.7e-5 stops the growth, and one above 2.72e-5 does not."""
    raw = with_ones(X)
    assert 2.7e-5 < largest_rate(raw.T @ raw / N) < 2.72e-5


# A few samples at a time --------------------------------------------------------------


# The bowl over two weights: body mass index and blood pressure, and no intercept.
TWO, CENTRED = STANDARD[:, [2, 3]], Y - Y.mean()
BOTTOM = np.linalg.solve(TWO.T @ TWO, TWO.T @ CENTRED)


def apart(rate, decay, seed):
    """Return how far the weights are from the bottom, after each of 100 epochs."""
    rng, w, found = np.random.default_rng(seed), np.zeros(2), []
    for epoch in range(100):
        for rows in batches(N, 10, rng):
            g = TWO[rows].T @ (TWO[rows] @ w - CENTRED[rows]) / len(rows)
            w = gradient_step(w, g, decayed(rate, decay, epoch))
        found.append(np.linalg.norm(w - BOTTOM))
    return np.array(found)


def typical(distances):
    return np.sqrt((distances**2).mean())


def test_how_far_from_the_bottom_the_five_runs_stay():
    """Read off by the page in epochs 41 to 60, and 81 to 100, which are on its map."""
    constant, small, decaying = (
        np.array([apart(*how, seed) for seed in range(5)])
        for how in ((0.1, 0), (0.01, 0), (0.1, 0.2))
    )
    assert np.linalg.norm(BOTTOM) == pytest.approx(42, abs=0.5)
    assert np.array_equal(constant[:, 0], decaying[:, 0])
    first = constant[:, 0].min(), constant[:, 0].max()
    assert first == pytest.approx((1, 16), abs=0.5)
    assert typical(small[:, 0]) == pytest.approx(24, abs=0.5)
    assert typical(constant[:, 40:60]) == pytest.approx(6.5, abs=0.05)
    assert typical(constant[:, 80:]) == pytest.approx(6.7, abs=0.05)
    assert typical(decaying[:, 40:60]) == pytest.approx(0.57, abs=0.005)
    assert typical(decaying[:, 80:]) == pytest.approx(0.39, abs=0.005)
    assert typical(small[:, 80:]) == pytest.approx(0.61, abs=0.005)


def test_from_each_of_ten_other_seeds_the_decaying_rate_ends_closest():
    for seed in range(5, 15):
        constant, small, decaying = (
            typical(apart(*how, seed)[80:]) for how in ((0.1, 0), (0.01, 0), (0.1, 0.2))
        )
        assert decaying < small < constant / 5


# The comparison -----------------------------------------------------------------------

RATES = np.array([0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0])
METHODS = {
    "gradient": (gradient_step, [], RATES),
    "momentum": (momentum_step, [0.0], RATES / 10),
    "Adam": (adam_step, [Moments()], RATES / 10),
}
TUMOURS = data.breast_cancer()


def split(seed, standardised):
    features, labels = TUMOURS
    order = np.random.default_rng(seed).permutation(569)
    parts = np.split(order, [341, 455])
    mean, scale = features[parts[0]].mean(axis=0), features[parts[0]].std(axis=0)
    Z = (features - mean) / (scale if standardised else scale.mean())
    return [(Z[rows], labels[rows, np.newaxis]) for rows in parts]


def trained(step, state, rate, inputs, labels, seed):
    net = Network(
        *initial_weights([30, 10, 1], seed=seed), "tanh", "sigmoid", "cross_entropy"
    )
    rng = np.random.default_rng(seed)
    for _ in range(20):
        for rows in batches(len(inputs), 20, rng):
            net.gradients(inputs[rows], labels[rows])
            out = step(net.parameters, net.gradient, *state, rate)
            net.parameters[:], *state = out if state else [out]
    return net


def entropy(net, inputs, labels):
    z = net.forward(inputs)[0][-1]
    return cross_entropy_from_logits(labels[:, 0], z[:, 0])


def chosen(method, seed, standardised, rates=None):
    """Return the test loss and the learning rate that the validation set chooses."""
    step, state, own = METHODS[method]
    learn, validation, test = split(seed, standardised)
    rates = own if rates is None else rates
    nets = [trained(step, state, rate, *learn, seed) for rate in rates]
    best = int(np.argmin([entropy(net, *validation) for net in nets]))
    return entropy(nets[best], *test), rates[best]


@pytest.fixture(scope="module")
def compared():
    """Return the test losses and the rates, by method and kind of input."""
    return {
        (method, kind): np.array([chosen(method, k, kind) for k in range(10)]).T
        for method in METHODS
        for kind in (True, False)
    }


def difference(compared, one, other):
    """Return the mean difference of two test losses, and twice its standard error."""
    apart = compared[one][0] - compared[other][0]
    return apart.mean(), 2 * apart.std(ddof=1) / np.sqrt(10)


def test_with_standardised_inputs_the_three_cannot_be_told_apart(compared):
    for method in ("momentum", "Adam"):
        mean, error = difference(compared, (method, True), ("gradient", True))
        assert abs(mean) < error


def test_with_one_scale_adam_is_better_than_both(compared):
    for method in ("gradient", "momentum"):
        mean, error = difference(compared, ("Adam", False), (method, False))
        assert mean < -1.5 * error
        *_, rates = compared["Adam", False]
        assert RATES[0] / 10 < rates.min()
        assert rates.max() < RATES[-1] / 10  # not at an end of what is offered


def test_the_smallest_rate_is_never_chosen(compared):
    for (method, _), (_, rates) in compared.items():
        assert rates.min() > METHODS[method][2][0]


def test_adam_makes_up_for_the_scales_and_no_more_can_be_told(compared):
    mean, error = difference(compared, ("Adam", False), ("Adam", True))
    assert mean == pytest.approx(0.019, abs=0.0006)
    assert error == pytest.approx(0.046, abs=0.0006)
    for method in METHODS:  # nor from any other with standardised inputs
        mean, error = difference(compared, ("Adam", False), (method, True))
        assert abs(mean) < error


@pytest.mark.parametrize(
    ("method", "rate", "worst"), [("gradient", 10, 0.65), ("momentum", 1, 0.41)]
)
def test_the_largest_rate_ends_badly_on_one_split(compared, method, rate, worst):
    losses, rates = compared[method, True]
    assert losses.max() == pytest.approx(worst, abs=0.006)
    assert rates[losses.argmax()] == rate == METHODS[method][2][-1]


def test_without_the_largest_rate_the_means_are_close_to_each_other():
    for method, mean in (("gradient", 0.116), ("momentum", 0.109), ("Adam", 0.122)):
        rates = METHODS[method][2][:-1]
        found = [chosen(method, seed, True, rates)[0] for seed in range(10)]
        assert np.mean(found) == pytest.approx(mean, abs=0.0006)


# With the curvature -------------------------------------------------------------------


def solved_exactly(inputs, targets):
    """Solve the normal equations with fractions, and round the solution once."""
    columns = [
        [Fraction(x) for x in row] for row in np.column_stack([inputs, targets]).T
    ]
    rows = [[sum(map(mul, one, other)) for other in columns] for one in columns[:-1]]
    for i, pivot in enumerate(rows):
        for k in range(len(rows)):
            if k != i:
                share = rows[k][i] / pivot[i]
                rows[k] = [a - share * b for a, b in zip(rows[k], pivot, strict=True)]
    return np.array([float(row[-1] / row[i]) for i, row in enumerate(rows)])


def test_newton_on_measured_inputs_loses_five_to_seven_digits():
    """From 0, and from the page's starts; where they should lead, in exact numbers."""
    raw = with_ones(X)
    exact = solved_exactly(raw, Y)
    eps = np.finfo(float).eps
    starts = [np.random.default_rng(seed).normal(0, 1000, 11) for seed in range(3)]
    for start in (np.zeros(11), *starts):
        w = newton_step(start, gradient(start, raw), raw.T @ raw / N)
        lost = np.log10(np.abs(w / exact - 1).max() / eps)
        assert 4.5 < lost < 7.5


def test_the_bound_takes_fifty_times_as_many_steps_as_newton():
    beans, labels = data.beans(n=100, noise=0.1, seed=0)
    D = with_ones(beans)
    problem, bound = Problem(D, labels * 1.0, np.zeros(2)), logistic_bound(D)
    ways = {
        "newton": lambda p: newton_step(p.w, p.gradient, problem.hessian(p.p)),
        "bound": lambda p: newton_step(p.w, p.gradient, bound),
        "gradient": lambda p: gradient_step(p.w, p.gradient, largest_rate(bound) / 2),
    }
    counts = {}
    for name, way in ways.items():
        point, counts[name] = problem.at(np.zeros(2)), 0
        while np.abs(point.gradient).max() > 1e-6:
            point, counts[name] = problem.at(way(point)), counts[name] + 1
    assert counts["newton"] == 7
    assert 40 < counts["bound"] / counts["newton"] < 55
    assert 9 < counts["gradient"] / counts["bound"] < 12
    assert sigmoid(-4.0) * sigmoid(4.0) == pytest.approx(0.018, abs=5e-4)
