"""One small exercise of each kind that grades in the page, one in code, a family."""

import numpy as np

from lessons_pkg.interactive.exercise import (
    Build,
    Choice,
    Code,
    FindBug,
    Formula,
    Numeric,
    Order,
    Predict,
    Wrong,
    edited,
)

WORDS = {
    "hints": ["Think.", "Think **twice**."],
    "solution": "So it is.",
    "why": "It is so.",
}

CHOICE = Choice(
    "test.choice",
    prompt="Which numbers are even?",
    answer=["two", "four"],
    wrong=[Wrong("odd", "three", hint="Three is odd."), Wrong("half", "½", hint="½?")],
    **WORDS,
)
CURVES = Choice(
    "test.curves",
    prompt="Which curve is a parabola?",
    answer=np.square,
    curves=(-2, 2),
    wrong=[
        Wrong("line", np.positive, hint="A line."),
        Wrong("cubic", lambda z: z**3, hint="Too flat in the middle."),
    ],
    **WORDS,
)
PREDICT = Predict(
    "test.predict",
    prompt="What is it?",
    code="""
        2 ** 3 ** 2
    """,
    answer=lambda: 2**3**2,
    wrong=[
        Wrong("from-the-left", lambda: (2**3) ** 2, hint="From the right."),
        Wrong("product", lambda: 2 * 3 * 2, hint="** is no product."),
    ],
    **WORDS,
)
NUMERIC = Numeric(
    "test.numeric",
    prompt="What is one third?",
    answer=lambda: 1 / 3,
    tolerance=0.001,
    wrong=[
        Wrong("upside-down", lambda: 3.0, hint="Upside down."),
        Wrong("rounded", lambda: 0.3, hint="Too few digits."),
    ],
    **WORDS,
)
FORMULA = Formula(
    "test.formula",
    prompt="What is the area of a ring with radii r < R?",
    variables={"r": (0.5, 1), "R": (1, 4)},
    answer="pi*(R^2 - r^2)",
    reference=lambda r, R: np.pi * (R + r) * (R - r),
    wrong=[
        Wrong("no-pi", "R^2 - r^2", hint="Round?"),
        Wrong("disc", "pi*R^2", hint="r?"),
    ],
    **WORDS,
)


def total(values):
    """Return the sum."""
    result = 0
    for value in values:
        result = result + value
    return result


ORDER = Order(
    "test.order",
    prompt="Add them up.",
    answer=total,
    cases=[([1, 2, 4],)],
    wrong=[
        Wrong(
            "early", edited(total, "    return", "        return"), hint="Too early."
        ),
        Wrong("last", edited(total, "result + value", "value"), hint="Only the last."),
    ],
    **WORDS,
)


def mean(values):
    """Return the mean, wrongly."""
    result = sum(values)
    n = len(values) - 1
    return result / n


FIND_BUG = FindBug(
    "test.find-bug",
    prompt="The mean is wrong.",
    buggy=mean,
    fixed=edited(mean, "len(values) - 1", "len(values)", "It counts one too few."),
    cases=[([1.0, 2.0, 7.0],)],
    wrong=[
        Wrong("sum", edited(mean, "sum", "max", "Wrong function."), hint="No."),
        Wrong("times", edited(mean, "result / n", "result * n", "Sign."), hint="No."),
    ],
    **WORDS,
)
BUILD = Build(
    "test.build",
    prompt="Make a line through (1, 3) that rises.",
    controls={"a": ("slope", -4, 4, 0.5, 0), "b": ("height", -4, 4, 0.5, 0)},
    goals=[("it rises", "a"), ("it meets (1, 3)", "0.01 - abs(a + b - 3)")],
    answer={"a": 1, "b": 2},
    plot={"curve": "a*x + b", "x": [0, 2, "x"], "y": [-4, 4, "y"], "points": [[1, 3]]},
    wrong=[
        Wrong("falls", {"a": -1, "b": 4}, hint="It meets, but it falls."),
        Wrong("misses", {"a": 1, "b": 1}, hint="It rises, but it misses."),
    ],
    **WORDS,
)


def double_reference(x):
    """Return 2x."""
    return 2 * np.asarray(x)


def add_in_place(x):
    """Return 2x, and spoil x."""
    x += x
    return x


CODE = Code(
    "test.double",
    prompt="Double it.",
    starter='''
        def double(x):
            """Return 2x."""
            ...
    ''',
    reference=double_reference,
    cases=[(1.5,), (np.array([1.0, -2.0]),), (np.arange(6.0).reshape(2, 3),)],
    wrong=[
        Wrong("square", lambda x: x**2, hint="Squared."),
        Wrong("numbers-only", lambda x: float(x) * 2, hint="An array is no number."),
        Wrong("in-place", add_in_place, hint="The argument is changed."),
    ],
    **WORDS,
)

FAMILY = Predict(
    "test.family",
    given={"n": [3, -7, 12, 20, 31]},
    prompt="What is `f({n})`, where the function doubles?",
    code="f({n!r})",
    answer=lambda n: 2 * n,
    wrong=[
        Wrong("squared", lambda n: n**2, hint="That is ${n}·{n}$."),
        Wrong("not-at-all", "`{n!r}`", hint=lambda n: f"You gave back {n:.1f}."),
        Wrong("none", "`{{}}`", hint="So much for {n:+d}."),
    ],
    hints=["Think.", "Think **twice** of {n}."],
    solution="So it is.",
    why="$2·{n} = {answer}$, and half of it is {answer/2:.2f}.",
)

IN_PAGE = [CHOICE, CURVES, PREDICT, NUMERIC, FORMULA, ORDER, FIND_BUG, BUILD, FAMILY]
ALL = [*IN_PAGE, CODE]
