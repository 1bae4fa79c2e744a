"""The proof is worth what it catches: exercises with one thing wrong in each."""

import ast
import inspect

import numpy as np
import pytest

from lessons_pkg.interactive.exercise import (
    Build,
    Choice,
    Code,
    FindBug,
    Formula,
    Numeric,
    Wrong,
    edited,
    proof,
)
from lessons_pkg.interactive.exercise.proof import prove
from tests.interactive import samples


@pytest.mark.parametrize("exercise", samples.ALL, ids=lambda e: e.id)
def test_a_sample_is_proved(exercise):
    prove(exercise)


def test_each_assertion_says_what_is_wrong():
    """Pytest writes a message for those that have none in test modules only."""
    nodes = ast.walk(ast.parse(inspect.getsource(proof)))
    assertions = [node for node in nodes if isinstance(node, ast.Assert)]
    assert len(assertions) > 20
    assert [node.lineno for node in assertions if node.msg is None] == []


WORDS = samples.WORDS
WRONG = [Wrong("one", lambda: 1.0, hint="No."), Wrong("two", lambda: 2.0, hint="No.")]


def numeric(**changes):
    given = {"prompt": "?", "answer": lambda: 5.5, "tolerance": 0.01, "wrong": WRONG}
    return Numeric("test.bad", **{**given, **WORDS, **changes})


def formula(**changes):
    given = {
        "prompt": "?",
        "variables": {"a": (0, 1)},
        "answer": "a*(1 - a)",
        "reference": lambda a: a - a**2,
        "wrong": [Wrong("a", "a", hint="No."), Wrong("b", "1 - a", hint="No.")],
    }
    return Formula("test.bad", **{**given, **WORDS, **changes})


def code(**changes):
    given = {
        "prompt": "?",
        "starter": "def f(x):\n    ...",
        "reference": samples.double_reference,
        "cases": [(np.array([1.0, -3.0]),)],
        "wrong": [
            Wrong("square", np.square, hint="No."),
            Wrong("sign", np.negative, hint="No."),
        ],
    }
    return Code("test.bad", **{**given, **WORDS, **changes})


def find_bug(**changes):
    given = {
        "prompt": "?",
        "buggy": samples.mean,
        "fixed": samples.FIND_BUG.fixed,
        "cases": samples.FIND_BUG.cases,
        "wrong": samples.FIND_BUG.wrong,
    }
    return FindBug("test.bad", **{**given, **WORDS, **changes})


def build(**changes):
    names = ("prompt", "controls", "goals", "plot", "wrong")
    given = {name: getattr(samples.BUILD, name) for name in names}
    return Build("test.bad", **{**given, **WORDS, **changes})


def family(given, **changes):
    words = {"prompt": "What is twice ${x}$?", "answer": lambda x: 2 * x}
    wrong = [
        Wrong("squared", lambda x: x**2, hint="No."),
        Wrong("added", lambda x: x + 40, hint="No."),
    ]
    words = {**words, "wrong": wrong, "given": {"x": given}, **WORDS, **changes}
    return Numeric("test.bad", tolerance=0.05, **words)


def test_the_patterns_are_good_before_they_are_spoilt():
    for make in (numeric, formula, code, find_bug):
        prove(make())
    prove(family([0.5, 3.0, 4.0, 5.0, 6.0]))


def loud_reference(x):
    """Return 2x, with a warning on the way."""
    np.log(0 * x)
    return 2 * x


HIGH = [("it rises", "a"), ("it is high", "b - 4.5")]
SPOILT = {
    "was judged as": lambda: numeric(
        wrong=[*WRONG, Wrong("right", lambda: 5.5, hint="No.")]
    ),
    "one again was judged": lambda: numeric(
        wrong=[*WRONG, Wrong("one again", lambda: 1.0, hint="No.")]
    ),
    "right and near are too near": lambda: numeric(
        wrong=[*WRONG, Wrong("near", lambda: 5.53, hint="No.")]
    ),
    "gives 5.5 away": lambda: numeric(hints=["Try 5.5 for once."]),
    "gives 5.50 away": lambda: numeric(
        wrong=[*WRONG, Wrong("three", lambda: 3.0, hint="It is 5.50.")]
    ),
    "no hint": lambda: numeric(hints=[]),
    "no solution": lambda: numeric(solution=""),
    "no why": lambda: numeric(why=""),
    "said twice": lambda: numeric(
        wrong=[
            *numeric().wrong,
            Wrong("twice", lambda: 7.0, hint="Not quite: 7 is it."),
        ]
    ),
    "does not speak of 12 digits": lambda: code(digits=12),
    "fewer than two mistakes": lambda: numeric(wrong=[]),
    "odd marks": lambda: numeric(solution="It is `5.5."),
    r"odd marks: It is \$": lambda: numeric(solution="It is $5.5."),
    r"at {'a': ": lambda: formula(answer="a*(1 - a)^2"),
    "same was judged": lambda: formula(
        wrong=[*formula().wrong, Wrong("same", "a - a*a", hint="No.")]
    ),
    r"gives 'a\*\(1 - a\)' away": lambda: formula(hints=["Is it a * (1-a)?"]),
    "square was judged": lambda: code(cases=[(np.array([2.0]),)]),
    "sign was judged": lambda: code(
        cases=[(np.zeros(3),)], wrong=[code().wrong[1], code().wrong[0]]
    ),
    "the starter is right": lambda: code(starter="def f(x):\n    return 2 * x"),
    "changes its argument": lambda: code(reference=samples.add_in_place),
    "the right program warns": lambda: code(reference=loud_reference),
    "gives '    return 2": lambda: code(hints=["return 2*np.asarray(x)"]),
    "other mends it too": lambda: find_bug(
        wrong=[
            *samples.FIND_BUG.wrong,
            Wrong(
                "other", edited(samples.mean, "/ n", "/ (n + 1)", "There."), hint="No."
            ),
        ]
    ),
    "the first case shows no bug": lambda: find_bug(cases=[([0.0, 0.0],)]),
    "b cannot be set to 5": lambda: build(answer={"a": 0.5, "b": 5}, goals=HIGH),
    "a cannot be set to 1.25": lambda: build(answer={"a": 1.25, "b": 1.75}),
    "it has 4 members only": lambda: family([1.5, 2.5, 3.5, 4.5]),
    "two members ask": lambda: family([1.5, 2.5, 3.5, 4.5, 1.5]),
    "with x = 1.96: right and squared are too near": lambda: family(
        [0.5, 3.0, 1.96, 4.0, 5.0]
    ),
    "with x = 6.0: 'Think of 12.' gives 12 away": lambda: family(
        [0.5, 3.0, 4.0, 5.0, 6.0], hints=["Think of 12."]
    ),
    "is {.*} in every member": lambda: family(
        [0.5, 3.0, 4.0, 5.0, 6.0], answer=lambda x: 7.25
    ),
    "gives 'two' away": lambda: Choice(
        "test.bad",
        prompt="?",
        answer="two",
        wrong=[
            Wrong("a", "one", hint="Not one but two."),
            Wrong("b", "four", hint="No"),
        ],
        **WORDS,
    ),
}


@pytest.mark.parametrize("complaint", SPOILT)
def test_the_proof_refuses_a_spoilt_exercise(complaint):
    exercise = SPOILT[complaint]()
    with pytest.raises(AssertionError, match=complaint):
        prove(exercise)


def accept(exercise, *args):
    return exercise.finish("correct")


def refuse(exercise, *args):
    return exercise.finish("not yet", "No.")


@pytest.mark.parametrize("judge", [accept, refuse])
@pytest.mark.parametrize("exercise", samples.ALL, ids=lambda e: e.id)
def test_the_proof_refuses_a_checker_that_always_says_the_same(
    exercise, judge, monkeypatch
):
    monkeypatch.setattr(type(exercise.members[0]), "judge", judge)
    monkeypatch.setattr(Code, "compare", judge)
    with pytest.raises(AssertionError):
        prove(exercise)


def test_the_proof_refuses_an_engine_that_lets_arguments_be_changed(monkeypatch):
    monkeypatch.setattr("lessons_pkg.interactive.exercise.run.deepcopy", lambda x: x)
    with pytest.raises(AssertionError):
        prove(code())
