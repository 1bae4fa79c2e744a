"""The activations against exact values, their derivatives against differences."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp
from scipy import special

from lessons_pkg import activation
from lessons_pkg.activation import (
    ACTIVATIONS,
    elu,
    elu_derivative,
    gelu,
    gelu_derivative,
    identity,
    identity_derivative,
    leaky_relu,
    leaky_relu_derivative,
    logistic,
    logistic_derivative,
    logit,
    logit_derivative,
    maxout,
    maxout_derivative,
    prelu,
    prelu_derivative,
    relu,
    relu_derivative,
    sigmoid,
    sigmoid_derivative,
    softplus,
    softplus_derivative,
    step,
    step_derivative,
    tanh,
    tanh_derivative,
)
from lessons_pkg.gradient import check_gradient, numerical_gradient
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


# The line and the rectifiers ----------------------------------------------------------


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
    assert leaky_relu_derivative(-1) == 0.01
    assert prelu_derivative(-1) == 0.25


@pytest.mark.parametrize("function", [leaky_relu, prelu])
def test_a_slope_of_zero_is_the_relu(function):
    z = np.array([-np.inf, -2.0, 0.0, 2.0, np.inf])
    with np.errstate(all="raise"):
        np.testing.assert_array_equal(function(z, alpha=0), relu(z))
    assert np.isnan(function(np.nan, alpha=0))


@pytest.mark.parametrize(
    "function",
    [leaky_relu, leaky_relu_derivative, prelu, prelu_derivative, elu, elu_derivative],
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


# Rectifiers with a smooth bend --------------------------------------------------------


Z = np.concatenate(
    [rng.normal(0, 3, 300), rng.uniform(-37, 40, 200), rng.normal(0, 1e-4, 100)]
)


def below(z):
    """Φ(z), the chance that a standard normal number lies below z."""
    return mp.erfc(-z / mp.sqrt(2)) / 2


def slope_of_gelu(z):
    return below(z) + z * mp.exp(-z * z / 2) / mp.sqrt(2 * mp.pi)


def test_softplus_keeps_its_relative_precision():
    z = np.concatenate([Z, rng.uniform(-745, 700, 300)])
    assert errors(softplus, lambda z: mp.log(1 + mp.exp(z)), z)[:, 0].max() <= 3
    assert softplus(-745.0) > 0


def test_elu_keeps_its_relative_precision():
    exact = errors(elu, lambda z: z if z > 0 else mp.expm1(z), Z)
    assert exact[:, 0].max() <= 2
    slope = errors(elu_derivative, lambda z: mp.mpf(1) if z > 0 else mp.exp(z), Z)
    assert slope[:, 0].max() <= 2


def test_gelu_is_the_exact_one_tail_included():
    ulp, relative = errors(gelu, lambda z: z * below(z), Z).T
    assert relative.max() <= 1e-12
    assert ulp[Z > -1].max() <= 4


def test_the_slope_of_gelu_is_exact_tail_included():
    # Near -0.75 the slope passes through 0, where only the absolute error is small.
    with mp.workprec(200):
        exact = [float(slope_of_gelu(mp.mpf(float(z)))) for z in Z]
    np.testing.assert_allclose(gelu_derivative(Z), exact, rtol=0, atol=4e-16)
    tail = Z[Z < -1]
    assert errors(gelu_derivative, slope_of_gelu, tail)[:, 1].max() <= 1e-12


@given(st.floats(-1e300, 1e300))
def test_they_agree_with_scipy(z):
    assert softplus(z) == pytest.approx(float(np.logaddexp(0, z)), rel=1e-15)
    assert softplus_derivative(z) == pytest.approx(float(special.expit(z)), rel=1e-15)
    assert gelu(z) == pytest.approx(z * float(special.ndtr(z)), rel=1e-12)
    assert elu(z, 3.0) == pytest.approx(z if z > 0 else 3 * np.expm1(z), rel=1e-15)


@given(st.floats(0, 700))
def test_identities(z):
    assert softplus(z) - softplus(-z) == pytest.approx(z, rel=1e-15)
    assert gelu(z) - z == pytest.approx(gelu(-z), rel=0, abs=1e-15 * (1 + z))


def test_alpha_is_the_depth_and_the_slope_of_elu():
    assert elu(-np.inf, alpha=2.5) == -2.5
    assert elu_derivative(0, alpha=2.5) == 2.5
    assert elu_derivative(5e-324, alpha=2.5) == 1
    with np.errstate(all="raise"):
        assert elu_derivative(2.0, alpha=1e308) == 1


# The table ----------------------------------------------------------------------------


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
    activation.identity: (-INF, INF),
    activation.identity_derivative: (1, 1),
    activation.relu: (0, INF),
    activation.relu_derivative: (0, 1),
    activation.leaky_relu: (-INF, INF),
    activation.leaky_relu_derivative: (0.01, 1),
    activation.prelu: (-INF, INF),
    activation.prelu_derivative: (0.25, 1),
    activation.softplus: (0, INF),
    activation.softplus_derivative: (0, 1),
    activation.elu: (-1, INF),
    activation.elu_derivative: (0, 1),
    activation.gelu: (0, INF),
    activation.gelu_derivative: (0, 1),
}
FUNCTIONS = list(LIMITS)
WITH_KINK = {"step", "relu", "leaky_relu", "prelu"}
PAIRS = {
    f.__name__: (f, getattr(activation, f"{f.__name__}_derivative"))
    for f in FUNCTIONS
    if not f.__name__.endswith("_derivative")
}

every_function = pytest.mark.parametrize("function", FUNCTIONS)
every_pair = pytest.mark.parametrize("name", PAIRS)


def test_no_function_is_forgotten():
    ours = {
        f
        for name, f in vars(activation).items()
        if name[0] != "_" and getattr(f, "__module__", "") == activation.__name__
    }
    only_on_the_unit_interval = {activation.logit, activation.logit_derivative}
    over_an_axis = {activation.maxout, activation.maxout_derivative}
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
    for form in (z, z.tolist(), z.astype(float), np.asfortranarray(z)):
        np.testing.assert_array_equal(function(form), expected)
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
