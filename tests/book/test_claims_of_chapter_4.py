"""What chapter 4 says about a neuron that learns bean by bean holds on many sacks."""

import math

import pytest

from lessons_pkg import cross_entropy_from_logits, data

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
