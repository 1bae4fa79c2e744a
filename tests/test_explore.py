"""The explorables' numbers against independent oracles, and their JavaScript twins."""

import inspect
import json
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp
from scipy.integrate import solve_ivp

from lessons_pkg import explore
from lessons_pkg.explorable import Explorable, Setting
from lessons_pkg.explore import Growth, Neuron, Slope
from lessons_pkg.page import STATIC

CLASSES = [
    value
    for _, value in inspect.getmembers(explore, inspect.isclass)
    if issubclass(value, Explorable) and value is not Explorable
]


def settings(cls):
    traits = cls.class_traits().items()
    return {name: trait for name, trait in traits if isinstance(trait, Setting)}


def states(cls):
    """Any state of an explorable that its reader can reach."""
    ranges = {name: st.floats(s.low, s.high) for name, s in settings(cls).items()}
    return st.builds(cls, **ranges)


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


@pytest.mark.parametrize("cls", CLASSES)
def test_two_of_one_state_have_one_description(cls):
    one, other = cls()._repr_mimebundle_(), cls()._repr_mimebundle_()
    assert one["text/html"] == other["text/html"]
    assert one["text/plain"] == other["text/plain"] == repr(cls())
    state = json.loads(re.search(r"json\">(.*?)</script>", one["text/html"])[1])
    assert state == {name: trait.default_value for name, trait in settings(cls).items()}


@pytest.mark.parametrize("cls", CLASSES)
def test_the_page_has_the_same_settings_with_the_same_ranges(cls):
    script = (STATIC / f"{cls.module}.js").read_text("utf-8")
    number = r"(-?[\d.]+)"
    pattern = rf'control\("(\w+)", "\w+", "\w+", \[{number}, {number}\]'
    found = {n: (float(a), float(b)) for n, a, b in re.findall(pattern, script)}
    assert found == {name: (s.low, s.high) for name, s in settings(cls).items()}


@pytest.mark.parametrize("cls", CLASSES)
def test_the_page_shows_the_same_numbers_with_the_same_decimals(cls):
    script = (STATIC / f"{cls.module}.js").read_text("utf-8")
    found = re.findall(r'readout\("(\w+)", (\d)\)', script)
    numbers = cls().numbers()
    assert {name: int(d) for name, d in found} == {
        name: cls.decimals.get(name, 2) for name in numbers
    }
