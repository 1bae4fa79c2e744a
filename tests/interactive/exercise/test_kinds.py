"""The eight kinds: answers in every form, four verdicts, and what is shown."""

import json
import subprocess
import sys

import numpy as np
import pytest

from lessons_pkg.interactive.exercise import (
    Choice,
    Code,
    FindBug,
    Numeric,
    Order,
    Predict,
    Wrong,
    edited,
    store,
)
from lessons_pkg.interactive.exercise.kinds import FIRST_COUNTS
from lessons_pkg.interactive.exercise.widget import ExerciseWidget
from tests.interactive import samples
from tests.interactive.samples import (
    BUILD,
    CHOICE,
    CODE,
    FIND_BUG,
    FORMULA,
    NUMERIC,
    ORDER,
    PREDICT,
)


@pytest.fixture(autouse=True)
def anew(monkeypatch):
    """Nothing was predicted yet."""
    monkeypatch.setattr(PREDICT, "was_answered", False)


def letter(exercise, text):
    """Return the letter of an option, line or reason that has the text in it."""
    listed = exercise.spec.get("options", exercise.spec.get("reasons"))
    texts = [o["text"] for o in listed] if listed else exercise.spec["lines"]
    return "abcdefgh"[next(i for i, t in enumerate(texts) if text in t)]


# Answers in Python


def test_a_choice_is_answered_with_letters():
    two, four, odd = (letter(CHOICE, t) for t in ("two", "four", "three"))
    assert CHOICE.check(two, four).verdict == "correct"
    assert CHOICE.check(four, two).verdict == "correct"
    assert CHOICE.check(two).verdict == "not yet"
    found = CHOICE.check(two, odd)
    assert (found.verdict, found.mistake) == ("mistake", "odd")
    assert found.message == f"Option **{odd}** does not hold. Three is odd."


def test_a_capital_is_a_letter_too():
    two, four = (letter(CHOICE, t).upper() for t in ("two", "four"))
    assert CHOICE.check(two, four).verdict == "correct"
    assert FIND_BUG.check(3, letter(FIND_BUG, "one too few").upper()).verdict == (
        "correct"
    )
    assert ORDER.check("A").verdict == ORDER.check("a").verdict == "not yet"
    for odd in ("K", "ab", "", "ß", "1"):
        with pytest.raises(ValueError, match='letters from "a" to "d"'):
            CHOICE.check(odd)


def test_of_a_prediction_the_first_answer_counts():
    right, wrong = letter(PREDICT, "512"), letter(PREDICT, "64")
    PREDICT.check()
    assert store.read() == {}
    assert FIRST_COUNTS not in PREDICT.check(wrong).message
    late = PREDICT.check(right)
    assert (late.verdict, store.read()) == ("correct", {PREDICT.id: "tried"})
    assert late.message.endswith(f"So it is.\n\n{FIRST_COUNTS}")
    assert FIRST_COUNTS in PREDICT.check(wrong).message


def test_a_prediction_that_was_right_stays_so():
    for text in ("512", "64", "512"):
        found = PREDICT.check(letter(PREDICT, text))
        assert FIRST_COUNTS not in found.message
        assert store.read() == {PREDICT.id: "solved"}


def test_a_prediction_counts_once_whether_the_page_or_python_hears_it_first():
    right, wrong = letter(PREDICT, "512"), letter(PREDICT, "64")
    widget = ExerciseWidget(PREDICT)
    widget.set_state({"verdict": "mistake", "_tries": 1})
    assert FIRST_COUNTS in PREDICT.check(right).message
    assert store.read() == {PREDICT.id: "tried"}
    widget.set_state({"verdict": "correct", "_tries": 2})
    assert (widget._kept, widget._heard) == ("tried", 2)
    # And so it is when the kernel was restarted since.
    PREDICT.was_answered = False
    assert FIRST_COUNTS in PREDICT.check(wrong).message
    assert store.read() == {PREDICT.id: "tried"}


def test_each_member_of_a_family_can_be_predicted_once():
    family = Predict(
        "test.predictions",
        given={"n": [2, 3, 4]},
        prompt="What is it?",
        code="{n} ** 2",
        answer=lambda n: n**2,
        wrong=[Wrong("twice", lambda n: 2 * n + 1, hint="No.")],
    )
    family.check(letter(family.member, "5"))
    family.another()
    assert store.read() == {family.id: "tried"}
    found = family.check(letter(family.member, "9"))
    assert FIRST_COUNTS not in found.message
    assert store.read() == {family.id: "solved"}


def test_a_prediction_reveals_the_result_whatever_was_chosen():
    for text in ("512", "64"):
        found = PREDICT.check(letter(PREDICT, text))
        assert found.message.endswith("The result is `512`. So it is.")
    assert "512" not in PREDICT.check().message


@pytest.mark.parametrize(
    "answer", ["1/3", "0.3333", 1 / 3, np.float64(0.333), "exp(-1.0986)"]
)
def test_a_number_may_be_an_expression(answer):
    assert NUMERIC.check(answer).verdict == "correct"


def test_an_integer_is_a_number_and_true_is_not():
    assert NUMERIC.check(3).mistake == "upside-down"
    with pytest.raises(TypeError, match="check wants a number"):
        NUMERIC.check(True)


def test_a_decimal_comma_is_told_how_python_writes_it():
    with pytest.raises(TypeError, match=r"In Python write 0\.315\."):
        NUMERIC.check(0, 315)
    for more in ((0, 3, 1), (0.5, 1), ("0", "315")):
        with pytest.raises(TypeError, match="the decimal point as a point"):
            NUMERIC.check(*more)


def test_lines_are_one_text():
    with pytest.raises(TypeError, match='one text with the letters, as in "ec…"'):
        ORDER.check("e", "c")


def test_lines_are_put_in_order_with_letters():
    lines = ["result = 0", "for", "result + value", "    return result"]
    program = [letter(ORDER, line) for line in lines[:3]]
    last = next(
        "abcdefgh"[i]
        for i, line in enumerate(ORDER.spec["lines"])
        if line == "    return result"
    )
    assert ORDER.check("".join(program) + last).verdict == "correct"
    assert ORDER.check([*program, last]).verdict == "correct"
    assert "something is still missing" in ORDER.check(program).message
    assert "look again at line 1" in ORDER.check(program[::-1]).message.lower()
    swapped = [program[0], program[1], last]
    said = ORDER.check(swapped).message
    assert said == "Lines 1 to 2 can stay. Look again at line 3."
    said = ORDER.check([program[0], last]).message
    assert said == "Line 1 can stay. Look again at line 2."


def twice(x):
    x = x + 1
    x = x + 1
    return x


def test_a_line_that_is_needed_twice_is_there_twice():
    once = edited(twice, "    return x", "    return x - 1")
    exercise = Order(
        "test.twice",
        prompt="?",
        answer=twice,
        cases=[(1,)],
        wrong=[Wrong("once", once, hint="No.")],
    )
    assert exercise.spec["lines"].count("    x = x + 1") == 2
    assert len(exercise.spec["lines"]) == 4
    for name, answer in exercise.examples():
        assert exercise.judge(answer).mistake == name


def test_a_bug_is_a_line_and_a_reason():
    right, other = letter(FIND_BUG, "one too few"), letter(FIND_BUG, "Sign.")
    assert FIND_BUG.check(3, right).verdict == "correct"
    found = FIND_BUG.check(3, other)
    assert (found.mistake, found.message) == (
        "times",
        "You found the line, but not the reason. No.",
    )
    assert FIND_BUG.check(2, other).message == "No."
    found = FIND_BUG.check(2, right)
    assert found.verdict == "not yet"
    assert found.message == (
        "The reason is right. Line 2 may show its effect, but another line has to be "
        "changed."
    )
    assert FIND_BUG.spec["symptom"] == (
        "mean([1.0, 2.0, 7.0])\ngives:  5\nwanted: 3.33333"
    )


def test_a_program_with_a_bug_can_be_shown_under_another_name():
    exercise = FindBug(
        "test.renamed",
        prompt="?",
        buggy=samples.mean,
        fixed=FIND_BUG.fixed,
        cases=FIND_BUG.cases,
        name="average",
    )
    assert exercise.spec["lines"][0] == "def average(values):"
    assert exercise.spec["symptom"].startswith("average([1.0, 2.0, 7.0])\n")
    assert "def average(values):" in exercise.spec["solution"]
    assert "mean" not in "".join(exercise.spec["lines"])


def test_a_setting_is_judged_by_its_goals():
    assert BUILD.check(a=2, b=1).verdict == "correct"
    assert BUILD.check(a=-2, b=2).message.startswith("This goal is not met yet")
    assert BUILD.check(a=-1, b=4).mistake == "falls"
    assert BUILD.check(a=0, b=0).verdict == "not attempted"


@pytest.mark.parametrize("exercise", samples.ALL, ids=lambda e: e.id)
def test_nothing_is_not_an_attempt(exercise):
    assert exercise.check().verdict == "not attempted"
    if exercise is not BUILD:
        assert exercise.check(None).verdict == "not attempted"
        assert exercise.check(...).verdict == "not attempted"
    assert store.read() == {}


@pytest.mark.parametrize(
    ("check", "error", "message"),
    [
        (lambda: CHOICE.check("z"), ValueError, 'letters from "a" to "d".*given \'z\''),
        (lambda: CHOICE.check(1), ValueError, "letters .* given 1"),
        (lambda: CHOICE.check("two"), ValueError, "letters .* given 'two'"),
        (lambda: ORDER.check("xyz"), ValueError, "letters"),
        (lambda: NUMERIC.check([1]), TypeError, r"a number.*given \[1\]"),
        (lambda: NUMERIC.check(10**400), TypeError, r"a number.*given 10{59}…"),
        (lambda: NUMERIC.check(np.zeros((2, 2))), TypeError, r"\[0., 0.\], \[0., 0.\]"),
        (lambda: NUMERIC.check(float("nan")), TypeError, "a number.*given nan"),
        (lambda: FORMULA.check(abs), TypeError, "quotation marks.*<built-in"),
        (lambda: FIND_BUG.check(9, "a"), ValueError, "a line from 1 to 4.*given 9"),
        (lambda: FIND_BUG.check(3), ValueError, r'a reason, too.*check\(3, "b"\)'),
        (lambda: FORMULA.check(0.2), TypeError, "quotation marks, but .* given 0.2"),
        (lambda: BUILD.check(1, 2), TypeError, r"names .* check\(a=…, b=…\)"),
        (lambda: BUILD.check(a=1), ValueError, "a number for a and b"),
        (lambda: BUILD.check(a=1, b="2"), ValueError, "a number for a and b"),
        (lambda: CODE.check(3.0), TypeError, r"as in check\(double\); .*given 3.0"),
        (
            lambda: Numeric("Bad id", prompt="?", answer=abs, tolerance=1),
            ValueError,
            "id",
        ),
        (
            lambda: Numeric("a.b", prompt="?", answer=1, tolerance=1, wrong=[W, W]),
            ValueError,
            "two of its wrong answers have the same name",
        ),
    ],
)
def test_what_cannot_be_an_answer_gets_one_sentence(check, error, message):
    with pytest.raises(error, match=message):
        check()


def test_another_one_shows_all_that_is_needed_to_answer():
    assert repr(CODE.another()) == "There is only this one; it has no other numbers."
    family = Choice(
        "a.b",
        given={"z": [1, 2]},
        prompt="Which is ${z}$?",
        answer="one: {z}",
        wrong=[Wrong("other", "another: {z}", hint="No.")],
    )
    shown = repr(family.another())
    assert shown.startswith("Which is 2?")
    assert {"one: 2", "another: 2"} <= {line[3:] for line in shown.splitlines()}


W = Wrong("w", 1, hint="")


def test_verdicts_are_remembered():
    NUMERIC.check(3)
    assert store.read() == {NUMERIC.id: "tried"}
    NUMERIC.check("1/3")
    NUMERIC.check(3)
    assert store.read() == {NUMERIC.id: "solved"}


# Functions that a reader writes


def test_a_starter_is_recognised_whatever_its_comments():
    names = {}
    exec(
        "def double(x):\n    '''My own words.'''\n    # still thinking\n    ...", names
    )
    assert CODE.check(names["double"]).verdict == "not attempted"


def not_implemented(x):
    raise NotImplementedError


@pytest.mark.parametrize("function", [lambda x: ..., not_implemented])
def test_a_function_that_says_it_is_unfinished_is_not_an_attempt(function):
    assert CODE.check(function).verdict == "not attempted"


def test_a_starter_to_fill_in_is_recognised_and_a_change_is_an_attempt():
    exercise = Code(
        "test.fill",
        prompt="?",
        starter="def f(x):\n    return 0 * x",
        reference=samples.double_reference,
        cases=[(1.0,)],
    )
    assert exercise.check(lambda x: 0 * x).verdict == "not attempted"
    assert exercise.check(lambda x: 1 * x).verdict == "not yet"


def test_a_forgotten_return_is_shown():
    def double(x):
        x = 2 * x

    found = CODE.check(double)
    assert found.verdict == "not yet"
    assert "yours:  None" in found.message


def test_the_smallest_failing_case_is_shown_with_both_values():
    found = CODE.check(lambda x: 2 * x if np.ndim(x) == 0 else 3 * x)
    assert found.verdict == "not yet"
    assert found.message == (
        "Right for single numbers, but wrong for arrays.\n\n"
        "The smallest case that fails:\n\n```\ndouble(array([ 1., -2.]))\n"
        "yours:  array([ 3., -6.])\nwanted: array([ 2., -4.])\n```"
    )


def test_a_difference_in_the_last_digits_is_shown_in_full():
    found = CODE.check(lambda x: 2 * np.asarray(x) * (1 + 1e-8))
    assert "yours:  3.00000002999" in found.message


def test_an_interrupted_check_says_so_and_can_be_repeated():
    calls = []

    def double(x):
        calls.append(x)
        if len(calls) == 1:
            np.random.seed(1)  # noqa: NPY002
            raise KeyboardInterrupt
        return 2 * np.asarray(x)

    before = np.random.get_state()[1].tolist()  # noqa: NPY002
    found = CODE.check(double)
    assert found.verdict == "not yet"
    assert found.message.startswith("Interrupted")
    assert np.random.get_state()[1].tolist() == before  # noqa: NPY002
    assert CODE.check(double).verdict == "correct"


def test_an_exception_of_ours_is_not_blamed_on_the_reader():
    def broken(x):
        raise ZeroDivisionError("ours")

    exercise = Code(
        "test.broken",
        prompt="?",
        starter="def f(x):\n    ...",
        reference=broken,
        cases=[(1,)],
    )
    with pytest.raises(ZeroDivisionError, match="ours"):
        exercise.check(lambda x: x)


def test_the_shown_solution_is_the_references_source():
    shown = CODE.solution().text
    assert 'def double(x):\n    """Return 2x."""\n    return 2 * np.asarray(x)' in shown
    names = {"np": np}
    exec(CODE.reference_source(), names)
    assert CODE.check(names["double"]).verdict == "correct"


# What is shown


def test_hints_come_one_at_a_time_and_are_not_counted():
    exercise = Numeric(
        "test.hints", prompt="?", answer=1, tolerance=1, hints=["a", "b"]
    )
    assert [str(exercise.hint()) for _ in range(3)] == [
        "a",
        "b",
        "There is no further hint; `.solution()` shows the solution.",
    ]


def test_a_specification_is_plain_data():
    for exercise in samples.ALL:
        assert json.loads(json.dumps(exercise.spec)) == exercise.spec


def test_importing_exercises_does_not_load_the_widgets():
    code = (
        "import sys; from lessons_pkg.exercises import sigmoid; "
        "print('anywidget' in sys.modules, 'matplotlib' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.stdout.split() == ["False", "False"]
