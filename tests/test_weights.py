"""The first weights of a network: their shapes, their spread and what is refused."""

import numpy as np
import pytest

from lessons_pkg.weights import initial_weights, layer_sizes


def test_the_sizes_are_a_row():
    assert layer_sizes(3, (), 1) == [3, 1]
    assert layer_sizes(3, (4, np.int64(5)), 2) == [3, 4, 5, 2]
    assert layer_sizes(3, [4], 2) == [3, 4, 2]


@pytest.mark.parametrize(
    ("hidden", "kind", "message"),
    [
        (
            8,
            TypeError,
            r"hidden must be a tuple of integers such as \(8,\), but it is 8",
        ),
        ("8", TypeError, "hidden must be a tuple of integers .* but it is '8'"),
        ((8, 2.5), TypeError, r"a size in hidden must be an integer, but it is 2\.5"),
        ((8, 0), ValueError, "a size in hidden must be at least 1, but it is 0"),
    ],
)
def test_bad_sizes_get_one_sentence(hidden, kind, message):
    with pytest.raises(kind, match=message):
        layer_sizes(2, hidden, 1)


@pytest.mark.parametrize("init", ["random", "zeros"])
def test_each_layer_has_a_matrix_and_a_vector(init):
    coefs, intercepts = initial_weights((5, 4, 3, 1), init)
    assert [W.shape for W in coefs] == [(5, 4), (4, 3), (3, 1)]
    assert [b.shape for b in intercepts] == [(4,), (3,), (1,)]
    assert {array.dtype for array in coefs + intercepts} == {np.dtype(float)}


def test_random_weights_fill_their_interval():
    (W,), (b,) = initial_weights((300, 100))
    limit = np.sqrt(6 / 400)
    assert np.abs(W).max() <= limit
    assert np.abs(W).max() > 0.99 * limit
    assert W.std() == pytest.approx(limit / np.sqrt(3), rel=0.02)
    assert abs(W.mean()) < 0.02 * limit
    assert (b == 0).all()


def test_random_weights_come_from_the_seed():
    one, two, other = (initial_weights((3, 4, 1), seed=seed)[0] for seed in (1, 1, 2))
    assert all((a == b).all() for a, b in zip(one, two, strict=True))
    assert (one[0] != other[0]).all()
    assert len(np.unique(np.concatenate([W.ravel() for W in one]))) == 16


def test_zeros_are_zeros():
    coefs, intercepts = initial_weights((3, 4, 1), "zeros")
    assert all((array == 0).all() for array in coefs + intercepts)


def test_given_weights_are_copied_as_floats():
    W, b = np.array([[1, 2], [3, 4]]), [5, 6]
    coefs, intercepts = initial_weights((2, 2), ([W], [b]))
    assert coefs[0].dtype == intercepts[0].dtype == np.float64
    coefs[0] += 0.5
    np.testing.assert_array_equal(W, [[1, 2], [3, 4]])
    np.testing.assert_array_equal(coefs[0], [[1.5, 2.5], [3.5, 4.5]])


@pytest.mark.parametrize(
    ("init", "kind", "message"),
    [
        (
            "ones",
            ValueError,
            "init must be 'random', 'zeros' or a pair .* it is 'ones'",
        ),
        (None, ValueError, "or a pair of lists, coefs and intercepts, but it is None"),
        (([],), ValueError, r"or a pair of lists, .* but it is \(\[\],\)"),
        (
            ([], []),
            ValueError,
            r"coefs must have shapes \[\(2, 1\)\], but they have \[\]",
        ),
        (
            ([[[1.0, 2.0]]], [[0.0]]),
            ValueError,
            r"coefs must have shapes \[\(2, 1\)\], but they have \[\(1, 2\)\]",
        ),
        (
            ([[[1.0], [2.0]]], [0.0]),
            ValueError,
            r"intercepts must have shapes \[\(1,\)\], but they have \[\(\)\]",
        ),
        (([[[1.0], [np.nan]]], [[0.0]]), ValueError, "coefs must be finite"),
        (([[["a"], ["b"]]], [[0.0]]), TypeError, "coefs must hold real numbers"),
    ],
)
def test_a_bad_start_gets_one_sentence(init, kind, message):
    with pytest.raises(kind, match=message):
        initial_weights((2, 1), init)
