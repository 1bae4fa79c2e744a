"""Bad input gets one clear sentence, and a formula gets clean arrays."""

import inspect

import numpy as np
import pytest

from lessons_pkg._validation import (
    BLOCK,
    choice,
    elementwise,
    finite_array,
    finite_number,
    real_array,
    truth,
    whole_number,
)
from lessons_pkg.activation import logistic

NOT_REAL = {
    "text": ("1.0", "z must hold real numbers, but it holds text."),
    "a list of text": (["a", "b"], "it holds text."),
    "bytes": (b"1", "it holds bytes."),
    "complex": ([1j], "it holds complex numbers."),
    "none": (None, "it holds Python objects."),
    "mixed": ([1.0, None], "it holds Python objects."),
    "a dictionary": ({}, "it holds Python objects."),
    "an integer beyond 64 bits in a list": ([10**30], "it holds Python objects."),
    "a date": (np.datetime64("2026-01-01"), "it holds dates."),
    "a time span": (np.timedelta64(1, "s"), "it holds time spans."),
    "records": (np.zeros(2, dtype="f8,i4"), "it holds records."),
    "masked": (np.ma.masked_array([1.0], [True]), "it is a masked array."),
}


@elementwise
def line(z, slope=2.0):
    """Return slope times z.

    Examples
    --------
    >>> line(1.0)
    2.0
    """
    assert z.ndim == 1
    assert z.dtype in (np.float32, np.float64)
    return slope * z


@elementwise
def flat_or_not(z, slope=2.0):
    assert z.size <= BLOCK
    return slope * z


@pytest.mark.parametrize(("value", "message"), NOT_REAL.values(), ids=NOT_REAL)
@pytest.mark.parametrize("take", [lambda z: real_array(z, "z"), line])
def test_what_is_not_real_numbers_is_refused(take, value, message):
    with pytest.raises(TypeError, match=message) as caught:
        take(value)
    assert str(caught.value).count(".") == 1


@pytest.mark.parametrize("take", [lambda z: real_array(z, "z"), line])
def test_rows_of_different_length_are_refused(take):
    with pytest.raises(ValueError, match="z must be rectangular, but its rows differ"):
        take([[1.0, 2.0], [3.0]])


def test_an_integer_may_be_larger_than_64_bits():
    assert real_array(10**30, "z") == 1e30


@pytest.mark.parametrize("empty", [[], np.zeros((0, 3))])
def test_a_finite_array_is_not_empty(empty):
    with pytest.raises(ValueError, match=r"X must not be empty, but its shape is \(0,"):
        finite_array(empty, "X")


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_finite_array_is_finite(value):
    with pytest.raises(ValueError, match="X must be finite, but it holds nan or inf"):
        finite_array([[1.0, value]], "X")


def test_a_finite_array_is_a_float64_copy():
    given = np.array([1.0, 2.0])
    taken = finite_array(given, "X")
    np.testing.assert_array_equal(taken, given)
    taken[0] = 9
    assert given[0] == 1
    assert finite_array([1, True], "X").dtype == np.float64
    assert finite_array(np.float32([1]), "X").dtype == np.float64


@pytest.mark.parametrize("value", [np.nan, np.inf, [1.0], [], [[1.0, 2.0]]])
def test_a_number_is_one_and_finite(value):
    with pytest.raises(ValueError, match="alpha must be one finite number, but it is"):
        finite_number(value, "alpha")


@pytest.mark.parametrize("value", [2, 2.0, np.float32(2), np.array(2)])
def test_a_number_becomes_a_float(value):
    assert finite_number(value, "alpha") == 2
    assert type(finite_number(value, "alpha")) is float


@pytest.mark.parametrize("value", [1.0, "1", None, [1]])
def test_a_whole_number_is_an_integer(value):
    with pytest.raises(TypeError, match="n must be an integer, but it is"):
        whole_number(value, "n")


def test_a_whole_number_has_a_minimum():
    assert whole_number(np.int32(3), "n", minimum=3) == 3
    assert whole_number(0, "n") == 0
    with pytest.raises(ValueError, match="n must be at least 0, but it is -1"):
        whole_number(-1, "n")
    with pytest.raises(ValueError, match="n must be at least 3, but it is 2"):
        whole_number(2, "n", minimum=3)


def test_a_choice_names_the_options():
    assert choice("a", "letter", ("a", "b")) == "a"
    with pytest.raises(ValueError, match="must be one of 'a', 'b', but it is 'c'"):
        choice("c", "letter", ("a", "b"))


def test_a_choice_has_the_type_of_its_option():
    assert choice(np.str_("a"), "letter", ("a", "b")) == "a"
    for value in (np.array(["a", "b"]), ["a"], None, 0, 1.0):
        with pytest.raises(ValueError, match="letter must be one of 'a', 'b', but it"):
            choice(value, "letter", ("a", "b"))


def test_the_truth_is_true_or_false():
    for value in (True, False, np.True_, np.False_):
        assert truth(value, "shuffle") is bool(value)
    for value in (1, 0, "yes", None, [True], np.array([True, False])):
        with pytest.raises(TypeError, match="shuffle must be True or False, but it is"):
            truth(value, "shuffle")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (3, float),
        (True, float),
        (3.0, float),
        (np.float64(3), np.float64),
        (np.float32(3), np.float32),
        (np.float16(3), np.float16),
        (np.int64(3), np.float64),
        (np.array(3), np.float64),
        (np.array(3, np.float32), np.float32),
    ],
)
def test_a_number_gives_a_number_of_its_kind(given, expected):
    assert type(line(given)) is expected
    assert line(given) == 2 * float(given)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("f2", "f2"),
        ("f4", "f4"),
        ("f8", "f8"),
        ("g", "f8"),
        (">f8", "f8"),
        ("i4", "f8"),
        ("u1", "f8"),
        ("?", "f8"),
    ],
)
def test_the_precision_of_an_array_is_kept(given, expected):
    assert line(np.ones((2, 3), dtype=given)).dtype == np.dtype(expected)


@pytest.mark.parametrize("shape", [(0,), (0, 3), (1,), (5,), (2, 3, 4)])
def test_the_shape_is_kept(shape):
    z = np.arange(np.prod(shape), dtype=float).reshape(shape)
    np.testing.assert_array_equal(line(z), 2 * z, strict=True)


@pytest.mark.parametrize("size", [BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 3])
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_blocks_join_without_a_seam(size, dtype):
    z = np.linspace(-3, 3, size).astype(dtype)
    np.testing.assert_array_equal(line(z), 2 * z, strict=True)


@pytest.mark.parametrize(
    "view", [lambda z: z[:, ::2], lambda z: z.T, lambda z: z[::-1], np.asfortranarray]
)
def test_any_memory_layout_is_read(view):
    z = view(np.arange(12.0).reshape(3, 4))
    np.testing.assert_array_equal(line(z), 2 * z, strict=True)


def test_underflow_is_silent_and_gives_the_nearest_float():
    with np.errstate(all="raise"):
        assert line(1e-300, 1e-300) == 0
        assert (line(np.full(BLOCK + 1, 1e-300), 1e-300) == 0).all()
        with pytest.raises(FloatingPointError, match="overflow"):
            line(np.array([1e300]), 1e300)


@pytest.mark.parametrize("size", [0, 1, BLOCK, BLOCK + 1, 3 * BLOCK])
def test_the_unchecked_function_takes_float_arrays_of_any_size_and_shape(size):
    z = np.arange(2.0 * size).reshape(2, size)
    found = flat_or_not.unchecked(z, slope=3.0)
    np.testing.assert_array_equal(found, 3 * z, strict=True)


def test_arguments_go_by_position_and_by_name():
    assert line(3, 5) == line(3, slope=5) == line(z=3, slope=5) == line(slope=5, z=3)
    assert (line(np.ones(BLOCK + 1), 5) == 5).all()
    assert (line(np.ones(BLOCK + 1), slope=5) == 5).all()
    assert type(line(np.array(3.0), 5)) is np.float64  # the kind of z, not of the slope
    assert type(line(3.0, np.float64(5))) is float
    for call in (lambda: line(), lambda: line(1, z=1), lambda: line(1, weight=2)):
        with pytest.raises(TypeError, match="argument"):
            call()
    with pytest.raises(TypeError, match="unexpected keyword argument 'weight'"):
        line(weight=2)


def test_the_docstring_gains_the_contract_before_the_examples():
    sections = ["Parameters\n---", "z : float", "Returns\n---", "Raises\n---", "Exampl"]
    places = [inspect.getdoc(line).index(text) for text in sections]
    assert places == sorted(places)
    for title in ("Parameters", "Returns", "Raises", "Examples"):
        assert f"\n{title}\n---" in inspect.getdoc(line)  # each at the margin
    assert str(inspect.signature(line)) == "(z, slope=2.0)"


def test_a_docstring_that_has_the_contract_or_no_example_stays_as_it_is():
    doc = inspect.getdoc(logistic)
    for section in ("Parameters\n---", "Returns\n---", "Raises\n---"):
        assert doc.count(section) == 1
    assert flat_or_not.__doc__ is None
