"""No wrong program passes an exercise that is answered in code, and no right one fails.

The proof of an exercise shows that it knows its own mistakes. Here come the mistakes
that nobody listed, by the hundred.
"""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from lessons_pkg import Value, sigmoid
from lessons_pkg.exercises import catalogue
from lessons_pkg.interactive.exercise.run import Outcome
from tests.interactive import right_programs, wrong_programs

EXERCISES = {
    exercise.id: exercise
    for exercises in catalogue().values()
    for exercise in exercises
    if exercise.kind == "code"
}

each_exercise = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    """Keep these tests away from the reader's own progress."""
    monkeypatch.setenv("LESSONS_PROGRESS", str(tmp_path / "progress.json"))


@each_exercise
def test_no_wrong_program_passes(exercise):
    programs = list(wrong_programs.programs(exercise))
    mutated = len(programs)
    for right in right_programs.PROGRAMS[exercise.id]:
        programs += wrong_programs.slipped(exercise, right)
    passed = {p.change for p in programs if exercise.passes(p.function)}
    print(f"{exercise.id}: {mutated} + {len(programs) - mutated}, {len(passed)} alike")
    excused = {c for c in wrong_programs.excused() if c[0] == exercise.id}
    assert len(programs) > 200
    assert passed - excused == set(), "these pass"
    assert excused - passed == set(), "these need no excuse"


@each_exercise
def test_whatever_is_wrong_can_be_told(exercise):
    told, programs = 0, list(wrong_programs.programs(exercise))
    for program in programs[:: len(programs) // 60]:
        outcomes = exercise.outcomes(program.function)
        if not exercise.agree(outcomes, exercise.right):
            message = exercise.failure(outcomes)
            assert "```" in message, program.change
            told += not message.startswith(("The smallest", "This call raises"))
    assert told > 5


def test_each_excuse_has_a_reason_and_an_exercise():
    for (exercise, *_), reason in wrong_programs.excused().items():
        assert exercise in EXERCISES
        assert len(reason) > 20


@pytest.mark.parametrize("name", right_programs.PROGRAMS)
def test_other_right_programs_pass(name):
    for program in right_programs.PROGRAMS[name]:
        result = EXERCISES[name].check(program)
        assert result.verdict == "correct", (program.__name__, result.message)


@each_exercise
def test_a_hint_begins_with_a_capital(exercise):
    for wrong in exercise.wrong:
        assert wrong.hint[0].isupper(), wrong.hint


def test_each_exercise_has_other_right_programs():
    assert set(right_programs.PROGRAMS) == set(EXERCISES)


FORMS = {
    "0-d arrays": np.asarray,
    "NumPy's numbers": lambda a: np.float64(a) if a.ndim == 0 else a,
    "Python's numbers and lists": lambda a: a.tolist(),
    "a view": lambda a: a[...],
    "column by column": lambda a: a.copy(order="F"),
    "more digits": lambda a: a.astype(np.longdouble),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@each_exercise
def test_right_numbers_pass_in_any_form(exercise, form):
    change = wrong_programs.each(form)
    program = wrong_programs.after(exercise.reference, change)
    assert exercise.check(program).verdict == "correct"


@each_exercise
def test_float32_passes_or_the_refusal_says_why(exercise):
    change = wrong_programs.each(lambda a: a.astype(np.float32))
    result = exercise.check(wrong_programs.after(exercise.reference, change))
    if exercise.digits:
        assert result.verdict == "not yet"
        assert "float32" in result.message.partition("```")[0]
    else:
        assert result.verdict == "correct"


@each_exercise
def test_whole_numbers_pass_where_they_are_right(exercise):
    def whole(a):
        is_whole = a.size and np.array_equal(a, np.round(a)) and np.abs(a).max() < 1e15
        return a.astype(int) if is_whole else a

    program = wrong_programs.after(exercise.reference, wrong_programs.each(whole))
    assert exercise.check(program).verdict == "correct"


ODD = [
    *(
        [],
        (),
        [[]],
        [1, [2]],
        [None, 1],
        {},
        set(),
        "",
        b"1",
        ["a"],
        range(3),
        iter([]),
    ),
    *(
        True,
        10**400,
        1e400,
        -0.0,
        np.nan,
        1j,
        Fraction(1, 3),
        Decimal(1),
        NotImplemented,
    ),
    *(np.array([]), np.zeros((0, 3)), np.array(None), np.array([None, 1.0])),
    *(np.array("a"), np.float16(1), np.datetime64("2024"), np.uint8(3)),
    *(
        np.array([{}]),
        np.array([10**30, 1]),
        int,
        object(),
        memoryview(b"12"),
        Value(1),
    ),
]


@each_exercise
def test_an_odd_value_is_refused_with_a_word(exercise):
    right = exercise.right[0].value
    places = range(len(exercise.returns))
    for odd in ODD:
        results = [odd, [odd], (odd, odd)]
        results += [(*right[:k], odd, *right[k + 1 :]) for k in places]
        for result in results:
            outcomes = exercise.outcomes(lambda *given, result=result: result)
            assert not exercise.agree(outcomes, exercise.right), result
            assert "```" in exercise.failure(outcomes), result


def three_points(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


def five_points(f, x, h):
    return (f(x - 2 * h) - 8 * f(x - h) + 8 * f(x + h) - f(x + 2 * h)) / (12 * h)


def differences(rule, h):
    """Return finite differences in the place of each derivation."""

    def slope(z):
        return rule(sigmoid, np.asarray(z, dtype=float), h)

    def neuron(x, y, w, b):
        dw = rule(lambda w: np.mean((sigmoid(w * x + b) - y) ** 2 / 2), w, h)
        return dw, rule(lambda b: np.mean((sigmoid(w * x + b) - y) ** 2 / 2), b, h)

    def gradient(X, y, w, b):
        def loss(parameters):
            z = X @ parameters[:-1] + parameters[-1]
            return np.mean(np.logaddexp(0, z) - y * z)

        given = np.append(w, b)
        steps = np.eye(len(given))
        slopes = [rule(lambda s, e=e: loss(given + s * e), 0.0, h) for e in steps]
        return np.array(slopes[:-1]), slopes[-1]

    def backward(X, Y, Z1, A1, A2, W2):
        back = EXERCISES["backprop.backward"].reference(X, Y, Z1, A1, A2, W2)
        delta1 = (A2 - Y) / len(X) @ W2.T * rule(sigmoid, Z1, h)
        return X.T @ delta1, delta1.sum(axis=0), *back[2:]

    return {
        "sigmoid.sigmoid-slope": slope,
        "chain_rule.neuron-derivatives": neuron,
        "logistic_regression.gradient": gradient,
        "backprop.backward": backward,
    }


@pytest.mark.parametrize("h", [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8])
@pytest.mark.parametrize("rule", [three_points, five_points])
def test_a_finite_difference_is_no_derivation(rule, h):
    for name, program in differences(rule, h).items():
        result = EXERCISES[name].check(program)
        assert result.verdict == "not yet", name


def test_a_good_finite_difference_is_told_from_the_formula():
    for name, program in differences(three_points, 1e-5).items():
        said = EXERCISES[name].check(program).message.partition("```")[0]
        assert "are compared. Something on the way" in said, name


def test_an_endless_program_is_stopped():
    def endless(z):
        while True:
            z = z + 1

    endless = wrong_programs.compiled(endless, "def endless(z):\n while 1: z = z", "")
    exercise = EXERCISES["sigmoid.sigmoid-slope"]
    outcomes = exercise.outcomes(wrong_programs.stopped(endless))
    assert all(isinstance(o.error, wrong_programs.Endless) for o in outcomes)
    assert isinstance(outcomes[0], Outcome)
