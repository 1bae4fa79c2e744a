"""A family is one exercise with other numbers."""

import json

import pytest

from lessons_pkg.interactive.exercise import Build, Formula, Numeric, Wrong, store
from lessons_pkg.interactive.exercise.family import changes, filled, settings
from lessons_pkg.interactive.exercise.formula import FormulaError
from tests.interactive.samples import FAMILY, WORDS

FIVE = {"z": [2.0, -1.0, 0.5, 3.0, -2.5]}


def numeric(**changes):
    words = {
        "given": FIVE,
        "prompt": "What is $2·{z}$?",
        "answer": lambda z: 2 * z,
        "tolerance": 0.01,
        "wrong": [Wrong("once", lambda z: z, hint="That is {z}.")],
    }
    return Numeric("test.twice", **{**words, **WORDS, **changes})


@pytest.fixture
def twice():
    return numeric()


def test_the_first_member_is_asked_first_and_the_next_when_it_is_wanted(twice):
    assert (twice.prompt, twice.kind, len(twice.members)) == (
        "What is $2·2$?",
        "numeric",
        5,
    )
    assert twice.check(4.0).verdict == "correct"
    assert "2·(−1)" in f"{twice.another()!r}"
    assert twice.check(4.0).verdict == "not yet"
    assert twice.check(-1).message == "That is -1."
    assert twice.check(-2).verdict == "correct"
    assert "2·(−1)" in repr(twice)
    for _ in range(4):
        twice.another()
    assert twice.check(4.0).verdict == "correct"


def test_progress_counts_the_exercise_and_not_the_members(twice):
    twice.check(4.0)
    twice.another()
    twice.check(0)
    assert store.read() == {"test.twice": "solved"}


def test_hints_begin_anew_with_each_member(twice):
    assert repr(twice.hint()) == "Think."
    assert "twice" in repr(twice.hint())
    twice.another()
    assert repr(twice.hint()) == "Think."
    assert repr(twice.solution()) == "So it is."


def test_the_widget_and_python_ask_the_same_member(twice):
    twice.another()
    assert twice.widget.turn == 1
    twice.widget.set_state({"turn": 3})
    assert twice.check(6.0).verdict == "correct"
    twice.another()
    assert twice.widget.turn == 4
    # What a notebook stores does not know of it.
    assert twice.widget.page_state() == {
        "spec": twice.spec,
        "answer": None,
        "verdict": "",
    }


def test_the_page_is_sent_the_first_member_and_how_the_others_differ(twice):
    spec = json.loads(json.dumps(twice.spec))
    assert spec["prompt"] == "What is $2·2$?"
    assert spec["members"][0]["prompt"] == ["What is $2·(-1)$?"]
    assert spec["members"][0]["right"] == {"0": [-2.0]}
    assert all("solution" not in member for member in spec["members"])
    assert "members" not in FAMILY.members[1].spec


def test_options_stand_in_another_order():
    letters = {tuple(member.examples()[0][1]) for member in FAMILY.members}
    assert len(letters) > 1


def test_values_may_belong_together():
    assert settings({"a": [1, 2], "b": [3, 4]}) == [{"a": 1, "b": 3}, {"a": 2, "b": 4}]
    assert settings([{"a": 1}]) == [{"a": 1}]
    with pytest.raises(ValueError, match="longer"):
        settings({"a": [1], "b": [1, 2]})


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("{z} {z!r} {z:.3f} {n} {n:+d}", "-1 -1.0 -1.000 3 +3"),
        ("{sigmoid(z)} {sigmoid(z):.6f} {1 - n/4}", "0.2689 0.268941 0.25"),
        ("{1/3} {2n} {z²}", "0.3333 6 1"),
        ("{word} {{z}} $e^{{-z}}$", "two {z} $e^{-z}$"),
        ("$2·{z} + {z} - {z}$", "$2·(-1) - 1 + 1$"),
        ("$5 + {z}x + {n}x$ and ${z}·{n}$", "$5 - 1x + 3x$ and $-1·3$"),
        ("2·{z} + {z}, `2 - {z}`", "2·-1 + -1, `2 - -1`"),
    ],
)
def test_a_place_holds_a_formula(text, result):
    assert filled(text, {"z": -1.0, "n": 3, "word": "two"}) == result


@pytest.mark.parametrize("text", ["{x}", "{z.__class__}", "{z[0]}", "{__import__}"])
def test_nothing_else_is_read_in_a_place(text):
    with pytest.raises(FormulaError):
        filled(text, {"z": -1.0})


def test_a_function_takes_what_it_names():
    assert filled(lambda z: z, {"z": 2, "k": 3}) == 2
    assert filled(lambda: 7, {"z": 2}) == 7
    assert filled(lambda z, power=2: z**power, {"z": 3}) == 9
    rest = filled(lambda x, k: k * x, {"k": 3})
    assert rest(x=2) == rest(2) == 6
    nested = {"a": [("{z}", lambda z: -z)], "n": 1}
    assert filled(nested, {"z": 2}) == {"a": [("2", -2)], "n": 1}


def test_a_formula_and_a_build_have_members_too():
    formula = Formula(
        "test.slope",
        given={"k": [2, -3]},
        prompt="{k}",
        variables={"a": (0, 1)},
        answer="{k}*a",
        reference=lambda a, k: k * a,
        wrong=[Wrong("once", "a", hint="No."), Wrong("sum", "{k} + a", hint="No.")],
        **WORDS,
    )
    assert formula.members[1].check("-3a").verdict == "correct"
    assert formula.members[1].reference(a=2) == -6
    build = Build(
        "test.line",
        given={"m": [1, 2]},
        prompt="Rise to {m}.",
        controls={"a": ("slope", -4, 4, 0.5, 0)},
        goals=[("to {m}", "0.01 - abs(a - {m})")],
        answer={"a": lambda m: m},
        plot={
            "curve": "a*x",
            "x": [0, 1, "x"],
            "y": [0, 4, "y"],
            "points": lambda m: [[1, m]],
        },
        **WORDS,
    )
    assert build.members[1].check(a=2).verdict == "correct"
    assert build.members[1].spec["plot"]["points"] == [[1, 2]]


def test_a_change_is_named_by_its_place_or_given_whole():
    first = {"a": [1, 2], "b": {"c": "x"}, "d": [{"e": 1}, 2]}
    assert changes(first, {**first, "b": {"c": "y"}}) == {"b": {"c": ["y"]}}
    assert changes(first, {**first, "a": [1]}) == {"a": [[1]]}
    other = {**first, "d": [{"f": 1}, 3]}
    assert changes(first, other) == {"d": {"0": [{"f": 1}], "1": [3]}}
