"""Slips that anybody makes are named in a sentence, whatever the exercise."""

import math
import re

import numpy as np
import pytest

from lessons_pkg import Value, sigmoid
from lessons_pkg.interactive.exercise import Code, Wrong
from tests.interactive.samples import WORDS


def slope_reference(z):
    """Return 3z² + 0.5."""
    return 3.0 * np.square(z) + 0.5


def fit_reference(X, y, rate):
    """Return three means."""
    n = len(X)
    return X.T @ y / n, np.sum(y) / n, rate * np.sum(X, axis=0) / n


UNKNOWN = [Wrong("zero", lambda *given: 0.0, hint="No."), Wrong("no", max, hint="No.")]
SLOPE = Code(
    "test.slope",
    prompt="Write it.",
    starter="def slope(z):\n    ...",
    reference=slope_reference,
    cases=[(0.7,), (np.array([0.2, -1.3]),), (np.array([[2, -1, 4]]),)],
    wrong=UNKNOWN,
    **WORDS,
)
RANDOM = np.random.default_rng(0)
FIT = Code(
    "test.fit",
    prompt="Write it, to 12 digits.",
    starter="def fit(X, y, rate):\n    ...",
    reference=fit_reference,
    cases=[
        (RANDOM.normal(size=(n, m)), RANDOM.normal(size=n), 0.3)
        for n, m in [(2, 3), (5, 2), (4, 4)]
    ],
    digits=12,
    returns="dw, db, dv",
    wrong=UNKNOWN,
    **WORDS,
)


def told(exercise, program):
    """Return what a check says above the failing case."""
    result = exercise.check(program)
    assert result.verdict == "not yet"
    before, case, _ = result.message.partition("\n\n```")
    assert case
    return " ".join(before.split("\n\n")[:-1])


def silent(z):
    slope_reference(z)


def printing(z):
    print(slope_reference(z))


def half_silent(z):
    if np.ndim(z):
        return slope_reference(z)


def generator(z):
    yield slope_reference(z)


def whole(z):
    return np.array(slope_reference(z)).astype(int)


def column(z):
    return slope_reference(z).reshape(-1, 1)


def whole_input(z):
    result = np.zeros_like(z)
    result[...] = slope_reference(z)
    return result


ONE_RESULT = {
    "Your function returns nothing, so its value is `None`.": silent,
    "Your function prints its result and returns `None`.": printing,
    "Sometimes your function ends without a `return`": half_silent,
    "Your function returns text.": lambda z: str(slope_reference(z)),
    "Your function returns text. It": lambda z: f"{slope_reference(z)}",
    "Your function returns `True` or `False`": lambda z: np.asarray(z) > 0,
    "Your function returns complex numbers": lambda z: slope_reference(z) + 0j,
    "Your function returns a dictionary.": lambda z: {"slope": slope_reference(z)},
    "Your function returns a set": lambda z: {1.0, 2.0},
    "Your function returns a function. Call it": lambda z: slope_reference,
    "Your function returns a generator": generator,
    "Your function returns a `Value`": lambda z: Value(2.0),
    "something of the type `object`, which is no number": lambda z: object(),
    "Your function returns 2 values; the task wants one.": lambda z: (z, 1.0),
    "Your result is right, but it is wrapped": lambda z: [slope_reference(z)],
    "The rows have different lengths": lambda z: [[1.0], [2.0, 3.0]],
    "Every sign is wrong.": lambda z: -slope_reference(z),
    "Every number is twice what it should be.": lambda z: 2 * slope_reference(z),
    "Every number is half what it should be.": lambda z: slope_reference(z) / 2,
    "Every number is -3 times what": lambda z: slope_reference(z) * -3,
    "The numbers are right, but the shape is not: yours is `(2, 1)`, and it "
    "should be `(2,)`.": lambda z: slope_reference(z) if np.ndim(z) < 1 else column(z),
    "The shape is wrong: yours is a single number, and it should be `(2,)`.": (
        lambda z: np.sum(slope_reference(z))
    ),
    "All numbers are integers: an array of integers drops": whole,
    "Some numbers are right. But where they are integers, an array": whole_input,
    "Right for floats, but wrong where an array holds integers.": (
        lambda z: slope_reference(z) + np.any(np.equal(z, 4))
    ),
    "Right for single numbers, but wrong for arrays.": (
        lambda z: slope_reference(z) if np.ndim(z) == 0 else 1.5 * np.asarray(z)
    ),
    "The numbers agree with the right ones to about 6 digits, and 9 are compared. "
    "Something on the way is not exact": (lambda z: slope_reference(z) * (1 + 5e-7)),
    "This call passes single numbers, and your function treats them as arrays.": (
        lambda z: [slope_reference(z[i]) for i in range(len(z))]
    ),
    "This call passes single numbers, and your function treats": (
        lambda z: slope_reference(z).reshape(z.shape)
    ),
    "The functions of `math`, and `float`, take one number at a time.": (
        lambda z: 3 * math.pow(z, 2) + 0.5
    ),
    "An `if`, `and` or `max` needs one yes or no": (
        lambda z: slope_reference(z) if z > 0 else slope_reference(-z)
    ),
    "Your function is called as `slope(z)`.": lambda z, h: z + h,
}


@pytest.mark.parametrize("sentence", ONE_RESULT)
def test_what_is_wrong_with_one_result(sentence):
    assert sentence in told(SLOPE, ONE_RESULT[sentence])


def other(change):
    """Return a program whose three results are changed."""
    return lambda X, y, rate: change(*fit_reference(X, y, rate), len(X))


def in_place(X, y, rate):
    result = fit_reference(X, y, rate)
    X *= 2
    return result


def in_place_and_wrong(X, y, rate):
    y += 1
    return tuple(1.1 * result + 0.1 for result in fit_reference(X, y, rate))


def sizes_as_numbers(X, y, rate):
    dw = sum(y[i] * X[i] for i in range(5)) / 5
    return dw, np.mean(y), rate * X.mean(axis=0)


def whole_weights(X, y, rate):
    dw = np.zeros(X.shape[1], dtype=int)
    dw += X.T @ y
    return dw, np.mean(y), rate * X.mean(axis=0)


SEVERAL_RESULTS = {
    "Every result is right, but the order is not. Return dw, db and dv, in this "
    "order.": other(lambda dw, db, dv, n: (db, dw, dv)),
    "Every result is right, but the order": other(lambda dw, db, dv, n: (dv, dw, db)),
    "Your dw is right, but it is all you return. Return dw, db and dv.": other(
        lambda dw, db, dv, n: dw
    ),
    "Your db is right, but it is all you return.": other(lambda dw, db, dv, n: db),
    "Your function returns 2 values; the task wants dw, db and dv.": other(
        lambda dw, db, dv, n: (dw, db)
    ),
    "Your function returns one value; the task wants": other(
        lambda dw, db, dv, n: db + 1
    ),
    "Your result is right, but it is wrapped in a list": other(
        lambda *given: [given[:3]]
    ),
    "Your dw and dv are right. In db, every sign is wrong.": other(
        lambda dw, db, dv, n: (dw, -db, dv)
    ),
    "Every number is n times too large, where n is the number of samples: you": (
        other(lambda dw, db, dv, n: (n * dw, n * db, n * dv))
    ),
    "Your dv is right. In dw and db, every number is n times too large": other(
        lambda dw, db, dv, n: (n * dw, n * db, dv)
    ),
    "Your dw and dv are right. In db, every number is n times too small": other(
        lambda dw, db, dv, n: (dw, db / n, dv)
    ),
    "Your db and dv are right. Look at dw again.": other(
        lambda dw, db, dv, n: (1.1 * dw + 0.01, db, dv)
    ),
    "Your dw is right. Look at db and dv again.": other(
        lambda dw, db, dv, n: (dw, db + 1, dv + 1)
    ),
    "Your dw and dv are right. In db, the numbers are right, but the shape is not: "
    "yours is `(1,)`": other(lambda dw, db, dv, n: (dw, np.array([db]), dv)),
    "In dw, the numbers agree with the right ones to about 10 digits, and 12 are "
    "compared.": other(lambda dw, db, dv, n: (dw * (1 + 7e-11), db, dv)),
    "Yours are float32, which holds 7": other(
        lambda dw, db, dv, n: (np.float32(dw), db, dv)
    ),
    "Your dw and dv are right. In db, every number is right and then rounded to 4 "
    "decimals. Return it as it is": other(
        lambda dw, db, dv, n: (dw, round(float(db), 4), dv)
    ),
    "Every number is right and then rounded to 3 decimals.": other(
        lambda *given: tuple(np.round(each, 3) for each in given[:3])
    ),
    "Your function changes X, which the caller still needs.": in_place,
    "Your function changes y, which the caller still needs.": in_place_and_wrong,
    "Your function is called as `fit(X, y, rate)`.": lambda X, y: X @ y,
    "Two shapes do not fit. You were given X `(2, 3)` and y `(2,)`.": (
        lambda X, y, rate: X @ y
    ),
    "An index runs past the end.": sizes_as_numbers,
    "An array of integers cannot hold fractions.": whole_weights,
}


@pytest.mark.parametrize("sentence", SEVERAL_RESULTS)
def test_what_is_wrong_with_several_results(sentence):
    assert sentence in told(FIT, SEVERAL_RESULTS[sentence])


def two_derivatives(dA, Z):
    return dA * np.where(Z > 0, 1.0, 0.5), (dA * np.minimum(0, Z)).sum()


@pytest.mark.parametrize("as_given", [np.asarray, np.ndarray.tolist])
def test_an_array_with_as_many_rows_as_there_are_results_is_one_of_them(as_given):
    A = np.array([[0.1, -0.4], [0.3, 0.2]])
    exercise = Code(
        "test.two",
        prompt="?",
        starter="def back(dA, Z):\n    ...",
        reference=two_derivatives,
        cases=[(A, 2 - 3 * A), (A[:1], A[:1] - 1)],
        returns="dZ, da",
        wrong=UNKNOWN,
    )
    found = exercise.check(lambda dA, Z: as_given(two_derivatives(dA, Z)[0]))
    assert "Your dZ is right, but it is all you return. Return dZ and da." in (
        found.message
    )
    # The listing does not take it for both.
    assert "dZ, yours" not in found.message
    assert re.search(r"^yours:  (array\()?\[\[.*\nwanted: \(array", found.message, re.M)


def notebook(body, **values):
    """Return a function of the notebook, which has some values, too."""
    names = {"np": np, "sigmoid": sigmoid, **values}
    exec(f"def slope(z):\n    {body}", names)
    return names["slope"]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("return 3 * a", ["a"]),
        ("return z + A @ A", ["A"]),  # of another shape: an exception
        ("return sum(W1 * i for i in range(3)) + a", ["W1", "a"]),
        ("return (lambda x: x * a)(z)", ["a"]),
    ],
)
def test_a_value_of_the_notebook_is_named_where_it_leaks_in(body, names):
    values = {"a": 0.5, "A": np.ones((7, 7)), "W1": 2.0}
    said = told(SLOPE, notebook(body, **values))
    wanted = [
        f"`{name}` is neither given to your function nor computed in it: it takes the "
        f"notebook's `{name}`."
        for name in names
    ]
    assert said == " ".join(wanted)


@pytest.mark.parametrize(
    ("body", "values"),
    [
        ("return np.exp(sigmoid(z))", {}),
        ("return helper(z)", {"helper": lambda z: z}),
        ("return EPS_0 * z", {"EPS_0": 1e-9}),
        ("return PI * z", {"PI": 3.14}),
        ("a = 1; return a * z", {"a": 7.0}),
        ("return sum(a for a in (1, 2)) * z", {"a": 7.0}),
        ("return z.a", {"a": 7.0}),
    ],
)
def test_what_one_expects_in_a_notebook_is_no_leak(body, values):
    assert "notebook" not in told(SLOPE, notebook(body, **values))


def test_what_the_reference_takes_may_be_taken():
    reference = notebook("return z + rate", rate=0.5)
    exercise = Code(
        "test.taken",
        prompt="?",
        starter="def slope(z):\n    ...",
        reference=reference,
        cases=[(0.7,)],
        wrong=UNKNOWN,
    )
    assert "notebook" not in told(exercise, notebook("return z - rate", rate=0.5))
    # A function that is right is right.
    assert exercise.check(notebook("return z + a", a=0.5)).verdict == "correct"


def test_a_number_that_float32_cannot_hold_is_named():
    exercise = Code(
        "test.tail",
        prompt="To 9 digits.",
        starter="def f(z):\n    ...",
        reference=sigmoid,
        cases=[(np.array([-1.5, -720.0]),)],
        digits=9,
        atol=0,
        wrong=UNKNOWN,
    )
    said = told(exercise, lambda z: np.float32(sigmoid(z)))
    assert said == "No number in float32 is as small as that. Use float64."


def spoils_arrays(z):
    result = slope_reference(z)
    if np.ndim(z):
        z[...] = 1
    return result


def warns_for_arrays(z):
    np.log(np.zeros(np.ndim(z)))
    return slope_reference(z)


def test_what_is_right_but_spoils_or_warns_is_not_called_wrong():
    assert told(SLOPE, spoils_arrays) == (
        "Your function changes z, which the caller still needs. Work on a copy."
    )
    assert told(SLOPE, warns_for_arrays) == ""


def test_only_the_results_that_fail_are_shown():
    program = other(lambda dw, db, dv, n: (dw, -db, dv))
    message = FIT.check(program).message
    assert "\ndb, yours: " in message
    assert "\ndb, wanted: " in message
    assert "dw, yours" not in message


def test_the_call_that_is_shown_is_one_that_the_sentence_is_about():
    message = SLOPE.check(half_silent).message
    assert "slope(0.7)\nyours:  None" in message

    def fails_for_tables(z):
        return z @ z if np.ndim(z) == 2 else 7.5 * np.asarray(z) ** 3

    message = SLOPE.check(fails_for_tables).message
    assert message.startswith("Two shapes do not fit. You were given z `(1, 3)`.")
    assert "slope(array([[ 2, -1,  4]]))" in message


def test_what_no_sentence_is_about_is_shown_as_it_is():
    said = told(SLOPE, lambda z: np.cos(z))
    assert said == ""


def test_what_is_printed_is_still_seen(capsys):
    SLOPE.check(printing)
    assert capsys.readouterr().out.startswith("1.9")
