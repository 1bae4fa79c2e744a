"""The numbers of chapter 1's explorables against independent oracles."""

import re

import numpy as np
import pytest
from hypothesis import given
from mpmath import mp
from scipy.integrate import solve_ivp

from lessons_pkg.explore import Growth, Neuron, Slope

from . import states

# Finer than the ends and the default of each setting, which every explorable gets: the
# states in which the page's numbers are held against the package's.
GRIDS = {
    Neuron: {
        "k": [-8, -2.5, -0.1, 0, 0.3, 1, 8],
        "x0": [-4, -0.7, 0, 4],
        "L": [0.2, 0.25, 0.5, 1, 1.45],
        "x": [-6, -1.1, 0, 0.9, 6],
    },
    Growth: {
        "r": [0.25, 0.6, 1, 1.25],
        "K": [40, 74, 100],
        "P0": [1, 12, 30],
        "h": [0.1, 0.35, 0.8, 1, 1.3, 1.6, 1.95, 2],
    },
    Slope: {"z": [tenth / 10 for tenth in range(-60, 61)]},
}


@given(states(Neuron))
def test_the_neurons_value_and_slope_are_those_of_the_logistic_curve(neuron):
    numbers = neuron.numbers()

    def curve(x):
        return neuron.L / (1 + mp.exp(-neuron.k * (x - neuron.x0)))

    assert numbers["value"] == pytest.approx(float(curve(neuron.x)), rel=1e-12)
    slope = float(mp.diff(curve, neuron.x))
    assert numbers["slope"] == pytest.approx(slope, rel=1e-9, abs=1e-14)


@given(states(Neuron))
def test_a_neurons_words_tell_the_same_curve(neuron):
    n = neuron.numbers()
    value = neuron.L / (1 + np.exp(-(n["weight"] * neuron.x + n["bias"])))
    assert value == pytest.approx(n["value"], rel=1e-9)
    assert n["z"] == n["weight"] * neuron.x + n["bias"]


@given(states(Neuron))
def test_no_point_is_steeper_than_the_midpoint(neuron):
    steepest = abs(neuron.numbers()["steepest"])
    _, slopes = zip(*(neuron.at(x) for x in np.linspace(-6, 6, 25)), strict=True)
    assert np.max(np.abs(slopes)) <= steepest * (1 + 1e-12)
    assert neuron.at(neuron.x0)[1] == pytest.approx(neuron.numbers()["steepest"])


@pytest.mark.parametrize(
    ("words", "k", "x0"),
    [
        ({"w": 2.0, "b": -1.0}, 2.0, 0.5),
        ({"w": -2}, -2.0, 0.0),
        ({"b": 1}, 1.0, -1.0),
        ({}, 1.0, 0.0),
    ],
)
def test_a_neuron_can_be_given_by_weight_and_bias(words, k, x0):
    neuron = Neuron(**words)
    assert (neuron.k, neuron.x0) == (k, x0)
    assert neuron.numbers()["weight"] == words.get("w", 1.0)
    assert neuron.numbers()["bias"] == words.get("b", 0.0)


@pytest.mark.parametrize(
    ("words", "error", "message"),
    [
        ({"w": 0}, ValueError, "w must not be 0: the midpoint lies at x = -b/w."),
        ({"w": 1, "k": 1}, TypeError, "Give k and x0, or w and b; both set"),
        ({"b": 1, "x0": 0}, TypeError, "Give k and x0, or w and b; both set"),
        ({"w": "one"}, TypeError, "w must hold real numbers, but it holds text"),
        ({"b": np.inf}, ValueError, "b must be one finite number"),
        ({"w": 9}, ValueError, "k must lie between -8 and 8, but it is 9.0"),
        ({"b": 5}, ValueError, "x0 must lie between -4 and 4, but it is -5.0"),
    ],
)
def test_a_curve_that_cannot_be_shown_is_refused(words, error, message):
    with pytest.raises(error, match=re.escape(message)):
        Neuron(**words)


@pytest.mark.parametrize("state", [{}, {"r": 1.25, "P0": 1}, {"K": 40, "P0": 30}])
def test_the_exact_growth_solves_the_equation(state):
    growth = Growth(h=0.5, **state)
    t, exact, _ = np.transpose(growth.steps())

    def rate(_, P):
        return growth.r * P * (1 - P / growth.K)

    path = solve_ivp(rate, (0, 12), [growth.P0], t_eval=t, rtol=1e-10, atol=1e-10)
    np.testing.assert_allclose(exact, path.y[0], rtol=1e-7)


@given(states(Growth))
def test_each_euler_step_follows_the_slope_at_its_start(growth):
    t, _, euler = np.transpose(growth.steps())
    slope = growth.r * euler[:-1] * (1 - euler[:-1] / growth.K)
    np.testing.assert_allclose(np.diff(euler), growth.h * slope, atol=1e-9)
    np.testing.assert_allclose(np.diff(t), growth.h)
    assert euler[0] == growth.P0
    assert 12 - growth.h < t[-1] + 1e-9
    assert t[-1] <= 12 + 1e-9


@given(states(Growth))
def test_the_gap_is_the_largest_and_stays_on_the_page(growth):
    n = growth.numbers()
    _, exact, euler = np.transpose(growth.steps())
    assert n["gap"] == pytest.approx(np.max(np.abs(exact - euler)), abs=2e-7)
    assert n["gap"] == abs(n["exact"] - n["euler"])
    assert n["steps"] == len(exact) - 1
    # The highest that Euler's map can jump, and the picture's upper edge.
    assert euler.min() > 0
    assert euler.max() < 125


def test_smaller_steps_have_a_gap_in_proportion():
    coarse, fine = Growth(h=0.2).numbers()["gap"], Growth(h=0.1).numbers()["gap"]
    assert coarse / fine == pytest.approx(2, rel=0.05)


def test_near_the_limit_a_step_multiplies_the_distance_by_the_factor():
    for h in (0.4, 1.5):
        growth = Growth(K=100, P0=30, h=h)
        distance = growth.K - np.transpose(growth.steps())[2]
        factor = growth.numbers()["factor"]
        assert distance[-1] / distance[-2] == pytest.approx(factor, abs=0.02)


@pytest.mark.parametrize("h", [0.1, 0.8, 2])
def test_the_table_holds_some_of_the_steps(h):
    growth = Growth(h=h)
    table = growth.table()
    assert 6 < len(table) <= 17
    assert set(table) <= set(growth.steps())


@given(states(Slope))
def test_the_slope_is_a_times_one_minus_a(slope):
    n = slope.numbers()
    assert n["value"] + n["rest"] == pytest.approx(1, abs=1e-15)
    assert n["slope"] == pytest.approx(n["value"] * n["rest"], rel=1e-14)
    derivative = mp.diff(lambda z: 1 / (1 + mp.exp(-z)), slope.z)
    assert n["slope"] == pytest.approx(float(derivative))
