"""The judge of gradients is judged by derivatives known from calculus."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons_pkg.activation import sigmoid, sigmoid_derivative
from lessons_pkg.gradient import check_gradient, numerical_gradient, relative_error

A = np.random.default_rng(0).normal(size=(3, 4))


def quadratic(X):
    """Return ½ΣA·X², whose gradient is A·X."""
    return (A * X**2).sum() / 2


@pytest.mark.parametrize(
    ("f", "slope", "x"),
    [
        (math.sin, math.cos, 1.0),
        (math.exp, math.exp, -2.0),
        (sigmoid, sigmoid_derivative, 0.7),
        (lambda x: x**3, lambda x: 3 * x**2, 1e5),
        (lambda x: x**3, lambda x: 3 * x**2, -1e-3),
        (lambda x: 5.0, lambda x: 0.0, 3.0),
    ],
)
def test_it_finds_known_derivatives(f, slope, x):
    found = numerical_gradient(f, x)
    assert type(found) is float
    assert found == pytest.approx(slope(x), rel=1e-8, abs=1e-9)


@given(st.floats(-1e6, 1e6), st.floats(-10, 10), st.floats(-10, 10))
def test_a_straight_line_has_no_truncation_error(x, slope, height):
    found = numerical_gradient(lambda x: slope * x + height, x)
    assert found == pytest.approx(slope, rel=0, abs=1e-8)


@pytest.mark.parametrize(
    "make",
    [
        lambda x: x,
        lambda x: x.tolist(),
        np.asfortranarray,
        lambda x: np.repeat(x, 2, axis=1)[:, ::2],
    ],
)
def test_it_takes_any_layout_and_shape(make):
    X = np.random.default_rng(1).normal(size=(3, 4))
    found = numerical_gradient(quadratic, make(X))
    assert found.shape == X.shape
    np.testing.assert_allclose(found, A * X, rtol=1e-6, atol=1e-9)


def test_axes_are_kept_apart():
    x = np.arange(24.0).reshape(2, 3, 4)
    weights = np.random.default_rng(2).normal(size=x.shape)
    found = numerical_gradient(lambda x: (weights * np.sin(x)).sum(), x)
    np.testing.assert_allclose(found, weights * np.cos(x), rtol=1e-6, atol=1e-8)


def test_integers_are_not_truncated():
    assert numerical_gradient(lambda x: x**2, 3) == pytest.approx(6)
    found = numerical_gradient(lambda x: (x**2).sum(), np.array([1, 2, 3]))
    np.testing.assert_allclose(found, [2, 4, 6], rtol=1e-9)
    assert found.dtype == np.float64


def test_the_point_stays_as_it_was():
    x = np.array([1.0, 2.0])
    x.flags.writeable = False
    numerical_gradient(lambda x: (x**2).sum(), x)

    def meddling(x):
        x *= 2
        return x.sum()

    point = np.array([1.0, 2.0])
    np.testing.assert_allclose(numerical_gradient(meddling, point), [2, 2], rtol=1e-9)
    np.testing.assert_array_equal(point, [1, 2])
    assert check_gradient(meddling, [2, 2], point) < 1e-9
    np.testing.assert_array_equal(point, [1, 2])


def test_the_point_survives_an_error_in_the_function():
    x = np.array([1.0, 2.0])

    def failing(x):
        if x[1] > 2:
            raise ZeroDivisionError("in f")
        return x.sum()

    with pytest.raises(ZeroDivisionError, match="in f"):
        numerical_gradient(failing, x)
    np.testing.assert_array_equal(x, [1, 2])


def test_every_call_gets_its_own_point():
    seen = []
    numerical_gradient(lambda x: seen.append(x) or 0.0, [1.0, 2.0], h=0.5)
    points = [[1.5, 2], [0.5, 2], [1, 2.5], [1, 1.5]]
    np.testing.assert_array_equal(seen, points)
    assert len({id(x) for x in seen}) == 4


def test_a_number_is_passed_as_a_number():
    kinds = set()
    numerical_gradient(lambda x: kinds.add(type(x)) or x, 2)
    assert kinds == {float}


def test_the_error_falls_with_the_square_of_h():
    errors = [
        abs(numerical_gradient(math.exp, 1.0, h) - math.e) for h in (1e-2, 1e-3, 1e-4)
    ]
    assert errors[0] / errors[1] == pytest.approx(100, rel=0.01)
    assert errors[1] / errors[2] == pytest.approx(100, rel=0.01)


def test_the_default_step_is_near_the_best():
    def error(h):
        points = np.linspace(-2, 2, 41)
        return max(abs(numerical_gradient(np.sin, x, h) - np.cos(x)) for x in points)

    best = min(error(h) for h in 10.0 ** np.arange(-12, 0))
    assert error(None) < 5 * best
    assert error(1e-12) > 1000 * best
    assert error(1e-1) > 1000 * best


def test_a_large_coordinate_gets_a_large_step():
    found = numerical_gradient(lambda x: (x**2).sum(), [1.0, 1e12])
    np.testing.assert_allclose(found, [2, 2e12], rtol=1, atol=0)
    assert numerical_gradient(lambda x: x**2, 1e12) == pytest.approx(2e12, rel=1e-8)


def test_the_default_step_grows_with_its_coordinate():
    seen = []
    numerical_gradient(lambda x: seen.append(x) or 0.0, [0.5, -8.0])
    moved = [(seen[0] - seen[1])[0] / 2, (seen[2] - seen[3])[1] / 2]
    h = np.finfo(float).eps ** (1 / 3)
    assert moved == pytest.approx([h, 8 * h], rel=1e-9)


def test_the_quotient_divides_by_the_distance_that_x_has_moved():
    # Here x + h and x - h are rounded to whole numbers, one and two steps away.
    found = numerical_gradient(lambda x: x - 2.0**53, 2.0**53, h=1.4)
    assert found == 1


def low(dtype):
    """Return x³ summed up, computed in a lower precision."""
    return lambda x: (np.asarray(x, dtype) ** 3).sum(dtype=dtype)


@pytest.mark.parametrize(
    ("dtype", "x", "h"),
    [
        (np.float32, 0.5, "0.005"),
        (np.float32, [0.5, -20.0], "0.1"),
        (np.float16, 0.5, "0.1"),
    ],
)
def test_a_function_in_low_precision_needs_a_larger_step(dtype, x, h):
    def gradient(x):
        return 3 * np.square(x)

    told = (
        f"f computes in {np.dtype(dtype)}, which rounds away the difference over so "
        f"small a step: let it compute in float64, or give a larger h, about {h}."
    )
    for attempt in (
        lambda: numerical_gradient(low(dtype), x),
        lambda: check_gradient(low(dtype), gradient, x),
    ):
        with pytest.raises(TypeError, match="f computes in float") as caught:
            attempt()
        assert str(caught.value) == told
    # The step that it names does what it promises; the default one would not.
    eps = np.finfo(dtype).eps
    assert check_gradient(low(dtype), gradient, x, float(h)) < 4 * eps ** (2 / 3)
    assert check_gradient(low(dtype), gradient, x, 6e-6) > 20 * eps ** (2 / 3)


@pytest.mark.parametrize("kind", [float, np.float64, np.longdouble, np.array])
def test_a_function_in_full_precision_needs_no_step(kind):
    assert numerical_gradient(lambda x: kind(x * x), 3.0) == pytest.approx(6, rel=1e-9)


@pytest.mark.parametrize("value", [3, np.int8(3), True, np.True_])
def test_a_function_may_count(value):
    assert numerical_gradient(lambda x: value, 3.0) == 0


@pytest.mark.parametrize(
    ("x", "message"),
    [
        ([], r"x must not be empty, but its shape is \(0,\)"),
        (np.nan, "x must be finite, but it holds nan or infinity"),
        ([1.0, np.inf], "x must be finite, but it holds nan or infinity"),
        ([[1.0], [2.0, 3.0]], "x must be rectangular, but its rows differ"),
    ],
)
def test_the_point_must_be_finite(x, message):
    with pytest.raises(ValueError, match=message):
        numerical_gradient(np.sum, x)
    with pytest.raises(ValueError, match=message):
        check_gradient(np.sum, np.ones_like, x)


def test_what_is_not_a_point_is_refused():
    for take in (numerical_gradient, lambda f, x: check_gradient(f, np.ones_like, x)):
        with pytest.raises(
            TypeError, match="x must hold real numbers, but it holds te"
        ):
            take(np.sum, "1")
    with pytest.raises(TypeError, match="h must hold real numbers, but it holds text"):
        numerical_gradient(np.sum, 1.0, "1e-5")


@pytest.mark.parametrize("h", [0.0, -1e-05])
def test_the_step_is_positive(h):
    with pytest.raises(ValueError, match=f"h must be positive, but it is {h}\\.$"):
        numerical_gradient(np.sum, 1.0, h)


@pytest.mark.parametrize("h", [np.nan, np.inf, [1e-5, 1e-5]])
def test_the_step_is_a_number(h):
    with pytest.raises(ValueError, match="h must be one finite number, but it is"):
        numerical_gradient(np.sum, 1.0, h)


def test_a_step_that_moves_nothing_is_refused():
    with pytest.raises(
        ValueError, match=r"h = 1e-20 is too small: x = 2\.0 does not move\.$"
    ):
        numerical_gradient(np.sum, [0.0, 2.0], 1e-20)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_the_function_must_be_finite(value):
    told = rf"f must return a finite number, but it returned {value}\.$"
    with pytest.raises(ValueError, match=told):
        numerical_gradient(lambda x: value, 1.0)


def test_the_function_must_return_one_number():
    with pytest.raises(
        ValueError, match=r"f must return one number, but its shape is \(2,\)\.$"
    ):
        numerical_gradient(lambda x: x, [1.0, 2.0])
    for value in (None, "1", 1j):
        with pytest.raises(
            TypeError, match="the value of f must hold real numbers, but"
        ):
            numerical_gradient(lambda x, value=value: value, 1.0)


def test_relative_error_by_hand():
    assert relative_error([3, 4], [3, 2]) == 0.5
    assert relative_error(1.0, -1.0) == 2
    assert relative_error(0.0, 1e-300) == 1
    assert relative_error(np.zeros((2, 2)), np.zeros((2, 2))) == 0
    # An entry that should be 0 is compared with the largest, not with itself.
    assert relative_error([1.0, 0.0], [1.0, 1e-11]) == pytest.approx(1e-11)
    assert relative_error([0.0, 0.5], [4.0, 0.5]) == 1
    assert relative_error([-8.0, 1.0], [4.0, 1.0]) == 1.5
    largest = np.finfo(float).max
    assert relative_error([largest, 1.0], [-largest, 1.0]) == 2
    assert relative_error([1e-300, 5e-324], [1e-300, 0.0]) == pytest.approx(
        5e-24, rel=0.1
    )


def test_relative_error_is_silent_where_a_small_entry_underflows():
    with np.errstate(all="raise"):
        assert relative_error([1e300, 1e-300], [1e300, 0.0]) == 0


def test_relative_error_forgives_a_small_entry_unless_it_stands_alone():
    a, b = [1.0, 1e-9], [1.0, 2e-9]
    assert relative_error(a, b) == pytest.approx(1e-9)
    assert relative_error(a[1], b[1]) == 0.5


finite = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(st.tuples(finite, finite), min_size=1, max_size=4))
def test_relative_error_is_symmetric_and_bounded(pairs):
    a, b = np.array(pairs).T
    error = relative_error(a, b)
    assert error == relative_error(b, a)
    assert 0 <= error <= 2
    assert relative_error(a, a) == 0


@pytest.mark.parametrize(
    ("a", "b", "message"),
    [
        ([1.0, 2.0], [[1.0], [2.0]], r"a has \(2,\) and b has \(2, 1\)"),
        (1.0, [1.0], r"must have equal shapes, but a has \(\) and b has \(1,\)\.$"),
        ([], [], "a must not be empty"),
        ([np.nan], [1.0], "a must be finite"),
        ([1.0], [np.inf], "b must be finite"),
    ],
)
def test_relative_error_refuses(a, b, message):
    with pytest.raises(ValueError, match=message):
        relative_error(a, b)
    with pytest.raises(TypeError, match="b must hold real numbers, but it holds text"):
        relative_error(1.0, "1")


def test_a_right_gradient_passes_and_a_wrong_one_does_not():
    X = np.random.default_rng(3).normal(size=(3, 4))
    before = X.copy()
    assert check_gradient(quadratic, lambda X: A * X, X) < 1e-8
    assert check_gradient(quadratic, A * X, X) < 1e-8
    assert check_gradient(quadratic, lambda X: -A * X, X) == pytest.approx(2)
    assert check_gradient(quadratic, lambda X: 2 * A * X, X) == pytest.approx(0.5)
    one_wrong = A * X
    one_wrong[1, 2] += 0.1
    assert check_gradient(quadratic, one_wrong, X) > 0.01
    np.testing.assert_array_equal(X, before)


def test_a_gradient_that_changes_its_argument_changes_a_copy():
    x = np.array([1.0, 2.0])

    def doubled(x):
        x *= 2
        return x

    assert check_gradient(lambda x: (x**2).sum(), doubled, x) < 1e-8
    np.testing.assert_array_equal(x, [1, 2])


def test_a_number_has_a_number_as_gradient():
    assert check_gradient(sigmoid, sigmoid_derivative, 0.3) < 1e-8
    a = sigmoid(2.0)
    assert check_gradient(sigmoid, lambda z: sigmoid_derivative(a), 2.0) > 0.4


@pytest.mark.parametrize("gradient", [np.ones((2, 1)), lambda x: x[:, np.newaxis]])
def test_the_gradient_has_the_shape_of_the_point(gradient):
    with pytest.raises(ValueError, match=r"shape of x, \(2,\), but it has \(2, 1\)\.$"):
        check_gradient(lambda x: x.sum(), gradient, [1.0, 2.0])


def test_the_gradient_is_made_of_finite_numbers():
    with pytest.raises(ValueError, match="gradient must be finite, but it holds nan"):
        check_gradient(lambda x: x.sum(), [np.nan, 1.0], [1.0, 2.0])
    with pytest.raises(
        TypeError, match="gradient must hold real numbers, but it holds"
    ):
        check_gradient(lambda x: x.sum(), lambda x: None, [1.0, 2.0])


def test_a_mistake_beside_a_large_derivative_is_seen_alone():
    w = np.array([3.0, 3.0])
    scales = np.array([1.0, 1e-9])
    mistaken = 2 * scales * w * [1, 2]
    assert check_gradient(lambda w: (scales * w**2).sum(), mistaken, w) < 1e-8
    alone = check_gradient(lambda v: scales[1] * v**2, mistaken[1], w[1])
    assert alone == pytest.approx(0.5)


@given(st.floats(-1, 1), st.sampled_from([1e3, 1e6, 1e9]))
def test_a_large_function_rounds_as_much_as_promised(x, height):
    error = check_gradient(lambda x: height + np.sin(x), np.cos, x)
    assert error < 1e-8 + 4e-11 * (height + 1) / np.cos(x)


def test_a_minimum_is_no_place_for_a_ratio():
    assert check_gradient(lambda x: math.exp(x) - x, 0.0, 0.0) == 1
    assert (
        check_gradient(lambda x: math.exp(x) - x, lambda x: math.exp(x) - 1, 1) < 1e-8
    )
