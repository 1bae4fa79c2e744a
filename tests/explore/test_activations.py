"""The numbers of chapter 6's explorable against independent oracles."""

import math

import numpy as np
import pytest
from hypothesis import given
from scipy.integrate import quad

from lessons_pkg.activation import ACTIVATIONS
from lessons_pkg.explore import Depth

from . import states

GRIDS = {
    Depth: {"scale": [0.2, 0.7, 1, 1.4, 2.3, 4], "layers": [2, 5, 9, 20]},
}


def mean_square(g, spread):
    """Return the mean of g(z)² where z is normal around 0 with this spread."""

    def integrand(t):
        return g(spread * t) ** 2 * math.exp(-t * t / 2) / math.sqrt(2 * math.pi)

    return sum(
        quad(integrand, *ends)[0]
        for ends in ((-9, -0.1), (-0.1, 0), (0, 0.1), (0.1, 9))
    )


@pytest.mark.parametrize("function", Depth.function.choices)
@pytest.mark.parametrize("scale", [0.2, 1.0, 1.4, 4.0])
def test_each_layer_has_the_sizes_that_integrals_give(function, scale):
    f, derivative = ACTIVATIONS[function]
    spread, size, rows = scale, 1.0, Depth(function, scale, 4).table()
    for layer, (number, z, factor, _) in enumerate(rows, 1):
        assert number == layer
        assert z == pytest.approx(spread, rel=1e-6)
        wanted = scale * math.sqrt(mean_square(derivative, spread))
        assert factor == pytest.approx(wanted, rel=1e-6)
        spread = scale * math.sqrt(mean_square(f, spread))
    for _, _, factor, found in reversed(rows):
        size *= 1 if found == rows[-1][-1] else factor
        assert found == pytest.approx(size)


@pytest.mark.parametrize(
    ("function", "scale"), [("sigmoid", 1.0), ("tanh", 1.0), ("relu", 2**0.5)]
)
def test_a_wide_random_network_agrees(function, scale):
    f, derivative = ACTIVATIONS[function]
    n, layers, ratios = 400, 6, []
    for seed in range(5):
        rng = np.random.default_rng(seed)
        a = rng.normal(size=(20, n))
        weights, slopes = [], []
        for _ in range(layers):
            W = rng.normal(scale=scale / math.sqrt(n), size=(n, n))
            z = a @ W
            a = f(z)
            weights.append(W)
            slopes.append(derivative(z))
        delta = last = rng.normal(size=(20, n)) * slopes[-1]
        for W, slope in zip(weights[:0:-1], slopes[-2::-1], strict=True):
            delta = delta @ W.T * slope
        ratios.append(math.sqrt((delta**2).mean() / (last**2).mean()))
    expected = Depth(function, scale, layers).numbers()["size"]
    assert np.mean(ratios) == pytest.approx(expected, rel=0.1)


@given(states(Depth))
def test_the_factor_to_the_power_of_the_steps_is_the_size(depth):
    n = depth.numbers()
    assert n["factor"] ** (depth.layers - 1) == pytest.approx(n["size"])
    assert n["spread"] > 0


def test_what_the_chapter_says_of_the_scales():
    assert Depth("relu", 2**0.5, 20).numbers()["size"] == pytest.approx(1)
    assert Depth("identity", 1.0, 20).numbers()["size"] == pytest.approx(1)
    for scale in np.linspace(0.2, 4, 20):
        factors = [row[2] for row in Depth("sigmoid", scale, 20).table()]
        assert max(factors) < scale / 4
