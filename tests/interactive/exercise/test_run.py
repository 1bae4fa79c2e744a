"""A call shows all that it did, and leaves nothing behind."""

import re
import warnings

import numpy as np

from lessons_pkg.interactive.exercise import Code, run
from tests.interactive import samples
from tests.interactive.samples import CODE


def test_a_wrong_shape_is_not_right():
    assert CODE.check(lambda x: [2 * np.asarray(x)]).verdict == "not yet"


def test_an_exception_shows_the_readers_frames_and_no_others():
    def helper(x):
        return np.linalg.inv(x)

    def double(x):
        return helper(x)

    found = CODE.check(double)
    assert found.verdict == "not yet"
    text = found.message
    assert "This call raises an exception:\n\n```\ndouble(1.5)\nline " in text
    assert re.search(r"in double\n    return helper\(x\)\nline \d+, in helper\n", text)
    assert "LinAlgError" in text
    assert "linalg.py" not in text
    assert ".py" not in text


def test_deep_recursion_shows_its_end_only():
    def double(x):
        return double(x)

    text = CODE.check(double).message
    assert text.count("in double") == run.FRAMES
    assert "RecursionError" in text


def test_leaving_python_is_an_exception_like_others():
    def double(x):
        raise SystemExit(0)

    assert "SystemExit" in CODE.check(double).message


def test_a_warning_is_not_right():
    def double(x):
        np.exp(1000 * np.ones(1))
        return 2 * np.asarray(x)

    found = CODE.check(double)
    assert found.verdict == "not yet"
    assert "NumPy warns: overflow encountered in exp" in found.message


def test_a_warning_that_something_is_old_is_no_mistake():
    def double(x):
        warnings.warn("old", DeprecationWarning, stacklevel=1)
        return 2 * np.asarray(x)

    assert CODE.check(double).verdict == "correct"


def test_a_complex_number_is_not_a_real_one():
    assert CODE.check(lambda x: 2 * np.asarray(x) + 1e-3j).verdict == "not yet"


def test_text_is_not_a_number():
    for form in (str, repr, "{:.12g}".format):
        program = np.vectorize(lambda x, form=form: form(2.0 * x), otypes=[object])
        assert CODE.check(program).verdict == "not yet"


def test_a_call_shows_whether_it_printed_and_what_it_changed(capsys):
    def loud(x, y):
        print("seen")
        y += 1

    outcome = run.observe(loud, (np.zeros(2), np.zeros(2)))
    assert outcome.printed
    assert outcome.changed == (1,)
    assert capsys.readouterr().out == "seen\n"
    outcome = run.observe(np.add, (1, 2))
    assert not outcome.printed
    assert outcome.changed == ()


def test_float32_is_compared_at_its_own_precision():
    third = np.float32(1) / np.float32(3)
    assert not run.same(third, 1 / 3, rtol=1e-9)
    assert run.same(third, 1 / 3, rtol=1e-9, single=1e-6)
    assert not run.same(float(third), 1 / 3, rtol=1e-9, single=1e-6)


def test_changing_the_argument_is_not_right():
    def double(x):
        if np.ndim(x):
            x[0] = 0
            return 2 * np.arange(x.size).reshape(x.shape)
        return 2 * x

    exercise = Code(
        "test.keep",
        prompt="?",
        starter="def f(x):\n    ...",
        reference=samples.double_reference,
        cases=[(np.array([0.0, 1.0, 2.0]),), (np.array([5.0]),)],
        wrong=[],
    )
    case = exercise.cases[0][0]
    exercise.cases = exercise.cases[:1]

    def spoil(x):
        result = 2 * x
        x[1] = 9
        return result

    assert "changes its argument" in exercise.check(spoil).message
    assert case.tolist() == [0, 1, 2]
