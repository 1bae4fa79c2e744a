"""What every activation promises, each held to it."""

import numpy as np
import pytest

from lessons_pkg import activation, rectifier, smooth_rectifier
from lessons_pkg.activation_zoo import ACTIVATIONS
from lessons_pkg.gradient import numerical_gradient

NAN, INF = np.nan, np.inf
# The limits at -∞ and ∞ of each function of one real number.
LIMITS = {
    activation.step: (0, 1),
    activation.step_derivative: (0, 0),
    activation.sigmoid: (0, 1),
    activation.sigmoid_derivative: (0, 0),
    activation.logistic: (0, 1),
    activation.logistic_derivative: (0, 0),
    activation.tanh: (-1, 1),
    activation.tanh_derivative: (0, 0),
    rectifier.identity: (-INF, INF),
    rectifier.identity_derivative: (1, 1),
    rectifier.relu: (0, INF),
    rectifier.relu_derivative: (0, 1),
    rectifier.leaky_relu: (-INF, INF),
    rectifier.leaky_relu_derivative: (0.01, 1),
    rectifier.prelu: (-INF, INF),
    rectifier.prelu_derivative: (0.25, 1),
    smooth_rectifier.softplus: (0, INF),
    smooth_rectifier.softplus_derivative: (0, 1),
    smooth_rectifier.elu: (-1, INF),
    smooth_rectifier.elu_derivative: (0, 1),
    smooth_rectifier.gelu: (0, INF),
    smooth_rectifier.gelu_derivative: (0, 1),
}
FUNCTIONS = list(LIMITS)
MODULES = {m.__name__: m for m in (activation, rectifier, smooth_rectifier)}
WITH_KINK = {"step", "relu", "leaky_relu", "prelu"}
PAIRS = {
    f.__name__: (f, getattr(MODULES[f.__module__], f"{f.__name__}_derivative"))
    for f in FUNCTIONS
    if not f.__name__.endswith("_derivative")
}

every_function = pytest.mark.parametrize("function", FUNCTIONS)
every_pair = pytest.mark.parametrize("name", PAIRS)


def test_no_function_is_forgotten():
    ours = {
        f
        for module in MODULES.values()
        for name, f in vars(module).items()
        if name[0] != "_" and getattr(f, "__module__", "") == module.__name__
    }
    only_on_the_unit_interval = {activation.logit, activation.logit_derivative}
    over_an_axis = {rectifier.maxout, rectifier.maxout_derivative}
    assert ours == set(FUNCTIONS) | only_on_the_unit_interval | over_an_axis


def test_the_table_names_functions_and_their_derivatives():
    assert set(ACTIVATIONS) == set(PAIRS) - {"prelu", "logistic"}
    for name, pair in ACTIVATIONS.items():
        assert pair == PAIRS[name]


@every_function
def test_nan_gives_nan_and_infinity_the_limit(function):
    np.testing.assert_array_equal(function([-INF, NAN, INF])[[0, 2]], LIMITS[function])
    assert np.isnan(function([-INF, NAN, INF])[1])
    assert np.isnan(function(NAN))


@every_function
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_there_is_neither_an_error_nor_a_warning(function, dtype):
    extremes = [NAN, 0.0, 1e-7, 1.0, 10.0, 40.0, 89.0, 745.0, 6e4, 3e38, 1e308, INF]
    with np.errstate(over="ignore"):
        z = np.array(extremes).astype(dtype)
    with np.errstate(all="raise"):
        values = function(np.concatenate([-z, z]))
    assert values.dtype == dtype


@every_function
def test_the_input_is_only_read(function):
    z = np.linspace(-3, 3, 7)
    z.flags.writeable = False
    before = z.copy()
    values = function(z)
    np.testing.assert_array_equal(z, before)
    assert values.flags.writeable
    assert not np.shares_memory(values, z)


@every_function
def test_all_kinds_of_input_agree(function):
    z = np.array([[-3, -1, 0], [1, 2, 30]])
    expected = [[function(int(value)) for value in row] for row in z]
    assert all(type(value) is float for row in expected for value in row)
    for given in (z, z.tolist(), z.astype(float), np.asfortranarray(z)):
        np.testing.assert_array_equal(function(given), expected)
    np.testing.assert_array_equal(function(z[:, ::2]), np.array(expected)[:, ::2])
    np.testing.assert_array_equal(function(z[0] > 0), function([0, 0, 0]))
    assert function([]).shape == (0,)
    assert type(function(np.float32(1))) is np.float32


@every_function
def test_a_large_array_is_a_loop_over_its_elements(function):
    z = np.random.default_rng(0).normal(scale=3, size=70_001)
    values = function(z)
    some = [0, 1, 32_767, 32_768, 65_535, 65_536, 70_000]
    looped = [function(float(z[i])) for i in some]
    np.testing.assert_allclose(values[some], looped, rtol=1e-15)
    np.testing.assert_allclose(values, np.roll(function(np.roll(z, 9)), -9), rtol=1e-15)


@every_function
@pytest.mark.parametrize("value", ["1", 1j, None, np.ma.masked_array([1.0])])
def test_what_is_not_a_number_is_refused(function, value):
    with pytest.raises(TypeError, match=r"must hold real numbers, but it \w+"):
        function(value)


@every_pair
def test_the_derivative_is_the_slope_of_the_function(name):
    function, derivative = PAIRS[name]
    z = np.random.default_rng(1).uniform(-6, 6, 200)
    slopes = numerical_gradient(lambda z: function(z).sum(), z)
    np.testing.assert_allclose(derivative(z), slopes, rtol=1e-6, atol=1e-7)


@every_pair
def test_the_slope_at_zero_is_a_subgradient(name):
    function, derivative = PAIRS[name]
    if name == "step":
        assert derivative(0) == 0
        return
    h = 1e-6
    left = (function(0) - function(-h)) / h
    right = (function(h) - function(0)) / h
    assert min(left, right) - h <= derivative(0) <= max(left, right) + h
    assert (abs(left - right) > 2 * h) == (name in WITH_KINK)
