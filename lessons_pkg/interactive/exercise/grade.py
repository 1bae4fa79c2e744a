"""The verdict on an answer: one function of an exercise's specification and an answer.

A specification is plain data, and the page grades with the same data:
static/exercises/grade.js is this module again, and shared examples hold the two
together. It leaves out answers that are functions, which only Python can run: see
`run`.
"""

from lessons_pkg.interactive.exercise.formula import (
    LENGTH,
    FormulaError,
    evaluate,
    parse,
    plain,
)


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
    >>> grade({"kind": "choice", "options": options}, [1])["message"]
    'That is the slope of tanh.'
    """
    if answer is None:
        return _verdict("not attempted")
    return _GRADERS[spec["kind"]](spec, answer)


def shown(number):
    """Write a number with four significant digits, alike in Python and in the page.

    Examples
    --------
    >>> shown(0.10499358), shown(2.0), shown(-1.5e-7)
    ('0.105', '2', '-1.5e-7')
    """
    number = float(f"{number:.4g}")
    if number == 0:
        return "0"
    if 1e-4 <= abs(number) < 1e6:
        return f"{number:.10f}".rstrip("0").rstrip(".")
    digits, power = f"{number:.3e}".split("e")
    return f"{digits.rstrip('0').rstrip('.')}e{int(power)}"


def _verdict(verdict, message="", mistake=""):
    return {"verdict": verdict, "message": message, "mistake": mistake}


def _recognised(wrong):
    return _verdict("mistake", wrong["hint"], wrong["name"])


def _choice(spec, chosen):
    if not chosen:
        return _verdict("not attempted", "Choose an answer first.")
    for i in sorted(chosen):
        if "wrong" in spec["options"][i]:
            return _recognised(spec["options"][i]["wrong"])
    if any("wrong" not in o for i, o in enumerate(spec["options"]) if i not in chosen):
        return _verdict("not yet", "What you chose is right, and it is not all.")
    return _verdict("correct")


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
        return _verdict("correct")
    for wrong in spec["wrong"]:
        if not failing(wrong["values"]):
            return _recognised(wrong)
    i = failing(spec["right"])[0]
    return _not_yet(spec, spec["points"][i], values[i], spec["right"][i])


def _not_yet(spec, point, yours, right):
    tolerance = spec["tolerance"]
    if point:
        message = f"your formula gives {shown(yours)}; the answer gives {shown(right)}."
        return _verdict("not yet", f"At {_place(point)} {message}")
    if abs(yours - right) < 20 * tolerance:
        message = f"{shown(yours)} is close. Keep more digits to the end."
    else:
        message = f"{shown(yours)} is not within {shown(tolerance)} of the answer."
    return _verdict("not yet", message)


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
        return _verdict("correct")
    for wrong in spec["wrong"]:
        if program == wrong["program"]:
            return _recognised(wrong)
    good = max(_common_start(program, right) for right in spec["right"])
    if good == len(program):
        return _verdict("not yet", "Right so far, and something is still missing.")
    lines = f"Line 1 to {good} can stay; l" if good > 1 else "L"
    return _verdict("not yet", f"{lines}ook again at line {good + 1}.")


def _common_start(program, other):
    same = [a == b for a, b in zip(program, other, strict=False)]
    return [*same, False].index(False)


def _find_bug(spec, answer):
    line, reason = answer["line"], answer["reason"]
    if line is None or reason is None:
        return _verdict("not attempted", "Choose a line and a reason.")
    if "wrong" in spec["reasons"][reason]:
        return _recognised(spec["reasons"][reason]["wrong"])
    if line != spec["bug"]:
        message = f"The reason is right, but it does not happen in line {line + 1}."
        return _verdict("not yet", message)
    return _verdict("correct")


def _build(spec, values):
    if all(values[c["name"]] == c["start"] for c in spec["controls"]):
        return _verdict("not attempted", "Move a control first.")
    met = goals_met(spec["goals"], values)
    if all(met):
        return _verdict("correct")
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
