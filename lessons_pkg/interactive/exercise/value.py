"""Exercises answered by values: `Numeric`, `Formula`, and `Build` with its controls.

A number is a formula without variables, and two formulas are equal if they agree at
fixed sample points; so a reader may write 1/4 or 0.25, a - a^2 or a*(1 - a). Nothing
is simplified symbolically, and nothing that a reader types is run as code.
"""

from numbers import Real

from lessons_pkg.interactive.exercise.base import Exercise, brief
from lessons_pkg.interactive.exercise.formula import FUNCTIONS, evaluate, parse
from lessons_pkg.interactive.exercise.grade import goals_met

# Where formulas are compared: parts of a variable's range, from its middle outwards.
PARTS = (0.53, 0.41, 0.62, 0.29, 0.73, 0.17, 0.86, 0.06, 0.95)


class Numeric(Exercise):
    """Type a number, or an expression for it, right within `tolerance`."""

    kind = "numeric"

    def __init__(self, id, *, answer, tolerance, **words):
        super().__init__(id, **words)
        self.answer, self.tolerance = answer, tolerance

    def _details(self):
        wrong = [known(w, [rounded(w.answer())]) for w in self.wrong]
        right = [rounded(self.answer())]
        names = {"variables": [], "functions": list(FUNCTIONS), "points": [{}]}
        return {**names, "tolerance": self.tolerance, "right": right, "wrong": wrong}

    def _examples(self):
        wrong = [(w.name, repr(rounded(w.answer()))) for w in self.wrong]
        return [("", repr(rounded(self.answer()))), *wrong]

    def check(self, answer=None):
        """Check a number, or a text such as ``"1/4"``."""
        if self.missing([answer]):
            return self.judge(None)
        return self.judge(typed(answer, "a number"))


class Formula(Exercise):
    """Type an expression in the given variables, compared at fixed sample points.

    Parameters
    ----------
    variables : dict
        For each name the (low, high) of its sample points, within [-4, 4].
    answer : str
        The formula, one of many that may be right.
    reference : callable
        The same function of the variables, computed in another way: it checks us.
    functions : tuple of str
        The functions that the reader may use.
    """

    kind = "formula"

    def __init__(
        self,
        id,
        *,
        variables,
        answer,
        reference,
        functions=tuple(FUNCTIONS),
        tolerance=1e-6,
        **words,
    ):
        super().__init__(id, **words)
        self.variables, self.functions = variables, functions
        self.answer, self.reference, self.tolerance = answer, reference, tolerance

    def _details(self):
        names = list(self.variables)
        points = [
            {
                name: rounded(low + PARTS[(k + 4 * j) % len(PARTS)] * (high - low))
                for j, (name, (low, high)) in enumerate(self.variables.items())
            }
            for k in range(len(PARTS))
        ]

        def values(formula):
            tree = parse(formula, names, self.functions)
            return [rounded(evaluate(tree, point)) for point in points]

        return {
            "variables": names,
            "functions": list(self.functions),
            "points": points,
            "tolerance": self.tolerance,
            "right": values(self.answer),
            "wrong": [known(w, values(w.answer)) for w in self.wrong],
        }

    def _examples(self):
        return [("", self.answer), *((w.name, w.answer) for w in self.wrong)]

    def check(self, answer=None):
        """Check a formula, given as a text such as ``"1 - a"``."""
        if self.missing([answer]):
            return self.judge(None)
        return self.judge(typed(answer, "a formula in quotation marks"))


class Build(Exercise):
    """Set some values until every goal is met.

    A mistake is recognised by the goals that it meets and misses, so its hint should
    speak of those.

    Parameters
    ----------
    controls : dict
        For each name its (meaning, lowest, highest, step, start).
    goals : list of (str, str)
        Each goal in words, and a formula in the controls that is positive when it is
        met.
    answer : dict
        One setting that meets them all; a Wrong's answer is a setting too.
    plot : dict
        The `curve`, a formula in the controls and x; the axes `x` and `y` as (low,
        high, name); and the `points` (x, y) drawn with it.
    """

    kind = "build"

    def __init__(self, id, *, controls, goals, answer, plot, **words):
        super().__init__(id, **words)
        self.controls, self.goals = controls, goals
        self.answer, self.plot = answer, plot

    def _details(self):
        names = ("words", "min", "max", "step", "start")
        controls = [
            {"name": name, **dict(zip(names, values, strict=True))}
            for name, values in self.controls.items()
        ]
        goals = [{"text": text, "formula": formula} for text, formula in self.goals]
        wrong = [
            {"name": w.name, "hint": w.hint, "met": goals_met(goals, w.answer)}
            for w in self.wrong
        ]
        return {"controls": controls, "goals": goals, "wrong": wrong, "plot": self.plot}

    def _examples(self):
        return [("", self.answer), *((w.name, w.answer) for w in self.wrong)]

    def check(self, **values):
        """Check a setting, as in ``check(k=10, x0=0.5)``."""
        if self.missing(values.values()):
            return self.judge(None)
        if set(values) != set(self.controls) or not all(map(is_real, values.values())):
            wanted = " and ".join(self.controls)
            raise ValueError(f"check wants a number for {wanted}, not {brief(values)}.")
        return self.judge({name: float(value) for name, value in values.items()})


def rounded(number):
    """Keep twelve digits, which are the same on every machine."""
    return float(f"{number:.12g}")


def is_real(value):
    """Say whether a value is a number that a float can hold; True is not meant."""
    usable = isinstance(value, Real) and not isinstance(value, bool)
    return usable and abs(value) < 1e300


def typed(answer, wanted):
    """Return an answer as the text that a reader would type."""
    if isinstance(answer, str):
        return answer
    if not is_real(answer):
        raise TypeError(f"check wants {wanted}, but it was given {brief(answer)}.")
    return repr(float(answer))


def known(wrong, values):
    """Return a mistake as the page knows it: by its values at the sample points."""
    return {"name": wrong.name, "hint": wrong.hint, "values": values}
