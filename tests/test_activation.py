"""The sigmoid and its relatives, against mpmath, SciPy and the mathematics."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp
from scipy import special

from lessons_pkg.activation import (
    logistic,
    logistic_derivative,
    logit,
    logit_derivative,
    sigmoid,
    sigmoid_derivative,
    step,
    step_derivative,
    tanh,
    tanh_derivative,
)
from tests.oracle import errors

numbers = st.floats(allow_nan=False)
rng = np.random.default_rng(0)
EVERYWHERE = np.concatenate(
    [
        rng.uniform(-745.2, -700, 300),  # the subnormal tail
        rng.uniform(-700, 40, 300),
        rng.normal(0, 5, 600),
        rng.normal(0, 1e-5, 100),
        rng.uniform(30, 45, 100),
        [-745.2, -745, -710, -708.4, -40, -0.0, 0, 5e-324, 36.7, 37, 40, 709.8, 1e308],
    ]
)
BOTH_SIDES = np.concatenate([EVERYWHERE, -EVERYWHERE])
INSIDE = np.concatenate(
    [
        rng.uniform(0, 1, 600),
        0.5 + rng.normal(0, 1e-9, 100),
        10.0 ** rng.uniform(-320, 0, 300),
        1 - 10.0 ** rng.uniform(-16, -1, 100),
        [5e-324, 0.25, np.nextafter(0.5, 0), np.nextafter(0.5, 1), np.nextafter(1, 0)],
    ]
)
INSIDE = INSIDE[INSIDE < 1]


def sech_squared(z):
    return mp.sech(z) ** 2


def exact_slope(z):
    return mp.exp(-abs(z)) / (1 + mp.exp(-abs(z))) ** 2


def test_sigmoid_keeps_its_relative_precision():
    ulp, relative = errors(sigmoid, lambda z: 1 / (1 + mp.exp(-z)), EVERYWHERE).T
    # 1.7 units of the last place of 1, scaled; the result's own last place can be half
    # of that just below a power of two.
    assert relative.max() <= 1.7 * np.finfo(float).eps
    assert ulp.max() <= 3
    assert ulp[EVERYWHERE < -708.4].max() <= 1
    assert 0 < sigmoid(-745.0) < 1e-323


def test_sigmoid_derivative_keeps_its_relative_precision():
    ulp, relative = errors(sigmoid_derivative, exact_slope, BOTH_SIDES).T
    assert relative.max() <= 1e-15
    tail = np.abs(BOTH_SIDES) > 708.4
    assert ulp[tail].max() <= 1


def test_tanh_and_its_derivative_keep_their_relative_precision():
    assert errors(tanh, mp.tanh, BOTH_SIDES)[:, 0].max() <= 2
    halves = BOTH_SIDES / 2
    assert errors(tanh_derivative, sech_squared, halves)[:, 1].max() <= 1e-15


def test_logit_and_its_derivative_keep_their_relative_precision():
    ulp, _ = errors(logit, lambda p: mp.log(p / (1 - p)), INSIDE).T
    assert ulp.max() <= 2
    large = INSIDE[INSIDE > 1e-300]
    assert (
        errors(logit_derivative, lambda p: 1 / p / (1 - p), large)[:, 1].max() < 1e-15
    )


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_sigmoid_is_as_exact_in_narrow_floats(dtype):
    z = np.linspace(-110, 110, 2001).astype(dtype)
    exact = special.expit(z.astype(float))
    assert np.all(np.abs(sigmoid(z) - exact) <= 2 * np.spacing(exact.astype(dtype)))
    slope = exact * special.expit(-z.astype(float))
    distance = np.abs(sigmoid_derivative(z) - slope)
    assert np.all(distance <= 4 * np.spacing(slope.astype(dtype)))


@given(numbers)
def test_sigmoid_stays_in_its_range_and_mirrors_itself(z):
    assert 0 <= sigmoid(z) <= 1
    assert sigmoid(-z) == pytest.approx(1 - sigmoid(z), rel=0, abs=2.3e-16)
    assert sigmoid_derivative(z) == sigmoid_derivative(-z)
    assert 0 <= sigmoid_derivative(z) <= 0.25 + 6e-17  # one unit in the last place


@given(numbers, st.floats(0, 1e300))
def test_sigmoid_does_not_fall(z, distance):
    # Rounding may turn a rise of less than a few units in the last place around.
    assert sigmoid(z) <= sigmoid(z + distance) * (1 + 1e-15)


def test_sigmoid_rises_strictly_on_a_grid():
    assert np.all(np.diff(sigmoid(np.linspace(-740, 30, 3001))) > 0)


@given(st.floats(-700, 700))
def test_sigmoid_agrees_with_its_definition_and_with_scipy(z):
    assert sigmoid(z) == pytest.approx(1 / (1 + math.exp(-z)), rel=1e-15)
    assert sigmoid(z) == pytest.approx(float(special.expit(z)), rel=1e-15)
    slope = float(special.expit(z)) * float(special.expit(-z))
    assert sigmoid_derivative(z) == pytest.approx(slope, rel=2e-15)


@given(st.floats(-30, 30))
def test_logit_undoes_the_sigmoid(z):
    # Above 0 the rounding of σ(z) is magnified by logit′.
    bound = 4e-16 * (1 + abs(z) + logit_derivative(sigmoid(z)))
    assert logit(sigmoid(z)) == pytest.approx(z, rel=0, abs=bound)


@given(st.floats(0, 1))
def test_logit_agrees_with_scipy(p):
    assert logit(p) == pytest.approx(float(special.logit(p)), rel=1e-14)


def test_the_extremes():
    z = [-np.inf, -1e308, -800.0, 0.0, 800.0, 1e308, np.inf]
    np.testing.assert_array_equal(sigmoid(z), [0, 0, 0, 0.5, 1, 1, 1])
    np.testing.assert_array_equal(sigmoid_derivative(z), [0, 0, 0, 0.25, 0, 0, 0])
    np.testing.assert_array_equal(tanh(z), [-1, -1, -1, 0, 1, 1, 1])
    np.testing.assert_array_equal(tanh_derivative(z), [0, 0, 0, 1, 0, 0, 0])
    np.testing.assert_array_equal(step(z), [0, 0, 0, 1, 1, 1, 1])
    np.testing.assert_array_equal(step_derivative(z), np.zeros(7))


def test_values_worked_out_by_hand():
    assert sigmoid(0) == 0.5
    assert sigmoid(math.log(3)) == pytest.approx(0.75, rel=1e-15)
    assert sigmoid_derivative(math.log(3)) == pytest.approx(3 / 16, rel=1e-15)
    assert logit(0.75) == pytest.approx(math.log(3), rel=1e-15)
    assert logit_derivative(0.25) == pytest.approx(16 / 3, rel=1e-15)
    assert tanh_derivative(math.log(2)) == pytest.approx(16 / 25, rel=1e-15)
    assert step([-1e-300, -0.0, 0.0, 1e-300]).tolist() == [0, 1, 1, 1]


@given(st.floats(-1e100, 1e100))
def test_tanh_is_a_stretched_sigmoid(z):
    assert tanh(z) == pytest.approx(2 * sigmoid(2 * z) - 1, rel=0, abs=4e-16)


def test_logit_at_the_ends():
    np.testing.assert_array_equal(logit([0, 0.5, 1]), [-np.inf, 0, np.inf])
    np.testing.assert_array_equal(logit_derivative([0, 1, 5e-324]), [np.inf] * 3)


@pytest.mark.parametrize("function", [logit, logit_derivative])
@pytest.mark.parametrize("p", [1.5, -0.1, np.inf, -np.inf, [0.5, np.nan, 1.0000001]])
def test_there_are_no_odds_outside_the_unit_interval(function, p):
    with pytest.raises(ValueError, match=r"p must lie in \[0, 1\], but it holds"):
        function(p)


@given(st.floats(-5, 5), st.floats(-3, 3), st.floats(-4, 4), st.floats(-4, 4))
def test_logistic_agrees_with_its_definition(x, L, k, x0):
    e = math.exp(-k * (x - x0))
    assert logistic(x, L, k, x0) == pytest.approx(L / (1 + e), rel=1e-13)
    slope = L * k * e / (1 + e) ** 2
    assert logistic_derivative(x, L, k, x0) == pytest.approx(slope, rel=1e-13)


def test_logistic_by_default_is_the_sigmoid():
    z = np.linspace(-50, 50, 101)
    np.testing.assert_array_equal(logistic(z), sigmoid(z))
    np.testing.assert_array_equal(logistic_derivative(z), sigmoid_derivative(z))


def test_logistic_solves_the_growth_equation():
    r, K = 0.7, 12.0
    t = np.linspace(-9, 14, 101)
    P = logistic(t, L=K, k=r, x0=2.0)
    growth = r * P * (1 - P / K)
    np.testing.assert_allclose(logistic_derivative(t, K, r, 2.0), growth, rtol=1e-11)


@pytest.mark.parametrize("function", [logistic, logistic_derivative])
def test_logistic_never_overflows(function):
    extremes = [-np.inf, -1e308, -1e150, -1.0, 0.0, 1.0, 1e150, 1e308, np.inf]
    finite = [x for x in extremes if np.isfinite(x)]
    with np.errstate(all="raise"):
        for L in (-2.0, 0.0, 1.0, 1e308):
            for k in (-1e308, -1.0, 0.0, 1e-308, 1.0):
                for x0 in finite:
                    values = function(extremes, L, k, x0)
                    assert not np.isnan(values).any()
                    assert np.all(np.abs(values) <= abs(L) * max(1, abs(k)))
    assert logistic(np.inf, L=3.0, k=0.0) == 1.5
    assert logistic(np.inf, L=3.0, k=-2.0) == 0
    assert logistic_derivative(0.0, L=1e300, k=1e300) == np.inf


@pytest.mark.parametrize("function", [logistic, logistic_derivative])
@pytest.mark.parametrize("name", ["L", "k", "x0"])
def test_the_parameters_of_logistic_are_numbers(function, name):
    for value in (np.nan, np.inf, [1.0]):
        with pytest.raises(ValueError, match=f"{name} must be one finite number"):
            function(1.0, **{name: value})
    with pytest.raises(TypeError, match=f"{name} must hold real numbers"):
        function([], **{name: "1"})
