"""No wrong program passes an exercise that is answered in code, and no right one fails.

The proof of an exercise shows that it knows its own mistakes. Here come the mistakes
that nobody listed, by the hundred.
"""

import numpy as np
import pytest

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
    told = 0
    for program in list(wrong_programs.programs(exercise))[::5]:
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


def test_an_endless_program_is_stopped():
    def endless(z):
        while True:
            z = z + 1

    endless = wrong_programs.compiled(endless, "def endless(z):\n while 1: z = z", "")
    exercise = EXERCISES["sigmoid.sigmoid-slope"]
    outcomes = exercise.outcomes(wrong_programs.stopped(endless))
    assert all(isinstance(o.error, wrong_programs.Endless) for o in outcomes)
    assert isinstance(outcomes[0], Outcome)
