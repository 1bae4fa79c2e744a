"""The rectifiers against loops, at the bend, and with any slope."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons_pkg.gradient import check_gradient
from lessons_pkg.rectifier import (
    identity,
    identity_derivative,
    leaky_relu,
    leaky_relu_derivative,
    maxout,
    maxout_derivative,
    prelu,
    prelu_derivative,
    relu,
    relu_derivative,
)

numbers = st.floats(allow_nan=False)
slopes = st.floats(-10, 10)


@given(numbers)
def test_identity_changes_nothing(z):
    assert identity(z) == z
    assert identity_derivative(z) == 1


@given(numbers)
def test_relu_is_its_definition(z):
    assert relu(z) == (z if z > 0 else 0)
    assert relu_derivative(z) == (1 if z > 0 else 0)


@given(st.floats(-1e300, 1e300), slopes)
@pytest.mark.parametrize("function", [leaky_relu, prelu])
def test_the_leaky_ones_are_their_definition(function, z, alpha):
    assert function(z, alpha) == (z if z > 0 else alpha * z)


@given(numbers, slopes)
@pytest.mark.parametrize("function", [leaky_relu_derivative, prelu_derivative])
def test_their_slope_is_alpha_up_to_the_bend(function, z, alpha):
    assert function(z, alpha) == (1 if z > 0 else alpha)


def test_the_defaults():
    assert leaky_relu(-1) == -0.01
    assert prelu(-1) == -0.25


@pytest.mark.parametrize("function", [leaky_relu, prelu])
def test_a_slope_of_zero_is_the_relu(function):
    z = np.array([-np.inf, -2.0, 0.0, 2.0, np.inf])
    with np.errstate(all="raise"):
        np.testing.assert_array_equal(function(z, alpha=0), relu(z))
    assert np.isnan(function(np.nan, alpha=0))


@pytest.mark.parametrize(
    "function", [leaky_relu, leaky_relu_derivative, prelu, prelu_derivative]
)
def test_alpha_is_one_finite_number(function):
    for alpha in (np.nan, np.inf, [0.1, 0.2]):
        with pytest.raises(ValueError, match="alpha must be one finite number"):
            function(1.0, alpha)
    with pytest.raises(TypeError, match="alpha must hold real numbers, but it holds t"):
        function([], "0.1")


def test_maxout_is_a_loop_over_units():
    z = np.random.default_rng(0).normal(size=(5, 3, 4))
    looped = [[max(unit) for unit in sample] for sample in z.tolist()]
    np.testing.assert_array_equal(maxout(z), looped)
    assert maxout(z.astype(np.float32)).dtype == np.float32
    assert maxout([1, 3, 2]) == 3.0
    assert maxout(np.zeros((0, 2))).shape == (0,)


def test_the_gradient_of_maxout():
    z = np.random.default_rng(0).normal(size=(5, 3, 4))
    assert check_gradient(lambda z: maxout(z).sum(), maxout_derivative, z) < 1e-8
    np.testing.assert_array_equal(maxout_derivative([2, 2, 1]), [1, 0, 0])


def test_maxout_passes_nan_on():
    z = [[1.0, np.nan], [1.0, 2.0]]
    np.testing.assert_array_equal(maxout(z), [np.nan, 2])
    np.testing.assert_array_equal(maxout_derivative(z), [[np.nan, np.nan], [0, 1]])


@pytest.mark.parametrize("function", [maxout, maxout_derivative])
def test_maxout_needs_an_axis_of_pieces(function):
    for z in (3.0, [], np.zeros((2, 0))):
        with pytest.raises(
            ValueError, match="z must end in an axis of pieces, but its"
        ):
            function(z)
    with pytest.raises(TypeError, match="z must hold real numbers, but it holds text"):
        function(["1", "2"])
    with pytest.raises(ValueError, match="z must be rectangular, but its rows differ"):
        function([[1], [2, 3]])
