"""The losses against loops, scikit-learn and mpmath; their gradients against nudges."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp
from sklearn import metrics

from lessons_pkg.activation import sigmoid
from lessons_pkg.gradient import check_gradient
from lessons_pkg.loss import (
    cross_entropy,
    cross_entropy_from_logits,
    cross_entropy_from_logits_gradient,
    cross_entropy_gradient,
    mean_squared_error,
    mean_squared_error_gradient,
)
from tests.oracle import errors

PAIRS = {
    mean_squared_error: mean_squared_error_gradient,
    cross_entropy: cross_entropy_gradient,
    cross_entropy_from_logits: cross_entropy_from_logits_gradient,
}
FUNCTIONS = [*PAIRS, *PAIRS.values()]
OF_PROBABILITIES = [cross_entropy, cross_entropy_gradient]
OF_LOGITS = [cross_entropy_from_logits, cross_entropy_from_logits_gradient]
INF = math.inf

every_function = pytest.mark.parametrize("function", FUNCTIONS)
every_pair = pytest.mark.parametrize(("loss", "gradient"), PAIRS.items())
every_shape = pytest.mark.parametrize("shape", [(1,), (7,), (7, 1), (5, 3), (2, 3, 4)])

rng = np.random.default_rng(0)


def second(function):
    """Return the name that the function's second argument goes by."""
    return "z" if function in OF_LOGITS else "p"


@every_shape
def test_the_losses_are_loops_over_all_entries(shape):
    y, p = rng.integers(0, 2, shape), rng.uniform(0.01, 0.99, shape)
    pairs = list(zip(y.ravel().tolist(), p.ravel().tolist(), strict=True))
    squares = sum((p - y) ** 2 for y, p in pairs) / len(pairs)
    assert mean_squared_error(y, p) == pytest.approx(squares, rel=1e-14)
    logs = sum(-math.log(p if y == 1 else 1 - p) for y, p in pairs) / len(pairs)
    assert cross_entropy(y, p) == pytest.approx(logs, rel=1e-13)
    z = np.log(p / (1 - p))
    assert cross_entropy_from_logits(y, z) == pytest.approx(logs, rel=1e-13)


def test_the_losses_agree_with_scikit_learn():
    y, p = np.array([1, 0] * 20), rng.uniform(0.01, 0.99, 40)
    assert cross_entropy(y, p) == pytest.approx(metrics.log_loss(y, p), rel=1e-13)
    Y, P = rng.normal(size=(6, 3)), rng.normal(size=(6, 3))
    expected = metrics.mean_squared_error(Y, P)
    assert mean_squared_error(Y, P) == pytest.approx(expected, rel=1e-13)


def test_values_worked_out_by_hand():
    assert mean_squared_error([1, 2], [3, 2]) == 2
    assert cross_entropy(1, 0.2) == pytest.approx(math.log(5), rel=1e-15)
    assert cross_entropy(0.25, 0.5) == pytest.approx(math.log(2), rel=1e-15)
    assert cross_entropy_from_logits(1, 0.0) == pytest.approx(math.log(2), rel=1e-15)
    assert cross_entropy_from_logits_gradient(1, -2) == pytest.approx(-0.8808, abs=5e-5)
    assert cross_entropy_gradient(1, 0.2) == pytest.approx(-5, rel=1e-15)
    assert mean_squared_error_gradient(1.0, 3.0) == 4


@every_pair
@every_shape
def test_the_gradient_is_the_slope_of_the_loss(loss, gradient, shape):
    generator = np.random.default_rng(1)
    soft, hard = generator.uniform(0, 1, shape), generator.integers(0, 2, shape)
    where = generator.uniform(0.1, 0.9, shape)
    for y in (soft, hard):
        error = check_gradient(
            lambda p, y=y: loss(y, p), lambda p, y=y: gradient(y, p), where
        )
        assert error < 1e-7


@every_pair
def test_numbers_give_a_number_and_arrays_a_gradient_of_their_shape(loss, gradient):
    assert type(loss([1, 0], [0.5, 0.5])) is float
    assert type(loss(1, 0.5)) is float
    assert type(gradient(1, 0.5)) is float
    assert gradient([[1], [0]], [[1], [1]]).shape == (2, 1)
    assert gradient(np.float32([1, 0]), np.float32([0.5, 0.5])).dtype == np.float64


@every_function
def test_the_input_is_only_read(function):
    y, p = np.array([0.0, 1.0]), np.array([0.25, 0.5])
    y.flags.writeable = p.flags.writeable = False
    function(y, p)
    np.testing.assert_array_equal([y, p], [[0, 1], [0.25, 0.5]])


@given(st.lists(st.floats(0, 1), min_size=1), st.floats(0, 1))
def test_soft_labels_are_best_met_by_themselves(y, p):
    assert cross_entropy(y, y) <= cross_entropy(y, [p] * len(y)) + 1e-12
    assert cross_entropy(y, [p] * len(y)) >= 0


def test_certainty_costs_nothing_or_everything():
    with np.errstate(all="raise"):
        assert str(cross_entropy([0, 1], [0, 1])) == "0.0"
        assert cross_entropy(0, 1) == cross_entropy(1, 0) == INF
        assert cross_entropy([0, 1], [0.5, 0.0]) == INF
        assert cross_entropy(0.5, 0) == cross_entropy(0.5, 1) == INF
        assert cross_entropy_gradient(1, 0) == cross_entropy_gradient(0.5, 0) == -INF
        assert cross_entropy_gradient(0, 1) == cross_entropy_gradient(0.5, 1) == INF
        assert cross_entropy_gradient(0, 0) == 1
        assert cross_entropy_gradient(1, 1) == -1


def test_a_tiny_loss_keeps_its_digits():
    assert cross_entropy(0, 1e-20) == 1e-20
    assert cross_entropy_from_logits(1, 40.0) == pytest.approx(math.exp(-40), rel=1e-15)
    assert cross_entropy_from_logits(0, -700) == pytest.approx(
        math.exp(-700), rel=1e-15
    )


@pytest.mark.parametrize("y", [0, 1, 0.3])
def test_cross_entropy_from_logits_is_exact(y):
    z = np.concatenate([rng.normal(0, 5, 200), rng.uniform(-700, 700, 100)])

    def exact(z):
        return -(
            y * mp.log(1 / (1 + mp.exp(-z))) + (1 - y) * mp.log(1 / (1 + mp.exp(z)))
        )

    def ours(z):
        return np.array([cross_entropy_from_logits(y, each) for each in z])

    assert errors(ours, exact, z)[:, 1].max() <= 1e-15


def test_extreme_logits_do_not_overflow():
    with np.errstate(all="raise"):
        assert cross_entropy_from_logits([1, 0], [1e308, -1e308]) == 0
        assert cross_entropy_from_logits([1, 0], [-800, 800]) == 800
        assert cross_entropy_from_logits(0, 1e308) == 1e308
        gradient = cross_entropy_from_logits_gradient([1, 0], [-1e308, 1e308])
    np.testing.assert_array_equal(gradient, [-0.5, 0.5])


def test_the_smallest_floats_raise_no_alarm():
    with np.errstate(all="raise"):
        assert cross_entropy(5e-324, 0.9) == pytest.approx(math.log(10), rel=1e-15)
        assert cross_entropy_gradient(1, 5e-324) == -INF


@given(st.floats(-20, 20), st.floats(0, 1))
def test_both_forms_of_cross_entropy_agree(z, y):
    p = sigmoid(z)
    expected = pytest.approx(cross_entropy_from_logits(y, z), rel=1e-6)
    assert cross_entropy(y, p) == expected
    chained = cross_entropy_gradient(y, p) * p * (1 - p)
    assert cross_entropy_from_logits_gradient(y, z) == pytest.approx(chained, abs=1e-12)


@every_function
@pytest.mark.parametrize(
    ("y_shape", "p_shape"), [((4,), (4, 1)), ((4, 1), (4,)), ((4,), ()), ((2, 3), (3,))]
)
def test_shapes_that_would_broadcast_are_refused(function, y_shape, p_shape):
    message = rf"y and {second(function)} must have equal shapes, but y has \("
    with pytest.raises(ValueError, match=message) as caught:
        function(np.ones(y_shape), np.full(p_shape, 0.5))
    assert f"y has {y_shape} and {second(function)} has {p_shape}." in str(caught.value)


@every_function
def test_empty_input_is_refused(function):
    with pytest.raises(
        ValueError, match=r"y must not be empty, but its shape is \(0,\)"
    ):
        function([], [])


@every_function
@pytest.mark.parametrize("value", [math.nan, INF, -INF])
def test_what_is_not_finite_is_refused(function, value):
    with pytest.raises(ValueError, match="y must be finite, but it holds nan or inf"):
        function([value, 1], [0.5, 0.5])
    message = f"{second(function)} must be finite, but it holds nan or infinity"
    with pytest.raises(ValueError, match=message):
        function([0, 1], [value, 0.5])


@every_function
@pytest.mark.parametrize(
    "value", [["a", "b"], [1j, 0], None, np.ma.masked_array([1, 0])]
)
def test_what_is_not_a_number_is_refused(function, value):
    with pytest.raises(TypeError, match="y must hold real numbers, but it"):
        function(value, [0.5, 0.5])
    with pytest.raises(
        TypeError, match=f"{second(function)} must hold real numbers, but"
    ):
        function([0, 1], value)


@pytest.mark.parametrize("function", [*OF_PROBABILITIES, *OF_LOGITS])
def test_targets_are_between_0_and_1(function):
    for label in (-1, 2, 1.0000001):
        message = rf"y must lie in \[0, 1\], but it holds {float(label)}"
        with pytest.raises(ValueError, match=message):
            function([0, 1, label], [0.5, 0.5, 0.5])
        with pytest.raises(ValueError, match=message):
            function(label, 0.5)


@pytest.mark.parametrize("function", OF_PROBABILITIES)
def test_probabilities_are_between_0_and_1(function):
    for p in (-0.1, 1.5):
        with pytest.raises(
            ValueError, match=rf"p must lie in \[0, 1\], but it holds {p}"
        ):
            function([[0, 1]], [[0.5, p]])


def test_squared_error_takes_any_target():
    assert mean_squared_error([-1, 1], [1, 1]) == 2
