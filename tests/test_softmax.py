"""Softmax against its definition, exact numbers and scipy; its loss against nudges."""

import math

import numpy as np
import pytest
import scipy.special
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp
from sklearn.metrics import log_loss

from lessons_pkg.activation import sigmoid
from lessons_pkg.gradient import check_gradient
from lessons_pkg.loss import cross_entropy_from_logits
from lessons_pkg.softmax import (
    softmax,
    softmax_cross_entropy,
    softmax_cross_entropy_gradient,
)

LOSSES = [softmax_cross_entropy, softmax_cross_entropy_gradient]
every_loss = pytest.mark.parametrize("function", LOSSES)
rows = st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=6)
rng = np.random.default_rng(0)


def distributions(n, classes):
    Y = rng.uniform(size=(n, classes))
    return Y / Y.sum(axis=1, keepdims=True)


@given(rows)
def test_softmax_gives_probabilities_in_the_order_of_the_logits(z):
    p = softmax(z)
    assert p.sum() == pytest.approx(1, rel=1e-14)
    assert ((p >= 0) & (p <= 1)).all()
    assert (np.diff(p[np.argsort(z)]) >= 0).all()


@given(rows, st.floats(-1e3, 1e3))
def test_softmax_does_not_see_a_shift(z, shift):
    np.testing.assert_allclose(softmax(np.add(z, shift)), softmax(z), atol=1e-12)


@given(st.floats(-700, 700), st.floats(-700, 700))
def test_softmax_of_two_is_a_sigmoid(z, other):
    np.testing.assert_allclose(
        softmax([z, other]), [sigmoid(z - other), sigmoid(other - z)], rtol=1e-12
    )


def test_softmax_is_accurate():
    z = rng.normal(0, 20, size=7)
    total = sum(mp.exp(mp.mpf(float(each))) for each in z)
    exact = [float(mp.exp(mp.mpf(float(each))) / total) for each in z]
    np.testing.assert_allclose(softmax(z), exact, rtol=1e-14)


@pytest.mark.parametrize("shape", [(5,), (1,), (4, 3), (2, 4, 3)])
def test_softmax_runs_over_the_last_axis(shape):
    z = rng.normal(size=shape)
    np.testing.assert_allclose(
        softmax(z), scipy.special.softmax(z, axis=-1), rtol=1e-13
    )
    assert softmax(z).shape == shape


def test_extreme_logits_do_not_overflow():
    with np.errstate(all="raise"):
        np.testing.assert_array_equal(softmax([1e308, 0.0, -1e308]), [1, 0, 0])
        assert softmax_cross_entropy([[0, 1]], [[1000.0, 0.0]]) == 1000
        assert softmax_cross_entropy([[1, 0]], [[1000.0, 0.0]]) == 0
        assert softmax_cross_entropy([[1, 0]], [[1e308, -1e308]]) == 0
        gradient = softmax_cross_entropy_gradient([[0, 1]], [[1000.0, 0.0]])
        np.testing.assert_array_equal(gradient, [[1, -1]])
        gradient = softmax_cross_entropy_gradient([[0, 1]], [[1e308, -1e308]])
        np.testing.assert_array_equal(gradient, [[1, -1]])


def test_a_row_does_not_see_the_logits_of_another():
    Y, Z = [[1, 0], [0, 1]], [[0.0, 0.0], [1000.0, 1000.0]]
    np.testing.assert_array_equal(softmax(Z), np.full((2, 2), 0.5))
    assert softmax_cross_entropy(Y, Z) == pytest.approx(math.log(2), rel=1e-15)
    gradient = softmax_cross_entropy_gradient(Y, Z)
    np.testing.assert_array_equal(gradient, [[-0.25, 0.25], [0.25, -0.25]])


def test_the_loss_is_a_loop():
    Y, Z = distributions(6, 4), rng.normal(size=(6, 4))
    total = 0.0
    for y, z in zip(Y, Z, strict=True):
        scale = sum(math.exp(each) for each in z)
        total -= sum(
            a * math.log(math.exp(b) / scale) for a, b in zip(y, z, strict=True)
        )
    assert softmax_cross_entropy(Y, Z) == pytest.approx(total / 6, rel=1e-13)


def test_the_loss_agrees_with_scikit_learn():
    y, Z = rng.integers(0, 3, 20), rng.normal(size=(20, 3))
    expected = log_loss(y, softmax(Z), labels=[0, 1, 2])
    assert softmax_cross_entropy(np.eye(3)[y], Z) == pytest.approx(expected, rel=1e-13)


def test_of_two_classes_it_is_the_binary_cross_entropy():
    y, z = rng.integers(0, 2, 20), rng.normal(size=20)
    pair = softmax_cross_entropy(np.eye(2)[y], np.column_stack([np.zeros(20), z]))
    assert pair == pytest.approx(cross_entropy_from_logits(y, z), rel=1e-13)


@given(st.integers(1, 5), st.integers(1, 4), st.integers(0, 1000))
def test_the_gradient_is_the_slope_of_the_loss(n, classes, seed):
    generator = np.random.default_rng(seed)
    Y = np.eye(classes)[generator.integers(0, classes, n)]
    Z = generator.normal(size=(n, classes))
    soft = (Y + 1) / (classes + 1)
    for y in (Y, soft):
        error = check_gradient(
            lambda z, y=y: softmax_cross_entropy(y, z),
            lambda z, y=y: softmax_cross_entropy_gradient(y, z),
            Z,
        )
        assert error < 1e-7 or classes == 1  # where it is 0, as is every nudge
        if classes == 1:
            assert (softmax_cross_entropy_gradient(y, Z) == 0).all()


def test_the_input_is_only_read():
    Y, Z = np.eye(3), np.ones((3, 3))
    Y.flags.writeable = Z.flags.writeable = False
    softmax(Z), softmax_cross_entropy(Y, Z), softmax_cross_entropy_gradient(Y, Z)
    assert (np.ones((3, 3)) == Z).all()
    assert softmax([1, 2]).dtype == np.float64


@pytest.mark.parametrize(
    ("z", "kind", "message"),
    [
        (1.0, ValueError, "z must hold the logits of several classes, but it is one"),
        ([], ValueError, r"z must not be empty, but its shape is \(0,\)"),
        ([1.0, math.inf], ValueError, "z must be finite, but it holds nan or infinity"),
        ([[1.0], [1.0, 2.0]], ValueError, "z must be rectangular, but its rows differ"),
        (["a"], TypeError, "z must hold real numbers, but it holds text"),
    ],
)
def test_bad_logits_get_one_sentence(z, kind, message):
    with pytest.raises(kind, match=message):
        softmax(z)


@every_loss
@pytest.mark.parametrize(
    ("Y", "Z", "message"),
    [
        ([1, 0], [0.0, 0.0], r"per class, but Y has shape \(2,\) and Z has \(2,\)"),
        ([[1, 0]], [[0.0, 0.0, 0.0]], r"Y has shape \(1, 2\) and Z has \(1, 3\)"),
        ([[1, 1]], [[0.0, 0.0]], "Each row of Y must be at least 0 and sum to 1"),
        ([[2, -1]], [[0.0, 0.0]], "Each row of Y must be at least 0 and sum to 1"),
        ([[1, 0], [0, 0]], np.zeros((2, 2)), "Each row of Y must be .* sum to 1"),
        ([[0.5, 0.5 + 3e-9]], [[0.0, 0.0]], "Each row of Y must be .* sum to 1"),
        ([[1, 0]], [[0.0, math.nan]], "Z must be finite, but it holds nan or infinity"),
    ],
)
def test_bad_targets_get_one_sentence(function, Y, Z, message):
    with pytest.raises(ValueError, match=message):
        function(Y, Z)


@every_loss
def test_a_row_of_targets_may_miss_1_by_its_rounding(function):
    almost, Z = np.array([[0.5, 0.5 - 3e-10]]), np.zeros((1, 2))
    np.testing.assert_allclose(
        function(almost, Z), function([[0.5, 0.5]], Z), atol=1e-9
    )
