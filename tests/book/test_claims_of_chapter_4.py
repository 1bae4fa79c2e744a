"""What chapter 4 says about how a neuron learns holds on many sacks."""

import math

import numpy as np
import pytest
from scipy.stats import norm

from lessons_pkg import LogisticRegression, cross_entropy_from_logits, data, sigmoid

SACKS = range(6)


def squared(a, y):
    return (a - y) * a * (1 - a)


def entropy(a, y):
    return a - y


def learned(delta_of, w, b, rate, X, y, epochs):
    """Return the weight and the bias after some epochs, bean by bean."""
    for _ in range(epochs):
        for x, label in zip(X[:, 0].tolist(), y.tolist(), strict=True):
            delta = delta_of(1 / (1 + math.exp(-w * x - b)), label)
            w, b = w - rate * delta * x, b - rate * delta
    return w, b


@pytest.mark.parametrize("seed", SACKS)
@pytest.mark.parametrize("epochs", [1, 3, 10, 100])
def test_without_an_opinion_the_two_losses_lead_to_about_the_same(seed, epochs):
    X, y = data.beans(seed=seed)
    losses = []
    for delta_of, rate in ((squared, 2.0), (entropy, 0.5)):
        w, b = learned(delta_of, 0.0, 0.0, rate, X, y, epochs)
        losses.append(cross_entropy_from_logits(y, w * X[:, 0] + b))
    assert losses[0] == pytest.approx(losses[1], abs=0.035)


@pytest.mark.parametrize("seed", SACKS)
@pytest.mark.parametrize("rate", [0.1, 0.5, 2.0, 5.0])
def test_wrong_and_sure_only_cross_entropy_leads_out(seed, rate):
    X, y = data.beans(seed=seed)
    w, b = learned(squared, -14.0, 6.0, rate, X, y, 100)
    z = w * X[:, 0] + b
    assert z.min() > 0 or z.max() < 0  # all toxic, or all safe
    assert cross_entropy_from_logits(y, z) > 2
    w, b = learned(entropy, -14.0, 6.0, rate, X, y, 100)
    assert cross_entropy_from_logits(y, w * X[:, 0] + b) < math.log(2)


@pytest.mark.parametrize("seed", range(5))
def test_wrong_and_sure_is_slow_and_not_lost(seed):
    X, y = data.beans(seed=seed)
    w, b = learned(squared, -14.0, 6.0, 5.0, X, y, 3000)
    z = w * X[:, 0] + b
    assert cross_entropy_from_logits(y, z) < 0.35
    assert ((z >= 0) == y).mean() > 0.85


def left_over(X, y, rate, epochs, best):
    """Return how far above the lowest loss gradient descent is in the end."""
    run = LogisticRegression(learning_rate=float(rate), epochs=epochs).fit(X, y)
    return run.loss_curve_[-1] - best.loss_curve_[-1]


@pytest.mark.parametrize(
    ("seed", "limit"), [(0, 30.3), (1, 30.2), (2, 19.5), (3, 29.6), (4, 21.7)]
)
def test_how_steep_the_valley_is_limits_the_rate(seed, limit):
    X, y = data.beans(seed=seed)
    best = LogisticRegression(solver="newton").fit(X, y)
    a = sigmoid(best.decision_function(X))
    ones = np.column_stack([X, np.ones(len(y))])
    hessian = ones.T * (a * (1 - a)) @ ones / len(y)
    assert round(2 / np.linalg.eigvalsh(hessian).max(), 1) == limit
    whole = math.floor(limit)
    for rate, epochs in ((10, 1000), (25, 1000), (32, 1000), (whole, 20_000)):
        arrived = left_over(X, y, rate, epochs, best) < 0.001
        assert arrived == (rate <= limit)
    assert left_over(X, y, whole + 1, 20_000, best) > 0.002


def test_single_beans_are_ahead_on_the_way():
    X, y = data.beans()
    settings = {"solver": "sgd", "batch_size": 1, "learning_rate": 2.0, "decay": 0.1}
    for seed in range(5):
        run = LogisticRegression(**settings, epochs=5, seed=seed).fit(X, y)
        assert run.loss_curve_[-1] == pytest.approx(0.2, abs=0.02)
    for rate, loss in ((5, 0.42), (10, 0.39), (15, 0.71), (20, 0.86), (25, 0.95)):
        run = LogisticRegression(learning_rate=float(rate), epochs=5).fit(X, y)
        assert run.loss_curve_[-1] == pytest.approx(loss, abs=0.005)


def test_a_penalty_on_noiseless_beans_moves_the_midpoint_out_of_the_gap():
    X, y = data.beans(noise=0.0)
    for l2, inside in ((0.0001, False), (0.001, True), (0.01, False)):
        run = LogisticRegression(solver="newton", l2=l2).fit(X, y)
        assert (run.predict(X) == y).all() == inside


def test_the_surplus_given_the_sizes_moves_the_midpoint():
    surplus, midpoint = [], []
    for seed in range(60):
        X, y = data.beans(seed=seed)
        expected = norm.cdf((0.7 * X[:, 0] - 0.3) / 0.1).sum()
        best = LogisticRegression(solver="newton").fit(X, y)
        surplus.append(y.sum() - expected)
        midpoint.append(-best.intercept_[0] / best.coef_[0, 0])
    assert np.corrcoef(surplus, midpoint)[0, 1] < -0.95
    assert surplus[0] > 2 * np.std(surplus)
