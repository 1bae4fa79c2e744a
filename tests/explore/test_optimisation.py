"""The numbers of chapter 8's explorable against independent oracles."""

import math

import numpy as np
import pytest
from hypothesis import given

from lessons_pkg.explore import Race
from lessons_pkg.explore.optimisation import LAST, METHODS, START, hessian

from . import states

GRIDS = {
    Race: {
        "rate": [0.05, 0.7, 1.0, 1.9, 2.1],
        "momentum": [0, 0.5, 0.9, 0.95],
        "angle": [0, 20, 45],
    },
}


@pytest.mark.parametrize("conditioning", [1.0, 20.0, 100.0])
@pytest.mark.parametrize("angle", [0, 30, 45])
def test_the_valley_has_the_eigenvalues_that_it_says(conditioning, angle):
    H, start = hessian(conditioning, angle)
    assert np.linalg.eigvalsh(H) == pytest.approx([1 / conditioning, 1])
    first = Race(conditioning=conditioning, angle=angle).table()[0]
    loss = (START[0] ** 2 / conditioning + START[1] ** 2) / 2
    assert first[1:] == pytest.approx((loss,) * 3)
    assert np.hypot(*start) == pytest.approx(np.hypot(*START))


@given(states(Race))
def test_gradient_descent_and_momentum_have_closed_forms(race):
    """Powers of a factor; and powers of a matrix of two by two."""
    total = np.zeros(2)
    for value, begin in ((1 / race.conditioning, START[0]), (1.0, START[1])):
        slow = begin * (1 - race.rate * value) ** race.step
        jump = [[1 + race.momentum - race.rate * value, -race.momentum], [1, 0]]
        fast, _ = np.linalg.matrix_power(np.array(jump), race.step) @ [begin, begin]
        total += value * np.square([slow, fast]) / 2
    n = race.numbers()
    wanted = n["gradient_loss"], n["momentum_loss"]
    np.testing.assert_allclose(wanted, total, rtol=1e-6, atol=1e-12)


@given(states(Race))
def test_who_has_arrived_stays_there(race):
    for name, (_, losses) in race.runs().items():
        steps = race.numbers()[f"{name}_steps"]
        if steps == math.inf:
            assert losses[-1] > losses[0] / 1000
        else:
            assert losses[int(steps) :].max() <= losses[0] / 1000
            assert losses[int(steps) - 1] > losses[0] / 1000


def steps(**settings):
    n = Race(**settings).numbers()
    return tuple(n[f"{name}_steps"] for name in METHODS)


def test_what_the_chapter_says_of_the_valley_that_is_turned():
    straight, askew = steps(conditioning=100), steps(conditioning=100, angle=45)
    assert straight[:2] == askew[:2] == (182, 35)
    assert (straight[2], askew[2]) == (58, 153)


def test_another_rate_helps_gradient_descent_and_one_beyond_2_does_not():
    assert steps()[0] == 50
    assert min(steps(rate=r / 20)[0] for r in range(1, 43)) == 28
    assert steps(rate=2.05)[0] == math.inf
    assert steps(conditioning=1.0)[0] == 1
    assert LAST == 200
