"""What the pages say of their sack of beans among others like it."""

import math

import numpy as np
import pytest

from lessons_pkg import data, sigmoid


def sack(seed):
    """Return the sizes and the labels of the sack with this seed."""
    X, y = data.beans(n=100, noise=0.1, seed=seed)
    return X[:, 0], y


def losses(x, y, rate, steps):
    """Return the loss of chapter 2's neuron at the start and after each step."""
    w, b, found = 0.0, 0.0, []
    for _ in range(steps + 1):
        a = sigmoid(w * x + b)
        found.append(((a - y) ** 2 / 2).mean())
        dL_dz = (a - y) * a * (1 - a)
        w, b = w - rate * (dL_dz * x).mean(), b - rate * dL_dz.mean()
    return np.array(found)


@pytest.fixture(scope="module")
def others():
    return [sack(seed) for seed in range(200)]


def test_the_sack_has_more_toxic_beans_than_most(others):
    """And 15 of 17 in the middle group, where the formula expects about 11."""
    x, y = sack(0)
    assert sum(labels.sum() >= y.sum() for _, labels in others) == 2
    group = (x >= 0.4) & (x < 0.6)
    expected = sum((1 + math.erf((7 * size - 3) / math.sqrt(2))) / 2 for size in x)
    assert expected == pytest.approx(63, abs=0.5)
    chances = [(1 + math.erf((7 * s - 3) / math.sqrt(2))) / 2 for s in x[group]]
    assert (y[group].sum(), len(chances)) == (15, 17)
    assert sum(chances) == pytest.approx(11, abs=0.5)


def test_a_rate_of_200_ends_above_the_start_in_5_of_200_sacks(others):
    ends = [losses(x, y, rate=200, steps=500)[-1] for x, y in others]
    assert sum(end > 0.125 for end in ends) == 5
    assert ends[0] > 0.125


def test_in_this_sack_it_comes_back_but_never_settles():
    found = losses(*sack(0), rate=200, steps=3000)
    assert (found[1:1000] > 0.125).all()
    last = found[-100:]
    assert (last < 0.031).all()
    assert (np.abs(np.diff(last)) > 1e-4).all()


def test_a_rate_of_100_rises_first():
    assert losses(*sack(0), rate=100, steps=1)[1] == pytest.approx(0.149, abs=5e-4)
