"""The verdict on an answer: one function of an exercise's specification and an answer.

A specification is plain data, and the page grades with the same data:
static/exercises/grade.js is this module again, and shared examples hold the two
together. It leaves out answers that are functions, which only Python can run: see
`run`.
"""

import re
from math import isclose

from lessons_pkg.interactive.exercise.formula import (
    LENGTH,
    FormulaError,
    evaluate,
    parse,
    plain,
)
from lessons_pkg.interactive.exercise.markup import LETTERS
from lessons_pkg.interactive.numbers import shown


def grade(spec, answer):
    """Return the verdict on an answer to an exercise.

    Parameters
    ----------
    spec : dict
        The exercise's specification, as in ``Exercise.spec``.
    answer : list, str or dict
        In the form that the kind of exercise has in the page, or None.

    Returns
    -------
    verdict : dict
        The `verdict`, one of "correct", "mistake", "not yet" and "not attempted", with
        a `message` for the reader and the name of a recognised `mistake`.

    Examples
    --------
    >>> tanh = {"name": "tanh", "hint": "That is the slope of tanh."}
    >>> options = [{"text": "1/4"}, {"text": "1", "wrong": tanh}]
    >>> spec = {"kind": "choice", "several": False, "options": options}
    >>> grade(spec, [1])["message"]
    'That is the slope of tanh.'
    """
    if answer is None:
        return _verdict("not attempted")
    return _GRADERS[spec["kind"]](spec, answer)


def _verdict(verdict, message="", mistake=""):
    return {"verdict": verdict, "message": message, "mistake": mistake}


def _correct(spec):
    return _verdict("correct", spec["why"])


def _recognised(wrong, before=""):
    return _verdict("mistake", f"{before}{wrong['hint']}", wrong["name"])


def _choice(spec, chosen):
    if not chosen:
        return _verdict("not attempted", "Choose an answer first.")
    for i in sorted(chosen):
        if "wrong" in spec["options"][i]:
            letter = f"Option **{LETTERS[i]}** does not hold. "
            option = letter if spec["several"] else ""
            return _recognised(spec["options"][i]["wrong"], option)
    if any("wrong" not in o for i, o in enumerate(spec["options"]) if i not in chosen):
        return _verdict("not yet", "What you chose is right, but there is more.")
    return _correct(spec)


def _predict(spec, chosen):
    found = _choice(spec, chosen)
    if chosen:
        found["message"] = f"{found['message']}\n\n{spec['solution']}".strip()
    return found


def _typed(spec, text):
    """Judge a number or a formula by its values at the sample points."""
    if len(text) <= LENGTH and not plain(text):
        return _verdict("not attempted", "Type an answer first.")
    try:
        names = (spec[name] for name in ("variables", "functions", "also", "units"))
        tree = parse(text, *names)
    except FormulaError as error:  # what cannot be read is no attempt
        return _verdict("not attempted", str(error))
    try:
        values = [_value(tree, point) for point in spec["points"]]
    except FormulaError as error:
        return _verdict("not yet", str(error))

    def failing(others):
        pairs = enumerate(zip(values, others, strict=True))
        return [i for i, (a, b) in pairs if abs(a - b) > spec["tolerance"]]

    if not failing(spec["right"]):
        return _correct(spec)
    for wrong in spec["wrong"]:
        if not failing(wrong["values"]):
            return _recognised(wrong)
    if not failing([-right for right in spec["right"]]):
        return _verdict("not yet", "The size is right, but not the sign.")
    if spec["variables"]:
        found = _formula_not_yet(spec, values)
    else:
        found = _number_not_yet(spec, text, values[0], spec["right"][0])
    return _verdict("not yet", found)


def _formula_not_yet(spec, values):
    i = _farthest(values, spec["right"])
    yours, right = shown(values[i]), shown(spec["right"][i])
    if yours == right:
        return (
            "Your formula agrees with the answer to four digits, but not exactly. Is "
            "a number in it rounded?"
        )
    factors = [a / b if b else 0.0 for a, b in zip(values, spec["right"], strict=True)]
    if factors[0] and all(isclose(f, factors[0], rel_tol=1e-6) for f in factors):
        return f"Your formula gives {shown(factors[0])} times the answer everywhere."
    place = _place(spec["points"][i])
    return f"At {place} your formula gives {yours}; the answer gives {right}."


def _farthest(values, others):
    """Return where two lists of numbers differ most, for their size."""
    away = [
        abs(a - b) / max(abs(a), abs(b)) if a != b else 0.0
        for a, b in zip(values, others, strict=True)
    ]
    return away.index(max(away))


def _number_not_yet(spec, text, yours, right):
    tolerance = spec["tolerance"]
    if abs(yours - 100 * right) <= 100 * tolerance:
        return "That is right in per cent: type a `%` behind it."
    said, away, unit = shown(yours), abs(yours - right), _unit(text)
    is_rounded = away <= unit / 2
    # A whole unit less is another number, whatever its rounding.
    is_cut = away < unit * (1 - 1e-9) and abs(yours) < abs(right)
    if is_cut and yours and unit <= 2.01 * tolerance:
        return f"{said} is cut off. Round the last digit."
    # One digit, cut off, may be any number: 0.7 of 0.768 is as far as 0.1.
    if yours and (is_rounded or (is_cut and abs(yours) >= 10 * unit)):
        return f"{said} is right as far as it goes. Keep more digits."
    if away < 10 * tolerance and away < abs(right) / 20:
        return f"{said} is close. Keep all digits on the way, and round at the end."
    return f"{said} is more than {shown(tolerance)} away from the answer."


def _unit(text):
    """Return what a number's last digit counts, or 0 where more stands there."""
    typed = _DECIMALS.fullmatch(plain(text))
    if not typed:
        return 0.0
    unit = 10.0 ** -len(typed["decimals"] or "")
    return unit / 100 if typed["percent"] else unit


# One number and nothing else, except a name in front, a per cent sign or a unit.
_DECIMALS = re.compile(
    r"(?:[^=]*=)? *[-+]? *(?=[.,]?[0-9])[0-9]*(?:[.,](?P<decimals>[0-9]*))?"
    r" *(?P<percent>%)? *[a-zA-Z ]*"
)


def _value(tree, point):
    try:
        return evaluate(tree, point)
    except FormulaError:
        place = f" at {_place(point)}" if point else ""
        raise FormulaError(f"This has no finite value{place}.") from None


def _place(point):
    return "`" + ", ".join(f"{name} = {shown(x)}" for name, x in point.items()) + "`"


def _order(spec, chosen):
    program = [spec["lines"][i] for i in chosen]
    if not program:
        return _verdict("not attempted", "Put some lines into your program first.")
    if program in spec["right"]:
        return _correct(spec)
    for wrong in spec["wrong"]:
        if program == wrong["program"]:
            return _recognised(wrong)
    good = max(_common_start(program, right) for right in spec["right"])
    if good == len(program):
        return _verdict("not yet", "Right so far, but something is still missing.")
    stay = ["", "Line 1 can stay. ", f"Lines 1 to {good} can stay. "][min(good, 2)]
    return _verdict("not yet", f"{stay}Look again at line {good + 1}.")


def _common_start(program, other):
    same = [a == b for a, b in zip(program, other, strict=False)]
    return [*same, False].index(False)


def _find_bug(spec, answer):
    line, reason = answer["line"], answer["reason"]
    if line is None or reason is None:
        return _verdict("not attempted", "Choose a line and a reason.")
    if "wrong" in spec["reasons"][reason]:
        found = (
            "You found the line, but not the reason. " if line == spec["bug"] else ""
        )
        return _recognised(spec["reasons"][reason]["wrong"], found)
    if line != spec["bug"]:
        message = (
            f"The reason is right. Line {line + 1} may show its effect, but another "
            "line has to be changed."
        )
        return _verdict("not yet", message)
    return _correct(spec)


def _build(spec, values):
    if all(values[c["name"]] == c["start"] for c in spec["controls"]):
        return _verdict("not attempted", "Move a control first.")
    met = goals_met(spec["goals"], values)
    if all(met):
        return _correct(spec)
    for wrong in spec["wrong"]:
        if met == wrong["met"]:
            return _recognised(wrong)
    goal = spec["goals"][met.index(False)]["text"]
    return _verdict("not yet", f"This goal is not met yet: {goal}")


def goals_met(goals, values):
    """List for each goal of a Build whether its formula is positive."""
    return [_positive(goal["formula"], values) for goal in goals]


def _positive(formula, values):
    try:
        return evaluate(parse(formula, values), values) > 0
    except FormulaError:
        return False


_GRADERS = {
    "choice": _choice,
    "predict": _predict,
    "numeric": _typed,
    "formula": _typed,
    "order": _order,
    "find-bug": _find_bug,
    "build": _build,
}
